"""Which functions and classes of the package are reached from what is run: rules, scripts, chapters, the book, commands.

A walk over names, from those that the run code imports to where each is defined, and on to the names used there. A method is
reached when its class is and its name is used somewhere on the way, or when a library calls it.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from wijkteams.book.contents import code_of_chapter

Place = tuple[str, str]
"""A module and a name in it; the empty name stands for the code that runs when the module is imported."""

_DEFINED = (ast.FunctionDef, ast.ClassDef)
_IMPORT = re.compile(r"^\s*from (wijkteams[\w.]*) import (\([^)]*\)|.*)", re.MULTILINE)
_BY_NAME = re.compile(
    r"-m (wijkteams[\w.]+)|(wijkteams[\w.]+):(\w+)|^ *(wijkteams[\w.]+): src$", re.MULTILINE
)
# Called by the libraries whose classes have them.
_HOOK = re.compile(
    r"__\w+__|_repr_\w+_|apply|run|(visit|depart)_\w+|starttag|add_fignumber|add_permalink_ref|preprocess"
)


def unreached(root: Path) -> list[str]:
    """List what no rule, script, chapter, setting or command of a project reaches, as ``module:name``."""
    modules = {
        ".".join(path.relative_to(root / "src").with_suffix("").parts).removesuffix(
            ".__init__"
        ): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted((root / "src").rglob("*.py"))
    }
    places = {
        place: scope for module, tree in modules.items() for place, scope in _places(module, tree)
    }
    imports = {module: dict(_imports(module, tree, modules)) for module, tree in modules.items()}

    def resolve(module: str, name: str) -> Place | None:
        """Find where a name is defined, also when another module passes it on."""
        if (module, name) in places or module not in modules:
            return (module, name) if (module, name) in places else None
        target = imports[module].get(name)
        return target and (resolve(*target) if target[1] else target)

    def used_in(place: Place) -> Iterator[Place | None]:
        module = place[0]
        yield module, ""
        if not place[1]:
            yield from ((target, "") for target, _ in imports[module].values())
        for part in (each for scope in places[place] for each in ast.walk(scope)):
            if isinstance(part, ast.Name):
                yield resolve(module, part.id)
            elif isinstance(part, ast.Constant) and str(part.value).startswith("wijkteams."):
                # A library is told by name what to call.
                yield resolve(
                    str(part.value).rpartition(".")[0], str(part.value).rpartition(".")[2]
                )
            elif isinstance(part, ast.Attribute):
                words.add(part.attr)
                owner = resolve(module, part.value.id) if isinstance(part.value, ast.Name) else None
                yield resolve(owner[0], part.attr) if owner and not owner[1] else None

    texts = run_texts(root)
    words = set(re.findall(r"\w+", " ".join(texts)))
    waiting = [resolve(module, name) for text in texts for module, name in _named_in(text)]
    reached: set[Place | None] = {None}
    while waiting:
        place = waiting.pop()
        if place not in reached and place in places:
            reached.add(place)
            waiting.extend(used_in(place))
        if not waiting:
            waiting = [
                (module, name)
                for module, name in places.keys() - reached
                if (module, name.partition(".")[0]) in reached
                and (_HOOK.fullmatch(method := name.partition(".")[2]) or method in words)
            ]
    return sorted(f"{module}:{name}" for module, name in places.keys() - reached if name)


def run_texts(root: Path) -> list[str]:
    """Return the text of everything that a reader or a command runs."""
    files = [
        "Makefile",
        "CONTRIBUTING.md",
        "_config.yml",
        ".pre-commit-config.yaml",
        "config/figures.yaml",
    ]
    found = [root / file for file in files]
    for pattern in (
        "workflow/**/*.py",
        "workflow/**/*.smk",
        "workflow/Snakefile",
        ".github/**/*.yml",
    ):
        found += sorted(root.glob(pattern))
    texts = [path.read_text(encoding="utf-8") for path in found if path.exists()]
    return texts + [code_of_chapter(path) for path in sorted(root.glob("chapters/*.md"))]


def _named_in(text: str) -> Iterator[Place]:
    for module, names in _IMPORT.findall(text):
        yield from ((module, name) for name in re.findall(r"\w+", names))
    for command, module, name, extension in _BY_NAME.findall(text):
        yield (command or module or extension, name or ("setup" if extension else ""))


def _places(module: str, tree: ast.Module) -> Iterator[tuple[Place, list[ast.AST]]]:
    yield (module, ""), [node for node in tree.body if not isinstance(node, _DEFINED)]
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            methods = [each for each in node.body if isinstance(each, ast.FunctionDef)]
            yield from (((module, f"{node.name}.{each.name}"), [each]) for each in methods)
            parts = [each for each in ast.iter_child_nodes(node) if each not in methods]
            yield (module, node.name), parts
        elif isinstance(node, ast.FunctionDef):
            yield (module, node.name), [node]


def _imports(
    module: str, tree: ast.Module, modules: dict[str, ast.Module]
) -> Iterator[tuple[str, Place]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            base = f"{module.rpartition('.')[0]}.{node.module}" if node.level else str(node.module)
            for alias in node.names if base.startswith("wijkteams") else ():
                whole = f"{base}.{alias.name}"
                target = (whole, "") if whole in modules else (base, alias.name)
                yield alias.asname or alias.name, target
