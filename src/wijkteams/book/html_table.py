"""Tables in HTML that a screen reader can follow: caption, scoped headers, one scrolling box."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from markupsafe import Markup, escape

# In a word of this length that holds up a narrow column, the places where it may be broken: behind these marks, but
# not before the ending of a file.
_LONG = 12
_BREAK = re.compile(r"(?<=\w[_/])(?=\w)|(?<=\w\.)(?=[^\W\d]{4})")


def html_table(
    ident: str,
    caption: str,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    row_headers: Collection[int] = (0,),
    numeric: Collection[int] = (),
    row_ids: Sequence[str] = (),
    labelled: bool = False,
) -> Markup:
    """Return a captioned table in a box that scrolls sideways on a narrow screen.

    Parameters
    ----------
    ident : str
        Anchor of the table.
    caption : str
        What the table shows. Text is escaped; `Markup` is kept, here and in every cell.
    head : sequence of str
        Column headings.
    rows : sequence of sequence of str
        Cells, as many in a row as there are headings.
    row_headers : collection of int
        Columns whose cells name their row.
    numeric : collection of int
        Columns that are set flush right, with their headings.
    row_ids : sequence of str
        Anchor of each row; empty for none.
    labelled : bool
        Whether each cell also names its column, for a phone that shows a row as a card.

    Returns
    -------
    Markup
        The table.
    """

    def flush(column: int) -> Markup:
        return Markup(' class="wt-numeric"') if column in numeric else Markup("")

    def heading(column: int, text: str) -> Markup:
        return Markup('<th scope="col"{}>{}</th>').format(flush(column), text)

    def cell(column: int, text: str) -> Markup:
        attributes = flush(column)
        if labelled:
            attributes += Markup(' data-label="{}"').format(escape(head[column]).striptags())
        if column in row_headers:
            return Markup('<th scope="row"{}>{}</th>').format(attributes, breakable(text))
        return Markup("<td{}>{}</td>").format(attributes, breakable(text))

    def row(cells: Sequence[str], anchor: str) -> Markup:
        attribute = Markup(' id="{}"').format(anchor) if anchor else Markup("")
        content = _join(cell(column, text) for column, text in enumerate(cells))
        return Markup("<tr{}>{}</tr>\n").format(attribute, content)

    anchors = row_ids or [""] * len(rows)
    return Markup(
        '<div class="wt-scroll" role="group" aria-labelledby="{ident}-caption">\n'
        '<table class="table wt-table" id="{ident}">\n'
        '<caption id="{ident}-caption"><span>{caption}</span></caption>\n'
        "<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n</div>\n"
    ).format(
        ident=ident,
        caption=escape(caption),
        head=_join(heading(column, text) for column, text in enumerate(head)),
        body=_join(row(cells, anchor) for cells, anchor in zip(rows, anchors, strict=True)),
    )


def spoken_in(language: str, text: str) -> Markup:
    """Return a part of a page that is in another language than the page, marked so that it is read aloud as such."""
    return (
        Markup('<span lang="{}">{}</span>').format(language, breakable(text))
        if text
        else Markup("")
    )


def browsable(table: Markup) -> Markup:
    """Return a table that the script of the register makes sortable, with a filter, and into cards on a phone."""
    return Markup('<div class="wt-register wt-browsable">\n{}</div>\n').format(table)


def breakable(text: str) -> Markup:
    """Return text in which an identifier, path or address may be broken between its parts.

    Parameters
    ----------
    text : str
        Text is escaped; `Markup` is kept as it is.

    Returns
    -------
    Markup
        The text; what a reader copies or searches is the same.
    """
    if isinstance(text, Markup):
        return text
    words = re.split(r"(\s+)", text)
    return _join(
        Markup("<wbr>").join(_BREAK.split(word)) if len(word) >= _LONG else escape(word)
        for word in words
    )


def _join(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)
