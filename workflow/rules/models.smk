"""Models: regressions on the published shares. Those on respondent-level files are in microdata.smk.

Inputs:  config/{models,claims}.yaml, results/estimates/{<topic>,changes}.csv, results/register/<topic>/series.csv
Outputs: results/models/<model>.csv             effects of one specification
         results/models/contrasts/<model>.csv   its items against each other
         results/models/curves/<model>.csv      the shares that it fits, and the curve
         results/models/ecological.csv          the regression of shortfalls on types over the surveys
         results/models/grid.csv                every specification of every headline claim
         results/models/grid_summary.csv        in which of them it holds
"""

from wijkteams.models.specification import read_models

MODELS = read_models(Path("config/models.yaml"))
SPECIFICATIONS = MODELS["specifications"]


rule fit_model:
    input:
        estimates=lambda wildcards: expand("results/estimates/{topic}.csv", topic=SPECIFICATIONS[wildcards.model]["topics"]),
        series=lambda wildcards: expand("results/register/{topic}/series.csv", topic=SPECIFICATIONS[wildcards.model]["topics"]),
        code=code_of("fit_model"),
    output:
        table="results/models/{model}.csv",
        contrasts="results/models/contrasts/{model}.csv",
        curves="results/models/curves/{model}.csv",
    wildcard_constraints:
        model="|".join(SPECIFICATIONS),
    params:
        **settings(
            name=lambda wildcards: wildcards.model,
            entry=lambda wildcards: SPECIFICATIONS[wildcards.model],
            correlations=MODELS["correlations"],
            confidence=config["confidence"],
        ),
    message:
        "Fit the model {wildcards.model}"
    shell:
        run_script("fit_model")


rule regress_on_types:
    input:
        types="results/estimates/team_type.csv",
        shortfalls="results/estimates/capacity.csv",
        slopes=rules.bound_association.output.slopes,
        code=code_of("regress_on_types"),
    output:
        table="results/models/ecological.csv",
    params:
        **settings(),
    message:
        "Regress the shortfalls on the types of team, over the surveys"
    shell:
        run_script("regress_on_types")


rule run_grid:
    input:
        claims="config/claims.yaml",
        series=COMPARED,
        who_answered=WHO_ANSWERED,
        population=f"{RAW}/topics/population/figures.csv",
        waves=f"{RAW}/waves.csv",
        figures="results/register/package/figures.csv",
        changes=rules.merge_changes.output.table,
        compared=rules.judge_claims.output.compared,
        code=code_of("run_grid"),
    output:
        grid="results/models/grid.csv",
        summary="results/models/grid_summary.csv",
    params:
        **settings(confidence=config["confidence"]),
    message:
        "Put the headline claims to every admissible specification"
    shell:
        run_script("run_grid")
