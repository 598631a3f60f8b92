"""A job in a copy of the process that has the libraries loaded is the job that ``python`` would have run."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from wijkteams.workflow.warm import SERVER, start_server

JOB = Path("workflow/job.py").resolve()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    held = start_server()
    address = Path(os.environ.pop(SERVER))
    _wait_for(address.exists)
    yield str(address)
    os.close(held)
    _wait_for(lambda: not address.parent.exists())


def _wait_for(condition: object) -> None:
    end = time.monotonic() + 60
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.05)


def _run(script: Path, address: str | None, **given: object) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "WHO": "é", **({SERVER: address} if address else {})}
    command = [sys.executable, str(JOB), script.name, "--a", "b c"]
    return subprocess.run(
        command, cwd=script.parent, env=environ, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "body",
    [
        "import os, sys, helper; print(sys.argv, os.getcwd(), os.environ['WHO'], helper.X, __name__)",
        "import sys; sys.exit(3)",
        "raise SystemExit('one clear message')",
        "import subprocess; print(subprocess.run(['false']).returncode)",
        "import atexit; atexit.register(print, 'tidied'); print('done')",
        "import sys; print(sorted(n for n in sys.modules if n.startswith('wijkteams.') and 'workflow' not in n))",
    ],
)
def test_a_warm_job_says_and_returns_what_a_cold_one_does(
    body: str, address: str, tmp_path: Path
) -> None:
    (tmp_path / "helper.py").write_text("X = 1", encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text(body, encoding="utf-8")
    cold, warm = (_run(script, each) for each in (None, address))
    assert (warm.returncode, warm.stdout, warm.stderr) == (
        cold.returncode,
        cold.stdout,
        cold.stderr,
    )
    # A job that asks for a process that is gone runs by itself.
    gone = _run(script, str(tmp_path / "gone"))
    assert (gone.returncode, gone.stdout) == (cold.returncode, cold.stdout)


def test_a_defect_shows_its_traceback_and_a_killed_job_is_a_failed_one(
    address: str, tmp_path: Path
) -> None:
    script = tmp_path / "script.py"
    script.write_text("1 / 0", encoding="utf-8")
    defect = _run(script, address)
    assert defect.returncode == 1
    assert "ZeroDivisionError" in defect.stderr
    script.write_text("import os; os.kill(os.getpid(), 9)", encoding="utf-8")
    killed = _run(script, address)
    assert killed.returncode == 1
    assert "killed" in killed.stderr


def test_a_job_has_the_libraries_and_ends_with_the_one_who_asked(
    address: str, tmp_path: Path
) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import os, pathlib, sys, time\nassert 'scipy.stats' in sys.modules\n"
        "pathlib.Path('pid').write_text(str(os.getpid()))\ntime.sleep(60)",
        encoding="utf-8",
    )
    client = subprocess.Popen(
        [sys.executable, str(JOB), script.name], cwd=tmp_path, env={**os.environ, SERVER: address}
    )
    _wait_for(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text())
    worker = int((tmp_path / "pid").read_text())
    client.send_signal(signal.SIGKILL)
    client.wait()
    _wait_for(lambda: not Path(f"/proc/{worker}").exists())
