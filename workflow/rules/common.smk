"""What every stage uses: one run at a time, a fixed environment, and the source modules behind each script."""

import hashlib
import os
import sys
from pathlib import Path

SOURCE = Path("src")
sys.path.insert(0, str(SOURCE.resolve()))

from wijkteams.workflow.settings import check_settings
from wijkteams.workflow.locks import wait_for_turn
from wijkteams.workflow.modules import imported_files

check_settings(config, Path("config/config.yaml"))

if workflow.is_main_process:
    # Held until this process ends, however it ends.
    TURN = wait_for_turn(runs=Path("workflow"), jobs=SOURCE / "wijkteams" / "workflow")

# Jobs find this interpreter and this package, and give the same bytes on every machine.
os.environ |= {
    "PATH": os.pathsep.join([str(Path(sys.executable).parent), *os.get_exec_path()]),
    "PYTHONPATH": str(SOURCE.resolve()),
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "SOURCE_DATE_EPOCH": "0",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "agg",
}


wildcard_constraints:
    topic="[a-z0-9_]+",
    namespace="[a-z_]+",
    chapter="[a-z0-9_]+",


def code_of(*scripts):
    """List some scripts and every module of ours that they import; an edit to any of them reruns what uses it."""
    paths = [Path("workflow/scripts") / f"{script}.py" for script in scripts]
    modules = {m for path in paths for m in imported_files(path.read_text(encoding="utf-8"), SOURCE)}
    return sorted(map(str, [*paths, *modules]))


def modules_of(*names):
    """The files behind modules of ours that code reaches by name, and every module that they import."""
    return sorted({str(m) for name in names for m in imported_files(f"import {name}", SOURCE)})


def digest(*entries):
    """Make a short fingerprint; as a parameter it reruns a job when, and only when, an entry changes."""
    return hashlib.sha256(repr(entries).encode()).hexdigest()[:12]


def run_script(name, options):
    """The shell command of a script, with its terminal output kept in the log of the rule as well."""
    return f"python workflow/scripts/{name}.py {options} 2>&1 | tee {{log:q}}"


def raw_files(topic):
    """The raw files of one topic, or of all (`**`)."""
    return sorted(map(str, (RAW / "topics").glob(f"{topic}/*.csv")))


def figure_files(figures):
    """Every file of some figures."""
    return [f"results/figures/{each.id}.{suffix}" for each in figures for suffix in FIGURE_SUFFIXES]


def numbers_file(key):
    """The file that holds a number: one for each namespace, so that a figure depends on its own topic only."""
    return f"results/publish/numbers/{key.split('.')[0]}.json"


def numbers_inputs(wildcards):
    """The results behind the numbers of one namespace."""
    wanted = NUMBERS[wildcards.namespace]
    fixed = {
        "survey": {"waves": "data/raw/waves.csv"},
        "register": {"counts": rules.tidy_register.output.counts},
        "change": {"changes": rules.merge_changes.output.changes},
        "printed": {"figures": "results/register/package/figures.csv"},
    }
    if wildcards.namespace in fixed:
        return fixed[wildcards.namespace]
    named = [*wanted.get("cells", {}).values(), *wanted.get("rows", {}).values()]
    if named:
        shares = {f"results/estimates/{name.split('.')[0]}.csv" for each in named for name in each.get("of", [])}
        return {"tables": sorted({each["table"] for each in named} | shares)}
    inputs = {"estimates": f"results/estimates/{wildcards.namespace}.csv"}
    if "trends" in wanted:
        inputs["trends"] = "results/models/shortfall_by_date.csv"
    return inputs


def results_of_tables(tables):
    """The results behind some tables; with the numbers, where a text of theirs prints one."""
    numbers = [rules.merge_numbers.output.numbers for table in tables if keys_used(table)]
    return sorted({*(table.data for table in tables), *numbers})


def results_of_chapter(wildcards):
    """The results that the cells of a chapter show or read."""
    shown, read = results_named_in(CODE[wildcards.chapter])
    return results_of_tables([TABLES[id] for id in shown & TABLES.keys()]) + sorted(read)
