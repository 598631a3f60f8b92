"""Mergers, splits and renames against counts that are public: 403, 393, 390, 388, 380 and 355 municipalities."""

from pathlib import Path

import pandas as pd
import pytest

from wijkteams.errors import InputError
from wijkteams.microdata.municipalities import (
    Division,
    as_cbs_code,
    plain_name,
    read_division,
)

MERGERS = Path(__file__).parents[2] / "data" / "raw" / "municipal_mergers.csv"
BEFORE = pd.Timestamp("2014-10-16")


@pytest.fixture(scope="module")
def division() -> Division:
    return read_division(MERGERS)


def test_mergers_give_the_yearly_numbers_of_municipalities() -> None:
    table = pd.read_csv(MERGERS, dtype=str, keep_default_na=False)
    changes = table[table["kind"] != "rename"]
    numbers, total = [], 403
    for _, part in changes.groupby("valid_from"):
        new = part.loc[part["new_code_existed"] == "no", "new_code"].nunique()
        total += new - part["old_code"].nunique()
        numbers.append(total)
    assert numbers == [393, 390, 388, 380, 355]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0568", "1930"),  # a merger
        ("0265", "1945"),  # into Groesbeek in 2015, which was renamed in 2016
        ("0140", "1900"),  # a split: most addresses went to Súdwest-Fryslân
        ("0053", "1966"),  # a split: most addresses went to Het Hogeland
        ("1671", "1671"),  # a split without known shares
        ("0363", "0363"),  # never changed
    ],
)
def test_successor_follows_every_step(old: str, new: str, division: Division) -> None:
    assert division.successor(old, BEFORE) == new


def test_successor_counts_from_its_date(division: Division) -> None:
    assert division.successor("0241", pd.Timestamp("2015-10-16")) == "1945"
    assert division.successor("0080", pd.Timestamp("2019-08-16")) == "0080"


def test_territory_changed_marks_continuing_codes(division: Division) -> None:
    assert division.territory_changed("0014")  # Groningen took in Haren and Ten Boer
    assert division.territory_changed("0828")  # Oss took in a part of Maasdonk
    assert not division.territory_changed("0363")
    assert not division.territory_changed("1966")  # new code, so not the same municipality


def test_exists_knows_the_days(division: Division) -> None:
    assert division.exists("0017", pd.Timestamp("2018-12-31"))
    assert not division.exists("0017", pd.Timestamp("2019-01-01"))
    assert not division.exists("1966", pd.Timestamp("2018-12-31"))


def test_code_of_a_name_depends_on_the_day(division: Division) -> None:
    assert division.code_of("gemeente Groesbeek", BEFORE) == "0241"
    assert division.code_of("Sudwest Fryslan", BEFORE) == "1900"
    assert division.code_of("Berg en Dal", BEFORE) is None


@pytest.mark.parametrize(("text", "code"), [("363", "0363"), ("GM0363", "0363"), ("x", "x")])
def test_as_cbs_code_pads(text: str, code: str) -> None:
    assert as_cbs_code(text) == code


@pytest.mark.parametrize(
    "name",
    ["'s-Hertogenbosch", "s Hertogenbosch", "Gemeente 'S-HERTOGENBOSCH", "'s–Hertogenbosch (NB)"],
)
def test_plain_name_is_the_same_however_it_is_written(name: str) -> None:
    assert plain_name(name) == "s hertogenbosch"


def test_division_refuses_a_bad_table(tmp_path: Path) -> None:
    table = pd.read_csv(MERGERS, dtype=str, keep_default_na=False)
    with pytest.raises(InputError, match="lacks the columns kind"):
        Division(table.drop(columns="kind"))
    table.loc[2, "old_code"] = "491"
    with pytest.raises(InputError, match=r"line 4, old_code: '491' is no CBS code"):
        Division(table)
