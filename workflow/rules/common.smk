"""What every stage uses: one run at a time, a fixed environment, and what a script is run with."""

import hashlib
import os
import sys
from pathlib import Path

SOURCE = Path("src")
sys.path.insert(0, str(SOURCE.resolve()))

from wijkteams.workflow.adaptor import command_options
from wijkteams.workflow.locks import wait_for_turn
from wijkteams.workflow.modules import imported_files
from wijkteams.workflow.settings import check_settings
from wijkteams.workflow.surroundings import check_surroundings, environment_of_jobs
from wijkteams.workflow.warm import start_server

check_settings(config, Path("config/config.yaml"))

if workflow.is_main_process:
    # Held until this process ends, however it ends.
    TURN = wait_for_turn(runs=Path("workflow"), jobs=SOURCE / "wijkteams" / "workflow")
    # Only now: the folders that another run makes and removes while it works are no fault.
    check_surroundings(Path())

os.environ |= environment_of_jobs(SOURCE, cache=Path(".snakemake/home"))
# Settings of the user, which would change what is drawn.
os.environ.pop("MATPLOTLIBRC", None)


wildcard_constraints:
    topic="[a-z0-9_]+",
    namespace="[a-z_]+",
    chapter="[a-z0-9_]+",


def settings(**given):
    """Params of a rule: what is `given` (values, or functions of the wildcards), and from it the options of its script.

    An option is made of everything that has a name: the inputs but `code`, the outputs, and what is given here. Inputs without
    a name are waited for and not passed on. Snakemake does not look at `options`, as they derive from inputs and outputs; what is
    given stands beside them, so that a change of it reruns the rule.
    """

    def options(wildcards, input, output):
        values = {name: value(wildcards) if callable(value) else value for name, value in given.items()}
        named = {**dict(input.items()), **dict(output.items()), **values}
        return command_options({name: value for name, value in named.items() if name != "code"})

    return {**given, "options": options}


def run_script(name):
    """The shell command of a script, with its terminal output kept in the log of the rule as well."""
    return f"python workflow/job.py workflow/scripts/{name}.py {{params.options}} 2>&1 | tee {{log:q}}"


def code_of(script):
    """List a script and every module of ours that it imports; an edit to any of them reruns what uses it."""
    path = Path("workflow/scripts") / f"{script}.py"
    return sorted(map(str, [path, *imported_files(path.read_text(encoding="utf-8"), SOURCE)]))


def modules_of(name):
    """The files behind a module of ours that code reaches by name, and every module that it imports."""
    return list(map(str, imported_files(f"import {name}", SOURCE)))


def digest(*entries):
    """Make a short fingerprint; as a parameter it reruns a job when, and only when, an entry changes."""
    return hashlib.sha256(repr(entries).encode()).hexdigest()[:12]
