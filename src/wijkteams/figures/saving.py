"""Save a drawing with what it is called, who made it and in which language; the same bytes whenever it is drawn again."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

from matplotlib.figure import Figure

from wijkteams.figures.style import FigureText

_ROOT = re.compile(rb"1 0 obj\n<< (/Type /Catalog [^>]*)>>\nendobj\n")
_TRAILER = re.compile(rb"trailer\n<< (.*?) >>\nstartxref\n(\d+)\n%%EOF\n$", re.DOTALL)
_LOCALES = {"en": "en-GB", "nl": "nl-NL"}


def save_figure(figure: Figure, target: Path | BinaryIO, kind: str, text: FigureText) -> None:
    """Save a drawing.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        The drawing.
    target : Path or binary file
        Where it goes.
    kind : {"svg", "pdf", "png"}
        Format.
    text : FigureText
        Its title, its description in words, its author and its language, which the file holds beside the picture.
    """
    drawn = BytesIO()
    figure.savefig(drawn, format=kind, metadata=_metadata(kind, text))
    content = drawn.getvalue()
    if kind == "svg":
        content = _with_description(content, text)
    elif kind == "pdf":
        content = _with_language(content, _LOCALES[text.language])
    if isinstance(target, Path):
        target.write_bytes(content)
    else:
        target.write(content)


def _metadata(kind: str, text: FigureText) -> dict[str, Any]:
    if kind == "pdf":
        dates = {"CreationDate": None, "ModDate": None}
        return {"Title": text.title, "Author": text.author, "Subject": text.alt, **dates}
    known = {"Title": text.title, "Description": text.alt}
    if kind == "png":
        return {**known, "Author": text.author}
    return {**known, "Creator": text.author, "Language": text.language, "Date": None}


def _with_description(svg: bytes, text: FigureText) -> bytes:
    """Return the SVG with its description behind its title, for those who hear it."""
    title = f"</title>\n <desc>{escape(text.alt)}</desc>"
    return svg.replace(b"</title>", title.encode(), 1)


def _with_language(pdf: bytes, language: str) -> bytes:
    """Return the PDF with a language, and with its title in the window: its catalogue once more, at the end.

    So files are changed that are not made anew (ISO 32000-1, 7.5.6).
    """
    root, trailer = _ROOT.search(pdf), _TRAILER.search(pdf)
    if not root or not trailer:
        raise ValueError("this is not a PDF as Matplotlib writes it")
    more = f"/Lang ({language}) /ViewerPreferences << /DisplayDocTitle true >> ".encode()
    start = len(pdf)
    catalogue = b"1 0 obj\n<< %b%b>>\nendobj\n" % (root[1], more)
    table = b"xref\n0 2\n0000000000 65535 f \n%010d 00000 n \ntrailer\n<< %b /Prev %b >>\nstartxref\n%d\n%%%%EOF\n" % (
        start, trailer[1], trailer[2], start + len(catalogue),
    )  # fmt: skip
    return pdf + catalogue + table
