"""Estimates: intervals for every share, over all counts and bases that fit the printed figure.

Inputs:  results/register/<topic>/series.csv, results/register/presence/series.csv (who has a team),
         data/raw/waves.csv
Outputs: results/estimates/<topic>.csv
"""

# The topics whose shares are shares of answers, so that an interval has a meaning.
ESTIMATED = config["estimated_topics"]


rule estimate_shares:
    input:
        series="results/register/{topic}/series.csv",
        presence="results/register/presence/series.csv",
        waves="data/raw/waves.csv",
        code=code_of("estimate_shares"),
    output:
        estimates="results/estimates/{topic}.csv",
    log:
        "results/logs/estimate_shares/{topic}.log",
    benchmark:
        "results/benchmarks/estimate_shares/{topic}.tsv"
    params:
        confidence=config["confidence"],
    message:
        "Compute intervals for the shares on {wildcards.topic}"
    shell:
        run_script(
            "estimate_shares",
            "--series {input.series:q} --presence {input.presence:q} --waves {input.waves:q}"
            " --confidence {params.confidence} --estimates {output.estimates:q}",
        )
