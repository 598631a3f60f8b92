"""Scripts: options from the signature, outputs whole or not at all."""

import shlex
from pathlib import Path

import pytest

from wijkteams.checking.problems import InputError
from wijkteams.workflow.adaptor import Output, adapt, command_options
from wijkteams.workflow.locks import RUN


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(RUN, raising=False)


def test_adapt_reads_every_kind_of_option() -> None:
    seen: list[object] = []

    def main(
        text: str,
        number: int,
        share: float,
        files: list[Path],
        target: Output,
        more: Path | None = None,
        others: list[Path] | None = None,
    ) -> None:
        seen.extend([text, number, share, files, more, others])
        target.write_text("done", encoding="utf-8")

    options = "--text a --number 3 --share 0.5 --files x y --target out.csv --others z"
    adapt(main, options.split(" "))
    assert seen == ["a", 3, 0.5, [Path("x"), Path("y")], None, [Path("z")]]
    assert Path("out.csv").read_text(encoding="utf-8") == "done"


def test_adapt_refuses_an_unknown_option(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        adapt(lambda: None, ["--wrong", "x"])
    assert "--wrong" in capsys.readouterr().err


@pytest.mark.parametrize("error", [InputError("line 3 is wrong"), RuntimeError("defect")])
def test_adapt_leaves_the_old_output_when_the_script_fails(
    error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("out.csv").write_text("old", encoding="utf-8")

    def main(target: Output) -> None:
        target.write_text("half", encoding="utf-8")
        raise error

    with pytest.raises((SystemExit, RuntimeError)):
        adapt(main, ["--target", "out.csv"])
    assert Path("out.csv").read_text(encoding="utf-8") == "old"
    shown = capsys.readouterr().err
    assert ("line 3 is wrong" in shown) == isinstance(error, InputError)
    assert "Traceback" not in shown


def test_adapt_fails_when_a_promised_output_was_not_written() -> None:
    def main(first: Output, second: Output) -> None:
        first.write_text("whole", encoding="utf-8")

    with pytest.raises(FileNotFoundError):
        adapt(main, ["--first", "a.csv", "--second", "b.csv"])


def test_adapt_writes_nothing_for_a_run_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess

    gone = subprocess.Popen(["true"])
    gone.wait()
    monkeypatch.setenv(RUN, str(gone.pid))

    def main(target: Output) -> None:
        target.write_text("late", encoding="utf-8")

    with pytest.raises(SystemExit, match="gone"):
        adapt(main, ["--target", "out.csv"])
    assert not Path("out.csv").exists()


def test_options_derive_from_names() -> None:
    named = {
        "a_file": "with space {x}.csv", "more": ["x", Path("it's")], "none": "", "no_list": [],
        "left_out": None, "zero": 0, "entry": {"a": "b c"},
    }  # fmt: skip
    assert shlex.split(command_options(named)) == [
        "--a-file", "with space {x}.csv", "--more", "x", "it's", "--zero", "0", "--entry", '{"a": "b c"}',
    ]  # fmt: skip
