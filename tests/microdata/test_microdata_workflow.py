"""The respondent-level path in the workflow: no finding rests on made-up answers, and a file needs no code."""

import re
from collections.abc import Iterable
from pathlib import Path

from tests.reference.build import jobs
from tests.workflow.projects import ROOT, Project
from wijkteams.book.contents import chapters_of_toc
from wijkteams.numbers.catalogue import load_figures, load_tables

# The chapters that are about made-up answers, or exist only where there is a file.
NOT_FINDINGS = {"bring_your_file", "rehearsal", "respondents", "try_a_file"}
HERE = Project(ROOT)


def graph_below(targets: Iterable[str]) -> set[str]:
    """Every file that the commands behind some targets read or write; the same whether or not anything was built."""
    words = {word for command in jobs(*sorted(targets)) for word in command}
    # A setting that is passed as JSON is no file.
    return {word for word in words if "/" in word and not word.startswith("{")}


def parts_of(chapter: str) -> set[str]:
    """The notebook of a chapter, the figures that it cites and the numbers that it prints."""
    text = (ROOT / "chapters" / f"{chapter}.md").read_text(encoding="utf-8")
    figures = re.findall(r"\{citable-figure\}\s+([a-z0-9_]+)", text)
    namespaces = re.findall(r"\{num\}`([a-z_]+)\.", text)
    notebook = f"results/book/chapters/{chapter}.ipynb"
    return {
        *([notebook] if "{code-cell}" in text else []),
        *(f"results/figures/{name}.svg" for name in figures),
        *(f"results/numbers/{name}.json" for name in namespaces),
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
        "results/microdata/SYNTHETIC_example_counts.csv",
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
