"""The words of verdicts on a page: from the pipeline, in the language of the page, with what they hang on."""

import pytest
from bs4 import BeautifulSoup
from sphinx.errors import SphinxError

from wijkteams.book.words import word
from wijkteams.checking.problems import InputError
from wijkteams.estimates.rule.choices import CHOICES
from wijkteams.estimates.rule.verdicts import VERDICTS
from wijkteams.numbers.verdicts import VerdictText, load_verdicts, write_verdicts

PAGE = """
It {verdict}`it_rose:full`, {verdict}`it_rose:condition`; a fall is {verdict}`it_fell`. The word {verdict}`=stands`.

(verdicts-that-turn)=
## What turns
"""
ROSE = VerdictText(
    key="it_rose",
    words={"en": "stands", "nl": "houdt stand"},
    conditions={"en": "if so", "nl": "dat is zo"},
    turns=("union",),
)
FELL = VerdictText(key="it_fell", words={"en": "contradicted", "nl": "weersproken"})


def test_a_page_prints_word_and_condition_and_marks_what_would_turn(book):
    book.append("chapters/reader.md", PAGE)
    book.append(
        "chapters/samenvatting.md", "\nHet {verdict}`it_rose:full`, {verdict}`=contradicted`.\n"
    )
    book.execute()
    html = book.build()
    page = BeautifulSoup((html / "chapters/reader.html").read_text("utf-8"), "html.parser")
    said = [each.text for each in page.select("em.wt-verdict")]
    assert said == [
        "holds on one condition",
        "both asked alike",
        "not established",
    ]
    assert "It holds on one condition: that both asked alike" in page.text
    assert VERDICTS["stands"][0] in [each.text for each in page.select("article em")]
    links = [sup.a["href"] for sup in page.select("sup") if sup.a]
    assert links == ["#verdicts-that-turn"] * 2
    titles = {mark["title"] for mark in page.select("sup abbr.wt-turns")}
    assert titles == {f"{word('turns', 'en')}: {CHOICES['one_base'][0]}"}
    assert word("turns_note", "en") in page.select_one("p.wt-turns-note").text
    dutch = BeautifulSoup((html / "chapters/samenvatting.html").read_text("utf-8"), "html.parser")
    words = [each.text for each in dutch.select("article em")]
    assert words == [
        "geldt onder één voorwaarde",
        VERDICTS["contradicted"][1],
    ]


def test_a_text_to_copy_has_no_mark(book):
    book.change("chapters/reader.md", "- Een vraag.", "- It {verdict}`it_rose`.")
    book.execute()
    html = (book.build() / "chapters/reader.html").read_text("utf-8")
    letter = BeautifulSoup(html, "html.parser").select_one(".wt-letter")
    assert "holds on a condition." in letter.text and not letter.select("sup")
    assert "wt-turns-note" not in html


@pytest.mark.parametrize(
    ("role", "message"),
    [
        ("it_rise", 'unknown verdict "it_rise"'),
        ("it_fell:condition", "hangs on no condition"),
        ("it_rose:ful", 'has no form "ful"'),
        ("=stand", 'the rule has no verdict "stand"'),
    ],
)
def test_a_verdict_that_is_not_there_stops_the_build_with_its_line(book, role, message):
    book.append("chapters/reader.md", f"\nSo it {{verdict}}`{role}`.\n")
    book.execute()
    line = (book.root / "chapters/reader.md").read_text("utf-8").count("\n")
    with pytest.raises(SphinxError) as caught:
        book.build()
    assert f"chapters/reader.md:{line}" in str(caught.value) and message in str(caught.value)


def test_verdicts_come_back_from_their_file_by_key(tmp_path):
    write_verdicts(tmp_path / "v.json", [ROSE, FELL])
    read = load_verdicts(tmp_path / "v.json")
    assert dict(read) == {"it_fell": FELL, "it_rose": ROSE}
    assert read["it_rose"].said("full", "nl") == "houdt stand, onder één voorwaarde: dat is zo"
    assert read["it_fell"].said("full", "en") == "contradicted"


def test_two_verdicts_of_one_key_are_refused(tmp_path):
    with pytest.raises(InputError, match='two verdicts have the key "it_rose"'):
        write_verdicts(tmp_path / "v.json", [ROSE, ROSE])
