"""The tidy tables that the book publishes, declared once: what a row is, and of each column its head, unit and meaning.

The reading interface loads them by these names and heads its columns by these words; the data dictionary prints them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from wijkteams.checking.forms import Unit

RESULTS = Path("results")
TIDY_FOLDER = "tables/tidy"
"""Where a reader downloads them from the book."""


@dataclass(frozen=True)
class TidyColumn:
    """One column.

    Attributes
    ----------
    name : str
        As it stands in the CSV.
    head : str
        In words, as a shown table is headed.
    unit : str
        A unit of `wijkteams.numbers.formats.UNITS`; none for words and codes.
    holds : str
        What it holds.
    """

    name: str
    head: str
    unit: Unit | None
    holds: str


@dataclass(frozen=True)
class TidyTable:
    """One table.

    Attributes
    ----------
    name : str
        By which it is loaded, and the stem of its published CSV.
    row : str
        What one row is.
    files : tuple of str
        Results that it consists of, one below the other; names below ``results/``, ``*`` for any.
    columns : tuple of TidyColumn
        Every column, in the order of the file.
    """

    name: str
    row: str
    files: tuple[str, ...]
    columns: tuple[TidyColumn, ...]

    def column(self, name: str) -> TidyColumn | None:
        """Return the column of this name, if there is one."""
        return next((each for each in self.columns if each.name == name), None)

    def paths(self, results: Path) -> list[Path]:
        """Return its files below a folder of results, in order of their names."""
        return sorted(path for pattern in self.files for path in results.glob(pattern))

    def text(self, results: Path) -> str:
        """Return the whole table as CSV, empty where it was not made: its files share one header."""
        texts = [path.read_text(encoding="utf-8") for path in self.paths(results)]
        return "".join([*texts[:1], *(text.partition("\n")[2] for text in texts[1:])])


def _columns(text: str) -> tuple[TidyColumn, ...]:
    """Read ``name | head | unit | what it holds``, one column a line; a name ``x_low, x_high`` is two columns."""
    found = []
    for line in filter(str.strip, text.splitlines()):
        names, head, unit, holds = (part.strip() for part in line.split("|"))
        known = cast(Unit, unit) if unit else None
        found += [TidyColumn(name.strip(), head, known, holds) for name in names.split(",")]
    return tuple(found)


_LABELS = """
    label_en, label_nl | Item | | name of the item, in English and Dutch
"""
_LIMITS = """
    {0}_low, {0}_high | {1} | {2} | {3}
"""


def _limits(name: str, head: str, unit: str, holds: str) -> str:
    return _LIMITS.format(name, head, unit, holds)


_INTERVALS = (
    ("a", "95% interval, those years", "all such municipalities of those years, if it was chance who answered"),
    ("b", "95% interval, tendency", "the tendency behind the answers, without correction for the finite population"),
    ("c", "Without assumption", "bounds when nothing is assumed of those that did not answer"),
)  # fmt: skip


def _abc(unit: str) -> str:
    return "".join(_limits(name, head, unit, holds) for name, head, holds in _INTERVALS)


_SHARES = (
    """
    topic | Topic | | topic of the register
    item_id | Item code | | code of the item"""
    + _LABELS
    + """
    wave_id | Survey | | code of the survey: w and its year
    wave_date | Date | | middle of the field period
    subgroup | Group | | all that answered, or a class of municipalities
    printed_value | As printed | | the share as its source prints it
    possible_bases | Possible bases | | codes of the groups that it can be a share of
    comparability | Comparable | | whether other surveys asked the same
    reading | Read as | | how the value was read from the page
    figure_ids | Register rows | | the printed figure that is used, then its repeats
    share | Share | percent | as printed; of words, that of the middle count
"""
    + _abc("percent")
    + _limits("rounding", "Before rounding", "percent", "shares that the printed figure can stand for")
    + _limits("base", "Of those with a team", "percent", "the same, as shares of municipalities with a team that answered")
    + """
    part_rounding | Due to rounding | percentage_points | width that rounding alone leaves open
    part_base | Due to the base | percentage_points | width that an open base adds to it
    part_sampling | Due to chance | percentage_points | width of the interval at the middle count
    part_nonresponse | Due to silence | percentage_points | width of the bounds at the middle count
    count | Count | count | the middle count that fits
    sample_size | n | count | the middle number of answers that fits
    count_low, count_high | Counts | count | least and greatest count that fits
    n_low, n_high | n | count | least and greatest number of answers that fits
    pairs | Fitting counts | | every count/n that fits the printed share on a possible base
"""
)  # fmt: skip

_CHANGES = (
    """
    topic | Topic | | topic of the register: the family of Holm's correction
    item_id | Item code | | code of the item"""
    + _LABELS
    + """
    subgroup | Group | | all that answered, or a class of municipalities
    wave_from, wave_to | Surveys | | codes of the two surveys
    years | Years | years | between the middles of the field periods
    share_from, share_to | Shares | percent | as printed
    change | Change as printed | percentage_points | later share less earlier one
"""
    + _limits("change", "Change before rounding", "percentage_points", "over every count, n and base that fits")
    + _abc("percentage_points")
    + """
    breakdown | Lost at, in answers | percentage_points | how far the silent may differ, in what they would have answered
    delta_star_a | Lost at, those years | percentage_points | the same with chance, for the municipalities of those years
    delta_star | Lost at (delta*) | percentage_points | how far the silent may differ, in opposite directions, chance counted in
    delta_star_union | Lost at, careful | percentage_points | the same by the careful reading
    delta_star_holm | Lost at, after Holm | percentage_points | the same at the level that Holm's correction asks for
    p | p | probability | two-sided, the largest over everything that fits
    p_holm | p after Holm | probability | adjusted among the changes of the topic
    p_bh | p, false discovery | probability | adjusted after Benjamini and Hochberg
    size | Size of the test | percent | how often it finds a change where there is none, at most
    test | Test | | whether the interval decides, or an exact test
    exact_delta_star | Lost at, exact test | percentage_points | decides where the test is exact
    shared_base | Shared base | | the most favourable base that both surveys can share
    shared_b_low, shared_b_high | On the shared base | percentage_points | interval (B) on that base
    shared_delta_star | Lost at, shared base | percentage_points | delta* on that base
    part_any_change | Part, any change | percent | least part that an unprinted group must have been for the shares to differ
    part_beyond_chance | Part, beyond chance | percent | for the interval to leave out zero
    part_after_holm | Part, after Holm | percent | the same after Holm's correction
    part_delta_star | Lost at, that part | percentage_points | delta* where the group is that part
    equal_within | Equal within | percentage_points | least limit within which the two are shown to be equal
    equal_delta_star | Equality lost at | percentage_points | how far the silent may differ before they are not
    comparability | Comparable | | whether both surveys asked the same
    against | Moved against | | an item of the same question against which it clearly moved
    against_low, against_high | Moved by | percentage_points | interval (B) of that
    verdict | Verdict | | code of the verdict by the rule
    reason | Line of the rule | | code of the line that decides
    conditions | Condition codes | | codes of the conditions
    condition_en, condition_nl | On condition | | the conditions in words, in English and Dutch
    decided_by | Decided by | | the number that decides
    deciding_number | Deciding number | | its value
    figure_ids | Register rows | | the printed figures behind it
"""
)  # fmt: skip

_CLAIMS = """
    claim_id | Claim code | | code of the claim
    reading_of | Reading of | | the claim of which it is one reading
    made_by | Made by | | the source, or this book
    source_id | Figures from | | sources of its figures
    figure_ids | Register rows | | the printed figures behind it
    claim_en, claim_nl | Claim | | the claim in words, in English and Dutch
    kind | Kind | | a change, a ranking, a limit or an equality
    topic | Topic | | topic of the register
    items | Items | | codes of the items
    waves | Surveys | | codes of the surveys
    estimate | Estimate | | the share in per cent, or the difference in percentage points, as printed
    low, high | Interval | | interval (B), in the unit of the estimate
    delta_star | Lost at (delta*) | percentage_points | how far the silent may differ before it is lost
    delta_star_union | Lost at, careful | percentage_points | the same by the careful reading
    against | Opposite lost at | percentage_points | delta* of the opposite of what is claimed
    p | p | probability | two-sided, of the direction in which the figures point
    p_holm | p after Holm | probability | adjusted among its topic
    size | Size of the test | percent | how often the test finds something where there is nothing, at most
    test | Test | | whether the interval decides, or an exact test
    exact_delta_star, exact_against | Lost at, exact test | percentage_points | of the claim and of its opposite
    verdict | Verdict | | code of the verdict by the rule
    verdict_en, verdict_nl | Verdict | | in words, in English and Dutch
    reason | Line of the rule | | code of the line that decides
    why_en, why_nl | Why | | that line in words
    conditions | Condition codes | | codes of the conditions
    condition_en, condition_nl | On condition | | the conditions in words
    decided_by | Decided by | | the number that decides
    deciding_number | Deciding number | | its value
"""

_PAIR = """
    wave_id | Survey | | code of the survey
    type_id | Type code | | code of the type of team
    type_label_en, type_label_nl | Type of team | | name of the type
    shortfall_id | Shortfall code | | code of the shortfall
    shortfall_label_en, shortfall_label_nl | Falls short | | name of the shortfall
"""

_ASSOCIATIONS = (
    _PAIR
    + """
    n_low, n_high | n | count | numbers of answers that fit
    joint_low, joint_high | Both | percent | share with the type and the shortfall
    given_low, given_high | With the type | percent | share with the shortfall among those with the type
    given_not_low, given_not_high | Without it | percent | the same among all others
    difference_low, difference_high | Difference | percentage_points | with the type less without it
    with_team_given_low | With it, at least | percent | if both are shares of those with a team
    with_team_given_not_low | Without it, at least | percent | the same
    with_team_difference_low, with_team_difference_high | Difference, with a team | percentage_points | the same
    n | n | count | the middle number of answers, for what follows
    type_count, shortfall_count | Counts | count | the middle counts
    detectable_odds_ratio | Odds ratio shown | odds_ratio | the smallest that n answers show four times in five
    detectable_difference | Difference shown | percentage_points | the same as a difference
    tables | Tables that fit | count | two-by-two tables with these margins
    tables_signing | Tables with a sign | count | those of them that would show a direction
    least_signed_difference | Least shown | percentage_points | the smallest difference among these
    width_before, width_rounded | Width | percentage_points | of the difference, before such a table and with it
"""
)

_TYPE_MIX = """
    shortfall_id | Shortfall code | | code of the shortfall
    label_en, label_nl | Falls short | | name of the shortfall
    wave_from, wave_to | Surveys | | codes of the two surveys
    change_low, change_high | Change before rounding | percentage_points | over every count, n and base that fits
    rest | Other types | | whether the types without a share are one type or may be any
    movement_low, movement_high | Moved between types | percentage_points | part of the municipalities that changed type
    gap | Furthest apart | ratio | how far shares of two types may lie apart; 1 assumes nothing
    mix_high | By the mix, at most | percentage_points | what the mix of types can explain
    within_low | Within types, at least | percentage_points | what it leaves
    gap_needed | Gap needed | ratio | with which the mix could explain all; above 1 none can
"""

_PILE_UP = """
    topic | Topic | | topic of the question
    wave_id | Survey | | code of the survey
    items | Answers offered | count | answers whose share was printed
    item_ids | Item codes | | codes of these
    at_least | At least | count | so many answers given together
    low, high | Of those asked | percent | whatever the combinations and the base
    bases | Bases | | codes of the bases over which it holds
"""

_HUNDRED = """
    wave_id | Survey | | code of the survey
    year | Year | year | of the survey
    municipalities | Municipalities | count | all of that year
    respondents | Answered | count | those that took part
    answered | Answered | | of a hundred municipalities
    with_team | With a team | | of a hundred municipalities: answered and have one
    with_team_low, with_team_high | With a team | | least and greatest that fits
    short | Falls short | | of a hundred: said that prevention falls short
    short_low, short_high | Falls short | | least and greatest that fits, over every base
    figure_ids | Register rows | | the printed figures behind it
"""

_MODELS = (
    """
    model | Model | | name of the model
    term | Term | | the explaining variable
    item_id | Item code | | code of the item"""
    + _LABELS
    + """
    rows | Shares | count | printed shares in the model
    waves | Surveys | | those whose shares are fitted
    counts_printed | Printed counts | | shares whose count was printed and not rebuilt from a percentage
    n | n | count | answers in all; a municipality can be in more than one survey
    level | Level | ratio | log odds where the term is zero
    level_se | Standard error | ratio | of the level
    log_odds | Log odds | ratio | the coefficient
    se | Standard error | ratio | of the coefficient
    low, high | 95% interval | ratio | of the coefficient
    odds_ratio | Odds ratio | ratio | for one unit of the term
    odds_low, odds_high | 95% interval | ratio | of the odds ratio
    effect_points | Effect | percentage_points | average marginal effect of one unit of the term
    effect_se | Standard error | percentage_points | of the effect
    effect_low, effect_high | 95% interval | percentage_points | of the effect
    quasi_low, quasi_high | 95% interval, quasi-binomial | percentage_points | of the effect, with the scatter around the curve
    effect_least_admissible, effect_greatest_admissible | Over all counts and bases | percentage_points | over what fits
    deviance | Deviance | ratio | of the fit
    residual_df | Degrees of freedom | count | left over
    lack_of_fit_p | Lack of fit, p | probability | of the deviance
    dispersion | Dispersion | ratio | Pearson's, 1 where answers vary as by chance
"""
)

_SPECIFICATIONS = """
    claim | Claim code | | code of the headline claim"""
_SPECIFICATIONS += (
    _LABELS
    + """
    estimand | Estimand | | A: those years; B: the tendency
    base | Base | | code of the base, or of the pair
    counts | Counts | | which of the counts that fit
    correlation | Correlation | | of two answers of one municipality
    overlap | Overlap | | how many answered both surveys
    domain | Size of the group | | among all municipalities
    effect | Effect | percentage_points | under this specification
    low, high | 95% interval | percentage_points | under this specification
    delta_star | Lost at (delta*) | percentage_points | under this specification
    against | Opposite lost at | percentage_points | under this specification
    p | p | probability | under this specification
    verdict | Verdict | | code of the verdict by the rule
    holds | Holds | | whether it does
"""
)

_SURVEYS = """
    wave_id | Survey | | code of the survey
    kind | Kind | | a survey of all municipalities
    label_nl, label_en | Survey | | name of the survey
    field_period | Field period | | as printed
    date_low, date_high | First and last day | | of the field period
    date | Date | | its middle
    municipalities | Municipalities | count | all of that year
    respondents | Answered | count | those that took part
    response_printed | Response as printed | percent | as its source prints it
    overlap_with | Overlap with | | an earlier survey
    overlap_printed | Overlap as printed | percent | of the respondents, that answered it too
    publication_source_id | Source | | of these figures
    notes | Notes | | what else is known
"""

_BASES = """
    wave_id | Survey | | code of the survey or study
    date | Date | | middle of the field period
    base | Base | | code of the group
    respondents | Answered | count | the survey
    municipalities | Municipalities | count | all of that year
    overlap_with | Overlap with | | an earlier survey
    overlap | Overlap | | respondents that answered it too: every number that fits
    sizes | Answers | | every number of answers that the group can have given
    domain_sizes | Size of the group | | every size that it can have among all municipalities
    nonrespondents | Silent | count | those of the group that may not have taken part, at most
    team_sizes | With a team | | every number of answers of those with a team
    least_part | Least part | | of those with a team that the group can be
    part_assumed | Part assumed | | whether that was printed for another survey only
    settled | Settled | | counts on this base that more than the share bears on
    figure_ids | Register rows | | printed rows that it rests on
"""

_TOPICS = (
    "access", "capacity", "composition", "expertise", "goals", "monitoring", "neighbourhood_analysis", "number_of_teams",
    "presence", "privacy", "satisfaction", "steering", "support", "tasks", "team_type",
)  # fmt: skip

TIDY: Mapping[str, TidyTable] = {
    name: TidyTable(name, row, files, _columns(text))
    for name, row, files, text in (
        ("surveys", "a survey", ("register/surveys.csv",), _SURVEYS),
        ("bases", "a group that a share of a survey can be a share of", ("estimates/who_answered.csv",), _BASES),
        ("shares", "an item, a survey and a group", tuple(f"estimates/{topic}.csv" for topic in _TOPICS), _SHARES),
        ("changes", "an item and two surveys that measured it", ("estimates/changes.csv",), _CHANGES),
        ("claims", "a claim that compares", ("estimates/claims_compared.csv",), _CLAIMS),
        ("associations", "a survey, a type of team and a shortfall", ("estimates/association.csv",), _ASSOCIATIONS),
        ("type_mix", "a shortfall, a treatment of the other types, and a gap", ("estimates/type_mix.csv",), _TYPE_MIX),
        ("pile_up", "a question and a number of answers", ("estimates/pile_up_any_base.csv",), _PILE_UP),
        ("hundred", "a survey", ("estimates/hundred.csv",), _HUNDRED),
        ("models", "a model, a term and an item", ("models/[!.~]*_by_*.csv",), _MODELS),
        ("specifications", "a headline claim and a way to look at it", ("models/grid.csv",), _SPECIFICATIONS),
    )
}  # fmt: skip
"""Name to table."""
