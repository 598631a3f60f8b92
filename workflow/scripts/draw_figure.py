"""Draw one figure of the catalogue."""

import json
from pathlib import Path

from wijkteams.figures.drawing import draw_languages, read_data
from wijkteams.numbers.catalogue import Figure, texts_of_drawing
from wijkteams.numbers.identity import load_identity
from wijkteams.workflow.adaptor import Output, adapt


def main(
    entry: str, data: list[Path], identity: Path, csv: Output, images: list[Output], numbers: list[Path] | None = None
) -> None:  # fmt: skip
    """Draw the `entry`, which is JSON, with the credit of the book."""
    figure, book = Figure(**json.loads(entry)), load_identity(identity)
    rows = read_data(data, figure.select, figure.keep)
    rows.to_csv(csv, index=False)
    texts = texts_of_drawing(figure, numbers or [], book)
    draw_languages(figure.draw, rows, texts, images)


if __name__ == "__main__":
    adapt(main)
