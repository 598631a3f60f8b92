"""What the search of the tiny book finds, and where each of it leads."""

import json
import re
from pathlib import Path

import pytest

from wijkteams.book.search import (
    Page,
    Place,
    Record,
    number_records,
    register_records,
    search_script,
)
from wijkteams.numbers.file import load_numbers

GLOSSARY = """\
# Words

```{glossary}
vroegsignalering
  **Early detection, early notice.** Noticing problems
  before residents ask.
```
"""
FINDINGS = """\
## Two findings

1. **Prevention falls short.** It did in {num}`prevention.w2019:range`. [More](chapters/capacity.md)
2. **A thread without a chapter.** No link.
"""
DUTCH_FINDING = """\
## Bevinding

1. **Preventie schiet tekort.** [Meer, in het Engels](capacity.md)
"""


@pytest.fixture(scope="module")
def searched(make_book) -> Path:
    """The tiny book with a glossary and findings, built."""
    book = make_book()
    book.execute()
    book.append("index.md", FINDINGS)
    book.change("index.md", "chapters/reader\n", "chapters/reader\nchapters/glossary\n")
    book.append("chapters/samenvatting.md", DUTCH_FINDING)
    book.write("chapters/glossary.md", GLOSSARY)
    return book.build()


def read(html: Path) -> dict[str, list]:
    text = (html / "_static" / "search" / "records.js").read_text(encoding="utf-8")
    return json.loads(text.removeprefix("(window.wijkteamsSearch??=[]).push(").removesuffix(");\n"))


@pytest.fixture(scope="module")
def found(searched):
    """Return the records of a kind: language, address, title, text, other words, and whether it goes first."""
    content = read(searched)

    def of_kind(kind: str) -> list[tuple]:
        return [
            (language, content["pages"][page][0] + (f"#{anchor}" if anchor else ""), *rest)
            for each, language, page, anchor, *rest in content["records"]
            if each == kind
        ]

    return of_kind


def test_pages_stand_in_the_order_of_the_contents_with_their_language(searched):
    assert read(searched)["pages"] == [
        ["chapters/capacity.html", "Capacity", "en"],
        ["chapters/samenvatting.html", "Samenvatting", "nl"],
        ["chapters/numbers.html", "All numbers", "en"],
        ["chapters/register.html", "Register", "en"],
        ["chapters/reader.html", "For the reader", "en"],
        ["chapters/glossary.html", "Words", "en"],
        ["index.html", "The book", "en"],
    ]


def test_a_page_says_its_own_text_and_what_its_numbers_are_called_in_the_other_language(found):
    [capacity] = [each for each in found("page") if each[1] == "chapters/capacity.html"]
    language, _, title, text, other = capacity
    assert (language, title, other) == ("en", "Capacity", "Preventie schiet tekort")
    assert text.split("\n")[0] == "Teams fell short in 59% in 2019."
    assert "The share is" in text and "show_table" not in text


def test_a_section_leads_to_its_heading_and_leaves_out_its_findings(found):
    sections = {address: text for _, address, _, text, _ in found("section")}
    assert sections["index.html#two-findings"] == "A thread without a chapter. No link."
    assert "chapters/reader.html#reference" in sections


def test_a_finding_leads_to_its_chapter_where_that_is_in_its_language(found):
    assert found("finding") == [
        ("nl", "chapters/samenvatting.html#bevinding", "Preventie schiet tekort.", "", ""),
        ("en", "chapters/capacity.html", "Prevention falls short.", "It did in 59% (54 to 64%).", ""),
    ]  # fmt: skip


def test_a_number_leads_to_its_first_place_in_each_language(found):
    english, dutch = (each for each in found("number") if each[2].startswith("59%"))
    assert english == (
        "en", "chapters/capacity.html#use-prevention.w2019-1", "59%: Prevention falls short, 2019",
        "54 to 64%; municipalities that answered", "", 1,
    )  # fmt: skip
    assert dutch[:3] == (
        "nl", "chapters/samenvatting.html#use-prevention.w2019-1", "59%: Preventie schiet tekort, 2019",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ({}, [("en", "numbers", "Preventie schiet tekort")]),
        ({"en": Place("capacity")}, [("en", "capacity", "Preventie schiet tekort")]),
        ({"nl": Place("memo")}, [("nl", "memo", "Prevention falls short")]),
        (
            {"en": Place("capacity"), "nl": Place("memo")},
            [("en", "capacity", ""), ("nl", "memo", "")],
        ),
    ],
)
def test_a_number_is_found_in_the_languages_that_print_it(record, tmp_path, places, expected):
    path = tmp_path / "numbers.json"
    path.write_text(json.dumps({"prevention.w2019": record()}), encoding="utf-8")
    [number] = load_numbers(path).values()
    found = number_records(number, places, Place("numbers", "num-a"), first=False)
    assert [(each.language, each.place.page, each.other) for each in found] == expected


def test_a_quote_is_found_in_both_languages(found):
    anchor = "chapters/reader.html#quote-prevention_2019"
    assert found("quote") == [
        ("en", anchor, "", "In 2019, 59% (54 to 64%) fell short.", ""),
        ("nl", anchor, "", "In 2019 schoot 59% (54 tot 64%) tekort.", ""),
    ]


def test_a_word_gives_its_names_as_synonyms(found, searched):
    assert found("word") == [
        (
            "en", "chapters/glossary.html#term-vroegsignalering", "Early detection, early notice",
            "Noticing problems before residents ask.", "vroegsignalering",
        )
    ]  # fmt: skip
    assert read(searched)["synonyms"] == [["vroegsignalering", "Early detection", "early notice"]]
    [words] = [each for each in found("page") if each[2] == "Words"]
    assert words[3] == ""


def test_what_is_hidden_in_a_panel_is_not_found(searched):
    assert "exact interval" not in json.dumps(read(searched))


def test_every_record_leads_to_a_place(searched, found):
    kinds = {kind for kind, *_ in read(searched)["records"]}
    addresses = {address for kind in kinds for _, address, *_ in found(kind)}
    assert len(addresses) > 15
    for address in addresses:
        page, _, anchor = address.partition("#")
        text = (searched / page).read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in text, address


def test_only_the_page_of_the_search_loads_it_and_nothing_of_sphinx_is_left(searched):
    scripts = {
        path.name: set(re.findall(r'<script[^>]* src="([^"?]*)', path.read_text(encoding="utf-8")))
        for path in searched.rglob("*.html")
    }
    loading = {name for name, found in scripts.items() if any("search" in each for each in found)}
    assert loading == {"search.html"}
    assert "_static/search/records.js" in scripts["search.html"]
    assert len([each for each in scripts["search.html"] if "search" in each]) == 6
    gone = ("searchindex.js", "_static/searchtools.js", "_static/language_data.js", "_static/sphinx_highlight.js")  # fmt: skip
    assert not [name for name in gone if (searched / name).exists()]
    assert "sphinx_highlight.js" not in (searched / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "words", "target"),
    [
        ("index.html", "Search this book", "search.html"),
        ("chapters/samenvatting.html", "Zoek in dit boek", "../search.html"),
    ],
)
def test_the_field_speaks_the_language_of_its_page(searched, page, words, target):
    text = (searched / page).read_text(encoding="utf-8")
    assert f'aria-label="{words}"' in text
    assert f'role="search" action="{target}"' in text


class FakeFiles:
    """A register of one row in each table."""

    def say(self, text):
        return text

    labels = {"waves": {"w2019": "Survey of 2019"}}  # noqa: RUF012
    tables = {  # noqa: RUF012
        "items": [{"item_id": "lists", "label_en": "waiting lists", "label_nl": "wachtlijsten"}],
        "figures": [
            {
                "figure_id": "A.01", "item_id": "lists", "wave_id": "w2019", "subgroup": "G32", "topic": "time_use",
                "printed_label": "lange wachtlijsten", "printed_value": "20", "value_low": "20", "value_high": "20",
                "unit": "percent", "use": "series",
            }
        ],
        "sources": [
            {
                "source_id": "A", "title": "Wijkteams overbelast", "author": "redactie", "publisher": "B", "date": "2016",
                "holds": "One share", "reliability": "",
            }
        ],
        "contradictions": [{"contradiction_id": "twice", "what": "Two values", "why": "Another base"}],
    }  # fmt: skip

    def meaning(self, vocabulary: str, code: str) -> str:
        return {"G32": "larger cities"}[code]


def test_rows_of_the_register_are_found_by_the_words_of_their_source():
    pages = {"figures": "register", "sources": "sources", "contradictions": "contradictions"}
    figure, source, contradiction = register_records(FakeFiles(), pages)
    assert figure == Record(
        "figure", "en", Place("register", "A.01"), "waiting lists: 20%",
        "Survey of 2019; larger cities; time use; A.01", "wachtlijsten; lange wachtlijsten",
    )  # fmt: skip
    assert (source.title, source.place) == ("Wijkteams overbelast", Place("sources", "A"))
    assert source.text == "redactie; B; 2016; A" and source.other == "One share"
    assert (contradiction.title, contradiction.text) == ("Two values", "Another base")
    assert not list(register_records(FakeFiles(), {}))


def test_a_row_about_something_else_is_told_apart():
    files = FakeFiles()
    files.tables = files.tables | {"figures": [files.tables["figures"][0] | {"use": "context"}]}
    [row] = register_records(files, {"figures": "register"})
    assert row.kind == "context"


def test_a_record_on_an_unknown_page_is_refused():
    record = Record("section", "en", Place("nowhere"), "A")
    with pytest.raises(KeyError, match="nowhere"):
        search_script([Page("index", "The book", "en")], [record], [])
