"""Publish: numbers for the prose, executed chapters, and the book, built whole and then swapped in.

Inputs:  config/{numbers,labels,figures,tables,quotes,identity}.yaml, _config.yml, _toc.yml, index.md, chapters/*.md,
         README.md, CHANGELOG.md, references.bib, data/raw/sources.csv, all results
Outputs: results/publish/numbers/<namespace>.json    the numbers of one topic
         results/publish/numbers.json                all of them
         results/publish/chapters/<chapter>.ipynb    the executed chapters
         results/publish/book/                       the book
         results/publish/published.txt               every file of the book
"""

import json

from wijkteams.publish.assumptions import find_assumptions
from wijkteams.publish.catalogue import load_tables
from wijkteams.workflow.settings import WantedNumbers, read_checked
from wijkteams.publish.contents import chapters_of_toc, code_of_chapter, published_files, results_named_in

BOOK = Path("results/publish/book")
MANIFEST = Path("results/publish/published.txt")
NUMBERS = read_checked(Path("config/numbers.yaml"), WantedNumbers)
TABLES = load_tables(Path("config/tables.yaml"))
PAGES = chapters_of_toc(Path(config["toc"])) + [f"{chapter}.md" for chapter in ADDED_CHAPTERS]
# Only chapters with code cells are executed: a kernel start for a page of prose would be wasted.
CODE = {Path(page).stem: code for page in PAGES if (code := code_of_chapter(Path(page)))}

# The files of the book as it was last published (before the first time: its pages) that are not there. One that somebody
# deleted is an output that is missing, and brings the book back. The others are not named: Snakemake would delete them before it
# builds, while the last good book has to stay until the new one is whole.
PUBLISHED = published_files(MANIFEST) or [f"{BOOK}/{page.removesuffix('.md')}.html" for page in PAGES]
MISSING = [path for path in PUBLISHED if not Path(path).exists()]


rule compute_numbers:
    input:
        unpack(numbers_inputs),
        labels="config/labels.yaml",
        code=code_of("compute_numbers"),
    output:
        numbers="results/publish/numbers/{namespace}.json",
    log:
        "results/logs/compute_numbers/{namespace}.log",
    benchmark:
        "results/benchmarks/compute_numbers/{namespace}.tsv"
    params:
        wanted=lambda wildcards: json.dumps(NUMBERS[wildcards.namespace]),
        sources=lambda wildcards, input: " ".join(
            f"--{name} {input[name]}" for name in input.keys() if name not in ("labels", "code")
        ),
    message:
        "Compute the numbers for the prose on {wildcards.namespace}"
    shell:
        run_script(
            "compute_numbers",
            "--namespace {wildcards.namespace} --wanted {params.wanted:q} --labels {input.labels:q}"
            " {params.sources} --numbers {output.numbers:q}",
        )


rule merge_numbers:
    input:
        parts=[f"results/publish/numbers/{namespace}.json" for namespace in NUMBERS],
        code=code_of("merge_numbers"),
    output:
        numbers="results/publish/numbers.json",
    log:
        "results/logs/merge_numbers.log",
    benchmark:
        "results/benchmarks/merge_numbers.tsv"
    message:
        "Put all numbers for the prose in one file"
    shell:
        run_script("merge_numbers", "--parts {input.parts:q} --numbers {output.numbers:q}")


rule execute_chapter:
    input:
        results_of_chapter,
        chapter="chapters/{chapter}.md",
        code=code_of("execute_chapter"),
        modules=lambda wildcards: list(map(str, imported_files(CODE[wildcards.chapter], SOURCE))),
    output:
        notebook="results/publish/chapters/{chapter}.ipynb",
    log:
        "results/logs/execute_chapter/{chapter}.log",
    benchmark:
        "results/benchmarks/execute_chapter/{chapter}.tsv"
    params:
        tables=lambda wildcards: digest([t for id, t in TABLES.items() if id in CODE[wildcards.chapter]]),
    message:
        "Execute the chapter {wildcards.chapter}"
    shell:
        run_script("execute_chapter", "--chapter {input.chapter:q} --notebook {output.notebook:q}")


rule build_book:
    input:
        notebooks=[f"results/publish/chapters/{chapter}.ipynb" for chapter in CODE],
        figures=figure_files(FIGURES.values()),
        tables=results_of_tables(TABLES.values()),
        numbers=rules.merge_numbers.output.numbers,
        register=rules.tidy_register.output,
        pages=PAGES,
        toc=config["toc"],
        included=["README.md", "CHANGELOG.md", "references.bib", RAW / "sources.csv"],
        config=["_config.yml", *sorted(map(str, Path("config").glob("*.yaml")))],
        code=code_of("build_book") + modules_of("wijkteams.publish.sphinxext"),
        assets=sorted(str(path) for path in (SOURCE / "wijkteams/publish/sphinxext/static").rglob("*") if path.is_file()),
    output:
        MISSING,
        manifest=MANIFEST,
    log:
        "results/logs/build_book.log",
    benchmark:
        "results/benchmarks/build_book.tsv"
    params:
        # Any module may make an assumption; the book is built anew when one changes, and not at every edit of a module.
        assumptions=digest(*find_assumptions(SOURCE)),
        added=ADDED_CHAPTERS,
    message:
        "Build the book in a new folder, check it and swap it in"
    shell:
        run_script(
            "build_book", f"--toc {{input.toc:q}} --added {{params.added:q}} --book {BOOK} --manifest {{output.manifest:q}}"
        )
