"""Two groups of one survey, and the two parts of a change."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import Table2x2

from wijkteams.statistics.composition import decompose_change
from wijkteams.statistics.delta_star import rise_between_groups, rise_between_samples
from wijkteams.statistics.differences import odds_ratio_interval

SIZE = st.integers(5, 60)


@given(SIZE, SIZE, st.integers(0, 60), st.floats(0.01, 1), st.data())
def test_who_did_not_answer_is_divided_in_the_worst_way(n1, n2, silent, delta, data) -> None:
    k1, k2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    together = rise_between_groups(k1, n1, k2, n2, silent)
    apart = [
        rise_between_samples(k1, n1, m / (n1 + m), k2, n2, (silent - m) / (n2 + silent - m))
        for m in range(silent + 1)
    ]
    for name in ("too_high", "too_low"):
        worst = max(float(getattr(each, name)(delta)) for each in apart)
        found = float(getattr(together, name)(delta))
        # a municipality is not divided, the formula may do so
        assert worst - 1e-9 <= found <= worst + 2 / (n1 + n2)


def test_the_odds_ratio_turns_with_its_groups_and_is_that_of_woolf_in_large_samples() -> None:
    ratio, low, high = odds_ratio_interval(4000, 9000, 2500, 9000)
    assert odds_ratio_interval(2500, 9000, 4000, 9000) == pytest.approx(
        (1 / ratio, 1 / high, 1 / low)
    )
    outside = Table2x2(np.array([[4000, 5000], [2500, 6500]]))
    assert (ratio, low, high) == pytest.approx(
        (outside.oddsratio, *outside.oddsratio_confint()), rel=1e-3
    )


def test_an_empty_cell_leaves_one_end_of_the_odds_ratio_open() -> None:
    assert odds_ratio_interval(0, 20, 5, 20)[:2] == (0.0, 0.0)
    assert odds_ratio_interval(20, 20, 5, 20)[2] == np.inf


def test_the_errors_of_a_decomposition_are_those_of_a_simulation() -> None:
    rng = np.random.default_rng(20150916)
    waves = np.array([30, 65, 60, 48]), np.array([55, 30, 66, 60])

    def split(first, second):
        return decompose_change(
            first[::2], first[::2] + first[1::2], second[::2], second[::2] + second[1::2]
        )

    drawn = [
        split(*(rng.multinomial(each.sum(), each / each.sum()) for each in waves))
        for _ in range(2000)
    ]
    found = split(*waves)
    for name in ("mix", "within"):
        values = [getattr(each, name) for each in drawn]
        assert np.mean(values) == pytest.approx(getattr(found, name), abs=0.003)
        assert np.std(values) == pytest.approx(getattr(found, f"{name}_error"), rel=0.1)
