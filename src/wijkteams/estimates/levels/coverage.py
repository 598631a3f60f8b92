"""How often each interval holds the share of all municipalities, enumerated for every share that they can have."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import norm

from wijkteams.statistics.coverage import exact_coverage
from wijkteams.statistics.intervals import (
    hypergeometric_interval,
    korn_graubard_interval,
    wilson_interval,
)

METHODS: Mapping[str, tuple[str, str]] = {
    "exact": ("exact hypergeometric (A)", "exact hypergeometrisch (A)"),
    "wilson_fpc": ("Wilson, finite population", "Wilson, eindige populatie"),
    "korn_graubard": ("Korn-Graubard", "Korn-Graubard"),
    "wald_fpc": ("Wald, finite population", "Wald, eindige populatie"),
    "wilson": ("Wilson, no correction (B)", "Wilson, zonder correctie (B)"),
}

Limits = tuple[Any, Any]


def tabulate_coverage(samples: list[tuple[int, int]], confidence: float) -> pd.DataFrame:
    """Enumerate the coverage of every method.

    Parameters
    ----------
    samples : list of (int, int)
        Respondents and municipalities.
    confidence : float
        Nominal level, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        One row for each sample and method; per cent. Over every number of municipalities
        from none to all: mean and least coverage, the share at which it is least, the part of the range where it
        falls below the nominal level, and the mean width.
    """
    rows = []
    for n, size in samples:
        for name, (en, nl) in METHODS.items():
            found = exact_coverage(_method(name, n, size, confidence), n, size)
            worst = float(found.share[np.argmin(found.coverage)])
            below = float(np.mean(found.coverage < confidence - 1e-12))
            rows.append({
                "sample_size": n, "population_size": size, "method": name, "method_en": en, "method_nl": nl,
                "mean": 100 * found.mean, "minimum": 100 * found.minimum, "at_share": 100 * worst,
                "below": 100 * below, "width": 100 * found.mean_width,
            })  # fmt: skip
    return pd.DataFrame(rows)


def _method(name: str, n: int, size: int, confidence: float) -> Callable[[Any], Limits]:
    methods: dict[str, Callable[[Any], Limits]] = {
        "exact": partial(_exact, n=n, size=size, confidence=confidence),
        "wilson_fpc": lambda k: wilson_interval(k, n, confidence, size),
        "korn_graubard": lambda k: korn_graubard_interval(k, n, confidence, size),
        "wald_fpc": partial(_wald, n=n, size=size, confidence=confidence),
        "wilson": lambda k: wilson_interval(k, n, confidence),
    }
    return methods[name]


def _exact(k: Any, n: int, size: int, confidence: float) -> Limits:
    low, high = hypergeometric_interval(k, n, size, confidence)
    return low / size, high / size


def _wald(k: Any, n: int, size: int, confidence: float) -> Limits:
    """Textbook interval, shown because it fails: p -/+ z sqrt((1 - n/N) p (1 - p) / (n - 1))."""
    p = k / n
    margin = norm.ppf(0.5 + confidence / 2) * np.sqrt((1 - n / size) * p * (1 - p) / (n - 1))
    return p - margin, p + margin
