"""Built copies of the project."""

from pathlib import Path

import pytest

from tests.workflow.projects import Project, small_project


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small project, built once, in a folder with a space in its name; copy it before changing it."""
    project = small_project(tmp_path_factory.mktemp("workflow") / "small book")
    project.snakemake()
    return project


@pytest.fixture
def project(built: Project, tmp_path: Path) -> Project:
    """A built small project of one's own."""
    return built.copy(tmp_path / "a copy")
