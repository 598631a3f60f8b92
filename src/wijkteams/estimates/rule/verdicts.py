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

from wijkteams.limits import ROBUST

Verdict = Literal["stands", "on_condition", "contradicted", "not_established"]

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
        "those that did not answer differ by at most {delta_star} percentage points from those that did",
        "gemeenten die niet deelnamen, wijken hoogstens {delta_star} procentpunt af van gemeenten die dat wel deden",
    ),
    "words": (
        "both questions meant the same",
        "in beide jaren is hetzelfde gevraagd",
    ),
    "part": (
        "in {years} at least {part}% of the municipalities with a team did not get round to everything"
        " (in {known_years} it was {known}%, for {years} we found no figure)",
        "in {years} kwam minstens {part}% van de gemeenten met een wijkteam niet aan alle taken toe"
        " (in {known_years} was dat {known}%, over {years} is geen cijfer gevonden)",
    ),
}  # fmt: skip
"""What must be so for a comparison that holds on a condition: ``{delta_star}`` whole points, ``{part}`` whole per cent."""

BETWEEN = "; "
"""Between the conditions of one comparison, of which none holds a semicolon."""

_ORDER = (("The first", "The second", "The third"), ("De eerste", "De tweede", "De derde"))
_NUMBER = (("one", "two", "three"), ("één", "twee", "drie"))


@dataclass(frozen=True)
class Unprinted:
    """The group whose size was not printed for each survey, for the condition ``part``.

    Attributes
    ----------
    years : tuple of str
        Of the surveys for which its size was not printed.
    known_years : tuple of str
        Of those for which it was.
    known : int
        Its size there, in per cent, as printed.
    """

    years: tuple[str, ...]
    known_years: tuple[str, ...]
    known: int


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
    evidence: Evidence,
    part: float = math.nan,
    at_part: float = math.nan,
    group: Unprinted | None = None,
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
    group : Unprinted
        What is known of that group, where there is such a condition.

    Returns
    -------
    en, nl : str
        The conditions, joined by `BETWEEN`. A number is rounded against the finding: ``delta*`` down, the part up.
    """
    names = evidence.all_conditions
    if judge(evidence).reason not in {"on_condition", "opposite_on_condition"}:
        return "", ""
    reach = at_part if "part" in names and at_part >= 0 else evidence.reach
    numbers: dict[str, int] = {}
    if "silent" in names:
        # a delta* of 8.9 is said to be 8, a part of 88.5 to be 89: against the finding
        numbers["delta_star"] = math.floor(reach)
    if "part" in names and group:
        numbers |= {"part": math.ceil(part), "known": group.known}
    said = []
    for place, conjunction in enumerate(("and", "en")):
        years = {}
        if group:
            years = {
                name: f" {conjunction} ".join(getattr(group, name))
                for name in ("years", "known_years")
            }
        said.append(
            BETWEEN.join(CONDITIONS[name][place] for name in names).format(**numbers, **years)
        )
    return said[0], said[1]


def in_sentences(word: str, conditions: str) -> str:
    """Return a verdict with all on which it hangs, to end a sentence with; the conditions stand in sentences of their own.

    Parameters
    ----------
    word : str
        The word of a verdict, in either language.
    conditions : str
        Those of `conditions_in_words`, in the same language.

    Returns
    -------
    str
        For instance "holds on two conditions. The first: ... The second: ...", without the last full stop.
    """
    language = next(
        place for words in VERDICTS.values() for place, each in enumerate(words) if each == word
    )
    verb = ("holds", "geldt")[language] if word in VERDICTS["on_condition"] else f"{word},"
    found = conditions.split(BETWEEN)
    count = _NUMBER[language][len(found) - 1]
    if len(found) == 1:
        return (
            verb
            + (f" on {count} condition: that ", f" onder {count} voorwaarde: ")[language]
            + found[0]
        )
    told = [f"{order}: {each}" for order, each in zip(_ORDER[language], found, strict=False)]
    return ". ".join(
        [verb + (f" on {count} conditions", f" onder {count} voorwaarden")[language], *told]
    )


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
