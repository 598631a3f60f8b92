"""Sentences ready to quote: complete, true to the numbers, and refused when they are not."""

import json

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from sphinx.errors import SphinxError

from tests.workflow.projects import ROOT
from wijkteams.book.quotes import IN_SHORT, quote_notes
from wijkteams.book.sphinxext.store import Sources

READER = "chapters/reader.html"
CONFIG = "config/quotes.yaml"
SECOND = """\
- id: second
  waves: [w2017]
  printed_in: [M4, BB2022]
  figure: capacity_trnd
  name: {en: "second", nl: "tweede"}
  text:
    en: "In 2017, {prevention.w2019} of them."
    nl: "In dat jaar {prevention.w2091:range}, {power.made_up} en 59%."
"""
EXPECTED = {
    "quote on no page": 'quotes.yaml:10: "second": no page shows it',
    "unknown figure": 'quotes.yaml:10: "second": "capacity_trnd" is not in figures.yaml; did you mean',
    "unknown source": 'quotes.yaml:10: "second": unknown source "BB2022"; did you mean "BB2020"?',
    "unknown key": 'quotes.yaml:10: "second": text (nl): unknown number "prevention.w2091"; did you',
    "typed number": 'quotes.yaml:10: "second": text (nl): "59%" was typed by hand',
    "number without its interval": 'text (en): "prevention.w2019" is quoted without its interval',
    "number of another wave": '"prevention.w2019" is of w2019, which is not among the waves',
    "synthetic number": '"power.made_up" is SYNTHETIC and may not be quoted',
    "source without the number": "M4 printed none of its numbers; those that did: BB2020",
    "response that is not computed": 'the response needs the number "survey.respondents.w2017"',
}


@pytest.fixture
def quote(page):
    return BeautifulSoup(page(READER), "html.parser").find(id="quote-prevention_2019")


def test_what_is_copied_is_the_sentence_and_its_source_in_both_languages(quote):
    english, dutch = (
        [line.text for line in block.select("p")] for block in quote.select(".wt-copy-text")
    )
    assert english == [
        "In 2019, 59% (54 to 64%) fell short.",
        "Source: Movisie 2019 (Binnenlands Bestuur); 95% interval for all such municipalities, if chance decided who "
        "answered: Neighbourhood teams, version 0.1.0, https://example.org/book.",
    ]
    assert dutch == [
        "In 2019 schoot 59% (54 tot 64%) tekort.",
        "Bron: Movisie 2019 (Binnenlands Bestuur); 95%-betrouwbaarheidsinterval voor al die gemeenten, bij aselecte "
        "respons: Wijkteams, versie 0.1.0, https://example.org/book.",
    ]


def test_caveat_base_response_and_print_stand_beside_the_quote(quote):
    english, dutch = (
        [line.text for line in block.select("p")] for block in quote.select(".wt-quote-notes")
    )
    assert english == [
        "As they said it.",
        "Counted: municipalities that answered. Response in 2019: 60% (212 of 355 municipalities).",
        "Printed in Binnenlands Bestuur, “Wijkteams dwalen af”, June 2020.",
    ]
    assert dutch[1:] == [
        "Geteld: gemeenten die antwoordden. Respons in 2019: 60% (212 van 355 gemeenten).",
        "Gepubliceerd in Binnenlands Bestuur, “Wijkteams dwalen af”, juni 2020.",
    ]


def test_a_quote_is_one_line_until_it_is_opened_with_a_picture_for_each_language(quote):
    assert (quote.name, quote.has_attr("open")) == ("details", False)
    assert quote.summary.text == "Ready to quote: prevention, 2019"
    assert [(link["href"], link["lang"]) for link in quote.select("a[download]")] == [
        ("../figures/capacity_trend.png", "en"),
        ("../figures/capacity_trend.nl.png", "nl"),
    ]


@pytest.mark.parametrize(
    ("base", "said"),
    [
        (
            "not settled which of these: municipalities that answered; municipalities with a team that answered",
            "The source does not say whether all that took part were counted, or only those with a team.",
        ),
        ("G32 cities that answered", "Counted: G32 cities that answered."),
    ],
)
def test_a_base_that_is_open_is_said_in_plain_words(book, base, said):
    path = book.root / "results/numbers.json"
    numbers = json.loads(path.read_text(encoding="utf-8"))
    numbers["prevention.w2019"]["base"]["en"] = base
    path.write_text(json.dumps(numbers), encoding="utf-8")
    sources = Sources.load(book.root)
    notes = quote_notes(sources.quotes["prevention_2019"], sources.numbers, sources.printed, "en")
    assert notes[1].startswith(said)


def test_every_base_that_sources_leave_open_has_plain_words():
    pinned = ROOT / "tests" / "reference" / "pinned" / "numbers.csv"
    bases = set(pd.read_csv(pinned, keep_default_na=False)["base"])
    opened = [base.partition(": ")[2] for base in bases if base.startswith("not settled")]
    assert opened
    assert {name for names in opened for name in names.split("; ")} <= IN_SHORT.keys()


def test_quote_says_its_language_and_hides_its_button_without_a_script(quote):
    assert [block["lang"] for block in quote.select(".wt-copy-text")] == ["en", "nl"]
    assert all(button.has_attr("hidden") for button in quote.select("button"))
    assert [status["role"] for status in quote.select(".wt-copy-status")] == ["status"] * 2


def test_keys_of_a_quote_count_as_used(page):
    row = BeautifulSoup(page("chapters/numbers.html"), "html.parser").find(
        id="num-survey.municipalities.w2019"
    )
    assert row.find("a", href="reader.html#quote-prevention_2019")


@pytest.fixture(scope="session")
def refused(make_book) -> str:
    """The message that stops a book with a bad quote."""
    book = make_book()
    book.append(CONFIG, SECOND)
    book.execute()
    with pytest.raises(SphinxError) as caught:
        book.build()
    return str(caught.value)


@pytest.mark.parametrize("fault", EXPECTED)
def test_bad_quote_is_refused_with_file_and_line(refused, fault):
    assert EXPECTED[fault] in refused


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("In 2019 schoot", "Toen schoot", "text (nl): it does not name the year 2019"),
        (
            "In 2019, {prevention.w2019:range} fell",
            "In 2019 they fell",
            "(en): it prints no number",
        ),
        ("fell short.", f"fell short{' and more' * 20}.", "text (en): what is copied has 69 words"),
        ("  waves:", "  wave:", 'unknown key "wave"; did you mean "waves"?'),
    ],
)
def test_incomplete_quote_is_refused(book, old, new, message):
    book.execute()
    book.change(CONFIG, old, new)
    with pytest.raises(SphinxError) as caught:
        book.build()
    assert message in str(caught.value)


def test_unknown_or_second_quote_or_one_that_became_false_is_refused(book):
    book.execute()
    for id_ in ("prevention_2019", "prevention_2091"):
        book.append("chapters/reader.md", f"\n```{{quote-ready}} {id_}\n```\n")
    with pytest.raises(SphinxError) as caught:
        book.build()
    assert '"prevention_2019" is already shown at chapters/reader.md:3' in str(caught.value)
    assert '"prevention_2091" is not in quotes.yaml; did you mean' in str(caught.value)
    book.change(CONFIG, "  waves:", "  holds: prevention.w2019 > 90\n  waves:")
    with pytest.raises(SphinxError) as caught:
        book.build()
    assert 'what "prevention_2019" says is no longer true: prevention.w2019 > 90' in str(
        caught.value
    )
