"""What names this publication: read from one file, and written out for those that file and cite software and data.

The rules of the citation file are those of the Citation File Format 1.2.0
(https://doi.org/10.5281/zenodo.5171937).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
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
VERSION: dict[Language, str] = {"en": "version", "nl": "versie"}
_LICENCES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "MIT": "https://opensource.org/license/mit",
}


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
    """Title, authors, version and addresses of the publication; empty text where not yet set.

    `commit` is that of the build, and stands in no file.
    """

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
    commit: Annotated[str, Field(pattern=r"^([0-9a-f]{7,40}(-dirty)?)?$")] = ""

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

    @property
    def edition(self) -> str:
        """What tells this text from others while no address leads to it: its date and commit; else nothing."""
        if self.address():
            return ""
        commit = f"commit {self.commit}" if self.commit else ""
        return ", ".join(filter(None, (self.date_released, commit)))

    def code_address(self, path: str, line: int) -> str:
        """Return where a line of the code of this build stands on the web, or an empty text when unknown."""
        if not self.repository:
            return ""
        place = self.commit.partition("-")[0] or f"v{self.version}"
        return f"{self.repository}/blob/{place}/{path}#L{line}"


def load_identity(path: Path) -> Identity:
    """Read and check `config/identity.yaml`.

    Raises
    ------
    InputError
        When a key is unknown, missing or malformed.
    """
    identity: Identity = read_form(path, Identity)
    return identity


def licence_address(name: str) -> str:
    """Return where the text of a licence stands on the web, by its name in the list of SPDX."""
    return _LICENCES.get(name, f"https://spdx.org/licenses/{name}.html")


def commit_of(root: Path) -> str:
    """Return the commit of a working copy, with ``-dirty`` where files differ from it; nothing where git does not tell.

    The variable WIJKTEAMS_COMMIT goes before it, for those who build without git.
    """
    if named := os.environ.get("WIJKTEAMS_COMMIT"):
        return named
    if not (root / ".git").exists() or not shutil.which("git"):
        return ""
    command = ["git", "-C", str(root), "describe", "--always", "--dirty", "--abbrev=7", "--exclude=*"]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def has_source(root: Path, commit: str) -> bool:
    """Whether the code of this build can be taken from git: everything in `root` is as it was committed."""
    return bool(commit) and not commit.endswith("-dirty") and (root / ".git").exists()


def release_problems(identity: Identity) -> list[str]:
    """Return the fields that must be set before a release, one sentence each; empty when ready."""
    return [
        f"{name} is not set; a release needs it"
        for name in _RELEASE_FIELDS
        if not getattr(identity, name).strip()
    ]


def credit_line(identity: Identity, language: Language) -> str:
    """Return the credit that a picture carries with it: the book, its version and the licence, on one line."""
    licence = identity.licence_content.replace("CC-BY-", "CC BY ")
    return f"{identity.short_title(language)}, {VERSION[language]} {identity.version}, {licence}."


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


def zenodo_json(identity: Identity) -> str:
    """Return the text of `.zenodo.json`, by which Zenodo files a release, made from the identity and nothing else."""
    related = [
        {"identifier": address, "relation": relation, "scheme": "url"}
        for address, relation in (
            (identity.base_url, "isIdenticalTo"), (identity.repository, "isCompiledBy")
        )
        if address
    ]  # fmt: skip
    content: dict[str, Any] = {
        "title": identity.full_title("en"),
        "upload_type": "publication",
        "publication_type": "report",
        "description": f"{identity.full_title('en')} / {identity.full_title('nl')}",
        "creators": [_zenodo_creator(author) for author in identity.authors],
        "version": identity.version,
        "publication_date": identity.date_released,
        "language": "eng",
        "license": identity.licence_content.lower(),
        "access_right": "open",
        "keywords": list(identity.keywords),
        **({"related_identifiers": related} if related else {}),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _zenodo_creator(author: Author) -> dict[str, str]:
    name = f"{author.family_names}, {author.given_names}" if author.family_names else author.name
    orcid = (author.orcid or "").removeprefix("https://orcid.org/")
    found = {"name": name, "affiliation": author.affiliation, "orcid": orcid}
    return {key: value for key, value in found.items() if value}


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


if __name__ == "__main__":
    # make citation
    own = load_identity(Path("config") / "identity.yaml")
    Path("CITATION.cff").write_text(citation_cff(own), encoding="utf-8")
    Path(".zenodo.json").write_text(zenodo_json(own), encoding="utf-8")
