"""A release refuses what is unset and holds the whole book; a rerun is held against it."""

import dataclasses
import hashlib
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup

from wijkteams.book import release
from wijkteams.book.paper import edition_as_page
from wijkteams.book.release import make_release, refusals
from wijkteams.book.verify import TOLERANCE, compare, main, read_book
from wijkteams.numbers.identity import load_identity

ROOT = Path(__file__).parents[2]
READY = dataclasses.replace(
    load_identity(ROOT / "config" / "identity.yaml"),
    version="1.2.3", contact="someone@example.org", base_url="https://example.org", doi="10.5281/zenodo.1",
    repository="https://example.org/code",
)  # fmt: skip


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A repository without pages, files made from the identity, or git."""
    (tmp_path / "bare").mkdir()
    return tmp_path / "bare"


def test_refusals_of_a_ready_release_are_none(bare: Path) -> None:
    named = dataclasses.replace(READY, authors=({"name": "A. Author"},))
    assert refusals(named, "v1.2.3", "## 1.2.3\n", bare) == []


def test_refusals_name_a_file_that_was_made_from_another_identity(bare: Path) -> None:
    (bare / "CITATION.cff").write_text("cff-version: 1.2.0\n", encoding="utf-8")
    (found,) = refusals(READY, "v1.2.3", "## 1.2.3\n", bare)
    assert found.startswith("CITATION.cff is not the one")


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


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


PAGE = (
    '<html lang="en"><head><title>t</title></head><body><nav>not this</nav><article class="bd-article"><h1 id="top">{}</h1>'
    '<p><a href="{}">on</a> <img src="{}" alt="x"></p></article></body></html>'
)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A book of two pages that lead to each other."""
    book = write(
        tmp_path / "html", index=PAGE.format("First", "chapters/a.html#top", "figures/x.svg")
    )
    write(book / "chapters", a=PAGE.format("Second", "../index.html", "../figures/x.svg"))
    return book


def test_an_edition_is_one_page_whose_links_lead_to_places_in_it(small: Path) -> None:
    page = BeautifulSoup(
        edition_as_page(small, ["index", "chapters/a"], "en", "Whole"), "html.parser"
    )
    assert [title.text for title in page.find_all("h1")] == ["First", "Second"]
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids)) == 4
    assert [link["href"] for link in page.find_all("a")] == ["#chapters-a--top", "#index"]
    assert all(link["href"][1:] in ids for link in page.find_all("a"))
    assert {image["src"] for image in page.find_all("img")} == {"figures/x.svg"}
    assert (page.title.text, page.nav) == ("Whole", None)


def test_a_release_holds_the_whole_book_and_the_checksum_of_every_file(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release, "pages_of_edition", lambda *_: ["index", "chapters/a"])
    monkeypatch.setattr(
        release, "print_pdf", lambda page, target: target.write_bytes(page.read_bytes())
    )
    (small / "nl").mkdir()
    target = tmp_path / "release"
    made = make_release(small, ROOT, target)
    version = load_identity(ROOT / "config" / "identity.yaml").version
    assert {f"wijkteams-{version}-{each}" for each in ("en.pdf", "nl.pdf", "offline.zip")} <= {
        path.name for path in made
    }
    with ZipFile(target / f"wijkteams-{version}-offline.zip") as archive:
        assert set(archive.namelist()) == {
            f"wijkteams-{version}/{name}" for name in ("index.html", "chapters/a.html")
        }
    lines = (target / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = dict(reversed(line.split("  ", 1)) for line in lines)
    assert {path.name for path in made} - {"SHA256SUMS"} <= sums.keys()
    assert all(
        hashlib.sha256((target / name).read_bytes()).hexdigest() == each
        for name, each in sums.items()
    )
    assert main(str(target), str(small)) == 0


@pytest.mark.parametrize(
    ("name", "was", "now", "agrees", "said"),
    [
        (
            "a.csv",
            "n,share\n1,0.5\n",
            f"n,share\n1,{0.5 + TOLERANCE / 10}\n",
            True,
            "at most 2.0e-07",
        ),
        ("a.csv", "share\n0.50\n", "share\n0.51\n", False, "2.0e-02"),
        ("a.csv", "item\nbroad\n", "item\nbroader\n", False, 'line 2: "broad" in the release'),
        ("a.json", '{"a": 1}', '{"a": 1}\n{}', False, "1 lines in the release, 2 here"),
        ("a.png", "x", "y", False, "other bytes"),
        ("a.csv", "item\nM1.07\n", "item\nM1.08\n", False, "line 2"),
        ("a.csv", "share\n0\n", "share\n-0.0\n", True, "0.0e+00"),
    ],
)
def test_a_rerun_agrees_where_words_are_the_same_and_numbers_within_the_tolerance(
    name: str, was: str, now: str, agrees: bool, said: str
) -> None:
    (found,) = compare({name: was.encode()}, {name: now.encode()})
    assert found.agrees == agrees
    assert said in str(found)


def test_a_rerun_is_told_what_is_missing_and_what_is_more(tmp_path: Path) -> None:
    one, other = (
        write(tmp_path / "a", index="1", old="2"),
        write(tmp_path / "b", index="1", new="2"),
    )
    found = {each.name: each.why for each in compare(read_book(one), read_book(other))}
    assert found == {"old.html": "is in the release alone", "new.html": "is not in the release"}
    assert main(str(one), str(other)) == 1
