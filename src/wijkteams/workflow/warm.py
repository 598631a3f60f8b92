"""A process that has the libraries loaded, and of which each job is a copy.

Importing pandas, scipy, statsmodels and matplotlib takes longer than most jobs do. A run starts this process once; it
loads the libraries, and for each job that asks (``workflow/job.py``) it forks. Nothing of this project is loaded
before the fork, so a job always runs the code that stands on the disk. A job that asks while the libraries are being
loaded waits, as loading them itself would take longer; where the process is gone, a job runs by itself as before.
"""

import array
import atexit
import contextlib
import gc
import importlib
import json
import os
import runpy
import select
import shutil
import signal
import socket
import sys
import tempfile
import threading
import traceback
from pathlib import Path
from typing import Any

SERVER = "WIJKTEAMS_WARM"
"""The environment variable in which a run gives the address of this process to its jobs."""

LIBRARIES = (
    "pandas",
    "pydantic.dataclasses",
    "pydantic.types",
    "yaml",
    "scipy.optimize",
    "scipy.stats",
    "matplotlib.figure",
    "matplotlib.backends.backend_pdf",
    "matplotlib.backends.backend_svg",
    "seaborn",
    "statsmodels.api",
    "nbclient",
    "myst_nb.core.read",
    "bs4",
)
"""What most jobs import, the most wanted first."""

_ALLOCATIONS = 50_000
"""How many new objects a job makes before it looks for what can be freed; Python's own number is 700."""


def start_server() -> int:
    """Start the process, and tell the jobs of this run where it is.

    Returns
    -------
    int
        An open file descriptor. The process ends when it closes, and so with this process, however that ends.
    """
    folder = tempfile.mkdtemp(prefix="wijkteams-")
    os.environ[SERVER] = str(Path(folder, "jobs"))
    theirs, ours = os.pipe()
    command = [sys.executable, "-m", __name__, folder]
    os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, theirs, 0)])
    os.close(theirs)
    return ours


def serve(folder: Path) -> None:
    """Load the libraries, then fork for each job, until the input of this process closes."""
    # Copies are not waited for: a job says itself how it ended.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "jobs"))
        listener.listen()
        for name in LIBRARIES:
            # One that cannot be loaded is for the job that needs it to tell.
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
        # What is loaded stays: looking through it for what can be freed, time and again, is a good part of many a job.
        gc.freeze()
        gc.set_threshold(_ALLOCATIONS)
        while listener in select.select([listener, sys.stdin], [], [])[0]:
            connection, _ = listener.accept()
            if os.fork() == 0:
                listener.close()
                _work(connection)
            connection.close()
    shutil.rmtree(folder, ignore_errors=True)


def _work(connection: socket.socket) -> None:
    """Be the job: take over its streams, folder and environment, run its script, and say how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    request = _receive(connection)
    # A job whose client was killed is killed too.
    threading.Thread(target=_end_with, args=(connection,), daemon=True).start()
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["environ"])
    sys.argv = request["argv"]
    sys.path[0] = str(Path(sys.argv[0]).parent)
    status = _status_of(sys.argv[0])
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    with contextlib.suppress(OSError):
        connection.send(bytes([status]))
    os._exit(status)


def _status_of(script: str) -> int:
    """Run the script as ``python`` would, and return its exit status."""
    try:
        runpy.run_path(script, run_name="__main__")
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def _receive(connection: socket.socket) -> Any:
    """Return what a client asks for; its standard output and error become those of this process."""
    streams = array.array("i")
    size, ancillary, _, _ = connection.recvmsg(4, socket.CMSG_SPACE(2 * streams.itemsize))
    streams.frombytes(ancillary[0][2])
    for ours, theirs in enumerate(streams, start=1):
        os.dup2(theirs, ours)
        os.close(theirs)
    with connection.makefile("rb") as stream:
        return json.loads(stream.read(int.from_bytes(size, "big")))


def _end_with(connection: socket.socket) -> None:
    """End this process when the client is gone: it sends nothing, so that any answer is the end."""
    connection.recv(1)
    os._exit(1)


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
