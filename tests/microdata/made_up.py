"""Made-up respondent-level files in a copy of the project, and what must not be seen of them outside the private folder."""

import re
from pathlib import Path

import pandas as pd
import yaml

from wijkteams.microdata.synthetic import (
    SyntheticDesign,
    draw_peilingen,
    published_counts,
    published_sizes,
)
from wijkteams.microdata.synthetic_files import draw_disguise, write_wave
from wijkteams.microdata.synthetic_population import make_population

MARGINS = [f"results/estimates/{topic}.csv" for topic in ("presence", "capacity", "team_type")]


def lay_down(folder: Path, suffix: str, seed: int) -> None:
    """Put four made-up waves in the private folder, in one format, renamed and recoded, and say so in the setting.

    The project in `folder` has built `MARGINS`. As with people who make the folder themselves, others can open it.
    """
    shares = pd.concat([pd.read_csv(folder / margin) for margin in MARGINS])
    calendar = pd.read_csv(folder / "data/raw/waves.csv", dtype=str, keep_default_na=False)
    sizes = published_sizes(calendar)
    country = calendar.set_index("wave_id")["municipalities"]
    population = make_population({wave: int(country[wave]) for wave in sizes}, seed)
    counts = published_counts(shares, pd.read_csv(folder / "results/register/presence/series.csv"))
    answers = draw_peilingen(
        counts, sizes, population, SyntheticDesign(seed, 3.0, "type_broad_all")
    )
    private = folder / "private"
    private.mkdir()
    private.chmod(0o755)
    files = []
    for number, wave in enumerate(sizes):
        stem = private / f"SYNTHETIC_peiling {wave}"
        file, mapping = stem.with_suffix(f".{suffix}"), stem.with_suffix(".yaml")
        write_wave(answers[answers["wave_id"] == wave], file, mapping, draw_disguise(seed + number))
        names = {"file": str(file.relative_to(folder)), "mapping": str(mapping.relative_to(folder))}
        files.append(names)
    population.mergers.to_csv(private / "SYNTHETIC_mergers.csv", index=False)
    setting = {"files": files, "mergers": "private/SYNTHETIC_mergers.csv"}
    (folder / "config" / "microdata.yaml").write_text(yaml.safe_dump(setting), encoding="utf-8")


def leaks(folder: Path) -> list[str]:
    """Files outside the private folder that name a made-up municipality of the file."""
    parts = ("results/logs", "results/publish", "results/microdata", "results/figures")
    files = [path for part in parts for path in (folder / part).rglob("*") if path.is_file()]
    return [
        str(path)
        for path in files
        if "SYNTHETIC_example" not in str(path)
        and re.search(rb"SYNTHETIC (new )?\d{2,3}\b", path.read_bytes())
    ]
