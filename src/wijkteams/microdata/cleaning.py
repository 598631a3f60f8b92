"""From interpreted files to one row per municipality and wave, with every row that goes counted and its reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from wijkteams.microdata.codebook import ITEMS, MISSING, NUMBERS, WAVES
from wijkteams.microdata.interpretation import FILE, ROW
from wijkteams.microdata.mapping import FileMapping
from wijkteams.microdata.municipalities import G4, Division, as_cbs_code, is_code, plain_name
from wijkteams.microdata.problems import Problem, raise_if_any

KEYS = ["wave_id", "wave_date", "municipality", "cluster", "territory_changed"]


@dataclass(frozen=True)
class Cleaned:
    """The cleaned answers and what was done.

    Attributes
    ----------
    answers : pandas.DataFrame
        One row for each municipality and wave: `KEYS`, every item of the codebook (``not_asked`` where a file
        lacks it) and the numbers. ``municipality`` is the CBS code, or the name where the file has no code;
        ``cluster`` is the one it belongs to after the last merger.
    flow : pandas.DataFrame
        ``wave_id``, ``step``, ``rows``: rows read, set aside with the reason, and kept.
    notices : list of Problem
        What looks odd but breaks no rule.
    """

    answers: pd.DataFrame
    flow: pd.DataFrame
    notices: list[Problem]


def clean(files: Sequence[tuple[pd.DataFrame, FileMapping]], division: Division) -> Cleaned:
    """Put files together.

    Parameters
    ----------
    files : sequence of (pandas.DataFrame, FileMapping)
        Interpreted files with their mappings.
    division : Division
        The municipal division over time.

    Returns
    -------
    Cleaned
        The answers, the counts and the notices.

    Raises
    ------
    MicrodataError
        If a municipality cannot be recognised or did not exist, or answered a wave twice.
    """
    problems: list[Problem] = []
    parts = []
    codes_of_names = _codes_of_names(files)
    for frame, mapping in files:
        located = _locate(frame, mapping, division, codes_of_names, problems)
        parts.append(_once_per_wave(located, mapping, problems))
    raise_if_any(problems)
    whole = pd.concat(parts, ignore_index=True)
    raise_if_any(_twice_between_files(whole[whole["set_aside"] == ""]))
    flow = _count(whole)
    kept = whole[whole["set_aside"] == ""].copy()
    for name in ITEMS:
        kept[name] = kept[name].fillna("not_asked") if name in kept else "not_asked"
    for name in NUMBERS:
        kept[name] = kept[name] if name in kept else float("nan")
    kept["city_group"] = _city_group(kept)
    notices = list(_notices(kept))
    answers = kept.sort_values(["wave_date", "municipality"]).reset_index(drop=True)
    return Cleaned(answers[[*KEYS, *ITEMS, *NUMBERS]], flow, notices)


def _codes_of_names(files: Sequence[tuple[pd.DataFrame, FileMapping]]) -> dict[str, str]:
    """Learn the codes of names from the files that give both, for the files that give names alone."""
    return {
        plain_name(name): as_cbs_code(code)
        for frame, mapping in files
        if mapping.code_column and mapping.name_column
        for code, name in zip(frame["code_given"], frame["name_given"], strict=True)
    }


def _locate(
    frame: pd.DataFrame,
    mapping: FileMapping,
    division: Division,
    codes_of_names: Mapping[str, str],
    problems: list[Problem],
) -> pd.DataFrame:
    """Recognise the municipality of every row."""
    found = [
        _municipality(row, mapping, division, codes_of_names, problems)
        for row in frame.to_dict("records")
    ]
    dates = frame["wave_id"].map(WAVES)
    since = [_division_date(mapping, date) for date in dates]
    return frame.assign(
        wave_date=dates,
        municipality=found,
        cluster=[division.successor(m, date) for m, date in zip(found, since, strict=True)],
        territory_changed=[division.territory_changed(each) for each in found],
        set_aside="",
    )


def _division_date(mapping: FileMapping, wave_date: str) -> pd.Timestamp:
    return pd.Timestamp(mapping.codes_of or wave_date)


def _municipality(
    row: Mapping[Any, Any],
    mapping: FileMapping,
    division: Division,
    codes_of_names: Mapping[str, str],
    problems: list[Problem],
) -> str:
    date = _division_date(mapping, WAVES[row["wave_id"]])
    code, name = as_cbs_code(row["code_given"]), row["name_given"]

    def problem(column: str | None, rule: str, hint: str, value: str) -> None:
        place = (row[FILE], row[ROW], column or "")
        problems.append(Problem(*place, rule, hint, value))

    if mapping.code_column and not is_code(code):
        problem(mapping.code_column, "not a CBS code of four digits", "mend it", row["code_given"])
    elif mapping.code_column:
        if not division.exists(code, date):
            rule = "a municipality that did not exist at the date of the survey"
            problem(mapping.code_column, rule, "mend it, or say municipality: codes_of", code)
        if mapping.name_column and not division.knows(code, name):
            problem(mapping.name_column, "code and name do not belong together", "mend one", name)
        return code
    elif not plain_name(name):
        problem(mapping.name_column, "a municipality without a name", "fill it in", name)
    bare = plain_name(name)
    found = division.code_of(name, date) or codes_of_names.get(bare)
    if found is None and codes_of_names:
        rule = "a name without a code, while another file goes by codes"
        problem(mapping.name_column, rule, "give codes in every file, or in none", name)
    return found or bare


def _once_per_wave(
    frame: pd.DataFrame, mapping: FileMapping, problems: list[Problem]
) -> pd.DataFrame:
    """Set duplicates aside: identical answers always, different ones only when the mapping says which to keep."""
    keys = ["wave_id", "municipality"]
    place = {ROW, FILE, "code_given", "name_given", "set_aside"}
    answers = [name for name in frame.columns if name not in place]
    identical = frame.duplicated(answers, keep="first")
    left = frame[~identical]
    keep = "first" if mapping.duplicates == "refuse" else mapping.duplicates
    differing = left.duplicated(keys, keep="first" if keep == "first" else "last")
    if mapping.duplicates == "refuse":
        again = left.duplicated(keys, keep=False)
        hint = "say duplicates: first or last in the mapping, or mend the file"
        problems.extend(
            Problem(
                file, row, "", "a municipality answered this wave twice, differently", hint, name
            )
            for file, row, name in left.loc[again, [FILE, ROW, "municipality"]].itertuples(
                index=False
            )
        )
    reasons = pd.Series("", index=frame.index)
    reasons[identical] = "identical to an earlier row"
    reasons[differing[differing].index] = f"answered twice, the {keep} is kept"
    return frame.assign(set_aside=reasons)


def _twice_between_files(kept: pd.DataFrame) -> Iterator[Problem]:
    again = kept.duplicated(["wave_id", "municipality"], keep=False)
    for file, row, name in kept.loc[again, [FILE, ROW, "municipality"]].itertuples(index=False):
        rule = "a municipality is in two files for one wave"
        yield Problem(file, row, "", rule, "take it out of one", name)


def _count(whole: pd.DataFrame) -> pd.DataFrame:
    """Rows read, set aside for each reason, and kept; read is the sum of the others."""
    rows = []
    for wave, part in whole.groupby("wave_id"):
        rows.append((wave, "read", len(part)))
        aside = part.loc[part["set_aside"] != "", "set_aside"].value_counts().sort_index()
        rows += [(wave, f"set aside: {reason}", int(count)) for reason, count in aside.items()]
        rows.append((wave, "kept", int((part["set_aside"] == "").sum())))
    return pd.DataFrame(rows, columns=["wave_id", "step", "rows"])


def _city_group(kept: pd.DataFrame) -> pd.Series:
    """Return the group of cities as given; the four largest are known by their code."""
    return kept["city_group"].mask(kept["municipality"].isin(G4), "g4")


def _notices(kept: pd.DataFrame) -> Iterator[Problem]:
    without = kept[kept["has_team"].isin(["no", "starts_soon"])]
    for name, item in ITEMS.items():
        if item.about_team:
            odd = without[~without[name].isin(MISSING)]
            for file, row, value in odd[[FILE, ROW, name]].itertuples(index=False):
                rule = f"{name} is answered by a municipality without a team"
                yield Problem(
                    file, row, "", rule, "it counts as answered; check the mapping", value
                )
