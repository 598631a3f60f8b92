"""The strict form of the setting: each fault gives one line with the file, the row, the key and the rule."""

from pathlib import Path

import pytest

from wijkteams.checking.problems import InputError
from wijkteams.microdata.setting import MERGERS, read_setting


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.csv", "b.csv", "SYNTHETIC_c.csv", "m.yaml", MERGERS):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    monkeypatch.chdir(tmp_path)


def told(text: str) -> str:
    Path("s.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_setting(Path("s.yaml"))
    head, line = str(caught.value).splitlines()
    assert head == "1 problem(s); nothing was written."
    return line


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "s.yaml: the setting is empty; check that it is the right file"),
        (
            "- {file: a.csv, mapping: m.yaml}\n",
            "s.yaml, row 1: keys are needed here; known are files",
        ),
        ("files: []\n", "s.yaml, row 1, files: nothing stands here; give at least one entry"),
        ("files: a.csv\n", "s.yaml, row 1, files: a list is needed here"),
        (
            "files:\n- {file: a.csv, mapping: m.yaml}\n- {file: ./a.csv, mapping: m.yaml}\n",
            "s.yaml, row 1, files: the file ./a.csv is given twice, as number 1 and 2; keep one",
        ),
        (
            "files:\n- {file: a.csv, mapping: m.yaml}\n- {file: SYNTHETIC_c.csv, mapping: m.yaml}\n",
            "s.yaml, row 1, files: made-up and real files may not stand together; take one kind out",
        ),
        (
            "files:\n- file: none.csv\n  mapping: m.yaml\n",
            "s.yaml, row 2, files.number 1.file: the file none.csv does not exist; check its path",
        ),
        (
            "files:\n- {file: a.csv}\n",
            "s.yaml, row 2, files.number 1: the key mapping is missing; add it",
        ),
        (
            "files: [{file: a.csv, mapping: m.yaml}]\nmergers: none.csv\n",
            "s.yaml, row 2, mergers: the file none.csv does not exist; check its path",
        ),
        (
            "files: [{file: a.csv, mapping: m.yaml}]\nrelease: true\n",
            "s.yaml, row 2, release: not a word that this key takes; known are yes, no",
        ),
    ],
)
def test_setting_that_is_broken_names_file_row_key_and_rule(text: str, message: str) -> None:
    assert told(text).startswith(message)


def test_setting_whose_table_of_mergers_is_gone_is_refused() -> None:
    Path(MERGERS).unlink()
    assert "the file data/raw/municipal_mergers.csv does not exist" in told(
        "files: [{file: a.csv, mapping: m.yaml}]"
    )


@pytest.mark.parametrize(("word", "wanted"), [("", False), ("no", False), ("yes", True)])
def test_setting_releases_only_when_it_says_so(word: str, wanted: bool) -> None:
    release = f"\nrelease: {word}" if word else ""
    files = "{file: a.csv, mapping: m.yaml}, {file: b.csv, mapping: m.yaml}"
    Path("s.yaml").write_text(f"files: [{files}]{release}")
    setting = read_setting(Path("s.yaml"))
    assert setting.release is wanted
    assert [each.file for each in setting.files] == ["a.csv", "b.csv"]
    assert setting.mergers == MERGERS
    assert len(setting.stamps) == 5
