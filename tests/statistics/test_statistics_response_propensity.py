"""What overlap says of nonresponse: simulated surveys with known readiness."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkteams.statistics.intervals import no_assumption_bounds
from wijkteams.statistics.response_propensity import (
    chance_overlap,
    propensity_bounds,
    readiness_variation,
)


def test_chance_overlap_is_the_response_rate_without_mergers() -> None:
    assert chance_overlap(242, 388) == pytest.approx(242 / 388)


def test_chance_overlap_counts_merged_units_by_enumeration() -> None:
    units = [{0}, {1, 2}, {3, 4, 5}]
    samples = list(combinations(range(6), 2))
    answered = [sum(bool(unit & set(sample)) for unit in units) / 3 for sample in samples]
    assert chance_overlap(2, 6, [1, 2, 3]) == pytest.approx(np.mean(answered))


READINESS = {
    "all alike": np.full(388, 0.6),
    "spread out": np.linspace(0.2, 1.0, 388),
    "fixed habits": np.repeat([0.98, 0.02, 0.6], [100, 60, 228]),
}


@pytest.mark.parametrize("name", READINESS)
def test_readiness_variation_upper_limit_covers_the_truth(name: str) -> None:
    readiness = READINESS[name]
    truth = readiness.var() / readiness.mean() ** 2
    rng = np.random.default_rng(20191001)
    waves = rng.random((300, 2, readiness.size)) < readiness
    held = 0
    for first, second in waves:
        chance = chance_overlap(int(first.sum()), readiness.size)
        overlap = int((first & second).sum())
        _, high = readiness_variation(overlap, int(second.sum()), readiness.size, chance)
        held += truth <= high
    assert held / 300 >= 0.94


@given(seed=st.integers(0, 2**32 - 1))
def test_response_propensity_bounds_hold_the_population_share_for_any_readiness(seed: int) -> None:
    rng = np.random.default_rng(seed)
    size = 2000
    readiness = rng.beta(rng.uniform(0.5, 5), rng.uniform(0.5, 5), size).clip(0.01, 1)
    answer = rng.random(size) < np.where(rng.random() < 0.5, readiness, 1 - readiness) ** 2
    expected = float(readiness @ answer / readiness.sum())  # the share among respondents
    variation = readiness.var() / readiness.mean() ** 2
    # a large sample stands in for the expectation; the no-assumption bounds do not bind
    n = 1_000_000
    low, high = propensity_bounds(round(expected * n), n, 10**9, variation)
    assert low - 1e-5 <= answer.mean() <= high + 1e-5


def test_response_propensity_bounds_are_attained_by_the_worst_tie() -> None:
    # half answers with 0.9, and has the attribute; half with 0.3, and lacks it
    variation = 0.3**2 / 0.6**2
    low, _ = propensity_bounds(75, 100, 10**6, variation)
    assert low == pytest.approx(0.5)


def test_response_propensity_bounds_run_from_the_estimate_to_no_assumption() -> None:
    assert propensity_bounds(104, 176, 319, 0.0) == pytest.approx((104 / 176, 104 / 176))
    assert propensity_bounds(104, 176, 319, 1e9) == no_assumption_bounds(104, 176, 319)


def test_readiness_variation_is_zero_below_chance() -> None:
    assert readiness_variation(50, 200, 355, 0.6) == (0.0, 0.0)


@pytest.mark.parametrize(
    "call",
    [
        lambda: chance_overlap(11, 10),
        lambda: chance_overlap(5, 10, [0, 1]),
        lambda: readiness_variation(5, 10, 20, 0.0),
        lambda: propensity_bounds(5, 10, 20, -0.1),
    ],
)
def test_response_propensity_functions_refuse_what_cannot_occur(call: object) -> None:
    assert callable(call)
    with pytest.raises(ValueError):
        call()
