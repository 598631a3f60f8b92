"""A tiny book whose sources fit together, to be built by plain Sphinx or broken on purpose."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import settings
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from wijkteams.book.chapters import read_chapter
from wijkteams.book.downloads.files import write_downloads
from wijkteams.book.notebooks import executed_path
from wijkteams.book.tables import show_table
from wijkteams.figures.drawing import FILES

# The time of one example says nothing on a shared machine.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")

# As Matplotlib writes it, with text as text.
PICTURE = """<?xml version="1.0" encoding="utf-8" standalone="no"?>
<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="648pt" height="72pt" viewBox="0 0 648 72" \
xmlns="http://www.w3.org/2000/svg" version="1.1"><metadata>made by hand</metadata>
<defs><style type="text/css">*{stroke-linejoin: round}</style></defs>
<g id="axes_1"><defs><path id="m1" d="M 0 3.25001 L 3 0" style="stroke: #0a5a9c"/></defs>
<g clip-path="url(#p1)"><use xlink:href="#m1" x="12.34567" y="5" style="fill: #0a5a9c"/></g>
<g id="text_1"><text style="font-size: 13px; font-family: 'Wijkteams Sans'; text-anchor: start; fill: #1b1f24" x="1" y="9.99" \
transform="rotate(-0 1 9.99)">a &lt; b</text></g></g>
<defs><clipPath id="p1"><rect x="0" y="0" width="648" height="72"/></clipPath></defs></svg>
"""
IDENTITY = """\
title: "Neighbourhood teams"
subtitle: "What surveys show"
title_nl: "Wijkteams"
subtitle_nl: "Wat peilingen laten zien"
authors:
  - name: "the contributors"
version: "0.1.0"
date_released: "2026-11-21"
language: en
contact: ""
base_url: "https://example.org/book"
repository: ""
doi: ""
licence_code: MIT
licence_content: CC-BY-4.0
keywords:
  - teams
"""
FIGURES = """\
- id: capacity_trend
  chapter: capacity
  data: [results/estimates/capacity.csv]
  draw: "wijkteams.figures.capacity:draw_trend"
  title: {en: "Short in {prevention.w2019}", nl: "Tekort in {prevention.w2019}"}
  caption: {en: "Latest {prevention.w2019:range}.", nl: "Laatst {prevention.w2019:range}."}
  alt: {en: "Line that rises to {prevention.w2019}.", nl: "Lijn die stijgt tot {prevention.w2019}."}
  base: {en: "municipalities that answered", nl: "gemeenten die antwoordden"}
  source: {en: "Source: Movisie surveys", nl: "Bron: peilingen van Movisie"}
  holds: prevention.w2019 > 50
  formerly: [older_trend]
  synthetic: false
- id: made_up
  chapter: register
  data: [results/estimates/capacity.csv]
  draw: "wijkteams.figures.capacity:draw_trend"
  title: {en: "A plan", nl: "Een plan"}
  caption: {en: "Made up", nl: "Verzonnen"}
  alt: {en: "Line", nl: "Lijn"}
  base: {en: "nobody", nl: "niemand"}
  source: {en: "a draw by chance", nl: "een trekking"}
  synthetic: true
"""
TABLES = """\
- id: capacity_table
  data: results/estimates/capacity.csv
  caption: {en: "Shortfall by survey", nl: "Tekort per peiling"}
  base: {en: "municipalities that answered", nl: "gemeenten die antwoordden"}
  columns:
    - {name: year, label: {en: Year, nl: Jaar}, unit: year, format: "0", header: row}
    - {name: share, label: {en: Share, nl: Aandeel}, unit: percent, format: "1"}
    - {name: n_count, label: {en: Answers, nl: Antwoorden}, unit: count, format: "0"}
"""
CSV = "year,share,n_count\n2015,54.25,1234\n2019,59.04,177\n"
INDEX = """\
# The book

In the latest survey {num}`prevention.w2019:range` fell short, a change of
{num}`prevention.change:size`. See {numref}`capacity_trend` and {ref}`capacity_table`.

```{toctree}
chapters/capacity
chapters/samenvatting
chapters/numbers
chapters/register
chapters/reader
```
"""
CHAPTER = """\
---
file_format: mystnb
kernelspec:
  name: python3
---

# Capacity

Teams fell short in {num}`prevention.w2019` in 2019.

```{citable-figure} capacity_trend
```

:::{table} Shares
| Year | Share |
|------|-------|
| 2019 | {num}`prevention.w2019:interval` |
:::

```{code-cell} python3
:tags: [hide-input]
from wijkteams.book.tables import show_table
show_table("capacity_table")
```

The share is $k/n$.
"""
DUTCH = """\
---
lang: nl
---

# Samenvatting

In {num}`prevention.w2019:year` schoot {num}`prevention.w2019:range` tekort.

```{citable-figure} capacity_trend
```
"""
NUMBERS_PAGE = "# All numbers\n\n```{all-numbers}\n```\n"
REGISTER = """\
# Register

<span id="BB2020.05"></span>

Evidence. A plan would find {num}`power.made_up`, as {cite:t}`konijn1973` shows.

```{citable-figure} made_up
```

```{bibliography}
```
"""
QUOTES = """\
- id: prevention_2019
  waves: [w2019]
  printed_in: [BB2020]
  figure: capacity_trend
  name: {en: "prevention, 2019", nl: "preventie, 2019"}
  text:
    en: "In 2019, {prevention.w2019:range} fell short."
    nl: "In 2019 schoot {prevention.w2019:range} tekort."
  caveat: {en: "As they said it.", nl: "Zoals zij het zeiden."}
"""
PRINTED = """\
source_id,title,author,publisher,date,address,read_state,repeats,holds,reliability
BB2020,Wijkteams dwalen af,redactie,Binnenlands Bestuur,2020-06,address unknown,full,,Figures,Press
BB2018,Zware casuistiek,redactie,Binnenlands Bestuur,2018-02-13,address unknown,full,,Figures,Press
M4,Vijf jaar later,Movisie,Movisie,2020,https://example.org/m4,excerpt,,Figures,Primary
"""
READER = """\
# For the reader

```{quote-ready} prevention_2019
```

```{who-answered} w2019
```

::::{ready-to-copy} Letter
:lang: nl

Geachte lezer,

- Een vraag.
::::

(method-intervals)=
(method-shares)=
(method-models)=
(method-rule)=
(method-register)=
## Reference

:::{margin} Method
Precise.
:::

```{two-by-two} broad.w2019 prevention.w2019
```

```{assumptions}
```

```{cite-book}
```

```{figure-addresses}
```
"""
GUESS = '"""Guess."""\n\n# ASSUME: the base is\n# all that answered.\nBASE = 1\n'
REFERENCES = """\
@book{konijn1973,
  author = {Konijn, H. S.},
  title = {Statistical theory of sample survey design},
  publisher = {North-Holland},
  year = {1973},
}
"""


def number(**changes: Any) -> dict[str, Any]:
    """Return one record of the numbers file."""
    record = {
        "value": 59.04,
        "low": 54.1,
        "high": 63.8,
        "unit": "percent",
        "format": "0",
        "base": {"en": "municipalities that answered", "nl": "gemeenten die antwoordden"},
        "estimand": "A",
        "method": {"en": "exact interval", "nl": "exact interval"},
        "label": {"en": "Prevention falls short", "nl": "Preventie schiet tekort"},
        "samples": [{"wave": "w2019", "n_low": 175, "n_high": 177}],
        "figure_ids": ["BB2020.05"],
        "synthetic": False,
    }
    return record | changes


VERDICTS = [
    {
        "key": "it_rose",
        "words": {"en": "holds on a condition", "nl": "geldt onder voorwaarde"},
        "conditions": {"en": "both asked alike", "nl": "beide vroegen gelijk"},
        "turns": ["one_base"],
    },
    {"key": "it_fell", "words": {"en": "not established", "nl": "niet aangetoond"}},
]


def sources() -> dict[str, str]:
    """Return path to text of every source of the tiny book."""
    numbers = {
        "prevention.w2019": number(),
        "prevention.change": number(
            value=-6.2,
            low=-9.1,
            high=-3.0,
            unit="percentage_points",
            estimand="B",
            figure_ids=[],
            samples=[
                {"wave": "w2017", "n_low": 188, "n_high": 188},
                {"wave": "w2019", "n_low": 175, "n_high": 177},
            ],
        ),
        "power.made_up": number(
            value=1234.5,
            low=None,
            high=None,
            unit="count",
            synthetic=True,
            estimand="set",
            samples=[],
            figure_ids=[],
        ),
    }
    survey = {"municipalities": 355, "respondents": 212, "nonrespondents": 143}
    for name, value in (survey | {"response_printed": 60}).items():
        unit = "percent" if name == "response_printed" else "count"
        numbers[f"survey.{name}.w2019"] = number(
            value=value, low=None, high=None, unit=unit, figure_ids=[], samples=[{"wave": "w2019"}]
        )
    numbers["broad.w2019"] = number(value=46.0, low=40.0, high=52.0)
    pictures = {
        f"results/figures/{stem}{language}.{ending}": f"<svg/>{ending}"
        if ending in ("pdf", "png")
        else PICTURE
        for stem in ("capacity_trend", "made_up")
        for language in ("", ".nl")
        for ending in FILES
    }
    return {
        "config/identity.yaml": IDENTITY,
        "config/figures.yaml": FIGURES,
        "config/tables.yaml": TABLES,
        "config/quotes.yaml": QUOTES,
        "data/raw/sources.csv": PRINTED,
        "src/wijkteams/guess.py": GUESS,
        "chapters/reader.md": READER,
        "results/numbers.json": json.dumps(numbers),
        "results/verdicts.json": json.dumps(VERDICTS),
        "results/estimates/capacity.csv": CSV,
        "results/figures/capacity_trend.csv": CSV,
        "results/figures/made_up.csv": CSV,
        **pictures,
        "references.bib": REFERENCES,
        "index.md": INDEX,
        "chapters/capacity.md": CHAPTER,
        "chapters/samenvatting.md": DUTCH,
        "chapters/numbers.md": NUMBERS_PAGE,
        "chapters/register.md": REGISTER,
    }


class Book:
    """The sources of a book in a folder of their own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, text in sources().items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def append(self, name: str, text: str) -> None:
        self.write(name, (self.root / name).read_text(encoding="utf-8") + text)

    def execute(self, chapter: str = "capacity") -> None:
        """Write the executed notebook of a chapter, without the time that a kernel takes."""
        notebook = read_chapter(self.root / "chapters" / f"{chapter}.md")
        shown = show_table("capacity_table", root=self.root)
        both = {"text/html": shown._repr_html_(), **shown._repr_mimebundle_()}
        for cell in notebook.cells:
            if cell.cell_type == "code":
                result = nbformat.v4.new_output("execute_result", both, execution_count=1)
                cell.outputs = [result]
        path = executed_path(self.root, f"chapters/{chapter}")
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)

    def build_edition(self, language: str) -> Path:
        """Build one of two editions, each with a table of contents of its own, and return its folder."""
        folder = {"en": "", "nl": "nl/"}[language]
        patterns = {"en": ["index.md", "chapters/**.md"], "nl": ["nl/**.md"]}[language]
        return self.build(
            language,
            f"_build/{language}",
            external_toc_path=f"{folder}_toc.yml",
            include_patterns=patterns,
        )

    def build_whole(self) -> Path:
        """Build it with what a reader takes along from it."""
        built = self.build()
        write_downloads(self.root, self.root / "downloads")
        shutil.copytree(self.root / "downloads", built, dirs_exist_ok=True)
        return built

    def build(self, language: str = "en", folder: str = "_build", **more: Any) -> Path:
        """Build strictly with plain Sphinx and return the folder of pages."""
        settings = {
            "extensions": [
                "myst_nb",
                "sphinx_thebe",
                "sphinxcontrib.bibtex",
                "wijkteams.book.sphinxext",
            ],
            "bibtex_bibfiles": ["references.bib"],
            "html_theme": "sphinx_book_theme",
            "language": language,
            "myst_enable_extensions": ["colon_fence", "dollarmath"],
            "exclude_patterns": ["results", "config", "data", "src", "_build"],
            "suppress_warnings": ["config.cache"],
            **more,
        }
        if more:
            settings["extensions"] += ["sphinx_external_toc"]
        target, doctrees = self.root / folder / "html", self.root / folder / "doctrees"
        warnings = StringIO()
        with patch_docutils(str(self.root)), docutils_namespace():
            app = Sphinx(
                str(self.root), None, str(target), str(doctrees), "html", settings,
                status=None, warning=warnings, warningiserror=True, keep_going=True,
            )  # fmt: skip
            app.build()
        assert app.statuscode == 0, warnings.getvalue()
        return target


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A book of one's own, not yet executed or built."""
    return Book(tmp_path)


@pytest.fixture(scope="session")
def make_book(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Book]:
    """Make a book that several tests share."""
    return lambda: Book(tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="session")
def html(make_book: Callable[[], Book]) -> Path:
    """The folder of the book, built once."""
    made = make_book()
    made.execute()
    return made.build_whole()


@pytest.fixture(scope="session")
def page(html: Path) -> Callable[[str], str]:
    """Return the text of a page of the built book."""
    return lambda name: (html / name).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def record() -> Callable[..., dict[str, Any]]:
    """Make a record of the numbers file."""
    return number
