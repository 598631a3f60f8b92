"""What machines read in the head of each page, read back by their own readers."""

import json

import pytest
from bs4 import BeautifulSoup
from rdflib import RDF, Graph, Namespace
from rdflib.namespace import SDO

from wijkteams.book.html_checks import external_problems

CAPACITY = "chapters/capacity.html"
LINKED = Namespace(str(SDO))


@pytest.fixture(scope="module")
def head(page):
    return BeautifulSoup(page(CAPACITY), "html.parser").head


def linked(head):
    """The linked data as triples; the words of schema.org without fetching what they mean."""
    text = head.find("script", type="application/ld+json").string
    about = json.loads(text)
    assert about["@context"] == "https://schema.org"
    about["@context"] = {"@vocab": str(SDO)}
    return Graph().parse(data=json.dumps(about), format="json-ld")


def test_a_page_names_title_author_date_and_address_for_reference_managers(head):
    said = {tag["name"]: tag["content"] for tag in head.find_all("meta", attrs={"name": True})}
    assert said["citation_title"] == "Capacity"
    assert said["citation_inbook_title"] == "Neighbourhood teams: What surveys show"
    assert said["citation_author"] == said["author"] == "the contributors"
    assert said["citation_publication_date"] == "2026/11/21"
    assert said["citation_public_url"] == f"https://example.org/book/{CAPACITY}"
    assert said["description"]


def test_a_link_to_a_page_shows_its_first_figure(head):
    said = {tag["property"]: tag["content"] for tag in head.find_all("meta", property=True)}
    assert said["og:image"] == "https://example.org/book/figures/capacity_trend.card.png"
    assert said["og:image:alt"] == "Line that rises to 59%."
    assert said["og:title"] == "Capacity" and said["og:description"]
    assert (said["og:url"], said["og:locale"]) == (f"https://example.org/book/{CAPACITY}", "en_GB")


def test_a_page_has_one_address_and_a_licence(head):
    (canonical,) = head.find_all("link", rel="canonical")
    (licence,) = head.find_all("link", rel="license")
    assert canonical["href"] == f"https://example.org/book/{CAPACITY}"
    assert licence["href"] == "https://creativecommons.org/licenses/by/4.0/"


def test_linked_data_tell_of_every_figure_and_table_as_a_data_set_in_words_that_exist(head):
    graph = linked(head)
    (report,) = graph.subjects(RDF.type, LINKED.Report)
    data = set(graph.subjects(RDF.type, LINKED.Dataset))
    assert {str(each).rpartition("#")[2] for each in data} == {"capacity_trend", "capacity_table"}
    for each in data:
        for wanted in (LINKED.name, LINKED.description, LINKED.license, LINKED.creator):
            assert graph.value(each, wanted)
        files = [
            graph.value(file, LINKED.contentUrl)
            for file in graph.objects(each, LINKED.distribution)
        ]
        assert all(str(file).startswith("https://example.org/book/") for file in files) and files
    assert str(graph.value(report, LINKED.name)) == "Neighbourhood teams: What surveys show"
    used = {*graph.predicates(), *graph.objects(None, RDF.type)} - {RDF.type}
    # rdflib refuses a word that schema.org does not have.
    assert all(SDO[str(word).removeprefix(str(SDO))] for word in used)


def test_linked_data_are_not_loaded_from_another_host(html, page):
    pages = {html / CAPACITY: BeautifulSoup(page(CAPACITY), "html.parser")}
    assert not external_problems(html / "nothing", pages)
