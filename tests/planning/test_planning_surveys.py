"""SYNTHETIC surveys: the margins are the published ones, the rest is what the user asked for, and the name says so."""

from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import openpyxl
import pandas as pd
import pyreadstat
import pytest
import yaml

from tests.estimates.made_up import made_up
from tests.microdata.conftest import LISTS
from wijkteams.checking.problems import InputError
from wijkteams.microdata.codebook import SHORTFALLS, TEAM_TYPES, WAVES
from wijkteams.microdata.margins import compare_with_published
from wijkteams.microdata.pipeline import clean_files
from wijkteams.microdata.setting import read_setting
from wijkteams.planning.files import draw_disguise, write_wave
from wijkteams.planning.population import Population, make_population
from wijkteams.planning.surveys import (
    SyntheticDesign,
    draw_peilingen,
    published_counts,
)

COUNTRY = {"w2014": 403, "w2015": 393, "w2017": 388, "w2019": 355}
SIZES = {"w2014": 224, "w2015": 234, "w2017": 242, "w2019": 212}

ESTIMATES = pd.DataFrame(
    [
        ("presence", "has_team", "w2014", "69", "154/224 155/224", "respondents"),
        ("presence", "has_team", "w2015", "87", "203/234 204/234", "respondents"),
        ("presence", "has_team", "w2017", "83", "200/242 201/242 202/242", "respondents"),
        ("presence", "has_team", "w2019", "83", "175/212 176/212 177/212", "respondents"),
        ("team_type", "type_broad_all", "w2015", "46", "93/203 94/204", "with_team"),
        ("team_type", "type_target_group", "w2017", "23", "46/201 47/201", "with_team"),
        ("team_type", "type_broad_all", "w2019", "46", "81/176", "with_team"),
        ("capacity", "not_all_tasks", "w2015", "92", "187/204 188/204", "with_team"),
        ("capacity", "shortfall_prevention", "w2015", "38", "77/204 78/204", "with_team"),
        ("capacity", "shortfall_prevention", "w2017", "59", "118/201 119/201", "with_team"),
        ("capacity", "shortfall_prevention", "w2019", "59", "103/176 104/176", "with_team"),
        ("capacity", "shortfall_outreach", "w2019", "52", "91/176 92/176", "with_team"),
    ],
    columns=["topic", "item_id", "wave_id", "printed_value", "pairs", "possible_bases"],
).assign(subgroup="all", label_en="", label_nl="")
G32 = [
    made_up(item_id="has_team", wave_id=wave, subgroup="G32", share=share)
    for wave, share in (("w2014", 93), ("w2015", 96))
]


@pytest.fixture(scope="module")
def population() -> Population:
    return make_population(COUNTRY, 1)


@pytest.fixture(scope="module")
def counts() -> dict:
    return published_counts(ESTIMATES, G32)


def draw(counts: dict, population: Population, **design: object) -> pd.DataFrame:
    given = {"seed": 5, "odds_ratio": 2.0, "exposed_type": "type_broad_all", **design}
    return draw_peilingen(counts, SIZES, population, SyntheticDesign(**given))


def test_population_has_the_published_numbers(population: Population) -> None:
    assert {wave: len(frame) for wave, frame in population.waves.items()} == COUNTRY
    assert population.waves["w2019"]["municipality"].is_unique
    assert (population.waves["w2019"]["city_group"] == "g4").sum() == 4


def test_synthetic_margins_are_the_published_ones(counts: dict, population: Population) -> None:
    answers = draw(counts, population)
    assert answers.groupby("wave_id").size().to_dict() == SIZES
    assert answers["synthetic"].all()
    compared = compare_with_published(answers, ESTIMATES)
    assert len(compared) == len(ESTIMATES)
    assert compared["agrees"].all()
    large = answers[(answers["wave_id"] == "w2015") & (answers["city_group"] == "g32")]
    assert large["has_team"].eq("yes").mean() == pytest.approx(0.96, abs=0.5 / len(large) + 0.005)


def test_synthetic_items_without_a_figure_are_not_asked(
    counts: dict, population: Population
) -> None:
    answers = draw(counts, population)
    first = answers[answers["wave_id"] == "w2014"]
    assert first[["team_type", *SHORTFALLS]].isin(["not_asked"]).all(axis=None)


@pytest.mark.parametrize("odds_ratio", [0.5, 1.0, 4.0])
def test_synthetic_association_is_the_one_asked_for(
    odds_ratio: float, counts: dict, population: Population
) -> None:
    logs = []
    for seed in range(25):
        wave = draw(counts, population, seed=seed, odds_ratio=odds_ratio)
        wave = wave[(wave["wave_id"] == "w2019") & (wave["has_team"] == "yes")]
        exposed = wave["team_type"].eq("type_broad_all")
        yes = wave["shortfall_prevention"].eq("yes")
        cells = [(exposed & yes).sum(), (exposed & ~yes).sum(), (~exposed & yes).sum()]
        a, b, c = (each + 0.5 for each in cells)
        logs.append(np.log(a / b / (c / ((~exposed & ~yes).sum() + 0.5))))
    error = np.std(logs) / np.sqrt(len(logs))
    assert np.mean(logs) == pytest.approx(np.log(odds_ratio), abs=4 * error + 0.02)


def test_synthetic_habit_raises_the_overlap(counts: dict, population: Population) -> None:
    def shared(habit: float) -> float:
        answers = draw(counts, population, habit=habit)
        first, second = (answers[answers["wave_id"] == wave] for wave in ("w2015", "w2017"))
        return second["name"].isin(set(first["name"])).mean()

    # By chance about the response of the earlier wave; with full habit nearly everyone.
    assert shared(0.0) == pytest.approx(SIZES["w2015"] / COUNTRY["w2015"], abs=0.1)
    assert shared(0.0) + 0.1 < shared(0.6) < shared(1.0)


def test_synthetic_item_nonresponse_leaves_answers_open(
    counts: dict, population: Population
) -> None:
    answers = draw(counts, population, item_nonresponse=0.3)
    asked = answers.loc[answers["wave_id"] == "w2019", "shortfall_outreach"]
    asked = asked[asked != "not_asked"]
    assert asked.eq("no_answer").mean() == pytest.approx(0.3, abs=0.12)


def test_synthetic_draw_is_the_same_for_the_same_seed(counts: dict, population: Population) -> None:
    pd.testing.assert_frame_equal(draw(counts, population), draw(counts, population))


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "sav"])
def test_synthetic_wave_comes_back_from_a_mapping_never_seen(
    suffix: str, counts: dict, population: Population, tmp_path: Path
) -> None:
    answers = draw(counts, population)
    wave = answers[answers["wave_id"] == "w2019"].reset_index(drop=True)
    file, mapping = tmp_path / f"SYNTHETIC_x.{suffix}", tmp_path / "x.yaml"
    write_wave(wave, file, mapping, draw_disguise(int(suffix == "csv") + 11))
    mergers = tmp_path / "SYNTHETIC_mergers.csv"
    population.mergers.to_csv(mergers, index=False)
    frames = clean_files(
        [file], [mapping], LISTS._replace(mergers=mergers), ESTIMATES, tmp_path / "private"
    )
    back = frames["answers"].sort_values("municipality").reset_index(drop=True)
    there = wave.sort_values("municipality").reset_index(drop=True)
    columns = ["municipality", "has_team", "team_type", *SHORTFALLS, "city_group", "weight"]
    pd.testing.assert_frame_equal(back[columns], there[columns], check_dtype=False)
    assert "type_broad_all" not in file.read_bytes().decode("latin-1") or suffix == "sav"


def test_synthetic_files_do_not_tell_when_they_were_written(
    counts: dict, population: Population, tmp_path: Path
) -> None:
    wave = draw(counts, population).query("wave_id == 'w2019'")
    sav, xlsx = tmp_path / "SYNTHETIC_x.sav", tmp_path / "SYNTHETIC_x.xlsx"
    for file in (sav, xlsx):
        write_wave(wave, file, tmp_path / "x.yaml", draw_disguise(1))
    long_ago = datetime(1970, 1, 1)
    header = pyreadstat.read_sav(sav, metadataonly=True)[1]
    assert (header.creation_time, header.file_label) == (long_ago, "SYNTHETIC")
    properties = openpyxl.load_workbook(xlsx).properties
    assert (properties.created, properties.modified) == (long_ago, long_ago)
    with ZipFile(xlsx) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_synthetic_file_name_must_say_so(
    counts: dict, population: Population, tmp_path: Path
) -> None:
    wave = draw(counts, population).query("wave_id == 'w2019'")
    with pytest.raises(InputError, match="says SYNTHETIC_"):
        write_wave(wave, tmp_path / "x.csv", tmp_path / "x.yaml", draw_disguise(1))


def test_published_counts_refuse_a_share_without_a_count() -> None:
    table = ESTIMATES.copy()
    table.loc[4, "pairs"] = "93/203"
    with pytest.raises(InputError, match="no count fits 204 with a team"):
        published_counts(table, G32)


def test_types_without_a_figure_share_out_the_rest(counts: dict, population: Population) -> None:
    wave = draw(counts, population).query("wave_id == 'w2017' and has_team == 'yes'")
    assert set(wave["team_type"]) <= set(TEAM_TYPES)
    assert wave["team_type"].eq("type_target_group").sum() == 47


def setting(tmp_path: Path, *names: str, **more: object) -> Path:
    for name in (*names, "m.yaml", "mergers.csv"):
        (tmp_path / name).write_text("x")
    files = [{"file": str(tmp_path / n), "mapping": str(tmp_path / "m.yaml")} for n in names]
    path = tmp_path / "microdata.yaml"
    content = {"files": files, "mergers": str(tmp_path / "mergers.csv"), **more}
    path.write_text(yaml.safe_dump(content))
    return path


def test_setting_tells_made_up_files_by_their_name(tmp_path: Path) -> None:
    assert read_setting(setting(tmp_path, "a.csv", "b.csv")).prefix == ""
    assert read_setting(setting(tmp_path, "SYNTHETIC_a.csv")).prefix == "SYNTHETIC_"
    with pytest.raises(InputError, match="may not stand together"):
        read_setting(setting(tmp_path, "a.csv", "SYNTHETIC_b.csv"))


def test_setting_that_is_wrong_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match='unknown key; did you mean "files"'):
        read_setting(setting(tmp_path, "a.csv", filez=[]))
    path = setting(tmp_path, "a.csv")
    (tmp_path / "a.csv").unlink()
    with pytest.raises(InputError, match=r"a\.csv does not exist"):
        read_setting(path)
    assert set(WAVES) == set(COUNTRY)
