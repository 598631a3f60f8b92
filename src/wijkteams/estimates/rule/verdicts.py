"""The rule by which a comparison stands or falls: the only place where it is written.

A comparison is a change, a ranking, an equality, or a share held against a limit. The word for it hangs on ``delta*``:
how far those who did not answer may differ from those who did before it is lost, chance included, over everything that
the printed figures leave open. Each line of the rule carries its condition in words, and the book prints those words.

The figures were known when this rule was set. It could not be declared beforehand, and the book says so.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Verdict = Literal["stands", "on_condition", "contradicted", "not_established"]

ROBUST = 10.0
"""Points of ``delta*`` from which a finding stands without a condition on those who did not answer."""

YARDSTICK = 2.5
"""Points of ``delta*`` below which nothing is established."""
# ASSUME: those who did not answer may well differ by 2.5 points from those who did. That is the largest difference that city
# size alone makes for having a team, the one difference between them that can be computed.

EQUALITY_LIMIT = 10.0
"""Two shares count as equal when their difference lies within so many percentage points."""

VERDICTS: Mapping[Verdict, tuple[str, str]] = {
    "stands": ("stands", "houdt stand"),
    "on_condition": ("holds on a condition", "geldt onder voorwaarde"),
    "contradicted": ("contradicted", "weersproken"),
    "not_established": ("not established", "niet aangetoond"),
}

KINDS: Mapping[str, tuple[str, str]] = {
    "change": ("A share rose or fell between two surveys.", "Een aandeel steeg of daalde tussen twee peilingen."),
    "ranking": (
        "One share is larger than another of the same survey.",
        "Een aandeel is groter dan een ander van dezelfde peiling.",
    ),
    "limit": ("A share lies above or below a limit.", "Een aandeel ligt boven of onder een grens."),
    "equality": (
        f"Two shares differ by less than {EQUALITY_LIMIT:.0f} points.",
        f"Twee aandelen verschillen minder dan {EQUALITY_LIMIT:.0f} procentpunt.",
    ),
}  # fmt: skip

CONDITIONS: Mapping[str, tuple[str, str]] = {
    "silent": (
        "unless those who did not answer differ by more than {delta_star:.0f} points from those who did",
        "gemeenten die niet deelnamen hoogstens {delta_star:.0f} procentpunt afwijken",
    ),
    "words": (
        "if both questions meant the same",
        "in beide jaren hetzelfde is gevraagd",
    ),
    "part": (
        "if at least {part:.0f}% of the municipalities with a team did not get round to everything",
        "minstens {part:.0f}% van de gemeenten met een wijkteam niet aan alle taken toekwam",
    ),
}  # fmt: skip
"""What must be so for a comparison that holds on a condition: ``{delta_star}`` whole points, ``{part}`` whole per cent."""


@dataclass(frozen=True)
class Evidence:
    """What the rule looks at.

    Attributes
    ----------
    delta_star : float
        Percentage points by which those who did not answer may differ, over everything that is left open; nan where the
        interval holds zero though they do not differ, infinite where no difference undoes the comparison.
    after_holm : bool
        Whether it is significant after Holm's correction within its topic, at a delta of zero.
    against : float
        ``delta_star`` of the opposite of what is claimed; nan where the figures do not point there.
    excluded : bool
        Whether the arithmetic of its own source excludes what is claimed, under no assumption.
    conditions : tuple of str
        Keys of `CONDITIONS` other than ``silent`` on which it hangs.
    robust, yardstick : float
        The two limits, unless their choice is varied.
    """

    delta_star: float = math.nan
    after_holm: bool = True
    against: float = math.nan
    excluded: bool = False
    conditions: tuple[str, ...] = ()
    robust: float = ROBUST
    yardstick: float = YARDSTICK

    @property
    def reach(self) -> float:
        """``delta_star`` of the claim, or of its opposite where the figures point there; 0 where they point nowhere."""
        return max((each for each in (self.delta_star, self.against) if each >= 0), default=0.0)

    @property
    def all_conditions(self) -> tuple[str, ...]:
        """Conditions of a comparison that holds: those given, and that the silent do not differ too much."""
        return self.conditions if self.reach >= self.robust else (*self.conditions, "silent")


@dataclass(frozen=True)
class Branch:
    """One line of the rule.

    Attributes
    ----------
    reason : str
        Short name, shown with the verdict.
    verdict : Verdict
        What follows.
    applies : callable
        The condition.
    en, nl : str
        The condition in words.
    """

    reason: str
    verdict: Verdict
    applies: Callable[[Evidence], bool] = field(repr=False)
    en: str
    nl: str


RULE: tuple[Branch, ...] = (
    Branch(
        "excluded", "contradicted", lambda e: e.excluded,
        "The arithmetic of the printed figures excludes it, whatever those who did not answer would have said.",
        "De gepubliceerde cijfers sluiten het rekenkundig uit, wat de non-respons ook zou zijn geweest.",
    ),
    Branch(
        "opposite", "contradicted", lambda e: e.against >= e.robust,
        f"The opposite holds, even if those who did not answer differ by {ROBUST:.0f} points from those who did.",
        f"Het omgekeerde geldt, ook als gemeenten die niet deelnamen {ROBUST:.0f} procentpunt afwijken.",
    ),
    Branch(
        "opposite_on_condition", "contradicted", lambda e: e.against >= e.yardstick,
        "The opposite holds, as long as those who did not answer differ little from those who did.",
        "Het omgekeerde geldt, zolang gemeenten die niet deelnamen weinig afwijken.",
    ),
    Branch(
        "within_chance", "not_established", lambda e: math.isnan(e.delta_star),
        "Chance in who answered can explain it, on at least one base that is left open.",
        "Toeval in de respons kan het verklaren, bij ten minste één mogelijke noemer.",
    ),
    Branch(
        "within_family", "not_established", lambda e: not e.after_holm,
        "Among so many comparisons of one topic, chance can explain it.",
        "Bij zoveel vergelijkingen binnen één thema kan toeval het verklaren.",
    ),
    Branch(
        "fragile", "not_established", lambda e: e.delta_star < e.yardstick,
        "It is undone when those who did not answer differ by less from those who did than is plausible.",
        "Het verdwijnt al bij een kleinere afwijking van de non-respons dan aannemelijk is.",
    ),
    Branch(
        "on_condition", "on_condition", lambda e: bool(e.all_conditions),
        "It holds for every count and base that is left open, but something must be so that was not printed: what those who "
        "did not answer would have said, that two questions meant the same, or how large a group was.",
        "Het geldt voor elk mogelijk aantal en elke mogelijke noemer, onder een voorwaarde die niet is na te gaan: hoe "
        "gemeenten die niet deelnamen zouden hebben geantwoord, of in beide jaren hetzelfde is gevraagd, of hoe groot een "
        "groep was.",
    ),
    Branch(
        "robust", "stands", lambda _: True,
        f"It holds for every count and base that is left open, even if those who did not answer differ by {ROBUST:.0f} points.",
        "Het geldt voor elk mogelijk aantal en elke mogelijke noemer, ook als gemeenten die niet deelnamen "
        f"{ROBUST:.0f} procentpunt afwijken.",
    ),
)  # fmt: skip
"""The lines of the rule, in the order in which they are tried; the first that applies decides."""


def judge(evidence: Evidence) -> Branch:
    """Return the first line of the rule that applies.

    Parameters
    ----------
    evidence : Evidence
        What is known of the comparison.

    Returns
    -------
    Branch
        Its ``verdict`` and ``reason`` are the outcome.
    """
    return next(branch for branch in RULE if branch.applies(evidence))


def conditions_in_words(
    evidence: Evidence, part: float = math.nan, at_part: float = math.nan
) -> tuple[str, str]:
    """Say on what a comparison hangs, in both languages; empty where it hangs on nothing or does not hold.

    Parameters
    ----------
    evidence : Evidence
        What is known of the comparison.
    part : float
        Least part, in per cent, of the group whose size was not printed; for the condition ``part``.
    at_part : float
        ``delta_star`` where the group is that part; the two conditions are said together.

    Returns
    -------
    en, nl : str
        The conditions, joined. A number is rounded against the finding: ``delta*`` down, the part up.
    """
    names = evidence.all_conditions
    if judge(evidence).reason not in {"on_condition", "opposite_on_condition"}:
        return "", ""
    reach = at_part if "part" in names and at_part >= 0 else evidence.reach
    numbers = {
        # a delta* of 8.9 is said to be 8, a part of 88.5 to be 89: against the finding
        "delta_star": math.floor(reach) if "silent" in names else 0,
        "part": math.ceil(part) if "part" in names else 0,
    }
    english, dutch = zip(*(CONDITIONS[name] for name in names), strict=True)
    return ", and ".join(english).format(**numbers), f"mits {' en '.join(dutch)}".format(**numbers)


def rule_in_words() -> list[dict[str, Any]]:
    """Return the rule as rows of a table: order, verdict, reason, condition in both languages, limit in points."""
    limits = {
        "opposite": ROBUST,
        "opposite_on_condition": YARDSTICK,
        "fragile": YARDSTICK,
        "robust": ROBUST,
    }
    return [
        {
            "order": order,
            "reason": branch.reason,
            "verdict": branch.verdict,
            "verdict_en": VERDICTS[branch.verdict][0],
            "verdict_nl": VERDICTS[branch.verdict][1],
            "condition_en": branch.en,
            "condition_nl": branch.nl,
            "limit": limits.get(branch.reason),
        }
        for order, branch in enumerate(RULE, start=1)
    ]
