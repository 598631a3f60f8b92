"""Mergers, splits and renames against counts that are public: 403, 393, 390, 388, 380 and 355 municipalities."""

from pathlib import Path

import pandas as pd
import pytest

from tests.microdata.conftest import LISTS
from wijkteams.checking.problems import InputError
from wijkteams.microdata.municipalities import (
    Division,
    as_cbs_code,
    read_days,
    read_division,
)
from wijkteams.microdata.names import split_name

MERGERS = LISTS.mergers
BEFORE = pd.Timestamp("2014-10-16")


@pytest.fixture(scope="module")
def division() -> Division:
    return read_division(*LISTS[:3])


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
    ("day", "number"),
    [
        ("2014-10-16", 403), ("2015-10-16", 393), ("2016-06-01", 390), ("2017-07-16", 388),
        ("2018-06-01", 380), ("2019-08-16", 355),
    ],
)  # fmt: skip
def test_list_taken_back_in_time_has_the_published_number(
    day: str, number: int, division: Division
) -> None:
    assert len(division.codes_on(pd.Timestamp(day))) == number


@pytest.mark.parametrize("day", ["2014-10-16", "2015-10-16", "2017-07-16", "2019-08-16"])
def test_every_official_name_gives_its_own_code(day: str, division: Division) -> None:
    date = pd.Timestamp(day)
    listed = pd.read_csv(LISTS.municipalities, dtype=str)
    for code, name in zip(listed["code"], listed["name"], strict=True):
        if division.exists(code, date):
            assert division.code_of(name, date) == code, name


@pytest.mark.parametrize(
    ("code", "names"),
    {
        "0518": "Den Haag|'s-Gravenhage|s Gravenhage|Gemeente s Gravenhage|’s-GRAVENHAGE|gem. Den Haag|DEN HAAG (ZH)",
        "0796": "Den Bosch|'s-Hertogenbosch|'s–Hertogenbosch (NB)|s hertogenbosch|Gemeente 'S-HERTOGENBOSCH",
        "0373": "Bergen (NH)|Bergen (N.H.)|Bergen N.H.|Bergen NH|Bergen (Noord-Holland)|Bergen, Noord-Holland",
        "0893": "Bergen (L)|Bergen L.|Bergen (Lb.)|Gemeente Bergen (Limburg)",
        "0164": "Hengelo|Hengelo (O)|Hengelo Ov.|Hengelo (Overijssel)",
        "0820": "Nuenen|Nuenen c.a.|Nuenen, Gerwen en Nederwetten",
        "0502": "Capelle a/d IJssel|Capelle aan den Ijssel|Capelle aan de Ĳssel|CAPELLE AAN DEN IJSSEL",
        "1900": "Súdwest-Fryslân|Sudwest Fryslan|Su\u0301dwest Fryslân|Zuidwest-Friesland",
        "0171": "Noordoostpolder|Noord-Oostpolder|gemeente Noord Oost Polder",
        "1680": "Aa en Hunze|Aa & Hunze|gemeente Aa en Hunze",
        "0845": "Sint-Michielsgestel|St. Michielsgestel|St Michielsgestel",
        "0484": "Alphen aan den Rijn|Alphen a/d Rijn|Alphen a.d. Rijn|Alphen a. d. Rijn|gemeente Alphen ad Rijn",
        "0737": "Tytsjerksteradiel|Tietjerksteradeel",
        "1722": "Ferwerderadiel|Ferwerderadeel|gemeente Ferwerderadeel",
        "1883": "Sittard-Geleen|Sittard Geleen|SittardGeleen",
        "0014": "Groningen|Groningen (gemeente)|gemeente Groningen|Groningen (Gr.)",
    }.items(),
)  # fmt: skip
def test_names_are_known_in_the_spellings_people_use(
    code: str, names: str, division: Division
) -> None:
    for name in names.split("|"):
        assert division.code_of(name, pd.Timestamp("2017-07-16")) == code, name


def test_frisian_and_dutch_name_of_one_municipality(division: Division) -> None:
    for name in ("De Friese Meren", "De Fryske Marren"):
        assert division.code_of(name, BEFORE) == "1921"
        assert division.code_of(name, pd.Timestamp("2015-10-16")) == "1940"


@pytest.mark.parametrize(
    "name", ["Bergen", "Hengelo (Gld)", "Amsterdaam", "Dorp", "", "א", "x" * 5000]
)
def test_ambiguous_or_unknown_name_gives_no_code(name: str, division: Division) -> None:
    assert division.code_of(name, pd.Timestamp("2017-07-16")) is None


def test_nearest_name_is_that_of_the_day(division: Division) -> None:
    assert division.nearest("Amsterdaam", BEFORE) == "0363 Amsterdam"
    assert division.nearest("Groesbeeck", BEFORE) == "0241 Groesbeek"
    assert division.nearest("Groesbeeck", pd.Timestamp("2017-07-16")) == ""


@pytest.mark.parametrize(
    ("day", "members"),
    [("2014-10-16", 36), ("2015-10-16", 37), ("2017-07-16", 38), ("2019-08-16", 40)],
)
def test_city_groups_of_a_day_have_their_published_numbers(
    day: str, members: int, division: Division
) -> None:
    date = pd.Timestamp(day)
    groups = pd.Series([division.city_group(code, date) for code in division.codes_on(date)])
    counts = groups.value_counts()
    assert counts["g4"] == 4
    assert counts["g32"] == members


def test_without_a_list_only_what_changed_is_known(division: Division) -> None:
    made_up = read_division(MERGERS)
    assert made_up.exists("9001", BEFORE)
    assert not division.exists("9001", BEFORE)
    assert made_up.knows("9001", "SYNTHETIC 001")
    assert not division.knows("9001", "SYNTHETIC 001")


def test_split_name_keeps_names_apart_that_differ() -> None:
    names = pd.read_csv(LISTS.municipalities, dtype=str)["name"].map(split_name)
    assert names.is_unique
    assert names.map(lambda each: each[0]).nunique() == len(names) - 1  # the two of Bergen


def test_division_refuses_a_bad_table(tmp_path: Path) -> None:
    table = pd.read_csv(MERGERS, dtype=str, keep_default_na=False)
    with pytest.raises(InputError, match="lacks the columns kind"):
        Division(table.drop(columns="kind"))
    table.loc[2, "old_code"] = "491"
    with pytest.raises(InputError, match=r"line 4, old_code: no CBS code"):
        Division(table)


def test_days_are_those_of_the_table_of_waves(tmp_path: Path) -> None:
    table = pd.read_csv(LISTS.waves, dtype=str, keep_default_na=False)
    moved = table.assign(date=table["date"].replace("2015-10-16", "2015-11-01"))
    moved.to_csv(tmp_path / "waves.csv", index=False)
    assert read_days(tmp_path / "waves.csv") == read_days(LISTS.waves) | {"w2015": "2015-11-01"}


def test_wave_without_a_day_is_named(tmp_path: Path) -> None:
    table = pd.read_csv(LISTS.waves, dtype=str, keep_default_na=False)
    table[table["wave_id"] != "w2017"].to_csv(tmp_path / "waves.csv", index=False)
    with pytest.raises(InputError, match=r"waves\.csv: no date for w2017"):
        read_days(tmp_path / "waves.csv")
