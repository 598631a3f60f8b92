"""Every number and every finding of the book in files, each with its interval, base, origin, sentence and address."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from io import StringIO
from typing import Any

from wijkteams.book.making import Making
from wijkteams.book.words import SYNTHETIC, UNIT_NAMES, word
from wijkteams.numbers.catalogue import VOCABULARIES
from wijkteams.numbers.citations import Cited
from wijkteams.numbers.file import Number, Numbers
from wijkteams.numbers.formats import LANGUAGES, Language, format_number
from wijkteams.numbers.identity import Identity

PAGE: dict[Language, str] = {"en": "chapters/numbers.html", "nl": "nl/chapters/numbers.html"}
"""Where each number has its row."""
_PLAIN = ("key", "value", "low", "high", "unit", "estimand", "synthetic")


def row_of(number: Number, language: Language) -> str:
    """Return where the row of a number stands in the book."""
    return f"{PAGE[language]}#num-{number.key}"


def cite_number(number: Number, identity: Identity, language: Language) -> Cited:
    """Return how a number is cited."""
    title = f"{_capital(number.label[language])}: {_printed(number, language)}"
    return Cited(identity, language, "number", number.key, title, row_of(number, language))


def sentence_of(number: Number, identity: Identity, language: Language) -> str:
    """Return a sentence with the number, its interval, year, answers and base, and whose it is."""
    facts = [f"{_capital(number.label[language])}: {_printed(number, language)}"]
    if number.samples:
        facts[0] += f" ({format_number(number, 'year', language)})"
    if any(sample.n_low is not None for sample in number.samples):
        facts.append(f"n = {format_number(number, 'n', language)}")
    facts.append(f"{word('base', language).lower()}: {number.base[language]}")
    made_up = f"{SYNTHETIC[language]}. " if number.synthetic else ""
    credit = cite_number(number, identity, language).credit()
    return f"{made_up}{'; '.join(facts)}. {credit}"


def _printed(number: Number, language: Language) -> str:
    field = "value" if number.low is None else "interval" if number.value is None else "range"
    shown, unit = format_number(number, field, language), UNIT_NAMES[number.unit][language]
    return (
        shown if number.unit in ("percent", "count", "year") or unit in shown else f"{shown} {unit}"
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def numbers_json(numbers: Numbers, identity: Identity, making: Making) -> str:
    """Return all numbers as JSON, by key."""
    content = {key: _record(number, identity, making) for key, number in numbers.items()}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _record(number: Number, identity: Identity, making: Making) -> dict[str, Any]:
    record = {name: value for name, value in asdict(number).items() if name != "key"}
    return record | {
        "sentence": {language: sentence_of(number, identity, language) for language in LANGUAGES},
        "citation": {
            language: cite_number(number, identity, language).apa() for language in LANGUAGES
        },
        "address": {
            language: _address(identity, row_of(number, language)) for language in LANGUAGES
        },
        "madeBy": [place.text for place in making.of_number(number)],
        "rawRows": [place.text for place in making.rows_of(number.figure_ids)],
    }


def numbers_csv(numbers: Numbers, identity: Identity) -> str:
    """Return all numbers as a table, one a row, in both languages."""
    texts: dict[str, Callable[[Number, Language], str]] = {
        "label": lambda number, language: number.label[language],
        "base": lambda number, language: number.base[language],
        "method": lambda number, language: number.method[language],
        "sentence": lambda number, language: sentence_of(number, identity, language),
        "address": lambda number, language: _address(identity, row_of(number, language)),
    }
    columns = [f"{name}_{language}" for name in texts for language in LANGUAGES]
    rows = [
        [
            *("" if (cell := getattr(number, name)) is None else cell for name in _PLAIN),
            ";".join(sample.wave for sample in number.samples),
            ";".join("" if each.n_low is None else str(each.n_low) for each in number.samples),
            ";".join("" if each.n_high is None else str(each.n_high) for each in number.samples),
            ";".join(number.figure_ids),
            *(text(number, language) for text in texts.values() for language in LANGUAGES),
        ]
        for number in numbers.values()
    ]
    return _csv([[*_PLAIN, "waves", "n_low", "n_high", "figure_ids", *columns], *rows])


def findings_json(
    findings: Sequence[Mapping[str, str]], identity: Identity, page: Mapping[Language, str]
) -> str:
    """Return the summary of findings: what was found, how much, on what it hangs, and its address; by id."""
    content = {
        row["claim_id"]: {
            "finding": {language: row[f"finding_{language}"] for language in LANGUAGES},
            "verdict": {
                "code": row["verdict"],
                **VOCABULARIES["verdicts"].get(row["verdict"], {}),
            },
            "condition": {language: row[f"condition_{language}"] for language in LANGUAGES},
            "base": {language: row[f"base_{language}"] for language in LANGUAGES},
            **{
                name: float(row[name]) if row[name] else None
                for name in ("estimate", "low", "high", "of_hundred", "of_hundred_low", "of_hundred_high", "delta_star")
            },
            "years": row["years"],
            "n": row["n"],
            "would_change": {language: row[f"would_change_{language}"] for language in LANGUAGES},
            "credit": {language: Cited(identity, language).credit() for language in LANGUAGES},
            "address": {
                language: _address(identity, f"{page.get(language) or page['en']}#summary_of_findings")
                for language in LANGUAGES
            },
        }
        for row in findings
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _address(identity: Identity, path: str) -> str:
    """Return the whole address where the book has one, else the place in the book."""
    return f"{identity.base_url}/{path}" if identity.base_url else path


def _csv(rows: Sequence[Sequence[Any]]) -> str:
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
