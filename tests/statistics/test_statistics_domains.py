"""Domain shares: coverage by enumeration, and bounds by completing the population."""

import numpy as np
import pytest
from scipy.stats import hypergeom

from wijkteams.statistics.domains import domain_no_assumption_bounds, domain_share_interval
from wijkteams.statistics.intervals import hypergeometric_interval


def test_domain_share_interval_covers_at_its_level() -> None:
    size, n = 20, 12
    limits = {
        (k, d): domain_share_interval(k, d, n, size) for d in range(1, n + 1) for k in range(d + 1)
    }
    worst = 1.0
    for domain in range(1, size + 1):
        for successes in range(domain + 1):
            held = possible = 0.0
            for d in range(max(1, n - (size - domain)), min(n, domain) + 1):
                for k in range(max(0, d - (domain - successes)), min(d, successes) + 1):
                    weight = hypergeom.pmf(d, size, domain, n)
                    weight *= hypergeom.pmf(k, domain, successes, d)
                    low, high = limits[k, d]
                    possible += weight
                    held += weight * (low - 1e-12 <= successes / domain <= high + 1e-12)
            worst = min(worst, held / possible)
    assert worst >= 0.95


def test_domain_share_interval_holds_every_member_of_the_union() -> None:
    low, high = domain_share_interval(104, 176, 212, 355)
    smallest, largest = hypergeometric_interval(176, 212, 355)
    sizes = np.arange(smallest, largest + 1)
    part_low, part_high = hypergeometric_interval(104, 176, sizes)
    assert low == (part_low / sizes).min()
    assert high == (part_high / sizes).max()


def test_domain_share_interval_has_no_width_for_a_census() -> None:
    assert domain_share_interval(3, 8, 20, 20) == (3 / 8, 3 / 8)


def test_domain_no_assumption_bounds_hold_and_reach_every_completion() -> None:
    for k, d, missing in [(2, 3, 2), (0, 4, 3), (4, 4, 1), (1, 2, 0)]:
        completed = [
            (k + inside_with) / (d + inside)
            for inside in range(missing + 1)
            for inside_with in range(inside + 1)
        ]
        assert domain_no_assumption_bounds(k, d, missing) == (min(completed), max(completed))


def test_domain_functions_refuse_what_cannot_occur() -> None:
    with pytest.raises(ValueError, match="nonrespondents"):
        domain_no_assumption_bounds(1, 2, -1)
    with pytest.raises(ValueError, match="count"):
        domain_share_interval(5, 4, 10, 20)
