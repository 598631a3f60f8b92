"""Register: check the transcribed figures, tidy them into series and publish them.

Inputs:  data/raw/{sources,waves,codes}.csv, data/raw/topics/<topic>/*.csv
Outputs: results/register/checks.csv           what was checked, over all topics
         results/register/surveys.csv          the four surveys
         results/register/evidence.csv         for each item and survey: measured, or what else was published
         results/register/counts.csv           how much the register holds, for the prose
         results/register/package/             the data package: CSV files, descriptor, archive of both
         results/register/<topic>/series.csv   one value for each item, wave and subgroup
"""

from wijkteams.numbers.identity import load_identity
from wijkteams.register import checksums
from wijkteams.register.published import PUBLISHED_FILES

RAW = "data/raw"
RAW_COMMON = [f"{RAW}/sources.csv", f"{RAW}/waves.csv"]

RAW_CODES = f"{RAW}/codes.csv"


def raw_files(topic):
    """The raw files of one topic, or of all (`**`)."""
    return [str(path) for path in checksums.raw_files(Path(RAW)) if path.match(f"topics/{topic}/*.csv")]


# First in line, so that all errors of the register come together. The series do not wait for it, because then a change in one
# topic would rerun all of them; the book does.
rule tidy_register:
    input:
        RAW_COMMON,
        RAW_CODES,
        raw_files("**"),
        code=code_of("tidy_register"),
    output:
        checks="results/register/checks.csv",
        surveys="results/register/surveys.csv",
        evidence="results/register/evidence.csv",
        counts="results/register/counts.csv",
        package=[f"results/register/package/{name}" for name in PUBLISHED_FILES],
    priority: 100
    params:
        **settings(
            raw=lambda wildcards: RAW,
            version=load_identity(Path("config/identity.yaml")).version,
        ),
    message:
        "Check every figure of the register and publish it"
    shell:
        run_script("tidy_register")


rule build_series:
    input:
        RAW_COMMON,
        lambda wildcards: raw_files(wildcards.topic),
        code=code_of("build_series"),
    output:
        series="results/register/{topic}/series.csv",
    params:
        **settings(raw=lambda wildcards: RAW, topic=lambda wildcards: wildcards.topic),
    message:
        "Tidy the figures on {wildcards.topic} into series"
    shell:
        run_script("build_series")
