"""Book: executed chapters, and the book in two editions, built side by side, put together and then swapped in.

Inputs:  config/*.yaml, _config.yml, _toc.yml, index.md, chapters/*.md, nl/, README.md, CHANGELOG.md, references.bib,
         data/raw/sources.csv, data/audit/accessibility.json, all results
Outputs: results/book/chapters/<chapter>.ipynb  the executed chapters
         results/book/built/<language>/         the editions
         results/book/downloads/                what a reader takes along from them
         results/book/html/                     the book
         results/book/published.txt             every file of the book
"""

from wijkteams.book.assumptions import find_assumptions
from wijkteams.book.contents import chapters_of_toc, code_of_chapter, frame_of_page, published_files, results_named_in
from wijkteams.book.editions import KEPT, toc_of, twin_of
from wijkteams.numbers.catalogue import load_tables
from wijkteams.numbers.identity import commit_of
from wijkteams.numbers.tidy import TIDY

BOOK = Path("results/book/html")
MANIFEST = Path("results/book/published.txt")
TABLES = load_tables(Path("config/tables.yaml"))
PAGES = chapters_of_toc(Path(config["toc"])) + [f"{chapter}.md" for chapter in ADDED_CHAPTERS]
DUTCH = chapters_of_toc(toc_of("nl"))
# Only chapters with code cells are executed: a kernel start for a page of prose would be wasted.
CODE = {Path(page).stem: code for page in PAGES if (code := code_of_chapter(Path(page)))}
NOTEBOOKS = [f"results/book/chapters/{chapter}.ipynb" for chapter in CODE]

# What the pages are made with beside the modules.
EXTENSION = SOURCE / "wijkteams/book/sphinxext"
ASSETS = sorted(str(path) for folder in ("static", "templates") for path in (EXTENSION / folder).rglob("*") if path.is_file())

# The files of the book as it was last published (before the first time: its pages) that are not there. One that somebody
# deleted is an output that is missing, and brings the book back. The others are not named: Snakemake would delete them before it
# builds, while the last good book has to stay until the new one is whole.
PUBLISHED = published_files(MANIFEST) or [f"{BOOK}/{page.removesuffix('.md')}.html" for page in PAGES + DUTCH]
MISSING = [path for path in PUBLISHED if not Path(path).exists()]


# Citations name it until the book has an address.
COMMIT = commit_of(Path())

# The tidy tables that are published, and what the cells of a chapter estimate shares from.
TIDY_FILES = [
    *expand("results/estimates/{topic}.csv", topic=ESTIMATED),
    *[f"results/{file}" for name, table in TIDY.items() if name not in ("shares", "models") for file in table.files],
    *expand("results/models/{model}.csv", model=SPECIFICATIONS),
]
READ_BY_CELLS = [
    *[*TIDY_FILES, *COMPARED, "results/register/package/figures.csv", rules.merge_numbers.output.numbers],
    *[f"config/{name}.yaml" for name in ("config", "labels", "claims", "figures", "identity", "tables")],
]


def results_of_reading(code):
    """What the reading interface may read for the cells of a chapter, and the modules that draw their figures."""
    if "wijkteams.reading" not in code:
        return []
    drawn = [figure for id, figure in FIGURES.items() if f'"{id}"' in code]
    modules = [path for figure in drawn for path in modules_of(figure.draw.split(":")[0])]
    return [*READ_BY_CELLS, *sorted({*(path for figure in drawn for path in figure.data), *modules})]


def results_of_tables(tables):
    """The results behind some tables; with the numbers, where a text of theirs prints one."""
    numbers = [rules.merge_numbers.output.numbers for table in tables if keys_used(table)]
    return sorted({*(table.data for table in tables), *numbers})


def frames(pages):
    """What the other edition reads of some pages, which is not their prose."""
    return [frame_of_page(Path(page)) for page in pages]


def shown_on(pages):
    """The figures and the code of each page: what is cited there. Its prose may change."""
    lines = [(page, line) for page in pages for line in frame_of_page(Path(page))[0]]
    return [each for each in lines if "{citable-figure}" in each[1]], sorted(CODE.items())


def results_of_chapter(wildcards):
    """The results that the cells of a chapter show or read."""
    if f"chapters/{wildcards.chapter}" in ADDED_CHAPTERS:
        return [*RESPONDENTS.released, *EFFECTS, PLAN, "config/respondents.yaml"]
    shown, read = results_named_in(CODE[wildcards.chapter])
    tables = results_of_tables([TABLES[id] for id in shown & TABLES.keys()])
    return tables + sorted(read) + results_of_reading(CODE[wildcards.chapter])


rule execute_chapter:
    input:
        results_of_chapter,
        lambda wildcards: list(map(str, imported_files(CODE[wildcards.chapter], SOURCE))),
        chapter="chapters/{chapter}.md",
        code=code_of("execute_chapter"),
    output:
        notebook="results/book/chapters/{chapter}.ipynb",
    params:
        **settings(),
        tables=lambda wildcards: digest([t for id, t in TABLES.items() if id in CODE[wildcards.chapter]]),
    message:
        "Execute the chapter {wildcards.chapter}"
    shell:
        run_script("execute_chapter")


rule build_english:
    input:
        NOTEBOOKS,
        figure_files(FIGURES),
        results_of_tables(TABLES.values()),
        # Published where their dictionary is shown.
        TIDY_FILES if "chapters/data_dictionary.md" in PAGES else [],
        rules.merge_numbers.output.numbers,
        rules.merge_verdicts.output.verdicts,
        rules.tidy_register.output,
        PAGES,
        ["README.md", "CHANGELOG.md", "references.bib", f"{RAW}/sources.csv"],
        sorted(map(str, Path("data/audit").glob("*.json"))),
        ["_config.yml", *sorted(map(str, Path("config").glob("*.yaml")))],
        modules_of("wijkteams.book.sphinxext"),
        ASSETS,
        toc=config["toc"],
        code=code_of("build_edition"),
    output:
        edition=directory("results/book/built/en"),
    params:
        **settings(language=lambda wildcards: "en", added=ADDED_CHAPTERS),
        commit=COMMIT,
        # Any module may make an assumption; the book is built anew when one changes, and not at every edit of a module.
        assumptions=digest(*find_assumptions(SOURCE)),
        other=digest(frames(DUTCH)),
    message:
        "Build the English edition of the book"
    shell:
        run_script("build_edition")


# No cell is run for the Dutch edition, and it has no files of its own: figures, tables and data stand in the English one.
rule build_dutch:
    input:
        # The cells of a Dutch page are those of its twin.
        [f"results/book/chapters/{Path(page).stem}.ipynb" for page in DUTCH if Path(page).stem in CODE],
        [twin_of(page) for page in DUTCH if Path(page).stem in CODE],
        figure_files(FIGURES),
        rules.merge_numbers.output.numbers,
        rules.merge_verdicts.output.verdicts,
        DUTCH,
        ["references.bib", f"{RAW}/sources.csv"],
        sorted(map(str, Path("data/audit").glob("*.json"))),
        ["_config.yml", *sorted(map(str, Path("config").glob("*.yaml")))],
        modules_of("wijkteams.book.sphinxext"),
        ASSETS,
        toc=str(toc_of("nl")),
        code=code_of("build_edition"),
    output:
        edition=directory("results/book/built/nl"),
    params:
        **settings(language=lambda wildcards: "nl"),
        commit=COMMIT,
        other=digest([frame for frame, _ in frames(PAGES)]),
    message:
        "Build the Dutch edition of the book"
    shell:
        run_script("build_edition")


# In one job: it is quick, and does not wait for the pages.
rule write_downloads:
    input:
        [config["toc"], str(toc_of("nl"))],
        figure_files(FIGURES),
        results_of_tables(TABLES.values()),
        rules.merge_numbers.output.numbers,
        sorted(map(str, Path("config").glob("*.yaml"))),
        sorted(map(str, Path("workflow/rules").glob("*.smk"))),
        sorted(map(str, Path(RAW).glob("topics/*/figures.csv"))),
        code=code_of("write_downloads"),
    output:
        downloads=directory("results/book/downloads"),
    params:
        **settings(),
        commit=COMMIT,
        shown=digest(shown_on(PAGES + DUTCH)),
    message:
        "Write what a reader takes along from the book"
    shell:
        run_script("write_downloads")


rule publish_book:
    input:
        PAGES,
        DUTCH,
        [str(KEPT)] if KEPT.is_file() else [],
        downloads=rules.write_downloads.output.downloads,
        english=rules.build_english.output.edition,
        dutch=rules.build_dutch.output.edition,
        code=code_of("publish_book"),
    output:
        MISSING,
        manifest=MANIFEST,
    params:
        **settings(book=lambda wildcards: str(BOOK)),
    message:
        "Check both editions as one book and swap it in"
    shell:
        run_script("publish_book")
