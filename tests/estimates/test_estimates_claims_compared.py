"""Claims that compare: limits, rankings, changes and equalities on made-up and on published shares."""

import math
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import fisher_exact, norm

from tests.estimates.made_up import RAW, made_up, shares_of
from wijkteams.checking.problems import InputError
from wijkteams.estimates.changes.changes import estimate_changes
from wijkteams.estimates.changes.contrasts import contrast_items
from wijkteams.estimates.changes.unprinted import resized
from wijkteams.estimates.claims.compared import (
    COLUMNS,
    Tables,
    by_change,
    feasible_splits,
    judge_compared,
)
from wijkteams.estimates.claims.comparisons import (
    against_limit,
    all_the_rest,
    furthest,
    in_order,
    least_delta_star,
    least_part_above,
    one_above_other,
    strata_apart,
)
from wijkteams.estimates.counts.pairs import possible_bases
from wijkteams.estimates.counts.printed_share import PrintedShare
from wijkteams.estimates.counts.strata import Split
from wijkteams.estimates.counts.who_answered import Base, Bases, Wave, WhoAnswered
from wijkteams.statistics.delta_star import delta_star
from wijkteams.tables import read_text, rows_of

CONFIG = RAW.parents[1] / "config"
Known = tuple[Bases, dict[str, Wave]]


@pytest.fixture
def known(bases: Bases, waves: dict[str, Wave]) -> Known:
    return bases, waves


def claim(kind: str, **test: Any) -> dict[str, Any]:
    test = {"topic": "made_up"} | test
    return {"id": "one", "figures": ["ONE.01"], "en": "a", "nl": "b", "kind": kind, "test": test}


def judged(
    entry: dict[str, Any], rows: list[PrintedShare], bases: Bases, waves: dict[str, Wave]
) -> pd.Series:
    changes = by_change(
        estimate_changes(rows, contrast_items(rows, bases, 0.95), bases, waves, 0.95)
    )
    tables = Tables({"made_up": rows}, changes, bases, waves, {}, 0.95)
    return judge_compared([entry], tables).iloc[0]


def verdict(*arguments: Any) -> tuple[str, str]:
    row = judged(*arguments)
    return row["verdict"], row["reason"]


def later(share: int, **changes: Any) -> PrintedShare:
    return made_up(share=share, wave_id="w2017", wave_date="2017-07-16", **changes)


LIMIT = {"item": "item", "wave": "w2015"}


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ({"relation": "above", "value": 25}, ("stands", "robust")),
        ({"relation": "above", "value": 31}, ("on_condition", "on_condition")),
        ({"relation": "above", "value": 33.6}, ("not_established", "fragile")),
        ({"relation": "above", "value": 39}, ("not_established", "within_chance")),
        ({"relation": "above", "value": 48}, ("contradicted", "opposite_on_condition")),
        ({"relation": "above", "value": 60}, ("contradicted", "opposite")),
        ({"relation": "above", "value": 70}, ("contradicted", "excluded")),
        ({"relation": "below", "value": 60}, ("stands", "robust")),
        ({"relation": "below", "value": 48}, ("on_condition", "on_condition")),
        ({"relation": "below", "value": 23}, ("contradicted", "excluded")),
    ],
)
def test_a_limit_can_hold_fail_and_be_contradicted(
    test: dict[str, Any], expected: tuple[str, str], known: Known
) -> None:
    assert verdict(claim("limit", **LIMIT, **test), [made_up()], *known) == expected


def test_delta_star_of_a_limit_by_another_route(known: Known) -> None:
    """93 of 234 answered yes, of 393; the interval of Imbens and Manski by a search over c, Wilson limits by hand."""
    k, n, f, limit = 93, 234, 159 / 393, 0.3
    p, se = k / n, math.sqrt(93 / 234 * (1 - 93 / 234) / 234)

    def near(delta: float) -> float:
        cs = np.linspace(1.6, 2.0, 40001)
        cover = norm.cdf(cs + 2 * f * delta / se) - norm.cdf(-cs)
        c = cs[np.argmax(cover >= 0.95)]
        middle, half = p + c * c / (2 * n), c * math.sqrt(p * (1 - p) / n + c * c / (4 * n * n))
        return float((middle - half) / (1 + c * c / n) - f * delta - limit)

    deltas = np.arange(0, 0.2, 0.0002)
    theirs = 100 * max(delta for delta in deltas if near(delta) > 0)
    row = judged(claim("limit", **LIMIT, relation="above", value=30), [made_up()], *known)
    assert row["delta_star"] == pytest.approx(theirs, abs=0.03)
    assert row["delta_star_union"] < row["delta_star"]


def test_a_ranking_is_its_closest_pair(known: Known) -> None:
    rows = [made_up(item_id=name, share=share) for name, share in (("a", 80), ("b", 40), ("c", 38))]
    full = claim("ranking", wave="w2015", items=["a", "b", "c"])
    assert verdict(full, rows, *known) == ("not_established", "within_chance")
    first = claim("ranking", wave="w2015", items=["a", "b", "c"], first_only=True)
    assert verdict(first, rows, *known)[0] in {"stands", "on_condition"}
    wrong_way = claim("ranking", wave="w2015", items=["c", "a"])
    assert verdict(wrong_way, rows, *known)[0] == "contradicted"


def test_a_ranking_by_another_route(known: Known) -> None:
    """Both off by delta in opposite directions, at the dependence that leaves most respondents with one answer only."""
    rows = [made_up(item_id=name, share=share) for name, share in (("a", 68), ("b", 53))]
    base = possible_bases(rows[0], known[0]["w2015"])
    part = one_above_other(rows[0], rows[1], base, known[0]["w2015"])
    assert part.estimate == 15
    # 158 and 125 of 234 are the closest that are printed as 68 and 53
    p, q, f = 158 / 234, 125 / 234, 159 / 393
    least = 100 * (p - q) / (2 * f)
    assert least_delta_star(part.claimed, 0.95, "estimate") == pytest.approx(least)
    apart = min(p, 1 - q) + min(q, 1 - p)
    half = norm.ppf(0.975) * math.sqrt((apart - (p - q) ** 2) / 234)
    assert least_delta_star(part.claimed, 0.95, "union") == pytest.approx(
        100 * (p - q - half) / (2 * f), abs=0.3
    )


def test_all_other_answers_together_count_as_one(known: Known) -> None:
    rows = [made_up(item_id=name, share=share) for name, share in (("a", 46), ("b", 20))]
    rest = all_the_rest(rows)
    # 45.5 and 19.5 leave 35
    assert [float(rest.value_low), float(rest.value_high)] == [0, 35]
    without = claim("ranking", wave="w2015", items=["a", "b"])
    assert judged(without, rows, *known)["delta_star"] > 10
    assert (
        verdict(claim("ranking", wave="w2015", items=["a", "b"], rest=True), rows, *known)[0]
        != "stands"
    )


def test_one_reversal_contradicts_an_order(known: Known) -> None:
    rows = [made_up(item_id=name, share=share) for name, share in (("a", 80), ("b", 20), ("c", 70))]
    entry = claim("ranking", wave="w2015", items=["a", "b", "c"])
    assert verdict(entry, rows, *known) == ("contradicted", "opposite")


def test_a_change_only_in_the_direction_of_the_claim(known: Known) -> None:
    rows = [made_up(share=30), later(70)]
    test = {"item": "item", "from": "w2015", "to": "w2017"}
    assert verdict(claim("change", **test, direction="rise"), rows, *known)[0] == "stands"
    assert verdict(claim("change", **test, direction="fall"), rows, *known) == (
        "contradicted", "opposite",
    )  # fmt: skip


def test_other_words_are_a_condition_and_no_more(known: Known) -> None:
    rows = [
        made_up(share=30, comparability="wording_changed"),
        later(70, comparability="wording_changed"),
    ]
    row = judged(
        claim("change", item="item", **{"from": "w2015", "to": "w2017"}, direction="rise"),
        rows,
        *known,
    )
    assert (row["verdict"], row["conditions"]) == ("on_condition", "words")


def test_a_printed_change_is_in_points_or_in_per_cent(known: Known) -> None:
    rows = [made_up(share=46), later(20, item_id="another")]
    test = {"item": "item", "from": "w2015", "to": "w2017", "direction": "fall", "points": -6}
    row = judged(claim("change", **test), rows, *known)
    # 45.5 - 6.5 and 46.5 * 0.945 are the ends of the later share
    assert row["estimate"] == pytest.approx((39 + 46.5 * 0.945) / 2 - 46)
    assert row["verdict"] == "not_established"
    # fifteen points would be a clear fall, fifteen per cent of 46 would not
    assert verdict(claim("change", **test | {"points": -15}), rows, *known)[0] == "not_established"
    assert verdict(claim("change", **test | {"points": -50}), rows, *known)[0] == "stands"


def test_equality_needs_room_for_those_who_did_not_answer(known: Known) -> None:
    test = {"item": "item", "from": "w2015", "to": "w2017"}
    near = judged(claim("equality", **test), [made_up(share=92), later(92)], *known)
    assert (near["verdict"], near["conditions"]) == ("on_condition", "silent")
    assert verdict(claim("equality", **test), [made_up(share=40), later(47)], *known) == (
        "not_established", "within_chance",
    )  # fmt: skip


@pytest.mark.parametrize("limit", range(5, 100, 5))
def test_a_wider_set_of_bases_never_turns_not_established_into_stands(
    limit: int, known: Known
) -> None:
    better = {"not_established": 0, "contradicted": 0, "on_condition": 1, "stands": 2}
    entry = claim("limit", **LIMIT, relation="above", value=limit)
    found = [
        judged(entry, [made_up(possible_bases=names)], *known)
        for names in (
            "respondents",
            "respondents;with_team",
            "respondents;with_team;wants_monitoring",
        )
    ]
    places = [better[row["verdict"]] for row in found]
    assert places == sorted(places, reverse=True)
    reach = [np.nan_to_num(row["delta_star"], nan=-1) for row in found]
    assert reach == sorted(reach, reverse=True)


@pytest.mark.parametrize("limit", range(10, 90, 10))
def test_delta_star_never_rises_when_rounding_widens(limit: int, bases: Bases) -> None:
    share = made_up()
    reach = []
    for step in (1, 5, 10):
        wider = replace(share, step=share.step * step)
        part = against_limit(wider, limit, True, bases)
        reach.append(np.nan_to_num(least_delta_star(part.claimed, 0.95), nan=-1))
    assert reach == sorted(reach, reverse=True)


def test_a_group_of_unknown_size_must_have_been_large_enough(bases: Bases) -> None:
    share = later(59, possible_bases="not_all_done")
    found, reach = least_part_above([share], 25, bases, (0.95, 0.95))
    # 118 of 202 at most answer; the share on all of those with a team is 59 per cent of the part
    assert 100 * 25 / 59 < found < 70
    sized = {
        "w2017": {
            "not_all_done": resized(bases["w2017"]["not_all_done"], Fraction(int(found), 100))
        }
    }
    (margin,) = against_limit(share, 25, True, sized).claimed
    assert reach == pytest.approx(100 * delta_star(margin))
    assert 2.5 <= reach < 4
    assert least_part_above([later(59)], 25, bases, (0.95, 0.95))[0] == 0
    open_size = against_limit(share, 25, True, bases).claimed[0].estimate
    assert open_size.min() < against_limit(later(59), 25, True, bases).claimed[0].estimate.min()


def test_an_unpublished_share_is_refused(known: Known) -> None:
    with pytest.raises(InputError, match="one: made_up has no share of item w2017 all"):
        judged(
            claim("limit", item="item", wave="w2017", relation="above", value=1),
            [made_up()],
            *known,
        )
    test = {"item": "item", "from": "w2015", "to": "w2019", "direction": "rise"}
    with pytest.raises(InputError, match="one: made_up has no share of item w2019 all"):
        judged(claim("change", **test), [made_up()], *known)
    groups = claim("ranking", item="item", wave="w2015", groups=["G32", "other"])
    with pytest.raises(InputError, match="one: only G32 and other can be compared"):
        judged(groups, [made_up()], *known)


def test_strata_that_lie_far_apart_are_told_and_reversed() -> None:
    split = Split(30, 36, 29, 200, 350, 80)
    part = strata_apart((split,), 0.95)
    low, high = part.interval(0.95)
    assert low < 100 * (29 / 30 - 80 / 200) < high
    assert part.exact_p
    assert part.exact_p[0] < 1e-4
    assert part.exact_p[1] == 1
    reach = least_delta_star(part.claimed, 0.95)
    # what is undone at the limit: L = (f1 + f2) delta, and a share cannot exceed 1
    assert reach > 10
    assert math.isnan(least_delta_star(part.opposite, 0.95))


@pytest.fixture(scope="module")
def splits(
    who: WhoAnswered, shares: list[PrintedShare], figures: dict[str, pd.DataFrame]
) -> dict[str, list[Split]]:
    return feasible_splits(who, shares, figures)


def test_g32_above_the_others_is_not_shown_by_an_exact_test(splits: dict[str, list[Split]]) -> None:
    """The reference is Fisher's conditional test: .092 to .172 over the splits, whichever the order of the tables."""
    fisher = [
        fisher_exact(
            [
                [s.g32_with_team, s.g32 - s.g32_with_team],
                [s.other_with_team, s.other - s.other_with_team],
            ],
            alternative="greater",
        ).pvalue
        for s in splits["w2015"]
    ]
    assert (round(min(fisher), 3), round(max(fisher), 3)) == (0.092, 0.172)
    part = strata_apart(tuple(splits["w2015"]), 0.95)
    assert part.exact_p
    assert 2 * min(fisher) <= part.exact_p[0] <= 2 * max(fisher)
    assert part.interval(0.95)[0] < 0


def named(topic: str, item: str, wave: str) -> PrintedShare:
    wanted = (item, wave, "all")
    return next(s for s in shares_of(topic) if (s.item_id, s.wave_id, s.subgroup) == wanted)


@pytest.mark.parametrize(
    ("wave", "union", "imbens_manski", "possible"),
    [("w2017", 5.0, 6.6, 89.7), ("w2019", 4.0, 5.6, 90.1)],
)
def test_nine_in_ten_is_contradicted_up_to(
    wave: str, union: float, imbens_manski: float, possible: float, bases: Bases
) -> None:
    part = against_limit(named("presence", "has_team", wave), 89.5, True, bases)
    assert least_delta_star(part.opposite, 0.95, "union") == pytest.approx(union, abs=0.06)
    assert least_delta_star(part.opposite, 0.95) == pytest.approx(imbens_manski, abs=0.06)
    # under no assumption it stays possible
    assert furthest(part) == pytest.approx(possible, abs=0.06)


def test_input_above_outcome_of_all_respondents(bases: Bases) -> None:
    first, second = (
        named("steering", f"agreements_{which}", "w2015") for which in ("input", "outcome")
    )
    part = one_above_other(first, second, [bases["w2015"]["respondents"]], bases["w2015"])
    assert least_delta_star(part.claimed, 0.95, "union") == pytest.approx(3.5, abs=0.15)
    assert least_delta_star(part.claimed, 0.95) == pytest.approx(5.7, abs=0.15)
    assert in_order([first, second], bases)[0].estimate == 15


@pytest.fixture(scope="module")
def published(results: Path) -> pd.DataFrame:
    judged = pd.read_csv(results / "estimates" / "claims_compared.csv")
    words = judged.fillna(dict.fromkeys(("conditions", "condition_en", "condition_nl"), ""))
    return words.set_index("claim_id", drop=False)


def test_published_claims_get_the_verdicts_of_the_rule(published: pd.DataFrame) -> None:
    assert tuple(published.columns) == COLUMNS
    assert published["verdict"].to_dict() == {
        "bb2018_broad_all_fell": "not_established",
        "bb2018_target_group_rose": "not_established",
        "bb2018_front_rose": "not_established",
        "bb2018_most_broad_largest": "on_condition",
        "bb2018_most_broad_majority": "not_established",
        "bb2018_work_income_worker_fell": "on_condition",
        "bb2018_work_income_tasks_fell": "not_established",
        "bb2018_tailored_support_majority": "not_established",
        "hdv2018_presence_90": "contradicted",
        "hdv2018_presence_90_in_2019": "contradicted",
        "bb2020_order_of_shortfalls": "not_established",
        "bb2020_prevention_commonest": "not_established",
        "bb2020_prevention_every_survey": "on_condition",
        "prevention_unchanged_2019": "not_established",
        "prevention_rose_2019": "on_condition",
        "outreach_rose_2019": "not_established",
        "prevention_rose_2017": "on_condition",
        "bb2020_reaching_out_fell": "not_established",
        "bb2020_psychiatric_majority": "not_established",
        "bb2020_addiction_minority": "stands",
        "ut2014news_nearly_all": "not_established",
        "ut2014news_nearly_all_95": "contradicted",
        "presence_rose_2015": "stands",
        "mog2016_g32_above_other": "not_established",
        "mog2016_order_of_goals": "not_established",
        "mog2016_outreach_commonest": "not_established",
        "mog2016_input_above_outcome": "on_condition",
        "presence_unchanged_2019": "on_condition",
    }
    assert published.loc["bb2018_most_broad_majority", "high"] == pytest.approx(51.0, abs=0.06)
    assert published.loc["prevention_rose_2017", "conditions"] == "words;part;silent"
    # 31 of 403 had none and would start none, whatever the others did
    assert published.loc["ut2014news_nearly_all_95", "deciding_number"] == pytest.approx(
        100 * 31 / 403
    )


def test_holm_corrects_the_rankings_and_limits_of_a_topic(published: pd.DataFrame) -> None:
    tested = published[published["kind"].isin({"ranking", "limit"})]
    for _, family in tested.groupby("topic"):
        p, adjusted = sorted(family["p"]), sorted(family["p_holm"])
        assert adjusted[0] == pytest.approx(min(1, len(p) * p[0]), abs=1e-5)
        assert adjusted[-1] >= p[-1]


def test_a_condition_stands_beside_what_holds_on_one(published: pd.DataFrame) -> None:
    on_condition = published["reason"].isin({"on_condition", "opposite_on_condition"})
    assert ((published["condition_en"] != "") == on_condition).all()
    assert ((published["condition_nl"] != "") == on_condition).all()


def test_what_turned_since_the_first_edition_has_a_reason(published: pd.DataFrame) -> None:
    first = read_text(CONFIG / "first_edition_verdicts.csv")
    now = {str(row["claim_id"]): str(row["verdict"]) for row in rows_of(published)}
    same = {("stands", "stands"), ("cannot_be_told", "not_established")}
    for row in rows_of(first):
        if row["claim_id"] in now:
            turned = (row["first_verdict"], now[row["claim_id"]]) not in same
            assert turned == (row["reason_en"] != ""), row["claim_id"]


def test_no_base_is_no_claim(bases: Bases) -> None:
    share = made_up(possible_bases="g")
    unknown: Bases = {"w2015": {"with_team": bases["w2015"]["with_team"]}}
    with pytest.raises(InputError, match="the size of the base 'g' is not known"):
        against_limit(share, 50, True, unknown)
    unknown = {"w2015": {"g": Base("g", (3,), (5,), 2)}}
    # 40 per cent of 3 cannot be printed
    assert against_limit(share, 50, True, unknown).claimed == ()
