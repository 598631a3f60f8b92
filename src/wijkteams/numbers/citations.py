"""Citations of the book, and of each figure, table and number in it: by APA 7, and for BibTeX, RIS and CSL.

The text is that of the style "apa" of the Citation Style Language for the record that `csl` gives, which the tests compare.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Literal

from wijkteams.numbers.formats import Language
from wijkteams.numbers.identity import VERSION, Author, Identity, joined_names

Kind = Literal["book", "figure", "table", "number"]

LONGEST = 35  # words of a citation
_KINDS: dict[Kind, dict[Language, str]] = {
    "book": {"en": "", "nl": ""},
    "figure": {"en": "Figure", "nl": "Figuur"},
    "table": {"en": "Table", "nl": "Tabel"},
    "number": {"en": "Number", "nl": "Getal"},
}
_CSL: dict[Kind, str] = {
    "book": "report",
    "figure": "graphic",
    "table": "dataset",
    "number": "dataset",
}
_RIS: dict[Kind, str] = {"book": "RPRT", "figure": "FIGURE", "table": "DATA", "number": "DATA"}
_BABEL: dict[Language, str] = {"en": "english", "nl": "dutch"}
LOCALES: dict[Language, str] = {"en": "en-GB", "nl": "nl-NL"}
_LATEX = str.maketrans(
    {
        **{mark: f"\\{mark}" for mark in "&%$#_"},
        # BibTeX counts a brace even behind a backslash.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "\N{MINUS SIGN}": "$-$",
        "\N{EN DASH}": "--",
    }
)


@dataclass(frozen=True)
class Cited:
    """What is cited.

    Attributes
    ----------
    identity : Identity
        What names the book.
    language : {"en", "nl"}
        Language of the citation.
    kind : {"book", "figure", "table", "number"}
        What it is.
    id : str
        Permanent name of a part of the book; empty for the whole.
    title : str
        Its title, numbers filled in; empty for the whole.
    page : str
        Page and anchor within the book, such as `chapters/capacity.html#prevention`.
    """

    identity: Identity
    language: Language
    kind: Kind = "book"
    id: str = ""
    title: str = ""
    page: str = ""

    @property
    def book(self) -> str:
        """Title of the book: with its subtitle where the book itself is cited."""
        if self.kind == "book":
            return self.identity.full_title(self.language)
        return self.identity.short_title(self.language)

    @property
    def named(self) -> str:
        """Kind and permanent name, such as "Figure presence_2014_2019"."""
        return f"{_KINDS[self.kind][self.language]} {self.id}".strip()

    @property
    def address(self) -> str:
        """Where it stands on the web; empty when unknown."""
        return self.identity.address(self.page)

    @property
    def key(self) -> str:
        """Its name in a list of references."""
        return "-".join(filter(None, ("wijkteams", self.id, self.identity.version, self.language)))

    @property
    def short_title(self) -> str:
        """Its title in as many words as the citation leaves."""
        if self.kind == "book":
            return self.book
        others = self._text("")
        return _shortened(self.title.rstrip("."), LONGEST - len(others.split()))

    @property
    def described(self) -> str:
        """What stands between brackets behind its title: kind and name, and until there is an address which build it is of."""
        return ", ".join(filter(None, (self.named, self.identity.edition)))

    @property
    def version(self) -> str:
        """The version of the book in words."""
        return f"{VERSION[self.language].capitalize()} {self.identity.version}"

    def _text(self, title: str) -> str:
        brackets = f" [{self.described}]" if self.described else ""
        book = f"{self.book} ({self.version})"
        place = f"{book}{brackets}." if self.kind == "book" else f"{title}{brackets}. In {book}."
        head = (
            f"{_apa_names(self.identity, self.language).rstrip('.')}.",
            f"({self.identity.year}).",
        )
        return " ".join((*head, place, self.address)).strip()

    def apa(self) -> str:
        """Return the citation by APA 7 as one line of plain text, of at most `LONGEST` words."""
        return self._text(self.short_title)

    def credit(self) -> str:
        """Return who to thank for it, in few words, as a source line under a picture or behind a sentence has them."""
        names = joined_names(self.identity, self.language)
        edition = ", ".join(
            filter(
                None, (f"{VERSION[self.language]} {self.identity.version}", self.identity.edition)
            )
        )
        named = f", {self.named[0].lower()}{self.named[1:]}" if self.id else ""
        address = f", {self.address}" if self.address else ""
        title = self.identity.short_title(self.language)
        return f"{names} ({self.identity.year}), {title}{named}, {edition}{address}."

    def csl(self) -> dict[str, Any]:
        """Return its record in CSL-JSON, which Zotero, pandoc and Word's helpers read."""
        year, month, day = map(int, self.identity.date_released.split("-"))
        part = {"container-title": self.book} if self.kind != "book" else {}
        record = {
            "id": self.key,
            "type": _CSL[self.kind],
            "title": self.short_title,
            "author": [_csl_author(author, self.language) for author in self.identity.authors],
            "issued": {"date-parts": [[year, month, day]]},
            **part,
            "genre" if self.kind == "book" else "medium": self.described,
            "version": self.identity.version,
            "language": LOCALES[self.language],
            "DOI": self.identity.doi if not self.page else "",
            "URL": self.address,
        }
        return {key: value for key, value in record.items() if value}

    def csl_json(self) -> str:
        """Return a file of CSL-JSON: a list of this record."""
        return json.dumps([self.csl()], ensure_ascii=False, indent=1) + "\n"

    def bibtex(self) -> str:
        """Return an entry of type misc, which every style of BibTeX knows; empty fields are left out."""
        edition = ", ".join(filter(None, (self.version, self.identity.edition)))
        names = " and ".join(_bibtex_author(each, self.language) for each in self.identity.authors)
        fields = {
            "author": names,
            "title": f"{{{escape_latex(self.short_title)}}}",
            "year": self.identity.year,
            "howpublished": escape_latex(f"{self.named}. In: {self.book}" if self.id else ""),
            "note": escape_latex(edition),
            "doi": self.identity.doi,
            "url": self.address,
            "language": _BABEL[self.language],
        }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
        return f"@misc{{{self.key},\n{lines}}}\n"

    def ris(self) -> str:
        """Return a record for reference managers in the form of RIS."""
        fields = [
            ("TY", _RIS[self.kind]),
            *(("AU", _last_first(author, self.language)) for author in self.identity.authors),
            ("PY", self.identity.year),
            ("DA", self.identity.date_released.replace("-", "/")),
            ("TI", self.short_title),
            ("T2", self.book if self.id else ""),
            ("M3", self.described),
            ("ET", self.version),
            ("LA", self.language),
            ("DO", self.identity.doi),
            ("UR", self.address),
            ("ID", self.key),
        ]
        lines = [f"{tag}  - {value}" for tag, value in fields if value]
        return "\r\n".join([*lines, "ER  - ", ""])


def _shortened(title: str, words: int) -> str:
    """Return a title in at most so many words: its first clauses, or else what fits and an ellipsis."""
    if len(title.split()) <= words:
        return title
    clauses = [title[: mark.start()] for mark in re.finditer(r"[;:]|(?<=\?) ", title)]
    fitting = [clause for clause in clauses if 3 <= len(clause.split()) <= words]
    cut = " ".join(title.split()[:words])
    return fitting[-1] if fitting else f"{cut.rstrip(',')}\N{HORIZONTAL ELLIPSIS}"


def _apa_names(identity: Identity, language: Language) -> str:
    """Return the authors as APA 7 lists them: people as "Jansen, A. B.", and an ampersand before the last."""
    *first, last = (_apa_name(author, language) for author in identity.authors)
    return f"{', '.join(first)}, & {last}" if first else last


def _apa_name(author: Author, language: Language) -> str:
    if not (author.family_names and author.given_names):
        return author.called(language)
    initials = " ".join(f"{name[0]}." for name in author.given_names.split())
    return f"{author.family_names}, {initials}"


def _csl_author(author: Author, language: Language) -> dict[str, str]:
    if author.family_names and author.given_names:
        return {"family": author.family_names, "given": author.given_names}
    return {"literal": author.called(language)}


def _last_first(author: Author, language: Language) -> str:
    if author.family_names:
        return f"{author.family_names}, {author.given_names}"
    return author.called(language)


def _bibtex_author(author: Author, language: Language) -> str:
    name = escape_latex(_last_first(author, language))
    return name if author.family_names else f"{{{name}}}"


def escape_latex(text: str) -> str:
    """Return a text with the marks escaped that mean something to LaTeX."""
    return text.translate(_LATEX)
