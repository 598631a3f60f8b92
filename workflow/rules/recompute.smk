"""Recomputation: what the last cell of a findings chapter reads, in one folder and as one download.

Inputs:  results/register/package/{series,waves}.csv, results/estimates/who_answered.csv, results/numbers.json
Outputs: results/recompute/                        these four files
         results/recompute/wijkteams-recompute.zip all of them
"""

RECOMPUTED_FROM = [
    "results/register/package/series.csv",
    "results/register/package/waves.csv",
    WHO_ANSWERED,
    "results/numbers.json",
]


rule pack_recomputation:
    input:
        files=RECOMPUTED_FROM,
        code=code_of("pack_recomputation"),
    output:
        copies=[f"results/recompute/{Path(path).name}" for path in RECOMPUTED_FROM],
        archive="results/recompute/wijkteams-recompute.zip",
    params:
        **settings(),
    message:
        "Bring the files together with which a reader recomputes the findings"
    shell:
        run_script("pack_recomputation")
