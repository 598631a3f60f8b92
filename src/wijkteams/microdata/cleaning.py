"""From interpreted files to one row per municipality and wave, with every row that goes counted and its reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from wijkteams.checking.problems import Problem, raise_without_values
from wijkteams.microdata.codebook import ITEMS, MISSING, NUMBERS
from wijkteams.microdata.interpretation import FILE, ROW, Interpreted, size_class
from wijkteams.microdata.mapping import OWN
from wijkteams.microdata.municipalities import G4, Division
from wijkteams.microdata.recognition import Recognition

KEYS = ["wave_id", "wave_date", "municipality", "cluster", "territory_changed"]
_ANSWER = ["wave_id", "municipality"]


@dataclass(frozen=True)
class Cleaned:
    """The cleaned answers and what was done.

    Attributes
    ----------
    answers : pandas.DataFrame
        One row for each municipality and wave: `KEYS`, every item of the codebook (``not_asked`` where a file
        lacks it) and the numbers. ``municipality`` is the CBS code as it was on that day, or what the file gives
        where it goes by codes of its own: within one wave two municipalities never share it, so that it is the unit
        of a model within municipalities. ``cluster`` is the one it belongs to after the last merger, for standard
        errors: predecessors of a later merger share it, also within one wave.
    flow : pandas.DataFrame
        ``wave_id``, ``step``, ``rows``: rows read, set aside with the reason, and kept.
    notices : list of Problem
        What looks odd but breaks no rule.
    """

    answers: pd.DataFrame
    flow: pd.DataFrame
    notices: list[Problem]


def clean(files: Sequence[Interpreted], division: Division, dates: Mapping[str, str]) -> Cleaned:
    """Put files together, under the municipal division over time; `dates` are those of the waves.

    Raises
    ------
    InputError
        With the problems of all files at once: cells that break a rule, municipalities that cannot be recognised,
        did not exist, or answered a wave twice.
    """
    problems = [problem for each in files for problem in each.problems]
    recognitions = [Recognition(each, division, dates) for each in files]
    parts = []
    for each in recognitions:
        part = _set_aside(each.located(), each.mapping.duplicates)
        problems += each.problems
        if each.mapping.duplicates == "refuse":
            hint = "say duplicates: first or last in the mapping, or mend the file"
            differing = part[part["set_aside"] != _IDENTICAL]
            problems += _twice(
                differing, "a municipality answered this wave twice, differently", hint
            )
        parts.append(part)
    whole = pd.concat(parts, ignore_index=True)
    kept = whole[whole["set_aside"] == ""].copy()
    problems += _twice(kept, "a municipality is in two files for one wave", "take it out of one")
    if len({each.is_own for each in recognitions}) > 1:
        rule = f"some files go by codes of CBS and others by their own (codes_of: {OWN})"
        hint = "a municipality can only be followed when all files go by the same codes"
        problems.append(Problem(files[0].mapping.source.file, 0, "", rule, hint))
    raise_without_values(problems)
    for name in (*ITEMS, *NUMBERS):
        if name not in kept:
            kept[name] = pd.Series(dtype="float64" if name in NUMBERS else "object")
    notices = [notice for each in recognitions for notice in each.notices()]
    notices += [*_answered_without_team(kept), *_fill_from_lists(kept, division)]
    kept[[*ITEMS]] = kept[[*ITEMS]].astype(object).fillna("not_asked")
    answers = kept.sort_values(["wave_date", "municipality"]).reset_index(drop=True)
    return Cleaned(answers[[*KEYS, *ITEMS, *NUMBERS]], _count(whole), notices)


_IDENTICAL = "identical to an earlier row"


def _set_aside(frame: pd.DataFrame, duplicates: str) -> pd.DataFrame:
    """Set duplicates aside: identical answers always, of different ones all but the first, or the last if that is kept."""
    place = [ROW, FILE, "code_given", "name_given"]
    identical = frame.duplicated(frame.columns.drop(place))
    kept = "last" if duplicates == "last" else "first"
    differing = frame[~identical].duplicated(_ANSWER, keep="last" if kept == "last" else "first")
    reasons = pd.Series("", index=frame.index)
    reasons[identical] = _IDENTICAL
    reasons[differing[differing].index] = f"answered twice, the {kept} is kept"
    return frame.assign(set_aside=reasons)


def _twice(rows: pd.DataFrame, rule: str, hint: str) -> Iterator[Problem]:
    for row in rows[rows.duplicated(_ANSWER, keep=False)].to_dict("records"):
        yield Problem(row[FILE], row[ROW], "", rule, hint, value=row["municipality"])


def _count(whole: pd.DataFrame) -> pd.DataFrame:
    """Rows read, set aside for each reason, and kept; read is the sum of the others."""
    rows = []
    for wave, part in whole.groupby("wave_id"):
        aside = part["set_aside"].value_counts().sort_index()
        steps = {"read": len(part)}
        steps |= {f"set aside: {why}": int(n) for why, n in aside.items() if why}
        steps["kept"] = int(aside.get("", 0))
        rows += [{"wave_id": wave, "step": step, "rows": n} for step, n in steps.items()]
    return pd.DataFrame(rows, columns=["wave_id", "step", "rows"])


def _fill_from_lists(kept: pd.DataFrame, division: Division) -> Iterator[Problem]:
    """Fill the group of cities, and the class of size, where no file gives them, from the public lists."""
    known = kept["listed"].to_numpy(dtype=bool)
    pairs = zip(kept["municipality"], pd.to_datetime(kept["wave_date"]), strict=True)
    groups = pd.Series([division.city_group(*pair) for pair in pairs], index=kept.index)
    kept["city_group"] = kept["city_group"].where(~known | kept["city_group"].notna(), groups)
    kept["city_group"] = kept["city_group"].mask(kept["municipality"].isin(G4), "g4")
    missing = known & kept["size_class"].isna()
    if missing.any():
        sizes = kept.loc[missing, "municipality"].map(division.inhabitants)
        kept.loc[missing, "size_class"] = sizes.map(size_class)
        for file, rows in kept[missing].groupby(FILE).groups.items():
            rule = f"the class of size of {len(rows)} rows is that of 1 January 2019, from the public list"
            hint = "map inhabitants or size_class; a municipality that is gone by 2019 has no class"
            yield Problem(str(file), 0, "", rule, hint)


def _answered_without_team(kept: pd.DataFrame) -> Iterator[Problem]:
    without = kept[kept["has_team"].isin(["no", "starts_soon"])]
    for name in (name for name, item in ITEMS.items() if item.about_team):
        odd = without[~without[name].isin(MISSING) & without[name].notna()]
        rule = f"{name} is answered by a municipality without a team"
        for row in odd.to_dict("records"):
            hint = "it counts as answered; check the mapping"
            yield Problem(row[FILE], row[ROW], "", rule, hint, value=row[name])
