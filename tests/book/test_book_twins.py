"""The two editions are held together: each gate on twins beside a pair that breaks it."""

from pathlib import Path

import pytest

from wijkteams.book.outline import outline
from wijkteams.book.release import refusals
from wijkteams.book.twins import drifted, keep, twin_problems
from wijkteams.checking.problems import InputError
from wijkteams.numbers.identity import load_identity

ROOT = Path(__file__).parents[2]
TOC = "format: jb-book\nroot: {0}index\nchapters:\n- file: {0}chapters/a\n"
ENGLISH = """\
# Title

First {num}`a.b:range` and {num}`a.b:range`, which {verdict}`c:full`.

```{citable-figure} picture
```

(place)=
## More

```{quote-ready} quoted
```

:::{table} Caption
| Year | Share |
|---|---|
| then | {num}`d` |
:::

```{code-cell} python
show_table("t")
```

Second paragraph.

Last paragraph, as {cite:t}`someone` wrote.
"""
DUTCH = (
    ENGLISH.replace("Title", "Titel")
    .replace("First", "Eerst")
    .replace("More", "Meer")
    .replace("Caption", "Bijschrift")
    .replace('{code-cell} python\nshow_table("t")', "{code-cell}\n")
    .replace("Second paragraph", "Tweede alinea")
    .replace("Last paragraph", "Laatste alinea")
)


@pytest.fixture
def editions(tmp_path: Path) -> Path:
    """A book with a page in both editions, whose paragraphs are kept."""
    for folder, text in (("", ENGLISH), ("nl/", DUTCH)):
        write(tmp_path, f"{folder}_toc.yml", TOC.format(folder))
        write(tmp_path, f"{folder}chapters/a.md", text)
        write(tmp_path, f"{folder}index.md", "# Index\n")
    keep(tmp_path)
    return tmp_path


def write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


def change(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert old in text
    write(root, name, text.replace(old, new, 1))


def test_twins_that_agree_are_accepted(editions: Path) -> None:
    assert twin_problems(editions) == [] == drifted(editions)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("## Meer", "Meer", "nl/chapters/a.md: no heading stands where chapters/a.md:9 has the heading"),
        ("## Meer", "### Meer", 'the heading "Meer" of level 3 stands where chapters/a.md:9 has'),
        ("{num}`a.b:range`", "niets", "number a.b:range stands here 1 times, and 2 times in chapters/a.md:1"),
        ("`a.b:range`", "`a.b`", "number a.b stands here 1 times, and 0 times"),
        ("`d`", "`e`", "nl/chapters/a.md:9: number d stands here 0 times, and 1 times in chapters/a.md:9"),
        ("{verdict}`c:full`", "staat", "verdict c:full stands here 0 times"),
        ("{citable-figure} picture", "{citable-figure} other", "directive citable-figure other stands here 1 times"),
        ("{quote-ready} quoted", "{quote-ready} another", "directive quote-ready quoted stands here 0 times"),
        ('{code-cell}', '{code-cell}\nshow_table("u")', 'cell show_table("u") stands here 1 times, and 0 times'),
        (":::{table} Bijschrift", ":::{note} Bijschrift", "directive table stands here 0 times"),
        ("{cite:t}`someone`", "iemand", "citation someone stands here 0 times"),
    ],
)  # fmt: skip
def test_what_stands_in_one_twin_alone_is_named(
    editions: Path, old: str, new: str, found: str
) -> None:
    change(editions, "nl/chapters/a.md", old, new)
    problems = list(map(str, twin_problems(editions)))
    assert any(found in problem for problem in problems), problems
    with pytest.raises(InputError):
        keep(editions)


def test_a_number_in_another_section_is_named_in_both(editions: Path) -> None:
    change(editions, "nl/chapters/a.md", "Tweede alinea", "{num}`a.b:range`")
    change(editions, "nl/chapters/a.md", "Eerst {num}`a.b:range`", "Eerst")
    assert len(twin_problems(editions)) == 2


@pytest.mark.parametrize(
    ("toc", "found"),
    [
        (f"{TOC.format('nl/')}- file: nl/chapters/b\n", "nl/chapters/b has no English twin; name it"),
        (f"meta: {{alone: [nl/chapters/a]}}\n{TOC.format('nl/')}", "nl/chapters/a has a twin or is no page"),
    ],
)  # fmt: skip
def test_a_page_without_a_twin_says_so_in_the_contents(
    editions: Path, toc: str, found: str
) -> None:
    write(editions, "nl/_toc.yml", toc)
    assert [found in str(problem) for problem in twin_problems(editions)] == [True]


def test_a_paragraph_that_changed_in_one_edition_alone_is_named(editions: Path) -> None:
    change(editions, "chapters/a.md", "Second paragraph", "Another paragraph")
    (drift,) = drifted(editions)
    assert str(drift).startswith("chapters/a.md:24: changed, and nl/chapters/a.md:24 was not")
    change(editions, "chapters/a.md", "Another paragraph", "Second paragraph")
    change(editions, "nl/chapters/a.md", "## Meer", "## Nog meer")
    (drift,) = drifted(editions)
    assert str(drift).startswith("nl/chapters/a.md:9: changed, and chapters/a.md:9 was not")


def test_a_paragraph_that_was_added_in_one_edition_alone_is_named(editions: Path) -> None:
    change(editions, "chapters/a.md", "Second paragraph.", "Second paragraph.\n\nAnother one.")
    (drift,) = drifted(editions)
    assert str(drift).startswith("chapters/a.md:26: changed, and nl/chapters/a.md:9 was not")


def test_a_paragraph_that_was_taken_out_of_one_edition_alone_is_told(editions: Path) -> None:
    change(editions, "nl/chapters/a.md", "Tweede alinea.\n", "")
    (drift,) = drifted(editions)
    assert str(drift).startswith("nl/chapters/a.md:9: this part has fewer paragraphs")


def test_a_paragraph_that_changed_in_both_or_was_only_reflowed_is_no_drift(editions: Path) -> None:
    change(editions, "chapters/a.md", "Second paragraph", "Another paragraph")
    change(editions, "nl/chapters/a.md", "Tweede alinea", "Andere alinea")
    change(editions, "nl/chapters/a.md", "Laatste alinea, ", "Laatste\nalinea,\n")
    assert drifted(editions) == []


def test_a_release_is_refused_when_the_editions_have_drifted(editions: Path) -> None:
    identity = load_identity(ROOT / "config" / "identity.yaml")
    before = refusals(identity, "v9", "", editions)
    change(editions, "nl/chapters/a.md", "Tweede alinea", "Derde alinea")
    (more,) = set(refusals(identity, "v9", "", editions)) - set(before)
    assert "nl/chapters/a.md:24: changed" in more


def test_the_editions_of_this_book_agree() -> None:
    assert list(map(str, twin_problems(ROOT))) == []


def test_an_outline_has_the_addresses_that_a_page_has() -> None:
    read = outline(
        "# A [woord]{.language-nl}, in 2019\n\n(here)=\n## Two\n\n## Two\n\n## {typed}`G32` cities\n"
    )
    assert read.ids == ["a-woord-in-2019", "", "", "g32-cities"]
    assert [section.labels for section in read.headings] == [[], ["here"], [], []]
