"""The data behind a figure as a table to read: heads and codes in words, and no column that only a machine needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from wijkteams.book.downloads import heads
from wijkteams.checking.forms import Texts
from wijkteams.numbers.catalogue import VOCABULARIES, Figure
from wijkteams.numbers.formats import Language

Words = Mapping[str, Texts]

# Heads of columns that come back in the data of many figures; a figure may name its own. A range is headed by what stands
# before `_low`.
HEADS: Words = {
    "a": {
        "en": "95% interval, all such municipalities",
        "nl": "95%-interval, alle gemeenten in die groep",
    },
    "answered": {
        "en": "Answered, of a hundred municipalities",
        "nl": "Deelgenomen, van de honderd gemeenten",
    },
    "at_least": {"en": "Named at least", "nl": "Noemden minstens"},
    "b": {"en": "95% interval, tendency", "nl": "95%-interval, tendens"},
    "base_fits": {"en": "Does it fit", "nl": "Past dat"},
    "base_named": {"en": "Of what, in short", "nl": "Waarvan, in het kort"},
    "base_printed": {"en": "Of what, as printed", "nl": "Waarvan, zoals gepubliceerd"},
    "c": {"en": "Without assumption", "nl": "Zonder aanname"},
    "change": {"en": "Change (points)", "nl": "Verandering (procentpunt)"},
    "claim": {"en": "Claim", "nl": "Uitspraak"},
    "condition": {"en": "Holds on condition", "nl": "Geldt onder voorwaarde"},
    "date": {"en": "Date", "nl": "Datum"},
    "decided_by": {"en": "Decided by", "nl": "Beslist door"},
    "deciding_number": {"en": "Number that decides", "nl": "Getal dat beslist"},
    "delta": {
        "en": "Others differ by (points)",
        "nl": "Afwijking van de non-respons (procentpunt)",
    },
    "delta_star": {
        "en": "Lost when others differ by (points)",
        "nl": "Valt weg bij een afwijking van (procentpunt)",
    },
    "effect": {"en": "95% interval of the effect", "nl": "95%-interval van het effect"},
    "estimate": {"en": "Estimate", "nl": "Schatting"},
    "figure_id": {"en": "Row of the register", "nl": "Rij van het register"},
    "figure_ids": {"en": "Rows of the register", "nl": "Rijen van het register"},
    "gap": {"en": "Largest gap between types", "nl": "Grootste verschil tussen typen"},
    "interval": {"en": "Interval", "nl": "95%-interval"},
    "item_ids": {"en": "Tasks", "nl": "Taken"},
    "items": {"en": "Number of tasks", "nl": "Aantal taken"},
    "label": {"en": "Item", "nl": "Onderwerp"},
    "locator": {"en": "Place", "nl": "Plaats"},
    "mix_high": {
        "en": "By the mix, at most (points)",
        "nl": "Door de mix, hoogstens (procentpunt)",
    },
    "movement": {"en": "Movement of types (points)", "nl": "Verschuiving van typen (procentpunt)"},
    "municipalities": {"en": "Municipalities", "nl": "Gemeenten"},
    "n": {"en": "Answers (n)", "nl": "Antwoorden (n)"},
    "near": {"en": "Left of the finding (points)", "nl": "Over van de bevinding (procentpunt)"},
    "note": {"en": "Note", "nl": "Opmerking"},
    "odds": {"en": "95% interval of the odds ratio", "nl": "95%-interval van de odds-ratio"},
    "printed_value": {"en": "As printed", "nl": "Zoals gepubliceerd"},
    "publisher": {"en": "Publisher", "nl": "Uitgever"},
    "respondents": {"en": "Number that answered", "nl": "Deelnemende gemeenten"},
    "rest": {"en": "Types without a share", "nl": "Typen zonder aandeel"},
    "share": {"en": "Share (%)", "nl": "Aandeel (%)"},
    "short": {
        "en": "Prevention falls short, of a hundred municipalities",
        "nl": "Te weinig preventie, van de honderd gemeenten",
    },
    "shortfall_id": {"en": "Task", "nl": "Taak"},
    "source_id": {"en": "Source", "nl": "Bron"},
    "type_id": {"en": "Type of team", "nl": "Type team"},
    "verdict": {"en": "Verdict", "nl": "Oordeel"},
    "wave_from": {"en": "From survey", "nl": "Van peiling"},
    "wave_id": {"en": "Survey", "nl": "Peiling"},
    "wave_to": {"en": "To survey", "nl": "Tot peiling"},
    "waves": {"en": "Surveys", "nl": "Peilingen"},
    "with_team": {
        "en": "With a team, of a hundred municipalities",
        "nl": "Met een wijkteam, van de honderd gemeenten",
    },
    "within_low": {
        "en": "Within types, at least (points)",
        "nl": "Binnen typen, minstens (procentpunt)",
    },
    "year": {"en": "Year", "nl": "Jaar"},
}
# Codes of results that no vocabulary of the register holds.
_RESULTS: Words = {
    "False": {"en": "no", "nl": "nee"},
    "True": {"en": "yes", "nl": "ja"},
    "any_types": {"en": "types without a share: many", "nl": "typen zonder aandeel: vele"},
    "b": {"en": "chance", "nl": "toeval"},
    "best": {"en": "best", "nl": "gunstigst"},
    "delta_star": {"en": "those that did not answer", "nl": "non-respons"},
    "fits": {"en": "yes", "nl": "ja"},
    "fitted": {"en": "curve", "nl": "kromme"},
    "greatest": {"en": "greatest", "nl": "grootst"},
    "largest": {"en": "largest", "nl": "grootst"},
    "least": {"en": "least", "nl": "kleinst"},
    "logit": {"en": "logistic", "nl": "logistisch"},
    "none": {"en": "none", "nl": "geen"},
    "nothing": {"en": "nothing", "nl": "niets"},
    "observed": {"en": "survey", "nl": "peiling"},
    "one_type": {"en": "types without a share: one", "nl": "typen zonder aandeel: één"},
    "p_holm": {"en": "chance, among all comparisons", "nl": "toeval, onder alle vergelijkingen"},
    "other": {"en": "no", "nl": "nee"},
    "plain": {"en": "plain", "nl": "gewoon"},
    "power": {"en": "power", "nl": "onderscheidend vermogen"},
    "team_type": {"en": "type of team", "nl": "type team"},
    "unsaid": {"en": "not said", "nl": "staat er niet bij"},
    "worst": {"en": "worst", "nl": "ongunstigst"},
    "years": {"en": "years", "nl": "jaren"},
}
_ENDS = ("low", "high")
_RANGE = re.compile(r"(?:^|_)(?:low|high)$")
_LISTS = ("waves", "team_types", "shortfalls", "verdicts")
# Names of models and days of fieldwork, as the rows are told apart by other columns; and bases, which the figure itself tells.
_FOR_MACHINES = {"bases", "model", "possible_bases", "topic", "wave_date"}


def columns_to_read(head: Sequence[str], language: Language) -> dict[str, tuple[str, ...]]:
    """Return the columns that a reader needs: none in the other language, no code beside its own words, ends as a range.

    Parameters
    ----------
    head : sequence of str
        Columns of the data of a figure.
    language : {"en", "nl"}
        Language of the page.

    Returns
    -------
    dict
        The name of each, which `head_in_words` heads, to the column or to the two that are its ends.
    """
    shown: dict[str, tuple[str, ...]] = {}
    for name in head:
        stem = _RANGE.sub("", name)
        ends = tuple(each for each in head if _RANGE.sub("", each) == stem and each != stem)
        if _superfluous(name, head, language):
            continue
        if len(ends) == len(_ENDS) and name in ends:
            called = stem or "interval"
            shown[f"{called}_range" if stem in head else called] = ends
        else:
            shown[name] = (name,)
    return shown


def _superfluous(name: str, head: Sequence[str], language: Language) -> bool:
    stem = name.removesuffix("_id")
    if name == "item_id":
        return f"label_{language}" in head
    if name == "wave_id":
        return "year" in head
    other = name[-2:] in ("en", "nl") and not name.endswith(f"_{language}")
    said = {f"{name}_{language}"}
    if stem != name:
        said |= {f"{stem}_{language}", f"{stem}_label_{language}"}
    twin = other and f"{name[:-2]}{language}" in head
    return bool(said & {*head}) or name in _FOR_MACHINES or twin


def head_in_words(name: str, figure: Figure, language: Language) -> str:
    """Return the head of a column: as the figure names it, as `HEADS` does, or as its data have it to download."""
    stem = name.removesuffix("_range")
    if stem != name:
        limits = head_in_words("interval", figure, language).lower()
        return f"{head_in_words(stem, figure, language)}: {limits}"
    for words in (figure.columns, HEADS):
        for known in (name, name.removesuffix(f"_{language}")):
            if known in words:
                return words[known][language]
    head = heads.head_of(name, language)
    return head[:1].upper() + head[1:]


def cell_in_words(text: str, figure: Figure, bases: Words, language: Language) -> str:
    """Return a cell with its codes, one or more with a mark between them, in words; else as it stands.

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
    codes = [code.strip() for code in re.split("[;+,]", text)]
    said = [_said(code, lists, language) for code in codes]
    return text if said == codes else "; ".join(said)


def _said(code: str, lists: Sequence[Words], language: Language) -> str:
    def found() -> Iterator[str]:
        yield from (words[code][language] for words in lists if code in words)

    return next(found(), code)
