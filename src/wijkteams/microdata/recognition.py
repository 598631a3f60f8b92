"""Recognise the municipality of every row of a file: by its CBS code, by its name, or as a pseudonym."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from wijkteams.checking.problems import Problem
from wijkteams.microdata.interpretation import FILE, ROW, Interpreted
from wijkteams.microdata.mapping import OWN
from wijkteams.microdata.municipalities import Division, as_cbs_code, is_code
from wijkteams.microdata.names import split_name

_MOST_NEAREST = 500
_OTHER_CODES = (
    "mend it; or say under municipality the day of the division that the file follows (codes_of: 2019-01-01), "
    f"or that its codes are not those of CBS (codes_of: {OWN})"
)


@dataclass(frozen=True)
class _Municipality:
    """What a municipality is called, empty where it is a problem; and whether that is its code at CBS."""

    code: str = ""
    at_cbs: bool = False


class Recognition:
    """The municipalities of one file, with the problems met in recognising them."""

    def __init__(self, file: Interpreted, division: Division, dates: Mapping[str, str]) -> None:
        self.file, self.mapping, self.division, self.dates = file, file.mapping, division, dates
        self.place = file.mapping.municipality
        self.problems: list[Problem] = []
        # Rows of which the wave is a problem are left out.
        self.frame = file.frame[file.frame["wave_id"].isin(dates)]
        day = self.place.codes_of if self.place.codes_of != OWN else None
        self.days = [pd.Timestamp(day or dates[wave]) for wave in self.frame["wave_id"]]
        self.is_unlisted = self._is_unlisted()

    @property
    def is_own(self) -> bool:
        """Whether the file goes by codes or names of its own, said or found."""
        return self.place.codes_of == OWN or self.is_unlisted

    def _is_unlisted(self) -> bool:
        """Whether fewer than half of the codes or names stand on the list of their day.

        ASSUME: a file of which fewer than half of the municipalities are on the list has pseudonyms; one with more has errors.
        """
        if self.place.codes_of or not self.division.is_listed:
            return False
        by_code = self.place.code is not None
        known = [
            self.division.exists(as_cbs_code(given), day)
            if by_code
            else bool(self.division.codes_of(given))
            for given, day in zip(self._given(by_code), self.days, strict=True)
            if isinstance(given, str)
        ]
        return 2 * sum(known) < len(known)

    def _given(self, by_code: bool) -> pd.Series:
        return self.frame["code_given" if by_code else "name_given"]

    def notices(self) -> Iterator[Problem]:
        """Say that a file was taken to hold pseudonyms without being said to."""
        if self.is_unlisted:
            rule = "most municipalities are not on the list of CBS of that day; they are taken as pseudonyms"
            hint = "no merger is followed for them; if they are codes of CBS, look at the column that is mapped"
            yield Problem(self.mapping.source.file, 0, "", rule, hint)

    def located(self) -> pd.DataFrame:
        """Return the rows of which the municipality is known, with its code and where it ended up."""
        division = self.division
        found = [
            (self._municipality(row, day), day)
            for row, day in zip(self.frame.to_dict("records"), self.days, strict=True)
        ]
        located = self.frame.assign(
            wave_date=self.frame["wave_id"].map(self.dates),
            municipality=[m.code for m, _ in found],
            cluster=[division.successor(m.code, day) if m.at_cbs else m.code for m, day in found],
            territory_changed=[m.at_cbs and division.territory_changed(m.code) for m, _ in found],
            listed=[m.at_cbs and division.is_listed for m, _ in found],
        )
        return located[located["municipality"] != ""]

    def _municipality(self, row: Mapping[Any, Any], day: pd.Timestamp) -> _Municipality:
        # A cell that is no value is kept by pandas as a missing number.
        code, name = (
            row[given] if isinstance(row[given], str) else None
            for given in ("code_given", "name_given")
        )
        if self.is_own and not (self.is_unlisted and self._is_known(code, name, day)):
            return self._pseudonym(row, code if self.place.code else name)
        if self.place.code:
            return self._by_code(row, code, name, day)
        return self._by_name(row, name, day)

    def _is_known(self, code: str | None, name: str | None, day: pd.Timestamp) -> bool:
        """Whether a row of a file with pseudonyms is on the list all the same; a code alone may be either."""
        if not name:
            return False
        on_list = code and self.division.exists(as_cbs_code(code), day)
        return bool(self.division.codes_of(name) or on_list)

    def _pseudonym(self, row: Mapping[Any, Any], given: str | None) -> _Municipality:
        if given == "":
            column = self.place.code or self.place.name
            self._problem(row, column, "a municipality without a code or name", "fill it in")
        return _Municipality(given or "")

    def _by_code(
        self, row: Mapping[Any, Any], given: str | None, name: str | None, day: pd.Timestamp
    ) -> _Municipality:
        if given is None:
            return _Municipality()
        code, column = as_cbs_code(given), self.place.code
        if not is_code(code):
            self._problem(row, column, "not a CBS code of four digits", _OTHER_CODES, given)
        elif not self.division.exists(code, day):
            rule = "no municipality had this code at the date of the survey"
            self._problem(row, column, rule, _OTHER_CODES, given, self._nearest(name, day))
        elif name and not self.division.knows(code, name):
            rule = "code and name do not belong together"
            hint = "mend one; or leave the name out of the mapping, under ignore"
            column, both = self.place.name, f"{given} {name}"
            self._problem(row, column, rule, hint, both, self._nearest(name, day))
        return _Municipality(code, at_cbs=True)

    def _by_name(
        self, row: Mapping[Any, Any], name: str | None, day: pd.Timestamp
    ) -> _Municipality:
        """Find the code; where there is no list and the name never changed, the bare name."""
        if name is None:
            return _Municipality()
        found, bare = self.division.code_of(name, day), split_name(name)[0]
        if bare and (found or not self.division.is_listed):
            return _Municipality(found or bare, at_cbs=True)
        rule, hint = "a municipality without a name", "fill it in"
        if bare and len(self.division.codes_of(name)) > 1:
            rule = "two municipalities have this name"
            hint = "map the column with CBS codes, or write the province: Bergen (NH)"
        elif bare:
            rule, hint = "no municipality had this name at the date of the survey", _OTHER_CODES
        self._problem(row, self.place.name, rule, hint, name, self._nearest(name, day))
        return _Municipality()

    def _nearest(self, name: str | None, day: pd.Timestamp) -> str:
        # Where hundreds are wrong, the file or the mapping is, not the spelling.
        few = len(self.problems) < _MOST_NEAREST
        return self.division.nearest(name, day) if name and few else ""

    def _problem(
        self, row: Mapping[Any, Any], column: str | None, rule: str, hint: str, value: str = "", nearest: str = ""
    ) -> None:  # fmt: skip
        place = self.file.places.get(column or "", "")
        self.problems.append(
            Problem(
                row[FILE],
                row[ROW],
                place,
                rule,
                hint,
                value=value,
                nearest=nearest,
                item="municipality",
            )
        )
