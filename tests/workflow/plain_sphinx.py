"""The book built without Jupyter Book: by Sphinx, from the configuration that Jupyter Book generates."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from wijkteams.book.build import join_editions
from wijkteams.numbers.formats import LANGUAGES
from wijkteams.numbers.identity import commit_of

ROOT = Path(__file__).parents[2]
COPIED = [
    "_config.yml",
    "_toc.yml",
    "index.md",
    "references.bib",
    "README.md",
    "CHANGELOG.md",
    "chapters",
    "nl",
    "config",
]
# With the history, by which a page knows whether the project can be taken along.
LINKED = ["data", "results", "src", "workflow", ".git"]
# What the Dutch edition has beside the settings of the English one.
DIFFERENT = {
    "en": [],
    "nl": [
        "-D",
        "language=nl",
        "-D",
        "include_patterns=nl/**.md",
        "-D",
        "external_toc_path=nl/_toc.yml",
    ],
}
ABSENT = 'raise ImportError("jupyter_book is made absent")\n'


def sources_of_book(folder: Path) -> Path:
    """Put the sources of the book in a folder where they may be changed; its results are shared."""
    folder.mkdir(parents=True)
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    for name in filter(lambda name: (ROOT / name).exists(), LINKED):
        (folder / name).symlink_to(ROOT / name, target_is_directory=True)
    return folder


def build_plainly(folder: Path) -> Path:
    """Build the book strictly with Sphinx alone and return the folder of pages."""
    _run(folder, [str(Path(sys.executable).with_name("jupyter-book")), "config", "sphinx", "."])
    conf = folder / "conf.py"
    text = conf.read_text(encoding="utf-8")
    assert text.count("'jupyter_book', ") == 1
    conf.write_text(text.replace("'jupyter_book', ", ""), encoding="utf-8")
    absent = folder / "absent"
    (absent / "jupyter_book").mkdir(parents=True)
    (absent / "jupyter_book" / "__init__.py").write_text(ABSENT, encoding="utf-8")
    paths = os.pathsep.join([str(absent), str(folder / "src")])
    for language, settings in DIFFERENT.items():
        places = ["-d", f"doctrees/{language}", ".", f"built/{language}"]
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", *settings, *places]
        _run(folder, command, PYTHONPATH=paths, WIJKTEAMS_COMMIT=commit_of(ROOT))
    built = {language: folder / "built" / language for language in LANGUAGES}
    return join_editions(built, folder / "html", folder / "results" / "book" / "downloads")


def _run(folder: Path, command: list[str], **environment: str) -> None:
    done = subprocess.run(
        command, cwd=folder, env=os.environ | {"SOURCE_DATE_EPOCH": "0"} | environment,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
