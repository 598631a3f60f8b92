"""The cells of a chapter, run one after another in this process: what JupyterLab does, without the start of a kernel."""

import ast
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
FINDINGS = ("capacity", "presence", "kinds_of_teams", "type_and_shortfall", "claims")
LAB = "workflow/lab/start.md"
BASE = 'base = "every"\n'
_CELL = re.compile(
    r"^(`{3,})\{code-cell\}[^\n]*\n(?::[^\n]*\n)*(.*?)^\1\s*$|^(#+ [^\n]*)$",
    re.MULTILINE | re.DOTALL,
)


def cells_of(chapter: str) -> list[tuple[str, str]]:
    """Return the code cells of a chapter, or of a page by its path, each with the heading that it stands under."""
    path = ROOT / (chapter if chapter.endswith(".md") else f"chapters/{chapter}.md")
    heading, found = "", []
    for match in _CELL.finditer(path.read_text("utf-8")):
        heading = match[3] or heading
        found += [(heading, match[2].strip() + "\n")] if match[2] else []
    return found


def shown_by(chapter: str, base: object = "every") -> dict[str, Any]:
    """Run the cells that read the results, on a base; return what each displays, by its last line."""
    names: dict[str, Any] = {}
    shown = {}
    for number, (_, code) in enumerate(cells_of(chapter)):
        changed = code.replace(BASE, f"base = {base!r}\n")
        tree = ast.parse(changed, filename=f"{chapter}, cell {number}")
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, f"{chapter}, cell {number}", "exec"), names)
        if last is not None:
            shown[ast.unparse(last)] = eval(ast.unparse(last), names)
    return shown
