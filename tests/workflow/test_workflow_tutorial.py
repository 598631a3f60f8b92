"""The page that walks a reader from a downloaded file to a chapter is followed to the letter."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workflow.projects import ROOT, Project

PAGE = ROOT / "chapters" / "try_a_file.md"


def blocks(language: str) -> list[str]:
    """The fenced blocks of the page in one language, in order."""
    text = PAGE.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def downloads() -> list[str]:
    """The files that the page offers, by their path from the root."""
    text = PAGE.read_text(encoding="utf-8")
    return re.findall(r"\{download\}`[^`<]+<\.\./([^`>]+)>`", text)


def run(command: str, folder: Path) -> str:
    done = subprocess.run(
        ["sh", "-ec", command], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.mark.check
def test_the_page_leads_from_the_download_to_the_chapter_and_back(project: Project) -> None:
    folder = project.folder
    # The environment of these tests stands in for the one that `make book` would make.
    (folder / ".venv").symlink_to(Path(sys.prefix), target_is_directory=True)
    (folder / "private").mkdir()
    offered = downloads()
    assert len(offered) == 3
    # The small book does not have the page, so nothing has asked for what it offers.
    project.snakemake(*offered)
    for name in offered:
        shutil.copy(folder / name, folder / "private")
    check, build, forget = blocks("sh")
    said = run(check, folder)
    assert "No problem was found." in said
    (setting,) = blocks("yaml")
    (folder / "config" / "microdata.yaml").write_text(setting, encoding="utf-8")
    before = project.files()
    assert "private/microdata/chapter.html" in run(build, folder)
    chapter = (folder / "private" / "microdata" / "chapter.html").read_text(encoding="utf-8")
    assert chapter.count("SYNTHETIC: made-up answers") > 5
    assert project.files() == before
    (folder / "config" / "microdata.yaml").write_text(setting + "release: yes\n", encoding="utf-8")
    run(build, folder)
    page = (project.book / "chapters" / "respondents.html").read_text(encoding="utf-8")
    assert page.count("SYNTHETIC: made-up answers") >= 3
    assert "Forgotten." in run(forget, folder)
    assert not (folder / "private").exists()


def test_the_page_has_the_blocks_that_its_test_follows() -> None:
    assert [len(blocks(each)) for each in ("sh", "yaml")] == [3, 1]
