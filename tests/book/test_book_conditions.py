"""Prose that follows the figures: relations that are checked, and parts that stand until, or once, a number is there."""

import re

import pytest
from sphinx.errors import SphinxError

from wijkteams.checking.problems import InputError
from wijkteams.numbers.file import Numbers, load_numbers
from wijkteams.numbers.relations import broken_relation
from wijkteams.numbers.verdicts import VerdictTexts, load_verdicts

SENTENCE = "First. Prevention fell short for {holds}`most if prevention.w2019 > 50` in {num}`prevention.w2019:year`. Last.\n"
OPTIONAL = """\
prevention:
  cells:
    measured: {optional: true}
    w2019: {optional: true}
"""
PARTS = """
:::{when} prevention.measured
It is {num}`prevention.measured`.
:::

:::{unless} prevention.measured
Nobody knows.
:::

::::{unless} prevention.w2019
```{quote-ready} prevention_2019
```
It was {num}`prevention.w2019`.
::::
"""


@pytest.fixture
def known(book) -> tuple[Numbers, VerdictTexts]:
    return load_numbers(book.root / "results/numbers.json"), load_verdicts(
        book.root / "results/verdicts.json"
    )


@pytest.mark.parametrize(
    ("condition", "broken"),
    [
        ("prevention.w2019 > 50 and broad.w2019 < 50", ""),
        # as printed: 59.04 is 59
        ("prevention.w2019 = 59", ""),
        ("prevention.w2019 - broad.w2019 > 13", "prevention.w2019 - broad.w2019 > 13 (13 > 13)"),
        ("50 < prevention.w2019:low <= prevention.w2019:high", ""),
        ("it_rose = on_condition and it_fell != stands", ""),
        ("it_rose = it_fell", "it_rose = it_fell (on_condition = not_established)"),
    ],
)
def test_relations(known, condition: str, broken: str) -> None:
    assert broken_relation(condition, *known) == broken


@pytest.mark.parametrize(
    "condition",
    ["prevention.w2091 > 1", "prevention.w2019", "it_rose > 3", "prevention.w2019 * 2 > 1"],
)
def test_what_is_no_relation_is_refused(known, condition: str) -> None:
    with pytest.raises(InputError):
        broken_relation(condition, *known)


def test_a_changed_value_stops_the_book_at_the_sentence_that_became_false(book) -> None:
    book.append("chapters/register.md", f"\n{SENTENCE}")
    book.execute()
    assert "fell short for most in" in (book.build() / "chapters/register.html").read_text()
    book.change("results/numbers.json", '"value": 59.04, "low": 54.1', '"value": 48.0, "low": 44.1')
    line = (book.root / "chapters/register.md").read_text().splitlines().index(SENTENCE.strip()) + 1
    with pytest.raises(SphinxError, match="no longer true") as error:
        book.build()
    said = " ".join(str(error.value).split())
    assert (
        f'chapters/register.md:{line}: "most" is no longer true: prevention.w2019 > 50 (48 > 50)'
        in said
    )
    assert 'in the sentence "Prevention fell short for most in prevention.w2019:year."' in said


def test_a_part_stands_once_a_number_is_there_and_another_until_then(book) -> None:
    book.write("config/numbers.yaml", OPTIONAL)
    book.change("chapters/reader.md", "```{quote-ready} prevention_2019\n```\n", PARTS)
    book.execute()
    made = book.build()
    reader = (made / "chapters/reader.html").read_text()
    assert "Nobody knows" in reader
    assert not re.search("It is|It was|quote-prevention_2019", reader)
    # the table of the page prints the number once; what is read and not shown is no place to lead to
    assert "reader.html#use-prevention.w2019-2" not in (made / "chapters/numbers.html").read_text()
