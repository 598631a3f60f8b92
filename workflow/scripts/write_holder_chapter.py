"""Write the chapter for the holder of respondent-level files."""

from pathlib import Path

from wijkteams.book.holder import holder_page
from wijkteams.figures.type_effects import svg_of_primary
from wijkteams.microdata.pipeline import read_frame
from wijkteams.microdata.private import values_withheld, write_private
from wijkteams.microdata.setting import is_named_synthetic
from wijkteams.models.plan import read_plan
from wijkteams.workflow.adaptor import adapt


def main(folder: Path, name: str, plan: Path, chapter: Path) -> None:
    """Write `chapter` from the exact results in `folder`, for the owner alone."""
    synthetic, wanted = is_named_synthetic(Path(name)), read_plan(plan)
    with values_withheld(folder, "write_holder_chapter"):
        drawing = svg_of_primary(read_frame(folder, "models"), synthetic=synthetic)
        page = holder_page(folder, wanted, drawing, synthetic=synthetic)
        with write_private(chapter) as temporary:
            temporary.write_text(page, encoding="utf-8")
    print(f"For the holder of the files alone: {chapter}")


if __name__ == "__main__":
    adapt(main)
