"""One wave, two answers of the same respondents."""

from itertools import product

import numpy as np
import pytest

from wijkteams.statistics.contrasts import contrast_interval
from wijkteams.statistics.intervals import wilson_interval


def paired_interval(both: int, only_a: int, only_b: int, n: int) -> tuple[float, float]:
    """Newcombe's method 10 for paired shares as he writes it (1998, 2637): from the four cells of the table."""
    neither = n - both - only_a - only_b
    a, b = both + only_a, both + only_b
    product_of_margins = a * (n - a) * b * (n - b)
    phi = (both * neither - only_a * only_b) / np.sqrt(product_of_margins)
    (l2, u2), (l3, u3) = wilson_interval(a, n), wilson_interval(b, n)
    dl2, du2, dl3, du3 = a / n - l2, u2 - a / n, b / n - l3, u3 - b / n
    difference = (only_a - only_b) / n
    low = difference - np.sqrt(dl2**2 - 2 * phi * dl2 * du3 + du3**2)
    high = difference + np.sqrt(dl3**2 - 2 * phi * dl3 * du2 + du2**2)
    return float(low), float(high)


@pytest.mark.parametrize(("a", "b", "n"), [(14, 9, 20), (9, 3, 20), (9, 1, 10)])
def test_contrast_interval_holds_that_of_every_table_with_these_margins(
    a: int, b: int, n: int
) -> None:
    tables = [
        paired_interval(both, a - both, b - both, n) for both in range(max(0, a + b - n), b + 1)
    ]
    widest = min(low for low, _ in tables), max(high for _, high in tables)
    assert contrast_interval(a, b, n) == pytest.approx(widest)


@pytest.mark.parametrize("n", [1, 5, 10, 40])
def test_contrast_interval_of_one_or_the_other_is_that_of_one_share(n: int) -> None:
    """Everybody names one of two, as far as the shares tell: p_a - p_b is 2 p_a - 1, with Wilson's interval for p_a."""
    for a in range(n + 1):
        assert contrast_interval(a, n - a, n) == pytest.approx(
            2 * np.array(wilson_interval(a, n)) - 1
        )


def test_contrast_interval_at_the_end_keeps_its_width() -> None:
    low, high = contrast_interval(5, 0, 5)
    assert (low, high) == pytest.approx((0.1310, 1), abs=1e-4)  # 2 * 0.5655 - 1
    assert contrast_interval(9, 1, 10)[1] == pytest.approx(0.9643, abs=1e-4)  # 2 * 0.98213 - 1


def test_contrast_interval_of_a_census_has_no_width() -> None:
    low, high = contrast_interval(14, 9, 20, population=20)
    assert low == pytest.approx(high) == pytest.approx(0.25)


def test_contrast_interval_turns_with_its_items() -> None:
    for a, b in product((3, 8), (5, 12)):
        low, high = contrast_interval(a, b, 15, population=40)
        turned = contrast_interval(b, a, 15, population=40)
        assert (low, high) == pytest.approx((-turned[1], -turned[0]))
