"""The respondent-level path in the workflow: no finding rests on made-up answers, and a file needs no code."""

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pytest
import yaml

from tests.microdata.made_up import MARGINS, lay_down, leaks
from tests.workflow.projects import ROOT, Project, small_project
from wijkteams.publish.catalogue import load_figures, load_tables
from wijkteams.publish.contents import chapters_of_toc

# The chapters that are about made-up answers, or exist only where there is a file.
NOT_FINDINGS = {"bring_your_file", "respondents"}
HERE = Project(ROOT)


def graph_below(targets: Iterable[str]) -> set[str]:
    """Every file that Snakemake's graph has below some targets, source code left out."""
    printed = HERE.snakemake("--detailed-summary", *sorted(targets))
    rows = [line.split("\t") for line in printed.splitlines() if line.count("\t") >= 7]
    files = {name for row in rows[1:] for name in (row[0], *row[4].split(","))}
    return {name for name in files if not name.startswith(("src/", "workflow/"))}


def parts_of(chapter: str) -> set[str]:
    """The notebook of a chapter, the figures that it cites and the numbers that it prints."""
    text = (ROOT / "chapters" / f"{chapter}.md").read_text(encoding="utf-8")
    figures = re.findall(r"\{citable-figure\}\s+([a-z0-9_]+)", text)
    namespaces = re.findall(r"\{num\}`([a-z_]+)\.", text)
    notebook = f"results/publish/chapters/{chapter}.ipynb"
    return {
        *([notebook] if "{code-cell}" in text else []),
        *(f"results/figures/{name}.svg" for name in figures),
        *(f"results/publish/numbers/{name}.json" for name in namespaces),
    }


def made_up(files: Iterable[str]) -> set[str]:
    return {name for name in files if "synthetic" in name.lower()}


def findings() -> list[str]:
    pages = [
        Path(page).stem
        for page in chapters_of_toc(ROOT / "_toc.yml")
        if page.startswith("chapters/")
    ]
    return [page for page in pages if page not in NOT_FINDINGS]


def test_no_findings_chapter_depends_on_made_up_answers() -> None:
    chapters = findings()
    assert chapters
    files = graph_below(set().union(*(parts_of(chapter) for chapter in chapters)))
    assert any(name.startswith("data/raw/topics/") for name in files)
    assert made_up(files) == set()


def test_graph_test_can_fail() -> None:
    assert made_up(graph_below(parts_of("bring_your_file"))) >= {
        "results/microdata/SYNTHETIC_example_models.csv",
        "results/figures/synthetic_power.svg",
    }


def test_catalogue_marks_all_that_is_made_up() -> None:
    figures = load_figures(ROOT / "config" / "figures.yaml")
    tables = load_tables(ROOT / "config" / "tables.yaml")
    data = {f.id: " ".join(f.data) for f in figures.values()} | {
        t.id: t.data for t in tables.values()
    }
    for entry in (*figures.values(), *tables.values()):
        assert entry.synthetic == ("SYNTHETIC" in data[entry.id]) == ("synthetic" in entry.id)
    assert {f.chapter for f in figures.values() if f.synthetic} <= NOT_FINDINGS


def test_without_a_setting_nothing_private_is_in_the_graph() -> None:
    printed = HERE.snakemake("--detailed-summary")
    assert "private/" not in printed
    assert "respondents.ipynb" not in printed


def test_setting_that_names_no_file_is_one_message(tmp_path: Path) -> None:
    setting = tmp_path / "microdata.yaml"
    setting.write_text("files: [{file: none.sav, mapping: none.yaml}]")
    printed = HERE.snakemake("-n", "--config", f"microdata={setting}", succeeds=False)
    assert "the file none.sav does not exist" in printed
    assert "Traceback" not in printed


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small book, built without respondent-level files; only read."""
    project = small_project(tmp_path_factory.mktemp("microdata") / "built")
    project.snakemake("all", *MARGINS)
    return project


FORMATS = {"csv": 101, "xlsx": 202, "sav": 303}


@pytest.fixture(scope="module", params=FORMATS)
def brought(
    request: pytest.FixtureRequest, built: Project, tmp_path_factory: pytest.TempPathFactory
) -> Project:
    """The same with four waves of one format brought in, and run with one command; only read."""
    project = built.copy(tmp_path_factory.mktemp("microdata") / request.param)
    lay_down(project.folder, request.param, seed=FORMATS[request.param])
    project.snakemake()
    return project


def test_a_leak_is_found(tmp_path: Path) -> None:
    for name in ("results/logs/a.log", "results/publish/book/b.html", "private/c.csv"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("of 101: SYNTHETIC 101")
    assert len(leaks(tmp_path)) == 2


@pytest.mark.check
def test_four_waves_in_any_format_give_everything_with_one_command(brought: Project) -> None:
    private = brought.folder / "private"
    answers = pd.read_csv(private / "microdata" / "answers.csv")
    assert answers.groupby("wave_id").size().to_dict() == {
        "w2014": 224, "w2015": 234, "w2017": 242, "w2019": 212,
    }  # fmt: skip
    for path in (private, private / "microdata", *(private / "microdata").iterdir()):
        assert path.stat().st_mode & 0o077 == 0
    results = brought.folder / "results" / "microdata"
    margins = pd.read_csv(results / "SYNTHETIC_respondents_margins.csv")
    assert margins["agrees"].all()
    models = pd.read_csv(results / "SYNTHETIC_respondents_models.csv")
    effects = models[(models["model"] == "primary") & (models["term"] == "team_type")]
    # The broad team was drawn to fall short more often.
    assert effects["effect_points"].mean() < -10
    for kind in ("svg", "pdf", "png"):
        assert (results / f"SYNTHETIC_respondents_effects.{kind}").stat().st_size > 1000
    page = (brought.book / "chapters" / "respondents.html").read_text(encoding="utf-8")
    assert page.count("SYNTHETIC: made-up answers") >= 6
    assert leaks(brought.folder) == []
    assert "Nothing to be done" in brought.snakemake("-n")


@pytest.mark.check
def test_bad_file_stops_with_one_message_and_leaves_the_book(
    brought: Project, tmp_path: Path
) -> None:
    project = brought.copy(tmp_path / "bad")
    before = project.files()
    mapping = project.folder / "private" / "SYNTHETIC_peiling w2017.yaml"
    content = yaml.safe_load(mapping.read_text(encoding="utf-8"))
    content["items"]["has_team"]["codes"].pop(next(iter(content["items"]["has_team"]["codes"])))
    mapping.write_text(yaml.safe_dump(content), encoding="utf-8")
    said = project.snakemake(succeeds=False)
    assert "a code that the mapping does not know" in said
    assert "1 problem(s); nothing was written." in said
    assert "Traceback" not in said
    assert leaks(project.folder) == []
    # Nothing half-written: the step that failed has no output, and the last good book stays.
    private = project.folder / "private" / "microdata"
    assert not (private / "answers.csv").exists()
    assert (private / "problems.csv").stat().st_mode & 0o077 == 0
    assert project.files() == before


@pytest.mark.check
def test_forget_leaves_a_project_that_builds_without_the_chapter(
    built: Project, tmp_path: Path
) -> None:
    project = built.copy(tmp_path / "forgotten")
    lay_down(project.folder, "csv", 505)
    subprocess.run(["make", "forget"], cwd=project.folder, check=True, capture_output=True)
    assert not (project.folder / "private").exists()
    assert not (project.folder / "results").exists()
    assert "respondents" not in project.snakemake("-n")
