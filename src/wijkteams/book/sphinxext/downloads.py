"""What stands folded under each figure and table: a sentence to take along, how to cite it, its files, and how it was made."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from weakref import WeakKeyDictionary

from docutils import nodes
from markupsafe import Markup, escape
from sphinx.application import Sphinx

from wijkteams.book.downloads.about import embed_code
from wijkteams.book.downloads.entries import PICTURES, Shown, pages_that_show, read_csv
from wijkteams.book.downloads.files import SOURCE
from wijkteams.book.html_table import breakable
from wijkteams.book.making import Making, Place, ids_in
from wijkteams.book.sphinxext.copying import copyable, paragraphs, preformatted
from wijkteams.book.sphinxext.links import evidence_link, file_link
from wijkteams.book.sphinxext.store import FIGURE_FILES, page_of, sources_of
from wijkteams.book.words import LANGUAGE_NAMES, word
from wijkteams.numbers.catalogue import Figure, Table
from wijkteams.numbers.formats import LANGUAGES, Language
from wijkteams.numbers.identity import has_source

# The link that a table comes with: its cell was run where nothing is known of the book around it.
_TABLE_LINK = re.compile(
    r'<p><a href="[^"]*\btables/([a-z0-9_]+)\.csv" download[^>]*>[^<]*</a></p>'
)
_CITATIONS = {"bib": "BibTeX", "ris": "RIS", "csl.json": "CSL-JSON"}

_MAKING: WeakKeyDictionary[Sphinx, Making] = WeakKeyDictionary()
_PAGES: WeakKeyDictionary[Sphinx, dict[str, dict[Language, str]]] = WeakKeyDictionary()


def load_making(app: Sphinx) -> None:
    """Read once where everything is made and shown, when the builder is ready."""
    root = sources_of(app).root
    _MAKING[app], _PAGES[app] = Making.of(root), pages_that_show(root)


def making_of(app: Sphinx) -> Making:
    """Return where everything is made."""
    return _MAKING[app]


def add_to_tables(
    app: Sphinx, docname: str, _: str, context: dict[str, Any], __: nodes.document | None
) -> None:
    """Put under each table of a page what there is to take along, in the place of the link to its data."""
    tables = sources_of(app).tables

    def replaced(match: re.Match[str]) -> str:
        return offer(app, docname, tables[match[1]]) if match[1] in tables else match[0]

    if "body" in context:
        context["body"] = _TABLE_LINK.sub(replaced, context["body"])


def offer(app: Sphinx, docname: str, entry: Figure | Table) -> Markup:
    """Return the folded block of one figure or table on a page; without a script it is text and plain links."""
    own, sources = page_of(app.env, docname).language, sources_of(app)
    here = app.builder.get_target_uri(docname)
    pages = {own: here, **_PAGES[app].get(entry.id, {})}
    shown = Shown(entry, sources.identity, sources.numbers, pages)
    languages = sorted(LANGUAGES, key=lambda each: each != own)
    texts = Markup("").join(_texts(shown, language, own) for language in languages)
    code = f"{word('embed', own)}: {shown.title(own)}"
    return Markup(
        '<details class="wt-take"><summary>{take}<span class="wt-unseen">: {title}</span></summary>\n{texts}'
        '<ul class="wt-files">{files}</ul>\n<p>{embed}</p>\n{code}{made}</details>\n'
    ).format(
        take=word("take", own),
        title=shown.title(own),
        texts=texts,
        files=Markup("").join(_files(app, docname, shown, languages)),
        embed=word("embed", own),
        code=copyable(preformatted(embed_code(shown, own), code), code, own, own),
        made=_made(app, docname, entry, own),
    )


def _texts(shown: Shown, language: Language, own: Language) -> Markup:
    """Return sentence and citation in one language, each with a button that copies it."""
    name = LANGUAGE_NAMES[language][own]
    lines = {"sentence": shown.sentence(language), "citation": shown.cited(language).apa()}
    blocks = Markup("").join(
        copyable(paragraphs([text]), f"{word(kind, own)}, {name}: {shown.entry.id}", language, own)
        for kind, text in lines.items()
    )
    return Markup('<p class="wt-quote-language">{}</p>\n{}').format(name, blocks)


def _files(app: Sphinx, docname: str, shown: Shown, languages: list[Language]) -> Iterable[Markup]:
    """Yield the files by what they are for, the language of the page first."""
    own = languages[0]

    def link(label: str, path: str, language: Language | None = None) -> Markup:
        spoken = f"{label}, {word('other_language', own)}" if language not in (None, own) else label
        return Markup('<a href="{}" download aria-label="{}: {}">{}</a>').format(
            file_link(app, docname, path), spoken, shown.title(own), spoken
        )

    def both(endings: dict[str, str]) -> list[Markup]:
        return [
            link(label, f"{shown.folder}/{shown.file(ending, each)}", each)
            for each in languages
            for ending, label in endings.items()
        ]

    folder = shown.folder
    data = [
        link("CSV", f"{folder}/{shown.file('csv')}"),
        link(word("csv_commas", own), f"{folder}/{shown.file('csv', 'nl')}"),
        *both({"xlsx": "Excel"}),
        link(word("described", own), f"{folder}/{shown.file('metadata.json')}"),
    ]
    groups = {"reference_file": both(_CITATIONS), "data": data}
    if shown.kind == "figure":
        groups = {"picture_files": both({each: each.upper() for each in PICTURES}), **groups}
    whole = Markup('<a href="{}" target="_blank">{}<span class="wt-unseen">: {}</span></a>').format(
        file_link(app, docname, f"embed/{shown.file('html', own)}"),
        word("page_alone", own),
        shown.title(own),
    )
    groups["all_files"] = [link("ZIP", f"{folder}/{shown.file('zip')}"), whole]
    return [
        Markup("<li>{}: {}</li>").format(word(name, own), Markup(", ").join(links))
        for name, links in groups.items()
    ]


def _made(app: Sphinx, docname: str, entry: Figure | Table, own: Language) -> Markup:
    """Return the rules, lines of code and rows of the register behind a figure or table."""
    sources, making = sources_of(app), making_of(app)
    path = FIGURE_FILES / f"{entry.id}.csv" if isinstance(entry, Figure) else entry.data
    _, rows = read_csv(sources.root / path)
    raw = making.rows_of(ids_in(rows))
    places = made_by(app, making.of_entry(entry), own, docname)
    links = Markup(", ").join(evidence_link(app, docname, place.what) for place in raw)
    evidence = Markup("<p>{}: {}</p>\n").format(word("raw_rows", own), links) if raw else Markup("")
    return places + evidence


def made_by(app: Sphinx, places: list[Place], own: Language, docname: str = "") -> Markup:
    """Return what made something as a paragraph: links where the repository has an address, else path and lines.

    On the page `docname`, where it is given, the commit leads to the project.
    """
    identity = sources_of(app).identity
    parts = []
    for place in places:
        shown = Markup("<code>{}</code>").format(breakable(place.text))
        address = place.address(identity)
        parts.append(Markup('<a href="{}">{}</a>').format(address, shown) if address else shown)
    if not parts:
        return Markup("")
    name = commit_link(app, docname) if docname else f"commit {identity.commit}"
    commit = Markup(" ({})").format(name) if identity.commit else ""
    return Markup('<p class="wt-made">{}{}: {}</p>\n').format(
        word("made_by", own), commit, Markup(", ").join(parts)
    )


def commit_link(app: Sphinx, docname: str) -> Markup:
    """Return the commit of this build, as a link to the project at that commit where it is published."""
    sources = sources_of(app)
    name = escape(f"commit {sources.identity.commit}")
    if not has_source(sources.root, sources.identity.commit):
        return name
    return Markup('<a href="{}">{}</a>').format(file_link(app, docname, SOURCE), name)
