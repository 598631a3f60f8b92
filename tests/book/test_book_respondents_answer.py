"""The sentence that opens the chapter on respondent-level files says what the results say, in both languages."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from wijkteams.book.respondents_answer import answer_question
from wijkteams.microdata.codebook import SHORTFALLS, TEAM_TYPES
from wijkteams.models.plan import read_plan

PLAN = read_plan(Path(__file__).parents[2] / "config" / "plan_of_analysis.yaml")
ITEMS = list(SHORTFALLS)
NO_REASONS = pd.DataFrame(columns=["model", "item_id", "reason_en", "reason_nl"])


def effect(
    item: str, level: str, points: tuple[float, float, float], p: float, delta: float = np.nan,
    reference: str = "type_broad_all",
) -> dict[str, object]:  # fmt: skip
    names = ("effect_points", "effect_low", "effect_high")
    return {
        "model": "primary", "term": "team_type", "item_id": item, "level": level, "reference": reference,
        **dict(zip(names, points, strict=True)), "p_type_holm": p, "delta_star": delta,
    }  # fmt: skip


def nothing(item: str) -> dict[str, object]:
    return effect(item, "type_front", (3.0, -9.0, 15.0), 0.8)


def answer(rows: list[dict[str, object]], refused: pd.DataFrame = NO_REASONS, language="en") -> str:
    columns = list(nothing(ITEMS[0]))
    return answer_question(pd.DataFrame(rows, columns=columns), refused, PLAN, language)


def test_a_difference_is_said_with_its_size_and_its_condition() -> None:
    rows = [
        effect(ITEMS[0], "type_front", (12.4, 3.2, 21.0), 0.01, 7.9),
        effect(ITEMS[0], "type_other", (5.0, -4.0, 14.0), 0.01),
        *(nothing(item) for item in ITEMS[1:]),
    ]
    said = answer(rows)
    assert said.startswith(
        "Whether a municipality names a shortfall goes with its type of team for one of the five"
    )
    assert (
        "Prevention and early detection was named more often with a front of specialists than with a broad team for all"
        " questions: by 12 points (3 to 21). This holds unless those that did not answer differ by more than 7 points."
    ) in said
    assert "another form" not in said
    assert "For outreach work; " not in said and "no difference was found" in said
    dutch = answer(rows, language="nl")
    assert "een voorpost van specialisten vaker genoemd dan met een breed team" in dutch
    assert (
        "12 procentpunt (3 tot 21). Dat geldt tenzij gemeenten die niet deelnamen meer dan 7 procentpunt"
        in dutch
    )


def test_the_largest_difference_leads_and_the_others_follow_by_direction() -> None:
    rows = [
        effect(ITEMS[0], "type_front", (12.0, 3.0, 21.0), 0.01, 7.0),
        effect(ITEMS[0], "type_other", (-20.0, -30.0, -10.0), 0.01, np.inf),
        effect(ITEMS[0], "type_target_group", (-9.0, -17.0, -1.0), 0.01, 0.4),
    ]
    said = answer(rows)
    assert "less often with another form of team" in said and "by 20 points (10 to 30)" in said
    assert "whatever those that did not answer would have said" in said
    assert "More often, too, with a front of specialists." in said
    assert "Less often, too, with teams for a target group." in said


def test_no_difference_is_not_called_equality() -> None:
    said = answer([nothing(item) for item in ITEMS])
    assert said.startswith("No difference between types of team was found for prevention")
    assert "That does not say that there is none" in said


def test_a_joint_difference_without_a_type_that_stands_out() -> None:
    said = answer([effect(ITEMS[0], "type_front", (9.0, -1.0, 19.0), 0.03)])
    assert "no single type stands apart from a broad team for all questions" in said


def test_a_limit_just_beyond_zero_is_not_printed_as_zero() -> None:
    said = answer([effect(ITEMS[0], "type_front", (-18.0, -36.2, -0.3), 0.01, 0.47)])
    assert "(0.3 to 36.2)" in said
    # The condition is rounded down, so that who meets it may rely on it.
    assert "more than 0.4 points" in said


def test_what_could_not_be_compared_is_said_with_the_reason() -> None:
    reasons = [
        ("primary", item, "everyone gave the same answer", "iedereen gaf hetzelfde")
        for item in ITEMS
    ]
    refused = pd.DataFrame(reasons, columns=NO_REASONS.columns)
    said = answer([], refused)
    assert said.startswith("These files cannot answer")
    assert (
        "because everyone gave the same answer: prevention and early detection, outreach work"
        in said
    )
    assert "want iedereen gaf hetzelfde: " in answer([], refused, "nl")
    # The reason of an exploratory model is none of the answer.
    assert "everyone" not in answer([nothing(ITEMS[0])], refused.assign(model="gee"))


def test_another_type_of_reference_is_said() -> None:
    rows = [effect(ITEMS[0], "type_front", (12.0, 3.0, 21.0), 0.01, 7.0, "type_target_group")]
    assert "No municipality has a broad team for all questions" in answer(rows)
    assert "than with teams for a target group" in answer(rows)


def test_the_test_of_the_plan_decides() -> None:
    rows = pd.DataFrame([effect(ITEMS[0], "type_front", (12.0, 3.0, 21.0), 0.04, 7.0)])
    strict = replace(PLAN, confidence=0.99)
    assert "No difference" in answer_question(rows, NO_REASONS, strict, "en")
    assert "No difference" not in answer_question(rows, NO_REASONS, PLAN, "en")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_type_has_words(language: str) -> None:
    rows = [effect(ITEMS[0], name, (12.0, 3.0, 21.0), 0.01, 7.0) for name in TEAM_TYPES]
    said = answer(rows, language=language)
    assert "{" not in said and "type_" not in said
