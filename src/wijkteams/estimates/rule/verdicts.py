"""The rule by which a claim stands or falls: the only place where it is written.

The condition of a branch and the words that explain it to the reader stand side by side, and the book prints those
words. The branches of a kind of claim are tried in order; the first that applies decides.

The figures were known when this rule was set. It could not be declared beforehand, and the book says so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Verdict = Literal["stands", "stands_with_caveat", "cannot_be_told", "wrong"]

LEAST_BREAKDOWN = 10.0
"""Percentage points by which nonrespondents must at least differ from respondents to erase what stands."""

EQUALITY_LIMIT = 10.0
"""Two shares count as equal when their difference lies within so many percentage points."""

LEVEL_LIMIT = 10.0
"""A printed share stands for a population when that share lies within so many percentage points of it."""

VERDICTS: Mapping[Verdict, tuple[str, str]] = {
    "stands": ("stands", "houdt stand"),
    "stands_with_caveat": ("stands with a caveat", "houdt stand met een kanttekening"),
    "cannot_be_told": ("cannot be told", "niet te zeggen"),
    "wrong": ("wrong", "onjuist"),
}


@dataclass(frozen=True)
class Evidence:
    """What the rule looks at; each kind of claim uses the fields that it needs.

    Attributes
    ----------
    kind : str
        A key of `RULE`.
    b_every, b_some : bool
        The change, in the direction of the claim, holds under B without correlation and after Holm's correction
        within the topic: for every admissible count, n and base; for at least one base that both waves can share.
    a_every : bool
        The same under A, over every population size, overlap and non-negative correlation as well. For a level or a
        ranking: the interval for all municipalities of that year lies where the claim puts it, for every count and
        base. For an equality: the interval of the difference under B, of the level of two one-sided tests, lies
        within the limits.
    a_some : bool
        As `a_every`, for at least one base; a change does not use it.
    breakdown : float
        Percentage points by which nonrespondents must differ from respondents to undo it; the least over counts and
        bases.
    comparable : bool
        The wording is the same in both waves, or stands in no doubt.
    moves_against_item : bool
        The item moves, in the direction of the claim, against another item of the same question, at the worst
        dependence.
    base_clear : bool
        The claim names a base that the sources and the arithmetic leave open, and no other is left.
    does_not_follow : bool
        Its own source asked another unit than the claim is about, or the arithmetic of that source excludes it.
    figure : bool
        A figure that can be tested was found for what the claim says.
    least_breakdown : float
        The breakdown point from which a finding is robust: that of the rule, unless its choice is varied.
    """

    kind: str
    b_every: bool = False
    b_some: bool = False
    a_every: bool = False
    a_some: bool = False
    breakdown: float = 0.0
    comparable: bool = True
    moves_against_item: bool = False
    base_clear: bool = True
    does_not_follow: bool = False
    figure: bool = True
    least_breakdown: float = LEAST_BREAKDOWN

    @property
    def robust(self) -> bool:
        """Whether moderate nonresponse bias cannot undo it."""
        return self.breakdown >= self.least_breakdown

    @property
    def wording_holds(self) -> bool:
        """Whether the wording is comparable, or another item of the question guards against a change of format."""
        return self.comparable or self.moves_against_item


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


_WRONG = Branch(
    "does_not_follow", "wrong", lambda e: e.does_not_follow,
    "It does not follow: its own source asked another unit, or its own arithmetic excludes it.",
    "Het volgt er niet uit: de eigen bron vroeg een andere eenheid, of de eigen rekensom sluit het uit.",
)  # fmt: skip
_NO_FIGURE = Branch(
    "no_figure", "cannot_be_told", lambda e: not e.figure,
    "No figure that can be tested was found for it.",
    "Er is geen toetsbaar cijfer voor gevonden.",
)  # fmt: skip
_FRAGILE = Branch(
    "fragile", "cannot_be_told", lambda e: not e.robust,
    f"Nonrespondents that differ by less than {LEAST_BREAKDOWN:.0f} points from respondents could undo it.",
    f"Niet-deelnemers die minder dan {LEAST_BREAKDOWN:.0f} punten van deelnemers verschillen, kunnen het tenietdoen.",
)  # fmt: skip
_INSIDE = Branch(
    "inside_error", "cannot_be_told", lambda e: not (e.b_every or e.b_some or e.a_every),
    "The answers do not carry it: chance in who answered can explain it, or the figures point elsewhere.",
    "De antwoorden dragen het niet: toeval in wie antwoordde kan het verklaren, of de cijfers wijzen elders heen.",
)  # fmt: skip
_OUTSIDE = replace(_INSIDE, applies=lambda e: not (e.a_every or e.a_some))

_CHANGE = (
    _INSIDE,
    _FRAGILE,
    Branch(
        "holds_everywhere", "stands", lambda e: e.b_every and e.wording_holds,
        "It holds under B without correlation for every admissible count, n and base, after Holm's correction "
        "within the topic, and the wording is comparable or the item moves against another item of the same question.",
        "Het geldt onder B zonder correlatie voor elk mogelijk aantal, elke n en elke noemer, na de correctie van "
        "Holm binnen het thema, en de bewoording is vergelijkbaar of het item beweegt ten opzichte van een ander "
        "item van dezelfde vraag.",
    ),
    Branch(
        "wording", "stands_with_caveat", lambda e: e.b_every,
        "It holds under B everywhere, but the wording changed and no other item of the question settles it.",
        "Het geldt onder B overal, maar de bewoording veranderde en geen ander item van de vraag beslist.",
    ),
    Branch(
        "base", "stands_with_caveat", lambda e: e.b_some,
        "It holds under B on a base that both surveys can share, but not on every base that is left open.",
        "Het geldt onder B op een noemer die beide peilingen kunnen delen, maar niet op elke noemer die openblijft.",
    ),
    Branch(
        "only_a", "stands_with_caveat", lambda e: e.a_every,
        "Only A carries it: it holds for the municipalities of those two years, not for a tendency behind them.",
        "Alleen A draagt het: het geldt voor de gemeenten van die twee jaren, niet voor een tendens erachter.",
    ),
)  # fmt: skip
_STATE = (
    _OUTSIDE,
    _FRAGILE,
    Branch(
        "holds_everywhere", "stands", lambda e: e.a_every and e.wording_holds and e.base_clear,
        "It holds for every admissible count, n and base; wording and base are clear.",
        "Het geldt voor elk mogelijk aantal, elke n en elke noemer; bewoording en noemer zijn duidelijk.",
    ),
    Branch(
        "unclear", "stands_with_caveat", lambda e: e.a_every,
        "It holds, but the base is not settled or the wording differs.",
        "Het geldt, maar de noemer staat niet vast of de bewoording verschilt.",
    ),
    Branch(
        "base", "stands_with_caveat", lambda e: e.a_some,
        "It holds on one base that is left open, not on every one.",
        "Het geldt op één noemer die openblijft, niet op elke.",
    ),
)  # fmt: skip

RULE: Mapping[str, tuple[Branch, ...]] = {
    "change": (_WRONG, _NO_FIGURE, *_CHANGE),
    "level": (_WRONG, _NO_FIGURE, *_STATE),
    "equality": (_WRONG, _NO_FIGURE, *_STATE),
    "ranking": (_WRONG, _NO_FIGURE, *_STATE),
    "words": (_WRONG, _NO_FIGURE),
}
"""For each kind of claim its branches, in the order in which they are tried."""

KINDS: Mapping[str, tuple[str, str]] = {
    "change": ("A share rose or fell between two surveys.", "Een aandeel steeg of daalde tussen twee peilingen."),
    "level": (
        f"A share of all municipalities of that year lies above or below a limit, or within "
        f"{LEVEL_LIMIT:.0f} points of the printed figure, under A.",
        f"Een aandeel ligt boven of onder een grens, of binnen {LEVEL_LIMIT:.0f} punten van het gedrukte cijfer.",
    ),
    "equality": (
        f"Two shares differ by less than {EQUALITY_LIMIT:.0f} points.",
        f"Twee aandelen verschillen minder dan {EQUALITY_LIMIT:.0f} punten.",
    ),
    "ranking": (
        "One share is larger than another of the same survey.",
        "Het ene aandeel is groter dan het andere van dezelfde peiling.",
    ),
    "words": ("A statement without a figure.", "Een uitspraak zonder cijfer."),
}  # fmt: skip


def judge(evidence: Evidence) -> Branch:
    """Return the first branch of the rule that applies.

    Parameters
    ----------
    evidence : Evidence
        What is known of the claim.

    Returns
    -------
    Branch
        Its ``verdict`` and ``reason`` are the outcome.

    Raises
    ------
    ValueError
        An unknown kind of claim, or words that no branch covers.
    """
    for branch in RULE.get(evidence.kind, ()):
        if branch.applies(evidence):
            return branch
    raise ValueError(
        f"no branch of the rule covers {evidence}; kinds are {', '.join(RULE)}, and words need figure=False"
    )


def _limit(kind: str, reason: str) -> float | None:
    """Return the limit that a branch holds a number against, in percentage points, where there is one."""
    if reason == "fragile":
        return LEAST_BREAKDOWN
    limits = {"level": LEVEL_LIMIT, "equality": EQUALITY_LIMIT}
    return limits.get(kind) if reason == "holds_everywhere" else None


def rule_in_words() -> list[dict[str, Any]]:
    """Return the rule as rows of a table: kind, order, verdict, reason, condition in both languages, limit in points."""
    return [
        {
            "kind": kind,
            "kind_en": KINDS[kind][0],
            "kind_nl": KINDS[kind][1],
            "order": order,
            "reason": branch.reason,
            "verdict": branch.verdict,
            "verdict_en": VERDICTS[branch.verdict][0],
            "verdict_nl": VERDICTS[branch.verdict][1],
            "condition_en": branch.en,
            "condition_nl": branch.nl,
            "limit": _limit(kind, branch.reason),
        }
        for kind, branches in RULE.items()
        for order, branch in enumerate(branches, start=1)
    ]
