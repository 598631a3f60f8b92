"""What is published, pinned: every number that the book rests on, as it was when somebody last looked at it.

A pin says that nothing moved, not that it is right; for that there are the tests that come by another route
(`test_reference_oracles.py`). `make pins` renews the pins and notes in `CHANGELOG-numbers.csv` which printed numbers and
verdicts moved.
"""

import math
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import yaml

from tests.reference.build import NUMBERS, ROOT, build_results
from wijkteams.numbers.file import Number, load_numbers
from wijkteams.numbers.formats import LANGUAGES, Language, format_number
from wijkteams.numbers.identity import load_identity

PINNED = Path(__file__).parent / "pinned"
TEXTS = [
    ROOT / "index.md",
    *(path for folder in ("chapters", "nl", "nl/chapters") for path in sorted((ROOT / folder).glob("*.md"))),
    *(ROOT / "config" / name for name in ("figures.yaml", "quotes.yaml")),
]  # fmt: skip
CHANGELOG = ROOT / "CHANGELOG-numbers.csv"
RENEW = "make pins"

# Six significant digits are written; results have six decimals. Numbers closer than this are the same number.
DIGITS = 6
RELATIVE, ABSOLUTE = 1e-5, 2e-6

# Name of the pin: the results in it, and the columns that name a row.
TOPICS = yaml.safe_load((ROOT / "config" / "config.yaml").read_text("utf-8"))["estimated_topics"]
ITEM = ("item_id", "subgroup", "wave_from", "wave_to")
TYPE = ("wave_id", "type_id", "shortfall_id")
PINS = {
    "who_answered": (["estimates/who_answered.csv"], ("wave_id", "base")),
    "levels": ([f"estimates/{topic}.csv" for topic in TOPICS], ("item_id", "wave_id", "subgroup")),
    "changes": (["estimates/changes.csv"], ITEM),
    "contrasts": (
        [f"estimates/contrasts/{topic}.csv" for topic in TOPICS],
        ("item_id", "against_id", "wave_from", "wave_to"),
    ),
    "verdict_sensitivity": (["estimates/verdict_sensitivity.csv"], ("claim",)),
    "summary_of_findings": (["estimates/summary_of_findings.csv"], ("claim_id",)),
    "delta_curve": (["estimates/delta_curve.csv"], ("claim_id", "delta")),
    "verdict_rule": (["estimates/verdict_rule.csv"], ("reason",)),
    "claims_quoted": (["estimates/claims_quoted.csv"], ("claim_id",)),
    "claims_compared": (["estimates/claims_compared.csv"], ("claim_id",)),
    "claims_unmeasured": (["estimates/claims_unmeasured.csv"], ("claim_id",)),
    "first_edition": (["estimates/first_edition.csv"], ("claim_id",)),
    "five_findings": (["estimates/five_findings.csv"], ("finding", "group", "wave_id")),
    "association": (["estimates/association.csv"], TYPE),
    "association_between_types": (
        ["estimates/association_between_types.csv"],
        ("wave_id", "first_id", "second_id", "shortfall_id"),
    ),
    "association_sweep": (["estimates/association_sweep.csv"], (*TYPE, "odds_ratio")),
    "type_mix": (["estimates/type_mix.csv"], ("shortfall_id", "rest", "gap")),
    "type_slopes": (["estimates/type_slopes.csv"], (*TYPE[1:], "wave_from", "wave_to")),
    "pile_up": (["estimates/pile_up.csv"], ("topic", "wave_id", "base", "items", "at_least")),
    "pile_up_any_base": (
        ["estimates/pile_up_any_base.csv"],
        ("topic", "wave_id", "items", "at_least"),
    ),
    "printings": (["estimates/printings.csv"], ("figure_id",)),
    "left_out": (["estimates/left_out.csv"], ("item_id", "wave_id", "subgroup", "figure_ids")),
    "hundred": (["estimates/hundred.csv"], ("wave_id",)),
    "response_propensity": (["estimates/response_propensity.csv"], ("wave_id", "earlier_wave_id", "item_id")),
    "coverage": (["estimates/coverage.csv"], ("sample_size", "method")),
    "grid": (
        ["models/grid.csv"],
        ("claim", "estimand", "base", "counts", "correlation", "overlap", "domain"),
    ),
    "grid_summary": (["models/grid_summary.csv"], ("claim",)),
    "effects": (["models/*_by_*.csv"], ("model", "item_id")),
    "curves": (["models/curves/*.csv"], ("model", "item_id", "kind", "place")),
    "ecological": (["models/ecological.csv"], ("type_id", "shortfall_id", "wave_id")),
    "model_contrasts": (
        ["models/contrasts/*.csv"],
        ("model", "item_id", "against_id", "dependence"),
    ),
}  # fmt: skip


class Difference(NamedTuple):
    """One cell that moved; `old` or `new` is empty where there is none."""

    table: str
    row: str
    column: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.table}, {self.row}, {self.column}: {self.old or 'nothing'} -> {self.new or 'nothing'}"


def pins_of(results: Path) -> dict[str, pd.DataFrame]:
    """Reduce results to what is pinned: text, with the words left out that the configuration brings."""
    tables = {"numbers": _numbers(results)}
    for name, (patterns, key) in PINS.items():
        paths = [path for pattern in patterns for path in sorted(results.glob(pattern))]
        table = pd.concat([pd.read_csv(path) for path in paths], ignore_index=True)
        words = [c for c in table if c.endswith(("_en", "_nl")) or c in {"pairs", "figure_ids"}]
        table.index = pd.Index(
            table[list(key)].fillna("").astype(str).agg(" ".join, axis=1), name="row"
        )
        assert table.index.is_unique, f"the rows of {name} have no names of their own"
        tables[name] = table.drop(columns=[*words, *key])
    return {name: table.map(_text) for name, table in tables.items()}


def _text(value: object) -> str:
    if isinstance(value, float):
        return "" if math.isnan(value) else f"{value:.{DIGITS}g}"
    return str(value)


def _numbers(results: Path) -> pd.DataFrame:
    """Every number as the prose prints it, and what stands behind it."""
    numbers = load_numbers(results.parent / NUMBERS)
    rows = [
        {
            "row": number.key,
            **{language: printed(number, language) for language in LANGUAGES},
            **{name: getattr(number, name) for name in ("value", "low", "high")},
            "n_low": min((each.n_low for each in number.samples if each.n_low), default=None),
            "n_high": max((each.n_high for each in number.samples if each.n_high), default=None),
            "estimand": number.estimand,
            "wave": " ".join(each.wave for each in number.samples),
            "base": number.base["en"],
            "label": number.label["en"],
            "figures": " ".join(number.figure_ids),
        }
        for number in numbers.values()
    ]
    return pd.DataFrame(rows).set_index("row")


def printed(number: Number, language: Language) -> str:
    """Return a number as the prose prints it: with its interval, where it has one."""
    field = "value" if number.low is None else "interval" if number.value is None else "range"
    return format_number(number, field, language)


def read_pins(folder: Path) -> dict[str, pd.DataFrame]:
    """Read the pins of a folder, as `pins_of` returns them."""
    return {
        path.stem: pd.read_csv(path, dtype=str, keep_default_na=False, index_col="row")
        for path in sorted(folder.glob("*.csv"))
    }


def write_pins(pins: dict[str, pd.DataFrame], folder: Path) -> None:
    """Write one file for each pin, and no other."""
    folder.mkdir(exist_ok=True)
    for path in folder.glob("*.csv"):
        path.unlink()
    for name, table in pins.items():
        table.to_csv(folder / f"{name}.csv")


def differences(old: dict[str, pd.DataFrame], new: dict[str, pd.DataFrame]) -> Iterator[Difference]:
    """Every cell in which two sets of pins differ; also of rows, columns and tables that only one has."""
    for name in dict.fromkeys([*old, *new]):
        before, after = (_cells(pins.get(name, pd.DataFrame())) for pins in (old, new))
        for row, column in dict.fromkeys([*before, *after]):
            pair = before.get((row, column), ""), after.get((row, column), "")
            if not _same(*pair):
                yield Difference(name, row, column, *pair)


def _cells(table: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Row and column to text."""
    rows = table.to_dict("index").items()
    return {(str(row), str(column)): text for row, cells in rows for column, text in cells.items()}


def _same(old: str, new: str) -> bool:
    if old == new:
        return True
    try:
        return math.isclose(float(old), float(new), rel_tol=RELATIVE, abs_tol=ABSOLUTE)
    except ValueError:
        return False


def told(moved: list[Difference]) -> str:
    """Say what moved, and which lines of the texts print it or say its verdict."""
    keys = {each.row for each in moved if each.table in {"numbers", "verdict_sensitivity"}}
    named = re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, keys))})(?!\.?\w)")
    lines = [
        f"{path.relative_to(ROOT)}:{number}: {found.group()}"
        for path in TEXTS
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for found in named.finditer(line)
        if keys
    ]
    return "\n".join(
        [*map(str, moved), *(["Texts that follow; read them:"] if lines else []), *lines]
    )


def note_moves(moved: list[Difference], changelog: Path, version: str) -> None:
    """Add to the changelog which printed numbers and verdicts moved, once for each version: from what it was to what it is."""
    rows: dict[tuple[str, str], tuple[str, str]] = {}
    if changelog.exists():
        known = pd.read_csv(changelog, dtype=str, keep_default_na=False)
        rows = {(row.version, row.what): (row.old, row.new) for row in known.itertuples()}
    for each in moved:
        if each.column in {"en", "verdict"}:
            what = version, f"{each.table} {each.row}"
            rows[what] = rows.get(what, (each.old, ""))[0], each.new
    lines = [(*what, *change) for what, change in rows.items() if change[0] != change[1]]
    pd.DataFrame(lines, columns=["version", "what", "old", "new"]).to_csv(changelog, index=False)


def main() -> None:
    """Renew the pins from data/raw, and say what moved."""
    with tempfile.TemporaryDirectory() as folder:
        new = pins_of(build_results(Path(folder)))
    moved = list(differences(read_pins(PINNED), new))
    if PINNED.exists():
        note_moves(moved, CHANGELOG, load_identity(ROOT / "config" / "identity.yaml").version)
    write_pins(new, PINNED)
    print(told(moved) or "Nothing moved.")


if __name__ == "__main__":
    main()
