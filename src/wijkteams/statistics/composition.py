"""How much of a change a shift in composition can explain.

With types j of weight w_j and rate s_j the overall rate is sum w_j s_j, and its change is

    sum (w_j2 - w_j1) s_j1  +  sum w_j2 (s_j2 - s_j1)  =  mix + within.

Where the rates per type are unpublished, the movement of the weights bounds the mix term.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ._arrays import as_correlations, as_sample, as_shares


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


class Decomposition(NamedTuple):
    """The two parts of a change, with their standard errors.

    Parameters
    ----------
    mix, within : float
        Part due to the composition, and part within the types.
    mix_error, within_error : float
        Standard errors, of the tendency behind the answers.
    """

    mix: float
    within: float
    mix_error: float
    within_error: float


def decompose_change(
    counts1: ArrayLike, sizes1: ArrayLike, counts2: ArrayLike, sizes2: ArrayLike
) -> Decomposition:
    """Split the change of a rate into what the mix of types explains and what happened within them.

    Parameters
    ----------
    counts1, sizes1, counts2, sizes2 : sequence of int
        Of each type the number with the property and the number of answers, in the earlier and in the later wave.

    Returns
    -------
    Decomposition
        ``mix`` weighs the change of each weight by the earlier rate, ``within`` that of each rate by the later weight.
        The answers of the two waves are taken as independent, each wave as one multinomial sample over the cells; errors
        by the delta method.

    Raises
    ------
    ValueError
        Counts and sizes that cannot occur together, or types that differ between the waves.

    References
    ----------
    Kitagawa (1955), see `composition_bounds`.

    Examples
    --------
    The rates stay, and a tenth moves from a rate of 0.2 to one of 0.8:

    >>> [round(float(each), 3) for each in decompose_change([20, 80], [100, 100], [16, 96], [80, 120])[:2]]
    [0.06, 0.0]
    """
    k1, n1 = as_sample(counts1, sizes1)
    k2, n2 = as_sample(counts2, sizes2)
    if k1.shape != k2.shape:
        raise ValueError(f"{k1.size} types in one wave and {k2.size} in the other")
    rates1, rates2, later = k1 / n1, k2 / n2, n2 / n2.sum()
    before, after = k1.sum() / n1.sum(), k2.sum() / n2.sum()
    # the rate that the later mix would have had with the earlier rates
    middle = float(later @ rates1)
    spread = rates1 * (1 - rates1)
    of_rates = float(later**2 @ (spread / n1))
    shared = float(later @ spread) / n1.sum()
    mix = of_rates - 2 * shared + before * (1 - before) / n1.sum()
    mix += float(later @ (rates1 - middle) ** 2) / n2.sum()
    moved = (rates2 - rates1) - (after - middle)
    within = of_rates + float(later @ (rates2 * (1 - rates2) + moved**2)) / n2.sum()
    return Decomposition(
        float(middle - before), float(after - middle), float(np.sqrt(mix)), float(np.sqrt(within))
    )
