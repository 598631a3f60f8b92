"""The printings of one figure: what the register holds, and what is refused."""

import pandas as pd
import pytest
import yaml

from tests.estimates.made_up import RAW
from wijkteams.checking.problems import InputError
from wijkteams.estimates.levels.printings import trace_printings

FIGURES = pd.read_csv(RAW / "topics/capacity/figures.csv", dtype=str, keep_default_na=False)
SOURCES = pd.read_csv(RAW / "sources.csv", dtype=str, keep_default_na=False)


def test_printings_of_the_92_are_all_there_and_only_one_base_fits() -> None:
    found = trace_printings(FIGURES, SOURCES, "not_all_tasks").set_index("figure_id")
    assert set(found.index) == set(FIGURES.query("item_id == 'not_all_tasks'")["figure_id"])
    assert found.loc["MOG2016.29", "base_fits"] == "unsaid"
    assert found.loc["MOG2016.10", "base_named"] == "teams"
    assert found.loc["SKIPR16.08", ["base_named", "base_fits"]].tolist() == ["respondents", "other"]
    assert found.index[found["base_fits"] == "fits"].tolist() == ["BBOVER.01"]


def test_figure_shows_every_printing() -> None:
    catalogue = yaml.safe_load((RAW.parents[1] / "config/figures.yaml").read_text(encoding="utf-8"))
    shown = next(each for each in catalogue if each["id"] == "press_journey")["select"]["figure_id"]
    assert set(shown) == set(trace_printings(FIGURES, SOURCES, "not_all_tasks")["figure_id"])


def test_unknown_words_for_a_base_are_refused() -> None:
    changed = FIGURES.replace({"base_printed": {"van de teams": "van de straten"}})
    with pytest.raises(InputError, match=r"MOG2016\.10, base_printed: 'van de straten' is none of"):
        trace_printings(changed, SOURCES, "not_all_tasks")


def test_item_of_several_surveys_is_refused() -> None:
    with pytest.raises(InputError, match="shortfall_prevention: the series holds 3 figures"):
        trace_printings(FIGURES, SOURCES, "shortfall_prevention")
