"""The cells that recompute a finding: they are another route, they fit on a screen, and they stop when something differs."""

import ast
import json
import re
import shutil
from contextlib import chdir
from pathlib import Path

import pandas as pd
import pytest

from wijkteams.book.chapters import read_chapter

ROOT = Path(__file__).parents[2]
FOLDER = '"../results/recompute"'
MOST_LINES = 40
CELLS = {
    f"{chapter.stem}{number or ''}": cell.source
    for chapter in sorted((ROOT / "chapters").glob("*.md"))
    for number, cell in enumerate(
        cell for cell in read_chapter(chapter).cells if "recompute" in cell.metadata.get("tags", [])
    )
}
# One input of each cell: the item and wave whose printed value is one more.
INPUTS = {
    "capacity": ("shortfall_prevention", "w2017"),
    "capacity1": ("shortfall_outreach", "w2019"),
    "claims": ("has_team", "w2019"),
    "kinds_of_teams": ("work_income_worker", "w2014"),
    "presence": ("has_team", "w2015"),
    "regressions": ("shortfall_prevention", "w2019"),
    "type_and_shortfall": ("type_broad_all", "w2015"),
}


@pytest.fixture
def files(results: Path, tmp_path: Path) -> Path:
    """What a reader has unpacked."""
    for name in ("register/package/series", "register/package/waves", "estimates/who_answered"):
        shutil.copy(results / f"{name}.csv", tmp_path)
    shutil.copy(results / "numbers.json", tmp_path)
    return tmp_path


def run(cell: str, files: Path) -> None:
    # As the text says: in a notebook beside the archive, unpacked.
    with chdir(files.parent):
        exec(compile(CELLS[cell].replace(FOLDER, repr(files.name)), cell, "exec"), {})


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_finds_the_number_in_the_text_and_stops_when_number_or_input_differ(
    cell: str, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(cell, files)
    held = re.findall(r"^(\S+), (\w+): ", capsys.readouterr().out, re.MULTILINE)
    numbers = files / "numbers.json"
    right = numbers.read_text()
    wrong = json.loads(right)
    # The last one: it is held against the text only where those before it passed.
    wrong[held[-1][0]][held[-1][1]] += 0.001
    numbers.write_text(json.dumps(wrong))
    with pytest.raises(AssertionError, match="differ"):
        run(cell, files)
    numbers.write_text(right)
    series = pd.read_csv(files / "series.csv", dtype=str)
    place = (series[["item_id", "wave_id", "subgroup"]] == (*INPUTS[cell], "all")).all(axis=1)
    assert place.sum() == 1
    series.loc[place, "printed_value"] = str(int(series["printed_value"][place].item()) + 1)
    series.to_csv(files / "series.csv", index=False)
    with pytest.raises(AssertionError, match="differ"):
        run(cell, files)


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_is_short_and_needs_nothing_of_this_project(cell: str) -> None:
    lines = CELLS[cell].splitlines()
    assert len(lines) <= MOST_LINES and lines[0].startswith("# ")
    assert FOLDER in CELLS[cell] and CELLS[cell].count("results/") == 1
    imported = {
        (each.module if isinstance(each, ast.ImportFrom) else each.names[0].name) or ""
        for each in ast.walk(ast.parse(CELLS[cell]))
        if isinstance(each, ast.Import | ast.ImportFrom)
    }
    known = {"itertools", "numpy", "pandas", "scipy", "statsmodels"}
    assert {name.split(".")[0] for name in imported} <= known


def test_every_finding_is_recomputed() -> None:
    assert CELLS.keys() == INPUTS.keys()
