"""Write a SYNTHETIC wave as csv, xlsx or sav, renamed and recoded, and the mapping that undoes it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile, ZipInfo

import numpy as np
import pandas as pd
import yaml

from wijkteams.checking.problems import InputError
from wijkteams.microdata.codebook import ITEMS, MISSING, NUMBERS
from wijkteams.microdata.setting import PREFIX

_SAV_TIME = 92, b"01 Jan 7000:00:00"
"""Place and neutral content of ``creation_date`` and ``creation_time`` in the header of a system file (PSPP manual, File
Header Record)."""

_NAME_OF = {"municipality": "code", "name": "name"}


@dataclass(frozen=True)
class Disguise:
    """How a wave is written: item, number, ``municipality`` or ``name`` to column; item to its answers with their codes."""

    columns: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]]


def draw_disguise(seed: int) -> Disguise:
    """Draw names of columns and codes at random, so that no code of ours can know them beforehand."""
    random = np.random.default_rng(seed)
    fields = ["municipality", "name", *ITEMS, *NUMBERS]
    numbers = random.permutation(len(fields) * 3)[: len(fields)] + 1
    columns = {field: f"V{number:02d}" for field, number in zip(fields, numbers, strict=True)}
    codes = {}
    for name, item in ITEMS.items():
        words = [*item.codes, *MISSING]
        drawn = random.permutation(90)[: len(words)] + 1
        codes[name] = {word: str(code) for word, code in zip(words, drawn, strict=True)}
    return Disguise(columns, codes)


def write_waves(
    peilingen: pd.DataFrame, files: Sequence[Path], mappings: Sequence[Path], seed: int
) -> None:
    """Write each wave as `write_wave` does to the next of `files`, in a disguise of its own."""
    parts = zip(peilingen.groupby("wave_id", sort=False), files, mappings, strict=True)
    for number, ((_, wave), file, mapping) in enumerate(parts):
        write_wave(wave, file, mapping, draw_disguise(seed + number))


def write_wave(wave: pd.DataFrame, target: Path, mapping: Path, disguise: Disguise) -> None:
    """Write one wave and its mapping; the same wave always gives the same bytes.

    The target is ``SYNTHETIC_....csv``, ``.xlsx`` or ``.sav``; `InputError` if its name does not say that it is made up. The
    csv has semicolons, decimal commas and Windows encoding.
    """
    if PREFIX not in target.name:
        raise InputError(f"{target}: the name of a made-up file says {PREFIX}")
    items = [name for name in ITEMS if name in wave]
    frame = pd.DataFrame({"synthetic": ["true"] * len(wave)})
    for name in ("municipality", "name"):
        frame[disguise.columns[name]] = wave[name].to_list()
    for name in items:
        frame[disguise.columns[name]] = [disguise.codes[name][answer] for answer in wave[name]]
    for name in NUMBERS:
        frame[disguise.columns[name]] = wave[name].to_list()
    _WRITERS[target.suffix](frame, target, [disguise.columns[name] for name in items], disguise)
    form = _mapping(str(wave["wave_id"].iloc[0]), items, target, disguise)
    mapping.write_text(yaml.safe_dump(form, sort_keys=False), encoding="utf-8")


def _mapping(wave: str, items: list[str], target: Path, disguise: Disguise) -> dict[str, Any]:
    parts: dict[str, Any] = {
        "wave": wave,
        "municipality": {key: disguise.columns[name] for name, key in _NAME_OF.items()},
        "items": {
            name: {
                "column": disguise.columns[name],
                "codes": {disguise.codes[name][answer]: answer for answer in ITEMS[name].codes},
                "missing": {disguise.codes[name][kind]: kind for kind in MISSING},
            }
            for name in items
        },
        "numbers": {name: {"column": disguise.columns[name]} for name in NUMBERS},
    }
    if target.suffix == ".csv":
        parts["format"] = {"delimiter": ";", "decimal": ",", "encoding": "cp1252"}
    return parts


def _write_csv(frame: pd.DataFrame, target: Path, _: list[str], __: Disguise) -> None:
    frame.to_csv(target, index=False, sep=";", decimal=",", encoding="cp1252")


def _write_xlsx(frame: pd.DataFrame, target: Path, coded: list[str], _: Disguise) -> None:
    frame.astype(dict.fromkeys(coded, int)).to_excel(target, index=False, sheet_name="SYNTHETIC")
    # The library notes the time of writing in the properties and in the archive.
    with ZipFile(target) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(target, "w") as archive:
        for name, part in parts.items():
            timeless = re.sub(rb"(<dcterms:\w+ [^>]*>)[^<]+", rb"\g<1>1970-01-01T00:00:00Z", part)
            archive.writestr(ZipInfo(name), timeless)


def _write_sav(frame: pd.DataFrame, target: Path, coded: list[str], disguise: Disguise) -> None:
    import pyreadstat  # noqa: PLC0415 (heavy, only where used)

    item_of = {column: name for name, column in disguise.columns.items()}
    codes = {column: disguise.codes[item_of[column]] for column in coded}
    pyreadstat.write_sav(
        frame.astype(dict.fromkeys(coded, float)),
        str(target),
        file_label="SYNTHETIC",
        variable_value_labels={
            column: {float(code): word for word, code in words.items()}
            for column, words in codes.items()
        },
        missing_ranges={
            column: [float(words[kind]) for kind in MISSING] for column, words in codes.items()
        },
    )
    place, neutral = _SAV_TIME
    with target.open("r+b") as file:
        file.seek(place)
        file.write(neutral)


_WRITERS = {".csv": _write_csv, ".xlsx": _write_xlsx, ".sav": _write_sav}
