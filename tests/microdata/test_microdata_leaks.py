"""Marked words in every place of every file, through the check and the cleaning: none is seen outside the private folder."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyreadstat
import pytest
import yaml

from tests.microdata.conftest import LISTS, PUBLISHED, ROOT, write_csv, write_xlsx
from wijkteams.checking.problems import InputError
from wijkteams.microdata.setting import read_setting
from wijkteams.workflow.adaptor import adapt

# One word of letters, one that can be a code or a number.
CANARIES = ("Kanarie", "733133")


def script(name: str) -> Callable[..., None]:
    path = ROOT / "workflow" / "scripts" / f"{name}_microdata.py"
    spec = importlib.util.spec_from_file_location(f"{name}_microdata", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.main


@pytest.fixture
def seen(tmp_path: Path, capfd: pytest.CaptureFixture) -> Callable[..., str]:
    """Run check and cleaning; return all that was printed, and what was written outside the private folder."""
    estimates = tmp_path / "estimates.csv"
    PUBLISHED.to_csv(estimates, index=False)
    outside = tmp_path / "outside"
    outside.mkdir()

    def _seen(
        file: Path,
        mapping: Path,
        mergers: Path = LISTS.mergers,
        steps: tuple[str, ...] = ("check", "clean"),
    ) -> str:
        private = tmp_path / "private"
        shared = [
            "--mergers", str(mergers), "--municipalities", str(LISTS.municipalities),
            "--members", str(LISTS.members), "--waves", str(LISTS.waves),
            "--folder", str(private / "microdata"), "--closed", str(private),
        ]  # fmt: skip
        check = ["--file", str(file), "--mapping", str(mapping)]
        clean = [
            "--files", str(file), "--mappings", str(mapping), "--estimates", str(estimates),
            "--setting", "",
        ]  # fmt: skip
        for name in steps:
            try:
                adapt(script(name), [*{"check": check, "clean": clean}[name], *shared])
            except SystemExit as stopped:
                assert stopped.code == 1
        known = {file, mapping, mergers, estimates}
        written = [
            path
            for path in tmp_path.rglob("*")
            if path.is_file() and path not in known and private not in path.parents
        ]
        assert written == []
        printed = "".join(capfd.readouterr())
        assert "Traceback" not in printed
        return printed

    return _seen


def write(tmp_path: Path, good: dict, mapping: Any, suffix: str = "csv") -> tuple[Path, Path]:
    file, form = tmp_path / f"a.{suffix}", tmp_path / "a.yaml"
    {"csv": write_csv, "xlsx": write_xlsx}[suffix](good, file)
    form.write_text(mapping if isinstance(mapping, str) else yaml.safe_dump(mapping), "utf-8")
    return file, form


@pytest.mark.parametrize(
    ("canary", "suffix"), [(CANARIES[0], "csv"), (CANARIES[1], "csv"), (CANARIES[0], "xlsx")]
)
@pytest.mark.parametrize("column", ["GM", "NAAM", "TEAM", "TYPE", "PREV", "MEER", "INW", "GEWICHT"])
def test_no_cell_is_printed(
    column: str, canary: str, suffix: str, good: dict, mapping: dict, seen: Callable, tmp_path: Path
) -> None:
    good[column][2] = f"{canary}7" if column == "INW" else canary
    printed = seen(*write(tmp_path, good, mapping, suffix))
    assert "row 4" in printed
    assert canary not in printed
    # The owner finds the value, and the gate would have seen it.
    kept = (tmp_path / "private/microdata/problems.csv").read_text(encoding="utf-8")
    assert canary in kept


@pytest.mark.parametrize("column", ["GM", "PREV", "INW", "EXTRA"])
def test_no_header_is_printed(
    column: str, good: dict, mapping: dict, seen: Callable, tmp_path: Path
) -> None:
    renamed = {("Kanarie" if name == column else name): cells for name, cells in good.items()}
    if column == "EXTRA":
        renamed["Kanarie"] = ["1"] * 5
    assert "Kanarie" not in seen(*write(tmp_path, renamed, mapping))
    # Also where the mapping names it, and a cell below is wrong.
    text = yaml.safe_dump(mapping).replace(column, "Kanarie")
    renamed["TYPE"][1] = "733133"
    printed = seen(*write(tmp_path, renamed, text))
    assert not [each for each in CANARIES if each in printed]


MAPPINGS = [
    "Kanarie: 1\nwave: w2015\nmunicipality: {code: GM}\n",
    "wave: Kanarie\nmunicipality: {code: GM}\n",
    "wave: {column: Kanarie, codes: {Kanarie: w2015}}\nmunicipality: {code: GM}\n",
    "wave: w2015\nmunicipality: {code: Kanarie}\n",
    "wave: w2015\nmunicipality: {code: GM, codes_of: Kanarie}\n",
    "wave: w2015\nmunicipality: Kanarie\n",
    "wave: w2015\nmunicipality: [Kanarie]\n",
    "wave: w2015\nmunicipality: {code: GM}\nitems: {Kanarie: {column: TEAM, codes: {1: yes}}}\n",
    "wave: w2015\nmunicipality: {code: GM}\nitems: {has_team: {column: TEAM, codes: {Kanarie: Kanarie}}}\n",
    "wave: w2015\nmunicipality: {code: GM}\nitems: {has_team: {column: TEAM, codes: {Kanarie: yes}}}\n",
    "wave: w2015\nmunicipality: {code: GM}\nitems: {has_team: {column: TEAM, codes: {Kanarie: {Kanarie: x}}}}\n",
    "wave: w2015\nmunicipality: {code: GM}\nitems: {has_team: {column: Kanarie, codes: {1: yes}}}\nignore: [Kanarie]\n",
    "wave: w2015\nmunicipality: {code: GM}\nformat: {encoding: Kanarie}\n",
    "wave: w2015\nmunicipality: {code: GM}\nformat: {delimiter: Kanarie}\n",
    "wave: w2015\nmunicipality: {code: GM}\nformat: {sheet: Kanarie}\n",
    "wave: w2015\nmunicipality: {code: GM}\nduplicates: Kanarie\nignore: {Kanarie: Kanarie}\n",
    "wave: w2015\nwave: Kanarie\nKanarie: 1\nKanarie: 2\n",
    "wave: *Kanarie\n",
    "wave: &Kanarie [*Kanarie]\n",
    "wave: !Kanarie x\nmunicipality: {code: GM}\n",
    "%Kanarie\n---\nwave: 1\n",
    "wave: 'Kanarie\n",
    'wave: "\\Kanarie"\n',
    "Kanarie\n",
    "- Kanarie\n",
    "? [Kanarie]\n: Kanarie\n",
    "? {Kanarie: Kanarie}\n: Kanarie\n",
    "wave: w2015 # Kanarie\x07\n",
    "Kanarie: : : {\n",
    "\tKanarie: 1\n",
    "--- Kanarie\n--- Kanarie\n",
    "<<: {Kanarie: Kanarie}\n",
]


@pytest.mark.parametrize("text", MAPPINGS)
def test_no_word_of_a_mapping_is_printed(
    text: str, good: dict, seen: Callable, tmp_path: Path
) -> None:
    printed = seen(*write(tmp_path, good, text), steps=("check",))
    assert "problem(s); nothing was written." in printed
    assert "Kanarie" not in printed


def spss(path: Path) -> Path:
    frame = pd.DataFrame(
        {"GM": ["0363", "Kanarie"], "Kanarie": ["Kanarie", "b"], "TEAM": [1.0, 7.0]}
    )
    pyreadstat.write_sav(
        frame, str(path), file_label="Kanarie", column_labels=["Kanarie", "x", "y"],
        variable_value_labels={"TEAM": {1.0: "Kanarie"}}, missing_ranges={"TEAM": [1]},
    )  # fmt: skip
    return path


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Kanarie"
    for row in (["GM", "TEAM"], ["=Kanarie(1)", "#NAME?"], ["Kanarie", "733133"]):
        book.active.append(row)
    book.create_sheet("Kanarie 2")
    book.save(path)
    return path


def text_file(path: Path) -> Path:
    path.write_text("GM: Kanarie;TEAM;x\n0363: Kanarie;733133;'\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("mapping_is", ["good", "csv", "xlsx"])
@pytest.mark.parametrize("suffix", ["csv", "xlsx", "sav", "ods"])
@pytest.mark.parametrize("make", [spss, workbook, text_file])
def test_any_file_in_any_place_prints_nothing_of_it(
    make: Callable, suffix: str, mapping_is: str, mapping: dict, seen: Callable, tmp_path: Path
) -> None:
    original = make(tmp_path / {spss: "o.sav", workbook: "o.xlsx", text_file: "o.csv"}[make])
    file = original.rename(tmp_path / f"b.{suffix}")
    form = tmp_path / "b.form"
    if mapping_is == "good":
        form.write_text(yaml.safe_dump(mapping), encoding="utf-8")
    else:
        {"csv": text_file, "xlsx": workbook, "sav": spss}[mapping_is](tmp_path / f"n.{mapping_is}")
        (tmp_path / f"n.{mapping_is}").rename(form)
    printed = seen(file, form, steps=("check",))
    assert "nothing was written." in printed
    assert not [each for each in CANARIES if each in printed]


def test_a_file_in_the_place_of_a_public_list_prints_nothing_of_it(
    good: dict, mapping: dict, seen: Callable, tmp_path: Path
) -> None:
    table = pd.read_csv(LISTS.mergers, dtype=str, keep_default_na=False)
    table.loc[3, "old_code"] = "Kanarie"
    for make in (text_file, spss, lambda path: table.to_csv(path, index=False)):
        make(tmp_path / "list.csv")
        printed = seen(*write(tmp_path, good, mapping), tmp_path / "list.csv")
        assert "No problem was found" not in printed
        assert "Kanarie" not in printed


@pytest.mark.parametrize("make", [text_file, spss, workbook])
def test_a_file_in_the_place_of_the_setting_prints_nothing_of_it(
    make: Callable, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        read_setting(make(tmp_path / {spss: "a.sav", workbook: "a.xlsx", text_file: "a.csv"}[make]))
    assert "Kanarie" not in str(caught.value)


@pytest.mark.parametrize("module", ["openpyxl.load_workbook", "wijkteams.microdata.pipeline.clean"])
def test_unforeseen_error_of_a_library_prints_no_text(
    module: str,
    good: dict,
    mapping: dict,
    seen: Callable,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ExceptionGroup("Kanarie", [ValueError("Kanarie 733133")])

    monkeypatch.setattr(module, fail)
    printed = seen(*write(tmp_path, good, mapping, "xlsx"))
    assert "nothing was written" in printed or "stopped on ExceptionGroup" in printed
    assert "Kanarie" not in printed
    private = [path.read_text() for path in (tmp_path / "private/microdata").iterdir()]
    assert any("Kanarie 733133" in text for text in private)
