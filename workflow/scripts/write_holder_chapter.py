"""Write the chapter for the holder of respondent-level files."""

import io
from pathlib import Path

from wijkteams.book.holder import holder_page
from wijkteams.book.respondents_answer import answer_question
from wijkteams.figures.drawing import draw_files
from wijkteams.figures.type_effects import effects_text
from wijkteams.microdata.pipeline import read_frame
from wijkteams.microdata.private import values_withheld, write_private
from wijkteams.microdata.setting import is_named_synthetic
from wijkteams.models.plan import read_plan
from wijkteams.numbers.formats import LANGUAGES
from wijkteams.workflow.adaptor import adapt


def main(folder: Path, name: str, plan: Path, chapter: Path) -> None:
    """Write `chapter` from the exact results in `folder`, for the owner alone."""
    synthetic, wanted = is_named_synthetic(Path(name)), read_plan(plan)
    with values_withheld(folder, "write_holder_chapter"):
        models, refused = read_frame(folder, "models"), read_frame(folder, "refused")
        effects = models[(models["model"] == "primary") & (models["term"] == "team_type")]
        drawn = io.BytesIO()
        text = effects_text(synthetic=synthetic)
        draw_files(
            "wijkteams.figures.type_effects:draw_type_effects", effects, text, {"svg": drawn}
        )
        answer = {each: answer_question(models, refused, wanted, each) for each in LANGUAGES}
        page = holder_page(folder, answer, wanted, drawn.getvalue().decode(), synthetic=synthetic)
        with write_private(chapter) as temporary:
            temporary.write_text(page, encoding="utf-8")
    print(f"For the holder of the files alone: {chapter}")


if __name__ == "__main__":
    adapt(main)
