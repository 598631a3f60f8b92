"""From interpreted files to one row per municipality and wave, with every row that goes counted and its reason."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from wijkteams.checking.problems import Problem, raise_without_values
from wijkteams.microdata.codebook import ITEMS, MISSING, NUMBERS, WAVES
from wijkteams.microdata.interpretation import FILE, ROW, Interpreted, size_class
from wijkteams.microdata.mapping import OWN, FileMapping
from wijkteams.microdata.municipalities import G4, Division, as_cbs_code, is_code
from wijkteams.microdata.names import split_name

KEYS = ["wave_id", "wave_date", "municipality", "cluster", "territory_changed"]
_MOST_NEAREST = 500
_OTHER_CODES = (
    "mend it; or say under municipality the day of the division that the file follows (codes_of: 2019-01-01), "
    f"or that its codes are not those of CBS (codes_of: {OWN})"
)


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


def clean(files: Sequence[Interpreted], division: Division) -> Cleaned:
    """Put files together.

    Parameters
    ----------
    files : sequence of Interpreted
        Files as answers.
    division : Division
        The municipal division over time.

    Returns
    -------
    Cleaned
        The answers, the counts and the notices.

    Raises
    ------
    InputError
        With the problems of all files at once: cells that break a rule, municipalities that cannot be recognised,
        did not exist, or answered a wave twice.
    """
    problems = [problem for each in files for problem in each.problems]
    unlisted = [_is_unlisted(each, division) for each in files]
    own = [each.mapping.codes_of == OWN for each in files]
    parts = []
    for each, *goes_by in zip(files, own, unlisted, strict=True):
        recognise = _recognise_own if goes_by[0] else _recognise_any if goes_by[1] else _recognise
        located = _locate(each, division, recognise, problems)
        parts.append(_once_per_wave(located, each.mapping, problems))
    whole = pd.concat(parts, ignore_index=True)
    problems.extend(_twice_between_files(whole[whole["set_aside"] == ""]))
    if len({any(each) for each in zip(own, unlisted, strict=True)}) > 1:
        rule = f"some files go by codes of CBS and others by their own (codes_of: {OWN})"
        hint = "a municipality can only be followed when all files go by the same codes"
        problems.append(Problem(files[0].mapping.source.file, 0, "", rule, hint))
    raise_without_values(problems)
    flow = _count(whole)
    kept = whole[whole["set_aside"] == ""].copy()
    for name in (*ITEMS, *NUMBERS):
        if name not in kept:
            kept[name] = pd.Series(dtype="float64" if name in NUMBERS else "object")
    notices = [
        *_unlisted_notices(files, unlisted), *_notices(kept), *_fill_from_lists(kept, division)
    ]  # fmt: skip
    kept[[*ITEMS]] = kept[[*ITEMS]].astype(object).fillna("not_asked")
    answers = kept.sort_values(["wave_date", "municipality"]).reset_index(drop=True)
    return Cleaned(answers[[*KEYS, *ITEMS, *NUMBERS]], flow, notices)


Recognised = tuple[str, bool]
"""What a municipality is called, empty where it is a problem; and whether that is its code at CBS."""

Recognise = Callable[
    [Mapping[Any, Any], Interpreted, Division, pd.Timestamp, list[Problem]], Recognised
]


def _rows_of_waves(file: Interpreted) -> pd.DataFrame:
    """Leave out rows of which the wave is a problem."""
    return file.frame[file.frame["wave_id"].isin(WAVES)] if len(file.frame) else file.frame


def _dates_of(frame: pd.DataFrame, file: Interpreted) -> list[pd.Timestamp]:
    """Return the day of the division that each row follows."""
    day = file.mapping.codes_of
    return [pd.Timestamp(day if day and day != OWN else WAVES[wave]) for wave in frame["wave_id"]]


def _is_unlisted(file: Interpreted, division: Division) -> bool:
    """Whether a file goes by codes or names of its own: fewer than half of them stand on the list of their day.

    ASSUME: a file of which fewer than half of the municipalities are on the list has pseudonyms; one with more has errors.
    """
    frame = _rows_of_waves(file)
    if file.mapping.codes_of or not division.is_listed or frame.empty:
        return False
    by_code = file.mapping.code_column is not None
    known = [
        division.exists(as_cbs_code(given), date) if by_code else bool(division.codes_of(given))
        for given, date in zip(
            frame["code_given" if by_code else "name_given"], _dates_of(frame, file), strict=True
        )
        if isinstance(given, str)
    ]
    return 2 * sum(known) < len(known)


def _unlisted_notices(files: Sequence[Interpreted], unlisted: Sequence[bool]) -> Iterator[Problem]:
    for file, is_unlisted in zip(files, unlisted, strict=True):
        if is_unlisted:
            rule = "most municipalities are not on the list of CBS of that day; they are taken as pseudonyms"
            hint = "no merger is followed for them; if they are codes of CBS, look at the column that is mapped"
            yield Problem(file.mapping.source.file, 0, "", rule, hint)


def _locate(
    file: Interpreted, division: Division, recognise: Recognise, problems: list[Problem]
) -> pd.DataFrame:
    """Recognise the municipality of every row; rows of which wave or municipality is a problem are left out."""
    frame = _rows_of_waves(file)
    if frame.empty:
        return frame.assign(wave_id="", wave_date="", municipality="", cluster="", listed=False)
    since = _dates_of(frame, file)
    found = [
        recognise(row, file, division, date, problems)
        for row, date in zip(frame.to_dict("records"), since, strict=True)
    ]
    pairs = list(zip(found, since, strict=True))
    located = frame.assign(
        wave_date=frame["wave_id"].map(WAVES),
        municipality=[code for code, _ in found],
        cluster=[division.successor(m, date) if at_cbs else m for (m, at_cbs), date in pairs],
        territory_changed=[at_cbs and division.territory_changed(m) for m, at_cbs in found],
        listed=[at_cbs and division.is_listed for _, at_cbs in found],
    )
    return located[located["municipality"] != ""]


def _problem(
    row: Mapping[Any, Any],
    file: Interpreted,
    column: str | None,
    rule: str,
    hint: str,
    value: str = "",
    nearest: str = "",
) -> Problem:
    place = file.places.get(column or "", "")
    return Problem(
        row[FILE], row[ROW], place, rule, hint, value=value, nearest=nearest, item="municipality"
    )


def _given(row: Mapping[Any, Any], name: str) -> str | None:
    """Return what a row gives; None for a cell that is no value, which pandas keeps as a missing number."""
    return row[name] if isinstance(row[name], str) else None


def _recognise_own(
    row: Mapping[Any, Any],
    file: Interpreted,
    _: Division,
    __: pd.Timestamp,
    problems: list[Problem],
) -> Recognised:
    """Take a pseudonym as it is."""
    column = file.mapping.code_column or file.mapping.name_column
    given = _given(row, "code_given" if file.mapping.code_column else "name_given")
    if given == "":
        said = "a municipality without a code or name", "fill it in"
        problems.append(_problem(row, file, column, *said))
    return given or "", False


def _recognise_any(
    row: Mapping[Any, Any],
    file: Interpreted,
    division: Division,
    date: pd.Timestamp,
    problems: list[Problem],
) -> Recognised:
    """Take what has a name on the list as that municipality, and the rest as pseudonyms; a code alone may be either."""
    code, name = _given(row, "code_given"), _given(row, "name_given")
    if name and division.codes_of(name):
        return _recognise(row, file, division, date, problems)
    if name and code and division.exists(as_cbs_code(code), date):
        return _recognise(row, file, division, date, problems)
    return _recognise_own(row, file, division, date, problems)


def _recognise(
    row: Mapping[Any, Any],
    file: Interpreted,
    division: Division,
    date: pd.Timestamp,
    problems: list[Problem],
) -> Recognised:
    """Return the CBS code of a row, or the bare name where there is no list and the name never changed."""
    code_column, name_column = file.mapping.code_column, file.mapping.name_column
    given, name = _given(row, "code_given"), _given(row, "name_given")

    def nearest(word: str | None) -> str:
        # Where hundreds are wrong, the file or the mapping is, not the spelling.
        return division.nearest(word, date) if word and len(problems) < _MOST_NEAREST else ""

    if code_column:
        if given is None:
            return "", False
        code = as_cbs_code(given)
        if not is_code(code):
            said = "not a CBS code of four digits", _OTHER_CODES, given
            problems.append(_problem(row, file, code_column, *said))
        elif not division.exists(code, date):
            said = "no municipality had this code at the date of the survey", _OTHER_CODES, given
            problems.append(_problem(row, file, code_column, *said, nearest(name)))
        elif name and not division.knows(code, name):
            hint = "mend one; or leave the name out of the mapping, under ignore"
            said = "code and name do not belong together", hint, f"{given} {name}"
            problems.append(_problem(row, file, name_column, *said, nearest(name)))
        return code, True
    if name is None:
        return "", False
    found = division.code_of(name, date)
    if not split_name(name)[0]:
        said = "a municipality without a name", "fill it in", name
    elif found or not division.is_listed:
        return found or split_name(name)[0], True
    elif len(division.codes_of(name)) > 1:
        hint = "map the column with CBS codes, or write the province: Bergen (NH)"
        said = "two municipalities have this name", hint, name
    else:
        said = "no municipality had this name at the date of the survey", _OTHER_CODES, name
    problems.append(_problem(row, file, name_column, *said, nearest(name)))
    return "", False


def _once_per_wave(
    frame: pd.DataFrame, mapping: FileMapping, problems: list[Problem]
) -> pd.DataFrame:
    """Set duplicates aside: identical answers always, different ones only when the mapping says which to keep."""
    keys = ["wave_id", "municipality"]
    if frame.empty:
        return frame.assign(set_aside="")
    place = {ROW, FILE, "code_given", "name_given"}
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
                file,
                row,
                "",
                "a municipality answered this wave twice, differently",
                hint,
                value=name,
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
        yield Problem(file, row, "", rule, "take it out of one", value=name)


def _count(whole: pd.DataFrame) -> pd.DataFrame:
    """Rows read, set aside for each reason, and kept; read is the sum of the others."""
    rows = []
    for wave, part in whole.groupby("wave_id"):
        rows.append((wave, "read", len(part)))
        aside = part.loc[part["set_aside"] != "", "set_aside"].value_counts().sort_index()
        rows += [(wave, f"set aside: {reason}", int(count)) for reason, count in aside.items()]
        rows.append((wave, "kept", int((part["set_aside"] == "").sum())))
    return pd.DataFrame(rows, columns=["wave_id", "step", "rows"])


def _fill_from_lists(kept: pd.DataFrame, division: Division) -> Iterator[Problem]:
    """Fill the group of cities, and the class of size, where no file gives them, from the public lists."""
    known = kept["listed"].to_numpy(dtype=bool)
    dates = pd.to_datetime(kept["wave_date"])
    groups = pd.Series(
        [division.city_group(*pair) for pair in zip(kept["municipality"], dates, strict=True)],
        index=kept.index,
    )
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


def _notices(kept: pd.DataFrame) -> Iterator[Problem]:
    without = kept[kept["has_team"].isin(["no", "starts_soon"])]
    for name, item in ITEMS.items():
        if item.about_team:
            odd = without[~without[name].isin(MISSING) & without[name].notna()]
            for file, row, value in odd[[FILE, ROW, name]].itertuples(index=False):
                rule = f"{name} is answered by a municipality without a team"
                yield Problem(
                    file, row, "", rule, "it counts as answered; check the mapping", value=value
                )
