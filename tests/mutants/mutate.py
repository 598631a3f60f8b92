"""The faults that are planted: one edit of one expression each, of the kinds that once went unnoticed.

A swapped column, keyword, argument, lower and upper end or first and last; another comparison, sign or factor; another number.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PARTNERS = [
    ("low", "high"), ("lower", "upper"), ("min", "max"), ("floor", "ceil"), ("first", "last"), ("any", "all"), ("en", "nl"),
    ("must", "can"), ("answered", "with_team"), ("earlier", "later"), ("from", "to"), ("a", "b"), ("least", "most"),
    ("change", "breakdown"), ("share", "a_low"), ("known", "asked"), ("respondents", "municipalities"),
]  # fmt: skip
COMPARISONS = {
    ast.Lt: ">=",
    ast.LtE: ">",
    ast.Gt: "<=",
    ast.GtE: "<",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.In: "not in",
}
SIGNS = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Pow: ast.Mult,
}


@dataclass(frozen=True)
class Mutant:
    """One edit: the characters from `start` to `end` of a file become `after`."""

    path: str
    function: str
    line: int
    start: int
    end: int
    before: str
    after: str
    kind: str

    def apply(self, root: Path) -> str:
        """Edit the file below `root` and return what it held."""
        file = root / self.path
        text = file.read_text(encoding="utf-8")
        file.write_text(text[: self.start] + self.after + text[self.end :], encoding="utf-8")
        return text


def mutants_of(root: Path, path: str, *, layout: bool) -> Iterator[Mutant]:
    """Yield every mutant of a module, from top to bottom; where numbers and keywords are `layout`, they are left alone."""
    text = (root / path).read_text(encoding="utf-8")
    starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def offset(line: int, column: int) -> int:
        head = text[starts[line - 1] :].encode()[:column]
        return starts[line - 1] + len(head.decode())

    known = set(re.findall(r"\w+", text))
    for function in ast.walk(ast.parse(text)):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in (each for part in function.body for each in ast.walk(part)):
            for part, after, kind in _edits(node, known, text):
                if layout and kind in ("number", "keywords"):
                    continue
                start, end = (
                    offset(part.lineno, part.col_offset),
                    offset(part.end_lineno, part.end_col_offset),
                )
                before = text[start:end]
                if kind == "column":
                    after = before[0] + after + before[0]  # noqa: PLW2901 (quoted as it was)
                if before != after and _parses(text[:start] + after + text[end:]):
                    yield Mutant(path, function.name, part.lineno, start, end, before, after, kind)


def _parses(text: str) -> bool:
    try:
        return bool(ast.parse(text))
    except SyntaxError:
        return False


def _edits(node: ast.AST, known: set[str], text: str) -> Iterator[tuple[ast.expr, str, str]]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
        yield from ((node, name, "column") for name in _partners(node.value, known))
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield (
            node,
            repr(node.value + 1 if isinstance(node.value, int) else node.value * 1.1),
            "number",
        )
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        yield from ((node, name, "name") for name in _partners(node.id, known))
    elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
        owner = ast.get_source_segment(text, node.value)
        yield from ((node, f"{owner}.{name}", "attribute") for name in _partners(node.attr, known))
    elif isinstance(node, ast.Subscript) and ast.unparse(node.slice) in ("0", "-1"):
        other = "-1" if ast.unparse(node.slice) == "0" else "0"
        yield node, f"{ast.get_source_segment(text, node.value)}[{other}]", "end"
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARISONS and len(node.ops) == 1:
        sides = [ast.get_source_segment(text, side) for side in (node.left, *node.comparators)]
        yield node, f" {COMPARISONS[type(node.ops[0])]} ".join(sides), "comparison"
    elif isinstance(node, ast.BinOp) and type(node.op) in SIGNS:
        yield (
            node,
            f"({ast.unparse(ast.BinOp(node.left, SIGNS[type(node.op)](), node.right))})",
            "sign",
        )
        if isinstance(node.op, ast.Mult | ast.Div):
            yield node, ast.get_source_segment(text, node.left), "factor"
    elif isinstance(node, ast.Call):
        yield from _swapped(node)
    elif isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load) and len(node.elts) == 2:
        yield node, f"({ast.unparse(node.elts[1])}, {ast.unparse(node.elts[0])})", "pair"


def _swapped(call: ast.Call) -> Iterator[tuple[ast.expr, str, str]]:
    """Two neighbouring arguments change places, or the values of two neighbouring keywords."""
    for place in range(len(call.args) - 1):
        args = list(call.args)
        if not any(isinstance(each, ast.Starred) for each in args):
            args[place], args[place + 1] = args[place + 1], args[place]
            yield call, ast.unparse(ast.Call(call.func, args, call.keywords)), "arguments"
    for one, other in zip(call.keywords, call.keywords[1:], strict=False):
        if one.arg and other.arg:
            swap = {one.arg: other.value, other.arg: one.value}
            keywords = [
                ast.keyword(each.arg, swap.get(each.arg or "", each.value))
                for each in call.keywords
            ]
            yield call, ast.unparse(ast.Call(call.func, call.args, keywords)), "keywords"


def _partners(name: str, known: set[str]) -> list[str]:
    """The names that differ in one word and occur in the same file."""
    words = name.split("_")
    found = [
        "_".join([*words[:place], pair[1 - pair.index(word)], *words[place + 1 :]])
        for place, word in enumerate(words)
        for pair in PARTNERS
        if word in pair
    ]
    return [each for each in found if each in known]
