"""Stylesheet, script, mathematics and published files, and what is taken from the theme."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from wijkteams.book.sphinxext.editions import edition_being_built
from wijkteams.book.sphinxext.store import FIGURE_FILES, page_of, pages_of, sources_of
from wijkteams.numbers.catalogue import FIGURE_FILES as ENDINGS
from wijkteams.numbers.formats import LANGUAGES
from wijkteams.numbers.tidy import RESULTS, TIDY, TIDY_FOLDER

STATIC = Path(__file__).resolve().parent / "static"
TEMPLATES = Path(__file__).resolve().parent / "templates"
SIDEBAR = ["book-title.html", "search-button-field.html", "sbt-sidebar-nav.html"]
# Jupyter Book loads this extension; it asks another host for code.
_UNWANTED = "sphinx_thebe"


def configure(app: Sphinx, config: Config) -> None:
    """Add our own files, keep mathematics in the house, and silence what we do not want."""
    config.html_static_path = [*config.html_static_path, str(STATIC)]
    # Before the theme's, which has some of the same names.
    config.templates_path = [str(TEMPLATES), *config.templates_path]
    config.html_sidebars = {"**": SIDEBAR}
    # The sidebar and the page's own bar have a search field; a third one would need a bar of its own.
    # A single key that leads to the search gets in the way of who speaks to the computer.
    options = {"navbar_persistent": [], "enable_search_shortcuts": False}
    config.html_theme_options = {**config.html_theme_options, **options}
    config.mathjax_path = "mathjax/tex-mml-chtml.js"
    # The menu of MathJax and rare commands would load parts that are not kept here, and one such
    # command would leave the whole page unset. So it is an error, there where it stands.
    config.mathjax3_config = {
        "options": {"enableMenu": False},
        "tex": {"packages": {"[-]": ["autoload", "require", "noundefined"]}},
    }
    # What a page is without a script; with one it follows the system, unless the reader chose.
    config.html_context = {**config.html_context, "default_mode": "light"}
    # Without an icon a browser asks the server for one that is not there.
    config.html_favicon = str(STATIC / "icon.svg")
    for name in ("wijkteams.css", "reader.css", "search/search.css"):
        app.add_css_file(name, priority=900)
    # What stands around a page has the last word.
    app.add_css_file("frame.css", priority=999)
    for name in ("frame.js", "wijkteams.js", "copy.js", "two_by_two.js", "doubt.js"):
        app.add_js_file(name, loading_method="defer")
    for listeners in app.events.listeners.values():
        for listener in list(listeners):
            if listener.handler.__module__.split(".")[0] == _UNWANTED:
                app.disconnect(listener.id)


def name_language(
    app: Sphinx, docname: str, _: str, context: dict[str, Any], __: nodes.document | None
) -> None:
    """Name the language of a page."""
    if docname in pages_of(app.env):
        context["language"] = page_of(app.env, docname).language


def publish_files(app: Sphinx, error: Exception | None) -> None:
    """Copy figures and the data of tables to their permanent names in the book; both editions share them."""
    if error or app.builder.format != "html" or edition_being_built(app.config) != "en":
        return
    sources, target = sources_of(app), Path(app.outdir)
    for folder in ("figures", "tables"):
        (target / folder).mkdir(exist_ok=True)
    for figure in sources.figures.values():
        for name in {figure.file(end, language) for end in ENDINGS for language in LANGUAGES}:
            source = sources.root / FIGURE_FILES / name
            # Who asks for a figure that this one took the place of gets this one.
            for id_ in (figure.id, *figure.formerly) if source.is_file() else ():
                published = id_ + name.removeprefix(figure.id)
                shutil.copyfile(source, target / "figures" / published)
    for table in sources.tables.values():
        shutil.copyfile(sources.root / table.data, target / "tables" / f"{table.id}.csv")
    if any("tidy" in page.register_tables for page in pages_of(app.env).values()):
        (target / TIDY_FOLDER).mkdir(exist_ok=True)
        for name, tidy in TIDY.items():
            if text := tidy.text(sources.root / RESULTS):
                path = target / TIDY_FOLDER / f"{name}.csv"
                path.write_text(text, encoding="utf-8", newline="\n")
