"""What our translator, transform and visitor write, and what would stand on the page without each of them."""

import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from myst_nb.sphinx_ import visit_HideCellInput

from wijkteams.book.sphinxext import translator

ENGLISH, DUTCH, SOURCES = "index", "chapters/samenvatting", "chapters/register"
FRONT = "---\nlang: nl\nfile_format: mystnb\nkernelspec:\n  name: python3\n---\n"
# Headers on two sides, a cell with words that are written otherwise elsewhere, folded code, and references.
MORE = """
:::{list-table} Aandelen
:name: aandelen
:header-rows: 1
:stub-columns: 1
* - Jaar
  - Aandeel
* - 2019
  - Show the code
:::

```{code-cell} python3
1 + 1
```

```{code-cell} python3
:mystnb: {code_prompt_show: De som, code_prompt_hide: De som}
2 + 1
```

Zie {numref}`capacity_trend-nl`, {numref}`aandelen` en {numref}`plaatje %s <capacity_trend-nl>`.
"""
BB2018 = """
@misc{BB2018,
  author = {{redactie}},
  title = {{Zware casuistiek (remark)}},
  year = {2018},
}
"""


def build(make_book, language="en"):
    """Build a book with more on its Dutch page, and return what reads a page of it."""
    book = make_book()
    book.change("chapters/samenvatting.md", "---\nlang: nl\n---\n", FRONT)
    book.append("chapters/samenvatting.md", MORE)
    book.append("index.md", "\nSee {numref}`capacity_trend-nl` and {numref}`aandelen`.\n")
    book.append("references.bib", BB2018)
    book.append("chapters/register.md", "\nAs {cite:t}`BB2018` shows.\n")
    for chapter in ("capacity", "samenvatting"):
        book.execute(chapter)
    folder = book.build(language)
    return lambda name: BeautifulSoup((folder / f"{name}.html").read_text("utf-8"), "html.parser")


@pytest.fixture(scope="module")
def ours(make_book):
    return build(make_book)


@pytest.fixture(scope="module")
def edition(make_book):
    """The same pages as an edition that is Dutch to Sphinx."""
    return build(make_book, "nl")


@pytest.fixture(scope="module")
def bare(make_book):
    """The same pages with every hook of ours taken away."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(translator.PageTranslator, "starttag")
        patch.delattr(translator.PageTranslator, "add_fignumber")
        patch.delattr(translator.PageTranslator, "add_permalink_ref")
        patch.setattr(translator.LanguageOfParts, "run", lambda _: None)
        patch.setattr(translator.NumberedReferences, "run", lambda _: None)
        patch.setattr(translator, "visit_folded", visit_HideCellInput)
        return build(make_book)


def scopes(page):
    return [(cell.get_text(strip=True), cell.get("scope")) for cell in page.select("#aandelen th")]


def roles(page):
    return [entry["role"] for entry in page.select('[role="list"] > *')]


def captions(page):
    return [number.get_text(strip=True) for number in page.select(".caption-number")]


def references(page):
    return [number.get_text(strip=True) for number in page.select(".std-numref")]


def folded(page):
    summary = page.select_one("details.hide > summary")
    return [summary.get("aria-label"), *summary.stripped_strings]


def folded_under_own_words(page):
    return list(page.select("details.hide > summary")[1].stripped_strings)


def permalinks(page):
    return [link["title"] for link in page.select("h1 > a.headerlink")]


def dutch_parts(page):
    return [part.get_text() for part in page.select('.citation [lang="nl"], dt[lang="nl"]')]


# What is read on which page, ours, and what Sphinx, docutils and MyST-NB write by themselves.
CASES = [
    (scopes, DUTCH, [("Jaar", "col"), ("Aandeel", "col"), ("2019", "row")],
     [("Jaar", None), ("Aandeel", None), ("2019", None)]),
    (roles, SOURCES, ["listitem"] * 2, ["doc-biblioentry"] * 2),
    (captions, DUTCH, ["Figuur 2", "Tabel 2"], ["Fig. 2", "Table 2"]),
    (references, DUTCH, ["Figuur 2", "Tabel 2", "plaatje 2"], ["Fig. 2", "Table 2", "plaatje 2"]),
    (folded, DUTCH, [None, "Toon de code", "Verberg de code", ": 1 + 1"],
     ["Toggle hidden content", "Show code cell source", "Hide code cell source"]),
    (folded_under_own_words, DUTCH, ["De som", "De som", ": 2 + 1"], ["De som"] * 2),
    (permalinks, DUTCH, ["Koppeling naar deze plaats"], ["Link to this heading"]),
    (dutch_parts, SOURCES, ["redactie. Zware casuistiek"], []),
]  # fmt: skip


@pytest.mark.parametrize(("read", "name", "own", "_"), CASES)
def test_a_page_says_what_our_hooks_write(ours, read, name, own, _):
    assert read(ours(name)) == own


@pytest.mark.parametrize(("read", "name", "_", "others"), CASES)
def test_without_our_hooks_a_page_says_something_else(bare, read, name, _, others):
    assert read(bare(name)) == others


def test_an_english_page_points_to_dutch_figures_in_english(ours):
    assert references(ours(ENGLISH)) == ["Fig. 1", "Fig. 2", "Table 2"]


def test_the_same_words_in_a_text_stay_as_they_are(ours):
    assert ours(DUTCH).select_one("#aandelen td").text == "Show the code"


@pytest.mark.parametrize(("read", "name", "own", "_"), CASES)
def test_an_edition_in_dutch_says_the_same(edition, read, name, own, _):
    assert read(edition(name)) == own


def test_an_english_page_stays_english_in_an_edition_in_dutch(edition):
    assert references(edition(ENGLISH)) == ["Fig. 1", "Fig. 2", "Table 2"]


def test_what_we_remark_on_a_source_is_marked_as_english():
    named = 'Titel (page, companion of "Een langere titel").'
    parts = [nodes.Text(text) for text in (named, " ", "Skipr, 2018.", " ", "Read in full.")]
    citation = nodes.citation("", nodes.paragraph("", "", *parts))
    translator._mark_remarks(citation, ["Titel", "Een langere titel"])
    marked = [each.astext() for each in citation.findall(nodes.inline)]
    assert marked == [' (page, companion of "Een langere titel")', "Read in full."]
