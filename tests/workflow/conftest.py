"""Built copies of the project."""

from pathlib import Path

import pytest

from tests.conftest import Once
from tests.workflow.projects import Project, small_project

SMALL_BOOK = "small book"


@pytest.fixture(scope="session")
def built(once: Once) -> Project:
    """A small project, built once, in a folder with a space in its name; copy it before changing it."""
    made = once("workflow", lambda folder: small_project(folder / SMALL_BOOK).snakemake())
    return Project(made / SMALL_BOOK)


@pytest.fixture
def project(built: Project, tmp_path: Path) -> Project:
    """A built small project of one's own."""
    return built.copy(tmp_path / "a copy")
