"""The tiny book of tests/book, whose numbers and catalogues are read here."""

from tests.book.conftest import book, record

__all__ = ["book", "record"]
