"""Check the whole register, and make what a reader gets of it."""

import shutil
import tempfile
from pathlib import Path

from wijkteams.register.datapackage import published_tables, write_package
from wijkteams.register.overview import count_rows, evidence_map
from wijkteams.register.surveys import peilingen
from wijkteams.register.validation import validate_register
from wijkteams.workflow.adaptor import PARTIAL, Output, adapt


def main(
    raw: Path, version: str, checks: Output, surveys: Output, evidence: Output, counts: Output,
    package: list[Output],
) -> None:  # fmt: skip
    """Check the register in `raw`; every error of the run is reported at once."""
    checked = validate_register(raw)
    checked.to_csv(checks, index=False)
    peilingen(raw).to_csv(surveys, index=False)
    tables = published_tables(raw)
    seen = evidence_map(tables)
    seen.to_csv(evidence, index=False)
    count_rows(tables, seen).to_csv(counts, index=False)
    with tempfile.TemporaryDirectory(dir=PARTIAL) as folder:
        write_package(tables, Path(folder), version)
        for path in package:
            shutil.move(Path(folder) / path.name, path)
    print(f"{len(checked)} checks passed, {len(package)} files to publish")


if __name__ == "__main__":
    adapt(main)
