"""Attacks on a whole release: make every table that fits, release it too, and keep those that look the same."""

from collections.abc import Callable, Iterator
from itertools import permutations, product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.attacks.attacker import TYPES, fits, interval, private_counts, same
from wijkteams.microdata.disclosure import choose_shown
from wijkteams.models.plan import read_plan
from wijkteams.models.respondents import fit_primary
from wijkteams.models.respondents_release import Rules, answers_behind, release

PLAN = read_plan(Path(__file__).parents[2] / "config" / "plan_of_analysis.yaml")
RULES = Rules(10, 5)
ITEM, OTHER_ITEM = "shortfall_prevention", "shortfall_outreach"
WAVE, OTHER_WAVE = "w2017", "w2019"

TABLES = [
    ((92, 52, 38, 32, 6), (44, 25, 18, 4, 3)),
    ((90, 50, 36, 28, 16), (40, 22, 15, 6, 9)),
    ((95, 55, 38, 12, 20), (50, 25, 20, 9, 3)),
    ((101, 31, 20, 22, 46), (52, 14, 9, 7, 19)),
]
# Small numbers in types that have room enough: nothing is shown.
SILENT = [
    ((100, 60, 40, 15, 15), (50, 30, 6, 8, 6)),
    ((90, 50, 36, 28, 16), (8, 22, 15, 20, 9)),
]
Published = Callable[[dict], dict[str, pd.DataFrame]]


def ours(blocks: dict) -> dict[str, pd.DataFrame]:
    return release(private_counts(blocks), RULES, PLAN)


def with_exact_test(blocks: dict) -> dict[str, pd.DataFrame]:
    """Add the Pearson statistic of the whole table, hidden types among them, in three decimals."""
    statistics = []
    for yes, total in blocks.values():
        share = yes.sum() / total.sum()
        statistics.append(
            round(float(((yes - total * share) ** 2 / (total * share * (1 - share))).sum()), 3)
        )
    return {**ours(blocks), "tests": pd.DataFrame({"statistic": statistics})}


def with_effects_of_all(blocks: dict) -> dict[str, pd.DataFrame]:
    """Add the log odds ratios of the primary model on all answers, in two decimals."""
    rows = [
        {"item_id": item, "wave_id": wave, "team_type": t, "yes_rounded": y, "no_rounded": n - y}
        for (item, wave), (yes, total) in blocks.items()
        for t, y, n in zip(TYPES, yes, total, strict=True)
    ]
    fitted = fit_primary(answers_behind(rows), PLAN)
    return {
        **ours(blocks),
        "models": fitted[["level", "log_odds"]].astype({"log_odds": float}).round(2),
    }


def left_over(blocks: dict, publish: Published) -> list[tuple[np.ndarray, ...]]:
    """Every set of tables that fits the shown numbers and looks the same when it is published."""
    truth = publish(blocks)
    choices = []
    for yes, total in blocks.values():
        shown = choose_shown(yes, total, RULES.threshold)
        assert shown.sum() >= 2
        choices.append(list(fits(yes, total, shown)))
    totals = [total for _, total in blocks.values()]
    return [
        tables
        for tables in product(*choices)
        if same(truth, publish(dict(zip(blocks, zip(tables, totals, strict=True), strict=True))))
    ]


def assert_nothing_narrower(blocks: dict) -> None:
    kept = left_over(blocks, ours)
    for place, (yes, total) in enumerate(blocks.values()):
        hidden = np.flatnonzero(~choose_shown(yes, total, RULES.threshold))
        for number, t in enumerate(hidden):
            possible = {int(tables[place][t]) for tables in kept}
            assert possible == interval(total[hidden], int(yes[hidden].sum()), number)
            assert max(possible) - min(possible) >= min(RULES.threshold, total[t])


def block(number: int) -> tuple[np.ndarray, np.ndarray]:
    total, yes = TABLES[number]
    return np.array(yes), np.array(total)


def test_one_table_gives_no_hidden_number_away() -> None:
    assert_nothing_narrower({(ITEM, WAVE): block(2)})


@pytest.mark.audit
@pytest.mark.parametrize("number", range(len(TABLES)))
def test_no_table_gives_a_hidden_number_away(number: int) -> None:
    assert_nothing_narrower({(ITEM, WAVE): block(number)})


@pytest.mark.parametrize("table", SILENT)
def test_silence_leaves_every_value_possible(table: tuple[tuple[int, ...], ...]) -> None:
    """For each value of each type another table is found that is met with the same silence."""
    total, yes = map(np.array, table)
    assert ours({(ITEM, WAVE): (yes, total)})["counts"].empty
    for t in range(len(total)):
        for value in interval(total, int(yes.sum()), t):
            witnesses = extreme_tables(total, int(yes.sum()), t, value)
            assert any(not choose_shown(each, total, RULES.threshold).any() for each in witnesses)


def extreme_tables(total: np.ndarray, known: int, t: int, value: int) -> Iterator[np.ndarray]:
    """Tables with this value and sum in which the other types are filled one after the other."""
    for order in permutations(set(range(len(total))) - {t}):
        table = np.zeros_like(total)
        table[t] = value
        for s in order:
            table[s] = min(total[s], known - table.sum())
        assert table.sum() == known
        yield table


@pytest.mark.audit
@pytest.mark.parametrize("second", [(ITEM, OTHER_WAVE), (OTHER_ITEM, WAVE)])
def test_surveys_and_shortfalls_together_give_nothing_away(second: tuple[str, str]) -> None:
    assert_nothing_narrower({(ITEM, WAVE): block(2), second: block(1)})


@pytest.mark.check
def test_a_published_test_gives_hidden_numbers_away() -> None:
    kept = left_over({(ITEM, WAVE): block(2)}, with_exact_test)
    yes, total = block(2)
    assert len(kept) <= 2 < len(list(fits(yes, total, choose_shown(yes, total, RULES.threshold))))


@pytest.mark.audit
def test_effects_of_all_answers_give_hidden_numbers_away() -> None:
    assert len(left_over({(ITEM, WAVE): block(2)}, with_effects_of_all)) == 1


def test_effects_follow_from_the_released_counts_alone() -> None:
    """Other exact counts that round to the same, and other hidden ones, give the same effects."""
    yes, total = block(2)
    shown = choose_shown(yes, total, RULES.threshold)
    other = yes + np.array([1, -1, 0, 3, -3])
    one, two = ours({(ITEM, WAVE): (yes, total)}), ours({(ITEM, WAVE): (other, total)})
    assert shown.tolist() == [True, True, True, False, False]
    assert same(one, two)
    rows = one["counts"].to_dict("records")
    again = fit_primary(answers_behind(rows), PLAN).set_index("level")["effect_points"]
    effects = one["effects"].set_index("team_type")["effect_points"]
    assert len(effects)
    assert (effects - again.reindex(effects.index)).abs().max() <= 2.5
