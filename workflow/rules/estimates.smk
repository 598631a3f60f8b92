"""Estimates: intervals for every share, changes with their verdicts, and what the shares say together.

Inputs:  results/register/<topic>/series.csv, results/register/{presence,response}/series.csv (who has a team, who answered),
         data/raw/topics/population/figures.csv (members of the G32), data/raw/waves.csv
Outputs: results/estimates/<topic>.csv            levels, for each share of the topic
         results/estimates/changes/<topic>.csv    changes between every two surveys
         results/estimates/contrasts/<topic>.csv  item against item of one question
         results/estimates/changes.csv            the changes of all topics
"""

# The topics whose shares are shares of answers, so that an interval has a meaning.
ESTIMATED = config["estimated_topics"]


# The three outputs need the same bases, and starting Python costs more than computing one of them.
rule estimate_shares:
    message:
        "Compute intervals and changes for the shares on {wildcards.topic}"
    input:
        series="results/register/{topic}/series.csv",
        presence="results/register/presence/series.csv",
        response="results/register/response/series.csv",
        population=RAW / "topics/population/figures.csv",
        waves=RAW / "waves.csv",
        code=code_of("estimate_shares"),
    output:
        estimates="results/estimates/{topic}.csv",
        changes="results/estimates/changes/{topic}.csv",
        contrasts="results/estimates/contrasts/{topic}.csv",
    params:
        confidence=config["confidence"],
    wildcard_constraints:
        topic="|".join(ESTIMATED),
    log:
        "results/logs/estimate_shares/{topic}.log",
    benchmark:
        "results/benchmarks/estimate_shares/{topic}.tsv"
    shell:
        run_script(
            "estimate_shares",
            "--series {input.series:q} --presence {input.presence:q} --response {input.response:q}"
            " --population {input.population:q} --waves {input.waves:q} --confidence {params.confidence}"
            " --estimates {output.estimates:q} --changes {output.changes:q} --contrasts {output.contrasts:q}",
        )


rule merge_changes:
    message:
        "Put the changes of all topics in one table"
    input:
        parts=expand("results/estimates/changes/{topic}.csv", topic=ESTIMATED),
        code=code_of("merge_changes"),
    output:
        changes="results/estimates/changes.csv",
    log:
        "results/logs/merge_changes.log",
    benchmark:
        "results/benchmarks/merge_changes.tsv"
    shell:
        run_script("merge_changes", "--parts {input.parts:q} --changes {output.changes:q}")


rule judge_claims:
    message:
        "Judge the claims of the founding sources by the rule"
    input:
        claims="config/claims.yaml",
        series=expand("results/register/{topic}/series.csv", topic=[*ESTIMATED, "response"]),
        population=RAW / "topics/population/figures.csv",
        waves=RAW / "waves.csv",
        figures=rules.tidy_register.output.figures,
        changes=rules.merge_changes.output.changes,
        code=code_of("judge_claims"),
    output:
        table="results/estimates/claims.csv",
        rule="results/estimates/verdict_rule.csv",
    params:
        confidence=config["confidence"],
    log:
        "results/logs/judge_claims.log",
    benchmark:
        "results/benchmarks/judge_claims.tsv"
    shell:
        run_script(
            "judge_claims",
            "--claims {input.claims:q} --series {input.series:q} --population {input.population:q}"
            " --waves {input.waves:q} --figures {input.figures:q} --changes {input.changes:q}"
            " --confidence {params.confidence} --table {output.table:q} --rule {output.rule:q}",
        )
