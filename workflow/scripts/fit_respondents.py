"""Fit the regressions of the shortfalls on team type that the plan of analysis names."""

from pathlib import Path

import pandas as pd

from wijkteams.microdata.pipeline import read_frame, write_frames
from wijkteams.microdata.private import values_withheld
from wijkteams.models.plan import read_plan
from wijkteams.models.population import read_population
from wijkteams.models.respondents import fit_respondents
from wijkteams.models.respondents_tables import compare_types, tabulate_types
from wijkteams.workflow.adaptor import adapt


def main(
    folder: Path, plan: Path, municipalities: Path, members: Path, mergers: Path, waves: Path
) -> None:
    """Write ``models``, ``refused``, ``counts`` and ``tests`` to `folder`."""
    wanted = read_plan(plan)
    with values_withheld(folder, "fit_respondents"):
        answers = read_frame(folder, "answers")
        population = read_population(municipalities, members, mergers, waves)
        models, refused = fit_respondents(answers, wanted, population)
        frames: dict[str, pd.DataFrame] = {
            "models": models, "refused": refused,
            "counts": tabulate_types(answers), "tests": compare_types(answers),
        }  # fmt: skip
        write_frames(frames, folder)
    print(f"{len(models)} estimates, {len(refused)} models refused")


if __name__ == "__main__":
    adapt(main)
