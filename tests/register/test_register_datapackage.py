"""The published package is valid for Frictionless, and a change in it is noticed."""

import json
from zipfile import ZipFile

import frictionless
import pandas as pd
import pytest

from wijkteams.checking.problems import InputError
from wijkteams.register.datapackage import (
    code_list,
    data_dictionary,
    describe_package,
    published_tables,
    write_package,
)
from wijkteams.register.published import PUBLISHED_MODELS
from wijkteams.register.vocabulary import VOCABULARIES


@pytest.fixture(scope="module")
def package(raw, tmp_path_factory):
    """The package of the register of this publication."""
    return write_package(published_tables(raw), tmp_path_factory.mktemp("package"), "0.0.0")


@pytest.fixture
def small_package(small, tmp_path):
    """A package that a test may break."""
    return write_package(published_tables(small.raw), tmp_path / "package", "0.0.0")


def _errors(descriptor):
    report = frictionless.validate(str(descriptor))
    return {error.type for task in report.tasks for error in task.errors} | {
        error.type for error in report.errors
    }


def test_write_package_is_valid_for_frictionless(package):
    report = frictionless.validate(str(package))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])
    assert {task.name for task in report.tasks} == set(PUBLISHED_MODELS)


def test_write_package_describes_licence_version_and_files(package):
    descriptor = json.loads(package.read_text(encoding="utf-8"))
    assert descriptor["licenses"][0]["name"] == "CC-BY-4.0"
    assert descriptor["version"] == "0.0.0"
    for resource in descriptor["resources"]:
        assert resource["bytes"] == (package.parent / resource["path"]).stat().st_size
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_write_package_archives_every_file_without_a_date(package, tmp_path):
    with ZipFile(package.parent / "wijkteams-register.zip") as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        archive.extractall(tmp_path)
    assert frictionless.validate(str(tmp_path / "wijkteams-register" / "datapackage.json")).valid


def test_write_package_is_the_same_twice(raw, package, tmp_path):
    again = write_package(published_tables(raw), tmp_path, "0.0.0")
    files = {path.name: path.read_bytes() for path in package.parent.iterdir()}
    assert {path.name: path.read_bytes() for path in again.parent.iterdir()} == files


def test_frictionless_notices_a_changed_number(small_package):
    series = small_package.parent / "series.csv"
    series.write_text(series.read_text(encoding="utf-8").replace(",59,", ",58,", 1))
    assert "hash-count" in _errors(small_package)


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        (",percent,", ",per cent,", "constraint-error"),
        ("MOG2016.07,", "MOG2016.13,", "primary-key"),
        (",has_team,", ",has_a_team,", "foreign-key"),
        (",224,", ",many,", "type-error"),
    ],
)
def test_frictionless_notices_a_cell_that_breaks_its_schema(small_package, old, new, error):
    figures = small_package.parent / "figures.csv"
    text = figures.read_text(encoding="utf-8")
    assert old in text
    figures.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert error in _errors(small_package)


def test_describe_package_names_the_file_with_another_header(small_package):
    folder = small_package.parent
    table = pd.read_csv(folder / "flow.csv").drop(columns="meaning")
    table.to_csv(folder / "flow.csv", index=False)
    (folder / "waves.csv").unlink()
    with pytest.raises(InputError, match=r"flow\.csv:1(.|\n)*waves\.csv:1"):
        describe_package(folder, "0.0.0")


def test_published_tables_hold_every_raw_row(small):
    tables = published_tables(small.raw)
    assert {name: len(tables[name]) for name in ("items", "figures", "contradictions")} == {
        "items": 6,
        "figures": 14,
        "contradictions": 1,
    }


def test_data_dictionary_describes_every_published_column(raw):
    described = data_dictionary().groupby("table", sort=False)["column"].agg(list)
    for name, table in published_tables(raw).items():
        assert described[name] == list(table.columns)
    known = set(data_dictionary()["vocabulary"]) - {""}
    assert known <= set(VOCABULARIES) == set(code_list()["vocabulary"])
