"""What one published table would add, against every table written out."""

from itertools import product

import numpy as np
import pytest

from wijkteams.statistics.cross_table import feasible_joint_counts, value_of_cross_table
from wijkteams.statistics.differences import newcombe_difference
from wijkteams.statistics.margins import conditional_shares, frechet_bounds


def test_feasible_joint_counts_are_those_of_real_populations() -> None:
    n, a = 5, 3
    for b in range(n + 1):
        members = [m for m in product((0, 1), repeat=n) if sum(m) == b]
        assert set(feasible_joint_counts(a, b, n).tolist()) == {sum(m[:a]) for m in members}


def test_value_of_cross_table_width_is_that_of_the_bounds() -> None:
    value = value_of_cross_table(28, 76, 198)
    p, q = 28 / 198, 76 / 198
    shares = [conditional_shares(joint, p, q) for joint in frechet_bounds(p, q)]
    low, high = (given - given_not for given, given_not in shares)
    assert value.width_before == pytest.approx(high - low)
    assert value.tables == 29


def test_value_of_cross_table_counts_the_tables_that_sign() -> None:
    a, b, n = 20, 30, 60
    signed = []
    for joint in range(0, 21):
        low, high = newcombe_difference(joint, a, b - joint, n - a)
        if low > 0 or high < 0:
            signed.append(abs(joint / a - (b - joint) / (n - a)))
    value = value_of_cross_table(a, b, n)
    assert value.signing == len(signed)
    assert value.least_signed == pytest.approx(min(signed))


def test_value_of_cross_table_of_many_answers_leaves_what_rounding_hides() -> None:
    value = value_of_cross_table(5_000, 4_000, 20_000)
    assert 0 < value.width_rounded < 0.02


def test_value_of_cross_table_without_a_signed_table() -> None:
    value = value_of_cross_table(1, 1, 3)
    assert value.signing == 0
    assert np.isnan(value.least_signed)


def test_value_of_cross_table_needs_both_groups() -> None:
    with pytest.raises(ValueError, match="strictly between 0 and n"):
        value_of_cross_table(0, 3, 9)
