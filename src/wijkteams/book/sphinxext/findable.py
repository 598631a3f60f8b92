"""What the pages of the book hold for the search to find, and where each of it stands."""

from __future__ import annotations

import csv
import posixpath
from collections.abc import Iterable, Iterator, Sequence

from docutils import nodes
from sphinx.addnodes import glossary
from sphinx.application import Sphinx

from wijkteams.book.search import (
    Page,
    Place,
    Record,
    claim_record,
    number_records,
    register_records,
    word_record,
)
from wijkteams.book.sphinxext.editions import edition_being_built
from wijkteams.book.sphinxext.numbers import number
from wijkteams.book.sphinxext.register import files_of
from wijkteams.book.sphinxext.store import page_of, pages_of, sources_of
from wijkteams.numbers.catalogue import fill
from wijkteams.numbers.formats import LANGUAGES, Language

_CLAIMS = ("claims_compared", "claims_quoted", "claims_unmeasured")


def prose(app: Sphinx, page: Page) -> Iterator[Record]:
    """Yield a page, its sections and the findings in them."""
    doctree = app.env.get_and_resolve_doctree(page.name, app.builder)
    for section in doctree.findall(nodes.section):
        title = next(section.findall(nodes.title))
        top = isinstance(section.parent, nodes.document)
        place = Place(page.name, "" if top else section["ids"][0])
        blocks, findings = _blocks(section), []
        for block in blocks:
            if sentence := _bold_start(block):
                findings.append(block)
                yield _finding(app, page, place, sentence, block)
        others = [block for block in blocks if block not in findings]
        text, called = "\n".join(map(_plain, others)), _labels(app, page.language, others)
        yield Record(
            "page" if top else "section", page.language, place, _plain(title), text, called
        )


def _blocks(section: nodes.section) -> list[nodes.Element]:
    """Return the paragraphs, terms and captions of a section, without those of the sections in it."""
    kinds = (nodes.paragraph, nodes.term, nodes.caption)
    return [
        node
        for node in section.findall(nodes.TextElement)
        if isinstance(node, kinds) and _section_of(node) is section
    ]


def _section_of(node: nodes.Element) -> nodes.Element | None:
    """Return the section that a node is text of; words and sources have records of their own."""
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.section):
        if isinstance(parent, glossary | nodes.citation):
            return None
        parent = parent.parent
    return parent


def _bold_start(block: nodes.Element) -> str:
    """Return the sentence in bold of a numbered finding with a link to the chapter that tells it; nothing for other text."""
    item = block.parent
    first = next((child for child in block.children if child.astext().strip()), None)
    numbered = isinstance(item, nodes.list_item) and isinstance(item.parent, nodes.enumerated_list)
    bold = isinstance(first, nodes.strong)
    return _plain(first) if first and numbered and bold and _links(block) else ""


def _finding(app: Sphinx, page: Page, place: Place, sentence: str, block: nodes.Element) -> Record:
    """Return a finding: it leads to its chapter, where that is in the language of the page, else to where it stands."""
    link = _links(block)[-1]
    said = _plain(block).removeprefix(sentence).removesuffix(_plain(link)).strip()
    address = posixpath.join(posixpath.dirname(page.name), link["refuri"].partition("#")[0])
    chapter = posixpath.normpath(address).removesuffix(".html")
    known = pages_of(app.env).get(chapter)
    told = known is not None and known.language == page.language
    return Record("finding", page.language, Place(chapter) if told else place, sentence, said)


def _links(block: nodes.Element) -> list[nodes.reference]:
    return [link for link in block.findall(nodes.reference) if link.get("internal")]


def _labels(app: Sphinx, language: Language, blocks: Iterable[nodes.Element]) -> str:
    """Return what the numbers in some paragraphs are called in the other language, each once."""
    other: Language = "nl" if language == "en" else "en"
    catalogue = sources_of(app).numbers
    found = (catalogue[node["key"]] for block in blocks for node in block.findall(number))
    return "\n".join(dict.fromkeys(each.label[other] for each in found))


def _plain(node: nodes.Node) -> str:
    return " ".join(node.astext().split())


def words(app: Sphinx, page: Page) -> Iterator[Record]:
    """Yield the words of the glossary; a definition begins with the English names in bold."""
    for listing in app.env.get_doctree(page.name).findall(glossary):
        for item in listing.findall(nodes.definition_list_item):
            term, definition = next(item.findall(nodes.term)), next(item.findall(nodes.definition))
            name = _plain(next(definition.findall(nodes.strong)))
            yield word_record(
                _plain(term),
                _plain(definition).removeprefix(name).strip(),
                name.rstrip(".").split(", "),
                Place(page.name, term["ids"][0]),
                page.language,
            )


def quotes(app: Sphinx, pages: Sequence[Page]) -> Iterator[Record]:
    """Yield each quote in each language, on a page in that language where there is one."""
    sources = sources_of(app)
    for quote in sources.quotes.values():
        showing = [page for page in pages if quote.id in page_of(app.env, page.name).quotes]
        # a quote of a part that is not shown is on no page
        for language in LANGUAGES if showing else ():
            page = min(showing, key=lambda each: each.language != language)
            text = fill(quote.text[language], sources.numbers, language)
            yield Record("quote", language, Place(page.name, f"quote-{quote.id}"), "", text)


def numbers(app: Sphinx, pages: Sequence[Page]) -> Iterator[Record]:
    """Yield each number where the text first prints it, chapters before the first page."""
    places: dict[str, dict[Language, Place]] = {}
    first = {use.key for use in page_of(app.env, app.config.root_doc).uses}
    for page in pages:
        for use in page_of(app.env, page.name).uses:
            if use.anchor.startswith("use-"):
                found = places.setdefault(use.key, {})
                found.setdefault(page.language, Place(page.name, use.anchor))
    listings = [page.name for page in pages if page_of(app.env, page.name).lists_all_numbers]
    if not listings:
        return
    catalogue = sources_of(app).numbers.items()
    # Of numbers that are equal the latest comes first.
    for key, record in sorted(catalogue, key=lambda each: each[1].wave or "", reverse=True):
        # The English edition has a record of every number.
        if edition_being_built(app.config) == "nl" and key not in places:
            continue
        row = Place(listings[0], f"num-{key}")
        yield from number_records(record, places.get(key, {}), row, first=key in first)


def claims(app: Sphinx, pages: Sequence[Page]) -> Iterator[Record]:
    """Yield the claims that were judged."""
    sources = sources_of(app)
    for page in pages:
        for table in _CLAIMS:
            if table in page_of(app.env, page.name).tables:
                path = sources.root / sources.tables[table].data
                with path.open(encoding="utf-8", newline="") as file:
                    for row in csv.DictReader(file):
                        yield claim_record(row, Place(page.name, row["claim_id"]), page.language)


def register(app: Sphinx) -> Iterator[Record]:
    """Yield the rows of the register that a page shows; once for both editions, as most of it is in one language."""
    shown = {
        table: name for name, page in pages_of(app.env).items() for table in page.register_tables
    }
    if shown and edition_being_built(app.config) == "en":
        yield from register_records(files_of(app), shown)
