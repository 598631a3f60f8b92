"""Citations, held against the style "apa" of the Citation Style Language and read back by other people's readers."""

import json
import warnings
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from wijkteams.numbers.catalogue import fill, load_figures, load_tables
from wijkteams.numbers.citations import LONGEST, Cited
from wijkteams.numbers.file import load_numbers
from wijkteams.numbers.formats import LANGUAGES
from wijkteams.numbers.identity import load_identity

ROOT = Path(__file__).resolve().parents[2]
# Of the Citation Style Language project, CC BY-SA 3.0.
STYLE = Path(__file__).with_name("apa.csl")
DRAFT = replace(load_identity(ROOT / "config" / "identity.yaml"), commit="8ec97ac")
PEOPLE = (
    {"name": "Anna Jansen", "family_names": "Jansen", "given_names": "Anna Maria"},
    {"name": "Piet de Vries", "family_names": "de Vries", "given_names": "Piet"},
)
RELEASED = replace(DRAFT, authors=PEOPLE, base_url="https://example.org/book", doi="10.5281/zenodo.1")  # fmt: skip
PAGE = "chapters/presence.html#trend"
LOCALES = {"en": "en-US", "nl": "nl-NL"}


@cache
def style(language):
    from citeproc import CitationStylesStyle

    return CitationStylesStyle(str(STYLE), locale=LOCALES[language], validate=False)


def by_citeproc(cited):
    """The citation as another program writes it from our record."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = CiteProcJSON(json.loads(cited.csl_json()))
        listed = CitationStylesBibliography(style(cited.language), source, formatter.plain)
        listed.register(Citation([CitationItem(cited.key)]))
        return str(listed.bibliography()[0])


def read_ris(text):
    lines = text.split("\r\n")
    assert lines[0].startswith("TY  - ") and lines[-2:] == ["ER  - ", ""]
    return [tuple(line.split("  - ", 1)) for line in lines[:-1]]


@pytest.mark.parametrize("identity", [DRAFT, RELEASED])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["book", "figure", "table", "number"])
def test_a_citation_is_what_citeproc_makes_of_its_record(identity, language, kind):
    part = ("trend", "More, of 38%", PAGE) if kind != "book" else ()
    cited = Cited(identity, language, kind, *part)
    assert cited.apa() == by_citeproc(cited)


def test_a_citation_names_version_date_and_commit_until_there_is_an_address():
    assert Cited(DRAFT, "en", "figure", "trend", "More.", PAGE).apa() == (
        "Project Wijkteams in cijfers. (2026). More [Figure trend, 2026-11-21, commit 8ec97ac]. In Neighbourhood "
        "teams in the Netherlands, 2014-2019 (Version 0.1.0)."
    )
    assert Cited(RELEASED, "nl", "figure", "trend", "Meer.", PAGE).apa() == (
        "Jansen, A. M., & de Vries, P. (2026). Meer [Figuur trend]. In Sociale wijkteams in Nederland, 2014-2019 "
        "(Versie 0.1.0). https://example.org/book/chapters/presence.html#trend"
    )


def test_every_figure_and_table_has_a_citation_of_few_words(results):
    numbers = load_numbers(results / "numbers.json")
    figures = load_figures(ROOT / "config" / "figures.yaml").values()
    tables = load_tables(ROOT / "config" / "tables.yaml").values()
    titles = [(each.id, each.title) for each in figures] + [
        (each.id, each.caption) for each in tables
    ]
    assert len(titles) > 50
    for id_, title in titles:
        for language in LANGUAGES:
            for identity in (DRAFT, replace(DRAFT, base_url="https://example.org/book")):
                text = fill(title[language], numbers, language)
                cited = Cited(identity, language, "figure", id_, text, PAGE).apa()
                assert len(cited.split()) <= LONGEST, cited
                assert cited[0].isupper()
                assert id_ in cited


@pytest.mark.parametrize("identity", [DRAFT, RELEASED])
def test_bibtex_and_ris_say_the_same_as_the_record(identity):
    cited = Cited(identity, "nl", "figure", "trend", "Méér & minder", PAGE)
    entries = parse_string(cited.bibtex(), "bibtex").entries
    (entry,) = entries.values()
    ris = dict(read_ris(cited.ris()))
    assert list(entries) == [cited.key] == [ris["ID"]]
    assert entry.fields["title"] == r"{Méér \& minder}"
    assert ris["TI"] == cited.csl()["title"] == "Méér & minder"
    assert ris.get("UR", "") == entry.fields.get("url", "") == cited.csl().get("URL", "")
    assert cited.identity.edition in entry.fields["note"]
    names = [author.get("literal") or author["family"] for author in cited.csl()["author"]]
    assert len(entry.persons["author"]) == len(names) == len(identity.authors)
    assert all(name in entry.persons["author"][place].__str__() for place, name in enumerate(names))


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S", "Zs"]), min_size=1))
def test_bibtex_of_any_title_is_one_entry(title):
    cited = Cited(DRAFT, "en", "figure", "trend", title, "x")
    assert len(parse_string(cited.bibtex(), "bibtex").entries) == 1
