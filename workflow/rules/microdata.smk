"""Respondent level: the SYNTHETIC worked example, and the files of config/microdata.yaml when there are any.

Inputs:  config/microdata.yaml (absent by default), the files and mappings that it names, config/plan_of_analysis.yaml,
         data/raw/{municipal_mergers,municipalities_2019,g32_members,waves}.csv,
         results/estimates/{presence,capacity,team_type}.csv (the published margins)
Outputs: private/microdata/                                  answers, exact results, what would be released, and
                                                             chapter.html: for the holder of the files alone
         results/microdata/[SYNTHETIC_]respondents_<result>.csv, results/microdata/[SYNTHETIC_]respondents_effects.*
                                                             what is released, when the setting says `release: yes`
         results/microdata/SYNTHETIC_example/                the worked example, with what stays private for a real file;
                                                             its files come from planning.smk
         results/microdata/SYNTHETIC_example_<result>.csv    what would be released of it
"""

from wijkteams.checking.problems import InputError
from wijkteams.microdata.codebook import WAVES
from wijkteams.microdata.datasets import CHAPTER, CLEANED, FITTED, RELEASED_RESULTS, Dataset, stale_results
from wijkteams.microdata.private import make_private
from wijkteams.microdata.setting import MERGERS, read_setting

PUBLISHED_MARGINS = [f"results/estimates/{topic}.csv" for topic in ("presence", "capacity", "team_type")]
PLAN = "config/plan_of_analysis.yaml"
LEDGER = "data/releases/ledger.csv"
SETTING = Path(config.get("microdata", "config/microdata.yaml"))
PRIVATE = "private"

EXAMPLE_FOLDER = "results/microdata/SYNTHETIC_example"
EXAMPLE = Dataset(
    "SYNTHETIC_example",
    [f"{EXAMPLE_FOLDER}/SYNTHETIC_{wave}.{suffix}" for wave, suffix in zip(WAVES, ("csv", "xlsx", "sav", "csv"))],
    [f"{EXAMPLE_FOLDER}/SYNTHETIC_{wave}.yaml" for wave in WAVES],
    f"{EXAMPLE_FOLDER}/SYNTHETIC_mergers.csv",
    EXAMPLE_FOLDER,
    is_released=True,
)
DATASETS = {EXAMPLE_FOLDER: EXAMPLE}
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
        [each.file for each in chosen.files],
        [each.mapping for each in chosen.files],
        chosen.mergers,
        f"{PRIVATE}/microdata",
        chosen.release,
        chosen.stamps,
        str(SETTING),
    )
    DATASETS[RESPONDENTS.folder] = RESPONDENTS
    HOLDER = [f"{RESPONDENTS.folder}/{CHAPTER}"]
    if chosen.release:
        ADDED_CHAPTERS = ["chapters/respondents"]
        EFFECTS = [f"results/microdata/{RESPONDENTS.name}_effects.{kind}" for kind in ("svg", "pdf", "png")]
        # The chapter learns from it which results are its own.
        os.environ |= {"WIJKTEAMS_RESPONDENTS": RESPONDENTS.name}

RELEASED = {each.name: each for each in DATASETS.values() if each.is_released}


wildcard_constraints:
    folder="|".join(DATASETS),
    dataset="|".join(RELEASED),


def of_dataset(name):
    """A function of the wildcards that gives one thing that is known of the files behind a folder.

    Files of somebody else are no inputs: Snakemake takes braces in their names for wildcards, and does not see a file that was
    replaced while it was read, since what was made from it is newer.
    """
    return lambda wildcards: getattr(DATASETS[wildcards.folder], name)


rule clean_microdata:
    input:
        lambda wildcards: rules.make_synthetic_example.output if wildcards.folder == EXAMPLE_FOLDER else [],
        municipalities="data/raw/municipalities_2019.csv",
        members="data/raw/g32_members.csv",
        waves="data/raw/waves.csv",
        estimates=PUBLISHED_MARGINS,
        code=code_of("clean_microdata"),
    output:
        expand("{{folder}}/{name}.csv", name=CLEANED),
    params:
        **settings(
            **{name: of_dataset(name) for name in ("files", "mappings", "mergers", "stamps", "setting")},
            folder=lambda wildcards: wildcards.folder,
            # The outermost folder that only its owner may open.
            closed=lambda wildcards: EXAMPLE_FOLDER if wildcards.folder == EXAMPLE_FOLDER else PRIVATE,
        ),
    message:
        "Read and clean the files of {wildcards.folder}"
    shell:
        run_script("clean_microdata")


rule fit_respondents:
    input:
        "{folder}/answers.csv",
        plan=PLAN,
        municipalities="data/raw/municipalities_2019.csv",
        members="data/raw/g32_members.csv",
        waves="data/raw/waves.csv",
        mergers=MERGERS,
        code=code_of("fit_respondents"),
    output:
        expand("{{folder}}/{name}.csv", name=FITTED),
    params:
        **settings(folder=lambda wildcards: wildcards.folder),
    message:
        "Fit the models of the plan on {wildcards.folder}"
    shell:
        run_script("fit_respondents")


rule protect_respondents:
    input:
        "{folder}/counts.csv",
        plan=PLAN,
        code=code_of("protect_respondents"),
    output:
        expand("{{folder}}/release_{name}.csv", name=RELEASED_RESULTS),
    params:
        **settings(**config["disclosure"], folder=lambda wildcards: wildcards.folder),
    message:
        "Work out what may be released of {wildcards.folder}"
    shell:
        run_script("protect_respondents")


rule release_microdata:
    input:
        lambda wildcards: RELEASED[wildcards.dataset].proposed,
        code=code_of("release_microdata"),
    output:
        tables=expand("results/microdata/{{dataset}}_{name}.csv", name=RELEASED_RESULTS),
    params:
        **settings(
            **config["disclosure"],
            folder=lambda wildcards: RELEASED[wildcards.dataset].folder,
            # Made-up answers give nobody away: they are not entered.
            ledger=lambda wildcards: "" if RELEASED[wildcards.dataset].is_synthetic else LEDGER,
        ),
    message:
        "Release what may be released of {wildcards.dataset}"
    shell:
        run_script("release_microdata")


rule write_holder_chapter:
    input:
        expand("{{folder}}/{name}.csv", name=[*CLEANED, *FITTED]),
        expand("{{folder}}/release_{name}.csv", name=RELEASED_RESULTS),
        "config/respondents.yaml",
        plan=PLAN,
        code=code_of("write_holder_chapter"),
    output:
        "{folder}/chapter.html",
    params:
        # The file is no `Output`: it is written for its owner alone, beside its place and not in a folder that others can open.
        **settings(
            folder=lambda wildcards: wildcards.folder,
            name=of_dataset("name"),
            chapter=lambda wildcards: f"{wildcards.folder}/{CHAPTER}",
        ),
    message:
        "Write the chapter for the holder of the files"
    shell:
        run_script("write_holder_chapter")


rule draw_respondents:
    input:
        PLAN,
        effects="results/microdata/{dataset}_effects.csv",
        code=code_of("draw_respondents"),
    output:
        images=[f"results/microdata/{{dataset}}_effects.{kind}" for kind in ("svg", "pdf", "png")],
    params:
        **settings(),
    message:
        "Draw the released differences between types of team"
    shell:
        run_script("draw_respondents")
