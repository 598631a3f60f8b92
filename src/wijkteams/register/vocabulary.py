"""The closed vocabularies of the register: every code with its meaning.

The meanings are published in the data dictionary, so a code is explained in one place only.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

_ZERO, _HUNDRED = Fraction(0), Fraction(100)

UNITS: Final = {
    "percent": "share in per cent",
    "percentage_points": "difference between two shares, in percentage points",
    "percent_or_points": "change called 'per cent' where percentage points may be meant",
    "count": "whole number",
    "mean": "average of a number",
    "per_1000": "number per 1,000 inhabitants",
    "odds_ratio": "ratio of two odds",
    "words": "words without a number",
}

UNIT_LIMITS: Final[dict[str, tuple[Fraction | None, Fraction | None]]] = {
    "percent": (_ZERO, _HUNDRED),
    "percentage_points": (-_HUNDRED, _HUNDRED),
    "percent_or_points": (-_HUNDRED, None),
    "count": (_ZERO, None),
    "mean": (_ZERO, None),
    "per_1000": (_ZERO, Fraction(1000)),
    "odds_ratio": (_ZERO, None),
}
"""Lowest and highest possible value of each unit with numbers."""

KINDS: Final = {
    "measured": "answer to a survey, printed with that survey",
    "retrospective": "answer to an earlier survey, quoted with a later one",
    "change": "difference or effect printed without its two levels",
    "expectation": "what respondents expected or planned",
    "design": "fact about a study: size, response, dates, frame, membership",
    "qualitative": "statement without a figure",
    "assertion": "figure, or word for one, without a survey behind it",
}

USES: Final = {
    "series": "the figure that the series uses for its item, wave and subgroup",
    "repeat": "prints the same figure as the series, from the same origin",
    "conflict": "contradicts the figure that the series uses; see contradictions",
    "context": "bears on another study, another year or the population",
    "qualitative": "no figure, so nothing for a series",
    "set_aside": "a figure that cannot enter a series",
}

USE_REASONS: Final = {
    "same_origin": "prints the same figure from the same origin; counted once",
    "less_precise": "prints the same figure less precisely; counted once",
    "other_value": "prints another value for the same item, wave and subgroup",
    "other_base": "same subject, but a base that differs or is misnamed",
    "words_only": "words without a figure",
    "change_only": "a change without the level before or after",
    "year_unknown": "the text does not say which of two waves the value belongs to",
    "sum_of_others": "the sum of two printed figures, one of them an expectation",
    "no_survey": "no survey stands behind the figure",
    "other_study": "comes from a study outside the four surveys",
    "outside_period": "lies outside 2014-2019",
    "population": "describes municipalities or a network, not answers",
    "not_available": "the source says that there is no figure: it is not known or not given",
    "not_applicable": "the source says that there can be no figure: the question does not apply",
    "revised": "a later printing of the same origin corrects it",
}

NO_FIGURE: Final = ("not_available", "not_applicable")
"""Reasons of rows in which the source says that there is no figure."""

READINGS: Final = {
    "printed": "label and value stand together",
    "by_position": "label and value are paired by their order in a chart",
    "year_unknown": "the year is an inference or not known",
}

RESPONSE_TYPES: Final = {
    "yes_no": "one question with yes or no",
    "single_choice": "one answer out of a list; shares add up to at most 100",
    "multiple_response": "several answers out of a list; shares may add up to more than 100",
    "count": "a number",
    "open": "answer in own words, or how it was asked was not seen",
    "qualitative": "no figure was published",
    "not_asked": "a fact about a study or the country, not an answer",
}

COMPARABILITY: Final = {
    "comparable": "same wording in every wave that measured it, as far as was seen",
    "wording_changed": "the printed wording differs between waves",
    "measured_once": "one wave with a published figure",
    "not_measured": "no wave with a published figure",
}

_TYPES: Final = {
    "type_broad_all": "a broad team for all questions",
    "type_broad_complex": "a broad team for complex questions only",
    "type_target_group": "teams for a target group or domain",
    "type_front": "a generalist team as front of specialists",
}

SUBGROUPS: Final = {
    "all": "all who answered",
    "G32": "members of the G32 network of larger cities",
    "other": "municipalities outside the G32",
    "G4": "Amsterdam, Rotterdam, The Hague, Utrecht",
    "G40": "members of the G40, as the G32 is called since 2018",
    "Enschede": "city",
    "Leeuwarden": "city",
    "Zaanstad": "city",
    "Rotterdam": "city",
    "without_team": "municipalities without a team",
    "with_team": "municipalities with a team",
    "team_with_providers": "municipalities with care providers in the team",
    "team_without_providers": "municipalities without care providers in the team",
    "multi_problem_teams": "teams for households with several problems",
    "broad_teams": "municipalities with broad teams",
    "low_income": "children of parents with a low income",
    "migration_background": "youths with a migration background",
    # the cells of a table: those who gave an answer to another question, and those who gave another
    **{f"with_{item}": f"municipalities with {words}" for item, words in _TYPES.items()},
    **{
        f"without_{item}": f"municipalities with another type than {words}"
        for item, words in _TYPES.items()
    },
}

BASES: Final = {
    "municipalities": "all municipalities of that year",
    "respondents": "municipalities that answered the survey",
    "g4": "the four largest cities",
    "g32": "members of the G32",
    "g32_respondents": "G32 cities that answered",
    "g32_with_team": "G32 cities that answered and have a team",
    "g32_with_or_starting": "G32 cities that answered and have a team or start one soon",
    "other_municipalities": "all municipalities outside the G32",
    "other_respondents": "other municipalities that answered",
    "other_with_team": "other municipalities that answered and have a team",
    "other_with_or_starting": "other municipalities that answered and have a team or start soon",
    "with_team": "municipalities that answered and have a team",
    "with_or_starting": "municipalities that answered and have a team or start one soon",
    "not_all_done": "those with a team that say that not all tasks get done",
    "wants_support": "those that want extra support",
    "wants_monitoring": "those that want to monitor or evaluate",
    "reports_change": "those that report a change",
    "teams": "teams, not municipalities",
    "team_workers": "people who work in a team",
    "residents": "residents, clients or youths",
    "other": "another base, described in base_printed",
}

WAVE_KINDS: Final = {
    "peiling": "one of the four national surveys of 2014-2019",
    "other_study": "any other study, count or later survey",
}

YES_NO: Final = {"yes": "yes", "no": "no"}

READ_STATES: Final = {
    "full": "the full text was read",
    "excerpt": "part of the text was read",
    "contents_only": "cover, colophon or table of contents only",
    "not_read": "not read; known through the sources that repeat it",
}

OPEN: Final = {
    "subgroup": "part of the units that a figure describes",
    "possible_bases": "group that a figure can be a share of",
}
"""Vocabularies that ``data/raw/codes.csv`` adds to, with what their codes are."""

AddedCodes = Mapping[str, Mapping[str, str]]
"""Vocabulary to the codes that a register adds to it, with their meanings."""

VOCABULARIES: Final[dict[str, dict[str, str]]] = {
    "unit": UNITS,
    "kind": KINDS,
    "use": USES,
    "use_reason": USE_REASONS,
    "reading": READINGS,
    "response_type": RESPONSE_TYPES,
    "comparability": COMPARABILITY,
    "subgroup": SUBGROUPS,
    "possible_bases": BASES,
    "wave_kind": WAVE_KINDS,
    "read_state": READ_STATES,
    "yes_no": YES_NO,
}
