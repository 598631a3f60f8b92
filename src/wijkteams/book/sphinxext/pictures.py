"""The pictures in the pages: drawings whose words are words, in the typeface and the colours of the page, in two widths."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from markupsafe import Markup, escape

from wijkteams.checking.problems import InputError
from wijkteams.look.letters import BOLD, FONTS, TYPEFACE
from wijkteams.look.palette import PALETTE

# Ending of the drawing to the class that the stylesheet shows or hides, by the width of the picture's box.
WIDTHS = {"page.svg": "wt-wide", "phone.svg": "wt-narrow"}

_HEX = re.compile(r"#[0-9a-f]{6}\b")
_NUMBER = re.compile(r"-?\d+\.\d+")
_TARGET = re.compile(r"url\(#(\w+)\)")
_HREF = "{http://www.w3.org/1999/xlink}href"
_VARIABLES = {colour.light: f"var(--wt-{name})" for name, colour in PALETTE.items()}
# What the page says itself: the typeface, and what is so without being said.
_SAID = re.compile(r"font-family:[^;]*;\s*|text-anchor: start;\s*")
_LEFT_OUT = {"metadata", "style"}


def inline_picture(path: Path, ident: str, ending: str, title: str, alt: str) -> Markup:
    """Return a drawing as an element of the page.

    Parameters
    ----------
    path : Path
        The drawing, as Matplotlib writes it with text as text.
    ident : str
        What the ids of the element begin with; they are the only ones of that name on the page.
    ending : str
        Key of `WIDTHS`.
    title, alt : str
        What it is called and what it shows, for who does not see it.

    Raises
    ------
    InputError
        If the drawing holds a colour that is not in the palette: it would not follow the theme of the page.
    """
    root = ElementTree.parse(path).getroot()  # noqa: S314 (our own drawing)
    text = "".join(_written(each, ident, path) for each in root)
    box = root.attrib["viewBox"]
    return Markup(
        '<svg class="{kind}" viewBox="{box}" role="img" aria-labelledby="{ident}-title {ident}-desc" '
        'stroke-linejoin="round"><title id="{ident}-title">{title}</title><desc id="{ident}-desc">{alt}</desc>{drawn}</svg>'
    ).format(kind=WIDTHS[ending], box=box, ident=ident, title=title, alt=alt, drawn=Markup(text))  # noqa: S704


def _written(element: ElementTree.Element, ident: str, path: Path) -> str:
    """Return an element without what says nothing: groups of nothing, digits that nobody sees, names that nobody uses."""
    tag = element.tag.rpartition("}")[2]
    if tag in _LEFT_OUT:
        return ""
    inside = "".join(_written(each, ident, path) for each in element)
    inside += str(escape((element.text or "").strip()))
    attributes = "".join(
        f' {name}="{escape(value)}"' for name, value in _attributes(element, tag, ident, path)
    )
    if (not inside and tag in ("g", "defs")) or (tag == "g" and not attributes):
        return inside
    return f"<{tag}{attributes}>{inside}</{tag}>"


def _attributes(
    element: ElementTree.Element, tag: str, ident: str, path: Path
) -> Iterator[tuple[str, str]]:
    for name, value in element.attrib.items():
        if name == "id":
            if tag != "g":
                yield name, f"{ident}-{value}"
        elif name == _HREF:
            yield "href", value.replace("#", f"#{ident}-")
        elif name == "transform" and value.startswith("rotate(-0 "):
            continue
        else:
            short = _NUMBER.sub(lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), value)
            short = _TARGET.sub(rf"url(#{ident}-\1)", " ".join(_SAID.sub("", short).split()))
            yield name, _HEX.sub(lambda found: _variable(found[0], path), short)


def _variable(colour: str, path: Path) -> str:
    if colour not in _VARIABLES:
        raise InputError(
            f"{path.name}: the colour {colour} is not in the palette of wijkteams.look"
        )
    return _VARIABLES[colour]


def stylesheet() -> str:
    """Return the faces of the typeface, which are in it, and the colours of the pictures in both themes."""
    faces = "".join(
        f'@font-face{{font-family:"{TYPEFACE}";font-style:{style};font-weight:{weight};'
        f"src:url(data:font/woff2;base64,{_encoded(name)})format('woff2')}}\n"
        for name, style, weight in (
            ("Regular", "normal", 400), ("Italic", "italic", 400), ("SemiBold", "normal", BOLD),
        )
    )  # fmt: skip
    light, dark = (
        "".join(f"--wt-{name}:{colour[theme]};" for name, colour in PALETTE.items())
        for theme in (0, 1)
    )
    return (
        f"/*! {TYPEFACE}: a subset of Source Sans 3, (c) Adobe, SIL Open Font License 1.1 */\n{faces}"
        f':is(.wt-picture,.wt-doubt){{{light}}}\nhtml[data-theme="dark"] :is(.wt-picture,.wt-doubt){{{dark}}}\n'
        f"@media print{{html[data-theme] .wt-picture{{{light}}}}}\n"
    )


def _encoded(name: str) -> str:
    font = FONTS / f"{TYPEFACE.replace(' ', '')}-{name}.woff2"
    return base64.b64encode(font.read_bytes()).decode()
