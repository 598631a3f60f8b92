"""A table of type by shortfall enters as rows like any other, and is held against the shares that were printed."""

import pytest

from tests.eight_counts import ALIKE, LESS, MORE, enter
from wijkteams.checking.problems import InputError
from wijkteams.register.series import build_series
from wijkteams.register.validation import validate_register


@pytest.mark.parametrize("tables", [MORE, LESS, ALIKE])
def test_eight_counts_enter(whole, tables) -> None:
    names = enter(whole.raw, tables)
    validate_register(whole.raw)
    series = build_series(whole.raw, "capacity").series.set_index("figure_ids")
    assert list(series.loc[names, "n_printed"]) == [
        sum(each) for of_wave in tables.values() for each in of_wave.values()
    ]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            {"with_type_broad_all": (60, 32), "without_type_broad_all": (60, 47)},
            "make 120 of 199, which cannot lie within the 38 of MOG2016.32 (shortfall_prevention)",
        ),
        (
            {"with_type_broad_all": (50, 92), "without_type_broad_all": (25, 30)},
            "make 142 of 197, which cannot lie within the 46 of MOG2016.25 (type_broad_all)",
        ),
        (
            {"with_type_broad_all": (40, 60), "without_type_broad_all": (36, 80)},
            "make 216 municipalities",
        ),
    ],
)
def test_cells_that_contradict_the_printed_shares_are_named(whole, cells, said) -> None:
    enter(whole.raw, {"w2015": cells})
    with pytest.raises(InputError) as error:
        validate_register(whole.raw)
    assert said in str(error.value)
    assert f"capacity/figures.csv:{whole.line('topics/capacity/figures.csv', 'SYNTH.01')}" in str(
        error.value
    )
