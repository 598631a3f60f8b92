"""The modules of a rule, compared with an independent import graph."""

from pathlib import Path

import grimp
import pytest

from wijkteams.workflow.modules import imported_files

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
SCRIPTS = sorted((ROOT / "workflow" / "scripts").glob("*.py"))


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("wijkteams", cache_dir=None)


def test_imported_files_agrees_with_grimp_on_every_module(graph: grimp.ImportGraph) -> None:
    for module in sorted(graph.modules):
        expected = {module} | graph.find_upstream_modules(module)
        found = imported_files(f"import {module}", SOURCE)
        # Running a module runs the packages above it as well; an import graph does not count those.
        missing = {_file(name) for name in expected} - set(found)
        extra = {
            path
            for path in set(found) - {_file(name) for name in expected}
            if path.name != "__init__.py"
        }
        assert not missing, module
        assert not extra or all(_reached_through_package(path, graph, found) for path in extra), (
            module
        )


def _file(module: str) -> Path:
    stem = SOURCE.joinpath(*module.split("."))
    return stem / "__init__.py" if stem.is_dir() else stem.with_suffix(".py")


def _reached_through_package(path: Path, graph: grimp.ImportGraph, found: list[Path]) -> bool:
    """Tell whether a package above a found module imports the file."""
    module = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
    packages = {
        ".".join(each.parent.relative_to(SOURCE).parts)
        for each in found
        if each.name == "__init__.py"
    }
    return any(module in graph.find_upstream_modules(package) for package in packages)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_every_script_names_the_adaptor_among_its_modules(script: Path) -> None:
    found = imported_files(script.read_text(encoding="utf-8"), SOURCE)
    assert SOURCE / "wijkteams" / "workflow" / "adaptor.py" in found


def test_imported_files_sees_every_form_of_import(tmp_path: Path) -> None:
    package = tmp_path / "wijkteams"
    for folder in (package, package / "a"):
        folder.mkdir()
        (folder / "__init__.py").touch()
    for name, code in {
        "a/plain.py": "",
        "a/by_from.py": "from . import sibling\nfrom .deeper import (\n    x,  # one\n)",
        "a/sibling.py": "def f():\n    import wijkteams.late",
        "a/deeper.py": "from ..top import y",
        "late.py": "",
        "top.py": "",
        "unused.py": "",
    }.items():
        (package / name).write_text(code, encoding="utf-8")
    found = imported_files(
        '"""Text\nimport of wijkteams\n"""\nimport numpy; import wijkteams.a.plain\nfrom wijkteams.a \\\n  import by_from',
        tmp_path,
    )
    assert {path.relative_to(package).as_posix() for path in found} == {
        "__init__.py", "a/__init__.py", "a/plain.py", "a/by_from.py", "a/sibling.py", "a/deeper.py", "late.py", "top.py",
    }  # fmt: skip
