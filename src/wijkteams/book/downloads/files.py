"""Write everything that a reader or a machine takes along from the book, beside its pages."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from markupsafe import Markup

from wijkteams.archive import write_entries
from wijkteams.book.downloads.about import embed_page, metadata, metadata_text, readme
from wijkteams.book.downloads.entries import PICTURES, Shown, pages_that_show, read_csv
from wijkteams.book.downloads.numbers import findings_json, numbers_csv, numbers_json
from wijkteams.book.downloads.sheets import csv_with_commas, workbook
from wijkteams.book.downloads.web import missing_page, robots, site_map
from wijkteams.book.html_table import html_table
from wijkteams.book.making import Making, ids_in
from wijkteams.book.tables import ShownTable
from wijkteams.numbers.catalogue import Figure, Table, load_figures, load_tables
from wijkteams.numbers.file import load_numbers
from wijkteams.numbers.formats import LANGUAGES, Language
from wijkteams.numbers.identity import (
    citation_cff,
    commit_of,
    has_source,
    load_identity,
    zenodo_json,
)

FIGURES = Path("results") / "figures"
SUMMARY = "summary_of_findings"
SOURCE = "wijkteams-source.zip"
PACKED = ("csv", "md", *PICTURES)
"""Endings of what stands in the archive alone, or comes into the book with its pages."""


def write_downloads(root: Path, target: Path) -> list[Shown]:
    """Write the downloads of every figure, table and number, and what a server asks for beside pages.

    Parameters
    ----------
    root : Path
        Root of the repository, with the results.
    target : Path
        A new folder; its files stand where they belong in the book.

    Returns
    -------
    list of Shown
        Every figure and table, in the order of the catalogues.
    """
    identity = replace(load_identity(root / "config" / "identity.yaml"), commit=commit_of(root))
    numbers = load_numbers(root / "results" / "numbers.json")
    tables, making = load_tables(root / "config" / "tables.yaml"), Making.of(root)
    pages = pages_that_show(root)
    figures = load_figures(root / "config" / "figures.yaml")
    entries: list[Figure | Table] = [*figures.values(), *tables.values()]
    every = [Shown(entry, identity, numbers, pages.get(entry.id, {})) for entry in entries]
    for folder in ("figures", "tables", "embed"):
        (target / folder).mkdir(parents=True)
    for shown in every:
        _write_entry(root, target, shown, making)
    texts = {
        "numbers.csv": numbers_csv(numbers, identity),
        "numbers.json": numbers_json(numbers, identity, making),
        "CITATION.cff": citation_cff(identity),
        ".zenodo.json": zenodo_json(identity),
        "404.html": missing_page(identity, root),
    }
    if SUMMARY in tables:
        _, findings = read_csv(root / tables[SUMMARY].data)
        page = {
            language: pages.get(SUMMARY, {}).get(language, "index.html") for language in LANGUAGES
        }
        texts["findings.json"] = findings_json(findings, identity, page)
    if identity.base_url:
        texts |= {"sitemap.xml": site_map(identity, root), "robots.txt": robots(identity)}
    for name, text in texts.items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")
    if has_source(root, identity.commit):
        pack_source(root, identity.commit, target / SOURCE)
    return every


def pack_source(root: Path, commit: str, target: Path) -> None:
    """Write the whole project as it was at a commit, for who has the book alone; the same bytes for the same commit."""
    command = ["git", "-C", str(root), "archive", "--format=zip", "--prefix=wijkteams/", commit]
    target.write_bytes(subprocess.run(command, capture_output=True, check=True).stdout)


def _write_entry(root: Path, target: Path, shown: Shown, making: Making) -> None:
    """Write the files of one figure or table, and all of them as one archive."""
    files = dict(_files(root, shown, making))
    for name, content in files.items():
        if name.endswith(".nl.csv") or name.rpartition(".")[2] not in PACKED:
            (target / shown.folder / name).write_bytes(content)
    id_ = shown.entry.id
    write_entries(
        target / shown.folder / f"{id_}.zip",
        ((f"{id_}/{name}", text) for name, text in files.items()),
    )
    for language in LANGUAGES:
        path = target / "embed" / shown.file("html", language)
        path.write_text(
            embed_page(shown, _table(root, shown, language), language), encoding="utf-8"
        )


def _files(root: Path, shown: Shown, making: Making) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file of a figure or table."""
    entry = shown.entry
    path = root / (FIGURES / f"{entry.id}.csv" if isinstance(entry, Figure) else entry.data)
    data, (names, rows) = path.read_bytes(), read_csv(path)
    made, raw = making.of_entry(entry), making.rows_of(ids_in(rows))
    yield shown.file("csv"), data
    about = metadata(shown, names, rows, data, made, raw)
    yield shown.file("metadata.json"), metadata_text(about).encode()
    yield shown.file("csv", "nl"), csv_with_commas(shown.heads(names, "nl"), rows)
    readmes = []
    for language in LANGUAGES:
        heads, cited = shown.heads(names, language), shown.cited(language)
        lines = readme(shown, heads, made, raw, language)
        readmes.append("\n\n".join([f"# {lines[0]}", shown.sentence(language), *lines[1:]]))
        author = ", ".join(each.called(language) for each in shown.identity.authors)
        sheet = workbook(heads, rows, lines, shown.title(language), author, language)
        yield shown.file("xlsx", language), sheet
        yield shown.file("bib", language), cited.bibtex().encode()
        yield shown.file("ris", language), cited.ris().encode()
        yield shown.file("csl.json", language), cited.csl_json().encode()
        if isinstance(entry, Figure):
            for ending in PICTURES:
                name = shown.file(ending, language)
                yield name, (root / FIGURES / name).read_bytes()
    yield "README.md", ("\n\n---\n\n".join(readmes) + "\n").encode()


def _table(root: Path, shown: Shown, language: Language) -> Markup:
    entry = shown.entry
    if isinstance(entry, Figure):
        return Markup("")
    _, rows = read_csv(root / entry.data)
    table = ShownTable(entry, rows, shown.numbers, language)
    return html_table(entry.id, table.caption, table.head, table.cells)
