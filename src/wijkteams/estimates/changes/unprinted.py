"""Groups whose size was not printed: how large one must have been for a change to hold."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from wijkteams.estimates.changes.differences import base_pairs, lay_out, test_of
from wijkteams.estimates.counts.printed_share import PrintedShare
from wijkteams.estimates.counts.who_answered import Base, Bases
from wijkteams.estimates.rule.verdicts import Unprinted
from wijkteams.statistics.delta_star import Margin, delta_star, near_end

# A tenth of a per cent: finer than one municipality.
_STEPS = 1000


@dataclass(frozen=True)
class LeastPart:
    """Least part of the municipalities with a team that must have been in the unprinted group, per cent.

    Attributes
    ----------
    any_change, beyond_chance, after_holm : float
        For the printed shares to differ in the direction of the change, for the interval to leave out zero, and for the
        same after Holm's correction; all at a delta of zero. 0 where the size of the group does not matter.
    delta_star : float
        Percentage points by which the silent may differ where the group is that part, in whole per cents, or more: what
        can be said in one sentence with ``after_holm``.
    """

    any_change: float
    beyond_chance: float
    after_holm: float
    delta_star: float


def least_part(
    first: PrintedShare,
    second: PrintedShare,
    bases: Mapping[str, Mapping[str, Base]],
    rise: bool,
    levels: tuple[float, float],
) -> LeastPart | None:
    """Find how large the group whose size was not printed must have been.

    Parameters
    ----------
    first, second : PrintedShare
        Those of the earlier and the later wave.
    bases : mapping
        Wave to the name of a base to that base.
    rise : bool
        The direction of the change.
    levels : (float, float)
        Confidence levels: that of the interval, and the one that Holm's correction asks of it.

    Returns
    -------
    LeastPart or None
        None where neither wave can have been a share of such a group.
    """
    open_pairs = [
        pair
        for pair in base_pairs(first, second, bases)
        if any(base.part_assumed for base in pair[:2])
    ]
    if not open_pairs:
        return None

    @cache
    def margins(part: Fraction) -> list[Margin]:
        pairs = [
            (resized(one, part), resized(two, part), shared) for one, two, shared in open_pairs
        ]
        layouts = [lay_out(first, second, pair, bases) for pair in pairs]
        return [test_of(layout, rise, levels[0]).margin for layout in layouts if layout]

    def least(holds: Callable[[Margin], bool]) -> float:
        low, high = 0, _STEPS
        while low < high:
            middle = (low + high) // 2
            if all(holds(margin) for margin in margins(Fraction(middle, _STEPS))):
                high = middle
            else:
                low = middle + 1
        return 100 * high / _STEPS

    any_change = least(lambda margin: near_end(margin, 0.0, reading="estimate") > 0)
    beyond_chance, after_holm = (
        least(lambda margin, level=level: near_end(margin, 0.0, level) > 0)  # type: ignore[misc]
        for level in levels
    )
    said = margins(Fraction(math.ceil(after_holm), 100))
    points = min(delta_star(margin, levels[0]) for margin in said)
    return LeastPart(any_change, beyond_chance, after_holm, 100 * points)


def unprinted(waves: Iterable[str], bases: Bases) -> Unprinted | None:
    """Return for which of some waves the size of such a group was not printed, and what was printed of it for others."""
    groups = {wave: [each for each in of.values() if each.least_part] for wave, of in bases.items()}
    settled = {
        wave: base.least_part
        for wave, found in groups.items()
        for base in found
        if base.least_part and not base.part_assumed
    }
    years = [wave for wave in waves if any(base.part_assumed for base in groups.get(wave, ()))]
    if not years or not settled:
        return None
    # the least part is the lowest that is printed as so many per cent
    known = math.floor(100 * min(settled.values()) + Fraction(1, 2))
    return Unprinted(_years(years), _years(settled), known)


def _years(waves: Iterable[str]) -> tuple[str, ...]:
    return tuple(wave[1:] for wave in waves)


def resized(base: Base, part: Fraction) -> Base:
    """Return a base as it is where its group is at least a part of those with a team; as it was where none was assumed."""
    if not base.part_assumed:
        return base
    fewest = max(1, int(part * base.team_sizes[0]))
    return replace(
        base,
        least_part=max(part, Fraction(1, _STEPS)),
        sizes=tuple(range(fewest, base.team_sizes[-1] + 1)),
    )
