"""The colours of every figure, for a light page and for a dark one.

Few, because a reader keeps few apart: one colour speaks, grey is for what stands beside it, and orange for what goes
against it. Each has a mark, a line or a word of its own beside it, so that grey paper will do. Of text the contrast with
the page is at least 4.5, of marks that carry data at least 3 (WCAG 2.2, 1.4.3 and 1.4.11); the grid carries none.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Colour(NamedTuple):
    """One colour on a light page and on a dark one."""

    light: str
    dark: str


PAPER = "#ffffff"
INK, GREY, BLUE, ORANGE, GREEN = "#1b1f24", "#5a626b", "#0a5a9c", "#b0420a", "#00704f"
SOFT, GRID, ZONE = "#8291a0", "#e2e6ea", "#edf1f5"

PALETTE: Mapping[str, Colour] = {
    "paper": Colour(PAPER, "#121212"),
    "ink": Colour(INK, "#e6e9ec"),
    "grey": Colour(GREY, "#a8b0b9"),
    "blue": Colour(BLUE, "#6db3f2"),
    "orange": Colour(ORANGE, "#f5985c"),
    "green": Colour(GREEN, "#45c09a"),
    "soft": Colour(SOFT, "#6f7c8a"),
    "grid": Colour(GRID, "#2c333b"),
    "zone": Colour(ZONE, "#1f262e"),
}
"""Name to colour. `soft` is for marks, not for text; `grid` and `zone` are for what carries no data."""

TEXT = ("ink", "grey", "blue", "orange", "green")
MARKS = (*TEXT, "soft")
