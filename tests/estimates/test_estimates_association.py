"""Team type against shortfall: bounds that hold for every table, and what cannot be read from the waves."""

from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.estimates.made_up import made_up, shares_of
from wijkteams.estimates.association.association import (
    bound_association,
    bound_between_types,
    printed_shortfalls,
    sweep_odds_ratios,
)
from wijkteams.estimates.association.composition import bound_composition, refute_regression
from wijkteams.estimates.counts.printed_share import PrintedShare, printed_shares
from wijkteams.estimates.counts.who_answered import Base, Bases

SMALL = {"w2015": {"with_team": Base("with_team", (10,), (14,), 4, (10,))}}


def row(item: str, share: int, **more: Any) -> PrintedShare:
    return made_up(item_id=item, share=share, possible_bases="with_team", **more)


def test_bound_association_contains_and_attains_every_table() -> None:
    found = bound_association([row("type", 30)], [row("short", 60)], SMALL, 0.95).iloc[0]
    differences = [x / 3 - (6 - x) / 7 for x in range(0, 4) if 6 - x <= 7]
    assert found["difference_low"] == pytest.approx(100 * min(differences))
    assert found["difference_high"] == pytest.approx(100 * max(differences))
    assert found["tables"] == len(differences)


def test_bound_between_types_contains_and_attains_every_table() -> None:
    types = [row("one", 30), row("two", 40)]
    found = bound_between_types(types, [row("short", 60)], SMALL).iloc[0]
    # 3 of one type, 4 of another, 3 of the rest; 6 have the shortfall
    tables = [x / 3 - y / 4 for x, y, z in product(range(4), range(5), range(4)) if x + y + z == 6]
    assert found["difference_low"] == pytest.approx(100 * min(tables))
    assert found["difference_high"] == pytest.approx(100 * max(tables))


def test_bound_association_never_signs_the_difference(bases: Bases) -> None:
    types = [row(f"t{share}", share) for share in (9, 14, 46)]
    shortfalls = [row(f"s{share}", share) for share in (38, 46, 92)]
    found = bound_association(types, shortfalls, bases, 0.95)
    assert len(found) == 9
    assert (found["difference_low"] < 0).all()
    assert (found["difference_high"] > 0).all()


def test_bound_association_an_open_base_widens_the_bounds(bases: Bases) -> None:
    settled = bound_association([row("t", 20)], [row("s", 40)], bases, 0.95).iloc[0]
    open_row = replace(row("s", 40), possible_bases=("with_team", "not_all_done"))
    open_ = bound_association([row("t", 20)], [open_row], bases, 0.95).iloc[0]
    assert open_["given_not_low"] < settled["given_not_low"]
    assert open_["given_high"] == settled["given_high"] == 100


def printed_as(count: int, n: int, percent: int) -> bool:
    """Whether a count of n is printed as whole per cents, half-way counts either way; in whole numbers, not by our code."""
    return abs(200 * count - 2 * percent * n) <= n


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        (range(191, 206), (81.3, 84.1, -18.7, 15.9)),
        (range(203, 206), (81.7, 84.4, -18.3, 15.6)),
    ],
)
def test_most_with_a_broad_team_and_without_had_work_left(
    sizes: range, expected: tuple[float, ...]
) -> None:
    """Broad 46, not all tasks 92: the reference values, by every table of every n; 46 of 100 here is of those with a team."""
    given, given_not, difference = [], [], []
    for n in sizes:
        broad, left = (
            [k for k in range(n + 1) if printed_as(k, n, percent)] for percent in (46, 92)
        )
        for a, b in product(broad, left):
            for both in range(max(0, a + b - n), min(a, b) + 1):
                given.append(both / a)
                given_not.append((b - both) / (n - a))
                difference.append(given[-1] - given_not[-1])
    brute = [100 * each for each in (min(given), min(given_not), min(difference), max(difference))]
    assert brute == pytest.approx(expected, abs=0.05)
    base = {"w2015": {"with_team": Base("with_team", tuple(sizes), tuple(sizes), 0, tuple(sizes))}}
    found = bound_association([row("broad", 46)], [row("left", 92)], base, 0.95).iloc[0]
    names = ["given_low", "given_not_low", "difference_low", "difference_high"]
    assert found[names].tolist() == pytest.approx(brute)
    assert found[[f"with_team_{name}" for name in names]].tolist() == pytest.approx(brute)


def test_what_informs_is_on_the_list_of_shortfalls(bases: Bases) -> None:
    """On the published shares: over both readings of the base of the type the second is 80.7 and the difference 19.3."""
    shortfalls = printed_shortfalls(shares_of("capacity"))
    types = printed_shares(shares_of("team_type"))
    found = bound_association(types, shortfalls, bases, 0.95)
    pairs = found.set_index(["wave_id", "type_id", "shortfall_id"])
    leading = pairs.loc[("w2015", "type_broad_all", "not_all_tasks")]
    assert leading["given_not_low"] == pytest.approx(80.7, abs=0.05)
    assert leading["difference_high"] == pytest.approx(19.3, abs=0.05)
    assert leading["with_team_given_not_low"] == pytest.approx(84.1, abs=0.05)
    others = found[
        (found["type_id"] == "type_broad_all") & (found["shortfall_id"] != "not_all_tasks")
    ]
    assert others["difference_low"].max() < -87
    assert others["difference_high"].min() > 84


def test_two_types_of_one_question_have_one_base() -> None:
    """Two types of 20 respondents or of 10 with a team: by every table with both on one of them, never on two."""
    small = {
        "w2015": {
            "with_team": Base("with_team", (10,), (10,), 0, (10,)),
            "respondents": Base("respondents", (20,), (20,), 0, (10,)),
        }
    }
    question = {"exclusive_group": "type", "possible_bases": "respondents;with_team"}
    types = [
        replace(row("one", 20), **options(question)),
        replace(row("two", 30), **options(question)),
    ]
    found = bound_between_types(types, [row("short", 50)], small).iloc[0]
    tables = [
        x / a - y / b
        for a, b in ((2, 3), (4, 6))
        for x, y in product(range(a + 1), range(b + 1))
        if 0 <= 5 - x - y <= 10 - a - b
    ]
    assert found["difference_low"] == pytest.approx(100 * min(tables))
    assert found["difference_high"] == pytest.approx(100 * max(tables))


def options(question: dict[str, str]) -> dict[str, Any]:
    return {**question, "possible_bases": tuple(question["possible_bases"].split(";"))}


def test_bound_association_only_pairs_one_wave(bases: Bases) -> None:
    later = row("s", 40, wave_id="w2017")
    assert bound_association([row("t", 20)], [later], bases, 0.95).empty


def test_sweep_odds_ratios_reproduces_its_odds_ratio(bases: Bases) -> None:
    table = sweep_odds_ratios([row("t", 20)], [row("s", 40)], bases, [0.25, 1.0, 4.0])
    given_, given_not = table["given"] / 100, table["given_not"] / 100
    ratio = given_ / (1 - given_) / (given_not / (1 - given_not))
    assert ratio.tolist() == pytest.approx([0.25, 1.0, 4.0])
    assert table["difference"].tolist()[1] == pytest.approx(0, abs=1e-9)


def change(
    item: str, low: float, high: float, waves: tuple[str, str] = ("w2015", "w2017")
) -> dict[str, Any]:
    return {
        "item_id": item, "label_en": item, "label_nl": item, "wave_from": waves[0], "wave_to": waves[1],
        "change_low": low, "change_high": high, "b_low": low - 8, "b_high": high + 8,
    }  # fmt: skip


TYPES = [
    row("a", 46), row("b", 14), row("b", 23, wave_id="w2017"), row("c", 9), row("c", 14, wave_id="w2017"),
]  # fmt: skip
COMPOSITION = {"from": "w2015", "to": "w2017", "gaps": [1.0]}


def test_bound_composition_adds_up_the_printed_movements() -> None:
    found = bound_composition(
        TYPES,
        {"a": -6, "d": -5},
        [change("s", 20, 22), change("s", 1, 2, ("w2014", "w2015"))],
        COMPOSITION,
    )
    assert set(found["wave_from"]) == {"w2015"}
    one = found[found["rest"] == "one_type"].iloc[0]
    # b and c rose by 9 and 5 points, each of them off by at most one
    assert one["movement_high"] == pytest.approx(16)
    assert one["movement_low"] == pytest.approx(12)
    assert one["within_low"] == pytest.approx(4)
    assert one["gap_needed"] > 1
    more = found[found["rest"] == "any_types"].iloc[0]
    assert more["movement_high"] > one["movement_high"]


def test_bound_composition_a_change_of_open_direction_needs_nothing() -> None:
    found = bound_composition(TYPES, {}, [change("s", -2, 3)], COMPOSITION)
    assert (found["within_low"] == 0).all()
    assert (found["gap_needed"] == 0).all()


@given(
    before=st.lists(st.integers(1, 20), min_size=3, max_size=4),
    after=st.lists(st.integers(1, 20), min_size=3, max_size=4),
    rates=st.lists(st.floats(0, 1), min_size=4, max_size=4),
)
def test_mix_of_any_real_change_stays_within_its_bound(
    before: list[int], after: list[int], rates: list[float]
) -> None:
    assume(len(before) == len(after))
    w1, w2 = np.array(before) / sum(before), np.array(after) / sum(after)
    s = np.array(rates[: len(before)])
    moved = np.abs(w2 - w1).sum() / 2
    assert abs(((w2 - w1) * s).sum()) <= moved * np.ptp(s) + 1e-12


def test_refute_regression_when_a_slope_above_one_would_be_needed() -> None:
    found = refute_regression([change("t", 8, 10)], [change("s", 20, 22), change("u", -4, 5)])
    steep, flat = found.to_dict("records")
    assert (steep["slope_low"], steep["slope_high"]) == pytest.approx((2.0, 22 / 8))
    assert not steep["possible"]
    assert flat["possible"]
    assert np.isnan(
        refute_regression([change("t", -1, 1)], [change("s", 2, 3)])["slope_low"].item()
    )


@given(r=st.floats(0, 1), s=st.floats(0, 1), w1=st.floats(0, 0.4), w2=st.floats(0.5, 1))
def test_refute_regression_spares_constant_rates(r: float, s: float, w1: float, w2: float) -> None:
    shortfall = 100 * ((r - s) * w2 - (r - s) * w1)
    weight = 100 * (w2 - w1)
    found = refute_regression([change("t", weight, weight)], [change("s", shortfall, shortfall)])
    assert found["slope_low"].item() == pytest.approx(r - s, abs=1e-9)


def test_refute_regression_of_other_waves_is_nothing() -> None:
    other = change("s", 1, 2, ("w2017", "w2019"))
    assert isinstance(refute_regression([change("t", 8, 10)], [other]), pd.DataFrame)
    assert refute_regression([change("t", 8, 10)], [other]).empty
