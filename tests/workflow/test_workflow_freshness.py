"""Never stale, never half: what changes is rebuilt, what does not is left alone, and the last good book stays."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workflow.projects import Project

CAPACITY = "data/raw/topics/capacity/figures.csv"


def test_snakemake_has_nothing_to_do_the_second_time(built: Project) -> None:
    assert "Nothing to be done" in built.snakemake()


@pytest.mark.parametrize("with_answers", [False, True])
def test_a_dry_run_changes_nothing(project: Project, with_answers: bool) -> None:
    if with_answers:
        for name in ("private/SYNTHETIC_a.csv", "private/a.yaml"):
            (project.folder / name).parent.mkdir(mode=0o755, exist_ok=True)
            (project.folder / name).touch()
        (project.folder / "config" / "microdata.yaml").write_text(
            "files: [{file: private/SYNTHETIC_a.csv, mapping: private/a.yaml}]\nrelease: yes",
            encoding="utf-8",
        )
    before = project.state()
    printed = project.snakemake("--dry-run", "--forceall")
    assert ("Execute the chapter respondents" in printed) == with_answers
    assert project.state() == before


@pytest.mark.parametrize(
    "deleted",
    [
        ["index.html"],
        [
            "_static/book.css",
            "_static/search/records.js",
            "figures/small_presence.nl.pdf",
            "chapters/presence.html",
        ],
        ["data/wijkteams-register.zip", "data/datapackage.json"],
        ["nl/index.html", "_static/book.nl.css", "chapters/in_een_oogopslag.html"],
    ],
)
def test_a_deleted_published_file_comes_back(project: Project, deleted: list[str]) -> None:
    before = project.files()
    for name in deleted:
        (project.book / name).unlink()
    project.snakemake()
    assert project.files() == before


@pytest.mark.parametrize(
    "deleted",
    [
        "figures/small_presence.svg",
        "numbers.json",
        "models/shortfall_by_date.csv",
        "register/package/flow.csv",
    ],
)
def test_a_deleted_result_comes_back(project: Project, deleted: str) -> None:
    path = project.folder / "results" / deleted
    before = path.read_bytes()
    path.unlink()
    project.snakemake()
    assert path.read_bytes() == before


def test_a_changed_value_changes_what_rests_on_it_and_nothing_else(project: Project) -> None:
    before = project.files()
    project.replace(CAPACITY, *_with_value(project, "BB2018.36", "59", "61"))
    project.replace(CAPACITY, *_with_value(project, "MPREV.01", "59", "61"))
    jobs = project.finished(project.snakemake())
    after = project.files()

    assert not [job for job in jobs if "presence" in job or "team_type" in job]
    changed = {name for name in after if after[name] != before.get(name)}
    assert {
        "estimates/capacity.csv",
        "models/shortfall_by_date.csv",
        "figures/small_shortfalls.svg",
        "figures/small_shortfalls.csv",
        "book/html/chapters/capacity.html",
        "book/html/figures/small_shortfalls.svg",
        "book/html/figures/small_shortfalls.csv",
        "book/html/tables/small_trends.csv",
    } <= changed
    assert not [name for name in changed if "presence" in name and "chapters/presence" not in name]
    page = (project.book / "chapters" / "capacity.html").read_text(encoding="utf-8")
    assert "61%" in page
    # The picture, whose words stand in the page, shows 59 per cent in 2019.
    prose = re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL)
    assert "59%" not in re.sub(r"<[^>]*>", "", prose)


def _with_value(project: Project, figure_id: str, old: str, new: str) -> tuple[str, str]:
    """The raw line of a figure, before and after."""
    lines = (project.folder / CAPACITY).read_text(encoding="utf-8").splitlines()
    line = next(line for line in lines if line.startswith(f"{figure_id},"))
    assert line.count(f",{old},") == 1
    return line, line.replace(f",{old},", f",{new},")


@pytest.mark.parametrize(
    ("module", "rules"),
    [
        ("models/grouped.py", {"fit_model"}),
        ("register/series.py", {"tidy_register", "build_series"}),
        ("book/sphinxext/__init__.py", {"build_english", "build_dutch"}),
        ("book/tables.py", {"execute_chapter", "write_downloads"}),
    ],
)
def test_an_edited_module_reruns_exactly_its_rules(
    project: Project, module: str, rules: set[str]
) -> None:
    path = project.folder / "src" / "wijkteams" / module
    path.write_text(path.read_text(encoding="utf-8") + "\n# edited\n", encoding="utf-8")
    assert project.planned() == rules


@pytest.mark.parametrize(
    ("page", "old", "new", "rules"),
    [
        ("chapters/presence.md", "In 2019 it was", "It was", {"build_english"}),
        ("nl/chapters/presence.md", "In 2019 was het", "Het was", {"build_dutch"}),
        # What the other edition knows of a page.
        ("chapters/presence.md", "# Presence", "# There", {"build_english", "build_dutch"}),
    ],
)
def test_an_edited_page_rebuilds_its_own_edition_alone(
    project: Project, page: str, old: str, new: str, rules: set[str]
) -> None:
    project.replace(page, old, new)
    assert project.planned() == rules


def test_editions_that_differ_stop_the_run_and_the_last_good_book_stays(project: Project) -> None:
    page = project.book / "nl" / "chapters" / "presence.html"
    before = page.read_bytes()
    project.replace("nl/chapters/presence.md", "w2019:range", "w2019")
    printed = project.snakemake(succeeds=False)
    assert (
        "nl/chapters/presence.md:1: number presence.has_team.w2019 stands here 1 times" in printed
    )
    assert page.read_bytes() == before


def test_a_table_is_shown_in_the_language_of_its_edition(built: Project) -> None:
    for name, label in (("chapters/capacity.html", "Task"), ("nl/chapters/capacity.html", "Taak")):
        assert f">{label}</th>" in (built.book / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("module", "figures"),
    [("presence", {"small_presence"}), ("style", {"small_presence", "small_shortfalls"})],
)
def test_an_edited_drawing_redraws_its_own_figures_alone(
    project: Project, module: str, figures: set[str]
) -> None:
    path = project.folder / "src" / "wijkteams" / "figures" / f"{module}.py"
    path.write_text(path.read_text(encoding="utf-8") + "\n# edited\n", encoding="utf-8")
    assert project.planned() == {"draw_figure"}
    printed = project.snakemake("--dry-run")
    assert set(re.findall(r"Draw the figure (\w+)", printed)) == figures


def test_a_touched_but_unchanged_file_reruns_nothing(project: Project) -> None:
    os.utime(project.folder / CAPACITY)
    assert "Nothing to be done" in project.snakemake()


def test_a_bad_value_stops_the_run_and_the_last_good_book_stays(project: Project) -> None:
    before = project.files()
    project.replace(CAPACITY, *_with_value(project, "BB2018.36", "59", "159"))
    printed = project.snakemake(succeeds=False)
    line = 1 + [row[:9] for row in _lines(project)].index("BB2018.36")
    assert f"{CAPACITY}:{line}" in printed
    assert "159" in printed
    after = project.files()
    book = {name for name in before if name.startswith("book/html/")}
    assert {name: after[name] for name in book} == {name: before[name] for name in book}


def _lines(project: Project) -> list[str]:
    return (project.folder / CAPACITY).read_text(encoding="utf-8").splitlines()


def test_a_raising_cell_shows_its_traceback_and_the_last_good_book_stays(project: Project) -> None:
    before = (project.book / "chapters" / "capacity.html").read_bytes()
    project.replace("chapters/capacity.md", 'show_table("small_trends")', "1 / 0")
    printed = project.snakemake(succeeds=False)
    assert "chapters/capacity.md: a cell stopped" in printed
    assert "ZeroDivisionError" in printed
    assert "nbclient" not in printed
    assert "The last good book stays" in printed
    assert (project.book / "chapters" / "capacity.html").read_bytes() == before


def test_a_warning_of_sphinx_stops_the_build_and_the_last_good_book_stays(project: Project) -> None:
    page = project.folder / "chapters" / "presence.md"
    before = (project.book / "chapters" / "presence.html").read_bytes()
    page.write_text(
        page.read_text(encoding="utf-8") + "\n[nowhere](nowhere.md)\n", encoding="utf-8"
    )
    printed = project.snakemake(succeeds=False)
    assert "chapters/presence.md" in printed
    assert (project.book / "chapters" / "presence.html").read_bytes() == before
    page.write_text(
        page.read_text(encoding="utf-8").replace("\n[nowhere](nowhere.md)\n", ""), encoding="utf-8"
    )
    project.snakemake()
    assert (project.book / "chapters" / "presence.html").read_bytes() == before


def test_the_habit_of_jupyter_book_leaves_the_published_book_alone(project: Project) -> None:
    before = project.files()
    habit = Path(sys.executable).with_name("jupyter-book")
    done = subprocess.run(
        [habit, "build", "."], cwd=project.folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (project.folder / "_build" / "html" / "index.html").is_file()
    assert project.files() == before


def test_an_unknown_setting_is_named_with_the_nearest_known_one(project: Project) -> None:
    project.replace("config/config.yaml", "confidence: 0.95", "confidense: 0.95")
    printed = project.snakemake(succeeds=False)
    assert 'unknown key "confidense"; did you mean "confidence"?' in printed
