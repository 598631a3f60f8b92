"""Figures: draw the catalogue, one job for each chapter, because starting Python costs more than drawing.

Inputs:  config/figures.yaml, config/identity.yaml, the results that each figure names, the numbers that its texts use
Outputs: results/figures/<id>.csv                 the data of the figure
         results/figures/<id>[.nl].{svg,pdf,png}  the figure, in English and Dutch
"""

from wijkteams.publish.catalogue import keys_used, load_figures

FIGURES = load_figures(Path("config/figures.yaml"))
FIGURE_SUFFIXES = ["csv", *(f"{language}{kind}" for language in ("", "nl.") for kind in ("svg", "pdf", "png"))]


for chapter in sorted({figure.chapter for figure in FIGURES.values()}):
    of_chapter = [figure for figure in FIGURES.values() if figure.chapter == chapter]

    rule:
        name:
            f"draw_figures_of_{chapter}"
        input:
            data=sorted({path for figure in of_chapter for path in figure.data}),
            identity="config/identity.yaml",
            numbers=sorted({numbers_file(key) for figure in of_chapter for key in keys_used(figure)}),
            code=code_of("draw_figures") + modules_of(*(figure.draw.split(":")[0] for figure in of_chapter)),
        output:
            figure_files(of_chapter),
        log:
            f"results/logs/draw_figures/{chapter}.log",
        benchmark:
            f"results/benchmarks/draw_figures/{chapter}.tsv"
        params:
            ids=[figure.id for figure in of_chapter],
            entries=digest(of_chapter),
        message:
            f"Draw the figures of the chapter on {chapter}"
        shell:
            run_script(
                "draw_figures",
                "--catalogue config/figures.yaml --identity {input.identity:q} --numbers {input.numbers:q} --ids {params.ids} --files {output:q}",
            )
