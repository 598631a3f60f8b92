"""Judge the source of a page: numbers typed by hand, placeholders, stray fences, unsafe markup.

Pure functions over the text of one page. The book's extension calls them for every page it reads;
`python -m wijkteams.book.prose chapters/*.md` calls them before a commit.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from wijkteams.book.typed_numbers import find_typed_numbers, is_name
from wijkteams.checking.problems import Problem

NOT_PROSE = {
    "all-numbers", "assumptions", "bibliography", "citable-figure", "cite-book", "code", "code-block",
    "code-cell", "contents", "doubt-slider", "figure-addresses", "figure-again", "include", "literalinclude", "math", "mermaid",
    "quote-list", "quote-ready", "raw-cell", "table-files", "tableofcontents", "toctree", "two-by-two", "who-answered",
    "word-list",
}  # fmt: skip
"""Directives that hold no prose; every other directive is read as prose."""
_PLACEHOLDER = re.compile(r"\b(?:TODO|TBD|FIXME|XX+)\b|\?\?\?|(?i:\blorem ipsum\b|\bcoming soon\b)")
_BROKEN_FENCE = re.compile(r"\s*(?:[-*>]\s+)*`{3,}(?!`)[^`]*`")
DIRECTIVE = re.compile(r"\{([^}\s]+)\}\s*(.*)", re.DOTALL)
_OPTION = re.compile(r"\s*:[\w-]+:")
# The words of a verdict: the pipeline prints them.
_VERDICT = re.compile(
    r"stands? with a caveat|cannot be told|holds? on (?:a|one|two|three) conditions?|not established|contradicted\b"
    r"|met een kanttekening|niet te zeggen|onder voorwaarde|geldt onder (?:één|twee|drie) voorwaarden?"
    r"|niet aangetoond|weersproken\b|houdt stand|standhoud",
    re.IGNORECASE,
)
_EMPHASISED = re.compile(r"(?:this |dit )?(?:stands?|houdt stand)", re.IGNORECASE)
_OPAQUE = "\N{OBJECT REPLACEMENT CHARACTER}"

Finding = tuple[int, str]


def find_problems(text: str, path: str) -> list[Problem]:
    """Return every problem in the source of a page.

    Parameters
    ----------
    text : str
        The page, in MyST Markdown.
    path : str
        Its file, for the messages.

    Returns
    -------
    list of Problem
        Sorted by line.
    """
    findings = [*_judge_lines(text), *_judge_blocks(text, 1)]
    return sorted({Problem(path, line, "", message) for line, message in findings})


def find_text_problems(text: str) -> list[str]:
    """Return what is wrong with a short text outside a page, such as a caption in a catalogue."""
    return [message for _, message in _judge_text(text, 1)] + [
        _placeholder(match[0]) for match in _PLACEHOLDER.finditer(text)
    ]


def _judge_lines(text: str) -> Iterator[Finding]:
    """Judge what shows on a single line, in code and comments too."""
    for number, line in enumerate(text.splitlines(), start=1):
        if match := _PLACEHOLDER.search(re.sub(r"`[^`]*`", "", line)):
            yield number, _placeholder(match[0])
        if _BROKEN_FENCE.match(line):
            yield (
                number,
                "a fence of backticks cannot have a backtick in its first line, so this is no "
                "directive; use a fence of colons (:::)",
            )


def _judge_blocks(text: str, first: int) -> Iterator[Finding]:
    """Judge Markdown that starts at line `first` of its page."""
    lines = text.splitlines()
    in_heading, list_depth = False, 0
    for token in page_parser().parse(text):
        line = first + (token.map[0] if token.map else 0)
        if token.type in ("heading_open", "heading_close"):
            in_heading = token.nesting > 0
        elif token.type in ("list_item_open", "list_item_close"):
            list_depth += token.nesting
        elif token.type == "inline":
            yield from _judge_inline(token, line, in_heading)
        elif token.type in ("fence", "colon_fence"):
            yield from _judge_fence(token, lines, line)
        elif token.type == "html_block":
            yield from _judge_text(re.sub(r"<[^>]*>|<!--.*?-->", _blank, token.content), line)
        elif token.type == "myst_line_comment" and list_depth:
            yield line, "an item that starts with % is a comment and vanishes; write \\%"


def _judge_fence(token: Token, lines: Sequence[str], line: int) -> Iterator[Finding]:
    """Judge a fenced block; `lines` are those of the text that the token counts in."""
    start, end = token.map or (0, 0)
    closing = lines[end - 1].strip(" >") if end - 1 > start else ""
    if not (closing and set(closing) == {token.markup[0]} and len(closing) >= len(token.markup)):
        yield line, "this fence is never closed, or it is the stray end of another"
        return
    directive = DIRECTIVE.fullmatch(token.info.strip())
    if not directive:
        if token.type == "colon_fence" or not token.info.strip():
            yield line, "a stray fence: name a {directive} or the language of the code"
        return
    name, title = directive.groups()
    if name.startswith("glue"):
        yield line, _glue()
    if name in NOT_PROSE:
        return
    if name not in {"when", "unless"}:  # what follows these is a key
        yield from _judge_blocks(title, line)
    yield from _judge_blocks(without_options(token.content), line + 1)


def without_options(content: str) -> str:
    """Return the body of a directive with its options blanked, so that lines still count."""
    lines = content.splitlines()
    fence = bool(lines) and lines[0].strip() == "---"
    for number, line in enumerate(lines):
        if fence:
            lines[number] = ""
            if number and line.strip() == "---":
                break
        elif _OPTION.match(line):
            lines[number] = ""
        elif line.strip():
            break
    return "\n".join(lines)


def _judge_inline(token: Token, line: int, in_heading: bool) -> Iterator[Finding]:
    """Judge one run of text: roles on their own, then the words that a reader sees."""
    pieces: list[str] = []
    in_address = emphasised = False
    for child in token.children or []:
        here = line + "".join(pieces).count("\n")
        if child.type in ("link_open", "link_close"):
            in_address = child.nesting > 0 and child.info == "auto"
        elif child.type == "myst_role":
            yield from ((here, message) for message in _judge_role(child))
            pieces.append(_OPAQUE)
        elif child.type == "em_open":
            emphasised = True
        elif child.type == "em_close":
            emphasised = False
        elif child.type == "image":
            if not child.content.strip():
                yield here, "this image has no alternative text; say what it shows in the [ ]"
            pieces.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            pieces.append("\n")
        else:
            if emphasised and _EMPHASISED.fullmatch(child.content.strip(" .,;")):
                yield here, _verdict(child.content)
            seen = child.type == "text" and not in_address
            pieces.append(child.content if seen else _OPAQUE if child.content else "")
    text = "".join(pieces)
    yield from _judge_text(re.sub(r"^\d+(\.\d+)*\.?\s", _blank, text) if in_heading else text, line)


def _judge_role(token: Token) -> Iterator[str]:
    name = token.meta["name"]
    if name.startswith("glue"):
        yield _glue()
    if name == "typed" and not is_name(token.content):
        yield f'{{typed}} is for names only, and "{token.content}" is not one; use {{num}}`key`'
    if name == "holds":
        yield from find_text_problems(token.content.rpartition(" if ")[0])


def _judge_text(text: str, line: int) -> Iterator[Finding]:
    """Judge plain words for numbers and substitutions."""
    for offset, typed in find_typed_numbers(text):
        yield (
            line + text[:offset].count("\n"),
            f'"{typed}" was typed by hand; print it with {{num}}`key`, or with {{typed}}`name` if '
            "it is part of a name",
        )
    for match in _VERDICT.finditer(text):
        yield (line + text[: match.start()].count("\n"), _verdict(match[0]))
    for match in re.finditer(r"\{\{", text):
        yield (
            line + text[: match.start()].count("\n"),
            "a {{substitution}} that is missing prints nothing; use {num}`key`",
        )


def _placeholder(word: str) -> str:
    return f'"{word}" is a placeholder; write what belongs here'


def _verdict(words: str) -> str:
    return f'"{words}" is a verdict typed by hand; print it with {{verdict}}`key`'


def _glue() -> str:
    return "a glue key that is missing prints nothing; use {num}`key`"


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


@cache
def page_parser() -> MarkdownIt:
    """Return what reads the source of a page, as far as this book writes it."""
    parser = MarkdownIt("commonmark").enable("table")
    plugins = (
        front_matter_plugin, colon_fence_plugin, dollarmath_plugin, footnote_plugin,
        myst_block_plugin, myst_role_plugin,
    )  # fmt: skip
    for plugin in plugins:
        parser.use(plugin)
    return parser


def main(paths: Sequence[str]) -> int:
    """Print the problems of the pages given, and return how the command should exit."""
    problems = [
        problem
        for path in paths
        for problem in find_problems(Path(path).read_text(encoding="utf-8"), path)
    ]
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
