"""Hold the two editions together: what twins have in common, and which paragraph was changed in one of them alone.

``python -m wijkteams.book.twins`` (``make twins``) keeps the digests of all paragraphs, once somebody has read both texts.
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import yaml

from wijkteams.book.editions import KEPT, pages_of_edition, toc_of, twin_of
from wijkteams.book.outline import Mark, Outline, Paragraph, Section, outline
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
        Twins(f"{en}.md", f"{nl}.md", _outline(root, en), _outline(root, nl))
        for en, nl in pairs
        if en in english
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
        marks = _without_code(one)
        for mark in sorted(marks.keys() | other.marks.keys()):
            times = marks[mark], other.marks[mark]
            if times[0] != times[1]:
                said = " ".join(mark).strip()
                message = f"{said} stands here {times[1]} times, and {times[0]} times in {twins.english}:{one.line}"
                yield Problem(twins.dutch, other.line, "", message)


def _without_code(section: Section) -> Counter[Mark]:
    """Return what an English section has in common with its twin, in which the cells are empty."""
    marks: Counter[Mark] = Counter()
    for (kind, name), times in section.marks.items():
        marks[kind, "" if kind == "cell" else name] += times
    return marks


def _line(section: Section | None) -> int:
    return section.line if section else 0


def _unlike(twins: Twins, en: Section | None, nl: Section | None) -> str:
    def said(section: Section | None) -> str:
        return (
            f'the heading "{section.title}" of level {section.level}' if section else "no heading"
        )

    return f"{said(nl)} stands where {twins.english}:{_line(en)} has {said(en)}"


# --- Paragraphs ---------------------------------------------------------------------------------

_Kept = set[tuple[str, str]]
"""Digests of an English paragraph and its Dutch twin; of all of a section where it has not as many in both."""


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
        for en, nl in zip_longest(twins.en.sections, twins.nl.sections, fillvalue=Section())
        for problem in _drift(twins, _texts(en), _texts(nl), kept.get(twins.dutch, set()))
    ]


def _drift(
    twins: Twins, en: list[Paragraph], nl: list[Paragraph], kept: _Kept
) -> Iterator[Problem]:
    """Yield the paragraphs of a section that are new in one edition alone."""
    alike = len(en) == len(nl)
    pairs = [([one], [other]) for one, other in zip(en, nl, strict=alike)]
    for group in pairs if alike else [(en, nl)]:
        if (_digest(*group[0]), _digest(*group[1])) in kept:
            continue
        new = [[each for each in group[side] if _is_new(each, side, kept)] for side in (0, 1)]
        if not any(new) and not alike:
            message = f"this part has fewer paragraphs than it had beside {twins.english}, or more"
            yield Problem(twins.dutch, nl[0].line if nl else 0, "", message)
        if all(new):
            continue
        names = (twins.english, twins.dutch)
        for side, other in ((0, 1), (1, 0)):
            place = f"{names[other]}:{group[other][0].line}" if group[other] else names[other]
            message = f"changed, and {place} was not; change that too, then keep both"
            yield from (Problem(names[side], each.line, "", message) for each in new[side])


def _is_new(paragraph: Paragraph, side: int, kept: _Kept) -> bool:
    return _digest(paragraph) not in {pair[side] for pair in kept}


def _texts(section: Section) -> list[Paragraph]:
    """Return the heading and the paragraphs of a section."""
    heading = [Paragraph(section.line, section.title)] if section.level else []
    return [*heading, *section.paragraphs]


def _digest(*paragraphs: Paragraph) -> str:
    """Return a short fingerprint of the words, whatever lines they stand on."""
    words = " ".join(word for each in paragraphs for word in each.text.split())
    return hashlib.sha256(words.encode()).hexdigest()[:10]


def _kept(root: Path) -> dict[str, _Kept]:
    """Return the digests that were kept, by Dutch page."""
    kept: dict[str, _Kept] = defaultdict(set)
    if (root / KEPT).is_file():
        with (root / KEPT).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                kept[row["page"]].add((row["en"], row["nl"]))
    return kept


def keep(root: Path) -> int:
    """Keep the digests of all paragraphs as they are now, and return how many rows that makes.

    Raises
    ------
    InputError
        When twins do not have in common what they should.
    """
    raise_if_any(twin_problems(root))
    rows = sorted(
        {
            (twins.dutch, *digests)
            for twins in load_twins(root)
            for en, nl in zip(twins.en.sections, twins.nl.sections, strict=True)
            for digests in _digests(_texts(en), _texts(nl))
        }
    )
    with (root / KEPT).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([_HEAD, *rows])
    return len(rows)


def _digests(en: list[Paragraph], nl: list[Paragraph]) -> list[tuple[str, str]]:
    if len(en) == len(nl):
        return [(_digest(one), _digest(other)) for one, other in zip(en, nl, strict=True)]
    alone = [*((_digest(each), "") for each in en), *(("", _digest(each)) for each in nl)]
    return [(_digest(*en), _digest(*nl)), *alone]


if __name__ == "__main__":
    print(f"{keep(Path())} digests of paragraphs are kept in {KEPT}")
