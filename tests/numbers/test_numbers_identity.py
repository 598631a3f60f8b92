"""One identity file, and the citations made from it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator, FormatChecker

from wijkteams.checking.problems import InputError
from wijkteams.numbers.identity import (
    citation_cff,
    credit_line,
    load_identity,
    release_problems,
    zenodo_json,
)

ROOT = Path(__file__).resolve().parents[2]
# The Citation File Format's own schema, version 1.2.0, CC-BY-4.0, doi 10.5281/zenodo.5171937.
CFF_SCHEMA = Path(__file__).with_name("cff-1.2.0.schema.json")
OWN = load_identity(ROOT / "config" / "identity.yaml")


@pytest.fixture
def identity(book):
    return load_identity(book.root / "config" / "identity.yaml")


@pytest.fixture
def released(identity):
    people = (
        {"name": "A. Jansen", "family_names": "Jansen", "given_names": "A.", "affiliation": "X"},
        {"name": "the contributors", "orcid": "https://orcid.org/0000-0002-1825-0097"},
    )
    return replace(
        identity,
        authors=people,
        doi="10.5281/zenodo.1",
        contact="a@b.nl",
        repository="https://x.nl",
    )


def cff_errors(text):
    schema = json.loads(CFF_SCHEMA.read_text(encoding="utf-8"))
    checker = Draft7Validator(schema, format_checker=FormatChecker())
    return [error.message for error in checker.iter_errors(yaml.safe_load(text))]


def test_citation_cff_follows_the_schema_of_the_format(identity, released):
    assert cff_errors(citation_cff(identity)) == []
    assert cff_errors(citation_cff(released)) == []


def test_citation_cff_that_breaks_the_schema_is_noticed(identity):
    assert cff_errors(citation_cff(replace(identity, licence_code="my own")))


def test_citation_cff_names_people_and_addresses_when_known(released):
    content = yaml.safe_load(citation_cff(released))
    assert content["authors"][0] == {
        "family-names": "Jansen",
        "given-names": "A.",
        "affiliation": "X",
    }
    assert content["doi"] == "10.5281/zenodo.1"
    assert content["url"] == "https://example.org/book"


def test_citation_cff_of_the_repository_is_the_one_made_from_its_identity():
    own = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert own == citation_cff(OWN), "make citation"


def test_zenodo_json_of_the_repository_is_the_one_made_from_its_identity():
    own = (ROOT / ".zenodo.json").read_text(encoding="utf-8")
    renew = ".venv/bin/python -m wijkteams.numbers.identity zenodo > .zenodo.json"
    assert own == zenodo_json(OWN), renew


def test_zenodo_json_names_people_and_addresses_when_known(released):
    content = json.loads(zenodo_json(released))
    assert content["creators"][0] == {"name": "Jansen, A.", "affiliation": "X"}
    assert content["creators"][1]["orcid"] == "0000-0002-1825-0097"
    assert {each["identifier"] for each in content["related_identifiers"]} == {
        "https://example.org/book", "https://x.nl"
    }  # fmt: skip


def test_a_picture_carries_title_version_and_licence(identity):
    assert credit_line(identity, "en") == "Neighbourhood teams, version 0.1.0, CC BY 4.0."
    assert credit_line(identity, "nl") == "Wijkteams, versie 0.1.0, CC BY 4.0."


def test_release_problems_name_what_is_not_set(identity, released):
    assert [problem.split()[0] for problem in release_problems(identity)] == ["contact", "doi"]
    assert release_problems(released) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("contact:", "contakt:", 'unknown key "contakt"; did you mean "contact"?'),
        (
            'version: "0.1.0"',
            'version: "0.1.0"\nversion: "2"',
            "value 'version': this key is given twice",
        ),
        ('doi: ""', 'doi: "https://doi.org/10.1/x"', "doi, value 'https"),
        ('version: "0.1.0"', 'version: "one"', "version, value 'one': "),
        ("  - name:", "  - nam:", 'authors.number 1: unknown key "nam"; did you mean "name"?'),
        ("title:", "title: [", "this file is not YAML"),
    ],
)
def test_load_identity_refuses_and_names(book, old, new, message):
    book.change("config/identity.yaml", old, new)
    with pytest.raises(InputError) as caught:
        load_identity(book.root / "config" / "identity.yaml")
    assert message in str(caught.value)
    assert "identity.yaml" in str(caught.value)
