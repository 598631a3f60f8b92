"""Text that a reader copies: shown whole, with a button that works from disk and says what it did."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from wijkteams.book.words import word
from wijkteams.numbers.formats import Language


def copyable(content: Markup, name: str, language: Language, page_language: Language) -> Markup:
    """Return a block with a button that copies its text.

    Parameters
    ----------
    content : Markup
        Paragraphs or preformatted text.
    name : str
        What is copied, for those who only hear the button.
    language : {"en", "nl"}
        Language of the text.
    page_language : {"en", "nl"}
        Language of the page, and so of the button.

    Returns
    -------
    Markup
        The block. The button is hidden until the script shows it; without it the text can be selected.
    """
    return Markup(
        '<div class="wt-copy"><div class="wt-copy-text" lang="{language}">{content}</div>'
        '<button type="button" class="wt-copy-button" data-done="{done}" data-failed="{failed}" hidden>'
        '{copy}<span class="wt-unseen">: {name}</span></button>'
        '<span class="wt-copy-status" role="status"></span></div>\n'
    ).format(
        language=language,
        content=content,
        copy=word("copy", page_language),
        name=name,
        done=word("copied", page_language),
        failed=word("copy_failed", page_language),
    )


def paragraphs(lines: Iterable[str]) -> Markup:
    """Return lines of plain text as paragraphs."""
    return Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)


def preformatted(text: str, name: str) -> Markup:
    """Return text that keeps its lines, in a box that the script makes a stop of the Tab key while it scrolls."""
    return Markup('<pre role="group" aria-label="{}">{}</pre>').format(name, text)
