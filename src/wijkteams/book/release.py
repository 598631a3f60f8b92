"""Make a release, or refuse one that is not ready: ``python -m wijkteams.book.release v1.0.0 [folder]``.

Without a folder it only says whether the release is ready.
"""

import hashlib
import shutil
import sys
from pathlib import Path

from wijkteams.archive import write_entries
from wijkteams.book.editions import FOLDERS, pages_of_edition
from wijkteams.book.paper import edition_as_page, print_pdf
from wijkteams.book.twins import drifted, twin_problems
from wijkteams.checking.problems import InputError
from wijkteams.numbers.identity import (
    Identity,
    citation_cff,
    commit_of,
    load_identity,
    release_problems,
    zenodo_json,
)

BOOK = Path("results") / "book" / "html"
SUMS = "SHA256SUMS"
_BESIDE = (
    "CITATION.cff",
    ".zenodo.json",
    "CHANGELOG.md",
    "CHANGELOG-numbers.csv",
    "LICENSE",
    "LICENSE-CONTENT",
)


def refusals(identity: Identity, tag: str, changelog: str, root: Path) -> list[str]:
    """List what stands in the way of a release.

    Parameters
    ----------
    identity : Identity
        Everything that names the publication.
    tag : str
        The tag of the release, ``v`` and the version.
    changelog : str
        Text of the changelog.
    root : Path
        Root of the repository, where both editions of the book stand.

    Returns
    -------
    list of str
        One sentence for each problem; empty when the release is ready.
    """
    found = release_problems(identity)
    if tag != f"v{identity.version}":
        found.append(f"the tag is {tag}, but config/identity.yaml says version {identity.version}")
    if f"## {identity.version}" not in changelog:
        found.append(f"CHANGELOG.md has no heading for version {identity.version}")
    for name, text in (
        ("CITATION.cff", citation_cff(identity)),
        (".zenodo.json", zenodo_json(identity)),
    ):
        own = root / name
        if own.is_file() and own.read_text(encoding="utf-8") != text:
            found.append(f"{name} is not the one made from config/identity.yaml")
    if commit_of(root).endswith("-dirty"):
        found.append("files differ from the commit; commit them first")
    return [*found, *map(str, twin_problems(root)), *map(str, drifted(root))]


def make_release(book: Path, root: Path, target: Path) -> list[Path]:
    """Write everything of a release into a new folder.

    Parameters
    ----------
    book : Path
        The built book.
    root : Path
        Root of the repository.
    target : Path
        The new folder.

    Returns
    -------
    list of Path
        The files of the release: a PDF of each edition, the whole book to read without a network, what cites it, what
        changed, and the checksum of each of these files and of each file of the book.
    """
    identity = load_identity(root / "config" / "identity.yaml")
    stem = f"wijkteams-{identity.version}"
    target.mkdir(parents=True)
    whole = target / stem
    shutil.copytree(book, whole)
    for language in FOLDERS:
        page = whole / FOLDERS[language] / "whole.html"
        names = pages_of_edition(root, language)
        page.write_text(
            edition_as_page(whole, names, language, identity.full_title(language)), encoding="utf-8"
        )
        print_pdf(page, target / f"{stem}-{language}.pdf")
        page.unlink()
    files = sorted(path for path in whole.rglob("*") if path.is_file())
    entries = ((path.relative_to(target).as_posix(), path.read_bytes()) for path in files)
    write_entries(target / f"{stem}-offline.zip", entries)
    for name in _BESIDE:
        shutil.copyfile(root / name, target / name)
    made = sorted(path for path in target.iterdir() if path.is_file())
    (target / SUMS).write_text(check_sums(target, [*made, *files]), encoding="utf-8")
    return [*made, target / SUMS]


def check_sums(folder: Path, files: list[Path]) -> str:
    """Return the checksums of files in a folder, as ``sha256sum --check`` reads them."""
    lines = (
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}"
        for path in files
    )
    return "\n".join(lines) + "\n"


def main(tag: str, folder: str = "") -> int:
    """Print the refusals, or make the release, and return how the command should exit."""
    root = Path()
    identity = load_identity(root / "config" / "identity.yaml")
    found = refusals(identity, tag, (root / "CHANGELOG.md").read_text(encoding="utf-8"), root)
    if found:
        print("\n".join(found))
        return 1
    print(f"{tag} is ready")
    if folder:
        if Path(folder).exists():
            raise InputError(f"{folder} is there already; a release is not made over another")
        print("\n".join(map(str, make_release(BOOK, root, Path(folder)))))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
