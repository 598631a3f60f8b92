"""Draw some figures of the catalogue."""

from pathlib import Path

import pandas as pd

from wijkteams.figures.drawing import draw_files, figure_data
from wijkteams.figures.style import FigureText
from wijkteams.publish.catalogue import fill, load_figures
from wijkteams.publish.formats import LANGUAGES
from wijkteams.publish.identity import credit_line, load_identity
from wijkteams.publish.numbers_file import Numbers, load_numbers
from wijkteams.workflow.adaptor import Output, adapt


def main(
    catalogue: Path, identity: Path, numbers: list[Path], ids: list[str], files: list[Output]
) -> None:
    """Draw the figures `ids` to `files`, which come figure by figure; each carries the credit of the book."""
    entries, book, known = load_figures(catalogue), load_identity(identity), Numbers()
    for part in numbers:
        known |= load_numbers(part)
    for id_, (csv, *images) in zip(ids, batched(files, len(files) // len(ids)), strict=True):
        figure = entries[id_]
        results = pd.concat([pd.read_csv(path) for path in figure.data], ignore_index=True)
        data = figure_data(results, figure.select, figure.keep)
        data.to_csv(csv, index=False)
        for language, targets in zip(LANGUAGES, batched(images, 3), strict=True):
            text = FigureText(
                fill(figure.title[language], known, language),
                f"{fill(figure.source[language], known, language)} {credit_line(book, language)}",
                language,
                {word: texts[language] for word, texts in figure.words.items()},
                figure.synthetic,
            )
            draw_files(
                figure.draw, data, text, dict(zip(("svg", "pdf", "png"), targets, strict=True))
            )
        print(f"{id_}: {len(data)} rows")


def batched(items: list[Path], size: int) -> list[list[Path]]:
    """Cut a list into pieces of equal size."""
    return [items[start : start + size] for start in range(0, len(items), size)]


if __name__ == "__main__":
    adapt(main)
