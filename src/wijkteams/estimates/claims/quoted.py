"""Figures that a source quotes: whether they were quoted right, seen from the rows of the register.

Nothing is said here of whether a figure holds for all municipalities; that is what the table of estimates is for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import pandas as pd

from wijkteams.checking.problems import InputError
from wijkteams.estimates.claims.catalogue import Claim, made_by, sources_of
from wijkteams.estimates.counts.pairs import NOT_A_BASE
from wijkteams.tables import Row, list_of, names_in, rows_of

Outcome = Literal["quoted_right", "quoted_otherwise", "not_found"]

COLUMNS = (
    "claim_id", "made_by", "source_id", "figure_ids", "claim_en", "claim_nl", "topic", "items", "waves", "value",
    "base_printed", "possible_bases", "verdict", "verdict_en", "verdict_nl", "reason", "why_en", "why_nl", "agree", "differ",
)  # fmt: skip

MEASURED = frozenset({"measured", "retrospective"})


@dataclass(frozen=True)
class Finding:
    """One outcome of holding a quotation against the other printings, in words."""

    verdict: Outcome
    en: str
    nl: str
    why_en: str
    why_nl: str


FINDINGS: Mapping[str, Finding] = {
    "unit": Finding(
        "quoted_otherwise", "quoted on another unit", "op een andere eenheid aangehaald",
        "It is called a share of teams. The survey asked municipalities: it is a share of those that answered.",
        "Het heet een aandeel van de teams. De peiling ondervroeg gemeenten: het is een aandeel van de deelnemende gemeenten.",
    ),
    "base": Finding(
        "quoted_otherwise", "quoted on another base", "op een andere noemer aangehaald",
        "The value is printed elsewhere, of another group of municipalities.",
        "De waarde staat ook elders, maar van een andere groep gemeenten.",
    ),
    "year": Finding(
        "quoted_otherwise", "quoted for another year", "bij een ander jaar aangehaald",
        "The value is printed elsewhere for another survey, and for this one it is not.",
        "De waarde staat elders bij een andere peiling, en bij deze niet.",
    ),
    "same": Finding(
        "quoted_right", "quoted right", "juist aangehaald",
        "Another source prints the same value for the same survey, on a base that this one may mean.",
        "Een andere bron geeft bij dezelfde peiling dezelfde waarde, op een noemer die hier bedoeld kan zijn.",
    ),
    "same_in_words": Finding(
        "quoted_right", "quoted right", "juist aangehaald",
        "Another source prints it less precisely, and the value fits that.",
        "Een andere bron geeft het minder precies, en de waarde past daarbij.",
    ),
    "no_survey": Finding(
        "not_found", "not found", "niet gevonden",
        "No survey is named that it comes from.",
        "Er is geen peiling genoemd waar het uit komt.",
    ),
    "year_open": Finding(
        "not_found", "not found", "niet gevonden",
        "The value stands beside two surveys, and to which it belongs cannot be read.",
        "De waarde staat bij twee peilingen, en bij welke ze hoort is niet te lezen.",
    ),
    "other_value": Finding(
        "not_found", "not found", "niet gevonden",
        "Other sources print another value for the same survey.",
        "Andere bronnen drukken bij dezelfde peiling een andere waarde.",
    ),
    "nowhere_else": Finding(
        "not_found", "not found", "niet gevonden",
        "No other source prints it and the report of the survey could not be read, so nothing shows whether it is right.",
        "Geen andere bron geeft het, en het rapport van de peiling was niet te lezen; of het klopt, is niet na te gaan.",
    ),
}  # fmt: skip
"""Reason to what it means; the words of a verdict say on what it was quoted otherwise."""


@dataclass(frozen=True)
class Quotation:
    """A figure as a claim gives it, with what its rows of the register say of it.

    Attributes
    ----------
    value : Fraction
        In the unit of the rows.
    wave : str
        The survey; empty where the claim names none.
    rows : sequence of mapping
        Rows of the source, as `quote` wants them.
    """

    value: Fraction
    wave: str
    rows: Sequence[Row]

    @property
    def waves(self) -> set[str]:
        """Surveys that the claim names, or else its rows."""
        named = {wave for row in self.rows for wave in names_in(row["wave_id"])}
        return {self.wave} if self.wave else named

    @property
    def bases(self) -> set[str]:
        """Groups that the source may mean."""
        return {base for row in self.rows for base in names_in(row["possible_bases"])}


def judge_quoted(claims: Sequence[Claim], figures: pd.DataFrame) -> pd.DataFrame:
    """Judge every claim of the kind ``quoted``.

    Parameters
    ----------
    claims : sequence of mapping
        Entries of ``config/claims.yaml`` that passed `catalogue.check_claims`.
    figures : pandas.DataFrame
        ``figures.csv`` of the package of the register, as text.

    Returns
    -------
    pandas.DataFrame
        One row for each, columns as in `COLUMNS`. ``agree`` and ``differ`` are the rows of other sources for the same
        survey that print the same value and another one.

    Raises
    ------
    InputError
        If the rows of a claim are not of one item, subgroup and unit.
    """
    found = [_judged(claim, figures) for claim in claims if claim["kind"] == "quoted"]
    return pd.DataFrame(found, columns=list(COLUMNS))


def _judged(claim: Claim, figures: pd.DataFrame) -> dict[str, object]:
    rows = rows_of(figures[figures["figure_id"].isin(claim["figures"])])
    kinds = {(row["item_id"], row["subgroup"], row["unit"]) for row in rows}
    if len(kinds) != 1:
        raise InputError(
            f"config/claims.yaml, {claim['id']}, figures: a quoted figure is of one item, subgroup and unit"
        )
    test = claim["test"]
    quotation = Quotation(Fraction(str(test["value"])), test.get("wave", ""), rows)
    others = _other_printings(rows[0], sources_of(claim), figures)
    reason, agree, differ = quote(quotation, others)
    finding = FINDINGS[reason]
    return {
        "claim_id": claim["id"], "made_by": made_by(claim), "source_id": list_of(sources_of(claim)),
        "figure_ids": list_of(claim["figures"]), "claim_en": claim["en"], "claim_nl": claim["nl"],
        "topic": rows[0]["topic"], "items": rows[0]["item_id"], "waves": list_of(sorted(quotation.waves)),
        "value": test["value"], "base_printed": list_of(dict.fromkeys(r["base_printed"] for r in rows if r["base_printed"])),
        "possible_bases": list_of(sorted(quotation.bases)), "verdict": finding.verdict, "verdict_en": finding.en,
        "verdict_nl": finding.nl, "reason": reason, "why_en": finding.why_en, "why_nl": finding.why_nl,
        "agree": list_of(agree), "differ": list_of(differ),
    }  # fmt: skip


def _other_printings(row: Row, sources: Sequence[str], figures: pd.DataFrame) -> Sequence[Row]:
    """Rows of other sources that print a measured value of the same item in the same unit, of any group and survey."""
    same = figures[
        (figures["item_id"] == row["item_id"])
        & (figures["unit"] == row["unit"])
        & figures["kind"].isin(MEASURED)
        & ~figures["source_id"].isin(sources)
        & (figures["value_low"] != "")
    ]
    return rows_of(same)


def quote(
    quotation: Quotation, others: Sequence[Mapping[str, Any]]
) -> tuple[str, list[str], list[str]]:
    """Hold a quotation against the printings of other sources.

    Parameters
    ----------
    quotation : Quotation
        The figure.
    others : sequence of mapping
        Rows of other sources on the same item: ``figure_id``, ``wave_id``, ``subgroup``, ``possible_bases``, and
        ``value_low``, ``value_high`` and ``step`` as text.

    Returns
    -------
    reason : str
        Key of `FINDINGS`.
    agree, differ : list of str
        Rows for the same survey and group that print the same value, and another one.

    Notes
    -----
    The words of the source on its base decide on the unit, for every figure alike. A printing less precise than a step
    of 1 ("9 of 10") speaks only where no other does.
    """
    group = quotation.rows[0]["subgroup"]
    alike = [
        row for row in others if {row["wave_id"]} == quotation.waves and row["subgroup"] == group
    ]
    agree = [row for row in alike if _fits(quotation.value, row)]
    differ = [row["figure_id"] for row in alike if row not in agree]
    reason = _reason(quotation, alike, agree, others)
    return reason, [row["figure_id"] for row in agree], differ


def _reason(
    quotation: Quotation, alike: Sequence[Row], agree: Sequence[Row], others: Sequence[Row]
) -> str:
    if not quotation.waves or any(row["kind"] not in MEASURED for row in quotation.rows):
        return "no_survey"
    if len(quotation.waves) > 1:
        return "year_open"
    if NOT_A_BASE in quotation.bases:
        return "unit"
    sharp = [row for row in alike if _is_sharp(row)]
    if agree and not (sharp and not any(row in agree for row in sharp)):
        if not any(quotation.bases & set(names_in(row["possible_bases"])) for row in agree):
            return "base"
        return "same" if any(row in agree for row in sharp) else "same_in_words"
    return (_elsewhere(quotation, others) or "other_value") if alike else "nowhere_else"


def _elsewhere(quotation: Quotation, others: Sequence[Row]) -> str:
    """Say whether the value is printed sharply for another group of the survey, or for another survey; else nothing."""
    group = quotation.rows[0]["subgroup"]
    found = [row for row in others if _is_sharp(row) and _fits(quotation.value, row)]
    if any({row["wave_id"]} == quotation.waves for row in found):
        return "base"
    return "year" if any(row["subgroup"] == group for row in found) else ""


def _fits(value: Fraction, row: Row) -> bool:
    low, high, step = (Fraction(row[name]) for name in ("value_low", "value_high", "step"))
    # an exact value is the one that is printed; what "just under half" can mean is known to half a step
    slack = 0 if low == high and step <= 1 else step / 2
    return low - slack <= value <= high + slack


def _is_sharp(row: Row) -> bool:
    return Fraction(row["value_low"]) == Fraction(row["value_high"]) and Fraction(row["step"]) <= 1
