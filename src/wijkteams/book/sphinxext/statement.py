"""The directive `{accessibility}`: what the audit found, the known failures, and whom to tell."""

from __future__ import annotations

from docutils import nodes
from docutils.parsers.rst import directives
from markupsafe import Markup, escape
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from wijkteams.book.accessibility import (
    FAILURES,
    RECORD,
    Failure,
    Record,
    fingerprint,
    load_statement,
)
from wijkteams.book.sphinxext.store import IDENTITY, page_of, sources_of
from wijkteams.numbers.formats import Language
from wijkteams.numbers.identity import Identity

_WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "never": "This edition has not yet been judged by a program as a whole; make audit does that and renews this page.",
        "audited": "On {date} a program (axe-core {axe}, in {browser}) judged all {pages} pages of version {version} of this "
        "book, with everything unfolded, on these screens: {screens}.",
        "same": "That is the book you are reading: neither its pages nor their design have changed since (sources {mark}).",
        "other": "The pages or their design have changed since (audited: sources {old}; this book: {mark}). So the outcome "
        "may no longer hold here. Running the audit again renews it.",
        "clean": "It found no failure. A program can find only a part of the possible failures.",
        "found": "It found failures of {count} kinds; each is explained below.",
        "level": "level",
        "cause": "Cause",
        "effect": "Effect",
        "alternative": "Alternative",
        "measure": "Measure",
        "contact": "Tell us by way of {contact}. Name the page, what did not work, and what you read it with.",
        "no_contact": "This edition is a draft: no address has been set at which its makers can be reached. Turn to whoever "
        "gave you the book or publishes it; they must set an address before they publish.",
    },
    "nl": {
        "never": "Deze uitgave is nog niet als geheel door een programma beoordeeld; make audit doet dat en ververst haar.",
        "audited": "Op {date} heeft een programma (axe-core {axe}, in {browser}) alle {pages} pagina's van versie {version} "
        "van dit boek beoordeeld, met alles uitgeklapt, op deze schermen: {screens}.",
        "same": "Dat is het boek dat u leest: pagina's en vormgeving zijn sindsdien niet veranderd (bronnen {mark}).",
        "other": "De pagina's of de vormgeving zijn sindsdien veranderd (onderzocht: bronnen {old}; dit boek: {mark}). De "
        "uitkomst geldt hier dus misschien niet meer. Het onderzoek opnieuw draaien ververst haar.",
        "clean": "Het vond geen afwijking. Een programma kan maar een deel van de mogelijke afwijkingen vinden.",
        "found": "Het vond {count} soorten afwijkingen; elke wordt hieronder toegelicht.",
        "level": "niveau",
        "cause": "Oorzaak",
        "effect": "Gevolg",
        "alternative": "Alternatief",
        "measure": "Maatregel",
        "contact": "Meld het via {contact}. Noem de pagina, wat niet werkte en waarmee u las.",
        "no_contact": "Deze uitgave is een concept: er is nog geen adres ingesteld waarop de makers te bereiken zijn. Wend u "
        "tot wie u het boek gaf of het publiceert; die moet een adres instellen voordat het verschijnt.",
    },
}  # fmt: skip
_SCREENS = {
    "en": {},
    "nl": {"desktop": "bureaublad", "phone": "telefoon", "light": "licht", "dark": "donker"},
}


class accessibility(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """Where a part of the statement goes."""


class Accessibility(SphinxDirective):
    """`{accessibility} <part>`, with `audit`, `failures` or `contact`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Note which part stands here; the page is written anew with every book."""
        part = directives.choice(self.arguments[0], ("audit", "failures", "contact"))
        for path in (FAILURES, RECORD, IDENTITY):
            self.env.note_dependency(str(path))
        return [accessibility(part=part)]


def visit_accessibility(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write a part of the statement."""
    app, docname = translator.builder.app, translator.builder.current_docname
    language, sources = page_of(app.env, docname).language, sources_of(app)
    failures, record = load_statement(sources.root)
    translator.body.append(
        {
            "audit": lambda: _audit(record, fingerprint(sources.root), language),
            "failures": lambda: Markup("").join(_failure(each, language) for each in failures),
            "contact": lambda: _contact(sources.identity, language),
        }[node["part"]]()
    )
    raise nodes.SkipNode


def _audit(record: Record | None, mark: str, language: Language) -> Markup:
    words, names = _WORDS[language], _SCREENS[language]
    if record is None:
        return Markup("<p>{}</p>\n").format(words["never"])
    screens = ", ".join(
        " ".join(names.get(part, part) for part in screen.split("-")) for screen in record.screens
    )
    facts = {
        "date": record.date, "axe": record.axe, "browser": record.browser, "pages": record.pages,
        "version": record.version, "screens": screens, "old": record.fingerprint, "mark": mark,
        "count": len(record.violations),
    }  # fmt: skip
    told = (
        "audited",
        "same" if mark == record.fingerprint else "other",
        "found" if record.violations else "clean",
    )
    return Markup("").join(
        Markup("<p>{}</p>\n").format(words[name].format(**facts)) for name in told
    )


def _failure(failure: Failure, language: Language) -> Markup:
    words = _WORDS[language]
    parts = ("cause", "effect", "alternative", "measure")
    facts = [
        Markup("<dt>{}</dt><dd>{}</dd>").format(words[part], getattr(failure, part)[language])
        for part in parts
    ]
    return Markup("<h3>WCAG {} ({} {})</h3>\n<p>{}</p>\n<dl>{}</dl>\n").format(
        failure.criterion,
        words["level"],
        failure.level,
        failure.what[language],
        Markup("").join(facts),
    )


def _contact(identity: Identity, language: Language) -> Markup:
    words, contact = _WORDS[language], identity.contact
    if not contact:
        return Markup("<p>{}</p>\n").format(words["no_contact"])
    address = contact if contact.startswith("https://") else f"mailto:{contact}"
    link = (
        Markup('<a href="{}">{}</a>').format(address, contact)
        if "@" in contact or address == contact
        else escape(contact)
    )
    return Markup("<p>{}</p>\n").format(link.join(escape(words["contact"]).split("{contact}")))
