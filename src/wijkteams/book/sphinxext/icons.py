"""Icons as drawings in the page, where the theme asks for them by the classes of Font Awesome.

The theme turns `<i class="fa-solid fa-sun">` into a drawing with a script of 1.4 MB in the browser. Here the same is done
when a template is read, so that every template, the theme's and ours, keeps its own way of writing.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jinja2.ext import Extension
from markupsafe import Markup, escape
from sphinx.application import Sphinx

ICONS = Path(__file__).resolve().parent / "templates" / "icons"
# An empty element with an icon, and that of the buttons at the top of a page, whose icon is a variable.
_ELEMENT = re.compile(
    r'<(i|span)\s+class="(?P<classes>[^"]*\bfa-[^"]*|\{\{ icon \}\})"(?P<rest>[^>]*)></\1>'
)
_STYLES = re.compile(r"fa[srb]?|fa-(?:solid|regular|brands|lg)")
# The button around an icon has the name; a title of the icon would be a second one.
_TITLE = re.compile(r'\s*title="[^"]*"')


class Icons(Extension):
    """Have templates call `icon_drawing` where they ask for an icon."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the text of a template with its icons replaced."""
        return _ELEMENT.sub(_call, source)


def draw_icons(app: Sphinx) -> None:
    """Teach the templates of Sphinx to draw icons."""
    if app.builder.format == "html":
        environment = app.builder.templates.environment
        environment.add_extension(Icons)
        environment.globals["icon_drawing"] = icon_drawing


def icon_drawing(classes: str, attributes: str = "") -> Markup:
    """Return an icon as SVG.

    Parameters
    ----------
    classes : str
        As Font Awesome has them, such as ``fa-solid fa-sun``; they stay, for the stylesheet.
    attributes : str
        Further attributes of the element.

    Raises
    ------
    FileNotFoundError
        If the icon is not kept in this book.
    """
    (name,) = (
        each for each in classes.split() if each.startswith("fa-") and not _STYLES.fullmatch(each)
    )
    start = (
        f'<svg class="wt-icon {escape(" ".join(classes.split()))}"{attributes} aria-hidden="true"'
    )
    return Markup(start + _drawing(name).removeprefix("<svg"))  # noqa: S704 (templates and drawings are files of ours)


@cache
def _drawing(name: str) -> str:
    return (ICONS / f"{name.removeprefix('fa-')}.svg").read_text(encoding="utf-8").strip()


def _call(found: re.Match[str]) -> str:
    classes = found["classes"]
    # `{{ icon }}` is a variable of the template, anything else a text.
    argument = "icon" if classes.startswith("{{") else f"'{classes}'"
    rest = _TITLE.sub("", found["rest"]).rstrip()
    return f"{{{{ icon_drawing({argument}, '{rest}') }}}}"
