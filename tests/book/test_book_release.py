"""A release refuses what is unset, and one identity feeds everything that names the book."""

import dataclasses
import tomllib
from pathlib import Path

import pytest

from wijkteams.book.release import refusals
from wijkteams.numbers.identity import load_identity

ROOT = Path(__file__).parents[2]
READY = dataclasses.replace(
    load_identity(ROOT / "config" / "identity.yaml"),
    version="1.2.3", contact="someone@example.org", base_url="https://example.org", doi="10.5281/zenodo.1",
    repository="https://example.org/code",
)  # fmt: skip


def test_refusals_of_a_ready_release_are_none() -> None:
    named = dataclasses.replace(READY, authors=({"name": "A. Author"},))
    assert refusals(named, "v1.2.3", "## 1.2.3\n", ROOT) == []


@pytest.mark.parametrize("field", ["contact", "base_url", "doi"])
def test_refusals_name_an_unset_field(field: str) -> None:
    unset = dataclasses.replace(READY, **{field: ""})
    assert any(field in refusal for refusal in refusals(unset, "v1.2.3", "## 1.2.3\n", ROOT))


def test_refusals_name_another_tag_and_a_missing_changelog() -> None:
    found = refusals(READY, "v9", "## 9\n", ROOT)
    assert any("v9" in refusal for refusal in found)
    assert any("CHANGELOG" in refusal for refusal in found)


def test_pyproject_names_the_book_as_its_identity_does() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    identity = load_identity(ROOT / "config" / "identity.yaml")
    assert project["version"] == identity.version
    assert project["license"] == identity.licence_code
