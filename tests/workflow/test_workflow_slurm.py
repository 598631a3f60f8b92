"""On a cluster the workflow makes the same bytes as on one machine."""

import importlib.util
from pathlib import Path

import pytest

from tests.workflow.projects import Project, small_project
from tests.workflow.slurm import absent, cluster

PROFILE = ("--workflow-profile", "workflow/profiles/slurm")


@pytest.mark.audit
@pytest.mark.skipif(bool(absent()), reason=absent())
@pytest.mark.skipif(
    not importlib.util.find_spec("snakemake_executor_plugin_slurm"),
    reason="needs requirements-slurm.lock",
)
def test_a_run_on_slurm_makes_the_same_bytes(built: Project, tmp_path: Path) -> None:
    project = small_project(tmp_path / "on a cluster")
    with cluster():
        printed = project.snakemake(*PROFILE)
    assert "submitted with SLURM jobid" in printed
    made, expected = project.files(), built.files()
    names = made.keys() | expected.keys()
    assert {name for name in names if made.get(name) != expected.get(name)} == set()
