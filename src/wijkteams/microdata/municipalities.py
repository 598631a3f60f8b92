"""Know the municipalities of a day by CBS code or by name, and follow them through mergers, splits and renames."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from wijkteams.checking.problems import InputError, nearest_of
from wijkteams.microdata.codebook import WAVES
from wijkteams.microdata.names import split_name

G4 = frozenset({"0363", "0599", "0518", "0344"})
"""CBS codes of Amsterdam, Rotterdam, 's-Gravenhage and Utrecht."""

_COLUMNS = {
    "valid_from", "old_code", "old_name", "new_code", "new_name", "kind", "new_code_existed",
    "address_share", "basis",
}  # fmt: skip


@dataclass(frozen=True)
class Step:
    """Where one code went on one day."""

    valid_from: pd.Timestamp
    old_code: str
    new_code: str


class Division:
    """The municipal division over time, from the tables of ``data/raw`` read as text.

    Parameters
    ----------
    changes : pandas.DataFrame
        The mergers, splits and renames; `InputError` if a column is missing or a code is not four digits.
    listed : pandas.DataFrame, optional
        The municipalities of 2019. With it those of any day since 2014 are known: those of 2019, taken back in time.
        Without it (made-up municipalities) only those that changed are.
    members : pandas.DataFrame, optional
        The members of the G32.
    """

    def __init__(
        self,
        changes: pd.DataFrame,
        listed: pd.DataFrame | None = None,
        members: pd.DataFrame | None = None,
    ) -> None:
        if missing := _COLUMNS - set(changes.columns):
            raise InputError(f"the table of mergers lacks the columns {', '.join(sorted(missing))}")
        for column in ("old_code", "new_code"):
            for line, code in enumerate(changes[column], start=2):
                if not is_code(code):
                    raise InputError(f"table of mergers, line {line}, {column}: no CBS code")
        self.steps = sorted(_main_steps(changes), key=lambda step: step.valid_from)
        self._changed = set(changes.loc[changes["new_code_existed"] == "yes", "new_code"])
        self.created = {
            row["new_code"]: pd.Timestamp(row["valid_from"])
            for row in changes.to_dict("records")
            if row["new_code_existed"] == "no"
        }
        self.ended = {
            code: pd.Timestamp(date)
            for code, date in zip(changes["old_code"], changes["valid_from"], strict=True)
        }
        self.is_listed = listed is not None
        now = pd.DataFrame(columns=["code", "name", "inhabitants"]) if listed is None else listed
        self.inhabitants = dict(zip(now["code"], now["inhabitants"].astype(float), strict=True))
        self._names: dict[str, list[str]] = defaultdict(list)
        self._codes: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for table, side in ((now, ""), (changes, "old_"), (changes, "new_")):
            for code, name in zip(table[f"{side}code"], table[f"{side}name"], strict=True):
                bare, province = split_name(name)
                self._names[code].append(name)
                self._codes[bare].add((code, province))
        self._spelt: dict[pd.Timestamp, dict[str, str]] = {}
        self._joined = (
            {}
            if members is None
            else dict(zip(members["code"], pd.to_datetime(members["member_from"]), strict=True))
        )

    def exists(self, code: str, date: pd.Timestamp) -> bool:
        """Whether a code was in use on a day; without a list, a code that never changed always was."""
        begun = code not in self.created or self.created[code] <= date
        known = code in self._names or not self.is_listed
        return known and begun and (code not in self.ended or date < self.ended[code])

    def codes_on(self, date: pd.Timestamp) -> list[str]:
        """Return the known codes that were in use on a day."""
        return sorted(code for code in self._names if self.exists(code, date))

    def codes_of(self, name: str) -> set[str]:
        """Return every code that ever had a name; a name without its province may be that of several."""
        bare, province = split_name(name)
        found = self._codes.get(bare, set())
        return {code for code, own in found if not (province and own) or province == own}

    def code_of(self, name: str, date: pd.Timestamp) -> str | None:
        """Return the one code that had this name on a day."""
        codes = {code for code in self.codes_of(name) if self.exists(code, date)}
        return codes.pop() if len(codes) == 1 else None

    def knows(self, code: str, name: str) -> bool:
        """Whether a name may go with a code; without a list, what never changed cannot be checked."""
        codes = self.codes_of(name)
        return code in codes if codes or self.is_listed else code not in self._names

    def nearest(self, name: str, date: pd.Timestamp) -> str:
        """Return the code and name of a day that is spelt most like `name`, or nothing."""
        if date not in self._spelt:
            self._spelt[date] = {
                split_name(each)[0]: f"{code} {each}"
                for code in self.codes_on(date)
                for each in self._names[code]
            }
        return self._spelt[date].get(nearest_of(split_name(name)[0], self._spelt[date]), "")

    def city_group(self, code: str, date: pd.Timestamp) -> str:
        """Return ``g4``, ``g32`` (a member on that day) or ``other``."""
        if code in G4:
            return "g4"
        joined = self._joined.get(code, pd.Timestamp.max)
        # A member without a date joined before 2009.
        return "g32" if pd.isna(joined) or joined <= date else "other"

    def successor(self, code: str, since: pd.Timestamp) -> str:
        """Return the code that a municipality ends up in, from a day on, after the last change of the table."""
        for step in self.steps:
            if step.old_code == code and step.valid_from > since:
                code = step.new_code
        return code

    def territory_changed(self, code: str) -> bool:
        """Whether a code went on after its territory grew or was cut, so that it is not the same municipality."""
        return code in self._changed


def _main_steps(changes: pd.DataFrame) -> Iterable[Step]:
    """One step for each code that ended: of a split, the part with most addresses.

    ASSUME: a municipality that was split goes on in the part with most of its addresses. Where the shares are
    not known it has no successor and stays a municipality of its own.
    """
    shares = pd.to_numeric(changes["address_share"], errors="coerce").fillna(0)
    largest = shares.groupby([changes["valid_from"], changes["old_code"]]).transform("max")
    for row in changes[(shares > 0) & (shares == largest)].to_dict("records"):
        yield Step(pd.Timestamp(row["valid_from"]), row["old_code"], row["new_code"])


def read_division(
    mergers: Path, municipalities: Path | None = None, members: Path | None = None
) -> Division:
    """Read the table of mergers, splits and renames, the list of municipalities and the members of the G32."""
    paths = [path for path in (mergers, municipalities, members) if path]
    return Division(*(pd.read_csv(path, dtype=str, keep_default_na=False) for path in paths))


def read_days(waves: Path) -> dict[str, str]:
    """Read the day of each wave of the codebook, the middle of its field period, from the table of waves.

    Raises
    ------
    InputError
        If the table has no day for one of them.
    """
    table = pd.read_csv(waves, dtype=str, keep_default_na=False)
    dates = dict(zip(table["wave_id"], table["date"], strict=True))
    if without := [wave for wave in WAVES if not dates.get(wave)]:
        raise InputError(f"{waves}: no date for {', '.join(without)}")
    return {wave: dates[wave] for wave in WAVES}


def is_code(text: str) -> bool:
    """Whether a text is a CBS code: four digits."""
    return len(text) == 4 and text.isascii() and text.isdigit()


def as_cbs_code(text: str) -> str:
    """Write a code with four digits: 363, GM0363 and 0363 are the same; other texts stay what they are."""
    bare = text.upper().removeprefix("GM").strip()
    return bare.zfill(4) if bare.isascii() and bare.isdigit() and len(bare) <= 4 else text
