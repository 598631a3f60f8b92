"""What the tests of `nothing silent` share: every public function of a package, and what no argument may be."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import numpy as np
from hypothesis.strategies import SearchStrategy

NAN, INF = float("nan"), float("inf")
NOT_WHOLE = (True, np.True_, NAN, INF, 2.5, "3", None)
NOT_REAL = (True, np.True_, NAN, INF, -INF, "0.5", None)

IMPOSSIBLE: Mapping[str, tuple[Any, ...]] = {
    "count": (-1, 10**6, 2**40, *NOT_WHOLE),
    "size": (0, -1, -(2**40), *NOT_WHOLE),
    "population": (0, -1, *(bad for bad in NOT_WHOLE if bad is not None)),
    "at_most": (-1, *(bad for bad in NOT_WHOLE if bad is not None)),
    "real": NOT_REAL,
    "positive": (0.0, -1.0, *NOT_REAL),
    "not_negative": (-1.0, *NOT_REAL),
    "share": (-0.1, 1.1, *NOT_REAL),
    "correlation": (-1.1, 1.1, *NOT_REAL),
    "item_correlation": (-1.1, 1.1, *(bad for bad in NOT_REAL if bad is not None)),
    "inside_unit": (0.0, 1.0, -0.1, 1.5, *NOT_REAL),
    "printed": ("-1%", "101%", "nan", "x", "1/0", True, NAN, INF, 0.5, None),
    "step": (0, -1, 2, True, NAN, 0.01, None),
    "rule": ("", "up", None),
}
"""Kind of an argument to values that must be refused."""


@dataclass(frozen=True)
class Entry:
    """How a function is called, and what it must do.

    Attributes
    ----------
    valid : strategy of dict
        Arguments by name that can occur.
    kinds : mapping of str to str
        Argument to its kind of `IMPOSSIBLE`: each value there is put in its place, and must be refused.
    limits : (float, float)
        Between which every number of the answer lies.
    infinite : bool
        Whether an answer may be infinite; never nan.
    refused : sequence of mapping
        Further arguments that must be refused in the place of valid ones.
    also : callable
        What else must be true of arguments and answer.
    """

    valid: SearchStrategy[dict[str, Any]]
    kinds: Mapping[str, str] = field(default_factory=dict)
    limits: tuple[float, float] = (-INF, INF)
    infinite: bool = False
    refused: tuple[Mapping[str, Any], ...] = ()
    also: Callable[[dict[str, Any], Any], bool] = lambda _, __: True


def public_functions(package: ModuleType) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield ``module.function`` for each function that a public module of a package defines under a public name."""
    for found in pkgutil.iter_modules(package.__path__):
        if found.name.startswith("_"):
            continue
        module = importlib.import_module(f"{package.__name__}.{found.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                yield f"{found.name}.{name}", function


def numbers_of(answer: Any) -> list[float]:
    """Every number of an answer, however it is wrapped; text and truth values are none."""
    if hasattr(answer, "__dataclass_fields__"):
        answer = [getattr(answer, name) for name in answer.__dataclass_fields__]
    if isinstance(answer, list | tuple | frozenset | set):
        return [number for part in answer for number in numbers_of(part)]
    if isinstance(answer, np.ndarray):
        return [float(each) for each in answer.ravel()] if answer.dtype.kind in "iuf" else []
    return (
        []
        if answer is None or isinstance(answer, str | bool) or callable(answer)
        else [float(answer)]
    )


def poisons(entry: Entry, arguments: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the arguments with one of them impossible: alone, and as one of an array where it was a number."""
    for name, kind in entry.kinds.items():
        for bad in IMPOSSIBLE[kind]:
            good = arguments.get(name)
            yield {**arguments, name: [bad, *good[1:]] if isinstance(good, list) else bad}
            if (
                isinstance(good, int | float)
                and isinstance(bad, int | float)
                and not isinstance(bad, bool)
            ):
                yield {**arguments, name: np.array([good, bad])}
    for overrides in entry.refused:
        yield {**arguments, **overrides}
