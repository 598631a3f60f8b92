"""Write what a reader takes along from the book, and the cards beside links to it."""

from pathlib import Path

from wijkteams.book.downloads.files import write_downloads
from wijkteams.figures.cards import draw_card
from wijkteams.workflow.adaptor import Output, adapt


def main(downloads: Output) -> None:
    """Write them as a new folder, whose files stand where they belong in the book."""
    every = write_downloads(Path(), downloads)
    for shown in (each for each in every if each.kind == "figure"):
        for language in ("en", "nl"):
            picture = Path("results") / "figures" / shown.file("png", language)
            draw_card(picture, downloads / "figures" / shown.file("card.png", language))


if __name__ == "__main__":
    adapt(main)
