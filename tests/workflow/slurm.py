"""A Slurm cluster of one node: this machine, for as long as a test needs it. Debian's slurm-wlm and munge, as root."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CONFIGURATION = Path("/etc/slurm/slurm.conf")
FOLDERS = (Path("/var/spool/slurmctld"), Path("/var/spool/slurmd"))
SETTINGS = """ClusterName=one
SlurmctldHost={host}(127.0.0.1)
SlurmUser=root
StateSaveLocation=/var/spool/slurmctld
SlurmdSpoolDir=/var/spool/slurmd
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
NodeName={host} NodeAddr=127.0.0.1 CPUs={cores} RealMemory={memory} State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""


def absent() -> str:
    """Return why no cluster can be started here; nothing where one can."""
    wanted = [name for name in ("munged", "slurmctld", "slurmd") if not shutil.which(name)]
    if wanted:
        return f"{', '.join(wanted)} not installed (Debian: slurm-wlm, munge)"
    return "" if os.geteuid() == 0 else "needs root"


@contextmanager
def cluster() -> Iterator[None]:
    """Run a cluster of this machine while the body runs; a configuration that was there comes back."""
    before = CONFIGURATION.read_bytes() if CONFIGURATION.is_file() else None
    host, pages = socket.gethostname().split(".")[0], os.sysconf("SC_PHYS_PAGES")
    memory = pages * os.sysconf("SC_PAGE_SIZE") // 2**20 * 9 // 10
    for folder in (*FOLDERS, CONFIGURATION.parent, Path("/run/munge")):
        folder.mkdir(parents=True, exist_ok=True)
    shutil.chown("/run/munge", "munge", "munge")
    CONFIGURATION.write_text(
        SETTINGS.format(host=host, cores=os.cpu_count(), memory=memory), encoding="utf-8"
    )
    commands = (["munged", "--foreground"], ["slurmctld", "-D"], ["slurmd", "-D"])
    users = ("munge", None, None)
    started = [
        subprocess.Popen(command, user=user, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for command, user in zip(commands, users, strict=True)
    ]
    try:
        _wait_for_node()
        yield
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()
        CONFIGURATION.unlink()
        if before is not None:
            CONFIGURATION.write_bytes(before)


def _wait_for_node() -> None:
    for _ in range(60):
        said = subprocess.run(
            ["sinfo", "-h", "-o", "%T"], capture_output=True, text=True, check=False
        )
        if said.stdout.strip() == "idle":
            return
        time.sleep(1)
    raise RuntimeError(f"the node does not come up: {said.stdout}{said.stderr}")
