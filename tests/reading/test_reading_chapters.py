"""The findings chapters are notebooks: their cells are short, draw the published figures, and follow the base of a share."""

import io
import json
import re
from pathlib import Path

import matplotlib.pyplot as plt
import pytest
from matplotlib.figure import Figure

from tests.figures.drawn import CATALOGUE
from tests.figures.read_back import everything
from tests.reading.cells import BASE, FINDINGS, LAB, ROOT, cells_of, shown_by
from wijkteams.book.contents import code_of_chapter
from wijkteams.book.tables import ShownTable
from wijkteams.figures.drawing import draw_files, read_data
from wijkteams.figures.saving import save_figure
from wijkteams.figures.style import FigureText, house_style
from wijkteams.numbers.catalogue import texts_of_drawing
from wijkteams.numbers.identity import load_identity
from wijkteams.reading.drawings import draw
from wijkteams.reading.tables import load

OTHER = {
    "capacity": "with_team", "presence": 120, "kinds_of_teams": "respondents", "type_and_shortfall": "with_team",
    "claims": "with_team",
}  # fmt: skip
# Models of the printed shares, the printings themselves, the curve over every base, and tables from the catalogue.
UNMOVED = ("model", "press_journey", "delta_wedges", "show_table(")


@pytest.fixture
def project(results: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the project with results as they are computed; cells run where their chapter stands."""
    chapters = results.parent / "chapters"
    chapters.mkdir(exist_ok=True)
    monkeypatch.chdir(chapters)
    return results.parent


@pytest.mark.parametrize("chapter", FINDINGS)
def test_cells_are_short_and_the_first_one_holds_the_base(chapter: str) -> None:
    cells = cells_of(chapter)
    reading = [code for heading, code in cells if "Recompute" not in heading]
    assert all(len(code.strip().splitlines()) <= 15 for code in reading)
    assert max(len(line) for code in reading for line in code.splitlines()) <= 100
    first = next(code for code in reading if "wijkteams.reading" in code)
    assert BASE in first and sum(BASE in code for code in reading) == 1


@pytest.mark.parametrize("chapter", FINDINGS)
def test_every_figure_of_a_chapter_is_drawn_by_the_cell_above_it(chapter: str) -> None:
    text = (ROOT / "chapters" / f"{chapter}.md").read_text("utf-8")
    drawn = [code for _, code in cells_of(chapter) if "draw(" in code]
    for id_ in (id_ for id_, entry in CATALOGUE.items() if entry.chapter == chapter):
        (code,) = (code for code in drawn if f'draw("{id_}"' in code)
        assert f"{code}```\n\n```{{citable-figure}} {id_}\n" in text


@pytest.mark.parametrize("chapter", FINDINGS)
def test_a_chapter_runs_and_another_base_changes_figure_interval_and_verdict(
    chapter: str, project: Path
) -> None:
    before, after = shown_by(chapter), shown_by(chapter, OTHER[chapter])
    still = {name for name in before if _told(before[name]) == _told(after[name])}
    assert {name for name in still if not any(each in name for each in UNMOVED)} == set()
    assert len(still) < len(before)
    assert any(_verdicts(before[name]) != _verdicts(after[name]) for name in before)


def test_the_start_page_of_the_lab_runs_and_leads_to_every_findings_chapter(project: Path) -> None:
    assert f"default_url=/lab/tree/{LAB}" in (ROOT / "Makefile").read_text("utf-8")
    text = (ROOT / LAB).read_text("utf-8")
    links = [(ROOT / LAB).parent / link for link in re.findall(r"\]\(([^)]*)\)", text)]
    assert [link.resolve().stem for link in links] == list(FINDINGS)
    assert all(link.is_file() for link in links)
    table, changes, figure, facets, heat = shown_by(LAB).values()
    assert len(table) == 5 and "holds on a condition" in _verdicts(changes)
    assert isinstance(figure, Figure)
    assert len(facets.axes) == load("shares").query("subgroup == 'all'")["topic"].nunique()
    assert len(heat.texts) == 3 * 5
    plt.close("all")


def test_the_lab_opens_text_as_a_notebook_and_does_not_save_by_itself() -> None:
    path = (ROOT / LAB).parent / "labconfig" / "default_setting_overrides.json"
    opened = json.loads(path.read_text("utf-8"))["@jupyterlab/docmanager-extension:plugin"]
    assert opened["defaultViewers"] == dict.fromkeys(("markdown", "myst"), "Jupytext Notebook")
    assert opened["autosave"] is False


def test_a_chapter_that_was_saved_in_the_lab_is_still_read(tmp_path: Path) -> None:
    saved = "```{code-cell} python\n---\ntags: [hide-cell]\n---\na = 1\n```\n"
    (tmp_path / "saved.md").write_text(saved, encoding="utf-8")
    assert code_of_chapter(tmp_path / "saved.md") == "a = 1\n"


def _told(shown: object) -> object:
    return everything(shown) if isinstance(shown, Figure) else shown.cells  # type: ignore[attr-defined]


def _verdicts(shown: object) -> list[str]:
    if not isinstance(shown, ShownTable) or "Verdict" not in shown.head:
        return []
    return [row[shown.head.index("Verdict")] for row in shown.cells]


def test_a_cell_draws_what_the_published_file_holds(project: Path) -> None:
    entry = CATALOGUE["type_mix_prevention"]
    book = load_identity(project / "config" / "identity.yaml")
    (text, _) = texts_of_drawing(entry, [project / "results" / "numbers.json"], book)
    figure, (of_cell, of_file) = draw(entry.id), (io.BytesIO(), io.BytesIO())
    with house_style():
        save_figure(figure, of_cell, "svg", FigureText(**text))
    rows = read_data([project / path for path in entry.data], entry.select, entry.keep)
    draw_files(entry.draw, rows, FigureText(**text), {"svg": of_file})
    assert of_cell.getvalue() == of_file.getvalue()
