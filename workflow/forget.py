"""Remove every trace of respondent-level files from this folder, and name what stays.

Gone are the private folder, the setting, all results (the book may hold the chapter) with their logs, and the bookkeeping of
Snakemake. Everything else can be made again from the published figures.
"""

import csv
import fcntl
import os
import shutil
import sys
from pathlib import Path

SETTING = Path("config/microdata.yaml")
PRIVATE = Path("private")
GONE = (PRIVATE, Path("results"), Path("_build"), Path(".snakemake"))
LEDGER = Path("data/releases/ledger.csv")
# Snakemake and every job of it hold these; see wijkteams.workflow.locks.
LOCKS = ("workflow", "src/wijkteams/workflow")


def main() -> None:
    """Forget, unless a run is going."""
    os.chdir(Path(__file__).parents[1])
    locks = [os.open(each, os.O_RDONLY) for each in LOCKS if Path(each).is_dir()]
    try:
        for lock in locks:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit("A run is at work in this folder; nothing was removed. End it, then forget.")
    dangerous = [each for each in GONE if each.is_symlink() and holds_more(each.resolve())]
    if dangerous:
        sys.exit(
            f"{dangerous[0]} is a link to a folder that holds more than this; nothing was removed."
        )
    named = named_elsewhere()
    for each in GONE:
        remove(each)
    SETTING.unlink(missing_ok=True)
    left = [str(each) for each in (*GONE, SETTING) if os.path.lexists(each)]
    if left:
        sys.exit(f"Still there: {', '.join(left)}")
    print("Forgotten. The book and all results went with it; `make book` makes them anew.")
    staying = sorted({path.absolute() for path in named if path.is_file()})
    for path in staying:
        print(f"Stays, because it lies outside the private folder: {shown(str(path))}")
    if LEDGER.exists():
        print(f"Stays, because it holds only what was released: {LEDGER}")
    print(
        "Copies that you made elsewhere, such as a setting given with --config, are still where you put them."
    )


def holds_more(target: Path) -> bool:
    """Whether the project or the home of the user lies in a folder."""
    return any(target == each or target in each.parents for each in (Path.cwd(), Path.home()))


def remove(folder: Path) -> None:
    """Remove a folder; of a link, what the folder behind it holds, and the link."""
    if folder.is_symlink():
        for each in folder.iterdir() if folder.is_dir() else ():
            shutil.rmtree(each) if each.is_dir() and not each.is_symlink() else each.unlink()
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def named_elsewhere() -> set[Path]:
    """Every file outside the private folder that the setting, a link or a run names."""
    names = names_in_setting()
    for table in PRIVATE.glob("microdata/*.csv"):
        with table.open(encoding="utf-8", errors="replace", newline="") as file:
            names |= {row["file"] for row in csv.DictReader(file) if row.get("file")}
    links = [SETTING, *PRIVATE.rglob("*")] if PRIVATE.exists() else [SETTING]
    paths = {Path(name) for name in names} | {each.resolve() for each in links if each.is_symlink()}
    inside = PRIVATE.resolve()
    public = Path("data/raw").resolve()
    return {each for each in paths if not {inside, public} & set(each.resolve().parents)}


def names_in_setting() -> set[str]:
    """Every file that the setting names; nothing of a setting that cannot be read."""
    try:
        import yaml  # noqa: PLC0415 (of the environment, which may be gone)

        content = yaml.safe_load(SETTING.read_text(encoding="utf-8"))
        pairs = [str(each[key]) for each in content["files"] for key in ("file", "mapping")]
        return {*pairs, str(content.get("mergers", SETTING))}
    except FileNotFoundError:
        return set()
    except Exception:
        print(f"{SETTING} could not be read: files that only it names are not listed below.")
        return set()


def shown(text: str) -> str:
    """Return a text with control characters escaped."""
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text
    )


if __name__ == "__main__":
    main()
