"""From the row of a result to what the page prints: one distinctive row for each kind of number, in both languages.

Every column of a row has a value of its own, so that a number taken from the wrong column prints the wrong text.
"""

from pathlib import Path

import pandas as pd
import pytest
import yaml

from wijkteams.book.words import ESTIMAND
from wijkteams.checking.problems import InputError
from wijkteams.numbers.file import load_numbers, write_numbers
from wijkteams.numbers.formats import FIELDS, format_number
from wijkteams.numbers.of_results import (
    numbers_of_cells,
    numbers_of_changes,
    numbers_of_printed,
    numbers_of_rows,
)
from wijkteams.numbers.of_shares import (
    numbers_of_estimates,
    numbers_of_register,
    numbers_of_trends,
    numbers_of_waves,
)

LABELS = Path(__file__).parents[2] / "config" / "labels.yaml"
WORDS = yaml.safe_load(LABELS.read_text(encoding="utf-8"))
TEXT = {"en": "a bound", "nl": "een grens"}
SHARES = pd.DataFrame(
    [
        {
            "item_id": "alarm", "wave_id": wave, "subgroup": subgroup, "label_en": "alarm sounds", "label_nl": "alarm gaat af",
            "share": 41.5 + step, "a_low": 31.26 + step, "a_high": 52.74 + step, "b_low": 30.1, "b_high": 55.2,
            "c_low": 11.3, "c_high": 87.4, "n_low": 1101 + step, "n_high": 1203 + step,
            "possible_bases": "respondents;with_team", "figure_ids": f"A{step}.01;B{step}.02",
        }
        for step, (wave, subgroup) in enumerate(
            [("w2015", "all"), ("w2015", "G32"), ("w2017", "all"), ("ut2014", "G32")]
        )
    ]
)  # fmt: skip
TREND = pd.DataFrame(
    [
        {
            "item_id": "alarm", "effect_points": -3.14159, "effect_low": -6.26, "effect_high": -0.052, "log_odds": 0.71,
            "low": 0.21, "high": 1.31, "lack_of_fit_p": 0.009,
        }
    ]
)  # fmt: skip
CHANGES = pd.DataFrame(
    [
        {
            "topic": "bells", "item_id": "alarm", "subgroup": subgroup, "wave_from": "w2015", "wave_to": "w2019",
            "label_en": "alarm sounds", "label_nl": "alarm gaat af", "change": -12.4 + step, "a_low": -19.3, "a_high": -5.6,
            "b_low": -21.2 + step, "b_high": -3.8 + step, "c_low": -61.5, "c_high": 44.5, "shared_base": "with_team",
            "shared_b_low": -19.6 + step, "shared_b_high": -5.1, "delta_star": 17.9 + step, "part_delta_star": float("nan"),
            "part_after_holm": 88.2 + step,
            "figure_ids": "A.01;B.02",
        }
        for step, subgroup in enumerate(("all", "G32"))
    ]
)  # fmt: skip
KINDS = ("differences", "one_base", "deltas", "parts")
ESTIMATES = pd.DataFrame(
    {
        "topic": "bells", "item_id": "alarm", "subgroup": "all", "wave_id": ["w2015", "w2017", "w2019"],
        "n_low": [1101, 7, 165], "n_high": [1203, 8, 177],
    }
)  # fmt: skip
BOUNDS = pd.DataFrame(
    {
        "wave_id": ["w2015", "w2019"], "size": [7.5, 1.0], "least": [-44.4, 0.52], "most": [71.7, 1.51], "n": [198, 171],
        "all": [1393, 355],
    }
)  # fmt: skip
WAVES = pd.DataFrame(
    [
        {"wave_id": "w2015", "municipalities": "1393", "respondents": "1234", "response_printed": "61"},
        {"wave_id": "ut2014", "municipalities": "38", "respondents": "26", "response_printed": "68"},
    ]
)  # fmt: skip
REGISTER = pd.DataFrame({"name": ["sources", "figures"], "rows": [7, 1321]})
PRINTED = pd.DataFrame(
    {
        "figure_id": ["A.01", "B.02"], "value_low": [7.5, 90.0], "value_high": [7.5, 90.0], "unit": ["mean", "percent"],
        "base_printed": ["G32 cities", None], "wave_id": ["w2022", None], "n_printed": [None, 26],
    }
)  # fmt: skip
USED = {
    "results/estimates/bells.csv": pd.DataFrame(
        {
            "item_id": ["alarm"],
            "wave_id": ["w2019"],
            "subgroup": ["all"],
            "figure_ids": ["C.03;D.01"],
            "n_low": [165],
            "n_high": [177],
        }
    )
}
_BOUND = {
    "table": "bounds", "where": {"wave_id": "w2015"}, "low": "least", "high": "most", "unit": "percentage_points",
    "format": "0", "estimand": "computed", "bases": ["with_team"], "waves": ["w2015"], "n": ["n", "all"], "label": TEXT,
    "method": TEXT,
}  # fmt: skip
_RATIO = _BOUND | {
    "where": {"wave_id": "w2019"}, "value": "size", "unit": "ratio", "format": "2", "estimand": "C", "waves": ["w2019"],
    "of": ["bells.alarm"], "n": [],
}  # fmt: skip


@pytest.fixture(scope="module")
def numbers(tmp_path_factory):
    """All kinds of numbers, as they come back from the file that holds them."""
    wanted = {
        "respondents": ["w2015", "ut2014"], "municipalities": ["w2015"], "nonrespondents": ["w2015"],
        "response_printed": ["w2015"],
    }  # fmt: skip
    key = "bells.alarm.w2015_w2019"
    counted = {
        "late": {"table": "bounds", "where": {"wave_id": "w2019"}, "label": TEXT, "base": TEXT}
    }
    path = tmp_path_factory.mktemp("numbers") / "numbers.json"
    write_numbers(
        path,
        [
            *numbers_of_estimates(
                "bells", ["alarm.w2015", "alarm.w2015.G32", "alarm.w2017", "alarm.ut2014.G32"], SHARES, WORDS
            ),
            *numbers_of_trends("bells", ["alarm"], TREND, SHARES[SHARES["subgroup"] == "all"], WORDS),
            *numbers_of_changes({kind: [key] for kind in KINDS}, CHANGES, ESTIMATES, WORDS),
            *numbers_of_cells("cell", {"bound": _BOUND, "ratio": _RATIO}, {"bounds": BOUNDS, **USED}, WORDS),
            *numbers_of_rows("rows", counted, {"bounds": BOUNDS, **USED}, WORDS),
            *numbers_of_waves(wanted, WAVES, WORDS),
            *numbers_of_register(["sources", "figures"], REGISTER, WORDS),
            *numbers_of_printed({"A.01": TEXT, "B.02": TEXT}, PRINTED, WORDS),
        ],
    )  # fmt: skip
    return load_numbers(path)


OPEN = (
    "not settled which of these: municipalities that answered; municipalities with a team that answered",
    "een van deze, welke staat niet vast: deelnemende gemeenten; deelnemende gemeenten met een wijkteam",
)
IN_BOTH_YEARS = (
    "municipalities that answered; the bases that the sources leave open are all used",
    "deelnemende gemeenten; alle noemers die de bronnen openlaten zijn gebruikt",
)
PRINTS = {
    "bells.alarm.w2015": {
        "value": ("42%", "42%"),
        "range": ("42% (31 to 53%)", "42% (31 tot 53%)"),
        "interval": ("31 to 53%", "31 tot 53%"),
        "between": ("31 and 53%", "31 en 53%"),
        "bare": ("42", "42"),
        "size": ("42%", "42%"),
        "size-range": ("42% (31 to 53%)", "42% (31 tot 53%)"),
        "n": ("1,101 to 1,203", "1.101 tot 1.203"),
        "year": ("2015", "2015"),
        "base": OPEN,
    },
    # A study that is not one of the national surveys has a year as well.
    "bells.alarm.ut2014.G32": {
        "value": ("45%", "45%"),
        "range": ("45% (34 to 56%)", "45% (34 tot 56%)"),
        "interval": ("34 to 56%", "34 tot 56%"),
        "between": ("34 and 56%", "34 en 56%"),
        "bare": ("45", "45"),
        "size": ("45%", "45%"),
        "size-range": ("45% (34 to 56%)", "45% (34 tot 56%)"),
        "n": ("1,104 to 1,206", "1.104 tot 1.206"),
        "year": ("2014", "2014"),
        "base": OPEN,
    },
    "bells.alarm.trend": {
        "value": ("−3.1 percentage points", "−3,1 procentpunt"),
        "range": ("−3.1 percentage points (−6.3 to −0.1)", "−3,1 procentpunt (−6,3 tot −0,1)"),
        "interval": ("−6.3 to −0.1 percentage points", "−6,3 tot −0,1 procentpunt"),
        "between": ("−6.3 and −0.1 percentage points", "−6,3 en −0,1 procentpunt"),
        "bare": ("−3.1", "−3,1"),
        "size": ("3.1 percentage points", "3,1 procentpunt"),
        "size-range": ("3.1 percentage points (0.1 to 6.3)", "3,1 procentpunt (0,1 tot 6,3)"),
        "n": ("1,101 to 1,203 in 2015; 1,103 to 1,205 in 2017", "1.101 tot 1.203 in 2015; 1.103 tot 1.205 in 2017"),
        "year": ("2015 and 2017", "2015 en 2017"),
        "base": OPEN,
    },
    "change.bells.alarm.w2015_w2019": {
        "value": ("−12 percentage points", "−12 procentpunt"),
        "range": ("−12 percentage points (−21 to −4)", "−12 procentpunt (−21 tot −4)"),
        "interval": ("−21 to −4 percentage points", "−21 tot −4 procentpunt"),
        "between": ("−21 and −4 percentage points", "−21 en −4 procentpunt"),
        "bare": ("−12", "−12"),
        "size": ("12 percentage points", "12 procentpunt"),
        "size-range": ("12 percentage points (4 to 21)", "12 procentpunt (4 tot 21)"),
        "n": ("1,101 to 1,203 in 2015; 165 to 177 in 2019", "1.101 tot 1.203 in 2015; 165 tot 177 in 2019"),
        "year": ("2015 and 2019", "2015 en 2019"),
        "base": IN_BOTH_YEARS,
    },
    "change.bells.alarm.w2015_w2019.one_base": {
        "value": ("−12 percentage points", "−12 procentpunt"),
        "range": ("−12 percentage points (−20 to −5)", "−12 procentpunt (−20 tot −5)"),
        "interval": ("−20 to −5 percentage points", "−20 tot −5 procentpunt"),
        "between": ("−20 and −5 percentage points", "−20 en −5 procentpunt"),
        "bare": ("−12", "−12"),
        "size": ("12 percentage points", "12 procentpunt"),
        "size-range": ("12 percentage points (5 to 20)", "12 procentpunt (5 tot 20)"),
        "year": ("2015 and 2019", "2015 en 2019"),
        "base": ("municipalities with a team that answered", "deelnemende gemeenten met een wijkteam"),
    },
    # Rounded against the finding: a delta down, a part up.
    "change.bells.alarm.w2015_w2019.delta": {
        "value": ("17 percentage points", "17 procentpunt"),
        "bare": ("17", "17"),
        "size": ("17 percentage points", "17 procentpunt"),
        "n": ("1,101 to 1,203 in 2015; 165 to 177 in 2019", "1.101 tot 1.203 in 2015; 165 tot 177 in 2019"),
        "year": ("2015 and 2019", "2015 en 2019"),
        "base": IN_BOTH_YEARS,
    },
    "change.bells.alarm.w2015_w2019.part": {
        "value": ("89%", "89%"),
        "bare": ("89", "89"),
        "size": ("89%", "89%"),
        "n": ("1,101 to 1,203 in 2015; 165 to 177 in 2019", "1.101 tot 1.203 in 2015; 165 tot 177 in 2019"),
        "year": ("2015 and 2019", "2015 en 2019"),
        "base": IN_BOTH_YEARS,
    },
    # A bound has limits and no value.
    "cell.bound": {
        "interval": ("−44 to 72 percentage points", "−44 tot 72 procentpunt"),
        "between": ("−44 and 72 percentage points", "−44 en 72 procentpunt"),
        "n": ("198 to 1,393", "198 tot 1.393"),
        "year": ("2015", "2015"),
        "base": ("municipalities with a team that answered", "deelnemende gemeenten met een wijkteam"),
    },
    "cell.ratio": {
        "value": ("1.00", "1,00"),
        "range": ("1.00 (0.52 to 1.51)", "1,00 (0,52 tot 1,51)"),
        "interval": ("0.52 to 1.51", "0,52 tot 1,51"),
        "between": ("0.52 and 1.51", "0,52 en 1,51"),
        "bare": ("1.00", "1,00"),
        "size": ("1.00", "1,00"),
        "size-range": ("1.00 (0.52 to 1.51)", "1,00 (0,52 tot 1,51)"),
        "n": ("165 to 177", "165 tot 177"),
        "year": ("2019", "2019"),
        "base": ("municipalities with a team that answered", "deelnemende gemeenten met een wijkteam"),
    },
    "rows.late": {
        "value": ("1", "1"),
        "bare": ("1", "1"),
        "size": ("1", "1"),
        "words": ("one", "een"),
        "base": ("a bound", "een grens"),
    },
    "survey.respondents.w2015": {
        "value": ("1,234", "1.234"),
        "bare": ("1,234", "1.234"),
        "size": ("1,234", "1.234"),
        "year": ("2015", "2015"),
        "base": ("municipalities that answered", "deelnemende gemeenten"),
    },
    "survey.respondents.ut2014": {
        "value": ("26", "26"),
        "bare": ("26", "26"),
        "size": ("26", "26"),
        "year": ("2014", "2014"),
        "base": ("municipalities that answered", "deelnemende gemeenten"),
    },
    "survey.municipalities.w2015": {
        "value": ("1,393", "1.393"),
        "bare": ("1,393", "1.393"),
        "size": ("1,393", "1.393"),
        "year": ("2015", "2015"),
        "base": ("municipalities in the Netherlands", "gemeenten in Nederland"),
    },
    "survey.nonrespondents.w2015": {
        "value": ("159", "159"),
        "bare": ("159", "159"),
        "size": ("159", "159"),
        "year": ("2015", "2015"),
        "base": ("municipalities that did not answer", "gemeenten die niet deelnamen"),
    },
    "survey.response_printed.w2015": {
        "value": ("61%", "61%"),
        "bare": ("61", "61"),
        "size": ("61%", "61%"),
        "year": ("2015", "2015"),
        "base": (
            "response: municipalities that answered, of all that were asked",
            "respons: deelnemende gemeenten, als deel van alle benaderde gemeenten",
        ),
    },
    "register.sources": {
        "value": ("7", "7"),
        "bare": ("7", "7"),
        "size": ("7", "7"),
        "words": ("seven", "zeven"),
        "base": ("the register of this book", "het register van dit boek"),
    },
    "register.figures": {
        "value": ("1,321", "1.321"),
        "bare": ("1,321", "1.321"),
        "size": ("1,321", "1.321"),
        "base": ("the register of this book", "het register van dit boek"),
    },
    "printed.A.01": {
        "value": ("8", "8"),
        "bare": ("8", "8"),
        "size": ("8", "8"),
        "year": ("2022", "2022"),
        "base": ("in the words of the register: G32 cities", "volgens de bron: G32 cities"),
    },
    "printed.B.02": {
        "value": ("90%", "90%"),
        "bare": ("90", "90"),
        "size": ("90%", "90%"),
        "base": ("the source names no base", "de bron noemt geen noemer"),
    },
}  # fmt: skip
# Estimand, the name of its method, its label in English, the register rows behind it.
SAYS = {
    "bells.alarm.w2015": ("A", "share", "alarm sounds", ("A0.01", "B0.02")),
    "bells.alarm.ut2014.G32": ("A", "share", "alarm sounds", ("A3.01", "B3.02")),
    "bells.alarm.trend": ("model", "trend", "alarm sounds: change per year", ("A0.01", "A2.01")),
    "change.bells.alarm.w2015_w2019": (
        "B",
        "differences",
        "alarm sounds: change from 2015 to 2019",
        ("A.01", "B.02"),
    ),
    "change.bells.alarm.w2015_w2019.one_base": (
        "B",
        "one_base",
        "alarm sounds: change from 2015 to 2019, if both shares are of the same group",
        ("A.01", "B.02"),
    ),
    "change.bells.alarm.w2015_w2019.delta": (
        "computed",
        "deltas",
        "alarm sounds: how far those who did not answer may differ before the change from 2015 to 2019 is lost",
        ("A.01", "B.02"),
    ),
    "change.bells.alarm.w2015_w2019.part": (
        "computed",
        "parts",
        "alarm sounds: least part of the municipalities with a team that did not get round to everything, for the change "
        "from 2015 to 2019",
        ("A.01", "B.02"),
    ),
    "rows.late": ("counted", "rows", "a bound", ()),
    "survey.respondents.w2015": ("printed", "printed", "municipalities that answered", ()),
    "survey.nonrespondents.w2015": (
        "computed",
        "subtracted",
        "municipalities that did not answer",
        (),
    ),
    "register.sources": ("counted", "counted", "sources in the register", ()),
    "printed.A.01": ("printed", "printed", "a bound", ("A.01",)),
}


def test_every_kind_of_number_is_here(numbers):
    assert set(numbers) - set(PRINTS) == {"bells.alarm.w2015.G32", "bells.alarm.w2017"}
    assert not any(number.synthetic for number in numbers.values())


@pytest.mark.parametrize("key", PRINTS)
def test_a_row_prints_its_own_numbers_in_every_form_and_refuses_the_others(numbers, key):
    for field in FIELDS:
        if field in PRINTS[key]:
            printed = tuple(format_number(numbers[key], field, each) for each in ("en", "nl"))
            assert printed == PRINTS[key][field], field
        else:
            with pytest.raises(InputError, match=key):
                format_number(numbers[key], field)


def test_a_share_of_a_class_or_of_another_wave_is_its_own(numbers):
    keys = ("bells.alarm.w2015", "bells.alarm.w2015.G32", "bells.alarm.w2017")
    printed = [format_number(numbers[key], "range") for key in keys]
    assert printed == ["42% (31 to 53%)", "43% (32 to 54%)", "44% (33 to 55%)"]


@pytest.mark.parametrize("key", SAYS)
def test_a_number_says_what_it_is_how_it_was_made_and_from_which_rows(numbers, key):
    number = numbers[key]
    methods = {name: words["en"] for name, words in WORDS["methods"].items()}
    estimand, method, label, rows = SAYS[key]
    assert (number.estimand, number.method["en"]) == (estimand, methods[method])
    assert (number.label["en"], number.figure_ids) == (label, rows)
    assert number.estimand in ESTIMAND


def test_cells_say_what_the_catalogue_says(numbers):
    bound, ratio = numbers["cell.bound"], numbers["cell.ratio"]
    assert (bound.estimand, bound.label, bound.method) == ("computed", TEXT, TEXT)
    assert (ratio.estimand, bound.figure_ids, ratio.figure_ids) == ("C", (), ("C.03",))


def test_the_dutch_label_is_in_dutch(numbers):
    assert numbers["bells.alarm.w2015"].label["nl"] == "alarm gaat af"
    assert numbers["bells.alarm.trend"].label["nl"] == "alarm gaat af: verandering per jaar"
    change = numbers["change.bells.alarm.w2015_w2019"]
    assert change.label["nl"] == "alarm gaat af: verandering van 2015 naar 2019"


def test_a_wave_that_is_not_known_is_named():
    with pytest.raises(InputError, match="survey, respondents: 'w1999' names no row"):
        numbers_of_waves({"respondents": ["w1999"]}, WAVES, WORDS)
