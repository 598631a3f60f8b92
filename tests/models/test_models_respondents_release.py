"""What is released, and that nothing else has a way out."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from wijkteams.microdata.codebook import SHORTFALLS, TEAM_TYPES
from wijkteams.models.plan import read_plan
from wijkteams.models.respondents_release import COUNTED, RELEASED, Rules, release

PLAN = read_plan(Path(__file__).parents[2] / "config" / "plan_of_analysis.yaml")
RULES = Rules(10, 5)


@pytest.fixture(scope="module")
def counts() -> pd.DataFrame:
    """Counts of four surveys of some two hundred municipalities, with the published shares of the types."""
    random = np.random.default_rng(8)
    rows = []
    for wave in ("w2014", "w2015", "w2017", "w2019"):
        total = random.multinomial(210, [0.46, 0.14, 0.09, 0.10, 0.21])
        for item in SHORTFALLS:
            yes = random.binomial(total, [0.6, 0.4, 0.4, 0.4, 0.4])
            rows += [(wave, item, *cell) for cell in zip(TEAM_TYPES, yes, total - yes, strict=True)]
    return pd.DataFrame(rows, columns=list(COUNTED))


@pytest.fixture(scope="module")
def released(counts: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return release(counts, RULES, PLAN)


def test_only_the_listed_tables_and_columns_go_out(released: dict) -> None:
    assert {name: tuple(table.columns) for name, table in released.items()} == dict(RELEASED)
    exact = ("n", "clusters", "least_cell", "p_type", "log_odds", "yes", "no", "se", "odds_ratio")
    assert not {name for columns in RELEASED.values() for name in columns} & set(exact)


def test_released_counts_are_rounded_and_large_enough(counts: pd.DataFrame, released: dict) -> None:
    shown = released["counts"]
    whole = counts.merge(shown, on=["wave_id", "item_id", "team_type"])
    assert 0 < len(whole) == len(shown) < len(counts)
    assert whole[["yes", "no"]].min().min() >= RULES.threshold
    assert (shown[["yes_rounded", "no_rounded"]] % RULES.base == 0).all(axis=None)
    share = shown["yes_rounded"] / (shown["yes_rounded"] + shown["no_rounded"])
    assert (shown["share_of_rounded"] - 100 * share).abs().max() <= 0.5


def test_every_count_and_effect_is_released_or_withheld_with_a_reason(
    counts: pd.DataFrame, released: dict
) -> None:
    withheld = released["withheld"]
    per_result = withheld["result"].value_counts()
    assert per_result["counts"] + len(released["counts"]) == len(counts)
    assert per_result["effects"] + len(released["effects"]) == 4 * len(SHORTFALLS)
    assert withheld[["reason_en", "reason_nl"]].map(len).min().min() > 40
    assert not withheld["reason_en"].str.contains("{", regex=False).any()


def test_effects_are_coarse_and_find_what_was_put_in(released: dict) -> None:
    effects = released["effects"]
    points = effects[["effect_points", "effect_low", "effect_high"]]
    assert (points % 5 == 0).all(axis=None)
    assert (effects["effect_low"] <= effects["effect_points"]).all()
    assert (effects["effect_points"] <= effects["effect_high"]).all()
    # Others fall short twenty points less often than the broad team.
    assert -30 <= effects["effect_points"].mean() <= -10
    assert "clear" in set(effects["types_differ"])


def test_a_reference_that_nobody_has_gives_way_to_the_largest_type_that_is_shown(
    counts: pd.DataFrame,
) -> None:
    plan = replace(PLAN, levels={**PLAN.levels, "team_type": "type_front"})
    is_front = counts["team_type"] == "type_front"
    nobody = counts.assign(**{side: counts[side].where(~is_front, 0) for side in ("yes", "no")})
    effects = release(nobody, RULES, plan)["effects"]
    assert set(effects["reference"]) == {"type_broad_all"}
    assert "type_front" not in set(effects["team_type"])


def test_effects_in_a_shortfall_without_the_reference_are_withheld(counts: pd.DataFrame) -> None:
    # In one shortfall few of the broad teams say no, so that nothing is shown of it.
    is_so = (counts["item_id"] == "shortfall_outreach") & (counts["team_type"] == "type_broad_all")
    changed = counts.assign(
        yes=counts["yes"].where(~is_so, counts["yes"] + counts["no"] - 2),
        no=counts["no"].where(~is_so, 2),
    )
    tables = release(changed, RULES, PLAN)
    assert "shortfall_outreach" not in set(tables["effects"]["item_id"])
    assert len(tables["effects"])
    withheld = tables["withheld"].query("result == 'effects' and item_id == 'shortfall_outreach'")
    assert set(withheld["reason"]) == {"reference"}


def test_nothing_shown_is_a_release_too(counts: pd.DataFrame) -> None:
    tables = release(counts, Rules(150, 5), PLAN)
    assert tables["counts"].empty
    assert tables["effects"].empty
    assert len(tables["withheld"]) == len(counts) + 4 * len(SHORTFALLS)


@pytest.mark.parametrize(
    "change",
    [
        lambda counts: counts.assign(municipality="0363"),
        lambda counts: counts.assign(item_id="shortfall_of_another_kind"),
        lambda counts: counts.assign(team_type="a type that somebody typed"),
        lambda counts: counts.drop(columns="no"),
    ],
)
def test_what_has_no_rule_stops_the_release(counts: pd.DataFrame, change) -> None:
    with pytest.raises(KeyError, match="no rule of release for"):
        release(change(counts), RULES, PLAN)
