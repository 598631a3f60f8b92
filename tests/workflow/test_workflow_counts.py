"""The long tier: SYNTHETIC counts in a copy of the register give the new book with one run; a false sentence stops the next."""

from pathlib import Path

import pandas as pd
import pytest

from tests.eight_counts import LESS, enter
from tests.workflow.projects import copy_of_project

# Not in the long tier while it is not seen to pass: the pages of a book with these counts do not build yet.

FIGURES = "data/raw/topics/presence/figures.csv"


@pytest.mark.audit
def test_eight_counts_give_a_new_book_and_a_false_sentence_stops_it(tmp_path: Path) -> None:
    project = copy_of_project(tmp_path / "answered")
    enter(project.folder / "data/raw", LESS)
    project.snakemake("--cores", "2")
    claims = pd.read_csv(
        project.folder / "results/estimates/claims_compared.csv", index_col="claim_id"
    )
    assert (
        list(claims.loc[["broad_prevention_2015", "broad_prevention_2017"], "verdict"])
        == ["contradicted"] * 2
    )
    explained = pd.read_csv(project.folder / "results/estimates/type_explained.csv")
    assert len(explained) == 1
    for page, said, until_then in (
        ("index.html", "broad teams fall short more often", "no figure we found tells"),
        ("chapters/type_and_shortfall.html", "one odds ratio for both years", "Slide the one cell"),
    ):
        text = " ".join((project.book / page).read_text(encoding="utf-8").split())
        assert said in text
        assert until_then not in text

    # one printed share of 2019 moves by a point, and stands no longer beside "the same"
    rows = pd.read_csv(project.folder / FIGURES, dtype=str, keep_default_na=False)
    of_2019 = (
        rows["wave_id"].eq("w2019")
        & rows["item_id"].eq("has_team")
        & rows["printed_value"].eq("83")
    )
    rows.loc[of_2019, "printed_value"] = "82"
    rows.to_csv(project.folder / FIGURES, index=False, lineterminator="\n")
    printed = project.snakemake("--cores", "2", succeeds=False)
    assert (
        'chapters/presence.md:18: "the same" is no longer true: presence.has_team.w2017 = presence.has_team.w2019 (83 = 82)'
        in printed
    )
    assert "In 2017 and 2019 the published share is the same" in printed
