"""Files as somebody who knows the survey and not the code would bring them: four waves, four forms, ordinary names.

Nothing here comes from the package: not the codes, not the forms, not the fit.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pyreadstat
import statsmodels.formula.api as smf

ROOT = Path(__file__).parents[2]

TYPES = ("all questions", "complex questions", "target group", "front", "other")
SIZES = ("small", "middle", "large", "largest")
ITEMS = ("prevention", "outreach")
# Log odds of falling short: a level for each wave, and what a type and a size add to it.
LEVELS = {2014: -0.9, 2015: -0.4, 2017: 0.4, 2019: 0.3}
OF_TYPE = {"prevention": (0.0, -0.8, -0.5, -1.0, -0.4), "outreach": (0.0, 0.0, 0.0, 0.0, 0.0)}
OF_SIZE = (0.0, 0.2, 0.4, 0.6)


@dataclass(frozen=True)
class Brought:
    """One wave: the answers in plain words, and the file and mapping that hold them in codes."""

    answers: pd.DataFrame
    file: Path
    mapping: Path


def draw_answers(year: int, n: int, seed: int) -> pd.DataFrame:
    """Draw municipalities that never merged, with a type, a size and two shortfalls."""
    random = np.random.default_rng([seed, year])
    towns = pd.read_csv(ROOT / "data/raw/municipalities_2019.csv", dtype={"code": str})
    merged = pd.read_csv(ROOT / "data/raw/municipal_mergers.csv", dtype=str)
    lasting = towns[~towns["code"].isin({*merged["old_code"], *merged["new_code"]})]
    frame = lasting.sample(n, random_state=random.integers(2**31)).reset_index(drop=True)
    kind = random.choice(5, n, p=(0.46, 0.14, 0.12, 0.10, 0.18))
    size = np.digitize(frame["inhabitants"], [20_000, 50_000, 100_000])
    drawn = {
        item: random.random(n)
        < 1 / (1 + np.exp(-(LEVELS[year] + np.array(OF_TYPE[item])[kind] + np.array(OF_SIZE)[size])))
        for item in ITEMS
    }  # fmt: skip
    return pd.DataFrame(
        {
            "year": year,
            "code": frame["code"],
            "name": frame["name"],
            "inhabitants": frame["inhabitants"],
            "type": [TYPES[each] for each in kind],
            "size": [SIZES[each] for each in size],
            **drawn,
        }
    )


def fit_independently(answers: pd.DataFrame, item: str) -> pd.DataFrame:
    """Fit one shortfall on type, wave and size by formula; log odds and clustered standard error of each type."""
    frame = answers.assign(y=answers[item].astype(int))
    formula = f"y ~ C(type, Treatment('{TYPES[0]}')) + C(year) + C(size, Treatment('{SIZES[1]}'))"
    fit = smf.logit(formula, frame).fit(
        disp=False, cov_type="cluster", cov_kwds={"groups": pd.factorize(frame["code"])[0]}
    )
    named = fit.params.index.str.extract(r"T\.(.*)\]$")[0]
    table = pd.DataFrame(
        {"type": named.to_numpy(), "log_odds": fit.params.to_numpy(), "se": fit.bse.to_numpy()}
    )
    return table[table["type"].isin(TYPES)].set_index("type")


def _write_2014(frame: pd.DataFrame, folder: Path) -> tuple[Path, str]:
    """A workbook with numbers, a title in the name that has braces, and a sheet with notes behind it."""
    file = folder / "Peiling wijkteams {2014}.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Data"
    sheet.append(["Gemeentecode", "Gemeente", "Inwoners", "v1", "v2", "v7a", "v7b", "Opmerking"])
    for row in frame.itertuples():
        kind = TYPES.index(row.type) + 1
        answers = [2 - row.prevention, 2 - row.outreach]
        sheet.append([int(row.code), row.name, row.inhabitants, 1, kind, *answers, "=1+1"])
    book.create_sheet("Toelichting").append(["Vraag 7: waar komen teams niet aan toe?"])
    book.save(file)
    kinds = ", ".join(f'"{n}": {name}' for n, name in enumerate(_NAMES, start=1))
    return (
        file,
        f"""
wave: w2014
format: {{sheet: Data}}
municipality: {{code: Gemeentecode, name: Gemeente}}
items:
  has_team: {{column: v1, codes: {{"1": "yes", "2": "no"}}}}
  team_type: {{column: v2, codes: {{{kinds}}}}}
  shortfall_prevention: {{column: v7a, codes: {{"1": "yes", "2": "no"}}}}
  shortfall_outreach: {{column: v7b, codes: {{"1": "yes", "2": "no"}}}}
numbers:
  inhabitants: {{column: Inwoners}}
ignore: [Opmerking]
""",
    )


def _write_2015(frame: pd.DataFrame, folder: Path) -> tuple[Path, str]:
    """What a Dutch spreadsheet exports: semicolons, cp1252, words for answers, an apostrophe in the name."""
    file = folder / "d'enquête “2015” (definitief).csv"
    words = ("breed alle", "breed complex", "doelgroep", "voorpost", "anders")
    with file.open("w", encoding="cp1252", newline="") as opened:
        writer = csv.writer(opened, delimiter=";")
        writer.writerow(["GM", "Naam", "Aantal inwoners", "Type", "Waar komt men niet aan toe?"])
        for row in frame.itertuples():
            named = [w for w, is_so in (("preventie", row.prevention), ("outreach", row.outreach)) if is_so]  # fmt: skip
            answer = " + ".join(named) or "niets"
            thousands = f"{row.inhabitants},0"
            writer.writerow(
                [f"GM{row.code}", row.name, thousands, words[TYPES.index(row.type)], answer]
            )
    kinds = ", ".join(f"{word}: {name}" for word, name in zip(words, _NAMES, strict=True))
    return (
        file,
        f"""
wave: w2015
format: {{delimiter: ";", decimal: ",", encoding: cp1252}}
municipality: {{code: GM, name: Naam}}
items:
  team_type: {{column: Type, codes: {{{kinds}}}}}
numbers:
  inhabitants: {{column: Aantal inwoners}}
multiple_response:
  - column: "Waar komt men niet aan toe?"
    separator: " + "
    codes: {{preventie: shortfall_prevention, outreach: shortfall_outreach}}
    none: [niets]
""",
    )


def _write_2017(frame: pd.DataFrame, folder: Path) -> tuple[Path, str]:
    """An SPSS file with labels, codes as text and names alone."""
    file = folder / "wijkteams 2017 – schoon.sav"
    table = pd.DataFrame(
        {
            "GEMEENTE": frame["name"],
            "INW": frame["inhabitants"].astype(float),
            "V2": [float(10 * (TYPES.index(each) + 1)) for each in frame["type"]],
            "V6_1": frame["prevention"].astype(float),
            "V6_2": frame["outreach"].astype(float),
        }
    )
    labels = {"V6_1": {0.0: "niet genoemd", 1.0: "genoemd"}}
    pyreadstat.write_sav(table, str(file), variable_value_labels=labels)
    kinds = ", ".join(f'"{10 * n}": {name}' for n, name in enumerate(_NAMES, start=1))
    return (
        file,
        f"""
wave: w2017
municipality: {{name: GEMEENTE}}
items:
  team_type: {{column: V2, codes: {{{kinds}}}}}
  shortfall_prevention: {{column: V6_1, codes: {{"1": "yes", "0": "no"}}}}
  shortfall_outreach: {{column: V6_2, codes: {{"1": "yes", "0": "no"}}}}
numbers:
  inhabitants: {{column: INW}}
""",
    )


def _write_2019(frame: pd.DataFrame, folder: Path) -> tuple[Path, str]:
    """A csv with a byte order mark, a size in classes, and braces in the name."""
    file = folder / "pei ling {2019}.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(["code", "type", "klasse", "preventie", "outreach"])
        for row in frame.itertuples():
            kind, size = "abcde"[TYPES.index(row.type)], SIZES.index(row.size)
            answers = ["ja" if each else "nee" for each in (row.prevention, row.outreach)]
            writer.writerow([row.code, kind, size, *answers])
    kinds = ", ".join(f"{letter}: {name}" for letter, name in zip("abcde", _NAMES, strict=True))
    return (
        file,
        f"""
wave: w2019
municipality: {{code: code}}
items:
  team_type: {{column: type, codes: {{{kinds}}}}}
  size_class: {{column: klasse, codes: {{"0": below_20k, "1": 20k_to_50k, "2": 50k_to_100k, "3": from_100k}}}}
  shortfall_prevention: {{column: preventie, codes: {{ja: "yes", nee: "no"}}}}
  shortfall_outreach: {{column: outreach, codes: {{ja: "yes", nee: "no"}}}}
""",
    )


_NAMES = (
    "type_broad_all", "type_broad_complex", "type_target_group", "type_front", "type_other",
)  # fmt: skip
_WRITERS = {2014: _write_2014, 2015: _write_2015, 2017: _write_2017, 2019: _write_2019}


def bring(folder: Path, years: tuple[int, ...], n: int, seed: int) -> list[Brought]:
    """Write the files of some years, each with its mapping beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for year in years:
        answers = draw_answers(year, n, seed)
        file, text = _WRITERS[year](answers, folder)
        mapping = file.with_suffix(".yaml")
        mapping.write_text(text, encoding="utf-8")
        found.append(Brought(answers, file, mapping))
    return found
