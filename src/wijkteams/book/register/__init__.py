"""The register as a reader sees it: each table of the data package as captions, columns and cells.

Nothing here knows Sphinx; `wijkteams.book.sphinxext.register` puts the views on pages.
"""

from collections.abc import Callable
from dataclasses import replace

from wijkteams.book.register.evidence import (
    view_contradictions,
    view_evidence,
    view_flow,
    view_reasons,
    view_splits,
)
from wijkteams.book.register.figures import view_figures
from wijkteams.book.register.files import RegisterFiles
from wijkteams.book.register.reference import (
    view_codes,
    view_dictionary,
    view_forms,
    view_items,
    view_sources,
    view_waves,
)
from wijkteams.book.register.tidy import view_tidy, view_tidy_columns
from wijkteams.book.register.views import Links, View

VIEWS: dict[str, Callable[[RegisterFiles, Links], View]] = {
    "figures": view_figures,
    "sources": view_sources,
    "waves": view_waves,
    "items": view_items,
    "evidence": view_evidence,
    "splits": view_splits,
    "flow": view_flow,
    "reasons": view_reasons,
    "contradictions": view_contradictions,
    "dictionary": view_dictionary,
    "codes": view_codes,
    "forms": view_forms,
    "tidy": view_tidy,
    "tidy_columns": view_tidy_columns,
}
"""Name of a table, as the directive knows it, to how it is shown."""


def view_of(name: str, files: RegisterFiles, links: Links) -> View:
    """Return a table as it is shown, its caption and heads in the language of the edition."""
    view = VIEWS[name](files, links)
    return replace(
        view, caption=files.say(view.caption), head=[files.say(each) for each in view.head]
    )
