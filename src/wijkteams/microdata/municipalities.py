"""Follow municipalities through mergers, splits and renames, by CBS code or by name."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from wijkteams.errors import InputError

G4 = frozenset({"0363", "0599", "0518", "0344"})
"""CBS codes of Amsterdam, Rotterdam, 's-Gravenhage and Utrecht."""

_COLUMNS = {
    "valid_from", "old_code", "old_name", "new_code", "new_name", "kind", "new_code_existed",
    "address_share", "basis",
}  # fmt: skip
_NAME_SUFFIX = re.compile(r"^(gemeente)\s+|\s*\((gemeente|[a-z]{1,3})\)$")


@dataclass(frozen=True)
class Step:
    """What happened to one code on one day: where it went, and whether the successor existed before."""

    valid_from: pd.Timestamp
    old_code: str
    new_code: str
    kind: str
    new_code_existed: bool


class Division:
    """The municipal division over time.

    Parameters
    ----------
    changes : pandas.DataFrame
        ``data/raw/municipal_mergers.csv``, read as text.

    Raises
    ------
    InputError
        If a column is missing, or a code is not four digits.
    """

    def __init__(self, changes: pd.DataFrame) -> None:
        if missing := _COLUMNS - set(changes.columns):
            raise InputError(f"the table of mergers lacks the columns {', '.join(sorted(missing))}")
        for column in ("old_code", "new_code"):
            for line, code in enumerate(changes[column], start=2):
                if not is_code(code):
                    raise InputError(
                        f"table of mergers, line {line}, {column}: {code!r} is no CBS code"
                    )
        self.steps = sorted(_main_steps(changes), key=lambda step: step.valid_from)
        self.created = {
            row["new_code"]: pd.Timestamp(row["valid_from"])
            for row in changes.to_dict("records")
            if row["new_code_existed"] == "no"
        }
        self.ended = {
            code: pd.Timestamp(date)
            for code, date in zip(changes["old_code"], changes["valid_from"], strict=True)
        }
        self._codes_of_name: dict[str, set[str]] = {}
        for side in ("old", "new"):
            for code, name in zip(changes[f"{side}_code"], changes[f"{side}_name"], strict=True):
                self._codes_of_name.setdefault(plain_name(name), set()).add(code)

    def exists(self, code: str, date: pd.Timestamp) -> bool:
        """Whether a code was in use on a day; codes that never changed always are."""
        begun = code not in self.created or self.created[code] <= date
        return begun and (code not in self.ended or date < self.ended[code])

    def code_of(self, name: str, date: pd.Timestamp) -> str | None:
        """Return the code that had this name on a day; None for a name that the table does not know."""
        codes = {
            c for c in self._codes_of_name.get(plain_name(name), set()) if self.exists(c, date)
        }
        return codes.pop() if len(codes) == 1 else None

    def knows(self, code: str, name: str) -> bool:
        """Whether this name may go with this code; a name or a code that never changed cannot be checked."""
        codes = self._codes_of_name.get(plain_name(name))
        changed = {each for known in self._codes_of_name.values() for each in known}
        return code in codes if codes else code not in changed

    def successor(self, code: str, since: pd.Timestamp) -> str:
        """Return the code that a municipality ends up in, from a day on, after the last change of the table."""
        for step in self.steps:
            if step.old_code == code and step.valid_from > since:
                code = step.new_code
        return code

    def territory_changed(self, code: str) -> bool:
        """Whether a code went on after its territory grew or was cut, so that it is not the same municipality."""
        return any(step.new_code == code and step.new_code_existed for step in self.steps)


def _main_steps(changes: pd.DataFrame) -> Iterable[Step]:
    """One step for each code that ended: of a split, the part with most addresses.

    ASSUME: a municipality that was split goes on in the part with most of its addresses. Where the shares are
    not known it has no successor and stays a municipality of its own.
    """
    for _, parts in changes.groupby(["valid_from", "old_code"], sort=False):
        shares = pd.to_numeric(parts["address_share"])
        for place, row in enumerate(parts.to_dict("records")):
            is_main = bool(shares.notna().any()) and place == int(
                shares.fillna(0).to_numpy().argmax()
            )
            yield Step(
                pd.Timestamp(row["valid_from"]),
                # A part that is not the main one still tells that the territory of its new code changed.
                row["old_code"] if is_main else "",
                row["new_code"],
                row["kind"],
                row["new_code_existed"] == "yes",
            )


def read_division(path: Path) -> Division:
    """Read the table of mergers, splits and renames."""
    return Division(pd.read_csv(path, dtype=str, keep_default_na=False))


def is_code(text: str) -> bool:
    """Whether a text is a CBS code: four digits."""
    return len(text) == 4 and text.isascii() and text.isdigit()


def as_cbs_code(text: str) -> str:
    """Write a code with four digits: 363, GM0363 and 0363 are the same; other texts stay what they are."""
    bare = text.upper().removeprefix("GM").strip()
    return bare.zfill(4) if bare.isascii() and bare.isdigit() and len(bare) <= 4 else text


def plain_name(name: str) -> str:
    """Return a name without capitals, accents, punctuation and the word gemeente, to compare with."""
    letters = unicodedata.normalize("NFKD", name.casefold().strip())
    bare = _NAME_SUFFIX.sub("", "".join(c for c in letters if not unicodedata.combining(c)))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", bare).split())
