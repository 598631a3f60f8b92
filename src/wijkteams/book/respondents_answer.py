"""The answer that opens the chapter on respondent-level files, in words, made from the primary model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from wijkteams.microdata.codebook import SHORTFALLS
from wijkteams.models.plan import Plan
from wijkteams.numbers.formats import Language, count_in_words, format_decimal, span

_TYPES: dict[str, dict[Language, str]] = {
    "type_broad_all": {
        "en": "a broad team for all questions",
        "nl": "een breed team voor alle vragen",
    },
    "type_broad_complex": {
        "en": "a broad team for complex questions",
        "nl": "een breed team voor complexe vragen",
    },
    "type_target_group": {"en": "teams for a target group", "nl": "teams voor een doelgroep"},
    "type_front": {"en": "a front of specialists", "nl": "een voorpost van specialisten"},
    "type_other": {"en": "another form of team", "nl": "een andere vorm van team"},
}
_TEXTS: dict[str, dict[Language, str]] = {
    "unanswered": {
        "en": "These files cannot answer whether shortfalls go with the type of team.",
        "nl": "Deze bestanden kunnen niet zeggen of tekorten samenhangen met het type team.",
    },
    "none": {
        "en": "No difference between types of team was found for {which}. That does not say that there is none: the table "
        "shows how large it may be.",
        "nl": "Voor {which} is geen verschil tussen typen team aan te tonen. Dat zegt niet dat er geen is: de tabel laat zien "
        "hoe groot het kan zijn.",
    },
    "some": {
        "en": "Whether a municipality names a shortfall goes with its type of team for {found} of the {all} shortfalls that "
        "could be compared.",
        "nl": "Of een gemeente een tekort noemt hangt samen met het type team bij {found} van de {all} tekorten die te "
        "vergelijken zijn.",
    },
    "item": {
        "en": "{item} was named {way} often with {level} than with {reference}: by {effect} ({interval}). This holds "
        "{condition}.",
        "nl": "{item} werd met {level} {way} genoemd dan met {reference}: {effect} ({interval}). Dat geldt {condition}.",
    },
    "also": {
        "en": "{way} often, too, with {levels}.",
        "nl": "{way} ook met {levels}.",
    },
    "more": {"en": "more", "nl": "vaker"},
    "less": {"en": "less", "nl": "minder vaak"},
    "unless": {
        "en": "unless those that did not answer differ by more than {delta}",
        "nl": "tenzij gemeenten die niet deelnamen meer dan {delta} afwijken",
    },
    "always": {
        "en": "whatever those that did not answer would have said",
        "nl": "hoe groot de non-respons ook zou afwijken",
    },
    "unknown": {
        "en": "for those that answered",
        "nl": "voor de deelnemende gemeenten",
    },
    "only_jointly": {
        "en": "For {item} the types differ, but no single type stands apart from {reference}.",
        "nl": "Bij {item} verschillen de typen, maar geen enkel type is te onderscheiden van {reference}.",
    },
    "others": {
        "en": "For {which} no difference was found.",
        "nl": "Voor {which} is geen verschil aan te tonen.",
    },
    "refused": {
        "en": "Not compared, because {reason}: {items}.",
        "nl": "Niet vergeleken, want {reason}: {items}.",
    },
    "instead": {
        "en": "No municipality has {wanted}, with which the plan compares; {reference} takes its place.",
        "nl": "Geen gemeente heeft {wanted}, waarmee het plan vergelijkt; {reference} komt ervoor in de plaats.",
    },
    "unreleased": {
        "en": "What may be released of these files does not tell whether shortfalls go with the type of team.",
        "nl": "Wat van deze bestanden mag worden vrijgegeven zegt niet of tekorten samenhangen met het type team.",
    },
    "shown_instead": {
        "en": "The plan compares with {wanted}, which is not shown; {reference} takes its place.",
        "nl": "Het plan vergelijkt met {wanted}, en dat type is niet getoond; {reference} komt ervoor in de plaats.",
    },
    "held_back": {
        "en": "Held back, because too few municipalities stand behind it: {items}.",
        "nl": "Achtergehouden, omdat er te weinig gemeenten achter staan: {items}.",
    },
    "and": {"en": "and", "nl": "en"},
}
_POINTS: dict[Language, tuple[str, str]] = {
    "en": ("point", "points"),
    "nl": ("procentpunt", "procentpunt"),
}


def answer_question(
    models: pd.DataFrame, refused: pd.DataFrame, plan: Plan, language: Language
) -> str:
    """Say in words whether shortfalls go with the type of team, from the tables of `fit_respondents`.

    Plain sentences: what differs, by how much and up to which difference of those that did not answer; for which shortfalls
    no difference can be told; and what could not be compared, with the reason. The confidence of the plan is that of the test.
    """
    rows = models[(models["model"] == "primary") & (models["term"] == "team_type")]
    said = _compared(rows, plan, language, "unanswered", "instead")
    return " ".join([*said, *_not_compared(refused, plan, language)])


def answer_released(effects: Path, withheld: Path, plan: Plan, language: Language) -> str:
    """Say the same from the released differences alone: coarsely rounded, clear or not, and no word on nonresponse.

    A shortfall of which no difference was released is named as held back.
    """
    released, held = pd.read_csv(effects), pd.read_csv(withheld)
    rows = released.assign(
        level=released["team_type"], delta_star=np.nan,
        p_type_holm=np.where(released["types_differ"] == "clear", 0.0, 1.0),
    )  # fmt: skip
    sentences = list(_compared(rows, plan, language, "unreleased", "shown_instead"))
    missing = set(held["item_id"]) - set(released["item_id"])
    if missing:
        items = [item for item in plan.outcomes if item in missing]
        sentences.append(_say("held_back", language, items=_items(items, language)))
    return " ".join(sentences)


def _compared(
    rows: pd.DataFrame, plan: Plan, language: Language, unanswered: str, instead: str
) -> Iterator[str]:
    """Say what the comparisons of types give."""
    fitted = [item for item in plan.outcomes if item in set(rows["item_id"])]
    tests = rows.groupby("item_id")["p_type_holm"].first()
    found = [item for item in fitted if tests[item] < 1 - plan.confidence]
    others = [item for item in fitted if item not in found]
    if not fitted:
        yield _TEXTS[unanswered][language]
    elif not found:
        yield _say("none", language, which=_items(others, language))
    else:
        some, of_all = (count_in_words(len(each), language) for each in (found, fitted))
        yield _say("some", language, found=some, all=of_all)
    wanted = plan.levels["team_type"]
    for reference in sorted(set(rows["reference"]) - {wanted}):
        named = {"wanted": _TYPES[wanted][language], "reference": _TYPES[reference][language]}
        yield _say(instead, language, **named)
    for item in found:
        yield from _of_item(rows[rows["item_id"] == item], item, language)
    if found and others:
        yield _say("others", language, which=_items(others, language))


def _say(name: str, language: Language, **parts: str) -> str:
    return _TEXTS[name][language].format(**parts)


def _items(items: Sequence[str], language: Language) -> str:
    return _joined([getattr(SHORTFALLS[item], f"label_{language}") for item in items], language)


def _joined(parts: Sequence[str], language: Language) -> str:
    """Return a, b and c; with semicolons where a part has a comma of its own."""
    comma = "; " if any("," in part for part in parts) else ", "
    last = f" {_TEXTS['and'][language]} "
    return last.join(filter(None, (comma.join(parts[:-1]), *parts[-1:])))


def _of_item(rows: pd.DataFrame, item: str, language: Language) -> Iterator[str]:
    """Say in full the difference that is farthest from zero with all of its interval, and which other types differ."""
    reference = _TYPES[rows["reference"].iloc[0]][language]
    label = _items([item], language)
    apart = (rows["effect_low"] > 0) | (rows["effect_high"] < 0)
    told = sorted(
        rows[apart].to_dict("records"),
        key=lambda row: -min(abs(row["effect_low"]), abs(row["effect_high"])),
    )
    if not told:
        yield _say("only_jointly", language, item=label, reference=reference)
        return
    clearest, *rest = told
    yield _say(
        "item",
        language,
        item=_capital(label),
        way=_way(clearest["effect_points"], language),
        level=_TYPES[clearest["level"]][language],
        reference=reference,
        effect=_points(abs(clearest["effect_points"]), language),
        interval=_interval(clearest, language),
        condition=_condition(clearest["delta_star"], language),
    )
    for way in dict.fromkeys(_way(row["effect_points"], language) for row in rest):
        same = [row for row in rest if _way(row["effect_points"], language) == way]
        levels = _joined([_TYPES[row["level"]][language] for row in same], language)
        yield _say("also", language, way=_capital(way), levels=levels)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _way(effect: float, language: Language) -> str:
    return _TEXTS["more" if effect > 0 else "less"][language]


def _interval(row: Mapping[Any, Any], language: Language) -> str:
    """Return the limits without a sign; a near end that would round to zero gets a decimal."""
    near, far = sorted(abs(row[end]) for end in ("effect_low", "effect_high"))
    decimals = 0 if near >= 0.5 else 1
    return span(
        format_decimal(near, decimals, language), format_decimal(far, decimals, language), language
    )


def _condition(delta: float, language: Language) -> str:
    if np.isnan(delta):
        return _TEXTS["unknown"][language]
    if np.isinf(delta):
        return _TEXTS["always"][language]
    # Rounded down: a condition that is met must be enough.
    decimals = 0 if delta >= 1 else 1
    kept = np.floor(delta * 10**decimals) / 10**decimals
    return _say("unless", language, delta=_points(kept, language, decimals))


def _points(value: float, language: Language, decimals: int = 0) -> str:
    digits = format_decimal(value, decimals, language)
    return f"{digits} {_POINTS[language][digits != '1']}"


def _not_compared(refused: pd.DataFrame, plan: Plan, language: Language) -> Iterator[str]:
    primary = refused[refused["model"] == "primary"]
    for reason, part in primary.groupby(f"reason_{language}", sort=False):
        items = [item for item in plan.outcomes if item in set(part["item_id"])]
        yield _say("refused", language, reason=str(reason), items=_items(items, language))
