"""Rules that one likes to read, and a workflow that its own tools find clean."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
RULE_FILES = sorted((ROOT / "workflow" / "rules").glob("*.smk"))
SCRIPTS = sorted((ROOT / "workflow" / "scripts").glob("*.py"))
RULE = re.compile(r"^( *)(?:rule|checkpoint)(?: \w+)?:\n((?:\1    .*\n|\n)+)", re.MULTILINE)


def faults(text: str) -> list[str]:
    """What is missing in a rule file."""
    found = []
    header = re.match(r'"""(.+?)"""', text, re.DOTALL)
    if RULE.search(text) and not (header and "Inputs:" in header[1] and "Outputs:" in header[1]):
        found.append("the header does not say inputs and outputs")
    for rule in RULE.finditer(text):
        found += [
            f"no {part} in: {rule[0].splitlines()[0].strip()}"
            for part in ("message", "params")
            if not re.search(rf"^ +{part}:", rule[2], re.MULTILINE)
        ]
        if not re.search(r"    shell:\n        run_script\(", rule[0]):
            found.append("a command by hand: options derive from what is named")
        if re.search(r"^ +(run|script|notebook):", rule[2], re.MULTILINE):
            found.append("only shell: it is the fastest and its output is seen")
    return found


@pytest.mark.parametrize("file", RULE_FILES, ids=lambda path: path.stem)
def test_every_rule_has_message_derived_options_and_a_header(file: Path) -> None:
    assert faults(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ('"""Inputs: a. Outputs: b."""\nrule x:\n    params:\n        1\n    shell:\n        run_script("x")\n', "no message"),
        ('"""Nothing said."""\nrule x:\n    message: "m"\n    params:\n        1\n', "the header"),
        ('"""Inputs: Outputs:"""\nrule x:\n    message: "m"\n    params: 1\n    shell:\n        "x"\n', "a command by hand"),
        ('"""Inputs: Outputs:"""\nrule x:\n    message: "m"\n    run:\n        pass\n', "only shell"),
    ],
)  # fmt: skip
def test_a_rule_without_them_is_found(broken: str, fault: str) -> None:
    assert any(each.startswith(fault) for each in faults(broken))


def lines_of_code(text: str) -> int:
    """Count the lines of a script but its imports, docstrings, comments, empty lines and the call of `adapt` at its end."""
    lines, tree = text.splitlines(), ast.parse(text)
    said = {
        number
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node)
        for number in range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)
    }
    return sum(
        number not in said and not re.match(r" *(#|$)", lines[number - 1])
        for node in tree.body[1:-1]
        if not isinstance(node, ast.Import | ast.ImportFrom)
        for number in range(node.lineno, (node.end_lineno or 0) + 1)
    )


def faults_of_script(text: str) -> list[str]:
    """What makes a script more than an adaptor: it reads inputs, calls the package and writes outputs."""
    functions = re.findall(r"^(?:def|class) (\w+)", text, re.MULTILINE)
    return [
        *(["too long"] if lines_of_code(text) > 20 else []),
        *(["a function beside main"] if functions != ["main"] else []),
        *(["no call of adapt at the end"] if not text.endswith("\n    adapt(main)\n") else []),
    ]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_scripts_only_adapt(script: Path) -> None:
    assert faults_of_script(script.read_text(encoding="utf-8")) == []


SCRIPT = '"""Say."""\n\nimport a\n\n\ndef main() -> None:\n    """Do."""\n{}\n\nif __name__ == "__main__":\n    adapt(main)\n'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SCRIPT.format("    # why\n\n" + 19 * "    a.do()\n"), []),
        (SCRIPT.format(20 * "    a.do()\n"), ["too long"]),
        (SCRIPT.format("    _do()\n\n\ndef _do() -> None:\n    a.do()\n"), ["a function beside main"]),
        (SCRIPT.format("    a.do()\n").replace("adapt(main)", "main()"), ["no call of adapt at the end"]),
    ],
    ids=["an adaptor", "too long", "a helper", "not adapted"],
)  # fmt: skip
def test_a_script_that_does_more_is_found(text: str, found: list[str]) -> None:
    assert faults_of_script(text) == found


def test_snakemake_lint_finds_nothing_but_missing_conda_and_helpers_in_their_stage() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "snakemake", "--lint"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = re.findall(r"^    \* (.+?):?$", done.stderr, re.MULTILINE)
    assert found, "the lint reports at least the missing conda environments"
    # A helper stands in the rule file of its stage, where it is read with the rules that use it.
    assert set(found) == {
        "Specify a conda environment or container for each rule.",
        "Mixed rules and functions in same snakefile.",
    }


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["lint-imports", "--no-cache"],
        ["deptry", "."],
        ["snakefmt", "--check", "workflow"],
    ],
    ids=" ".join,
)
def test_the_code_is_clean(command: list[str]) -> None:
    tool = Path(sys.executable).with_name(command[0])
    done = subprocess.run(
        [tool, *command[1:]],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_job_has_a_log_and_a_benchmark_of_its_own() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "snakemake", "--dry-run", "--forceall", "--printshellcmds"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    printed = done.stdout + done.stderr
    logs = re.findall(r"\| tee (\S+)$", printed, re.MULTILINE)
    assert len(logs) == len(set(logs)) == printed.count("Shell command: python ") > 0


def test_the_catalogue_of_workflows_says_what_the_readme_says() -> None:
    catalogue = yaml.safe_load((ROOT / ".snakemake-workflow-catalog.yml").read_text("utf-8"))
    usage = catalogue["usage"]
    readme = (ROOT / "README.md").read_text("utf-8")
    for command in re.findall(r"`([^`]+)`", usage["mandatory-flags"]["desc"]):
        assert command in readme
    assert usage["mandatory-flags"]["flags"] == ""
    # No rule names an environment, so the flags that would make one have nothing to make.
    named = any("conda:" in path.read_text("utf-8") for path in (ROOT / "workflow").rglob("*.smk"))
    assert usage["software-stack-deployment"] == {"conda": named, "apptainer": named}
    assert (ROOT / "config" / "README.md").exists()
