"""Bounds from margins, against every table that fits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkteams.statistics.margins import (
    conditional_shares,
    frechet_bounds,
    plackett_joint,
)


def feasible_joints(a: int, b: int, n: int) -> list[int]:
    """Joint counts for which all four cells of the table are non-negative."""
    return [x for x in range(n + 1) if a - x >= 0 and b - x >= 0 and n - a - b + x >= 0]


@st.composite
def tables(draw: st.DrawFn) -> tuple[int, int, int]:
    n = draw(st.integers(2, 12))
    return draw(st.integers(1, n - 1)), draw(st.integers(0, n)), n


@given(tables())
def test_frechet_bounds_hold_and_are_attained_by_every_table(table: tuple[int, int, int]) -> None:
    a, b, n = table
    joints = feasible_joints(a, b, n)
    low, high = frechet_bounds(a / n, b / n)
    assert (low * n, high * n) == pytest.approx((min(joints), max(joints)), abs=1e-9)


def test_margins_reference_cases() -> None:
    assert frechet_bounds(0.56, 0.37) == pytest.approx((0, 0.37))
    assert frechet_bounds(0.8, 0.7) == pytest.approx((0.5, 0.7))
    assert [conditional_shares(j, 0.8, 0.7)[0] for j in (0.5, 0.7)] == pytest.approx([0.625, 0.875])


def test_plackett_joint_reference_case() -> None:
    joint = plackett_joint(0.56, 0.37, 2)
    assert joint == pytest.approx(0.24609458, abs=5e-9)
    assert conditional_shares(joint, 0.56, 0.37) == pytest.approx((0.439, 0.282), abs=5e-4)


@given(
    p=st.floats(0.05, 0.95), q=st.floats(0.05, 0.95), log_psi=st.floats(np.log(1 / 50), np.log(50))
)
def test_plackett_joint_has_the_odds_ratio_asked_for(p: float, q: float, log_psi: float) -> None:
    psi = float(np.exp(log_psi))
    joint = plackett_joint(p, q, psi)
    low, high = frechet_bounds(p, q)
    assert low <= joint <= high
    cells = joint * (1 - p - q + joint), (p - joint) * (q - joint)
    assert cells[0] == pytest.approx(psi * cells[1], rel=1e-6, abs=1e-9)


def test_plackett_joint_runs_from_bound_to_bound() -> None:
    joints = plackett_joint(0.56, 0.37, np.array([1e-12, 0.25, 1.0, 4.0, 1e12]))
    assert np.all(np.diff(joints) > 0)
    assert joints[[0, 2, 4]] == pytest.approx([0.0, 0.56 * 0.37, 0.37], abs=1e-5)


@pytest.mark.parametrize(
    "call",
    [
        lambda: frechet_bounds(1.1, 0.5),
        lambda: conditional_shares(0.4, 0.3, 0.5),
        lambda: conditional_shares(0.0, 0.0, 0.5),
        lambda: plackett_joint(0.5, 0.5, 0),
        lambda: plackett_joint(0.5, 0.5, np.inf),
    ],
)
def test_margin_functions_refuse_what_cannot_occur(call: object) -> None:
    assert callable(call)
    with pytest.raises(ValueError):
        call()
