"""Type of team against type of team: SYNTHETIC tables in each direction, and what follows from them by itself."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.contingency_tables import Table2x2

from tests.eight_counts import ALIKE, LESS, MORE, Cells
from tests.estimates.made_up import made_up, shares_of
from wijkteams.estimates.association.association import bound_association
from wijkteams.estimates.association.composition import explain_composition
from wijkteams.estimates.claims.by_answer import judge_pairs
from wijkteams.estimates.claims.compared import Tables, judge_compared, measured
from wijkteams.estimates.claims.headline_findings import ASSOCIATION
from wijkteams.estimates.counts.by_answer import answers_beside
from wijkteams.estimates.counts.printed_share import PrintedShare, printed_of_all
from wijkteams.estimates.counts.who_answered import Bases, Wave
from wijkteams.models.by_type import fit_by_type

ITEM = ASSOCIATION[2]
CLAIM = {
    "id": "claim", "figures": ["ONE.01"], "made_by": "book", "en": "more often", "nl": "vaker", "kind": "unmeasured",
    "question": {"en": "how many?", "nl": "hoeveel?"},
    "test": {"topic": "capacity", "item": ITEM, "wave": "w2015", "groups": ["with_type_broad_all", "without_type_broad_all"]},
}  # fmt: skip


def cells(tables: dict[str, Cells], **more: str) -> list[PrintedShare]:
    return [
        made_up(
            topic="capacity", item_id=ITEM, subgroup=group, share=with_, n_printed=str(with_ + without), unit="count",
            wave_id=wave, wave_date=f"{wave[1:]}-10-16", possible_bases="with_team", response_type="multiple_response", **more,
        )
        for wave, of_wave in tables.items()
        for group, (with_, without) in of_wave.items()
    ]  # fmt: skip


@pytest.fixture(scope="module")
def types() -> list[PrintedShare]:
    return shares_of("team_type")


@pytest.fixture(scope="module")
def answers(types: list[PrintedShare]) -> list[str]:
    return answers_beside("type_broad_all", types)


@pytest.mark.parametrize(
    ("tables", "sign", "verdict", "of_claim"),
    [
        (MORE, 1, "stands", "stands"),
        (LESS, -1, "stands", "contradicted"),
        (ALIKE, 0, "not_established", "not_established"),
    ],
)
def test_a_table_gives_its_answer_in_every_direction(
    tables, sign, verdict, of_claim, types, answers, bases: Bases, waves: dict[str, Wave]
) -> None:
    shares = cells(tables)
    found = judge_pairs(shares, types, answers, bases, 0.95)
    assert list(found["verdict"]) == [verdict, verdict]
    assert list(np.sign(found["low"]) + np.sign(found["high"])) == [2 * sign, 2 * sign]
    # the odds ratio tells the same, by its own limits
    assert (
        list(np.sign(np.log(found["odds_ratio_low"])) + np.sign(np.log(found["odds_ratio_high"])))
        == [2 * sign] * 2
    )
    assert (found["p_holm"] >= found["p"]).all()
    on = Tables({"capacity": shares, "team_type": types}, {}, bases, waves, {}, 0.95)
    judged = judge_compared(measured([CLAIM], on), on).iloc[0]
    assert judged["verdict"] == of_claim
    pair = found.iloc[0]
    assert (judged["p"], judged["p_holm"]) == (pair["p"], pair["p_holm"])
    assert judged["estimate"] == pytest.approx(pair["difference"])


def test_a_claim_waits_until_its_groups_are_printed(
    types, bases: Bases, waves: dict[str, Wave]
) -> None:
    on = Tables({"capacity": shares_of("capacity"), "team_type": types}, {}, bases, waves, {}, 0.95)
    assert measured([CLAIM], on) == [CLAIM]


def test_percentages_of_every_type_give_every_pair_and_the_others(
    types, answers, bases: Bases
) -> None:
    printed = {
        "type_broad_all": (46, 92),
        "type_broad_complex": (30, 40),
        "type_target_group": (21, 28),
        "type_front": (25, 20),
    }
    shares = [
        made_up(
            item_id=ITEM,
            subgroup=f"with_{each}",
            share=share,
            n_printed=str(n),
            possible_bases="with_team",
        )
        for each, (share, n) in printed.items()
    ]
    found = judge_pairs(shares, types, answers, bases, 0.95).set_index(["type_id", "against_id"])
    assert len(found) == 4 + 6
    others = found.loc[("type_broad_all", "others")]
    # 12 of 40, 6 of 28 and 5 of 20
    assert (others["against_count"], others["against_n"]) == (23, 88)
    assert others["count"] == 42


def test_the_mix_and_what_happened_within_types_add_up_to_the_change(answers) -> None:
    row = explain_composition(cells(MORE), answers, 0.95).iloc[0]
    (k1, n1), (k2, n2) = (
        (sum(with_ for with_, _ in each.values()), sum(map(sum, each.values())))
        for each in MORE.values()
    )
    assert row["mix"] + row["within"] == pytest.approx(100 * (k2 / n2 - k1 / n1))
    before, after = MORE["w2015"], MORE["w2017"]
    moved = [sum(after[group]) / n2 - sum(before[group]) / n1 for group in before]
    rates = [with_ / (with_ + without) for with_, without in before.values()]
    assert row["mix"] == pytest.approx(100 * np.dot(moved, rates))


def test_the_model_of_one_survey_is_its_odds_ratio(answers) -> None:
    fitted = fit_by_type(cells({"w2015": MORE["w2015"]}), answers, 0.95).iloc[0]
    outside = Table2x2(np.array(list(MORE["w2015"].values())))
    assert fitted["odds_ratio"] == pytest.approx(outside.oddsratio)
    assert (fitted["odds_ratio_low"], fitted["odds_ratio_high"]) == pytest.approx(
        outside.oddsratio_confint()
    )
    both = fit_by_type(cells(MORE), answers, 0.95).iloc[0]
    assert both["residual_df"] == 1


def test_an_empty_cell_is_refused_by_the_model_and_says_so(answers) -> None:
    empty = {"w2015": {"with_type_broad_all": (0, 92), "without_type_broad_all": (27, 80)}}
    fitted = fit_by_type(cells(empty), answers, 0.95)
    assert fitted["odds_ratio"].isna().all()
    assert (fitted["refused"] != "").all()


def test_without_a_table_there_is_nothing(types, answers, bases: Bases) -> None:
    shares = shares_of("capacity")
    for table in (
        judge_pairs(shares, types, answers, bases, 0.95),
        explain_composition(shares, answers, 0.95),
        fit_by_type(shares, answers, 0.95),
    ):
        assert isinstance(table, pd.DataFrame)
        assert table.empty


def test_two_printed_numbers_of_answers_leave_open_how_many_answered_both(
    types, bases: Bases
) -> None:
    broad = next(each for each in printed_of_all(types) if each.item_id == "type_broad_all")
    one = replace(broad, n_printed=200, possible_bases=("with_team",))
    two = replace(made_up(item_id=ITEM, share=38, possible_bases="with_team"), n_printed=196)
    found = bound_association([one], [two], bases, 0.95).iloc[0]
    most = max(bases["w2015"]["with_team"].sizes)
    differences = [
        Fraction(x, a) - Fraction(b - x, n - a)
        for n in range(396 - most, 197)
        for a, b in product(range(91 - (200 - n), 94), range(74 - (196 - n), 76))
        for x in (max(0, a + b - n), min(a, b))
    ]
    assert found["n_low"] == 396 - most
    assert found["difference_low"] >= 100 * float(min(differences)) - 1e-9
    assert found["difference_high"] <= 100 * float(max(differences)) + 1e-9
