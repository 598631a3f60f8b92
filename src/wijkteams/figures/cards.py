"""The picture beside a link to a page elsewhere: a figure on a white card of the size that such pictures have."""

from pathlib import Path

from PIL import Image

SIZE = (1200, 630)
_MARGIN = 24


def draw_card(picture: Path, card: Path) -> None:
    """Set a picture in the middle of a card, as large as fits, and save that as PNG."""
    with Image.open(picture) as found:
        figure = found.convert("RGB")
    figure.thumbnail(
        (SIZE[0] - 2 * _MARGIN, SIZE[1] - 2 * _MARGIN), Image.Resampling.BICUBIC, reducing_gap=2
    )
    drawn = Image.new("RGB", SIZE, "white")
    drawn.paste(figure, ((SIZE[0] - figure.width) // 2, (SIZE[1] - figure.height) // 2))
    drawn.save(card, format="PNG")
