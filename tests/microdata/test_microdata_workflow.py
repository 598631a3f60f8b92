"""The respondent-level path in the workflow: no finding rests on made-up answers, and a file needs no code."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pytest
import yaml

from wijkteams.microdata.private import make_private
from wijkteams.microdata.synthetic import (
    SyntheticDesign,
    draw_peilingen,
    published_counts,
    published_sizes,
)
from wijkteams.microdata.synthetic_files import draw_disguise, write_wave
from wijkteams.microdata.synthetic_population import make_population
from wijkteams.publish.catalogue import load_figures, load_tables
from wijkteams.publish.contents import chapters_of_toc

ROOT = Path(__file__).parents[2]
# The chapters that are about made-up answers, or exist only where there is a file.
NOT_FINDINGS = {"bring_your_file", "respondents"}


def snakemake(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    return subprocess.run(
        ["snakemake", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def graph_below(targets: Iterable[str]) -> set[str]:
    """Every file that Snakemake's graph has below some targets, source code left out."""
    done = snakemake(ROOT, "--detailed-summary", *sorted(targets))
    assert done.returncode == 0, done.stdout + done.stderr
    rows = [line.split("\t") for line in done.stdout.splitlines() if line.count("\t") >= 7]
    files = {name for row in rows[1:] for name in (row[0], *row[4].split(","))}
    return {name for name in files if not name.startswith(("src/", "workflow/"))}


def parts_of(chapter: str) -> set[str]:
    """The notebook of a chapter, the figures that it cites and the numbers that it prints."""
    text = (ROOT / "chapters" / f"{chapter}.md").read_text(encoding="utf-8")
    figures = re.findall(r"\{citable-figure\}\s+([a-z0-9_]+)", text)
    namespaces = re.findall(r"\{num\}`([a-z_]+)\.", text)
    return {
        f"results/publish/chapters/{chapter}.ipynb",
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
    done = snakemake(ROOT, "--detailed-summary")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "private/" not in done.stdout
    assert "respondents.ipynb" not in done.stdout


def test_setting_that_names_no_file_is_one_message(tmp_path: Path) -> None:
    setting = tmp_path / "microdata.yaml"
    setting.write_text("files: [{file: none.sav, mapping: none.yaml}]")
    done = snakemake(ROOT, "-n", "--config", f"microdata={setting}")
    assert done.returncode == 1
    assert "the file none.sav does not exist" in done.stderr + done.stdout
    assert "Traceback" not in done.stderr + done.stdout


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project as it stands, without results."""
    folder = tmp_path_factory.mktemp("project")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    topics = ("presence", "capacity", "team_type")
    done = snakemake(folder, *(f"results/estimates/{topic}.csv" for topic in topics))
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def lay_down(folder: Path, suffix: str, seed: int) -> None:
    """Put four made-up waves in the private folder, in one format, renamed and recoded, and say so in the setting."""
    topics = ("presence", "capacity", "team_type")
    shares = pd.concat([pd.read_csv(folder / f"results/estimates/{topic}.csv") for topic in topics])
    calendar = pd.read_csv(folder / "data/raw/waves.csv", dtype=str, keep_default_na=False)
    sizes = published_sizes(calendar)
    country = calendar.set_index("wave_id")["municipalities"]
    population = make_population({wave: int(country[wave]) for wave in sizes}, seed)
    counts = published_counts(shares, pd.read_csv(folder / "results/register/presence/series.csv"))
    answers = draw_peilingen(
        counts, sizes, population, SyntheticDesign(seed, 3.0, "type_broad_all")
    )
    private = make_private(folder / "private")
    files = []
    for number, wave in enumerate(sizes):
        stem = private / f"SYNTHETIC_peiling {wave}"
        file, mapping = stem.with_suffix(f".{suffix}"), stem.with_suffix(".yaml")
        write_wave(answers[answers["wave_id"] == wave], file, mapping, draw_disguise(seed + number))
        names = {"file": str(file.relative_to(folder)), "mapping": str(mapping.relative_to(folder))}
        files.append(names)
    population.mergers.to_csv(private / "SYNTHETIC_mergers.csv", index=False)
    setting = {"files": files, "mergers": "private/SYNTHETIC_mergers.csv"}
    (folder / "config" / "microdata.yaml").write_text(yaml.safe_dump(setting), encoding="utf-8")


def leaks(folder: Path) -> list[str]:
    """Files outside the private folder that name a made-up municipality of the file."""
    parts = ("results/logs", "results/publish", "results/microdata", "results/figures")
    files = [path for part in parts for path in (folder / part).rglob("*") if path.is_file()]
    return [
        str(path)
        for path in files
        if "SYNTHETIC_example" not in str(path)
        and re.search(rb"SYNTHETIC (new )?\d{2,3}\b", path.read_bytes())
    ]


@pytest.mark.check
@pytest.mark.parametrize(("suffix", "seed"), [("csv", 101), ("xlsx", 202), ("sav", 303)])
def test_four_waves_in_any_format_give_everything_with_one_command(
    suffix: str, seed: int, copy: Path
) -> None:
    lay_down(copy, suffix, seed)
    done = snakemake(copy)
    assert done.returncode == 0, done.stdout + done.stderr

    answers = pd.read_csv(copy / "private/microdata/answers.csv")
    assert answers.groupby("wave_id").size().to_dict() == {
        "w2014": 224, "w2015": 234, "w2017": 242, "w2019": 212,
    }  # fmt: skip
    for path in (copy / "private/microdata").iterdir():
        assert path.stat().st_mode & 0o077 == 0
    results = copy / "results/microdata"
    margins = pd.read_csv(results / "SYNTHETIC_respondents_margins.csv")
    assert margins["agrees"].all()
    models = pd.read_csv(results / "SYNTHETIC_respondents_models.csv")
    effects = models[(models["model"] == "main") & (models["term"] == "team_type")]
    assert (
        effects["effect_points"].mean() < -10
    )  # the broad team was drawn to fall short more often
    for kind in ("svg", "pdf", "png"):
        assert (results / f"SYNTHETIC_respondents_effects.{kind}").stat().st_size > 1000
    page = (copy / "results/publish/book/chapters/respondents.html").read_text(encoding="utf-8")
    assert page.count("SYNTHETIC: made-up answers") >= 6
    assert leaks(copy) == []
    again = snakemake(copy, "-n")
    assert "Nothing to be done" in again.stdout + again.stderr


@pytest.mark.check
@pytest.mark.parametrize("suffix", ["csv", "xlsx", "sav"])
def test_bad_file_stops_with_one_message_and_leaves_the_book(suffix: str, copy: Path) -> None:
    lay_down(copy, suffix, 404)
    assert snakemake(copy).returncode == 0
    book = (copy / "results/publish/published.txt").read_bytes()
    mapping = copy / "private" / "SYNTHETIC_peiling w2017.yaml"
    content = yaml.safe_load(mapping.read_text(encoding="utf-8"))
    content["items"]["has_team"]["codes"].pop(next(iter(content["items"]["has_team"]["codes"])))
    mapping.write_text(yaml.safe_dump(content), encoding="utf-8")
    done = snakemake(copy)
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert "a code that the mapping does not know" in said
    assert "1 problem(s); nothing was written." in said
    assert "Traceback" not in said
    assert leaks(copy) == []
    # Nothing half-written: the step that failed has no output, and the last good book stays.
    assert not (copy / "private/microdata/answers.csv").exists()
    assert (copy / "private/microdata/problems.csv").stat().st_mode & 0o077 == 0
    assert (copy / "results/publish/published.txt").read_bytes() == book


@pytest.mark.check
def test_forget_leaves_a_project_that_builds_without_the_chapter(copy: Path) -> None:
    lay_down(copy, "csv", 505)
    subprocess.run(["make", "forget"], cwd=copy, check=True, capture_output=True)
    assert not (copy / "private").exists()
    assert not (copy / "results").exists()
    assert "respondents" not in snakemake(copy, "-n").stdout
