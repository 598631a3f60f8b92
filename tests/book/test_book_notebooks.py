"""Chapters are read as they were executed, or refused."""

import pytest

from wijkteams.book.notebooks import check_executed, executed_path, read_executed
from wijkteams.checking.problems import InputError


@pytest.fixture
def chapter(book):
    book.execute()
    return (book.root / "chapters" / "capacity.md").read_text(encoding="utf-8")


@pytest.fixture
def notebook(book):
    return executed_path(book.root, "chapters/capacity")


def test_executed_notebook_comes_with_its_outputs_folded(chapter, notebook):
    read = read_executed(chapter, str(notebook.parent))
    cell = next(cell for cell in read.cells if cell.cell_type == "code")
    assert "Shortfall by survey" in cell.outputs[0].data["text/html"]
    assert "hide-input" in cell.metadata.tags
    assert "wijkteams" not in read.metadata


def test_page_without_code_needs_no_notebook(tmp_path):
    read = read_executed("# Page\n\nText.\n", str(tmp_path))
    assert [cell.cell_type for cell in read.cells] == ["markdown"]
    check_executed("# Page\n", tmp_path / "none.ipynb")


def test_chapter_is_found_by_its_text_and_not_by_the_name_of_its_notebook(chapter, notebook):
    notebook.rename(notebook.with_name("zzz.ipynb"))
    assert read_executed(chapter, str(notebook.parent)).cells


def test_changed_chapter_is_refused(chapter, notebook):
    check_executed(chapter, notebook)
    with pytest.raises(InputError, match="changed after it was executed"):
        check_executed(chapter + "x", notebook)
    with pytest.raises(InputError, match="was made from this chapter; run `snakemake`"):
        read_executed(chapter.replace("capacity_table", "other_table"), str(notebook.parent))


def test_a_dutch_page_has_the_outputs_of_its_twin_in_dutch(book, notebook, chapter):
    dutch = read_executed(chapter.replace("Teams fell short", "Teams"), str(notebook.parent))
    cell = next(cell for cell in dutch.cells if cell.cell_type == "code")
    assert "Tekort per peiling" in cell.outputs[0].data["text/html"]
    assert 'href="../../tables/capacity_table.csv"' in cell.outputs[0].data["text/html"]


def test_unexecuted_chapter_is_refused(chapter, tmp_path):
    with pytest.raises(InputError, match="was not executed"):
        check_executed(chapter, tmp_path / "none.ipynb")
