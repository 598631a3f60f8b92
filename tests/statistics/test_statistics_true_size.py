"""The true size of a test, against its definition by brute force, and against samples drawn at random."""

from itertools import product
from math import factorial

import numpy as np
import pytest
from scipy.stats import binom, binomtest
from statsmodels.stats.proportion import proportion_confint

from wijkteams.statistics._binomial import binomial_law
from wijkteams.statistics.contrasts import contrast_interval
from wijkteams.statistics.cross_table import feasible_joint_counts
from wijkteams.statistics.delta_star import (
    delta_star,
    near_end,
    rise_between_samples,
    with_exact_limit,
)
from wijkteams.statistics.differences import newcombe_difference
from wijkteams.statistics.exact_difference import (
    exact_contrast_lower_limit,
    exact_difference_lower_limit,
    exact_difference_lower_limits,
)
from wijkteams.statistics.intervals import clopper_pearson_lower_limit, wilson_interval
from wijkteams.statistics.true_size import (
    size_against_limit,
    size_of_difference,
    size_within_sample,
)


def leaves_out_zero(low: float, high: float) -> bool:
    return low > 0 or high < 0


def test_binomial_law_is_that_of_another_library() -> None:
    shares = np.array([0.0, 1e-9, 0.3, 0.5, 0.97, 1.0])
    theirs = binom.pmf(np.arange(243), 242, shares[:, None])
    assert binomial_law(242, shares) == pytest.approx(theirs, abs=1e-13)


def test_size_of_difference_is_its_definition() -> None:
    n1, n2 = 9, 7
    rejected = [
        (a, b)
        for a, b in product(range(n1 + 1), range(n2 + 1))
        if leaves_out_zero(*newcombe_difference(a, n1, b, n2))
    ]
    found = [
        sum(binom.pmf(a, n1, share) * binom.pmf(b, n2, share) for a, b in rejected)
        for share in np.arange(60, 181) / 200
    ]
    assert size_of_difference(n1, n2, 0.3, 0.9) == pytest.approx(max(found), abs=1e-12)


def test_size_of_difference_at_the_published_sizes() -> None:
    """Presence: 224 and 234 municipalities. Half a point is fine enough: a grid ten times finer adds next to nothing."""
    a, b = np.meshgrid(np.arange(225), np.arange(235), indexing="ij")
    low, high = newcombe_difference(a, 224, b, 234)
    rejects = ((low > 0) | (high < 0)).astype(float)
    fine = np.linspace(0.62, 0.91, 581)
    law = binom.pmf(np.arange(225), 224, fine[:, None]) @ rejects
    largest = np.max(np.sum(law * binom.pmf(np.arange(235), 234, fine[:, None]), axis=1))
    assert size_of_difference(224, 234, 0.62, 0.91) == pytest.approx(largest, abs=1e-4)
    assert size_of_difference(224, 234, 0.62, 0.91) <= size_of_difference(224, 234)


@pytest.mark.check
def test_size_of_difference_is_how_often_samples_at_random_reject() -> None:
    """Samples that overlap and tend to answer alike reject less often: the size holds for them too."""
    random, draws, share = np.random.default_rng(20190816), 200_000, 0.5
    found = {}
    for common, alike in ((0, 0.0), (100, 0.5)):
        both = random.binomial(common, share * (share + alike * (1 - share)), draws)
        one = (
            common
            - both
            - random.binomial(
                common - both,
                (1 - share)
                / (1 - share * (share + alike * (1 - share)))
                * (1 - share + alike * share),
                draws,
            )
        )
        first_only = random.binomial(one, 0.5)
        a = both + first_only + random.binomial(177 - common, share, draws)
        b = both + one - first_only + random.binomial(176 - common, share, draws)
        low, high = newcombe_difference(a, 177, b, 176)
        found[alike] = float(np.mean((low > 0) | (high < 0)))
    assert found[0.0] == pytest.approx(size_of_difference(177, 176, share, share), abs=0.002)
    assert found[0.5] < found[0.0] / 2


def multinomial(counts: tuple[int, ...], shares: tuple[float, ...]) -> float:
    ways = factorial(sum(counts))
    for count in counts:
        ways //= factorial(count)
    return float(
        ways * np.prod([share**count for count, share in zip(counts, shares, strict=True)])
    )


def test_size_within_sample_holds_whatever_goes_with_what() -> None:
    """Every table of eight respondents with two answers, over every dependence that the share allows."""
    n = 8
    tables = [
        (i, j, k, n - i - j - k)
        for i in range(n + 1)
        for j in range(n + 1 - i)
        for k in range(n + 1 - i - j)
    ]
    rejecting = [
        t for t in tables if leaves_out_zero(*contrast_interval(t[0] + t[1], t[0] + t[2], n))
    ]
    for share in (0.2, 0.35, 0.5, 0.6, 0.85):
        least = max(0.0, 2 * share - 1)
        sizes = [
            sum(
                multinomial(t, (both, share - both, share - both, 1 - 2 * share + both))
                for t in rejecting
            )
            for both in np.linspace(least, share, 9)
        ]
        assert size_within_sample(n, share, share) == pytest.approx(sizes[0], abs=1e-12)
        # at one share another dependence can reject more often; the largest over all shares is at the least favourable one
        assert max(sizes) <= size_within_sample(n)


def test_size_against_limit_is_its_definition() -> None:
    n, limit = 242, 0.895
    found = sum(
        binom.pmf(k, n, limit)
        for k in range(n + 1)
        for low, high in [wilson_interval(k, n)]
        if low > limit or high < limit
    )
    assert size_against_limit(n, limit) == pytest.approx(found, abs=1e-12)


def test_exact_contrast_is_the_sign_test_at_the_least_favourable_table() -> None:
    """The p value of each table that the counts allow, from another library; the largest decides."""
    for a, b, n in ((15, 5, 20), (16, 12, 20), (18, 9, 20), (7, 0, 20), (3, 3, 20)):
        for level in (0.8, 0.95):
            p = max(
                binomtest(a - both, a + b - 2 * both, alternative="greater").pvalue
                if a + b > 2 * both
                else 1.0
                for both in feasible_joint_counts(a, b, n).tolist()
            )
            assert (exact_contrast_lower_limit(a, b, n, level) > 0) == (p < (1 - level) / 2)


def test_clopper_pearson_is_that_of_another_library() -> None:
    for k, n in ((0, 9), (4, 9), (9, 9), (196, 242)):
        theirs = proportion_confint(k, n, alpha=0.05, method="beta")[0]
        assert clopper_pearson_lower_limit(k, n) == pytest.approx(theirs)


def test_an_exact_limit_decides_where_it_is_put() -> None:
    rise = rise_between_samples([10, 12], [40, 40], 0.4, [27, 27], [40, 40], 0.4)
    exact = with_exact_limit(rise, 1, exact_difference_lower_limits(12, 40, 27, 40))
    assert near_end(exact, 0.0, 0.95, "union") == exact_difference_lower_limit(12, 40, 27, 40)
    assert near_end(exact, 0.0, 0.95, "union") < near_end(rise, 0.0, 0.95, "union")
    assert 0 < delta_star(exact) < delta_star(rise)
    assert exact.lower_limit(0.95)[0] == rise.lower_limit(0.95)[0]
