"""Composition bounds, against random populations whose decomposition is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkteams.statistics.composition import composition_bounds, movement_bounds

seeds = st.integers(0, 2**32 - 1)


@given(seed=seeds, types=st.integers(2, 6))
def test_composition_bounds_hold_the_true_decomposition(seed: int, types: int) -> None:
    rng = np.random.default_rng(seed)
    before, after = rng.dirichlet(np.ones(types), size=2)
    rates = rng.random((2, types))
    mix = float((after - before) @ rates[0])
    within = float(after @ (rates[1] - rates[0]))
    movement, _ = movement_bounds((after - before).tolist())
    bounds = composition_bounds(mix + within, movement, float(np.ptp(rates[0])))
    assert bounds.mix_low - 1e-9 <= mix <= bounds.mix_high + 1e-9
    assert bounds.within_low - 1e-9 <= within <= bounds.within_high + 1e-9


def test_composition_bounds_are_attained() -> None:
    # nine points move from a type without the shortfall to one where all have it
    movement, greatest = movement_bounds([0.09, -0.09])
    assert movement == greatest == pytest.approx(0.09)
    bounds = composition_bounds(0.21, movement)
    assert bounds.mix_high == pytest.approx(0.09)
    assert bounds.within_low == pytest.approx(0.12)
    assert composition_bounds(0.21, movement, gap=0.5).mix_high == pytest.approx(0.045)


@given(seed=seeds, types=st.integers(3, 7), data=st.data())
def test_movement_bounds_hold_the_movement_when_types_are_missing(
    seed: int, types: int, data: st.DataObject
) -> None:
    rng = np.random.default_rng(seed)
    before, after = rng.dirichlet(np.ones(types), size=2)
    truth = float(np.abs(after - before).sum() / 2)
    listed = data.draw(st.integers(1, types - 1))
    least, greatest = movement_bounds(
        (after - before)[:listed].tolist(),
        float(before[listed:].sum()),
        float(after[listed:].sum()),
    )
    assert least - 1e-9 <= truth <= greatest + 1e-9


def test_movement_bounds_count_the_rest() -> None:
    # four published changes that leave three points to be lost elsewhere
    assert movement_bounds([-0.06, -0.05, 0.09, 0.05], 0.2) == pytest.approx((0.14, 0.31))


@pytest.mark.parametrize(
    "call",
    [
        lambda: movement_bounds([0.1]),  # a rise out of nothing
        lambda: movement_bounds([0.1], 0.5, 0.5),
        lambda: movement_bounds([0.0], 1.5),
        lambda: composition_bounds(1.2, 0.1),
        lambda: composition_bounds(0.2, 1.1),
        lambda: composition_bounds(0.2, 0.1, -0.1),
    ],
)
def test_composition_functions_refuse_what_cannot_occur(call: object) -> None:
    assert callable(call)
    with pytest.raises(ValueError):
        call()
