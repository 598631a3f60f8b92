"""Models: regressions on the published shares, and on the SYNTHETIC respondent file.

Inputs:  results/estimates/capacity.csv, results/microdata/SYNTHETIC_survey.csv
Outputs: results/models/shortfall_by_date.csv
         results/models/SYNTHETIC_shortfall_by_type.csv
"""


rule fit_shortfall_by_date:
    input:
        estimates="results/estimates/capacity.csv",
        code=code_of("fit_shortfall_by_date"),
    output:
        table="results/models/shortfall_by_date.csv",
    log:
        "results/logs/fit_shortfall_by_date.log",
    benchmark:
        "results/benchmarks/fit_shortfall_by_date.tsv"
    params:
        modelled=config["models"]["shortfall_by_date"]["items"],
        confidence=config["confidence"],
    message:
        "Fit the shortfalls on the date of the wave"
    shell:
        run_script(
            "fit_shortfall_by_date",
            "--estimates {input.estimates:q} --items {params.modelled} --confidence {params.confidence}"
            " --table {output.table:q}",
        )


rule fit_synthetic_shortfall_by_type:
    input:
        survey=rules.make_synthetic_survey.output.survey,
        code=code_of("fit_synthetic_shortfall_by_type"),
    output:
        table="results/models/SYNTHETIC_shortfall_by_type.csv",
    log:
        "results/logs/fit_synthetic_shortfall_by_type.log",
    benchmark:
        "results/benchmarks/fit_synthetic_shortfall_by_type.tsv"
    params:
        formula=config["models"]["synthetic_shortfall_by_type"]["formula"],
        confidence=config["confidence"],
    message:
        "Fit a shortfall on the type of team, on the SYNTHETIC survey"
    shell:
        run_script(
            "fit_synthetic_shortfall_by_type",
            "--survey {input.survey:q} --formula {params.formula:q} --confidence {params.confidence}"
            " --table {output.table:q}",
        )
