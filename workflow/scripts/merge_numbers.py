"""Put all numbers for the prose in one file."""

import json
from pathlib import Path

from wijkteams.workflow.adaptor import Output, adapt


def main(parts: list[Path], numbers: Output) -> None:
    """Join the files; keys start with the name of their file, so none can occur twice."""
    merged: dict[str, object] = {}
    for part in parts:
        merged |= json.loads(part.read_text(encoding="utf-8"))
    numbers.write_text(
        json.dumps(merged, indent=1, sort_keys=True, ensure_ascii=False), encoding="utf-8"
    )
    print(f"{len(merged)} numbers")


if __name__ == "__main__":
    adapt(main)
