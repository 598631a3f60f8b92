"""An attacker who has this code, the public totals and every shown number exactly, and reruns everything."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import product

import numpy as np
import pandas as pd

from wijkteams.microdata.codebook import TEAM_TYPES
from wijkteams.microdata.disclosure import choose_shown

Rule = Callable[[np.ndarray, np.ndarray, int], np.ndarray]
TYPES = list(TEAM_TYPES)


def interval(total: np.ndarray, known_sum: int, place: int) -> set[int]:
    """What a sum and the totals alone leave possible, by counting down from the sum."""
    others = sum(total) - total[place]
    return {v for v in range(total[place] + 1) if 0 <= known_sum - v <= others}


def narrowed(total: np.ndarray, threshold: int, rule: Rule = choose_shown) -> list[tuple]:
    """Return hidden numbers of which rerunning the rule tells more than the shown numbers and the sum.

    Every table with these totals is made; those that look the same from outside are laid together.
    """
    looks = defaultdict(list)
    for table in product(*(range(n + 1) for n in total)):
        yes = np.array(table)
        shown = rule(yes, total, threshold)
        looks[int(yes.sum()), tuple(shown), tuple(yes[shown])].append(yes)
    found = []
    for (yes_of_all, shown, values), tables in looks.items():
        hidden = np.flatnonzero(~np.array(shown))
        for place, t in enumerate(hidden):
            possible = {int(table[t]) for table in tables}
            expected = interval(total[hidden], yes_of_all - sum(values), place)
            too_narrow = any(shown) and max(possible) - min(possible) < min(threshold, total[t])
            if possible != expected or too_narrow:
                found.append((yes_of_all, shown, values, int(t), sorted(possible)))
    return found


def private_counts(blocks: dict[tuple[str, str], tuple[np.ndarray, np.ndarray]]) -> pd.DataFrame:
    """Lay yes and totals of (item, wave) in the form of the private counts."""
    rows = [
        (wave, item, team_type, int(y), int(n - y))
        for (item, wave), (yes, total) in blocks.items()
        for team_type, y, n in zip(TYPES, yes, total, strict=True)
    ]
    return pd.DataFrame(rows, columns=["wave_id", "item_id", "team_type", "yes", "no"])


def fits(yes: np.ndarray, total: np.ndarray, shown: np.ndarray) -> Iterator[np.ndarray]:
    """Every table with the shown numbers and the sum of all."""
    hidden = np.flatnonzero(~shown)
    for values in product(*(range(total[t] + 1) for t in hidden[:-1])):
        last = int(yes[hidden].sum()) - sum(values)
        if len(hidden) and 0 <= last <= total[hidden[-1]]:
            table = yes.copy()
            table[hidden] = [*values, last]
            yield table


def same(one: dict[str, pd.DataFrame], other: dict[str, pd.DataFrame]) -> bool:
    return all(one[name].equals(other[name]) for name in one)
