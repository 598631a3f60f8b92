"""Models: regressions on the published shares. Those on respondent-level files are in microdata.smk.

Inputs:  results/estimates/capacity.csv
Outputs: results/models/shortfall_by_date.csv
"""


rule fit_shortfall_by_date:
    message:
        "Fit the shortfalls on the date of the wave"
    input:
        estimates="results/estimates/capacity.csv",
        code=code_of("fit_shortfall_by_date"),
    output:
        table="results/models/shortfall_by_date.csv",
    params:
        modelled=config["models"]["shortfall_by_date"]["items"],
        confidence=config["confidence"],
    log:
        "results/logs/fit_shortfall_by_date.log",
    benchmark:
        "results/benchmarks/fit_shortfall_by_date.tsv"
    shell:
        run_script(
            "fit_shortfall_by_date",
            "--estimates {input.estimates:q} --items {params.modelled} --confidence {params.confidence}"
            " --table {output.table:q}",
        )
