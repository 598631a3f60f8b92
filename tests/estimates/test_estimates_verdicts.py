"""The rule: each line, its order, its words, and that better evidence never lowers a verdict."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkteams.estimates.rule.verdicts import (
    BETWEEN,
    CONDITIONS,
    RULE,
    VERDICTS,
    Evidence,
    Unprinted,
    conditions_in_words,
    in_sentences,
    judge,
    rule_in_words,
)

SILENT = "those that did not answer differ by at most {} percentage points from those that did"
GROUP = Unprinted(("2019",), ("2015",), 92)
RANK = {"contradicted": 0, "not_established": 1, "on_condition": 2, "stands": 3}
SOLID = Evidence(delta_star=13.8)

# From the second edition of the rule: delta* of findings on presence, prevention, target groups and "nine in ten".
CASES = [
    (SOLID, "stands", "robust"),
    (replace(SOLID, delta_star=10.0), "stands", "robust"),
    (replace(SOLID, delta_star=math.inf), "stands", "robust"),
    (replace(SOLID, delta_star=8.3), "on_condition", "on_condition"),
    (replace(SOLID, delta_star=2.5), "on_condition", "on_condition"),
    (replace(SOLID, conditions=("words",)), "on_condition", "on_condition"),
    (Evidence(delta_star=7.5, conditions=("words", "part")), "on_condition", "on_condition"),
    (replace(SOLID, delta_star=1.3), "not_established", "fragile"),
    (replace(SOLID, delta_star=math.nan), "not_established", "within_chance"),
    (replace(SOLID, after_holm=False), "not_established", "within_family"),
    (Evidence(against=6.6), "contradicted", "opposite_on_condition"),
    (Evidence(against=10.0), "contradicted", "opposite"),
    (Evidence(against=2.4), "not_established", "within_chance"),
    (replace(SOLID, excluded=True), "contradicted", "excluded"),
]
deltas = st.one_of(st.just(math.nan), st.floats(0, 100), st.just(math.inf))
evidences = st.builds(
    Evidence, delta_star=deltas, after_holm=st.booleans(), excluded=st.booleans(),
    conditions=st.lists(st.sampled_from(["words", "part"]), unique=True).map(tuple),
)  # fmt: skip


@pytest.mark.parametrize(("evidence", "verdict", "reason"), CASES)
def test_each_line(evidence: Evidence, verdict: str, reason: str) -> None:
    branch = judge(evidence)
    assert (branch.verdict, branch.reason) == (verdict, reason)


def test_every_line_is_reached() -> None:
    assert {reason for *_, reason in CASES} == {branch.reason for branch in RULE}


@given(evidences, st.floats(0, 100))
def test_better_evidence_never_lowers_a_verdict(evidence: Evidence, more: float) -> None:
    better = [
        replace(evidence, after_holm=True),
        replace(evidence, excluded=False),
        replace(evidence, conditions=()),
        replace(evidence, delta_star=more if math.isnan(evidence.delta_star) else evidence.delta_star + more),
    ]  # fmt: skip
    for each in better:
        assert RANK[judge(each).verdict] >= RANK[judge(evidence).verdict]


@given(st.floats(0, 100), st.floats(0, 100))
def test_a_stronger_opposite_never_helps_a_claim(against: float, more: float) -> None:
    weaker, stronger = Evidence(against=against), Evidence(against=against + more)
    assert RANK[judge(stronger).verdict] <= RANK[judge(weaker).verdict]


@given(evidences)
def test_a_condition_is_said_exactly_where_the_word_says_so(evidence: Evidence) -> None:
    english, dutch = conditions_in_words(evidence, part=88.2, group=GROUP)
    on_condition = judge(evidence).reason in {"on_condition", "opposite_on_condition"}
    assert bool(english) == bool(dutch) == on_condition


@pytest.mark.parametrize(
    ("evidence", "part", "expected"),
    [
        (Evidence(delta_star=8.96), math.nan, SILENT.format(8)),
        (
            Evidence(delta_star=12.0, conditions=("part",)), 88.2,
            "in 2019 at least 89% of the municipalities with a team did not get round to everything (in 2015 it was 92%, "
            "for 2019 we found no figure)",
        ),
        (
            Evidence(delta_star=7.5, conditions=("words",)), math.nan,
            "both questions meant the same; " + SILENT.format(7),
        ),
        (Evidence(against=6.6), math.nan, SILENT.format(6)),
        (SOLID, math.nan, ""),
    ],
)  # fmt: skip
def test_conditions_are_rounded_against_the_finding(
    evidence: Evidence, part: float, expected: str
) -> None:
    assert conditions_in_words(evidence, part, group=GROUP)[0] == expected


def test_the_table_of_the_rule_holds_every_line_in_both_languages() -> None:
    rows = rule_in_words()
    assert [row["order"] for row in rows] == list(range(1, len(RULE) + 1))
    for row in rows:
        assert (row["verdict_en"], row["verdict_nl"]) == VERDICTS[row["verdict"]]
        assert row["condition_en"].endswith(".") and row["condition_nl"].endswith(".")
        assert row["condition_en"] != row["condition_nl"]


def test_conditions_are_said_in_both_languages() -> None:
    assert not any(BETWEEN.strip() in text for texts in CONDITIONS.values() for text in texts)
    evidence = Evidence(delta_star=6.4, conditions=("part",))
    _, dutch = conditions_in_words(evidence, part=88.2, at_part=6.4, group=GROUP)
    assert dutch == (
        "in 2019 kwam minstens 89% van de gemeenten met een wijkteam niet aan alle taken toe (in 2015 was dat 92%, over "
        "2019 is geen cijfer gevonden); gemeenten die niet deelnamen, wijken hoogstens 6 procentpunt af van gemeenten die "
        "dat wel deden"
    )


@pytest.mark.parametrize(
    ("word", "conditions", "expected"),
    [
        ("holds on a condition", "it was so", "holds on one condition: that it was so"),
        (
            "holds on a condition",
            "it was so; it is so",
            "holds on two conditions. The first: it was so. The second: it is so",
        ),
        ("geldt onder voorwaarde", "dit is zo", "geldt onder één voorwaarde: dit is zo"),
        (
            "geldt onder voorwaarde",
            "een; twee; drie",
            "geldt onder drie voorwaarden. De eerste: een. De tweede: twee. De derde: drie",
        ),
        ("contradicted", "it was so", "contradicted, on one condition: that it was so"),
        ("weersproken", "dit is zo", "weersproken, onder één voorwaarde: dit is zo"),
    ],
)
def test_conditions_are_told_in_sentences_of_their_own(
    word: str, conditions: str, expected: str
) -> None:
    assert in_sentences(word, conditions) == expected
