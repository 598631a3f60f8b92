"""Estimates: intervals for every share, changes with their verdicts, and what the shares say together.

Inputs:  results/register/<topic>/series.csv, data/raw/topics/population/figures.csv and data/raw/g32_members.csv (members of
         the G32), data/raw/{waves,sources}.csv, data/raw/municipal_mergers.csv, three printed rows behind assumptions,
         config/claims.yaml
Outputs: results/estimates/who_answered.csv       who answered each survey, and every possible base of a share
         results/estimates/<topic>.csv            levels, for each share of the topic
         results/estimates/changes/<topic>.csv    changes between every two surveys
         results/estimates/contrasts/<topic>.csv  item against item of one question
         results/estimates/changes.csv            the changes of all topics
         results/estimates/verdict_sensitivity*.csv  their verdicts under other choices of the rule: all, those that turn
         results/estimates/claims.csv             the claims of the founding sources and of this book, judged
         results/estimates/verdict_rule.csv       the rule they are judged by, in words
         results/estimates/five_findings.csv      what the first page compares, with verdicts
         results/estimates/association*.csv       team type against shortfall: bounds, between types, sweep
         results/estimates/type_mix.csv           what the mix of types can explain of the change in shortfalls
         results/estimates/type_slopes.csv        why regression on the waves is refuted
         results/estimates/pile_up.csv            how many answers to one question were given together
         results/estimates/pile_up_any_base.csv   the same, over the bases that are left open
         results/estimates/printings.csv          one figure in the press, and of what it was said to be a share
         results/estimates/hundred.csv            of a hundred municipalities: who answered, has a team, falls short
         results/estimates/habit.csv              what the overlap of two surveys says of nonresponse
         results/estimates/coverage.csv           how often each interval holds the true share
"""

import json

from wijkteams.estimates.printed_parts import printed_parts

# The topics whose shares are shares of answers, so that an interval has a meaning.
ESTIMATED = config["estimated_topics"]


WHO_ANSWERED = "results/estimates/who_answered.csv"


# The printed rows behind assumptions are a parameter: a change elsewhere in their topics changes nothing here.
rule derive_who_answered:
    input:
        presence="results/register/presence/series.csv",
        response="results/register/response/series.csv",
        population=RAW / "topics/population/figures.csv",
        waves=RAW / "waves.csv",
        members=RAW / "g32_members.csv",
        code=code_of("derive_who_answered"),
    output:
        table=WHO_ANSWERED,
    log:
        "results/logs/derive_who_answered.log",
    benchmark:
        "results/benchmarks/derive_who_answered.tsv"
    params:
        parts=lambda wildcards: json.dumps(printed_parts(RAW)),
        confidence=config["confidence"],
    message:
        "Derive who answered, and every possible base"
    shell:
        run_script(
            "derive_who_answered",
            "--presence {input.presence:q} --response {input.response:q} --population {input.population:q}"
            " --waves {input.waves:q} --members {input.members:q} --parts {params.parts:q}"
            " --confidence {params.confidence} --table {output.table:q}",
        )


# The three outputs need the same bases, and starting Python costs more than computing one of them.
rule estimate_shares:
    input:
        who_answered=WHO_ANSWERED,
        series="results/register/{topic}/series.csv",
        code=code_of("estimate_shares"),
    output:
        estimates="results/estimates/{topic}.csv",
        changes="results/estimates/changes/{topic}.csv",
        contrasts="results/estimates/contrasts/{topic}.csv",
    log:
        "results/logs/estimate_shares/{topic}.log",
    benchmark:
        "results/benchmarks/estimate_shares/{topic}.tsv"
    wildcard_constraints:
        topic="|".join(ESTIMATED),
    params:
        confidence=config["confidence"],
    message:
        "Compute intervals for the shares on {wildcards.topic}"
    shell:
        run_script(
            "estimate_shares",
            "--series {input.series:q} --who-answered {input.who_answered:q} --confidence {params.confidence}"
            " --estimates {output.estimates:q}"
            " --changes {output.changes:q} --contrasts {output.contrasts:q}",
        )


rule merge_changes:
    input:
        parts=expand("results/estimates/changes/{topic}.csv", topic=ESTIMATED),
        code=code_of("merge_changes"),
    output:
        changes="results/estimates/changes.csv",
    log:
        "results/logs/merge_changes.log",
    benchmark:
        "results/benchmarks/merge_changes.tsv"
    message:
        "Put the changes of all topics in one table"
    shell:
        run_script("merge_changes", "--parts {input.parts:q} --changes {output.changes:q}")


rule vary_verdicts:
    input:
        changes=rules.merge_changes.output.changes,
        code=code_of("vary_verdicts"),
    output:
        table="results/estimates/verdict_sensitivity.csv",
        turning="results/estimates/verdict_sensitivity_turning.csv",
    log:
        "results/logs/vary_verdicts.log",
    benchmark:
        "results/benchmarks/vary_verdicts.tsv"
    params:
        confidence=config["confidence"],
    message:
        "Judge the changes under other choices of the rule"
    shell:
        run_script(
            "vary_verdicts",
            "--changes {input.changes:q} --confidence {params.confidence} --table {output.table:q}"
            " --turning {output.turning:q}",
        )


rule judge_claims:
    input:
        claims="config/claims.yaml",
        series=expand("results/register/{topic}/series.csv", topic=[*ESTIMATED, "response"]),
        who_answered=WHO_ANSWERED,
        waves=RAW / "waves.csv",
        sources=RAW / "sources.csv",
        figures="results/register/package/figures.csv",
        changes=rules.merge_changes.output.changes,
        code=code_of("judge_claims"),
    output:
        table="results/estimates/claims.csv",
        rule="results/estimates/verdict_rule.csv",
    log:
        "results/logs/judge_claims.log",
    benchmark:
        "results/benchmarks/judge_claims.tsv"
    params:
        confidence=config["confidence"],
    message:
        "Judge the claims of the founding sources by the rule"
    shell:
        run_script(
            "judge_claims",
            "--claims {input.claims:q} --series {input.series:q} --who-answered {input.who_answered:q}"
            " --waves {input.waves:q} --sources {input.sources:q} --figures {input.figures:q}"
            " --changes {input.changes:q} --confidence {params.confidence} --table {output.table:q} --rule {output.rule:q}",
        )


rule bound_association:
    input:
        who_answered=WHO_ANSWERED,
        common=RAW_COMMON,
        types=raw_files("team_type"),
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
    log:
        "results/logs/bound_association.log",
    benchmark:
        "results/benchmarks/bound_association.tsv"
    params:
        confidence=config["confidence"],
        settings=json.dumps(config["association"]),
    message:
        "Bound the association of team type and shortfall"
    shell:
        run_script(
            "bound_association",
            "--capacity {input.capacity:q} --team-type {input.team_type:q}"
            " --capacity-changes {input.capacity_changes:q} --team-type-changes {input.team_type_changes:q}"
            f" --who-answered {{input.who_answered:q}} --confidence {{params.confidence}} --raw {RAW} --settings {{params.settings:q}}"
            " --association {output.association:q} --between {output.between:q} --sweep {output.sweep:q}"
            " --mix {output.mix:q} --slopes {output.slopes:q}",
        )


rule collect_findings:
    input:
        shares=[f"results/estimates/{topic}.csv" for topic in ("presence", "capacity", "composition")],
        changes=rules.merge_changes.output.changes,
        association=rules.bound_association.output.association,
        code=code_of("collect_findings"),
    output:
        table="results/estimates/five_findings.csv",
    log:
        "results/logs/collect_findings.log",
    benchmark:
        "results/benchmarks/collect_findings.tsv"
    message:
        "Bring the five findings of the first page together"
    shell:
        run_script(
            "collect_findings",
            "--shares {input.shares:q} --changes {input.changes:q} --association {input.association:q}"
            " --table {output.table:q}",
        )


rule bound_pile_up:
    input:
        who_answered=WHO_ANSWERED,
        series=expand("results/register/{topic}/series.csv", topic=config["pile_up"]["topics"]),
        code=code_of("bound_pile_up"),
    output:
        pile_up="results/estimates/pile_up.csv",
        any_base="results/estimates/pile_up_any_base.csv",
    log:
        "results/logs/bound_pile_up.log",
    benchmark:
        "results/benchmarks/bound_pile_up.tsv"
    params:
        none_of=json.dumps(config["pile_up"]["none_of"]),
    message:
        "Bound how many answers were given together"
    shell:
        run_script(
            "bound_pile_up",
            "--series {input.series:q} --who-answered {input.who_answered:q} --none-of {params.none_of:q}"
            " --pile-up {output.pile_up:q} --any-base {output.any_base:q}",
        )


rule trace_printings:
    input:
        figures="results/register/package/figures.csv",
        sources="results/register/package/sources.csv",
        code=code_of("trace_printings"),
    output:
        printings="results/estimates/printings.csv",
    log:
        "results/logs/trace_printings.log",
    benchmark:
        "results/benchmarks/trace_printings.tsv"
    message:
        "Trace the figure on tasks that are left through the press"
    shell:
        run_script(
            "trace_printings",
            "--figures {input.figures:q} --sources {input.sources:q} --item not_all_tasks --printings {output.printings:q}",
        )


rule count_hundred:
    input:
        who_answered=WHO_ANSWERED,
        presence="results/estimates/presence.csv",
        capacity="results/estimates/capacity.csv",
        code=code_of("count_hundred"),
    output:
        hundred="results/estimates/hundred.csv",
    log:
        "results/logs/count_hundred.log",
    benchmark:
        "results/benchmarks/count_hundred.tsv"
    message:
        "Set the answers on prevention against a hundred municipalities"
    shell:
        run_script(
            "count_hundred",
            "--who-answered {input.who_answered:q} --presence {input.presence:q} --capacity {input.capacity:q}"
            " --item shortfall_prevention --hundred {output.hundred:q}",
        )


rule bound_habit:
    input:
        who_answered=WHO_ANSWERED,
        mergers=RAW / "municipal_mergers.csv",
        presence="results/estimates/presence.csv",
        code=code_of("bound_habit"),
    output:
        habit="results/estimates/habit.csv",
    log:
        "results/logs/bound_habit.log",
    benchmark:
        "results/benchmarks/bound_habit.tsv"
    params:
        confidence=config["confidence"],
    message:
        "Bound how far a habit of answering can bias a share"
    shell:
        run_script(
            "bound_habit",
            "--who-answered {input.who_answered:q} --mergers {input.mergers:q} --presence {input.presence:q}"
            " --confidence {params.confidence} --habit {output.habit:q}",
        )


rule tabulate_coverage:
    input:
        who_answered=WHO_ANSWERED,
        code=code_of("tabulate_coverage"),
    output:
        coverage="results/estimates/coverage.csv",
    log:
        "results/logs/tabulate_coverage.log",
    benchmark:
        "results/benchmarks/tabulate_coverage.tsv"
    params:
        confidence=config["confidence"],
    message:
        "Enumerate the coverage of each interval"
    shell:
        run_script(
            "tabulate_coverage",
            "--who-answered {input.who_answered:q} --confidence {params.confidence} --coverage {output.coverage:q}",
        )
