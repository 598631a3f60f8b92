"""Hold the two editions together: what twins have in common, and which paragraph was changed in one of them alone.

``python -m wijkteams.book.twins`` keeps the digests of all paragraphs, once somebody has read both texts.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import yaml

from wijkteams.book.editions import KEPT, pages_of_edition, toc_of, twin_of
from wijkteams.book.outline import Outline, Paragraph, Section, outline
from wijkteams.checking.problems import Problem, raise_if_any

_HEAD = ("page", "en", "nl")


@dataclass(frozen=True)
class Twins:
    """One page in both editions."""

    english: str
    dutch: str
    en: Outline
    nl: Outline


def load_twins(root: Path) -> list[Twins]:
    """Read every page that both editions have.

    Parameters
    ----------
    root : Path
        Root of the repository.

    Returns
    -------
    list of Twins
        In the order of the Dutch table of contents.
    """
    english = pages_of_edition(root, "en")
    pairs = [(twin_of(name), name) for name in pages_of_edition(root, "nl")]
    return [
        Twins(*(f"{name}.md" for name in pair), *(_outline(root, name) for name in pair))
        for pair in pairs
        if pair[0] in english
    ]


def _outline(root: Path, name: str) -> Outline:
    return outline((root / f"{name}.md").read_text(encoding="utf-8"))


def twin_problems(root: Path) -> list[Problem]:
    """Return what stands in one edition and not in its twin, and Dutch pages without a twin that do not say so.

    Parameters
    ----------
    root : Path
        Root of the repository.
    """
    return [
        *_alone_problems(root),
        *(problem for twins in load_twins(root) for problem in _differences(twins)),
    ]


def _alone_problems(root: Path) -> Iterator[Problem]:
    toc, english = toc_of("nl"), pages_of_edition(root, "en")
    dutch = pages_of_edition(root, "nl")
    if not dutch:
        return
    content = yaml.safe_load((root / toc).read_text(encoding="utf-8"))
    named = set((content.get("meta") or {}).get("alone", ()))
    alone = {name for name in dutch if twin_of(name) not in english}
    for name in sorted(alone - named):
        yield Problem(str(toc), 0, "", f"{name} has no English twin; name it under `alone`")
    for name in sorted(named - alone):
        yield Problem(str(toc), 0, "", f"{name} has a twin or is no page; `alone` does not name it")


def _differences(twins: Twins) -> Iterator[Problem]:
    """Yield what differs, section by section; of the whole page where the headings differ."""
    en, nl = twins.en.headings, twins.nl.headings
    for one, other in zip_longest(en, nl):
        if (one and one.level) != (other and other.level):
            yield Problem(twins.dutch, _line(other), "", _unlike(twins, one, other))
            return
    for one, other in zip(twins.en.sections, twins.nl.sections, strict=True):
        for mark in sorted(one.marks.keys() | other.marks.keys()):
            times = one.marks[mark], other.marks[mark]
            if times[0] != times[1]:
                said = " ".join(mark).strip()
                message = f"{said} stands here {times[1]} times, and {times[0]} times in {twins.english}:{one.line}"
                yield Problem(twins.dutch, other.line, "", message)


def _line(section: Section | None) -> int:
    return section.line if section else 0


def _unlike(twins: Twins, en: Section | None, nl: Section | None) -> str:
    def said(section: Section | None) -> str:
        return (
            f'the heading "{section.title}" of level {section.level}' if section else "no heading"
        )

    return f"{said(nl)} stands where {twins.english}:{_line(en)} has {said(en)}"


# --- Paragraphs ---------------------------------------------------------------------------------

_Pair = tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]


def _pairs(twins: Twins) -> Iterator[_Pair]:
    """Yield the paragraphs that say the same: one by one where a section has as many in both, else all together."""
    sections = zip_longest(twins.en.sections, twins.nl.sections, fillvalue=Section())
    for one, other in sections:
        heads = [_titled(one), _titled(other)]
        en, nl = [*heads[0], *one.paragraphs], [*heads[1], *other.paragraphs]
        if len(en) == len(nl):
            yield from (((a,), (b,)) for a, b in zip(en, nl, strict=True))
        else:
            yield tuple(en), tuple(nl)


def _titled(section: Section) -> list[Paragraph]:
    return [Paragraph(section.line, section.title)] if section.level else []


def _digest(paragraphs: tuple[Paragraph, ...]) -> str:
    """Return a short fingerprint of the words, whatever lines they stand on."""
    words = " ".join(word for each in paragraphs for word in each.text.split())
    return hashlib.sha256(words.encode()).hexdigest()[:10]


def drifted(root: Path) -> list[Problem]:
    """Return the paragraphs that were changed in one edition since their digests were kept, and not in the other.

    Parameters
    ----------
    root : Path
        Root of the repository.
    """
    kept = _kept(root)
    return [
        problem
        for twins in load_twins(root)
        for pair in _pairs(twins)
        for problem in _drift(twins, pair, kept)
    ]


def _drift(twins: Twins, pair: _Pair, kept: set[tuple[str, str, str]]) -> Iterator[Problem]:
    own = (twins.dutch, *map(_digest, pair))
    english = {en for page, en, _ in kept if page == twins.dutch}
    dutch = {nl for page, _, nl in kept if page == twins.dutch}
    if own in kept or (own[1] not in english and own[2] not in dutch):
        return
    for path, place, twin, known in (
        (twins.english, 0, twins.dutch, english),
        (twins.dutch, 1, twins.english, dutch),
    ):
        if own[1 + place] not in known:
            lines = [pair[each][0].line if pair[each] else 0 for each in (place, 1 - place)]
            message = f"changed, and {twin}:{lines[1]} was not; change that too, then keep both"
            yield Problem(path, lines[0], "", message)


def _kept(root: Path) -> set[tuple[str, str, str]]:
    path = root / KEPT
    if not path.is_file():
        return set()
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["page"], row["en"], row["nl"]) for row in csv.DictReader(file)}


def keep(root: Path) -> int:
    """Keep the digests of all paragraphs as they are now, and return how many pairs there are.

    Raises
    ------
    InputError
        When twins do not have in common what they should.
    """
    raise_if_any(twin_problems(root))
    rows = sorted(
        {(twins.dutch, *map(_digest, pair)) for twins in load_twins(root) for pair in _pairs(twins)}
    )
    with (root / KEPT).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([_HEAD, *rows])
    return len(rows)


if __name__ == "__main__":
    print(f"{keep(Path())} pairs of paragraphs are kept in {KEPT}")
