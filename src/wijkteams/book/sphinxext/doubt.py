"""The directive `{doubt-slider}`: what is left of each finding when those who did not answer differ by so many points."""

from __future__ import annotations

import csv
import json
from itertools import groupby

from docutils import nodes
from markupsafe import Markup
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from wijkteams.book.sphinxext.store import FIGURE_FILES, page_of, report, sources_of
from wijkteams.checking.forms import Texts
from wijkteams.checking.problems import InputError
from wijkteams.estimates.rule.verdicts import VERDICTS
from wijkteams.numbers.formats import LANGUAGES, Language, format_decimal

# What the script puts in square brackets is a value at the step on show.
_TEXTS: dict[str, Texts] = {
    "label": {
        "en": "If those who did not answer differ by so many points from those who did, in each survey",
        "nl": "Als gemeenten die niet deelnamen zoveel procentpunt afwijken van de deelnemende gemeenten, in elke peiling",
    },
    "live": {
        "en": "At [delta] points [held] of the [all] findings are left.",
        "nl": "Bij [delta] procentpunt zijn [held] van de [all] bevindingen over.",
    },
    "short": {"en": "[delta] points", "nl": "[delta] procentpunt"},
    "says": {
        "en": "[near] to [far] points: [verdict]",
        "nl": "[near] tot [far] procentpunt: [verdict]",
    },
}

_HOLDS = ("stands", "on_condition")


class doubt_slider(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """The slider, with the findings below it."""


class DoubtSlider(SphinxDirective):
    """`{doubt-slider} <figure>`: a figure whose data hold the curve of each finding and its verdict."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the slider, or note the problem and return nothing."""
        try:
            figure = sources_of(self.env.app).figures[self.arguments[0]]
        except InputError as error:
            report(self.env, self.lineno, f"doubt-slider: {error}")
            return []
        self.env.note_dependency(str(FIGURE_FILES / f"{figure.id}.csv"))
        return [doubt_slider(figure=figure.id)]


def visit_doubt_slider(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write the slider, hidden until the script is there; without it the figure stands for itself."""
    app, docname = translator.builder.app, translator.builder.current_docname
    language = page_of(app.env, docname).language
    path = sources_of(app).root / FIGURE_FILES / f"{node['figure']}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    steps, findings = _findings(rows, language)
    texts = {name: each[language] for name, each in _TEXTS.items()}
    settings = {
        "steps": steps,
        "findings": findings,
        "lost": VERDICTS["not_established"][LANGUAGES.index(language)],
        **texts,
    }
    items = Markup("").join(
        Markup(
            '<li><span>{}</span><span class="wt-doubt-track" aria-hidden="true"><span></span></span><span></span></li>'
        ).format(finding["says"])
        for finding in findings
    )
    translator.body.append(
        Markup(
            '<div class="wt-slide wt-doubt" data-wt-doubt="{settings}" hidden><label for="doubt">{label}</label>'
            '<input type="range" id="doubt" min="0" max="{last}" step="1" value="0">'
            '<p class="wt-slide-ends" aria-hidden="true"><span>{low}</span><span>{high}</span></p>'
            '<p class="wt-live" role="status"></p><ul>{items}</ul></div>\n'
        ).format(
            settings=json.dumps(settings, ensure_ascii=False),
            label=texts["label"],
            last=len(steps) - 1,
            low=format_decimal(steps[0], 0, language),
            high=format_decimal(steps[-1], 0, language),
            items=items,
        )
    )
    raise nodes.SkipNode


def _findings(
    rows: list[dict[str, str]], language: Language
) -> tuple[list[float], list[dict[str, object]]]:
    """Return the steps, and each finding with both ends of what is left of it at every step, and its verdict."""
    judged = [row for row in rows if row["verdict"]]
    curves = {
        claim: list(own)
        for claim, own in groupby(
            (row for row in rows if row["delta"]), key=lambda row: row["claim_id"]
        )
    }
    steps = [float(row["delta"]) for row in next(iter(curves.values()))]
    return steps, [
        {
            "says": row[f"claim_{language}"],
            "verdict": row[f"verdict_{language}"],
            "holds": row["verdict"] in _HOLDS,
            **{end: [round(float(each[end]), 4) for each in curves[row["claim_id"]]] for end in ("near", "far")},
        }
        for row in judged
    ]  # fmt: skip
