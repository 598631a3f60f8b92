"""What a saved drawing says of itself, read back by other programs; and that it is the same file every time."""

from io import BytesIO
from xml.etree import ElementTree

import matplotlib.pyplot as plt
import pytest
from matplotlib.figure import Figure
from PIL import Image
from pypdf import PdfReader

from wijkteams.figures.saving import save_figure
from wijkteams.figures.style import FigureText, house_style

SVG = "{http://www.w3.org/2000/svg}"
TEXT = FigureText(
    "Méér teams: 87% & <meer>", "Bron", "nl", {}, alt="Lijn die stijgt – tot 87%", author="A. Groep"
)


@pytest.fixture
def drawing() -> Figure:
    figure, axes = plt.subplots()
    axes.plot([1, 2])
    plt.close(figure)
    return figure


def saved(drawing: Figure, kind: str) -> bytes:
    target = BytesIO()
    with house_style():
        save_figure(drawing, target, kind, TEXT)
    return target.getvalue()


def test_a_pdf_has_title_author_description_and_language(drawing: Figure) -> None:
    reader = PdfReader(BytesIO(saved(drawing, "pdf")), strict=True)
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == (TEXT.title, TEXT.author)
    assert reader.metadata.subject == TEXT.alt
    assert reader.trailer["/Root"]["/Lang"] == "nl-NL"
    assert len(reader.pages) == 1


def test_an_svg_has_title_and_description(drawing: Figure) -> None:
    root = ElementTree.fromstring(saved(drawing, "svg"))
    assert root.findtext(f"{SVG}title") == TEXT.title
    assert root.findtext(f"{SVG}desc") == TEXT.alt


def test_a_png_has_300_dots_an_inch_and_says_what_it_is(drawing: Figure) -> None:
    picture = Image.open(BytesIO(saved(drawing, "png")))
    assert round(picture.info["dpi"][0]) == 300
    assert (picture.info["Title"], picture.info["Author"]) == (TEXT.title, TEXT.author)


@pytest.mark.parametrize("kind", ["svg", "pdf", "png"])
def test_the_same_drawing_is_the_same_file(drawing: Figure, kind: str) -> None:
    assert saved(drawing, kind) == saved(drawing, kind)
