"""The data behind a figure as a table to read: heads and codes in words, and no column that only a machine needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wijkteams.checking.forms import Texts
from wijkteams.numbers.catalogue import VOCABULARIES, Figure
from wijkteams.numbers.formats import Language

Words = Mapping[str, Texts]

_ENDS: dict[str, Texts] = {
    "low": {"en": "from", "nl": "van"},
    "high": {"en": "to", "nl": "tot"},
}
_INTERVALS: Words = {
    "a": {
        "en": "95% interval, all such municipalities",
        "nl": "95%-bandbreedte, al zulke gemeenten",
    },
    "b": {"en": "95% interval, tendency", "nl": "95%-bandbreedte, tendens"},
    "c": {"en": "Without assumption", "nl": "Zonder aanname"},
    "n": {"en": "Answers (n)", "nl": "Antwoorden (n)"},
    "effect": {"en": "95% interval of the effect", "nl": "95%-bandbreedte van het effect"},
    "change": {"en": "Change", "nl": "Verandering"},
}
# Heads of columns that come back in the data of many figures; a figure may name its own.
HEADS: Words = {
    **{
        f"{name}_{end}": {
            "en": f"{head['en']}: {_ENDS[end]['en']}",
            "nl": f"{head['nl']}: {_ENDS[end]['nl']}",
        }
        for name, head in _INTERVALS.items()
        for end in _ENDS
    },
    "bases": {"en": "Who may have been counted", "nl": "Wie geteld kan zijn"},
    "claim": {"en": "Claim", "nl": "Uitspraak"},
    "condition": {"en": "On condition", "nl": "Op voorwaarde"},
    "date": {"en": "Date", "nl": "Datum"},
    "delta_star": {
        "en": "Lost when others differ by (points)",
        "nl": "Verloren bij een verschil van (punten)",
    },
    "estimate": {"en": "Estimate", "nl": "Schatting"},
    "figure_id": {"en": "Row of the register", "nl": "Rij van het register"},
    "figure_ids": {"en": "Rows of the register", "nl": "Rijen van het register"},
    "high": {"en": "To", "nl": "Tot"},
    "item_ids": {"en": "Items", "nl": "Onderwerpen"},
    "label": {"en": "Item", "nl": "Onderwerp"},
    "low": {"en": "From", "nl": "Van"},
    "municipalities": {"en": "Municipalities", "nl": "Gemeenten"},
    "n": {"en": "Answers (n)", "nl": "Antwoorden (n)"},
    "possible_bases": {"en": "Who may have been counted", "nl": "Wie geteld kan zijn"},
    "printed_value": {"en": "As printed", "nl": "Zoals gepubliceerd"},
    "publisher": {"en": "Publisher", "nl": "Uitgever"},
    "respondents": {"en": "Answered", "nl": "Antwoordden"},
    "share": {"en": "Share (%)", "nl": "Aandeel (%)"},
    "shortfall_id": {"en": "Task", "nl": "Taak"},
    "source_id": {"en": "Source", "nl": "Bron"},
    "type_id": {"en": "Type of team", "nl": "Type team"},
    "verdict": {"en": "Verdict", "nl": "Oordeel"},
    "wave_from": {"en": "From survey", "nl": "Van peiling"},
    "wave_id": {"en": "Survey", "nl": "Peiling"},
    "wave_to": {"en": "To survey", "nl": "Tot peiling"},
    "waves": {"en": "Surveys", "nl": "Peilingen"},
}
# Codes of results that no vocabulary of the register holds.
_RESULTS: Words = {
    "any_types": {"en": "types without a share: many", "nl": "typen zonder aandeel: vele"},
    "b": {"en": "chance", "nl": "toeval"},
    "delta_star": {"en": "those that did not answer", "nl": "wie niet antwoordde"},
    "one_type": {"en": "types without a share: one", "nl": "typen zonder aandeel: één"},
    "p_holm": {"en": "chance, among all comparisons", "nl": "toeval, onder alle vergelijkingen"},
}
_LISTS = ("waves", "team_types", "shortfalls", "verdicts")
# Names of models and days of fieldwork: the rows are told apart by other columns.
_FOR_MACHINES = {"model", "topic", "wave_date"}


def columns_to_read(head: Sequence[str], language: Language) -> list[str]:
    """Return the columns that a reader needs: none in the other language, and no code beside its own words.

    Parameters
    ----------
    head : sequence of str
        Columns of the data of a figure.
    language : {"en", "nl"}
        Language of the page.
    """
    return [name for name in head if not _superfluous(name, head, language)]


def _superfluous(name: str, head: Sequence[str], language: Language) -> bool:
    stem = name.removesuffix("_id")
    if name == "item_id":
        return f"label_{language}" in head
    if name == "wave_id":
        return "year" in head
    other = name[-2:] in ("en", "nl") and not name.endswith(f"_{language}")
    said = {
        f"{name}_{language}",
        *({f"{stem}_{language}", f"{stem}_label_{language}"} if stem != name else ()),
    }
    return (
        bool(said & {*head})
        or name in _FOR_MACHINES
        or (other and f"{name[:-2]}{language}" in head)
    )


def head_in_words(name: str, figure: Figure, language: Language) -> str:
    """Return the head of a column: as the figure names it, as `HEADS` does, or the bare name without its underscores."""
    for words in (figure.columns, HEADS):
        for known in (name, name.removesuffix(f"_{language}")):
            if known in words:
                return words[known][language]
    return name.replace("_", " ")


def cell_in_words(text: str, figure: Figure, bases: Words, language: Language) -> str:
    """Return a cell with its codes, one or more with semicolons between them, in words; else as it stands.

    Parameters
    ----------
    text : str
        The cell.
    figure : Figure
        Whose words come first.
    bases : mapping
        Words of bases, of ``config/labels.yaml``.
    language : {"en", "nl"}
        Language of the page.
    """
    # Some words of a figure have room for a number, which a drawing fills in.
    own = {code: words for code, words in figure.words.items() if "{" not in words["en"]}
    lists = [own, *(VOCABULARIES[name] for name in _LISTS), bases, _RESULTS]
    return "; ".join(_said(part, lists, language) for part in text.split(";"))


def _said(code: str, lists: Sequence[Words], language: Language) -> str:
    def found() -> Iterator[str]:
        yield from (words[code][language] for words in lists if code in words)

    return next(found(), code)
