"""Respondent level: the SYNTHETIC worked example, and the files of config/microdata.yaml when there are any.

Inputs:  config/microdata.yaml (absent by default), the files and mappings that it names, config/plan_of_analysis.yaml,
         data/raw/{municipal_mergers,municipalities_2019,g32_members}.csv,
         results/estimates/{presence,capacity,team_type}.csv (the published margins)
Outputs: private/microdata/                                  answers, exact results, what would be released, and
                                                             chapter.html: for the holder of the files alone
         results/microdata/[SYNTHETIC_]respondents_<result>.csv, results/microdata/[SYNTHETIC_]respondents_effects.*
                                                             what is released, when the setting says `release: yes`
         results/microdata/SYNTHETIC_example/                the worked example, with what stays private for a real file
         results/microdata/SYNTHETIC_example_<result>.csv    what would be released of it
         results/microdata/SYNTHETIC_{simulation,power,gaps}.csv
"""

import json


from wijkteams.checking.problems import InputError
from wijkteams.microdata.codebook import WAVES
from wijkteams.microdata.datasets import CHAPTER, CLEANED, FITTED, Dataset, stale_results
from wijkteams.microdata.private import make_private
from wijkteams.microdata.setting import MERGERS, read_setting

PUBLISHED_MARGINS = [f"results/estimates/{topic}.csv" for topic in ("presence", "capacity", "team_type")]
PLAN = "config/plan_of_analysis.yaml"
LEDGER = "data/releases/ledger.csv"
SETTING = Path(config.get("microdata", "config/microdata.yaml"))
PRIVATE = "private"

EXAMPLE_FOLDER = "results/microdata/SYNTHETIC_example"
EXAMPLE_FILES = [f"{EXAMPLE_FOLDER}/SYNTHETIC_{wave}.{suffix}" for wave, suffix in zip(WAVES, ("csv", "xlsx", "sav", "csv"))]
EXAMPLE = Dataset(
    "SYNTHETIC_example",
    EXAMPLE_FILES,
    [f"{EXAMPLE_FOLDER}/SYNTHETIC_{wave}.yaml" for wave in WAVES],
    f"{EXAMPLE_FOLDER}/SYNTHETIC_mergers.csv",
    EXAMPLE_FOLDER,
    is_released=True,
)
DATASETS = [EXAMPLE]
RESPONDENTS = None
# For the holder of the files, who alone may open it.
HOLDER = []
# The book gets these after the chapters of its table of contents.
ADDED_CHAPTERS = []

if SETTING.exists() or "microdata" in config:
    try:
        chosen = read_setting(SETTING)
    except InputError as error:
        raise WorkflowError(str(error)) from None
    RESPONDENTS = Dataset(
        f"{chosen.prefix}respondents",
        list(chosen.files),
        list(chosen.mappings),
        chosen.mergers,
        f"{PRIVATE}/microdata",
        chosen.release,
        chosen.stamps,
        str(SETTING),
    )
    DATASETS.append(RESPONDENTS)
    HOLDER = [f"{RESPONDENTS.folder}/{CHAPTER}"]
    if chosen.release:
        ADDED_CHAPTERS.append("chapters/respondents")


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
    log:
        "results/logs/make_synthetic_example.log",
    benchmark:
        "results/benchmarks/make_synthetic_example.tsv"
    params:
        options=" ".join(f"--{name.replace('_', '-')} {value}" for name, value in config["synthetic"].items()),
    message:
        "Draw SYNTHETIC surveys from the published margins"
    shell:
        run_script(
            "make_synthetic_example",
            "--estimates {input.estimates:q} --presence {input.presence:q} --waves {input.waves:q} {params.options}"
            " --files {output.files:q} --mappings {output.mappings:q} --mergers {output.mergers:q}",
        )


for dataset in DATASETS:
    # The outermost folder that only its owner may open.
    closed = dataset.folder if dataset is EXAMPLE else PRIVATE

    rule:
        name:
            f"clean_{dataset.name}"
        input:
            example=rules.make_synthetic_example.output if dataset is EXAMPLE else [],
            municipalities="data/raw/municipalities_2019.csv",
            members="data/raw/g32_members.csv",
            estimates=PUBLISHED_MARGINS,
            code=code_of("clean_microdata"),
        output:
            dataset.private(*CLEANED),
        log:
            f"results/logs/clean_microdata/{dataset.name}.log",
        benchmark:
            f"results/benchmarks/clean_microdata/{dataset.name}.tsv"
        params:
            folder=lambda wildcards, output: Path(output[0]).parent,
            # Files of somebody else are no inputs: Snakemake takes braces in their names for wildcards, and does not see a file
            # that was replaced while it was read, since what was made from it is newer.
            read=lambda wildcards, dataset=dataset: dataset.options,
        message:
            f"Read and clean the files of {dataset.name}"
        shell:
            run_script(
                "clean_microdata",
                "{params.read} --municipalities {input.municipalities:q} --members {input.members:q}"
                f" --estimates {{input.estimates:q}} --folder {{params.folder:q}} --closed {closed}",
            )

    rule:
        name:
            f"fit_{dataset.name}"
        input:
            answers=dataset.private("answers"),
            plan=PLAN,
            municipalities="data/raw/municipalities_2019.csv",
            members="data/raw/g32_members.csv",
            mergers=MERGERS,
            code=code_of("fit_respondents"),
        output:
            dataset.private(*FITTED),
        log:
            f"results/logs/fit_respondents/{dataset.name}.log",
        benchmark:
            f"results/benchmarks/fit_respondents/{dataset.name}.tsv"
        params:
            folder=lambda wildcards, output: Path(output[0]).parent,
        message:
            f"Fit the models of the plan on {dataset.name}"
        shell:
            run_script(
                "fit_respondents",
                "--folder {params.folder:q} --plan {input.plan:q} --municipalities {input.municipalities:q}"
                " --members {input.members:q} --mergers {input.mergers:q}",
            )

    rule:
        name:
            f"protect_{dataset.name}"
        input:
            dataset.private("counts"),
            plan=PLAN,
            code=code_of("protect_respondents"),
        output:
            dataset.proposed,
        log:
            f"results/logs/protect_respondents/{dataset.name}.log",
        benchmark:
            f"results/benchmarks/protect_respondents/{dataset.name}.tsv"
        params:
            **config["disclosure"],
            folder=lambda wildcards, output: Path(output[0]).parent,
        message:
            f"Work out what may be released of {dataset.name}"
        shell:
            run_script(
                "protect_respondents",
                "--folder {params.folder:q} --plan {input.plan:q} --threshold {params.threshold} --base {params.base}",
            )

    if dataset.is_released:

        rule:
            name:
                f"release_{dataset.name}"
            input:
                dataset.proposed,
                code=code_of("release_microdata"),
            output:
                tables=dataset.released,
            log:
                f"results/logs/release_microdata/{dataset.name}.log",
            benchmark:
                f"results/benchmarks/release_microdata/{dataset.name}.tsv"
            params:
                **config["disclosure"],
                folder=lambda wildcards, input: Path(input[0]).parent,
                # Made-up answers give nobody away: they are not entered.
                ledger="" if dataset.is_synthetic else f"--ledger {LEDGER}",
            message:
                f"Release what may be released of {dataset.name}"
            shell:
                run_script(
                    "release_microdata",
                    "--folder {params.folder:q} --threshold {params.threshold} --base {params.base} {params.ledger}"
                    " --tables {output.tables:q}",
                )


if RESPONDENTS:

    rule write_holder_chapter:
        input:
            RESPONDENTS.private(*CLEANED, *FITTED),
            RESPONDENTS.proposed,
            plan=PLAN,
            catalogue="config/respondents.yaml",
            code=code_of("write_holder_chapter") + modules_of("wijkteams.figures.type_effects"),
        output:
            HOLDER,
        log:
            "results/logs/write_holder_chapter.log",
        benchmark:
            "results/benchmarks/write_holder_chapter.tsv"
        params:
            folder=RESPONDENTS.folder,
            name=RESPONDENTS.name,
        message:
            "Write the chapter for the holder of the files"
        shell:
            run_script(
                "write_holder_chapter",
                "--folder {params.folder:q} --name {params.name} --plan {input.plan:q} --chapter {output:q}",
            )


if ADDED_CHAPTERS:
    EFFECTS = [f"results/microdata/{RESPONDENTS.name}_effects.{kind}" for kind in ("svg", "pdf", "png")]

    rule draw_respondents:
        input:
            effects=f"results/microdata/{RESPONDENTS.name}_effects.csv",
            plan=PLAN,
            code=code_of("draw_respondents") + modules_of("wijkteams.figures.type_effects"),
        output:
            images=EFFECTS,
        log:
            "results/logs/draw_respondents.log",
        benchmark:
            "results/benchmarks/draw_respondents.tsv"
        message:
            "Draw the released differences between types of team"
        shell:
            run_script("draw_respondents", "--effects {input.effects:q} --images {output.images:q}")

    rule execute_respondents:
        input:
            RESPONDENTS.released,
            EFFECTS,
            plan=PLAN,
            chapter="chapters/respondents.md",
            catalogue="config/respondents.yaml",
            code=code_of("execute_chapter"),
            modules=lambda wildcards: list(map(str, imported_files(CODE["respondents"], SOURCE))),
        output:
            notebook="results/publish/chapters/respondents.ipynb",
        log:
            "results/logs/execute_chapter/respondents.log",
        benchmark:
            "results/benchmarks/execute_chapter/respondents.tsv"
        message:
            "Execute the chapter on the respondent-level files"
        shell:
            f"export WIJKTEAMS_RESPONDENTS={RESPONDENTS.name}; "
            + run_script("execute_chapter", "--chapter {input.chapter:q} --notebook {output.notebook:q}")

    ruleorder: execute_respondents > execute_chapter


CHUNKS = range(config["simulation"]["chunks"])


rule simulate_chunk:
    input:
        capacity="results/estimates/capacity.csv",
        team_type="results/estimates/team_type.csv",
        code=code_of("simulate_chunk"),
    output:
        runs="results/microdata/SYNTHETIC_simulation/{chunk}.csv",
    log:
        "results/logs/simulate_chunk/{chunk}.log",
    benchmark:
        "results/benchmarks/simulate_chunk/{chunk}.tsv"
    wildcard_constraints:
        chunk="[0-9]+",
    params:
        study=json.dumps(config["simulation"]),
        confidence=config["confidence"],
    message:
        "Simulate surveys and fit them, part {wildcards.chunk}"
    shell:
        run_script(
            "simulate_chunk",
            "--capacity {input.capacity:q} --team-type {input.team_type:q} --study {params.study:q}"
            " --chunk {wildcards.chunk} --confidence {params.confidence} --runs {output.runs:q}",
        )


rule summarise_simulation:
    input:
        runs=[f"results/microdata/SYNTHETIC_simulation/{chunk}.csv" for chunk in CHUNKS],
        capacity="results/estimates/capacity.csv",
        team_type="results/estimates/team_type.csv",
        code=code_of("summarise_simulation"),
    output:
        proof="results/microdata/SYNTHETIC_simulation.csv",
        power="results/microdata/SYNTHETIC_power.csv",
        gaps="results/microdata/SYNTHETIC_gaps.csv",
    log:
        "results/logs/summarise_simulation.log",
    benchmark:
        "results/benchmarks/summarise_simulation.tsv"
    params:
        study=json.dumps(config["simulation"]),
    message:
        "Compare the simulated estimates with the truth"
    shell:
        run_script(
            "summarise_simulation",
            "--runs {input.runs:q} --capacity {input.capacity:q} --team-type {input.team_type:q}"
            " --study {params.study:q} --proof {output.proof:q} --power {output.power:q} --gaps {output.gaps:q}",
        )
