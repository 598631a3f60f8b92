"""The data of a figure as a table to read: every code has words, in the language of the page."""

from pathlib import Path

import pytest

from tests.workflow.projects import ROOT
from wijkteams.book.plain import cell_in_words, columns_to_read, head_in_words
from wijkteams.checking.yaml_file import read_yaml
from wijkteams.numbers.catalogue import load_figures

FIGURE = load_figures(Path(ROOT / "config" / "figures.yaml"))["five_findings"]
BASES = read_yaml(ROOT / "config" / "labels.yaml").content["bases"]


def test_a_table_has_the_columns_of_its_language_and_no_code_beside_its_words():
    head = [
        "item_id",
        "label_en",
        "label_nl",
        "wave_id",
        "wave_date",
        "verdict",
        "verdict_en",
        "verdict_nl",
        "share",
    ]
    assert list(columns_to_read(head, "en")) == ["label_en", "wave_id", "verdict_en", "share"]
    assert list(columns_to_read(head, "nl")) == ["label_nl", "wave_id", "verdict_nl", "share"]
    coded = ["claim_id", "claim_en", "shortfall_id", "shortfall_label_en"]
    assert list(columns_to_read(coded, "en")) == ["claim_en", "shortfall_label_en"]
    # What would have no words in this language stays.
    assert list(columns_to_read(["item_id", "condition_en"], "nl")) == ["item_id", "condition_en"]


def test_two_ends_are_one_column():
    assert columns_to_read(
        ["low", "high", "a_low", "a_high", "short", "short_low", "short_high", "mix_high"], "en"
    ) == {
        "interval": ("low", "high"),
        "a": ("a_low", "a_high"),
        "short": ("short",),
        "short_range": ("short_low", "short_high"),
        "mix_high": ("mix_high",),
    }


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("w2014", ("2014", "2014")),
        ("has_team", ("Had a team", "Hadden een wijkteam")),
        ("on_condition", ("holds on a condition", "geldt onder voorwaarde")),
        (
            "respondents;with_team",
            (
                "municipalities that answered; municipalities with a team that answered",
                "deelnemende gemeenten; deelnemende gemeenten met een wijkteam",
            ),
        ),
        ("38.5", ("38.5", "38.5")),
    ],
)
def test_a_cell_says_its_codes_in_words(cell, said):
    assert tuple(cell_in_words(cell, FIGURE, BASES, each) for each in ("en", "nl")) == said


def test_a_figure_names_its_own_columns_first():
    assert head_in_words("finding", FIGURE, "nl") == FIGURE.columns["finding"]["nl"]
    assert head_in_words("label_nl", FIGURE, "nl") == "Onderwerp"
    assert head_in_words("a", FIGURE, "en") == "95% interval, all such municipalities"
    assert (
        head_in_words("with_team_range", FIGURE, "en")
        == "With a team, of a hundred municipalities: interval"
    )
    assert head_in_words("left_out", FIGURE, "en") == "Left out"
