"""Run a script as a job: in a copy of the process that has the libraries loaded, or here where there is none.

Used by the rules in place of ``python``: ``python workflow/job.py workflow/scripts/<name>.py <options>``. It imports next to
nothing, as it starts once for each job.
"""

import array
import json
import os
import runpy
import socket
import sys
from pathlib import Path

SERVER = "WIJKTEAMS_WARM"
"""The environment variable with the address of the process that has the libraries loaded."""


def run_warm(address: str, argv: list[str]) -> int | None:
    """Have the script run by a copy of the process at `address`; None where there is no such process."""
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(address)
        except OSError:
            return None
        request = json.dumps(
            {"argv": argv, "cwd": str(Path.cwd()), "environ": dict(os.environ)}
        ).encode()
        streams = array.array("i", [1, 2]).tobytes()
        ancillary = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, streams)]
        connection.sendmsg([len(request).to_bytes(4, "big")], ancillary)
        connection.sendall(request)
        status = connection.recv(1)
    if not status:
        print("The job was killed before it ended.", file=sys.stderr)
    return status[0] if status else 1


if __name__ == "__main__":
    address = os.environ.get(SERVER)
    status = run_warm(address, sys.argv[1:]) if address else None
    if status is None:
        del sys.argv[0]
        sys.path[0] = str(Path(sys.argv[0]).parent)
        runpy.run_path(sys.argv[0], run_name="__main__")
    else:
        sys.exit(status)
