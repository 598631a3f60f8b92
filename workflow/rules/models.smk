"""Models: regressions on the published shares. Those on respondent-level files are in microdata.smk.

Inputs:  config/models.yaml, results/estimates/<topic>.csv, results/register/<topic>/series.csv
Outputs: results/models/<model>.csv             effects of one specification
         results/models/contrasts/<model>.csv   its items against each other
         results/models/grid.csv                every specification of every headline claim
         results/models/grid_summary.csv        in which of them it holds
"""

from wijkteams.models.specification import read_models

MODELS = read_models(Path("config/models.yaml"))
SPECIFICATIONS = MODELS["specifications"]


rule fit_model:
    input:
        estimates=lambda wildcards: expand("results/estimates/{topic}.csv", topic=SPECIFICATIONS[wildcards.model]["topics"]),
        code=code_of("fit_model"),
    output:
        table="results/models/{model}.csv",
        contrasts="results/models/contrasts/{model}.csv",
    log:
        "results/logs/fit_model/{model}.log",
    benchmark:
        "results/benchmarks/fit_model/{model}.tsv"
    wildcard_constraints:
        model="|".join(SPECIFICATIONS),
    params:
        entry=lambda wildcards: json.dumps(SPECIFICATIONS[wildcards.model]),
        correlations=MODELS["correlations"],
        confidence=config["confidence"],
    message:
        "Fit the model {wildcards.model}"
    shell:
        run_script(
            "fit_model",
            "--estimates {input.estimates:q} --name {wildcards.model} --entry {params.entry:q}"
            " --correlations {params.correlations} --confidence {params.confidence}"
            " --table {output.table:q} --contrasts {output.contrasts:q}",
        )


rule run_grid:
    input:
        who_answered=WHO_ANSWERED,
        series=expand(
            "results/register/{topic}/series.csv",
            topic=sorted({claim["topic"] for claim in MODELS["grid"].values()}),
        ),
        code=code_of("run_grid"),
    output:
        grid="results/models/grid.csv",
        summary="results/models/grid_summary.csv",
    log:
        "results/logs/run_grid.log",
    benchmark:
        "results/benchmarks/run_grid.tsv"
    params:
        claims=json.dumps(MODELS["grid"]),
        confidence=config["confidence"],
    message:
        "Put the headline claims to every admissible specification"
    shell:
        run_script(
            "run_grid",
            "--series {input.series:q} --who-answered {input.who_answered:q} --confidence {params.confidence}"
            " --claims {params.claims:q}"
            " --grid {output.grid:q} --summary {output.summary:q}",
        )
