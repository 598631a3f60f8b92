"""Respondent level: a small SYNTHETIC survey that shows the path works. No finding rests on it.

Inputs:  results/estimates/{capacity,team_type}.csv (the published margins)
Outputs: results/microdata/SYNTHETIC_survey.csv
"""


rule make_synthetic_survey:
    input:
        capacity="results/estimates/capacity.csv",
        team_type="results/estimates/team_type.csv",
        code=code_of("make_synthetic_survey"),
    output:
        survey="results/microdata/SYNTHETIC_survey.csv",
    log:
        "results/logs/make_synthetic_survey.log",
    benchmark:
        "results/benchmarks/make_synthetic_survey.tsv"
    params:
        **config["synthetic"],
    message:
        "Draw a small SYNTHETIC survey"
    shell:
        run_script(
            "make_synthetic_survey",
            "--capacity {input.capacity:q} --team-type {input.team_type:q} --seed {params.seed}"
            " --municipalities-per-wave {params.municipalities_per_wave} --odds-ratio {params.odds_ratio}"
            " --exposed-type {params.exposed_type} --item {params.item} --margin-wave {params.margin_wave}"
            " --survey {output.survey:q}",
        )
