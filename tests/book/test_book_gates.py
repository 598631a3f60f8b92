"""Beside each gate a book that breaks it. One broken book holds many faults: all are told at once."""

import json
import os
import time

import pytest
from sphinx.errors import SphinxError

BROKEN_INDEX = """\
# The book, {num}`prevention.change`

In {num}`prevention.w2091:range` and {num}`prevention.w2019:rnge`.
[See {num}`prevention.w2019`](chapters/capacity.md) and {num}`power.made_up:year`.

Of the municipalities 59% fell short.

TODO: say more.

![](picture.png)

| Year | Share |
|------|-------|
| 2019 | some  |

```{citable-figure} capacity_trnd
```

```{citable-figure} capacity_trend
```

```{toctree}
chapters/capacity
chapters/samenvatting
chapters/numbers
chapters/register
```
"""
BROKEN_FIGURE = """
- id: {id}
  chapter: capacity
  data: [results/estimates/capacity.csv]
  draw: "wijkteams.figures.capacity:draw_trend"
  title: {{en: "{title}", nl: "Titel"}}
  caption: {{en: "Caption", nl: "Bijschrift"}}
  alt: {{en: "Line", nl: "Lijn"}}
  base: {{en: "all that answered", nl: "allen die antwoordden"}}
  source: {{en: "Surveys", nl: "Peilingen"}}
  synthetic: false
"""
UNSHOWN_TABLE = """
- id: unshown_table
  data: results/estimates/lost.csv
  caption: {en: "Never shown", nl: "Nooit getoond"}
  base: {en: "all that answered", nl: "allen die antwoordden"}
  columns: [{name: year, label: {en: Year, nl: Jaar}, header: row}]
- id: made_up
  data: results/estimates/capacity.csv
  caption: {en: "Shown", nl: "Getoond"}
  base: {en: "all that answered", nl: "allen die antwoordden"}
  columns: [{name: year, label: {en: Year, nl: Jaar}, header: row}]
"""
EXPECTED = {
    "number in a heading": "index.md:1: {num}`prevention.change` cannot stand in a heading",
    "unknown number": 'index.md:3: unknown number "prevention.w2091"; did you mean "prevention.w2019"?',
    "unknown field": 'index.md:3: unknown field "rnge" of number "prevention.w2019"; did you mean',
    "number in a link": "index.md:4: {num}`prevention.w2019` cannot stand in a link",
    "number without a year": 'index.md:4: number "power.made_up" belongs to no wave',
    "typed number": 'index.md:6: "59%" was typed by hand; print it with {num}`key`',
    "placeholder": 'index.md:8: "TODO" is a placeholder',
    "image without alternative text in Markdown": "index.md:10: this image has no alternative text",
    "image without alternative text": "index.md:10: image picture.png has no alternative text",
    "table without a caption": "index.md:12: this table has no caption",
    "unknown figure": 'index.md:16: citable-figure: "capacity_trnd" is not in figures.yaml; did you',
    "figure shown twice": 'index.md:19: citable-figure: "capacity_trend" is already shown at '
    "chapters/capacity.md:11",
    "figure without its files": 'chapters/register.md:13: citable-figure: "lost_figure" has no '
    "lost_figure.svg, lost_figure.pdf, lost_figure.png, lost_figure.csv, lost_figure.page.svg, lost_figure.phone.svg",
    "figure in no page": 'figures.yaml:23: "unshown_figure": no page shows it',
    "unknown key in a figure's text": 'figures.yaml:23: "unshown_figure": title (en): unknown number '
    '"prevention.w2091"; did you mean "prevention.w2019"?',
    "typed number in a figure's text": 'figures.yaml:33: "lost_figure": title (en): "12 points" was',
    "table in no page": 'tables.yaml:9: "unshown_table": no page shows it',
    "table without data": 'tables.yaml:9: "unshown_table": its data results/estimates/lost.csv do',
    "id of a table that a figure has": 'tables.yaml:14: "made_up": figures.yaml has this id too',
    "unknown table": 'chapters/capacity.md:24: "capacity_tabel" is not in tables.yaml; did you mean',
    "unused number": "results/numbers.json: not used anywhere: presence.w2014; print",
}


@pytest.fixture(scope="session")
def broken(make_book, record) -> str:
    """The message that stops a book with many faults."""
    book = make_book()
    book.write("index.md", BROKEN_INDEX)
    book.write("picture.png", "")
    book.append("chapters/register.md", "\n```{citable-figure} lost_figure\n```\n")
    book.change("chapters/capacity.md", 'show_table("capacity_table")', SHOW_BOTH)
    figures = [("unshown_figure", "In {prevention.w2091}"), ("lost_figure", "Up by 12 points")]
    for id_, title in figures:
        book.append("config/figures.yaml", BROKEN_FIGURE.format(id=id_, title=title).lstrip())
    book.append("config/tables.yaml", UNSHOWN_TABLE.lstrip())
    path = book.root / "results" / "numbers.json"
    numbers = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(numbers | {"presence.w2014": record()}), encoding="utf-8")
    book.execute()
    with pytest.raises(SphinxError) as caught:
        book.build()
    return str(caught.value)


SHOW_BOTH = 'show_table("capacity_table")\nshow_table("capacity_tabel")\nshow_table("made_up")'


@pytest.mark.parametrize("fault", EXPECTED)
def test_book_with_a_fault_is_stopped_and_told_where(broken, fault):
    assert EXPECTED[fault] in broken


def test_book_with_faults_tells_each_once(broken):
    lines = [line for line in broken.splitlines() if line]
    assert len(lines) == len(set(lines)) == len(EXPECTED)


def test_chapter_that_was_never_executed_is_refused(book):
    with pytest.raises(SphinxError, match=r"capacity\.md: this chapter was not executed"):
        book.build()


def test_chapter_that_changed_after_execution_is_refused(book):
    book.execute()
    book.append("chapters/capacity.md", "\nMore.\n")
    with pytest.raises(SphinxError, match=r"capacity\.md: this chapter changed after"):
        book.build()


def test_page_in_an_unknown_language_is_refused(book):
    book.execute()
    book.change("chapters/samenvatting.md", "lang: nl", "lang: fy")
    with pytest.raises(SphinxError, match=r'samenvatting\.md:1: lang "fy" is not one of en, nl'):
        book.build()


def test_book_without_a_list_of_all_numbers_is_refused(book):
    book.execute()
    book.write("chapters/numbers.md", "# Numbers\n")
    with pytest.raises(SphinxError, match="no page holds the directive"):
        book.build()


@pytest.mark.parametrize("missing", ["alt", "caption", "base"])
def test_figure_without_a_text_is_refused(book, missing):
    book.change("config/figures.yaml", f"\n  {missing}:", f"\n  #{missing}:")
    book.execute()
    with pytest.raises(SphinxError, match=rf"figures.yaml:1, \w+: the key {missing} is missing"):
        book.build()


def test_page_is_built_anew_when_only_a_number_changed(book):
    book.execute()
    assert "59%" in (book.build() / "index.html").read_text(encoding="utf-8")
    path = book.root / "results" / "numbers.json"
    path.write_text(path.read_text(encoding="utf-8").replace("59.04", "61.04"), encoding="utf-8")
    os.utime(path, (time.time() + 9, time.time() + 9))
    html = book.build()
    for name in ("index.html", "chapters/capacity.html", "chapters/numbers.html"):
        text = (html / name).read_text(encoding="utf-8")
        assert "61%" in text
        assert "59%" not in text


def test_second_build_after_a_refused_one_is_refused_too(book):
    book.execute()
    book.append("chapters/register.md", "\nAbout 59% fell short.\n")
    for _ in range(2):
        with pytest.raises(SphinxError, match=r'register\.md:13: "59%"'):
            book.build()
