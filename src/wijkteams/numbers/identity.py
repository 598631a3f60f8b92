"""What names this publication: read from one file, and written out as citations.

The rules of the citation file are those of the Citation File Format 1.2.0
(https://doi.org/10.5281/zenodo.5171937).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import Field
from pydantic.dataclasses import dataclass

from wijkteams.checking.forms import CLOSED, NonBlank, Several, read_form
from wijkteams.numbers.formats import Language

Address = Annotated[str, Field(pattern=r"^(https://.*[^/])?$")]

# What a release needs and a draft may leave open.
_RELEASE_FIELDS = ("contact", "base_url", "doi")
_VERSION: dict[Language, str] = {"en": "version", "nl": "versie"}
_FIGURE: dict[Language, str] = {"en": "figure", "nl": "figuur"}
_BABEL: dict[Language, str] = {"en": "english", "nl": "dutch"}
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


@dataclass(frozen=True, config=CLOSED)
class Author:
    """Who wrote it: a person, when family and given names are known, or an entity."""

    name: NonBlank
    name_nl: NonBlank | None = None
    family_names: NonBlank | None = None
    given_names: NonBlank | None = None
    orcid: (
        Annotated[str, Field(pattern=r"^https://orcid\.org/([0-9]{4}-){3}[0-9]{3}[0-9X]$")] | None
    ) = None
    affiliation: NonBlank | None = None

    def __post_init__(self) -> None:
        """Refuse half a name."""
        if (self.family_names is None) != (self.given_names is None):
            raise ValueError("family_names and given_names belong together; give both or neither")

    def called(self, language: Language) -> str:
        """Return the name in the language asked for, where there is one in both."""
        return (language == "nl" and self.name_nl) or self.name


@dataclass(frozen=True, config=CLOSED)
class Identity:
    """Title, authors, version and addresses of the publication; empty text where not yet set."""

    title: NonBlank
    subtitle: NonBlank
    title_nl: NonBlank
    subtitle_nl: NonBlank
    authors: Annotated[tuple[Author, ...], Field(min_length=1)]
    version: Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+([.a-z0-9-]*)$")]
    date_released: Annotated[str, Field(pattern=r"^[0-9]{4}-[01][0-9]-[0-3][0-9]$")]
    language: Language
    contact: str
    base_url: Address
    repository: Address
    doi: Annotated[str, Field(pattern=r"^(10\.[0-9]{4,9}/\S+)?$")]
    licence_code: NonBlank
    licence_content: NonBlank
    keywords: Several[NonBlank]

    def short_title(self, language: Language) -> str:
        """Return the title without its subtitle in the language asked for."""
        return self.title_nl if language == "nl" else self.title

    def full_title(self, language: Language) -> str:
        """Return title and subtitle as one line in the language asked for."""
        subtitle = self.subtitle_nl if language == "nl" else self.subtitle
        return f"{self.short_title(language)}: {subtitle}"

    @property
    def year(self) -> str:
        """Year of release."""
        return self.date_released[:4]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the authors, in order."""
        return tuple(author.name for author in self.authors)

    def address(self, anchor: str = "") -> str:
        """Return where a part of the book stands on the web, or an empty text when unknown."""
        if anchor and self.base_url:
            return f"{self.base_url}/{anchor}"
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return self.base_url

    def code_address(self, path: str, line: int) -> str:
        """Return where a line of this version's code stands on the web, or an empty text when unknown."""
        if not self.repository:
            return ""
        return f"{self.repository}/blob/v{self.version}/{path}#L{line}"


def load_identity(path: Path) -> Identity:
    """Read and check `config/identity.yaml`.

    Raises
    ------
    InputError
        When a key is unknown, missing or malformed.
    """
    identity: Identity = read_form(path, Identity)
    return identity


def release_problems(identity: Identity) -> list[str]:
    """Return the fields that must be set before a release, one sentence each; empty when ready."""
    return [
        f"{name} is not set; a release needs it"
        for name in _RELEASE_FIELDS
        if not getattr(identity, name).strip()
    ]


def cite_book(identity: Identity, language: Language) -> str:
    """Return the citation of the whole book as one line of text."""
    parts = [
        f"{joined_names(identity, language)} ({identity.year}).",
        f"{identity.full_title(language)}.",
        f"{_VERSION[language].capitalize()} {identity.version}.",
        identity.address(),
    ]
    return " ".join(part for part in parts if part)


def cite_figure(
    identity: Identity, figure_id: str, title: str, page: str, language: Language
) -> str:
    """Return the citation of one figure as one line of text.

    Parameters
    ----------
    identity : Identity
        What names the publication.
    figure_id : str
        Permanent name of the figure.
    title : str
        The figure's title, placeholders filled.
    page : str
        Page and anchor within the book, such as `chapters/capacity.html#prevention`.
    language : {"en", "nl"}
        Language of the citation.
    """
    parts = [
        f"{joined_names(identity, language)} ({identity.year}).",
        f"{title.rstrip('.')} [{_FIGURE[language]} {figure_id}].",
        f"In: {identity.full_title(language)},",
        f"{_VERSION[language]} {identity.version}.",
        identity.address(page),
    ]
    return " ".join(part for part in parts if part)


def credit_line(identity: Identity, language: Language) -> str:
    """Return the credit that a picture carries with it: the book, its version and the licence, on one line."""
    licence = identity.licence_content.replace("CC-BY-", "CC BY ")
    return f"{identity.short_title(language)}, {_VERSION[language]} {identity.version}, {licence}."


def bibtex_book(identity: Identity, language: Language) -> str:
    """Return the BibTeX entry of the whole book."""
    return _bibtex(
        "wijkteams",
        identity,
        language,
        {"title": identity.full_title(language), "url": identity.address()},
    )


def bibtex_figure(
    identity: Identity, figure_id: str, title: str, page: str, language: Language
) -> str:
    """Return the BibTeX entry of one figure; parameters as in `cite_figure`."""
    fields = {
        "title": title.rstrip("."),
        "howpublished": f"{_FIGURE[language].capitalize()} {figure_id}. "
        f"In: {identity.full_title(language)}",
        "url": identity.address(page),
    }
    return _bibtex(f"wijkteams-{figure_id}", identity, language, fields)


def citation_cff(identity: Identity) -> str:
    """Return the text of `CITATION.cff`, made from the identity and nothing else."""
    content: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use this book, its figures or its code, please cite it as below.",
        "type": "software",
        "title": identity.full_title("en"),
        "authors": [_cff_author(author) for author in identity.authors],
        "version": identity.version,
        "date-released": identity.date_released,
        "license": [identity.licence_code, identity.licence_content],
        "keywords": list(identity.keywords),
    }
    optional = {
        "doi": identity.doi,
        "url": identity.base_url,
        "repository-code": identity.repository,
    }
    content |= {key: value for key, value in optional.items() if value}
    text = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=100)
    return f"# Made from config/identity.yaml; edit that file, not this one.\n{text}"


def _cff_author(author: Author) -> dict[str, str]:
    person = {"family-names": author.family_names, "given-names": author.given_names}
    named = (
        {**person, "affiliation": author.affiliation}
        if author.family_names
        else {"name": author.name}
    )
    return {key: value for key, value in {**named, "orcid": author.orcid}.items() if value}


def joined_names(identity: Identity, language: Language) -> str:
    """Return the authors as one text, in the language asked for where an author has a name in both."""
    *first, last = (author.called(language) for author in identity.authors)
    joint = {"en": "and", "nl": "en"}[language]
    return f"{', '.join(first)} {joint} {last}" if first else last


def _bibtex(key: str, identity: Identity, language: Language, own: Mapping[str, str]) -> str:
    """Return an entry of type misc, which every style knows; empty fields are left out."""
    fields = {
        "author": " and ".join(f"{{{escape_latex(name)}}}" for name in identity.names),
        "title": f"{{{escape_latex(own['title'])}}}",
        "year": identity.year,
        "howpublished": escape_latex(own.get("howpublished", "")),
        "note": f"{_VERSION[language].capitalize()} {identity.version}",
        "doi": identity.doi,
        "url": own["url"],
        "language": _BABEL[language],
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    suffix = "" if language == "en" else f"-{language}"
    return f"@misc{{{key}-{identity.version}{suffix},\n{lines}}}\n"


def escape_latex(text: str) -> str:
    """Return a text with the marks escaped that mean something to LaTeX."""
    return text.translate(_LATEX)


if __name__ == "__main__":
    # make citation
    told = citation_cff(load_identity(Path("config") / "identity.yaml"))
    Path("CITATION.cff").write_text(told, encoding="utf-8")
