"""Our own tail against the library's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from wijkteams.statistics._hypergeometric import upper_tail


def test_upper_tail_agrees_with_the_library_over_a_whole_survey() -> None:
    k, successes = (each.ravel() for each in np.meshgrid(np.arange(-1, 226), np.arange(0, 404, 13)))
    size, draws = np.full_like(k, 403), np.full_like(k, 224)
    right = hypergeom.sf(k - 1, 403, successes, 224)
    assert upper_tail(k, size, successes, draws) == pytest.approx(right, rel=1e-9, abs=1e-15)


@given(st.data())
def test_upper_tail_agrees_with_the_library(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 500))
    successes, draws = data.draw(st.integers(0, size)), data.draw(st.integers(0, size))
    k = data.draw(st.integers(-1, draws + 1))
    found = upper_tail(*(np.array([each]) for each in (k, size, successes, draws)))
    right = hypergeom.sf(k - 1, size, successes, draws)
    assert found.item() == pytest.approx(right, rel=1e-8, abs=1e-13)
