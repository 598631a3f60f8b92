"""What the extension knows while a book is built: the sources, and what each page used of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from wijkteams.book.quotes import Quote, load_quotes
from wijkteams.book.references import SOURCES as PRINTED
from wijkteams.book.references import Sources as Printed
from wijkteams.book.references import load_sources as load_printed
from wijkteams.checking.forms import Texts
from wijkteams.checking.problems import InputError, Problem
from wijkteams.checking.yaml_file import read_yaml
from wijkteams.numbers.catalogue import Catalogue, Figure, Table, load_figures, load_tables
from wijkteams.numbers.file import Numbers, load_numbers
from wijkteams.numbers.formats import Language
from wijkteams.numbers.identity import Identity, load_identity
from wijkteams.numbers.of_results import optional_numbers
from wijkteams.numbers.verdicts import VerdictTexts, load_verdicts

IDENTITY = Path("config") / "identity.yaml"
FIGURES = Path("config") / "figures.yaml"
TABLES = Path("config") / "tables.yaml"
QUOTES = Path("config") / "quotes.yaml"
SOURCE_CODE = Path("src")
WANTED = Path("config") / "numbers.yaml"
LABELS = Path("config") / "labels.yaml"
NUMBERS = Path("results") / "numbers.json"
VERDICTS = Path("results") / "verdicts.json"
FIGURE_FILES = Path("results") / "figures"


@dataclass(frozen=True)
class Sources:
    """The files that the pipeline and the configuration hand to the book."""

    root: Path
    numbers: Numbers
    verdicts: VerdictTexts
    figures: Catalogue[Figure]
    tables: Catalogue[Table]
    identity: Identity
    quotes: Catalogue[Quote]
    printed: Printed
    optional: frozenset[str] = frozenset()
    bases: Mapping[str, Texts] = field(default_factory=dict)

    @classmethod
    def load(cls, root: Path) -> Sources:
        """Read and check all files below the root of the repository."""
        return cls(
            root,
            load_numbers(root / NUMBERS),
            load_verdicts(root / VERDICTS),
            load_figures(root / FIGURES),
            load_tables(root / TABLES),
            load_identity(root / IDENTITY),
            load_quotes(root / QUOTES),
            load_printed(root / PRINTED),
            optional_numbers(root / WANTED),
            read_yaml(root / LABELS).content["bases"] if (root / LABELS).is_file() else {},
        )


@dataclass(frozen=True)
class Use:
    """One place where a number is printed; `anchor` is an id on that page."""

    key: str
    anchor: str


@dataclass
class Page:
    """What one page used and what is wrong with it; `hidden` are keys and ids in a part that is read and not shown."""

    language: Language = "en"
    uses: list[Use] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)
    tables: dict[str, int] = field(default_factory=dict)
    quotes: dict[str, int] = field(default_factory=dict)
    register_tables: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    lists_all_numbers: bool = False
    hidden: set[str] = field(default_factory=set)
    hiding: bool = False


_SOURCES: WeakKeyDictionary[Sphinx, Sources] = WeakKeyDictionary()


def load_sources(app: Sphinx) -> None:
    """Read the sources once, when the builder is ready."""
    _SOURCES[app] = Sources.load(Path(app.srcdir))


def sources_of(app: Sphinx) -> Sources:
    """Return the sources of this build."""
    return _SOURCES[app]


def pages_of(env: BuildEnvironment) -> dict[str, Page]:
    """Return docname to page; kept with the environment, so that it survives between builds."""
    if not hasattr(env, "wijkteams_pages"):
        env.wijkteams_pages = {}  # type: ignore[attr-defined]
    pages: dict[str, Page] = env.wijkteams_pages  # type: ignore[attr-defined]
    return pages


def page_of(env: BuildEnvironment, docname: str = "") -> Page:
    """Return the page with this name, or the one being read."""
    return pages_of(env).setdefault(docname or env.docname, Page())


def label_of(entry: Figure | Table, language: Language) -> str:
    """Return the label for `{ref}` and `{numref}`: the id, and apart for another language."""
    return entry.id if language == "en" else f"{entry.id}-{language}"


def refuse_second_showing(env: BuildEnvironment, entry: Figure | Table) -> None:
    """Refuse an entry that a page in the same language already shows.

    Raises
    ------
    InputError
        Naming the place where it is shown.
    """
    language = page_of(env).language
    for docname, page in pages_of(env).items():
        shown = page.figures if isinstance(entry, Figure) else page.tables
        if page.language == language and entry.id in shown:
            raise InputError(
                f'"{entry.id}" is already shown at {source_path(env, docname)}:{shown[entry.id]}; '
                f"point to it with {{ref}}`{label_of(entry, language)}`"
            )


def forget_page(_: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget what a page used, before it is read again or after it is gone."""
    pages_of(env).pop(docname, None)


def merge_pages(
    _: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment
) -> None:
    """Take over what another process has read."""
    pages_of(env).update(
        {name: pages_of(other)[name] for name in docnames if name in pages_of(other)}
    )


def source_path(env: BuildEnvironment, docname: str = "") -> str:
    """Return the file of a page relative to the root, as messages print it."""
    return str(env.doc2path(docname or env.docname, base=False))


def report(env: BuildEnvironment, line: int, message: str) -> None:
    """Note a problem of the page being read; all are raised together when reading is done."""
    page_of(env).problems.append(Problem(source_path(env), line, "", message))


def line_of(env: BuildEnvironment, needle: str, start: int) -> int:
    """Return the line of the page being read that holds a text, looking from `start` on.

    Roles are only told where their paragraph starts.
    """
    lines = Path(env.doc2path(env.docname)).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines[max(start - 1, 0) :], start=max(start, 1)):
        if needle in line:
            return number
    return start
