"""Every public function of the package: an answer within its limits for what can occur, a ValueError for what cannot.

A new public function without an entry in `ENTRIES` fails the first test.
"""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wijkteams.statistics
from tests.statistics.nothing_silent import (
    IMPOSSIBLE,
    INF,
    NAN,
    Entry,
    numbers_of,
    poisons,
    public_functions,
)
from wijkteams.statistics.change import superpopulation_change
from wijkteams.statistics.contrasts import difference_in_differences_interval
from wijkteams.statistics.counts import counts_from_share
from wijkteams.statistics.delta_star import rise_between_samples
from wijkteams.statistics.differences import newcombe_difference
from wijkteams.statistics.equality import smallest_equality_limit
from wijkteams.statistics.intervals import wilson_interval
from wijkteams.statistics.margins import plackett_joint
from wijkteams.statistics.overlap import correlation_range, possible_correlation

FUNCTIONS = dict(public_functions(wijkteams.statistics))
PERCENT = Fraction(1, 100)
Draw = st.DrawFn

UNIT = st.floats(0, 1, allow_subnormal=False)
HIGH = st.sampled_from([0.8, 0.95, 0.999])
CONFIDENCE = st.sampled_from([0.5, 0.8, 0.95, 0.999])
RULE = st.sampled_from(["half", "half_up", "half_even", "truncate", "either"])


def arguments(**strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(strategies)


@st.composite
def samples(
    draw: Draw, names: str = "count sample_size population_size", least: int = 1, **more: Any
) -> dict[str, Any]:
    """Counts, then a sample size, then a population, as many as there are names."""
    given_names = names.split()
    whole = given_names.pop() if given_names[-1].startswith("population") else ""
    *counts, size = given_names
    n = draw(st.integers(least, 60))
    found = {name: draw(st.integers(0, n)) for name in counts} | {size: n}
    if whole:
        found[whole] = n + draw(st.integers(0, 40))
    return {**found, **{name: draw(each) for name, each in more.items()}}


@st.composite
def both(draw: Draw, *parts: st.SearchStrategy[dict[str, Any]]) -> dict[str, Any]:
    return {name: value for part in parts for name, value in draw(part).items()}


def waves(population: bool, **more: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Two waves of one share."""
    names = ["count{} size{} population{}", "count{} size{}"][not population]
    return both(samples(names.format(1, 1, 1)), samples(names.format(2, 2, 2)), arguments(**more))


def items(**more: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Two waves of two items, with populations."""
    names = "count_a{0} count_b{0} size{0} population{0}"
    return both(samples(names.format(1)), samples(names.format(2)), arguments(**more))


@st.composite
def overlapping(draw: Draw, population: bool, possible: bool = True, **more: Any) -> dict[str, Any]:
    """Two waves with an overlap and a correlation that their shares allow."""
    found = draw(waves(population, **more))
    (k1, n1), (k2, n2) = [(found[f"count{i}"], found[f"size{i}"]) for i in (1, 2)]
    varies = 0 < k1 < n1 and 0 < k2 < n2
    low, high = correlation_range(k1 / n1, k2 / n2) if varies else (0.0, 0.0)
    rho = draw(st.floats(low, high)) if possible else draw(st.floats(-1, 1))
    return {**found, "overlap": draw(st.integers(0, min(n1, n2))), "correlation": rho}


@st.composite
def ranges(draw: Draw) -> dict[str, Any]:
    """Shares that some set of respondents has, each within a range."""
    rows = np.array(
        draw(st.lists(st.tuples(*[st.booleans()] * 3), min_size=1, max_size=9)), dtype=float
    )
    low, high = np.maximum(0, rows.mean(axis=0) - 0.01), np.minimum(1, rows.mean(axis=0) + 0.01)
    most = int(rows.sum(axis=1).max())
    return {
        "low": low.tolist(), "high": high.tolist(), "at_least": draw(st.integers(1, 3)),
        "at_most": draw(st.integers(most, 4)), "none": (0.0, 1.0),
    }  # fmt: skip


@st.composite
def movements(draw: Draw) -> dict[str, Any]:
    """Changes of some of four types whose shares add up to one, before and after."""
    before, after = (
        np.array(draw(st.lists(st.integers(0, 9), min_size=4, max_size=4))) + 1 for _ in "12"
    )
    p, q = before / before.sum(), after / after.sum()
    listed = draw(st.integers(1, 4))
    return {
        "changes": (q - p)[:listed].tolist(),
        "rest_before": min(1.0, max(0.0, 1 - p[:listed].sum())),
    }


@st.composite
def half_and_half(draw: Draw) -> dict[str, Any]:
    """Margins of a 2x2 table, some of whose insides show a difference."""
    half = draw(st.integers(6, 30))
    return {"count_a": half, "count_b": half, "n": 2 * half}


MARGIN = waves(False, silent1=UNIT, silent2=UNIT).map(lambda each: rise_between_samples(**each))
CLEAR = st.floats(0.01, 1).map(
    lambda silent: rise_between_samples(10, 100, silent, 90, 100, silent)
)
SILENT = {"silent1": "share", "silent2": "share"}
TWO = {"count1": "count", "size1": "size", "count2": "count", "size2": "size"}
POPULATIONS = {"population1": "population", "population2": "population"}
ITEMS = {f"count_{item}{wave}": "count" for item in "ab" for wave in (1, 2)} | {
    "size1": "size",
    "size2": "size",
}
SAMPLE = {"count": "count", "sample_size": "size"}
IN_POPULATION = {**SAMPLE, "population_size": "population"}
OVERLAP = {"overlap": "count", "correlation": "correlation", "confidence": "inside_unit"}
# one in ten said yes, then four in five: the answers of a unit cannot go together as much as this
BEYOND_FRECHET = {
    "count1": 2,
    "size1": 20,
    "count2": 16,
    "size2": 20,
    "overlap": 10,
    "correlation": 0.8,
}
SHARE = (0.0, 1.0)
CHANGE = (-1.0, 1.0)


def holds_share(a: dict[str, Any], answer: Any) -> bool:
    return bool(answer[0] - 1e-9 <= a["count"] / a["sample_size"] <= answer[1] + 1e-9)


def holds_change(a: dict[str, Any], answer: Any) -> bool:
    return bool(
        answer[0] - 1e-9 <= a["count2"] / a["size2"] - a["count1"] / a["size1"] <= answer[1] + 1e-9
    )


ENTRIES: dict[str, Entry] = {
    "change.finite_population_change": Entry(
        overlapping(True, confidence=CONFIDENCE), {**TWO, **POPULATIONS, **OVERLAP}, CHANGE,
        refused=({**BEYOND_FRECHET, "population1": 40, "population2": 40},), also=holds_change,
    ),
    "change.superpopulation_change": Entry(
        overlapping(False, confidence=CONFIDENCE), {**TWO, **OVERLAP}, CHANGE, refused=(BEYOND_FRECHET,),
        also=holds_change,
    ),
    "change.no_assumption_change": Entry(
        waves(True, deviation=UNIT), {**TWO, **POPULATIONS, "deviation": "share"}, CHANGE, also=holds_change,
    ),
    "composition.movement_bounds": Entry(
        movements(), {"changes": "correlation", "rest_before": "share"}, (0.0, 1.0 + 1e-9),
        refused=({"changes": []}, {"changes": [0.9, -0.9, 0.9, -0.9], "rest_before": 0.0}, {"rest_after": NAN},
                 {"changes": [0.2], "rest_before": 0.5, "rest_after": 0.5}),
    ),
    "composition.composition_bounds": Entry(
        arguments(change=st.floats(-1, 1), movement=UNIT, gap=UNIT),
        {"change": "correlation", "movement": "share", "gap": "share"}, (-2.0, 2.0),
        also=lambda a, answer: answer.within_low <= a["change"] <= answer.within_high,
    ),
    "composition.decompose_change": Entry(
        arguments(counts1=st.lists(st.integers(0, 9), min_size=2, max_size=2), sizes1=st.just([9, 12]),
                  counts2=st.lists(st.integers(0, 7), min_size=2, max_size=2), sizes2=st.just([20, 7])),
        {"counts1": "count", "sizes1": "size", "counts2": "count", "sizes2": "size"}, (-1.0, 2.0),
        refused=({"counts1": [1, 2, 3], "sizes1": [9, 9, 9]}, {"counts1": [], "sizes1": []})),
    "contrasts.difference_in_differences_interval": Entry(
        items(wave_correlation=st.floats(-1, 1), confidence=CONFIDENCE),
        {**ITEMS, **POPULATIONS, "wave_correlation": "correlation", "item_correlation": "item_correlation",
         "confidence": "inside_unit"},
        (-2.0, 2.0), refused=({"count_a1": 2, "count_b1": 2, "size1": 4, "count_a2": 1, "count_b2": 9, "size2": 10,
                               "population1": None, "population2": None, "item_correlation": 0.9},),
    ),
    "contrasts.difference_in_differences_bounds": Entry(items(), {**ITEMS, **POPULATIONS}, (-2.0, 2.0)),
    "contrasts.contrast_breakdown_point": Entry(items(), {**ITEMS, **POPULATIONS}, (0.0, INF), infinite=True),
    "contrasts.contrast_interval": Entry(
        samples("count_a count_b size population", confidence=CONFIDENCE),
        {"count_a": "count", "count_b": "count", "size": "size", "population": "population",
         "item_correlation": "item_correlation", "confidence": "inside_unit"},
        CHANGE, refused=({"count_a": 2, "count_b": 16, "size": 20, "population": 20, "item_correlation": 0.8},),
        also=lambda a, answer: (answer[1] - answer[0] > 1e-9) == (a["size"] < a["population"]),
    ),
    "counts.parse_share": Entry(
        arguments(text=st.integers(0, 100).map(lambda each: f"{each}%")), {"text": "printed"}, SHARE),
    "counts.printed_shares": Entry(
        samples("count n", rule=RULE), {"count": "count", "n": "size", "step": "step", "rule": "rule"}, SHARE),
    "counts.counts_from_share": Entry(
        arguments(share=st.integers(0, 100).map(lambda each: Fraction(each, 100)), n=st.integers(1, 400), rule=RULE),
        {"share": "printed", "n": "size", "step": "step", "rule": "rule"}, (0, 400),
        refused=({"share": "37.5%"},), also=lambda a, answer: all(count <= a["n"] for count in answer)),
    "counts.counts_in_interval": Entry(
        arguments(low=st.just("20%"), high=st.just("60%"), n=st.integers(1, 400)),
        {"low": "printed", "high": "printed", "n": "size"}, (0, 400), refused=({"low": "61%"},)),
    "coverage.exact_coverage": Entry(
        arguments(interval=st.just(lambda k: wilson_interval(k, 9)), sample_size=st.just(9),
                  population_size=st.integers(9, 30)),
        {"sample_size": "size", "population_size": "population"}, (-1e-12, 1.0 + 1e-12),
        refused=({"interval": lambda k: (0.0, 1.0)}, *(
            {"interval": lambda k, ends=ends: [np.full(k.shape, end) for end in ends]}
            for ends in ((NAN, 1.0), (0.0, NAN), (0.0, INF), (1.0, 0.0)))),
    ),
    "cross_table.feasible_joint_counts": Entry(
        samples("count_a count_b n"), {"count_a": "count", "count_b": "count", "n": "size"}, (0, 60),
        also=lambda a, answer: len(answer) > 0),
    # nan is told where no table signs
    "cross_table.value_of_cross_table": Entry(
        half_and_half(),
        {"count_a": "count", "count_b": "count", "n": "size", "confidence": "inside_unit"}, (0, 60),
        refused=({"count_a": 0}, {"count_a": 9, "n": 9})),
    "delta_star.rise_between_samples": Entry(
        waves(False, silent1=UNIT, silent2=UNIT), {**TWO, **SILENT}, CHANGE),
    "delta_star.rise_between_groups": Entry(
        waves(False, silent=st.integers(0, 200)), {**TWO, "silent": "not_negative"}, CHANGE),
    "delta_star.excess_within_sample": Entry(
        samples("count_a count_b size", silent=UNIT),
        {"count_a": "count", "count_b": "count", "size": "size", "silent": "share"}, CHANGE),
    "delta_star.excess_over_limit": Entry(
        samples("count size", silent=UNIT, limit=UNIT),
        {"count": "count", "size": "size", "silent": "share", "limit": "share"}, CHANGE),
    "delta_star.with_exact_limit": Entry(
        arguments(margin=MARGIN, place=st.just(0), limit=st.just(lambda _: 0.0)), {}, CHANGE,
        refused=({"place": 1}, {"place": -1}, {"place": 0.0}, {"place": True})),
    "delta_star.imbens_manski_level": Entry(
        arguments(width=st.floats(0, 50), confidence=HIGH),
        {"width": "not_negative", "confidence": "inside_unit"}, SHARE),
    "delta_star.near_end": Entry(
        arguments(margin=MARGIN, delta=UNIT, confidence=HIGH),
        {"delta": "share", "confidence": "inside_unit"}, (-2.0, 1.0)),
    # nan is told where the interval holds zero
    "delta_star.delta_star": Entry(
        arguments(margin=CLEAR, confidence=HIGH), {"confidence": "inside_unit"}, (0.0, INF), infinite=True),
    "delta_star.two_sided_p_value": Entry(arguments(margin=MARGIN), {}, SHARE),
    "differences.newcombe_difference": Entry(
        waves(True, estimate_correlation=st.floats(-1, 1), confidence=CONFIDENCE),
        {**TWO, **POPULATIONS, "estimate_correlation": "correlation", "confidence": "inside_unit"}, CHANGE),
    "differences.mover_difference": Entry(
        arguments(estimate1=st.floats(0.4, 0.6), limits1=st.just((0.3, 0.7)), estimate2=st.floats(0.1, 0.2),
                  limits2=st.just((0.0, 0.5)), correlation=st.floats(-1, 1)),
        {"estimate1": "real", "estimate2": "real", "correlation": "correlation"}, (-0.2 - 1e-12, 0.7 + 1e-12),
        refused=({"limits1": (0.9, 0.95)}, {"limits2": (0.0, NAN)}, {"limits1": (0.7, 0.3)})),
    "differences.odds_ratio_interval": Entry(
        waves(False, confidence=CONFIDENCE).filter(lambda a: 0 < a["count1"] < a["size1"] and 0 < a["count2"] < a["size2"]),
        {**TWO, "confidence": "inside_unit"}, (0.0, INF), also=lambda _, answer: answer[1] <= answer[0] <= answer[2]),
    "equality.smallest_equality_limit": Entry(
        arguments(low=st.floats(-1, 0), high=st.floats(0, 1)), {"low": "real", "high": "real"}, (0.0, 1.0),
        refused=({"low": 0.2, "high": 0.1},)),
    "exact_difference.exact_difference_p_value": Entry(
        waves(False, difference=st.floats(-0.9, 0.9)), {**TWO, "difference": "real"}, SHARE,
        refused=({"difference": 1.0},)),
    "exact_difference.exact_difference_lower_limit": Entry(
        waves(False, confidence=CONFIDENCE), {**TWO, "confidence": "inside_unit"}, CHANGE),
    "exact_difference.exact_difference_lower_limits": Entry(waves(False), TWO, CHANGE),
    "exact_difference.exact_contrast_lower_limit": Entry(
        samples("count_a count_b size", confidence=CONFIDENCE),
        {"count_a": "count", "count_b": "count", "size": "size", "confidence": "inside_unit"}, CHANGE,
        also=lambda a, answer: answer <= (a["count_a"] - a["count_b"]) / a["size"] + 1e-12),
    "intervals.hypergeometric_interval": Entry(
        samples(confidence=CONFIDENCE), {**IN_POPULATION, "confidence": "inside_unit"}, (0, 100)),
    "intervals.hypergeometric_lower_limit": Entry(
        samples(confidence=CONFIDENCE), {**IN_POPULATION, "confidence": "inside_unit"}, (0, 100)),
    "intervals.wilson_interval": Entry(
        samples(confidence=CONFIDENCE, continuity=st.booleans()), {**IN_POPULATION, "confidence": "inside_unit"}, SHARE,
        also=holds_share),
    "intervals.clopper_pearson_lower_limit": Entry(
        samples("count sample_size", confidence=CONFIDENCE), {**SAMPLE, "confidence": "inside_unit"}, SHARE,
        also=lambda a, answer: answer <= a["count"] / a["sample_size"]),
    "intervals.korn_graubard_interval": Entry(
        samples(confidence=CONFIDENCE, least=2), {**IN_POPULATION, "confidence": "inside_unit"}, SHARE,
        refused=({"count": 1, "sample_size": 1},), also=holds_share),
    "intervals.no_assumption_bounds": Entry(samples(), IN_POPULATION, SHARE, also=holds_share),
    "margins.frechet_bounds": Entry(arguments(p=UNIT, q=UNIT), {"p": "share", "q": "share"}, SHARE),
    "margins.conditional_shares": Entry(
        arguments(joint=st.just(0.3), p=st.floats(0.4, 0.6), q=st.floats(0.4, 0.6)),
        {"joint": "share", "p": "inside_unit", "q": "share"}, SHARE, refused=({"joint": 0.7}, {"p": 0.9, "q": 0.9})),
    "margins.plackett_joint": Entry(
        arguments(p=UNIT, q=UNIT, odds_ratio=st.floats(-300, 300).map(lambda power: 10.0**power)),
        {"p": "share", "q": "share", "odds_ratio": "positive"}, SHARE,
        also=lambda a, answer: a["p"] + a["q"] - 1 - 1e-12 <= answer <= min(a["p"], a["q"])),
    "multiplicity.holm_adjusted": Entry(
        arguments(p_values=st.lists(UNIT, min_size=1, max_size=9)), {"p_values": "share"}, SHARE,
        refused=({"p_values": [[0.1, 0.2], [0.3, 0.4]]},), also=lambda a, answer: bool(np.all(answer >= a["p_values"]))),
    "multiplicity.benjamini_hochberg_adjusted": Entry(
        arguments(p_values=st.lists(UNIT, min_size=1, max_size=9)), {"p_values": "share"}, SHARE,
        refused=({"p_values": [[0.1, 0.2], [0.3, 0.4]]},)),
    "nonresponse.bounded_deviation_bounds": Entry(
        samples(deviation=UNIT), {**IN_POPULATION, "deviation": "share"}, SHARE, also=holds_share),
    "nonresponse.erasing_deviation": Entry(
        arguments(change=UNIT, weight1=UNIT, room1=UNIT, weight2=UNIT, room2=UNIT),
        {"change": "real", "weight1": "share", "weight2": "share", "room1": "not_negative", "room2": "not_negative"},
        (0.0, INF), infinite=True),
    "overlap.correlation_range": Entry(
        arguments(share1=st.floats(0.01, 0.99), share2=st.floats(0.01, 0.99)),
        {"share1": "inside_unit", "share2": "inside_unit"}, CHANGE),
    "overlap.possible_correlation": Entry(
        arguments(correlation=st.just(0.0), share1=UNIT, share2=UNIT),
        {"correlation": "correlation", "share1": "share", "share2": "share"}, CHANGE,
        refused=({"correlation": 0.8, "share1": 0.1, "share2": 0.8}, {"correlation": 0.1, "share1": 1.0})),
    "overlap.nearest_correlation": Entry(
        arguments(correlation=st.floats(-1, 1), share1=UNIT, share2=UNIT),
        {"correlation": "correlation", "share1": "share", "share2": "share"}, CHANGE,
        also=lambda a, answer: bool(possible_correlation(answer, a["share1"], a["share2"]) == answer)),
    "overlap.estimate_correlation": Entry(
        overlapping(True, possible=False).map(lambda a: {name: a[name] for name in a if not name.startswith("count")}),
        {"size1": "size", "size2": "size", "overlap": "count", "correlation": "correlation", **POPULATIONS}, CHANGE,
        refused=({"population1": None},)),
    "overlap.share_variance": Entry(samples(least=2), IN_POPULATION, (0.0, 0.25)),
    "pileup.pile_up_bounds": Entry(
        ranges(), {"low": "share", "high": "share", "at_least": "size", "at_most": "at_most"}, SHARE,
        refused=({"at_least": 4}, {"low": [0.5, 0.5], "high": [0.6, 0.6, 0.6]}, {"low": [], "high": []},
                 {"low": [0.6] * 3, "high": [0.5] * 3}, {"none": (0.5, 0.4)}, {"none": (NAN, 1.0)},
                 {"low": [0.9] * 3, "high": [1.0] * 3, "at_most": 1},
                 {"low": [0.7] * 3, "high": [0.8] * 3, "none": (0.5, 1.0)})),
    "power.detectable_odds_ratio_from_margins": Entry(
        arguments(n=st.integers(100, 400), exposed_share=st.floats(0.3, 0.7), outcome_share=st.floats(0.3, 0.7)),
        {"n": "size", "exposed_share": "inside_unit", "outcome_share": "inside_unit", "power": "inside_unit",
         "significance": "inside_unit"}, (1.0, 1e6), refused=({"n": 2},)),
    "response_propensity.chance_overlap": Entry(
        samples("sample_size population_size"),
        {"sample_size": "size", "population_size": "population", "parts": "size"}, SHARE,
        refused=({"parts": np.array([], dtype=int)}, {"parts": 10**4})),
    "response_propensity.readiness_variation": Entry(
        samples("overlap sample_size population_size", chance=st.floats(0.1, 1), confidence=CONFIDENCE),
        {"overlap": "count", "sample_size": "size", "population_size": "population", "confidence": "inside_unit"},
        (0.0, 9.0), refused=tuple({"chance": bad} for bad in (0.0, *IMPOSSIBLE["share"]))),
    "response_propensity.propensity_bounds": Entry(
        samples(squared_variation=st.floats(0, 10)), {**IN_POPULATION, "squared_variation": "not_negative"}, SHARE,
        also=holds_share),
    "true_size.size_of_difference": Entry(
        arguments(size1=st.integers(1, 30), size2=st.integers(1, 30), low=st.floats(0, 0.5), high=st.floats(0.5, 1),
                  confidence=CONFIDENCE),
        {"size1": "size", "size2": "size", "low": "share", "high": "share", "confidence": "inside_unit"}, SHARE,
        refused=({"low": 0.8, "high": 0.3},)),
    "true_size.size_within_sample": Entry(
        arguments(size=st.integers(1, 30), low=st.floats(0, 0.5), high=st.floats(0.5, 1), confidence=CONFIDENCE),
        {"size": "size", "low": "share", "high": "share", "confidence": "inside_unit"}, SHARE,
        refused=({"low": 0.8, "high": 0.3},)),
    "true_size.size_against_limit": Entry(
        arguments(size=st.integers(1, 60), limit=UNIT, confidence=CONFIDENCE),
        {"size": "size", "limit": "share", "confidence": "inside_unit"}, (0.0, 1.0 + 1e-9)),
}  # fmt: skip


def test_every_public_function_has_an_entry() -> None:
    assert set(FUNCTIONS) == set(ENTRIES)


@pytest.mark.parametrize("name", ENTRIES)
@settings(max_examples=60)
@given(data=st.data())
def test_what_can_occur_has_an_answer_within_its_limits(name: str, data: st.DataObject) -> None:
    entry = ENTRIES[name]
    drawn = data.draw(entry.valid)
    answer = FUNCTIONS[name](**drawn)
    numbers = np.array(numbers_of(answer))
    assert not np.isnan(numbers).any()
    assert entry.infinite or np.isfinite(numbers).all()
    assert np.all((numbers >= entry.limits[0]) & (numbers <= entry.limits[1])), numbers
    if "    low, high :" in (FUNCTIONS[name].__doc__ or "").partition("Returns")[2]:
        assert answer[0] <= answer[1] + 1e-12
    assert entry.also(drawn, answer)


@pytest.mark.parametrize("name", ENTRIES)
@settings(max_examples=5)
@given(data=st.data())
def test_what_cannot_occur_is_refused(name: str, data: st.DataObject) -> None:
    entry = ENTRIES[name]
    for poisoned in poisons(entry, data.draw(entry.valid)):
        try:
            answer = FUNCTIONS[name](**poisoned)
        except ValueError as error:
            assert str(error)
        else:
            pytest.fail(f"{name} answers {answer!r} to {poisoned}")


def test_a_planted_function_is_missed() -> None:
    """The first test sees what it should: a function defined in a public module under a public name."""
    assert "contrasts.contrast_interval" in FUNCTIONS
    assert not [name for name in FUNCTIONS if "._" in name or name.endswith("scalar_or_array")]


def test_difference_in_differences_at_the_ends_keeps_its_width() -> None:
    """Nobody named either, then everybody the one and nobody the other; each wave by Wilson, joined by Zou and Donner."""
    low, high = difference_in_differences_interval(0, 0, 20, 20, 0, 20)
    _, alone = wilson_interval(
        0, 20
    )  # so that the waves run from -alone to alone, and from 1 - 2 alone to 1
    assert low == pytest.approx(1 - np.hypot(alone, 2 * alone))
    assert high == pytest.approx(1 + alone)
    assert -2 <= low < high <= 2


def test_superpopulation_change_refuses_a_correlation_that_the_shares_exclude() -> None:
    """Of 20 that answered twice, 2 and then 16 said yes: at most 2 both times, phi = (2*4 - 0*14) / sqrt(2*18*16*4)."""
    largest = 8 / np.sqrt(2 * 18 * 16 * 4)
    low, high = superpopulation_change(2, 20, 16, 20, 20, largest)
    assert -1 <= low < 0.7 < high <= 1
    with pytest.raises(ValueError, match="outside what the shares allow"):
        superpopulation_change(2, 20, 16, 20, 20, largest + 0.01)


@pytest.mark.parametrize("r", [2, -1.5, NAN, INF, True])
def test_newcombe_difference_refuses_what_is_no_correlation(r: float) -> None:
    with pytest.raises(ValueError, match="correlation"):
        newcombe_difference(5, 10, 3, 10, estimate_correlation=r)


@pytest.mark.parametrize("n", [True, False, 100.0, NAN, "100"])
def test_counts_from_share_refuses_a_base_that_is_no_number(n: Any) -> None:
    with pytest.raises(ValueError, match="n must be a whole number"):
        counts_from_share("50%", n)
    with pytest.raises(ValueError, match="share must be"):
        counts_from_share(True, 100)  # type: ignore[arg-type]


def test_limits_of_equality_refuse_nan() -> None:
    for ends in ((NAN, 0.1), (0.0, NAN)):
        with pytest.raises(ValueError, match="finite"):
            smallest_equality_limit(*ends)


@pytest.mark.parametrize("psi", [1e-300, 1e-20, 1e-9, 0.5, 1.0, 2.0, 1e9, 1e20, 1e200, 1e308])
@pytest.mark.parametrize(("p", "q"), [(0.5, 0.5), (0.9, 0.8), (0.1, 0.3), (0.56, 0.37)])
def test_plackett_joint_gives_its_odds_ratio_however_large(p: float, q: float, psi: float) -> None:
    """Checked with exact fractions: with the joint share moved by less than 1e-12, the odds ratio passes psi."""
    joint = plackett_joint(p, q, psi)
    a, b, exact = Fraction(p), Fraction(q), Fraction(joint)

    def above(both: Fraction) -> bool:
        return both * (1 - a - b + both) >= Fraction(psi) * (a - both) * (b - both)

    low, high = max(Fraction(0), a + b - 1), min(a, b)
    shift = Fraction(1, 10**12)
    assert not above(max(low, exact - shift)) or exact - shift < low
    assert above(min(high, exact + shift))
