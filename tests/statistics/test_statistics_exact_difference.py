"""The exact test of two shares, against another implementation and its own definition."""

import numpy as np
import pytest
from scipy.stats import barnard_exact, binom

from wijkteams.statistics.exact_difference import (
    exact_difference_lower_limit,
    exact_difference_p_value,
)


@pytest.mark.parametrize(
    "counts", [(7, 12, 11, 12), (181, 211, 27, 28), (30, 100, 9, 12), (3, 9, 8, 10)]
)
def test_p_value_is_that_of_barnard_with_pooled_variance(counts: tuple[int, int, int, int]) -> None:
    k1, n1, k2, n2 = counts
    table = [[k1, k2], [n1 - k1, n2 - k2]]
    theirs = barnard_exact(table, alternative="less", pooled=True, n=256).pvalue
    # the statistic of theirs leaves out tables that tie with the one observed, by a digit
    swapped = barnard_exact(
        [row[::-1] for row in table], alternative="greater", pooled=True, n=256
    ).pvalue
    assert exact_difference_p_value(*counts) == pytest.approx(max(theirs, swapped), rel=0.13)


def test_size_never_exceeds_the_level_over_the_unknown_share() -> None:
    n1, n2, level = 9, 7, 0.05
    p_values = np.array([
        [exact_difference_p_value(a, n1, b, n2) for b in range(n2 + 1)] for a in range(n1 + 1)
    ])  # fmt: skip
    for share in np.linspace(0.02, 0.98, 49):
        first, second = (
            binom.pmf(np.arange(n1 + 1), n1, share),
            binom.pmf(np.arange(n2 + 1), n2, share),
        )
        assert first @ (p_values <= level) @ second <= level + 1e-3


def test_lower_limit_is_where_the_test_stops_rejecting() -> None:
    low = exact_difference_lower_limit(30, 100, 9, 12)
    assert exact_difference_p_value(30, 100, 9, 12, low - 0.002) <= 0.025
    assert exact_difference_p_value(30, 100, 9, 12, low + 0.002) > 0.025


@pytest.mark.parametrize(
    "wrong",
    [(13, 12, 1, 12), (-1, 12, 1, 12), (1.5, 12, 1, 12), (1, 12, float("nan"), 12), (0, 0, 1, 2)],
)
def test_impossible_counts_are_refused(wrong: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError):
        exact_difference_p_value(*wrong)


def test_an_impossible_difference_is_refused() -> None:
    with pytest.raises(ValueError, match="between -1 and 1"):
        exact_difference_p_value(1, 2, 1, 2, 1.0)
