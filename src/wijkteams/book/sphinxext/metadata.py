"""What machines read in the head of a page: citation tags, Open Graph with a card, JSON-LD, licence, canonical address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup
from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx

from wijkteams.book.editions import FOLDERS
from wijkteams.book.sphinxext.links import file_link
from wijkteams.book.sphinxext.store import page_of, sources_of
from wijkteams.numbers.catalogue import Figure, Table, fill
from wijkteams.numbers.citations import LOCALES, Cited
from wijkteams.numbers.formats import Language
from wijkteams.numbers.identity import Identity, licence_address

CARD = (1200, 630)
"""Width and height of the picture that stands beside a link to a page, in pixels."""
_YEARS = "2014/2019"
_KINDS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def describe_page(
    app: Sphinx, docname: str, _: str, context: dict[str, Any], __: nodes.document | None
) -> None:
    """Add to the head of a page what search engines, reference managers and link previews read there."""
    head = _Head(app, docname, context)
    tags = [*head.names(), *head.properties(), *head.links(), head.json_ld()]
    context["metatags"] = "\n".join([context.get("metatags", ""), *tags])


class _Head:
    def __init__(self, app: Sphinx, docname: str, context: dict[str, Any]) -> None:
        self.app, self.docname = app, docname
        self.language: Language = context["language"]
        self.switch = context["switch"]
        self.identity: Identity = sources_of(app).identity
        self.is_first = docname == app.config.root_doc
        self.title = BeautifulSoup(context.get("title", docname), "html.parser").get_text()
        self.description: str = context["description"]
        self.path = _without_index(app.builder.get_target_uri(docname))

    def names(self) -> Iterator[Markup]:
        """Yield what reference managers look for; a page is a part of the book, the first page the book itself."""
        identity, language = self.identity, self.language
        book = identity.full_title(language)
        facts = [
            *(("author", author.called(language)) for author in identity.authors),
            ("citation_title", book if self.is_first else self.title),
            ("citation_inbook_title", "" if self.is_first else book),
            *(("citation_author", author.called(language)) for author in identity.authors),
            ("citation_publication_date", identity.date_released.replace("-", "/")),
            ("citation_language", language),
            ("citation_keywords", "; ".join(identity.keywords)),
            ("citation_doi", identity.doi),
            ("citation_public_url", self.address(self.path) if identity.base_url else ""),
            ("twitter:card", "summary_large_image"),
        ]
        yield from (
            Markup('<meta name="{}" content="{}">').format(*fact) for fact in facts if fact[1]
        )

    def properties(self) -> Iterator[Markup]:
        """Yield what a link to the page shows elsewhere."""
        figure = self._figure()
        card = f"figures/{figure.id}{_suffix(self.language)}.card.png" if figure else ""
        alt = (
            fill(figure.alt[self.language], sources_of(self.app).numbers, self.language)
            if figure
            else ""
        )
        facts = [
            ("og:type", "website" if self.is_first else "article"),
            ("og:title", self.identity.short_title(self.language) if self.is_first else self.title),
            ("og:description", self.description),
            ("og:site_name", self.identity.short_title(self.language)),
            ("og:locale", LOCALES[self.language].replace("-", "_")),
            ("og:url", self.address(self.path) if self.identity.base_url else ""),
            ("og:image", self.address(card) if card else ""),
            ("og:image:width", str(CARD[0]) if card else ""),
            ("og:image:height", str(CARD[1]) if card else ""),
            ("og:image:alt", alt),
        ]
        yield from (
            Markup('<meta property="{}" content="{}">').format(*fact) for fact in facts if fact[1]
        )

    def links(self) -> Iterator[Markup]:
        """Yield the licence, and where an address is set that of the page and of its twin."""
        licence = licence_address(self.identity.licence_content)
        yield Markup('<link rel="license" href="{}">').format(licence)
        if not self.identity.base_url:
            return
        yield Markup('<link rel="canonical" href="{}">').format(self.address(self.path))
        if self.switch and self.switch["same"]:
            own, other = self.path.removeprefix(FOLDERS[self.language]), self.switch["language"]
            for language in (self.language, other):
                address = self.address(FOLDERS[language] + own)
                yield Markup('<link rel="alternate" hreflang="{}" href="{}">').format(
                    language, address
                )

    def json_ld(self) -> str:
        """Return the book or the page, and every figure and table on it as a data set, in the words of schema.org."""
        report = self._work("Report", Cited(self.identity, self.language).book, self._first_page())
        report["keywords"] = list(self.identity.keywords)
        data = list(self._data_sets())
        about: dict[str, Any] = report
        if not self.is_first:
            about = self._work("Chapter", self.title, self.path) | {"isPartOf": report}
        about["description"] = self.description
        if data:
            about["hasPart"] = data
        text = json.dumps(
            {"@context": "https://schema.org", **about}, ensure_ascii=False, separators=(",", ":")
        )
        body = text.replace("</", r"<\/")  # or it would end the element
        return f'<script type="application/ld+json">{body}</script>'

    def _data_sets(self) -> Iterator[dict[str, Any]]:
        page, sources = page_of(self.app.env, self.docname), sources_of(self.app)
        shown: list[tuple[str, Figure | Table]] = [
            *(("figures", sources.figures[id_]) for id_ in page.figures),
            *(("tables", sources.tables[id_]) for id_ in page.tables),
        ]
        for folder, entry in shown:
            if entry.id in page.hidden or entry.synthetic:
                continue
            texts = {
                name: fill(text[self.language], sources.numbers, self.language)
                for name, text in entry.texts.items()
            }
            named = texts.get("title") or texts["caption"]
            about = dict.fromkeys((named, texts["caption"], texts["base"]))
            yield self._work("Dataset", named, f"{self.path}#{entry.id}") | {
                "identifier": entry.id,
                "description": " ".join(f"{text.rstrip('.')}." for text in about),
                "temporalCoverage": _YEARS,
                "spatialCoverage": {"@type": "Place", "name": "Netherlands"},
                "isAccessibleForFree": True,
                "distribution": [
                    {
                        "@type": "DataDownload",
                        "encodingFormat": kind,
                        "contentUrl": self.address(f"{folder}/{entry.id}{ending}"),
                    }
                    for ending, kind in (
                        (".csv", _KINDS["csv"]), (f"{_suffix(self.language)}.xlsx", _KINDS["xlsx"])
                    )
                ],
            }  # fmt: skip

    def _work(self, kind: str, name: str, path: str) -> dict[str, Any]:
        identity = self.identity
        work = {
            "@type": kind,
            "name": name,
            "inLanguage": self.language,
            "creator" if kind == "Dataset" else "author": [
                {"@type": "Person" if author.family_names else "Organization"}
                | {"name": author.called(self.language)}
                | ({"sameAs": author.orcid} if author.orcid else {})
                for author in identity.authors
            ],
            "datePublished": identity.date_released,
            "version": identity.version,
            "license": licence_address(identity.licence_content),
        }
        if identity.base_url:
            work["@id"] = work["url"] = self.address(path)
        if kind == "Report" and identity.doi:
            work["identifier"] = f"https://doi.org/{identity.doi}"
        return work

    def _figure(self) -> Figure | None:
        """Return the first figure of the page, or else that of the first page of the book, if there is one."""
        sources = sources_of(self.app)
        for name in (self.docname, self.app.config.root_doc):
            page = page_of(self.app.env, name)
            shown = [id_ for id_ in page.figures if id_ not in page.hidden]
            if shown:
                return sources.figures[shown[0]]
        return next(iter(sources.figures.values()), None)

    def _first_page(self) -> str:
        return _without_index(self.app.builder.get_target_uri(self.app.config.root_doc))

    def address(self, path: str) -> str:
        """Return the whole address of a page or file where the book has one, else from this page."""
        if self.identity.base_url:
            return f"{self.identity.base_url}/{path}"
        return file_link(self.app, self.docname, path)


def _suffix(language: Language) -> str:
    return "" if language == "en" else f".{language}"


def _without_index(path: str) -> str:
    return path.removesuffix("index.html")
