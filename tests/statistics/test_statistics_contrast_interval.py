"""One wave, two answers of the same respondents."""

from itertools import product

import numpy as np
import pytest

from wijkteams.statistics.contrasts import contrast_interval


def standard_error(both: int, only_a: int, only_b: int, n: int) -> float:
    """Of p_a - p_b from the full table: the sample variance of the differences."""
    d = np.repeat([0, 1, -1, 0], [both, only_a, only_b, n - both - only_a - only_b])
    return float(np.sqrt(d.var() / n))


def test_contrast_interval_holds_for_every_table_with_these_margins() -> None:
    a, b, n = 14, 9, 20
    low, high = contrast_interval(a, b, n)
    errors = [standard_error(both, a - both, b - both, n) for both in range(a + b - n, b + 1)]
    widest = max(errors)
    assert (high - low) / 2 == pytest.approx(1.959964 * widest, abs=1e-6)


def test_contrast_interval_of_a_census_has_no_width() -> None:
    low, high = contrast_interval(14, 9, 20, population=20)
    assert low == pytest.approx(high) == pytest.approx(0.25)


def test_contrast_interval_turns_with_its_items() -> None:
    for a, b in product((3, 8), (5, 12)):
        low, high = contrast_interval(a, b, 15, population=40)
        turned = contrast_interval(b, a, 15, population=40)
        assert (low, high) == pytest.approx((-turned[1], -turned[0]))
