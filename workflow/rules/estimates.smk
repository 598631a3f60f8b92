"""Estimates: intervals for every share, changes with their verdicts, and what the shares say together.

Inputs:  results/register/<topic>/series.csv, data/raw/topics/population/figures.csv and data/raw/g32_members.csv (members of
         the G32), data/raw/{waves,sources}.csv, data/raw/municipal_mergers.csv, three printed rows behind assumptions,
         config/claims.yaml, config/first_edition_verdicts.csv
Outputs: results/estimates/who_answered.csv       who answered each survey, and every possible base of a share
         results/estimates/<topic>.csv            levels, for each share of the topic
         results/estimates/changes/<topic>.csv    changes between every two surveys
         results/estimates/contrasts/<topic>.csv  item against item of one question
         results/estimates/left_out/<topic>.csv   rows of the series that no interval is given for, and why
         results/estimates/changes.csv            the changes of all topics
         results/estimates/left_out.csv           the rows left out, of all topics
         results/estimates/claims_quoted.csv      figures that the founding sources quote: whether they quote right
         results/estimates/claims_compared.csv    what they, and this book, compare, judged by the rule
         results/estimates/claims_unmeasured.csv  what they say without a figure
         results/estimates/verdict_sensitivity*.csv  every verdict under other choices of the rule: all, those that turn
         results/estimates/summary_of_findings.csv  the headline claims, and all that bears on them
         results/estimates/delta_curve*.csv       each of them against how far those who did not answer may differ
         results/estimates/verdict_rule.csv       the rule, in words
         results/estimates/first_edition.csv      the verdicts of the first edition, and what became of them
         results/estimates/five_findings.csv      what the first page compares, with verdicts
         results/estimates/association*.csv       team type against shortfall: bounds, between types, sweep
         results/estimates/type_mix.csv           what the mix of types can explain of the change in shortfalls
         results/estimates/by_type.csv            type against type on a shortfall, where a table of both was printed
         results/estimates/type_explained.csv     what the mix of types explains of a change, likewise
         results/models/by_type.csv               shortfall on type and survey, likewise
         results/estimates/type_slopes.csv        why regression on the waves is refuted
         results/estimates/pile_up.csv            how many answers to one question were given together
         results/estimates/pile_up_any_base.csv   the same, over the bases that are left open
         results/estimates/printings.csv          one figure in the press, and of what it was said to be a share
         results/estimates/hundred.csv            of a hundred municipalities: who answered, has a team, falls short
         results/estimates/response_propensity.csv              what the overlap of two surveys says of nonresponse
         results/estimates/coverage.csv           how often each interval holds the true share
"""

from wijkteams.estimates.counts.printed_parts import printed_parts
from wijkteams.workflow.settings import Labels, read_checked

# The topics whose shares are shares of answers, so that an interval has a meaning.
ESTIMATED = config["estimated_topics"]

LABELS = read_checked(Path("config/labels.yaml"), Labels)


# The series that claims compare; those on the response split the surveys into cities and others.
COMPARED = expand("results/register/{topic}/series.csv", topic=[*ESTIMATED, "response"])

WHO_ANSWERED = "results/estimates/who_answered.csv"


# The printed rows behind assumptions are a parameter: a change elsewhere in their topics changes nothing here.
rule derive_who_answered:
    input:
        presence="results/register/presence/series.csv",
        response="results/register/response/series.csv",
        population=f"{RAW}/topics/population/figures.csv",
        waves=f"{RAW}/waves.csv",
        members=f"{RAW}/g32_members.csv",
        code=code_of("derive_who_answered"),
    output:
        table=WHO_ANSWERED,
    params:
        **settings(parts=printed_parts(Path(RAW)), confidence=config["confidence"]),
    message:
        "Derive who answered, and every possible base"
    shell:
        run_script("derive_who_answered")


# The four outputs need the same bases, and starting Python costs more than computing one of them.
rule estimate_shares:
    input:
        who_answered=WHO_ANSWERED,
        series="results/register/{topic}/series.csv",
        code=code_of("estimate_shares"),
    output:
        estimates="results/estimates/{topic}.csv",
        changes="results/estimates/changes/{topic}.csv",
        contrasts="results/estimates/contrasts/{topic}.csv",
        left_out="results/estimates/left_out/{topic}.csv",
    wildcard_constraints:
        topic="|".join(ESTIMATED),
    params:
        **settings(confidence=config["confidence"]),
    message:
        "Compute intervals for the shares on {wildcards.topic}"
    shell:
        run_script("estimate_shares")


rule merge_changes:
    input:
        parts=expand("results/estimates/changes/{topic}.csv", topic=ESTIMATED),
        code=code_of("merge_topics"),
    output:
        table="results/estimates/changes.csv",
    params:
        **settings(),
    message:
        "Put the changes of all topics in one table"
    shell:
        run_script("merge_topics")


rule merge_left_out:
    input:
        parts=expand("results/estimates/left_out/{topic}.csv", topic=ESTIMATED),
        code=code_of("merge_topics"),
    output:
        table="results/estimates/left_out.csv",
    params:
        **settings(),
    message:
        "List the rows of all topics that no interval is given for"
    shell:
        run_script("merge_topics")


rule judge_claims:
    input:
        claims="config/claims.yaml",
        series=COMPARED,
        who_answered=WHO_ANSWERED,
        population=f"{RAW}/topics/population/figures.csv",
        waves=f"{RAW}/waves.csv",
        sources=f"{RAW}/sources.csv",
        figures="results/register/package/figures.csv",
        changes=rules.merge_changes.output.table,
        code=code_of("judge_claims"),
    output:
        quoted="results/estimates/claims_quoted.csv",
        compared="results/estimates/claims_compared.csv",
        unmeasured="results/estimates/claims_unmeasured.csv",
        rule="results/estimates/verdict_rule.csv",
    params:
        **settings(confidence=config["confidence"]),
    message:
        "Judge the claims of the founding sources"
    shell:
        run_script("judge_claims")


rule vary_verdicts:
    input:
        claims="config/claims.yaml",
        series=COMPARED,
        who_answered=WHO_ANSWERED,
        population=f"{RAW}/topics/population/figures.csv",
        waves=f"{RAW}/waves.csv",
        figures="results/register/package/figures.csv",
        changes=rules.merge_changes.output.table,
        code=code_of("vary_verdicts"),
    output:
        varied="results/estimates/verdict_sensitivity.csv",
        turning="results/estimates/verdict_sensitivity_turning.csv",
    params:
        **settings(confidence=config["confidence"]),
    message:
        "Judge the comparisons under other choices of the rule"
    shell:
        run_script("vary_verdicts")


rule compare_editions:
    input:
        first="config/first_edition_verdicts.csv",
        claims=[rules.judge_claims.output[name] for name in ("quoted", "compared", "unmeasured")],
        code=code_of("compare_editions"),
    output:
        table="results/estimates/first_edition.csv",
    params:
        **settings(),
    message:
        "Set the verdicts of the first edition beside those of today"
    shell:
        run_script("compare_editions")


rule bound_association:
    input:
        RAW_COMMON,
        raw_files("team_type"),
        who_answered=WHO_ANSWERED,
        capacity="results/register/capacity/series.csv",
        team_type="results/register/team_type/series.csv",
        capacity_changes="results/estimates/changes/capacity.csv",
        team_type_changes="results/estimates/changes/team_type.csv",
        code=code_of("bound_association"),
    output:
        association="results/estimates/association.csv",
        between="results/estimates/association_between_types.csv",
        sweep="results/estimates/association_sweep.csv",
        mix="results/estimates/type_mix.csv",
        slopes="results/estimates/type_slopes.csv",
    params:
        **settings(raw=lambda wildcards: RAW, confidence=config["confidence"], settings=config["association"]),
    message:
        "Bound the association of team type and shortfall"
    shell:
        run_script("bound_association")


# Empty tables until a source prints type of team and shortfall in one table.
rule judge_by_type:
    input:
        who_answered=WHO_ANSWERED,
        capacity="results/register/capacity/series.csv",
        team_type="results/register/team_type/series.csv",
        code=code_of("judge_by_type"),
    output:
        pairs="results/estimates/by_type.csv",
        explained="results/estimates/type_explained.csv",
        model="results/models/by_type.csv",
    params:
        **settings(confidence=config["confidence"]),
    message:
        "Compare types of team on shortfalls, where a table was printed"
    shell:
        run_script("judge_by_type")


rule collect_findings:
    input:
        shares=[f"results/estimates/{topic}.csv" for topic in ("presence", "capacity", "composition")],
        changes=rules.merge_changes.output.table,
        association=rules.bound_association.output.association,
        by_type=rules.judge_by_type.output.pairs,
        code=code_of("collect_findings"),
    output:
        table="results/estimates/five_findings.csv",
    params:
        **settings(),
    message:
        "Bring the five findings of the first page together"
    shell:
        run_script("collect_findings")


rule summarise_findings:
    input:
        claims="config/claims.yaml",
        series=COMPARED,
        who_answered=WHO_ANSWERED,
        population=f"{RAW}/topics/population/figures.csv",
        waves=f"{RAW}/waves.csv",
        figures="results/register/package/figures.csv",
        changes=rules.merge_changes.output.table,
        compared=rules.judge_claims.output.compared,
        varied=rules.vary_verdicts.output.varied,
        association=rules.bound_association.output.association,
        code=code_of("summarise_findings"),
    output:
        summary="results/estimates/summary_of_findings.csv",
        curve="results/estimates/delta_curve.csv",
        glance="results/estimates/delta_curve_at_a_glance.csv",
    params:
        **settings(bases=LABELS["bases"], confidence=config["confidence"]),
    message:
        "Summarise the headline claims, and follow each over delta"
    shell:
        run_script("summarise_findings")


rule bound_pile_up:
    input:
        who_answered=WHO_ANSWERED,
        series=expand("results/register/{topic}/series.csv", topic=config["pile_up"]["topics"]),
        code=code_of("bound_pile_up"),
    output:
        pile_up="results/estimates/pile_up.csv",
        any_base="results/estimates/pile_up_any_base.csv",
    params:
        **settings(none_of=config["pile_up"]["none_of"]),
    message:
        "Bound how many answers were given together"
    shell:
        run_script("bound_pile_up")


rule trace_printings:
    input:
        figures="results/register/package/figures.csv",
        sources="results/register/package/sources.csv",
        code=code_of("trace_printings"),
    output:
        printings="results/estimates/printings.csv",
    params:
        **settings(item="not_all_tasks"),
    message:
        "Trace the figure on tasks that are left through the press"
    shell:
        run_script("trace_printings")


rule count_hundred:
    input:
        who_answered=WHO_ANSWERED,
        presence="results/estimates/presence.csv",
        capacity="results/estimates/capacity.csv",
        code=code_of("count_hundred"),
    output:
        hundred="results/estimates/hundred.csv",
    params:
        **settings(item="shortfall_prevention"),
    message:
        "Set the answers on prevention against a hundred municipalities"
    shell:
        run_script("count_hundred")


rule bound_response_propensity:
    input:
        who_answered=WHO_ANSWERED,
        mergers=f"{RAW}/municipal_mergers.csv",
        presence="results/estimates/presence.csv",
        code=code_of("bound_response_propensity"),
    output:
        habit="results/estimates/response_propensity.csv",
    params:
        **settings(confidence=config["confidence"]),
    message:
        "Bound how far a habit of answering can bias a share"
    shell:
        run_script("bound_response_propensity")


rule tabulate_coverage:
    input:
        who_answered=WHO_ANSWERED,
        code=code_of("tabulate_coverage"),
    output:
        coverage="results/estimates/coverage.csv",
    params:
        **settings(confidence=config["confidence"]),
    message:
        "Enumerate the coverage of each interval"
    shell:
        run_script("tabulate_coverage")
