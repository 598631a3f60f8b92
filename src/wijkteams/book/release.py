"""Refuse a release that is not ready: ``python -m wijkteams.book.release v1.0.0``."""

import sys
from pathlib import Path

from wijkteams.book.twins import drifted, twin_problems
from wijkteams.numbers.identity import Identity, load_identity, release_problems


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
    return [*found, *map(str, twin_problems(root)), *map(str, drifted(root))]


def main(tag: str) -> int:
    """Print the refusals and return how the command should exit."""
    found = refusals(
        load_identity(Path("config") / "identity.yaml"),
        tag,
        Path("CHANGELOG.md").read_text(encoding="utf-8"),
        Path(),
    )
    print("\n".join(found) if found else f"{tag} is ready")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
