"""Coverage by enumeration: exact is never below nominal, the others dip."""

import pytest

from wijkteams.estimates.levels.coverage import METHODS, tabulate_coverage


@pytest.mark.parametrize("sample", [(29, 37), (40, 70), (60, 61)])
def test_tabulate_coverage_exact_is_never_below_nominal(sample: tuple[int, int]) -> None:
    table = tabulate_coverage([sample], 0.95).set_index("method")
    assert len(table) == len(METHODS)
    assert table.loc["exact", "minimum"] >= 95 - 1e-9
    assert table.loc["exact", "below"] == 0
    assert table.loc["wald_fpc", "minimum"] < 90
    assert (table["minimum"] <= table["mean"]).all()


def test_tabulate_coverage_of_the_first_survey() -> None:
    table = tabulate_coverage([(224, 403)], 0.95).set_index("method")
    # computed elsewhere, over all 404 population counts
    assert table.loc["exact", ["minimum", "mean"]].tolist() == pytest.approx([95.1, 96.5], abs=0.06)
    assert table.loc["wilson_fpc", ["minimum", "mean"]].tolist() == pytest.approx(
        [91.6, 95.1], abs=0.06
    )
    assert table.loc["wald_fpc", ["minimum", "mean"]].tolist() == pytest.approx(
        [55.6, 94.4], abs=0.06
    )
    assert table.loc["wilson", "width"] > 1.4 * table.loc["exact", "width"]
    assert table.loc["wilson_fpc", "below"] > 0
