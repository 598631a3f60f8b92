"""Shared argument checks and the scalar-in, scalar-out convention."""

from numbers import Integral
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

IntArray: TypeAlias = NDArray[np.int64]
FloatArray: TypeAlias = NDArray[np.float64]
# As numpy's own ufuncs: a number for scalar input, an array for array input.
Numbers: TypeAlias = Any

# Products of two counts must fit an integer of 64 bits.
_LARGEST_COUNT = 2**31 - 1


def scalar_or_array(values: NDArray[Any]) -> Numbers:
    """Return a plain Python number for a 0-d array, otherwise the array itself."""
    return values.item() if values.ndim == 0 else values


def as_integers(name: str, values: ArrayLike) -> IntArray:
    """Return ``values`` as integers; refuse anything that is not integer already, such as true, 3.0 and nothing."""
    array = _without_truth(name, values)
    if array.dtype.kind not in "iu" or not _within(array, -_LARGEST_COUNT, _LARGEST_COUNT):
        raise ValueError(f"{name} must be whole numbers below {_LARGEST_COUNT}, got {values!r}")
    return array.astype(np.int64, copy=False)


def _within(array: NDArray[Any], low: float, high: float) -> bool:
    """Whether every number of an array lies in [low, high]; its ends say it, and nan lies nowhere."""
    return array.size == 0 or bool(array.min() >= low and array.max() <= high)


def _without_truth(name: str, values: ArrayLike) -> NDArray[Any]:
    """Return ``values`` as an array; a truth value among numbers would become one of them."""
    if isinstance(values, list | tuple) and any(
        isinstance(each, bool | np.bool_) for each in values
    ):
        raise ValueError(f"{name} must be numbers, got {values!r}")
    return np.asarray(values)


def as_whole(name: str, value: object, least: int = 0) -> int:
    """Return one whole number of at least ``least``; refuse true, 3.0 and whatever else is no integer."""
    if isinstance(value, bool) or not isinstance(value, Integral) or value < least:
        raise ValueError(f"{name} must be a whole number of at least {least}, got {value!r}")
    return int(value)


def as_reals(name: str, values: ArrayLike) -> FloatArray:
    """Return ``values`` as floats; refuse truth values, text, nan and infinity."""
    array = _without_truth(name, values)
    if array.dtype.kind not in "iuf" or not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite numbers, got {values!r}")
    return array.astype(np.float64, copy=False)


def as_shares(name: str, values: ArrayLike) -> FloatArray:
    """Return ``values`` as floats; refuse anything outside [0, 1]."""
    array = as_reals(name, values)
    if not _within(array, 0, 1):
        raise ValueError(f"{name} must lie in [0, 1], got {values!r}")
    return array


def as_correlations(name: str, values: ArrayLike) -> FloatArray:
    """Return ``values`` as floats; refuse anything outside [-1, 1]."""
    array = as_reals(name, values)
    if not _within(array, -1, 1):
        raise ValueError(f"{name} must lie in [-1, 1], got {values!r}")
    return array


def as_sample(count: ArrayLike, sample_size: ArrayLike) -> tuple[IntArray, IntArray]:
    """Broadcast a count with its sample size, and check ``0 <= count <= sample_size``."""
    k, n = np.broadcast_arrays(as_integers("count", count), as_integers("sample_size", sample_size))
    if n.size and n.min() < 1:
        raise ValueError(f"sample_size must be at least 1, got {sample_size!r}")
    if ((k < 0) | (k > n)).any():
        raise ValueError(f"count must lie in 0..sample_size, got {count!r} of {sample_size!r}")
    return k, n


def as_population(
    count: ArrayLike, sample_size: ArrayLike, population_size: ArrayLike
) -> tuple[IntArray, IntArray, IntArray]:
    """Broadcast count, sample and population; check ``count <= sample <= population``."""
    k, n = as_sample(count, sample_size)
    k, n, size = np.broadcast_arrays(k, n, as_integers("population_size", population_size))
    if (size < n).any():
        raise ValueError(
            "population_size must be at least sample_size, "
            f"got {population_size!r} with {sample_size!r}"
        )
    return k, n, size


def tail_of(confidence: ArrayLike) -> Numbers:
    """Return the probability in one tail, ``(1 - confidence) / 2``."""
    return (1 - inside_unit("confidence", confidence)) / 2


def inside_unit(name: str, values: ArrayLike) -> Numbers:
    """Return ``values`` as floats; refuse anything that does not lie strictly between 0 and 1."""
    array = as_reals(name, values)
    if not ((array > 0) & (array < 1)).all():
        raise ValueError(f"{name} must lie strictly between 0 and 1, got {values!r}")
    return scalar_or_array(array)


def critical_value(confidence: ArrayLike) -> Numbers:
    """Return the normal deviate z with ``tail_of(confidence)`` beyond it."""
    return scalar_or_array(np.asarray(-ndtri(tail_of(confidence))))
