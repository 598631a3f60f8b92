"""Gates: what stops the build. Problems are gathered page by page and raised together."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import yaml
from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment

from wijkteams.book.editions import edition_of, toc_of, twin_of
from wijkteams.book.glossary import GLOSSARY, dutch_problems, load_glossary
from wijkteams.book.notebooks import check_executed, executed_path
from wijkteams.book.prose import find_problems, find_text_problems
from wijkteams.book.quotes import quote_problems
from wijkteams.book.sphinxext.editions import edition_being_built, other_of
from wijkteams.book.sphinxext.links import labels_of
from wijkteams.book.sphinxext.numbers import METHODS, number
from wijkteams.book.sphinxext.store import (
    NUMBERS,
    TABLES,
    Sources,
    Use,
    label_of,
    page_of,
    pages_of,
    refuse_second_showing,
    report,
    source_path,
    sources_of,
)
from wijkteams.checking.problems import InputError, Problem, raise_if_any
from wijkteams.numbers.catalogue import (
    Catalogue,
    Entry,
    fill,
    keys_used,
    text_problems,
)
from wijkteams.numbers.formats import LANGUAGES, Language, chosen, split_placeholders

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
_SHOW_TABLE = re.compile(r"\bshow_table\(\s*[\"']([^\"']*)[\"']")


def judge_source(app: Sphinx, docname: str, source: list[str]) -> None:
    """Judge the text of a page before it is parsed."""
    env, path = app.env, source_path(app.env, docname)
    page = page_of(env, docname)
    page.language = _language(source[0], path)
    page.problems.extend(find_problems(source[0], path))
    words = Path(app.srcdir) / GLOSSARY
    if page.language == "nl" and words.is_file():
        env.note_dependency(str(words))
        page.problems.extend(dutch_problems(source[0], path, load_glossary(words)))
    # The cells of a Dutch page are those of its twin.
    english = docname if edition_of(docname) == "en" else twin_of(docname)
    notebook = executed_path(Path(app.srcdir), english)
    chapter = Path(app.srcdir) / f"{english}.md"
    text = (
        source[0]
        if english == docname or "{code-cell}" not in source[0]
        else chapter.read_text(encoding="utf-8")
    )
    try:
        check_executed(text, notebook)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    if notebook.is_file():
        env.note_dependency(str(notebook))
    _note_tables(app, docname, text)


def _language(text: str, path: str) -> Language:
    """Return the language that the front matter names, that of the edition when it names none."""
    match = _FRONT_MATTER.match(text)
    front = yaml.safe_load(match[1]) if match else {}
    own = edition_of(path)
    named = front.get("lang", own) if isinstance(front, dict) else own
    for language in LANGUAGES:
        if named == language:
            return language
    raise InputError(f'{path}:1: lang "{named}" is not one of {", ".join(LANGUAGES)}')


def _note_tables(app: Sphinx, docname: str, text: str) -> None:
    """Note which tables the code of a page shows, and make them known to `{ref}`."""
    env, page, sources = app.env, page_of(app.env, docname), sources_of(app)
    labels = cast(StandardDomain, env.get_domain("std"))
    for match in _SHOW_TABLE.finditer(text):
        line = text[: match.start()].count("\n") + 1
        try:
            table = sources.tables[match[1]]
            refuse_second_showing(env, table)
        except InputError as error:
            page.problems.append(Problem(source_path(env, docname), line, "", str(error)))
            continue
        page.tables[table.id] = line
        page.uses.extend(Use(key, table.id) for key in sorted(keys_used(table)))
        env.note_dependency(str(TABLES))
        label = label_of(table, page.language)
        caption = fill(table.caption[page.language], sources.numbers, page.language)
        labels.anonlabels[label] = docname, table.id
        labels.labels[label] = docname, table.id, caption


def judge_doctree(app: Sphinx, doctree: nodes.document) -> None:
    """Judge a page as it was parsed: alternative texts, captions, and where numbers stand."""
    env = app.env
    for node in doctree.findall(number):
        if refused := _refused_place(node):
            report(env, _line(node), f"{{num}}`{node['key']}` cannot stand in {refused}")
    for image in doctree.findall(nodes.image):
        if not image.get("alt", "").strip():
            report(env, _line(image), f"image {image['uri']} has no alternative text (:alt:)")
    for figure in doctree.findall(nodes.figure):
        if not any(isinstance(child, nodes.caption) for child in figure):
            report(env, _line(figure), "this figure has no caption")
    for table in doctree.findall(nodes.table):
        if not any(isinstance(child, nodes.title) for child in table):
            report(env, _line(table), "this table has no caption; wrap it in :::{table} Caption")
    notes = [node for node in doctree.findall(nodes.sidebar) if "margin" in node["classes"]]
    if notes and len(list(doctree.findall(nodes.section))) < 2:
        # The theme's script fails beside a margin note on a page without contents at the right.
        report(env, _line(notes[0]), "a margin note needs a page with a heading below the title")


def _refused_place(node: nodes.Node) -> str:
    """Return the ancestor in which a number would break the page, in words, or an empty text."""
    parent = node.parent
    while parent is not None:
        if isinstance(parent, nodes.title) and isinstance(parent.parent, nodes.section):
            return (
                "a heading: it would enter the page's title and contents; say it in the text below"
            )
        if isinstance(parent, nodes.reference | pending_xref):
            return "a link: it is a link itself"
        parent = parent.parent
    return ""


def _line(node: nodes.Node) -> int:
    """Return the line of a node or of the nearest ancestor that knows it."""
    current: nodes.Node | None = node
    while current is not None:
        if current.line:
            return int(current.line)
        current = current.parent
    return 0


def judge_book(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Judge the book when every page has been read, and raise all problems as one message.

    Returns
    -------
    list of str
        Pages to write again: those that list all numbers.

    Raises
    ------
    InputError
        When there is any problem.
    """
    pages = pages_of(env)
    problems = [problem for page in pages.values() for problem in page.problems]
    # What the book as a whole must hold is judged once, with the English edition.
    if edition_being_built(app.config) == "en":
        problems += _problems_of_whole(sources_of(app), env)
    raise_if_any([*problems, *_missing_places(env)])
    return [name for name, page in pages.items() if page.lists_all_numbers]


def _problems_of_whole(sources: Sources, env: BuildEnvironment) -> list[Problem]:
    """Return what is wrong with the catalogues, and what of them neither edition shows."""
    pages, other = pages_of(env).values(), other_of(env.app)
    quotes = {id_ for page in pages for id_ in {*page.quotes, *page.hidden}} | other.shows(
        "quote-ready"
    )
    figures = {id_ for page in pages for id_ in page.figures} | other.shows("citable-figure")
    return [
        *_catalogue_problems(sources.figures, sources),
        *_catalogue_problems(sources.tables, sources),
        *_catalogue_problems(sources.quotes, sources),
        *quote_problems(
            sources.quotes, sources.figures, sources.numbers, sources.printed, sources.identity
        ),
        *_unshown(sources.quotes, quotes),
        *_unshown(sources.figures, figures),
        *_unshown(sources.tables, {id_ for page in pages for id_ in page.tables}),
        *_table_problems(sources),
        *_unused_numbers(env, sources),
    ]


def _table_problems(sources: Sources) -> list[Problem]:
    """Return tables without data, and ids that a figure has too: both are anchors and addresses."""
    problems = []
    for table in sources.tables.values():
        if not (sources.root / table.data).is_file():
            message = f"its data {table.data} do not exist; run `snakemake`"
            problems.append(sources.tables.problem(table.id, message))
        if table.id in sources.figures:
            message = f"{sources.figures.path.name} has this id too"
            problems.append(sources.tables.problem(table.id, message))
    return problems


def _unused_numbers(env: BuildEnvironment, sources: Sources) -> list[Problem]:
    """Return numbers that no page, figure or table prints."""
    pages, other = pages_of(env).values(), other_of(env.app)
    used = {key for page in pages for key in (*page.hidden, *(use.key for use in page.uses))}
    used |= other.numbers
    for catalogue in (sources.figures, sources.tables):
        used |= {key for entry in catalogue.values() for key in keys_used(entry)}
    for id_ in other.shows("quote-ready") & sources.quotes.keys():
        used |= keys_used(sources.quotes[id_])
    unused = ", ".join(sorted(sources.numbers.keys() - used))
    message = f"not used anywhere: {unused}; print them or no longer compute them"
    return [Problem(str(NUMBERS), 0, "", message)] if unused else []


def _missing_places(env: BuildEnvironment) -> list[Problem]:
    """Return what numbers lead to and no page holds: the listing of all of them, and the sections on their methods."""
    problems = []
    toc, pages = str(toc_of(edition_being_built(env.config))), pages_of(env).values()
    if any(page.uses for page in pages) and not any(page.lists_all_numbers for page in pages):
        message = "no page holds the directive {all-numbers}, where every number leads to"
        problems.append(Problem(toc, 0, "", message))
    for label in sorted({*METHODS.values()} - labels_of(env).keys()):
        message = f"no heading has the label ({label})=, where the method of a number leads to"
        problems.append(Problem(toc, 0, "", message))
    return problems


def _unshown(catalogue: Catalogue[Entry], shown: set[str]) -> list[Problem]:
    return [
        catalogue.problem(id_, "no page shows it; show it or take it out")
        for id_ in sorted(catalogue.keys() - shown)
    ]


def _catalogue_problems(catalogue: Catalogue[Entry], sources: Sources) -> list[Problem]:
    """Return texts of a catalogue with a wrong key, a typed number or a placeholder."""
    problems = text_problems(catalogue, sources.numbers)
    for id_, entry in catalogue.items():
        for name, texts in entry.texts.items():
            for language in LANGUAGES:
                plain = "".join(
                    part if isinstance(part, str) else "\N{OBJECT REPLACEMENT CHARACTER}"
                    for part in split_placeholders(chosen(texts[language], sources.numbers))
                )
                problems.extend(
                    catalogue.problem(id_, f"{name} ({language}): {message}")
                    for message in find_text_problems(plain)
                )
    return problems
