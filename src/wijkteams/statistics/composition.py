"""How much of a change a shift in composition can explain.

With types j of weight w_j and rate s_j the overall rate is sum w_j s_j, and its change is

    sum (w_j2 - w_j1) s_j1  +  sum w_j2 (s_j2 - s_j1)  =  mix + within.

The rates per type are unpublished; the movement of the weights bounds the mix term.
"""

from collections.abc import Sequence
from typing import NamedTuple

from ._arrays import as_correlations, as_shares


class CompositionBounds(NamedTuple):
    """Range of the two parts of a change.

    Parameters
    ----------
    mix_low, mix_high : float
        Part due to the composition.
    within_low, within_high : float
        Part within the types, weighted by the later composition.
    """

    mix_low: float
    mix_high: float
    within_low: float
    within_high: float


def movement_bounds(
    changes: Sequence[float], rest_before: float = 0.0, rest_after: float | None = None
) -> tuple[float, float]:
    """Return the least and the greatest share of units that moved to another type, net.

    The movement is the total variation distance: the sum of the rises, which equals the sum of
    the falls. Types without a published share form a rest, which absorbs what the listed types
    lose or gain; inside the rest more may have moved, at most the smaller of its two sizes.

    Parameters
    ----------
    changes : sequence of float
        Later minus earlier share of each listed type.
    rest_before : float
        Share of all other types in the earlier wave.
    rest_after : float, optional
        The same in the later wave; by default what the changes imply.

    Returns
    -------
    least, greatest : float
        Bounds on the movement, as shares.

    Raises
    ------
    ValueError
        No change, one outside [-1, 1], a rest outside [0, 1], or changes that do not fit the two rests: more may
        not rise or fall than there is.
    """
    if not len(changes):
        raise ValueError("give the change of at least one type")
    as_correlations("changes", changes)
    as_shares("rest_before", rest_before)
    implied = rest_before - sum(changes)
    after = implied if rest_after is None else rest_after
    tolerance = 1e-9
    if not -tolerance <= after <= 1 + tolerance:
        raise ValueError(f"the rest must lie in [0, 1], got {rest_before} and then {after}")
    if abs(after - implied) > tolerance:
        raise ValueError(f"changes take the rest from {rest_before} to {implied}, not to {after}")
    rises = sum(change for change in changes if change > 0)
    falls = -sum(change for change in changes if change < 0)
    if falls > 1 - rest_before + tolerance or rises > 1 - after + tolerance:
        raise ValueError(f"shares cannot rise by {rises} and fall by {falls} beside the rest")
    least = max(rises, falls)
    return least, least + min(rest_before, max(0.0, after))


def composition_bounds(change: float, movement: float, gap: float = 1.0) -> CompositionBounds:
    """Split a change into what the mix of types can and cannot explain.

    The mix term is at most ``movement * gap`` either way, and the rest lies within the types.

    Parameters
    ----------
    change : float
        Change D of the overall rate.
    movement : float
        Total movement T of the weights; see `movement_bounds`.
    gap : float
        Largest distance g between the rates of two types in the earlier wave; 1 assumes nothing.

    Returns
    -------
    CompositionBounds
        mix in [-T g, T g], within in [D - T g, D + T g].

    Raises
    ------
    ValueError
        A change outside [-1, 1], a movement or gap outside [0, 1].

    References
    ----------
    Kitagawa, E. M. (1955). Components of a difference between two rates. JASA 50, 1168-1194
    (the decomposition).
    """
    as_correlations("change", change)
    as_shares("movement", movement)
    as_shares("gap", gap)
    most = movement * gap
    return CompositionBounds(-most, most, change - most, change + most)
