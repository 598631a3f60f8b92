"""The worked example beside its truth."""

import math

import pandas as pd
import pytest

from wijkteams.planning.summary import beside_truth


def test_the_truth_of_a_level_is_the_odds_put_in_against_its_reference() -> None:
    rows = [
        ("primary", "team_type", "front", "broad", 0.3, 0.7), ("primary", "team_type", "broad", "front", 1.1, 1.9),
        ("primary", "team_type", "front", "other", 0.8, 1.2), ("primary", "size_class", "large", "small", 0.8, 1.2),
        ("primary", "wave_id", "w2015", "w2017", 0.3, 0.7), ("gee", "team_type", "front", "broad", 0.3, 0.7),
    ]  # fmt: skip
    models = pd.DataFrame(
        rows, columns=["model", "term", "level", "reference", "odds_low", "odds_high"]
    )
    found = beside_truth(models, "broad", 2.0)
    assert found["synthetic"].all() and len(found) == 5
    assert found["true_odds_ratio"].tolist() == pytest.approx([0.5, 2, 1, 1, math.nan], nan_ok=True)
    assert found["holds_truth"].tolist() == ["True", "False", "True", "True", ""]
