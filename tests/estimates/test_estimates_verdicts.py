"""The rule: each branch, its order, and that better evidence never lowers a verdict."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

import pytest

from wijkteams.estimates.rule import verdicts
from wijkteams.estimates.rule.verdicts import RULE, Branch, Evidence, judge, rule_in_words

CHANGE = Evidence("change", b_every=True, b_some=True, a_every=True, breakdown=20.0)
STATE = Evidence("level", a_every=True, a_some=True, breakdown=20.0)
RANK = {"wrong": 0, "cannot_be_told": 1, "stands_with_caveat": 2, "stands": 3}
GOOD = (
    "b_every", "b_some", "a_every", "a_some", "comparable", "moves_against_item", "base_clear", "figure",
)  # fmt: skip

CASES = [
    (CHANGE, "stands", "holds_everywhere"),
    (replace(CHANGE, comparable=False), "stands_with_caveat", "wording"),
    (replace(CHANGE, comparable=False, moves_against_item=True), "stands", "holds_everywhere"),
    (replace(CHANGE, b_every=False), "stands_with_caveat", "base"),
    (replace(CHANGE, b_every=False, b_some=False), "stands_with_caveat", "only_a"),
    (Evidence("change", breakdown=20.0), "cannot_be_told", "inside_error"),
    (replace(CHANGE, breakdown=9.9), "cannot_be_told", "fragile"),
    (replace(CHANGE, does_not_follow=True), "wrong", "does_not_follow"),
    (replace(CHANGE, figure=False), "cannot_be_told", "no_figure"),
    (STATE, "stands", "holds_everywhere"),
    (replace(STATE, base_clear=False), "stands_with_caveat", "unclear"),
    (replace(STATE, comparable=False), "stands_with_caveat", "unclear"),
    (replace(STATE, a_every=False), "stands_with_caveat", "base"),
    (replace(STATE, a_every=False, a_some=False), "cannot_be_told", "inside_error"),
    (replace(STATE, breakdown=0.0), "cannot_be_told", "fragile"),
    (replace(STATE, does_not_follow=True), "wrong", "does_not_follow"),
    (Evidence("words", figure=False), "cannot_be_told", "no_figure"),
    (Evidence("words", figure=False, does_not_follow=True), "wrong", "does_not_follow"),
]


def all_evidence(kind: str) -> Iterator[Evidence]:
    """Every combination of yes and no, with a breakdown point at and below the limit."""
    for values in product((False, True), repeat=len(GOOD)):
        for breakdown, does_not_follow in product((9.99, 10.0), (False, True)):
            yield Evidence(
                kind, breakdown=breakdown, does_not_follow=does_not_follow, **dict(zip(GOOD, values, strict=True))
            )  # fmt: skip


def better(evidence: Evidence) -> Iterator[Evidence]:
    """The same evidence with one thing better."""
    for name in GOOD:
        if not getattr(evidence, name):
            yield replace(evidence, **{name: True})
    yield replace(evidence, breakdown=10.0)


def drops(kind: str) -> int:
    """How often better evidence gets a lower verdict."""
    return sum(
        RANK[judge(improved).verdict] < RANK[judge(evidence).verdict]
        for evidence in all_evidence(kind)
        for improved in better(evidence)
    )


@pytest.mark.parametrize(("evidence", "verdict", "reason"), CASES)
def test_judge_each_branch(evidence: Evidence, verdict: str, reason: str) -> None:
    branch = judge(evidence)
    assert (branch.verdict, branch.reason) == (verdict, reason)


@pytest.mark.parametrize("kind", ["level", "equality", "ranking", "change"])
def test_judge_every_branch_can_be_reached(kind: str) -> None:
    reached = {judge(evidence).reason for evidence in all_evidence(kind)}
    assert reached == {branch.reason for branch in RULE[kind]}


@pytest.mark.parametrize("kind", ["level", "equality", "ranking", "change"])
def test_judge_better_evidence_never_lowers_a_verdict(kind: str) -> None:
    assert drops(kind) == 0


def test_judge_a_rule_out_of_order_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_fragile(branches: tuple[Branch, ...]) -> tuple[Branch, ...]:
        """Only a change that nothing else carries has to withstand nonresponse."""
        fragile = next(branch for branch in branches if branch.reason == "fragile")
        rest = tuple(branch for branch in branches if branch is not fragile)
        only_b = replace(fragile, applies=lambda e: e.b_every and not e.robust)
        return (*rest[:3], only_b, *rest[3:])

    broken: Mapping[str, tuple[Branch, ...]] = {"change": without_fragile(RULE["change"])}
    monkeypatch.setattr(verdicts, "RULE", broken)
    assert drops("change") > 0


def test_judge_refuses_what_the_rule_does_not_cover() -> None:
    with pytest.raises(ValueError, match="no branch"):
        judge(Evidence("opinion"))
    with pytest.raises(ValueError, match="no branch"):
        judge(Evidence("words"))


def test_rule_in_words_has_every_branch_in_both_languages() -> None:
    rows = rule_in_words()
    assert len(rows) == sum(map(len, RULE.values()))
    assert all(row["condition_en"] and row["condition_nl"] for row in rows)
    assert [row["order"] for row in rows if row["kind"] == "words"] == [1, 2]
    dutch = {"een", "twee", "niet", "in", "het"}
    for row in rows:
        for name in ("kind", "verdict", "condition"):
            assert row[f"{name}_en"] != row[f"{name}_nl"]
        # The sentences on a kind are long enough to know their language by a word.
        assert not dutch - {"in"} & set(row["kind_en"].lower().split())
        assert dutch & set(row["kind_nl"].lower().split()), row["kind_nl"]
