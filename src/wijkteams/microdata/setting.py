"""Which respondent-level files a run uses: the file `config/microdata.yaml`, absent by default."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from wijkteams.errors import InputError

PREFIX = "SYNTHETIC_"
MERGERS = "data/raw/municipal_mergers.csv"
_TEXT = {"type": "string", "minLength": 1}
_FORM: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["files"],
    "properties": {
        "files": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["file", "mapping"],
                "properties": {"file": _TEXT, "mapping": _TEXT},
            },
        },
        "mergers": _TEXT,
    },
}


@dataclass(frozen=True)
class Setting:
    """The files of a run.

    Attributes
    ----------
    files, mappings : tuple of str
        Each file and its mapping.
    mergers : str
        The table of mergers that the codes follow.
    """

    files: tuple[str, ...]
    mappings: tuple[str, ...]
    mergers: str

    @property
    def prefix(self) -> str:
        """What every name of a result starts with: empty, or the word that the files are made up."""
        return PREFIX if is_named_synthetic(Path(self.files[0])) else ""


def is_named_synthetic(path: Path) -> bool:
    """Whether the name of a file says that its answers are made up."""
    return path.name.startswith(PREFIX)


def read_setting(path: Path) -> Setting:
    """Read and check the setting.

    Parameters
    ----------
    path : Path
        YAML with ``files`` (a list of ``file`` and ``mapping``) and optionally ``mergers``.

    Returns
    -------
    Setting
        The files of the run.

    Raises
    ------
    InputError
        If the form is broken, a file is missing, or real and made-up files stand together.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"{path}: cannot be read: {type(error).__name__}") from None
    errors = sorted(Draft202012Validator(_FORM).iter_errors(content), key=str)
    if errors:
        places = ("/".join(map(str, error.absolute_path)) or "top" for error in errors)
        lines = [f"{path}, {p}: {e.message}" for p, e in zip(places, errors, strict=True)]
        raise InputError("\n".join(lines))
    files = tuple(each["file"] for each in content["files"])
    mappings = tuple(each["mapping"] for each in content["files"])
    mergers = content.get("mergers", MERGERS)
    missing = [name for name in (*files, *mappings, mergers) if not Path(name).is_file()]
    if missing:
        raise InputError("\n".join(f"{path}: the file {name} does not exist" for name in missing))
    if len({is_named_synthetic(Path(name)) for name in files}) > 1:
        raise InputError(f"{path}: made-up and real files may not stand together")
    return Setting(files, mappings, mergers)
