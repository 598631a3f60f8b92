"""Planning: SYNTHETIC surveys, to walk the respondent-level path and to plan a study. Never evidence.

Inputs:  results/estimates/{presence,capacity,team_type}.csv (the published margins), data/raw/waves.csv
Outputs: results/microdata/SYNTHETIC_example/SYNTHETIC_*     the files of the worked example
         results/planning/SYNTHETIC_{simulation,power,gaps}.csv  the shipped models on simulated surveys
         results/planning/SYNTHETIC_{beside_truth,model}.csv     the model on the worked example beside its truth
"""

CHUNKS = range(config["simulation"]["chunks"])


rule make_synthetic_example:
    input:
        estimates=PUBLISHED_MARGINS,
        presence="results/register/presence/series.csv",
        waves="data/raw/waves.csv",
        code=code_of("make_synthetic_example"),
    output:
        files=EXAMPLE.files,
        mappings=EXAMPLE.mappings,
        mergers=EXAMPLE.mergers,
    params:
        **settings(**config["synthetic"]),
    message:
        "Draw SYNTHETIC surveys from the published margins"
    shell:
        run_script("make_synthetic_example")


rule set_beside_truth:
    input:
        models=f"{EXAMPLE.folder}/models.csv",
        code=code_of("set_beside_truth"),
    output:
        estimates="results/planning/SYNTHETIC_beside_truth.csv",
        model="results/planning/SYNTHETIC_model.csv",
    params:
        **settings(
            odds_ratio=config["synthetic"]["odds_ratio"],
            exposed_type=config["synthetic"]["exposed_type"],
            item=config["simulation"]["item"],
        ),
    message:
        "Set the model on SYNTHETIC answers beside the truth"
    shell:
        run_script("set_beside_truth")


rule simulate_chunk:
    input:
        capacity="results/estimates/capacity.csv",
        team_type="results/estimates/team_type.csv",
        code=code_of("simulate_chunk"),
    output:
        runs="results/planning/SYNTHETIC_simulation/{chunk}.csv",
    wildcard_constraints:
        chunk="[0-9]+",
    params:
        **settings(study=config["simulation"], chunk=lambda wildcards: wildcards.chunk, confidence=config["confidence"]),
    message:
        "Simulate surveys and fit them, part {wildcards.chunk}"
    shell:
        run_script("simulate_chunk")


rule summarise_simulation:
    input:
        runs=[f"results/planning/SYNTHETIC_simulation/{chunk}.csv" for chunk in CHUNKS],
        capacity="results/estimates/capacity.csv",
        team_type="results/estimates/team_type.csv",
        code=code_of("summarise_simulation"),
    output:
        proof="results/planning/SYNTHETIC_simulation.csv",
        power="results/planning/SYNTHETIC_power.csv",
        gaps="results/planning/SYNTHETIC_gaps.csv",
    params:
        **settings(study=config["simulation"]),
    message:
        "Compare the simulated estimates with the truth"
    shell:
        run_script("summarise_simulation")
