"""Turn a function into a workflow script: options from its signature, outputs written whole or not at all."""

import argparse
import inspect
import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from shlex import quote
from types import UnionType
from typing import Annotated, Any, get_args, get_origin

from wijkteams.checking.problems import InputError
from wijkteams.workflow.locks import job_at_work, run_is_alive

PARTIAL = Path("results/.partial")
"""Where outputs stand until they are whole: on the same file system as ``results``, emptied when a run starts."""

_OUTPUT = "output"
Output = Annotated[Path, _OUTPUT]
"""A file that the script writes. The function gets a temporary path; the file moves to its place on success."""


def command_options(named: Mapping[str, Any]) -> str:
    """Return the options with which a shell passes named values to a script; one without a value is left out.

    Parameters
    ----------
    named : mapping
        Name to a text, a number, a path, a list of these, or a mapping, which is passed as JSON.
    """
    options = []
    for name, value in named.items():
        if isinstance(value, Mapping):
            values = [json.dumps(value)] if value else []
        elif isinstance(value, list | tuple):
            values = list(value)
        else:
            values = [] if value in {"", None} else [value]
        if values:
            options += [f"--{name.replace('_', '-')}", *(quote(str(each)) for each in values)]
    return " ".join(options)


def adapt(main: Callable[..., None], argv: list[str] | None = None) -> None:
    """Run a function as a script, with one command line option for each parameter.

    Parameters
    ----------
    main : callable
        Its parameters are annotated `Path`, `str`, `int`, ``list[Path]`` or `Output` (also ``list[Output]``).
    argv : list of str, optional
        The arguments; by default those of the process.

    Raises
    ------
    SystemExit
        With status 1 and the message alone when the input is bad; other exceptions pass with their traceback.
    """
    parameters = inspect.signature(main, eval_str=True).parameters
    given = vars(_parser(main.__doc__, parameters).parse_args(argv))
    outputs: dict[Path, Path] = {}
    arguments = {
        name: _with_temporary(given[name], outputs) if _is_output(p.annotation) else given[name]
        for name, p in parameters.items()
    }
    with job_at_work(Path(__file__).parent):
        if not run_is_alive():
            raise SystemExit("The run that started this job is gone; nothing was written.")
        try:
            main(**arguments)
        except InputError as error:
            print(f"\n{error}\n", file=sys.stderr)
            raise SystemExit(1) from None
        for final, temporary in outputs.items():
            temporary.replace(final)
        shutil.rmtree(_own_folder(), ignore_errors=True)


def _parser(
    description: str | None, parameters: Mapping[str, inspect.Parameter]
) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=description, allow_abbrev=False)
    for name, parameter in parameters.items():
        kind = _kind(parameter.annotation)
        parser.add_argument(
            f"--{name.replace('_', '-')}",
            dest=name,
            required=parameter.default is inspect.Parameter.empty,
            nargs="*" if get_origin(_when_given(parameter.annotation)) is list else None,
            type=Path if _is_output(kind) else kind,
        )
    return parser


def _when_given(annotation: Any) -> Any:
    """Return the type of a parameter that is given, where it may be left out."""
    return get_args(annotation)[0] if get_origin(annotation) is UnionType else annotation


def _kind(annotation: Any) -> Any:
    """Return the type of one value: the item of a list, or the parameter itself."""
    given = _when_given(annotation)
    return get_args(given)[0] if get_origin(given) is list else given


def _is_output(annotation: Any) -> bool:
    kind = _kind(annotation)
    return get_origin(kind) is Annotated and _OUTPUT in get_args(kind)


def _with_temporary(paths: Any, outputs: dict[Path, Path]) -> Any:
    """Swap final paths for temporary ones with the same file name, and remember which is which."""
    if isinstance(paths, list):
        return [_with_temporary(path, outputs) for path in paths]
    outputs[paths] = _own_folder() / str(len(outputs)) / paths.name
    outputs[paths].parent.mkdir(parents=True)
    return outputs[paths]


def _own_folder() -> Path:
    return PARTIAL / str(os.getpid())
