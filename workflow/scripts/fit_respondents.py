"""Fit the regressions of the shortfalls on team type, date and size."""

from pathlib import Path

import pandas as pd

from wijkteams.microdata.pipeline import read_frame, write_frames
from wijkteams.microdata.private import values_withheld
from wijkteams.models.respondents import RespondentSpecification, fit_respondents
from wijkteams.models.respondents_tables import compare_types, tabulate_types
from wijkteams.workflow.adaptor import adapt


def main(
    folder: Path, reference_type: str, reference_size: str, confidence: float,
    least_respondents: int,
) -> None:  # fmt: skip
    """Write ``models``, ``refused``, ``counts`` and ``tests`` to `folder`."""
    with values_withheld(folder, "fit_respondents"):
        answers = read_frame(folder, "answers")
        specification = RespondentSpecification(
            reference_type, reference_size, confidence, least_respondents
        )
        models, refused = fit_respondents(answers, specification)
        counts, tests = tabulate_types(answers), compare_types(answers)
        frames: dict[str, pd.DataFrame] = {
            "models": models, "refused": refused, "counts": counts, "tests": tests,
        }  # fmt: skip
        write_frames(frames, folder)
    print(f"{len(models)} estimates, {len(refused)} models refused")


if __name__ == "__main__":
    adapt(main)
