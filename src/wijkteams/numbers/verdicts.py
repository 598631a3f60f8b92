"""The verdicts that the prose prints: one word for each finding and claim, from the pipeline and nowhere else."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import pandas as pd
from pydantic import Field
from pydantic.dataclasses import dataclass

from wijkteams.checking.forms import CLOSED, Texts, check_form
from wijkteams.checking.problems import InputError, did_you_mean, short_path
from wijkteams.checking.yaml_file import Document
from wijkteams.estimates.rule.choices import CHOICES
from wijkteams.estimates.rule.verdicts import VERDICTS, in_sentences
from wijkteams.numbers.formats import LANGUAGES, Language
from wijkteams.tables import names_in, rows_of


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class VerdictText:
    """One verdict as it is printed.

    Attributes
    ----------
    key : str
        The id of a claim, or ``topic.item.from_to`` of a change.
    words : mapping of str to str
        The word, in "en" and "nl".
    conditions : mapping of str to str
        On what it hangs, in "en" and "nl"; empty for a verdict without a condition.
    turns : tuple of str
        Other choices of the rule under which it would be another, keys of `choices.CHOICES`.
    """

    key: str
    words: Texts
    conditions: dict[Language, str] = Field(default_factory=dict)
    turns: tuple[str, ...] = ()

    def turned_by(self, language: Language) -> str:
        """Return the choices that turn it in words, or nothing."""
        return "; ".join(CHOICES[name][LANGUAGES.index(language)] for name in self.turns)

    def said(self, form: str, language: Language) -> str:
        """Return the word, what it hangs on (``condition``), or both in sentences of which the last is open (``full``).

        Raises
        ------
        InputError
            If the form is none of these, or there is no condition to print.
        """
        word, condition = self.words[language], self.conditions.get(language, "")
        forms = {
            "word": word,
            "condition": condition,
            "full": in_sentences(word, condition) if condition else word,
        }
        if form not in forms:
            raise InputError(
                f'verdict "{self.key}" has no form "{form}"; {did_you_mean(form, forms)}'
            )
        if not forms[form]:
            raise InputError(f'verdict "{self.key}" hangs on no condition')
        return forms[form]


class VerdictTexts(dict[str, VerdictText]):
    """Key to verdict; asking for an unknown key names the nearest known one."""

    def __missing__(self, key: str) -> VerdictText:
        """Refuse an unknown key."""
        raise InputError(f'unknown verdict "{key}"; {did_you_mean(key, self)}')


def verdicts_of_changes(changes: pd.DataFrame, sensitivity: pd.DataFrame) -> list[VerdictText]:
    """Take the verdicts on changes among all municipalities.

    Parameters
    ----------
    changes : pandas.DataFrame
        ``results/estimates/changes.csv``, empty cells as text.
    sensitivity : pandas.DataFrame
        ``results/estimates/verdict_sensitivity.csv``, likewise.
    """
    turns = _turns(sensitivity)
    found = []
    for row in rows_of(changes):
        if row["subgroup"] == "all":
            key = f"{row['topic']}.{row['item_id']}.{row['wave_from']}_{row['wave_to']}"
            found.append(
                VerdictText(
                    key=key,
                    words=dict(zip(LANGUAGES, VERDICTS[row["verdict"]], strict=True)),
                    conditions=_conditions(row),
                    turns=turns[key],
                )
            )
    return found


def verdicts_of_claims(claims: pd.DataFrame, sensitivity: pd.DataFrame) -> list[VerdictText]:
    """Take the verdicts of ``results/estimates/claims_compared.csv``; `sensitivity` as in `verdicts_of_changes`."""
    turns = _turns(sensitivity)
    return [
        VerdictText(
            key=row["claim_id"],
            words={language: row[f"verdict_{language}"] for language in LANGUAGES},
            conditions=_conditions(row),
            # A claim on groups of one survey is no row of the table of choices.
            turns=turns.get(row["claim_id"], ()),
        )
        for row in rows_of(claims)
    ]


def verdicts_of_unmeasured(claims: pd.DataFrame) -> list[VerdictText]:
    """Take the words for claims that nothing measured, from ``results/estimates/claims_unmeasured.csv``."""
    return [
        VerdictText(
            key=row["claim_id"],
            words={language: row[f"verdict_{language}"] for language in LANGUAGES},
        )
        for row in rows_of(claims)
    ]


def _turns(sensitivity: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    return {row["claim"]: names_in(row["turns"]) for row in rows_of(sensitivity)}


def _conditions(row: dict[str, str]) -> dict[Language, str]:
    found = {language: row.get(f"condition_{language}", "") for language in LANGUAGES}
    return found if all(found.values()) else {}


def write_verdicts(path: Path, verdicts: Iterable[VerdictText]) -> None:
    """Write verdicts as JSON, sorted by key.

    Raises
    ------
    InputError
        If two have one key.
    """
    found: dict[str, VerdictText] = {}
    for each in verdicts:
        if each.key in found:
            raise InputError(f'two verdicts have the key "{each.key}"')
        found[each.key] = each
    content = [asdict(found[key]) for key in sorted(found)]
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def load_verdicts(path: Path) -> VerdictTexts:
    """Read the verdicts back.

    Raises
    ------
    InputError
        If the file is missing or breaks its form.
    """
    if not path.is_file():
        raise InputError(f"{short_path(path)}: this file does not exist; run `snakemake` first")
    content = json.loads(path.read_text(encoding="utf-8"))
    read = check_form(Document(short_path(path), content), list[VerdictText])
    return VerdictTexts({each.key: each for each in read})
