"""Every word of the pages is in a dictionary, English or Dutch, or on the list of names beside this file.

Needs `hunspell` with both dictionaries, as Debian has them: ``apt-get install hunspell hunspell-nl hunspell-en-gb``.
"""

import re
import subprocess
from pathlib import Path

import pytest

from wijkteams.book.editions import pages_of_edition
from wijkteams.book.outline import outline

ROOT = Path(__file__).parents[2]
NAMES = Path(__file__).parent / "spelled.txt"
# What a role holds is no prose, but for the words of a relation; nor are addresses, tags and formulas.
_RELATION = re.compile(r"\{holds\}`(.*?) if .*?`", re.DOTALL)
_NO_PROSE = re.compile(
    r"\{[\w-]+\}`[^`]*`|`[^`]*`|\]\([^)]*\)|\]?\{[^}]*\}|<[^>]*>|\$[^$]*\$|https?://\S+"
)


def unknown(text: str) -> list[str]:
    """Return the words of a text that no dictionary has and that are no name."""
    command = ["hunspell", "-d", "nl_NL,en_GB", "-p", str(NAMES), "-l"]
    told = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    words = {word.strip(".'\\-") for word in told.stdout.split()}
    # A key, such as that of a part that is shown once its number is there, is no word.
    known = set(NAMES.read_text(encoding="utf-8").split())
    return sorted(word for word in words - known if "." not in word)


def prose(page: str) -> str:
    sections = outline((ROOT / f"{page}.md").read_text(encoding="utf-8")).sections
    texts = [
        text
        for section in sections
        for text in (section.title, *(each.text for each in section.paragraphs))
    ]
    return "\n".join(_NO_PROSE.sub(" ", _RELATION.sub(r"\1", text)) for text in texts)


@pytest.mark.audit
@pytest.mark.parametrize("page", [*pages_of_edition(ROOT, "en"), *pages_of_edition(ROOT, "nl")])
def test_every_word_is_in_a_dictionary_or_a_name(page: str) -> None:
    assert unknown(prose(page)) == []


@pytest.mark.audit
def test_a_misspelled_word_is_named() -> None:
    assert unknown("Gemeenten meldden dat wijktaems, and munipalities that answered.") == [
        "munipalities",
        "wijktaems",
    ]
