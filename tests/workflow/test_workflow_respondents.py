"""Files of answers, brought by somebody who knows the survey and not the code: to the chapter and the release."""

import subprocess
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
import yaml

from tests.microdata.outsiders import ITEMS, TYPES, Brought, bring, fit_independently
from tests.workflow.projects import Project
from wijkteams.microdata.codebook import TEAM_TYPES

# Words of the files that stand nowhere in the book.
CANARIES = (b"breed alle", b"voorpost;", b"Opmerking", b"niet genoemd")
NAMES = dict(zip(TYPES, TEAM_TYPES, strict=True))


def set_files(project: Project, brought: list[Brought], **more: object) -> None:
    """Write the setting as its holder would."""
    files = [{"file": str(each.file), "mapping": str(each.mapping)} for each in brought]
    setting = yaml.safe_dump({"files": files, **more}, allow_unicode=True)
    (project.folder / "config" / "microdata.yaml").write_text(setting, encoding="utf-8")


def told_outside(project: Project) -> list[str]:
    """Files outside the private folder that hold a word of the answers."""
    return [
        str(path.relative_to(project.folder))
        for top in ("results", "data/releases", ".snakemake", "_build")
        for path in (project.folder / top).rglob("*")
        if path.is_file() and any(word in path.read_bytes() for word in CANARIES)
    ]


def private(project: Project, name: str) -> Path:
    return project.folder / "private" / "microdata" / name


def agree_with_independent_fit(project: Project, brought: list[Brought]) -> None:
    """The primary model gives the log odds and clustered standard errors of a fit by formula."""
    models = pd.read_csv(private(project, "models.csv"))
    rows = models[(models["model"] == "primary") & (models["term"] == "team_type")]
    found = rows.set_index(["item_id", "level"])
    answers = pd.concat([each.answers for each in brought])
    for item in ITEMS:
        expected = fit_independently(answers, item)
        assert set(expected.index) == set(TYPES[1:])
        for kind, row in expected.iterrows():
            cell = found.loc[(f"shortfall_{item}", NAMES[str(kind)])]
            assert cell["estimator"] == "logit"
            assert cell["log_odds"] == pytest.approx(row["log_odds"], abs=1e-4)
            assert cell["se"] == pytest.approx(row["se"], rel=2e-3)


def published(project: Project) -> dict[str, bytes]:
    """The book with its notebooks, and what is released; other results may be there for the sake of the files."""
    parts = ("book", "microdata/respondents")
    return {name: content for name, content in project.files().items() if name.startswith(parts)}


def tell_of_release(project: Project) -> str:
    return (project.book / "chapters" / "respondents.html").read_text(encoding="utf-8")


def test_one_file_with_an_ordinary_name_is_taken_to_its_chapter_and_released(
    project: Project, tmp_path: Path
) -> None:
    brought = bring(tmp_path / "van 't bureau", (2019,), 300, 7)
    set_files(project, brought, release="yes")
    said = project.snakemake()
    assert "For the holder of the files alone: private/microdata/chapter.html" in said
    agree_with_independent_fit(project, brought)
    chapter = private(project, "chapter.html").read_text(encoding="utf-8")
    assert "SYNTHETIC" not in chapter
    assert private(project, "chapter.html").stat().st_mode & 0o077 == 0
    page = tell_of_release(project)
    assert "What is held back, and why" in page
    assert "SYNTHETIC" not in page
    ledger = pd.read_csv(project.folder / "data" / "releases" / "ledger.csv")
    assert set(ledger["wave_id"]) == {"w2019"}
    assert told_outside(project) == []


@pytest.fixture
def four(tmp_path: Path) -> list[Brought]:
    return bring(tmp_path / "de peilingen", (2014, 2015, 2017, 2019), 220, 3)


@pytest.mark.check
def test_four_surveys_in_three_formats_give_the_holder_what_an_independent_fit_gives(
    project: Project, four: list[Brought]
) -> None:
    before = published(project)
    set_files(project, four)
    project.snakemake()
    agree_with_independent_fit(project, four)
    # Nothing is released that the holder did not release.
    assert published(project) == before
    ledger = project.folder / "data" / "releases" / "ledger.csv"
    assert len(ledger.read_text(encoding="utf-8").splitlines()) == 1
    assert told_outside(project) == []
    for path in (project.folder / "private").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path
    assert "Nothing to be done" in project.snakemake("-n")

    set_files(project, four, release="yes")
    project.snakemake()
    assert "Show the code" in tell_of_release(project)
    assert told_outside(project) == []
    assert "Nothing to be done" in project.snakemake("-n")
    released = published(project)

    # The same answers with one of them changed: what differs between two releases is one municipality.
    workbook = four[3].file
    text = workbook.read_text(encoding="utf-8-sig")
    lines = text.splitlines()
    turned = {"ja": "nee", "nee": "ja"}
    for number in range(1, 25):
        *first, prevention, outreach = lines[number].split(",")
        lines[number] = ",".join([*first, turned[prevention], turned[outreach]])
    workbook.write_text("\n".join(lines) + "\n", encoding="utf-8")
    said = project.snakemake(succeeds=False)
    assert "released before" in said
    assert "Traceback" not in said
    # The last good book stays, and the ledger.
    assert {name: published(project)[name] for name in released if name.startswith("book")} == {
        name: content for name, content in released.items() if name.startswith("book")
    }

    # The setting goes, and with it the chapter and everything private that was made.
    (project.folder / "config" / "microdata.yaml").unlink()
    project.snakemake()
    assert published(project) == before
    assert list((project.folder / "private").rglob("*.csv")) == []


@pytest.mark.check
def test_a_name_with_braces_never_publishes_the_results_of_another_file(
    project: Project, tmp_path: Path
) -> None:
    first = bring(tmp_path / "een", (2019,), 300, 7)
    set_files(project, first)
    project.snakemake()
    before = private(project, "models.csv").read_bytes()
    second = bring(tmp_path / "{wave}", (2019,), 300, 8)
    set_files(project, second)
    project.snakemake()
    assert private(project, "models.csv").read_bytes() != before
    agree_with_independent_fit(project, second)


@pytest.mark.check
def test_a_bad_file_stops_with_one_message_and_leaves_the_book(
    project: Project, tmp_path: Path
) -> None:
    before = published(project)
    brought = bring(tmp_path / "een", (2015,), 60, 5)
    mapping = brought[0].mapping
    text = mapping.read_text(encoding="utf-8")
    mapping.write_text(text.replace("voorpost: type_front, ", ""), encoding="utf-8")
    set_files(project, brought)
    said = project.snakemake(succeeds=False)
    assert "(team_type): a code that the mapping does not know" in said
    assert "nothing was written." in said
    assert "Traceback" not in said
    assert told_outside(project) == []
    assert not private(project, "answers.csv").exists()
    assert private(project, "problems.csv").stat().st_mode & 0o077 == 0
    assert published(project) == before


# Types and answers of files in which nothing, or next to nothing, can be fitted.
ODD = {
    "ten rows": ([1, 2, 4, 2, 5, 3, 2, 1, 4, 5], [1, 0, 1, 1, 0, 1, 1, 0, 1, 0]),
    "all yes": ([1, 2, 3, 4, 5] * 12, [1] * 60),
    "one type": ([3] * 60, [0, 1] * 30),
    "no reference": ([2, 3] * 40, [0, 1, 1, 1] * 20),
}


@pytest.mark.check
def test_what_cannot_be_fitted_is_said_and_the_rest_goes_on(
    project: Project, tmp_path: Path
) -> None:
    for name, (kinds, answers) in ODD.items():
        file, mapping = tmp_path / f"{name}.csv", tmp_path / f"{name}.yaml"
        rows = [f"{3000 + i};{k};{a}" for i, (k, a) in enumerate(zip(kinds, answers, strict=True))]
        file.write_text("\n".join(["G;T;P", *rows]) + "\n", encoding="utf-8")
        codes = ", ".join(f'"{n}": {each}' for n, each in enumerate(TEAM_TYPES, start=1))
        mapping.write_text(
            "wave: w2017\nmunicipality: {code: G}\nitems:\n"
            f"  team_type: {{column: T, codes: {{{codes}}}}}\n"
            '  shortfall_prevention: {column: P, codes: {"1": "yes", "0": "no"}}\n',
            encoding="utf-8",
        )
        set_files(project, [Brought(pd.DataFrame(), file, mapping)], release="yes")
        ledger = project.folder / "data" / "releases" / "ledger.csv"
        ledger.write_text(
            ledger.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8"
        )
        project.snakemake()
        chapter = unescape(private(project, "chapter.html").read_text(encoding="utf-8"))
        reasons = pd.read_csv(private(project, "refused.csv"))["reason_en"]
        assert len(reasons), name
        assert all(reason in chapter for reason in reasons), name
        compared = "These files cannot answer" not in chapter
        assert compared == (name == "no reference"), name
        assert "What is held back, and why" in tell_of_release(project)


@pytest.mark.check
def test_forget_leaves_a_project_that_builds_without_the_chapter(
    project: Project, tmp_path: Path
) -> None:
    brought = bring(tmp_path / "een", (2019,), 60, 5)
    set_files(project, brought)
    project.snakemake()
    done = subprocess.run(
        ["make", "forget"], cwd=project.folder, check=True, capture_output=True, text=True
    )
    assert str(brought[0].file) in done.stdout
    assert brought[0].file.exists()
    assert not (project.folder / "private").exists()
    assert not (project.folder / "results").exists()
    assert "respondents" not in project.snakemake("-n")
