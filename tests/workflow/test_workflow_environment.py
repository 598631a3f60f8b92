"""pyproject.toml, the locks, environment.yml and the Makefile describe one environment."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = {
    "requirements.lock": PYPROJECT["project"]["dependencies"],
    "requirements-dev.lock": [
        *PYPROJECT["project"]["dependencies"],
        *PYPROJECT["dependency-groups"]["dev"],
    ],
    "requirements-lab.lock": [
        *PYPROJECT["project"]["dependencies"],
        *PYPROJECT["dependency-groups"]["lab"],
    ],
}
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def pins(lock: str) -> dict[str, list[Requirement]]:
    """Package to its pins; there can be one for each range of Python versions."""
    found: dict[str, list[Requirement]] = {}
    for entry in re.split(r"\n(?=\S)", (ROOT / lock).read_text(encoding="utf-8")):
        requirement = Requirement(entry.split(" \\")[0].split(" --hash")[0].strip())
        assert HASH.search(entry), f"{lock}: {requirement} has no hash"
        found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


@pytest.mark.parametrize("lock", WANTED)
def test_the_lock_satisfies_every_dependency(lock: str) -> None:
    locked = pins(lock)
    for text in WANTED[lock]:
        wanted = Requirement(text)
        for pin in locked[canonicalize_name(wanted.name)]:
            version = next(iter(pin.specifier)).version
            assert wanted.specifier.contains(version), (
                f"{pin} does not satisfy {wanted}; run `make lock`"
            )


@pytest.mark.parametrize("lock", WANTED)
def test_the_lock_names_no_address_and_no_loose_version(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text
    for requirements in pins(lock).values():
        for requirement in requirements:
            assert [each.operator for each in requirement.specifier] == ["=="], requirement


@pytest.mark.parametrize("other", ["requirements-dev.lock", "requirements-lab.lock"])
def test_the_locks_agree_with_each_other(other: str) -> None:
    book, dev = pins("requirements.lock"), pins(other)
    # A marker may widen when a tool of the tests needs a package on more platforms; the version may not differ.
    assert {
        name: {str(pin.specifier) for pin in requirements} for name, requirements in book.items()
    } == {name: {str(pin.specifier) for pin in dev[name]} for name in book}


def test_conda_users_get_the_same_environment() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    conda = [Requirement(each) for each in environment["dependencies"] if isinstance(each, str)]
    (pip,) = [each["pip"] for each in environment["dependencies"] if isinstance(each, dict)]
    assert environment["name"] == PYPROJECT["project"]["name"]
    assert "-r requirements.lock" in pip
    assert "--require-hashes" in pip
    names = {requirement.name: requirement for requirement in conda}
    assert (
        names["python"].specifier
        == Requirement("python" + PYPROJECT["project"]["requires-python"]).specifier
    )
    # conda's setuptools builds what exists only as source; the lock then pins it.
    (locked,) = pins("requirements.lock")["setuptools"]
    assert names["setuptools"].specifier.contains(next(iter(locked.specifier)).version)


def test_the_search_for_python_accepts_the_versions_of_pyproject() -> None:
    low, high = re.findall(r"\((\d+, \d+)\)", (ROOT / "workflow" / "find_python.sh").read_text())
    assert PYPROJECT["project"]["requires-python"] == (
        f">={low.replace(', ', '.')},<{high.split(', ')[0]}.{int(high.split(', ')[1]) + 1}"
    )


def test_the_search_for_python_says_what_is_missing() -> None:
    done = subprocess.run(
        ["sh", ROOT / "workflow" / "find_python.sh"],
        env={"PATH": "/usr/bin:/bin", "PYTHON": "no-such-python"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Python 3.11, 3.12 or 3.13 with its venv module is needed" in done.stderr
