"""The directive `{who-answered}`: when, who was asked, how many answered, who did not, and what that means."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from wijkteams.book.sphinxext.numbers import make_number
from wijkteams.book.sphinxext.store import page_of, report
from wijkteams.checking.forms import Texts
from wijkteams.checking.problems import InputError

_YEAR: Texts = {"en": "Survey", "nl": "Peiling"}
_TITLE: Texts = {"en": "Who answered", "nl": "Wie meedeed"}
# Heading of a column and the number below it; before them stands the year, which names the row.
_COLUMNS: tuple[tuple[Texts, str], ...] = (
    ({"en": "Municipalities asked", "nl": "Gemeenten benaderd"}, "municipalities"),
    ({"en": "Answered", "nl": "Deed mee"}, "respondents"),
    ({"en": "Response", "nl": "Respons"}, "response_printed"),
    ({"en": "Did not answer", "nl": "Deed niet mee"}, "nonrespondents"),
)
_MEANING: Texts = {
    "en": "All municipalities of that year were asked. Each figure is a share of those that answered; what the "
    "others would have answered is not known.",
    "nl": "Alle gemeenten van dat jaar zijn benaderd. Elk cijfer is een aandeel van de deelnemende gemeenten; wat de "
    "andere zouden hebben geantwoord, is niet bekend.",
}


class WhoAnswered(SphinxDirective):
    """`{who-answered} w2017 w2019`: one row for each wave, from the numbers of the namespace `survey`."""

    required_arguments = 1
    optional_arguments = 20

    def run(self) -> list[nodes.Node]:
        """Return the box, or note the problem and return nothing."""
        language = page_of(self.env).language
        try:
            rows = [self._row(wave) for wave in self.arguments]
        except InputError as error:
            report(self.env, self.lineno, f"who-answered: {error}")
            return []
        headings = [
            nodes.paragraph("", texts[language])
            for texts in (_YEAR, *(texts for texts, _ in _COLUMNS))
        ]
        table = nodes.table("", nodes.title("", _TITLE[language]), classes=["wt-who-table"])
        group = nodes.tgroup(cols=len(headings))
        group += [
            nodes.colspec(colwidth=1, stub=1 if place == 0 else 0) for place in range(len(headings))
        ]
        group += nodes.thead("", _cells(headings))
        group += nodes.tbody("", *(_cells(row) for row in rows))
        table += group
        meaning = nodes.paragraph("", _MEANING[language])
        return [nodes.container("", table, meaning, classes=["wt-who"])]

    def _row(self, wave: str) -> list[nodes.paragraph]:
        counts = [make_number(self.env, f"survey.{name}.{wave}", "value") for _, name in _COLUMNS]
        return [
            nodes.paragraph("", wave[1:]),
            *(nodes.paragraph("", "", count) for count in counts),
        ]


def _cells(contents: list[nodes.paragraph]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", content) for content in contents))
