"""Kinds of columns: each function gives a pandera field with a description, a type and its checks.

The metadata name the type that the text in a file stands for, whether a cell may be empty, and the
codes it may hold.
"""

from __future__ import annotations

from typing import Any

import pandera.pandas as pa


def text(description: str, *, empty: bool = False, **checks: Any) -> Any:
    """Describe a column of free text."""
    if not empty:
        checks["str_length"] = {"min_value": 1}
    return _field(description, "string", not empty, **checks)


def matching(description: str, pattern: str, *, empty: bool = False, **checks: Any) -> Any:
    """Describe a column of text of one form."""
    checks["str_matches"] = _whole(pattern, empty)
    return _field(description, "string", not empty, **checks)


def code(description: str, codes: dict[str, str], *, empty: bool = False) -> Any:
    """Describe a column that holds one code of a vocabulary."""
    allowed = [*codes, ""] if empty else list(codes)
    return _field(description, "string", not empty, codes, isin=allowed)


def code_list(description: str, codes: dict[str, str]) -> Any:
    """Describe a column that holds codes of a vocabulary, semicolons between."""
    one = "|".join(codes)
    pattern = _whole(f"({one})(;({one}))*", empty=False)
    return _field(description, "string", True, codes, str_matches=pattern)


def integer(description: str) -> Any:
    """Describe a column of whole numbers above 0, or nothing, as text."""
    return _field(description, "integer", False, str_matches=_whole(r"[1-9]\d*", empty=True))


def date(description: str) -> Any:
    """Describe a column of days, or nothing, as text."""
    pattern = _whole(r"\d{4}-\d{2}-\d{2}", empty=True)
    return _field(description, "date", False, str_matches=pattern)


def number(description: str, kind: str = "number", *, required: bool = False) -> Any:
    """Describe a column of numbers that were parsed."""
    return _field(description, kind, required, nullable=not required)


def _whole(pattern: str, empty: bool) -> str:
    return rf"^({pattern})?$" if empty else rf"^({pattern})$"


def _field(
    description: str,
    kind: str,
    required: bool,
    codes: dict[str, str] | None = None,
    **checks: Any,
) -> Any:
    """Return a pandera field; metadata hold what a descriptor needs and pandera does not."""
    metadata = {"type": kind, "required": required, "codes": codes or {}}
    return pa.Field(description=description, metadata=metadata, **checks)
