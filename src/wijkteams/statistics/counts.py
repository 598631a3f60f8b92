"""Whole counts behind a printed, rounded share.

A published "59%" of 242 respondents is not a number but a set of possible counts. Everything
here is exact arithmetic on fractions; a float would decide ties by accident.
"""

import math
from fractions import Fraction
from numbers import Rational
from typing import Literal, TypeAlias, get_args

from ._arrays import as_whole

Rule: TypeAlias = Literal["half", "half_up", "half_even", "truncate", "either"]

PERCENT = Fraction(1, 100)
_HALF = Fraction(1, 2)


def parse_share(text: Fraction | str) -> Fraction:
    """Return a share as an exact fraction.

    Parameters
    ----------
    text : Fraction or str
        A fraction, or a string such as ``"59%"``, ``"37.5%"``, ``"0.59"`` or ``"3/4"``.

    Returns
    -------
    Fraction
        The share, in [0, 1].

    Raises
    ------
    ValueError
        The text is not a number, the share lies outside [0, 1], or it is a float or a truth value: these no
        longer say what was printed.
    """
    if isinstance(text, bool) or not isinstance(text, Rational | str):
        raise ValueError(f"share must be a Fraction or a string, got {text!r}")
    try:
        if isinstance(text, str) and text.strip().endswith("%"):
            share = Fraction(text.strip()[:-1].strip()) / 100
        else:
            share = Fraction(text)
    except ZeroDivisionError as error:
        raise ValueError(f"share {text!r} divides by zero") from error
    if not 0 <= share <= 1:
        raise ValueError(f"share must lie in [0, 1], got {text!r} (59 per cent is '59%' or '0.59')")
    return share


def printed_shares(
    count: int, n: int, step: Fraction = PERCENT, rule: Rule = "half"
) -> frozenset[Fraction]:
    """Return every share that ``count`` out of ``n`` may be printed as.

    Parameters
    ----------
    count, n : int
        Numerator and base.
    step : Fraction
        Printed precision: 1/100 for whole per cents.
    rule : {"half", "half_up", "half_even", "truncate", "either"}
        "half" accepts rounding half up and half to even, which differ only at exact ties;
        "truncate" drops the decimals; "either" accepts all three.

    Returns
    -------
    frozenset of Fraction
        One share, or two at a tie or where the rules disagree.

    Raises
    ------
    ValueError
        A base below 1, a count outside ``0..n``, a step outside (0, 1], an unknown rule.
    """
    _check_base(n, step, rule)
    if as_whole("count", count) > n:
        raise ValueError(f"count must lie in 0..n, got {count} of {n}")
    return frozenset(steps * step for steps in _printed_steps(Fraction(count, n) / step, rule))


def _printed_steps(steps: Fraction, rule: Rule) -> set[int]:
    """Return the whole steps that a number of steps may be printed as."""
    printed = set()
    if rule in {"half", "half_up", "either"}:
        printed.add(math.floor(steps + _HALF))
    if rule in {"half", "half_even", "either"}:
        printed.add(round(steps))
    if rule in {"truncate", "either"}:
        printed.add(math.floor(steps))
    return printed


def counts_from_share(
    share: Fraction | str, n: int, step: Fraction = PERCENT, rule: Rule = "half"
) -> tuple[int, ...]:
    """Return every whole count whose share of ``n`` is printed as ``share``.

    An empty answer means that the share cannot occur with this base (the GRIM test for
    percentages).

    Parameters
    ----------
    share : Fraction or str
        The printed share: 59 per cent is ``Fraction(59, 100)``, ``"59%"`` or ``"0.59"``.
    n : int
        The base.
    step : Fraction
        Printed precision: 1/100 for whole per cents, 1/1000 for one decimal.
    rule : {"half", "half_up", "half_even", "truncate", "either"}
        How the share was rounded; see `printed_shares`.

    Returns
    -------
    tuple of int
        Possible counts, ascending; may be empty.

    Raises
    ------
    ValueError
        A base below 1, a share outside [0, 1] or not printable at ``step``, an unknown rule.

    References
    ----------
    Brown, N. J. L. and Heathers, J. A. J. (2017). The GRIM test. Social Psychological and
    Personality Science 8(4), 363-369.

    Examples
    --------
    >>> counts_from_share("37%", 224)
    (82, 83)
    >>> counts_from_share("71%", 43)
    ()
    """
    _check_base(n, step, rule)
    printed = parse_share(share)
    steps = printed / step
    if steps.denominator != 1:
        raise ValueError(f"share {share!r} cannot be printed in steps of {step}")
    lowest = max(0, math.ceil((printed - step) * n))
    highest = min(n, math.floor((printed + step) * n))
    return tuple(
        count
        for count in range(lowest, highest + 1)
        if steps.numerator in _printed_steps(Fraction(count, n) / step, rule)
    )


def counts_in_interval(
    low: Fraction | str,
    high: Fraction | str,
    n: int,
    include_low: bool = True,
    include_high: bool = True,
) -> tuple[int, ...]:
    """Return every count whose share of ``n`` lies between two limits.

    For shares given in words: "more than half" is ``counts_in_interval("1/2", "1", n,
    include_low=False)``.

    Parameters
    ----------
    low, high : Fraction or str
        Limits of the share.
    n : int
        The base.
    include_low, include_high : bool
        Whether the limit itself belongs to the interval.

    Returns
    -------
    tuple of int
        Possible counts, ascending; may be empty.

    Raises
    ------
    ValueError
        A base below 1, or limits outside [0, 1] or in the wrong order.
    """
    _check_base(n, PERCENT, "half")
    bottom, top = parse_share(low), parse_share(high)
    if bottom > top:
        raise ValueError(f"low must not exceed high, got {low!r} and {high!r}")
    first, last = math.ceil(bottom * n), math.floor(top * n)
    if not include_low and Fraction(first, n) == bottom:
        first += 1
    if not include_high and Fraction(last, n) == top:
        last -= 1
    return tuple(range(first, last + 1))


def _check_base(n: int, step: Fraction, rule: str) -> None:
    as_whole("n", n, least=1)
    if isinstance(step, bool) or not isinstance(step, Rational) or not 0 < step <= 1:
        raise ValueError(f"step must lie in (0, 1], got {step}")
    if rule not in get_args(Rule):
        raise ValueError(f"rule must be one of {', '.join(get_args(Rule))}, got {rule!r}")
