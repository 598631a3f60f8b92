"""Put all numbers for the prose in one file."""

from pathlib import Path

from wijkteams.numbers.file import load_numbers, write_numbers
from wijkteams.workflow.adaptor import Output, adapt


def main(parts: list[Path], numbers: Output) -> None:
    """Join the files; keys start with the name of their file, so none can occur twice."""
    merged = [number for part in parts for number in load_numbers(part).values()]
    write_numbers(numbers, merged)
    print(f"{len(merged)} numbers")


if __name__ == "__main__":
    adapt(main)
