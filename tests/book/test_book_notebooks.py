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


DUTCH = '# Teams\n\n```{code-cell}\n:mystnb: {code_prompt_show: "De tabel"}\n```\n'


def test_the_empty_cells_of_a_dutch_page_stand_for_those_of_its_twin_in_dutch(
    book, notebook, chapter
):
    book.write("nl/chapters/capacity.md", DUTCH)
    dutch = read_executed(DUTCH, str(notebook.parent))
    (cell,) = (cell for cell in dutch.cells if cell.cell_type == "code")
    assert "Tekort per peiling" in cell.outputs[0].data["text/html"]
    assert 'href="../../tables/capacity_table.csv"' in cell.outputs[0].data["text/html"]
    assert cell.source in chapter
    assert cell.metadata.mystnb == {"code_prompt_show": "De tabel"}


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("capacity", DUTCH.replace("}\n```", "}\nprint()\n```"), "as many, and empty"),
        ("capacity", DUTCH * 2, "2 cells stand for the 1 of capacity.ipynb"),
        ("numbers", DUTCH, "was made from this chapter; run `snakemake`"),
    ],
)
def test_a_dutch_page_with_other_cells_than_its_twin_is_refused(
    book, notebook, chapter, name, text, found
):
    book.write(f"nl/chapters/{name}.md", text)
    with pytest.raises(InputError, match=found):
        read_executed(text, str(notebook.parent))


def test_unexecuted_chapter_is_refused(chapter, tmp_path):
    with pytest.raises(InputError, match="was not executed"):
        check_executed(chapter, tmp_path / "none.ipynb")
