"""What is said about a figure or table beside its data: a README, a description for machines, a page to embed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from wijkteams.book.downloads.entries import Head, Shown
from wijkteams.book.downloads.sheets import number_in
from wijkteams.book.making import Place
from wijkteams.numbers.citations import LOCALES
from wijkteams.numbers.formats import LANGUAGES, Language
from wijkteams.numbers.identity import Identity, licence_address

_ABOUT: dict[Language, dict[str, str]] = {
    "en": {
        "source": "Source", "base": "Base", "cite": "Cite as", "licence": "Licence", "columns": "Columns",
        "made": "Made by", "rows": "Rows of the register", "where": "In the book",
        "intervals": "Columns that say from and to are the ends of an interval; an empty cell is not known.",
        "whole": "See it in the book",
    },
    "nl": {
        "source": "Bron", "base": "Noemer", "cite": "Verwijs als", "licence": "Licentie", "columns": "Kolommen",
        "made": "Gemaakt door", "rows": "Rijen van het register", "where": "In het boek",
        "intervals": "Kolommen met van en tot zijn de grenzen van een interval; een lege cel is niet bekend.",
        "whole": "Bekijk het in het boek",
    },
}  # fmt: skip
RIGHTS: dict[Language, str] = {
    "en": "Figures of Statistics Netherlands (CBS) among the data are CBS data, CC BY 4.0.",
    "nl": "Cijfers van het Centraal Bureau voor de Statistiek (CBS) in de gegevens zijn van het CBS, CC BY 4.0.",
}
_EMBED = Markup(
    '<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
    '<link rel="license" href="{licence}">\n<style>{style}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{shown}\n'
    '<p>{sentence}</p>\n<p><a href="{page}" target="_top">{whole}</a></p>\n</main>\n</body>\n</html>\n'
)
_STYLE = (
    "body{margin:0;padding:.5rem;font:1rem/1.4 system-ui,sans-serif;color:#1a1a1a;background:#fff}"
    "h1{font-size:1.15rem}p{font-size:.9rem;margin:.4rem 0}img{max-width:100%;height:auto}.wt-scroll{overflow-x:auto}"
    "table{border-collapse:collapse;font-size:.9rem}caption{text-align:left}th,td{padding:.25rem .5rem;text-align:left;"
    "vertical-align:top;border-bottom:1px solid #ccc}a{color:#00528a}"
)


def readme(
    shown: Shown,
    heads: Sequence[Head],
    made: Sequence[Place],
    rows: Sequence[Place],
    language: Language,
) -> list[str]:
    """Return what a reader should know of the data, line by line."""
    words, identity = _ABOUT[language], shown.identity
    caption = (
        shown.text("caption", language) if shown.kind == "figure" else shown.text("note", language)
    )
    source = shown.text("source", language)
    facts = [
        f"{words['base']}: {shown.text('base', language)}",
        source,
        words["intervals"],
        f"{words['cite']}: {shown.cited(language).apa()}",
        f"{words['where']}: {shown.cited(language).address or shown.page(language)}",
        f"{words['licence']}: {identity.licence_content}, {licence_address(identity.licence_content)}. {RIGHTS[language]}",
        f"{words['made']}: {'; '.join(place.text for place in made)}" if made else "",
        f"{words['rows']}: {', '.join(place.what for place in rows)}" if rows else "",
        f"{words['columns']}:",
        *(f"  {head.text}: {head.name}" for head in heads),
    ]
    return [line for line in (shown.title(language), caption, *facts) if line]


def metadata(
    shown: Shown,
    names: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    data: bytes,
    made: Sequence[Place],
    raw: Sequence[Place],
) -> dict[str, Any]:
    """Return the Frictionless description of the data of a figure or table: one data package with one CSV."""
    identity = shown.identity
    heads = {
        language: {head.name: head.text for head in shown.heads(names, language)}
        for language in LANGUAGES
    }
    licence = {"name": identity.licence_content, "path": licence_address(identity.licence_content)}
    fields = [
        {"name": name, "type": _type(row[name] for row in rows)}
        | ({"title": heads["en"][name]} if name in heads["en"] else {})
        | ({"title_nl": heads["nl"][name]} if name in heads["nl"] else {})
        for name in names
    ]
    texts = {
        f"{name}_{language}": text
        for name in ("caption", "base", "source", "alt", "note")
        for language in LANGUAGES
        if (text := shown.text(name, language))
    }
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": shown.entry.id.replace("_", "-"),
        "title": shown.title("en"),
        "title_nl": shown.title("nl"),
        "version": identity.version,
        "created": f"{identity.date_released}T00:00:00Z",
        "commit": identity.commit,
        "synthetic": shown.entry.synthetic,
        "contributors": [{"title": name, "roles": ["creator"]} for name in identity.names],
        "licenses": [licence],
        **texts,
        "sentence": {language: shown.sentence(language) for language in LANGUAGES},
        "citation": {language: shown.cited(language).apa() for language in LANGUAGES},
        "madeBy": [_place(place, identity) for place in made],
        "rawRows": [_place(place, identity) for place in raw],
        "resources": [
            {
                "name": shown.entry.id.replace("_", "-"),
                "type": "table",
                "path": shown.file("csv"),
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(data),
                "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
                "schema": {"fields": fields, "missingValues": [""]},
            }
        ],
    }


def metadata_text(about: Mapping[str, Any]) -> str:
    """Return a description as a file."""
    return json.dumps(about, ensure_ascii=False, indent=1) + "\n"


def _type(cells: Any) -> str:
    found = {type(number_in(cell)) for cell in cells if cell}
    if found == {int}:
        return "integer"
    return "number" if found and found <= {int, float} else "string"


def _place(place: Place, identity: Identity) -> dict[str, Any]:
    address = place.address(identity)
    found = {"what": place.what, "path": place.path, "lines": [place.line, place.last]}
    return found | ({"address": address} if address else {})


def embed_page(shown: Shown, content: Markup, language: Language) -> str:
    """Return a page of its own for a frame on somebody else's page: picture or table, interval, base, source, and the way back.

    `content` is the table in HTML; of a figure the picture is shown.
    """
    words = _ABOUT[language]
    if shown.kind == "figure":
        picture = Markup('<img src="../figures/{}" alt="{}">')
        content = picture.format(shown.file("svg", language), shown.text("alt", language))
    else:
        content += Markup("<p>{}</p>").format(words["intervals"])
    return _EMBED.format(
        language=language,
        style=_STYLE,
        title=shown.title(language),
        shown=content,
        sentence=shown.sentence(language),
        page=f"../{shown.page(language)}",
        whole=words["whole"],
        licence=licence_address(shown.identity.licence_content),
    )


def embed_code(shown: Shown, language: Language) -> str:
    """Return the code that puts that page on another; a book without an address names the file."""
    path = f"embed/{shown.file('html', language)}"
    address = f"{shown.identity.base_url}/{path}" if shown.identity.base_url else path
    # Plain text: it is shown as code.
    return str(
        Markup(
            '<iframe src="{}" title="{}" width="100%" height="640" style="border:0" loading="lazy" lang="{}"></iframe>'
        ).format(address, shown.title(language), LOCALES[language])
    )
