"""A tiny book to build in a test: sources that fit together, and a build by plain Sphinx."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import nbformat
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from wijkteams.publish.chapters import read_chapter
from wijkteams.publish.notebooks import executed_path

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
  title: {en: "Prevention falls short in {prevention.w2019}", nl: "Preventie schiet tekort: {prevention.w2019}"}
  caption: {en: "Share by survey, latest {prevention.w2019:range}.", nl: "Aandeel per peiling, laatst {prevention.w2019:range}."}
  alt: {en: "Line that rises to {prevention.w2019}.", nl: "Lijn die stijgt tot {prevention.w2019}."}
  base: {en: "municipalities that answered", nl: "gemeenten die antwoordden"}
  source: {en: "Movisie surveys", nl: "Peilingen van Movisie"}
  synthetic: false
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
{num}`prevention.change:size`. See {numref}`capacity_trend`.
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
from wijkteams.publish.tables import show_table
show_table("capacity_table")
```
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
REGISTER = "# Register\n\n(BB2020.05)=\n\nEvidence.\n"


def number(**changes: Any) -> dict[str, Any]:
    """Return one record of the numbers file."""
    record = {
        "value": 59.04,
        "low": 54.1,
        "high": 63.8,
        "unit": "percent",
        "format": "0",
        "n_low": 175,
        "n_high": 177,
        "base": {"en": "municipalities that answered", "nl": "gemeenten die antwoordden"},
        "estimand": "A",
        "method": {"en": "exact interval", "nl": "exact interval"},
        "label": {"en": "Prevention falls short", "nl": "Preventie schiet tekort"},
        "wave": "w2019",
        "figure_ids": ["BB2020.05"],
        "synthetic": False,
    }
    return record | changes


def sources() -> dict[str, str]:
    """Return path to text of every source of the tiny book."""
    numbers = {
        "prevention.w2019": number(),
        "prevention.change": number(
            value=-6.2, low=-9.1, high=-3.0, unit="percentage_points", wave=None, figure_ids=[]
        ),
    }
    pictures = {
        f"results/figures/capacity_trend{language}.{ending}": f"<svg/>{ending}"
        for language in ("", ".nl")
        for ending in ("svg", "pdf", "png")
    }
    return {
        "config/identity.yaml": IDENTITY,
        "config/figures.yaml": FIGURES,
        "config/tables.yaml": TABLES,
        "results/publish/numbers.json": json.dumps(numbers),
        "results/estimates/capacity.csv": CSV,
        "results/figures/capacity_trend.csv": CSV,
        **pictures,
        "index.md": INDEX,
        "chapters/capacity.md": CHAPTER,
        "chapters/samenvatting.md": DUTCH,
        "chapters/numbers.md": NUMBERS_PAGE,
        "chapters/register.md": REGISTER,
    }


def write_book(root: Path, changes: dict[str, str] | None = None) -> Path:
    """Write the sources with some of them changed, and the notebook of the chapter."""
    for name, text in (sources() | (changes or {})).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def execute(root: Path, *, html: str = "") -> None:
    """Write the executed notebook of the chapter without starting a kernel."""
    from wijkteams.publish.tables import show_table

    notebook = read_chapter(root / "chapters" / "capacity.md")
    shown = html or show_table("capacity_table", root=root)._repr_html_()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.execution_count = 1
            cell.outputs = [
                nbformat.v4.new_output("execute_result", {"text/html": shown}, execution_count=1)
            ]
    path = executed_path(root, "chapters/capacity")
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)


def build(root: Path) -> Path:
    """Build the book with plain Sphinx, warnings being errors, and return the folder of pages.

    Raises
    ------
    sphinx.errors.SphinxError
        When the build is stopped.
    """
    toc = "\n".join(f"chapters/{path.stem}" for path in sorted((root / "chapters").glob("*.md")))
    index = root / "index.md"
    if "toctree" not in index.read_text(encoding="utf-8"):
        index.write_text(
            f"{index.read_text(encoding='utf-8')}\n```{{toctree}}\n{toc}\n```\n", encoding="utf-8"
        )
    settings = {
        "extensions": ["myst_nb", "wijkteams.publish.sphinxext"],
        "html_theme": "sphinx_book_theme",
        "myst_enable_extensions": ["colon_fence", "dollarmath"],
        "exclude_patterns": ["results", "config", "_build"],
    }
    warnings = StringIO()
    target = root / "_build" / "html"
    with patch_docutils(str(root)), docutils_namespace():
        app = Sphinx(
            str(root), None, str(target), str(root / "_build" / "doctrees"), "html",
            confoverrides=settings, status=None, warning=warnings, warningiserror=True,
        )  # fmt: skip
        app.build(force_all=True)
    return target
