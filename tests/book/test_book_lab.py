"""Every chapter runs from top to bottom as a notebook in its own folder, as JupyterLab runs it."""

from pathlib import Path

import pytest
from nbclient import NotebookClient

from tests.reading.cells import FINDINGS
from wijkteams.book.chapters import read_chapter
from wijkteams.book.tables import show_table
from wijkteams.checking.problems import InputError

ROOT = Path(__file__).parents[2]
# The other findings chapters run in tests/reading, without the start of a kernel.
CHAPTERS = sorted(
    path
    for path in (ROOT / "chapters").glob("*.md")
    if "{code-cell}" in path.read_text("utf-8") and path.stem not in FINDINGS[1:]
)


@pytest.mark.check
@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_runs_in_its_own_folder(chapter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if chapter.stem == "respondents" and not (ROOT / "config" / "microdata.yaml").exists():
        pytest.skip("needs a respondent-level file")
    notebook = read_chapter(chapter)
    NotebookClient(notebook, resources={"metadata": {"path": str(chapter.parent)}}).execute()
    shown = [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]
    assert shown
    assert any("text/html" in output.get("data", {}) for outputs in shown for output in outputs)


def test_a_table_is_found_from_a_folder_below_and_not_from_elsewhere(
    book, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(book.root / "chapters")
    assert show_table("capacity_table").caption == "Shortfall by survey"
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    with pytest.raises(InputError, match="neither here nor in a folder above"):
        show_table("capacity_table")
