"""Figures: draw each entry of the catalogue.

Inputs:  config/figures.yaml, config/identity.yaml, the results that each figure names, the numbers that its texts use
Outputs: results/figures/<id>.csv                 the data of the figure
         results/figures/<id>[.nl].{svg,pdf,png}  the figure, in English and Dutch
         results/figures/<id>[.nl].{page,phone}.svg  the same for the pages of the book: on a screen and on a phone
"""

from dataclasses import asdict

from wijkteams.numbers.catalogue import keys_used, load_figures

FIGURES = load_figures(Path("config/figures.yaml"))
IMAGES = [f"{language}{kind}" for language in ("", "nl.") for kind in ("svg", "pdf", "png", "page.svg", "phone.svg")]


def figure_files(figures):
    """Every file of some figures."""
    return [f"results/figures/{figure}.{suffix}" for figure in figures for suffix in ("csv", *IMAGES)]


def numbers_of_figure(wildcards):
    """The numbers behind the texts of a figure: one file for each namespace, so that it depends on its own topic only."""
    namespaces = {key.split(".")[0] for key in keys_used(FIGURES[wildcards.figure])}
    return [f"results/numbers/{namespace}.json" for namespace in sorted(namespaces)]


rule draw_figure:
    input:
        data=lambda wildcards: FIGURES[wildcards.figure].data,
        numbers=numbers_of_figure,
        identity="config/identity.yaml",
        code=lambda wildcards: code_of("draw_figure") + modules_of(FIGURES[wildcards.figure].draw.split(":")[0]),
    output:
        csv="results/figures/{figure}.csv",
        images=[f"results/figures/{{figure}}.{suffix}" for suffix in IMAGES],
    wildcard_constraints:
        figure="|".join(FIGURES),
    params:
        **settings(entry=lambda wildcards: asdict(FIGURES[wildcards.figure])),
    message:
        "Draw the figure {wildcards.figure}"
    shell:
        run_script("draw_figure")
