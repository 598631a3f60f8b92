"""Register: check the transcribed figures and tidy them into series.

Inputs:  data/raw/sources.csv, data/raw/waves.csv, data/raw/topics/<topic>/*.csv
Outputs: results/register/checks.csv           what was checked, over all topics
         results/register/surveys.csv          the four surveys
         results/register/figures.csv          every figure, parsed
         results/register/flow.csv             for each topic: rows in, used and set aside, and why
         results/register/<topic>/series.csv   one value for each item, wave and subgroup
"""

RAW = Path("data/raw")
RAW_COMMON = [str(RAW / name) for name in ("sources.csv", "waves.csv")]


# First in line, so that all errors of the register come together. The series do not wait for it, because then a change in one
# topic would rerun all of them; the book does.
rule tidy_register:
    input:
        RAW_COMMON,
        raw_files("**"),
        code=code_of("tidy_register"),
    output:
        checks="results/register/checks.csv",
        surveys="results/register/surveys.csv",
        figures="results/register/figures.csv",
        flow="results/register/flow.csv",
    log:
        "results/logs/tidy_register.log",
    benchmark:
        "results/benchmarks/tidy_register.tsv"
    priority: 100
    message:
        "Check every figure of the register"
    shell:
        run_script(
            "tidy_register",
            f"--raw {RAW} --checks {{output.checks:q}} --surveys {{output.surveys:q}}"
            " --figures {output.figures:q} --flow {output.flow:q}",
        )


rule build_series:
    input:
        RAW_COMMON,
        lambda wildcards: raw_files(wildcards.topic),
        code=code_of("build_series"),
    output:
        series="results/register/{topic}/series.csv",
    log:
        "results/logs/build_series/{topic}.log",
    benchmark:
        "results/benchmarks/build_series/{topic}.tsv"
    message:
        "Tidy the figures on {wildcards.topic} into series"
    shell:
        run_script(
            "build_series",
            f"--raw {RAW} --topic {{wildcards.topic}} --series {{output.series:q}}",
        )
