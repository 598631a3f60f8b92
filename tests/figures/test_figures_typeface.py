"""The typeface and the palette: that they are what they say, and enough."""

import re
from itertools import product

import pytest
from fontTools.ttLib import TTFont

from tests.figures.drawn import CATALOGUE
from tests.figures.test_figures_drawings import JOURNEY, WORDS
from wijkteams.figures.drawing import draw_files
from wijkteams.figures.style import FigureText
from wijkteams.look.letters import BOLD, FONTS, TYPEFACE
from wijkteams.look.palette import MARKS, PALETTE, TEXT
from wijkteams.numbers.formats import LANGUAGES

FACES = {"Regular": 400, "Italic": 400, "SemiBold": BOLD}


@pytest.mark.parametrize(("name", "weight"), FACES.items())
def test_a_face_is_of_the_weight_that_it_says_and_may_be_passed_on(name, weight):
    font = TTFont(FONTS / f"WijkteamsSans-{name}.ttf")
    assert font["OS/2"].usWeightClass == weight
    assert bool(font["post"].italicAngle) == (name == "Italic")
    assert (font["name"].getDebugName(16), font["name"].getDebugName(17)) == (TYPEFACE, name)
    # The licence reserves the name of what this is a subset of, and lets it be embedded.
    assert "Open Font License" in font["name"].getDebugName(13) and font["OS/2"].fsType == 0
    assert "Source" not in "".join(font["name"].getDebugName(each) for each in (1, 4, 6, 16))
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "LICENSE").read_text(encoding="utf-8")
    assert (FONTS / f"WijkteamsSans-{name}.woff2").read_bytes()[:4] == b"wOF2"


def test_weights_differ_as_their_names_do():
    widths = {name: TTFont(FONTS / f"WijkteamsSans-{name}.ttf")["hmtx"]["n"][0] for name in FACES}
    assert widths["SemiBold"] > widths["Regular"]


@pytest.mark.parametrize("name", FACES)
def test_a_face_has_every_character_that_the_figures_write(name):
    known = TTFont(FONTS / f"WijkteamsSans-{name}.ttf").getBestCmap()
    texts = [*CATALOGUE.values()]
    written = {
        character
        for entry, language in product(texts, LANGUAGES)
        for said in (*entry.texts.values(), *entry.words.values())
        for character in said[language]
    }
    needed = (
        "≥≤Δδ−–—\N{THIN SPACE}\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}·…×±½’“”€0123456789ëïéèöü"
    )
    assert not {each for each in {*needed} | written if ord(each) not in known and each != "\n"}


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_published():
    # WCAG 2.2, understanding 1.4.3: black on white, and the grey that just passes.
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(("name", "theme"), product(MARKS, (0, 1)))
def test_text_and_marks_stand_out_in_both_themes(name, theme):
    least = 4.5 if name in TEXT else 3
    assert contrast(PALETTE[name][theme], PALETTE["paper"][theme]) >= least
    # Words may stand on a zone.
    if name in TEXT:
        assert contrast(PALETTE[name][theme], PALETTE["zone"][theme]) >= least


def test_files_to_take_along_hold_the_typeface_or_its_outlines(tmp_path):
    for kind in ("svg", "pdf", "page.svg"):
        draw_files(
            "wijkteams.figures.press_journey:draw_press_journey", JOURNEY, FigureText("A title", "Source", "en", WORDS),
            {kind: tmp_path / kind},
        )  # fmt: skip
    pdf = (tmp_path / "pdf").read_bytes()
    assert {*re.findall(rb"/BaseFont /[A-Z]{6}\+(\S+)", pdf)} == {
        b"WijkteamsSans-Regular", b"WijkteamsSans-SemiBold",
    }  # fmt: skip
    # TrueType outlines, not Type 3.
    assert b"/FontFile2" in pdf and b"/Type3" not in pdf
    assert "<text" not in (tmp_path / "svg").read_text(encoding="utf-8")
    assert ">above 90 of teams</text>" in (tmp_path / "page.svg").read_text(encoding="utf-8")
