"""What a page loads: one stylesheet, the scripts that it uses, none that holds up the text; and no file that no page uses."""

from __future__ import annotations

import json
import re
import zlib
from pathlib import Path
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx

from wijkteams.book.sphinxext import pictures
from wijkteams.book.sphinxext.editions import edition_being_built
from wijkteams.book.sphinxext.store import sources_of
from wijkteams.book.stylesheet import join_stylesheets, names_used, prune
from wijkteams.numbers.formats import Language

# Of the theme's own, which its templates name; the others are registered with Sphinx.
_THEME_STYLES = ("styles/theme.css", "styles/pydata-sphinx-theme.css")
# Code on another host, keys that the theme answers to itself, and words of Sphinx's own search.
_UNWANTED = ("thebe", "doctools.js", "translations.js")
# What some scripts, by a part of their name or text, work on. One that is not named here is loaded on every page.
_WORKS_ON = {
    "clipboard": r'class="highlight',
    "copybutton": r'class="highlight',
    "toggle": r'class="[^"]*\b(?:toggle|dropdown)\b',
    "design-tabs": r'class="sd-tab',
    "wijkteams.js": r'class="wt-number',
    "/copy.js": r'class="wt-copy',
    "two_by_two": r"wt-two-by-two",
    "doubt.js": r"data-wt-doubt",
    "register.js": r"wt-browsable",
}
_LONGEST = 160  # characters of a description that search engines show


def lighten_page(
    app: Sphinx, docname: str, _: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load one stylesheet and the scripts that a page uses, after its text; say in its head what it is about."""
    body = str(context.get("body", ""))
    # Sphinx loads mathematics on the parents of a page with an equation too.
    formulas = bool(app.env.get_domain("math").data["has_equations"].get(docname))
    scripts = {
        (str(script.filename or ""), str(script.attributes.get("body", ""))): script
        for script in context["script_files"]
    }
    context["script_files"] = [
        script
        for (name, text), script in scripts.items()
        if _is_used(f"/{name} {text}", body, formulas)
    ]
    for script in context["script_files"]:
        if script.filename and "async" not in script.attributes:
            script.attributes["defer"] = "defer"
    context["css_files"] = []
    context["stylesheet"] = f"{_stylesheet(app)}?v={_fingerprint(_styles(app))}"
    described = _description(doctree) or f"{context.get('title', docname)}. {context['docstitle']}"
    context["description"] = described
    meta = Markup('\n<meta name="description" content="{}">').format(described)
    context["metatags"] = f"{context.get('metatags', '')}{meta}"


def _is_used(script: str, body: str, formulas: bool) -> bool:
    wanted = not any(word in script.lower() for word in _UNWANTED)
    marks = [mark for name, mark in _WORKS_ON.items() if name in script]
    return (
        wanted
        and (formulas or "mathjax" not in script.lower())
        and (not marks or any(re.search(mark, body) for mark in marks))
    )


def _description(doctree: nodes.document | None) -> str:
    """Return the first paragraph of a page, cut off between words; nothing for a page that is not made of prose."""
    sections = doctree.findall(nodes.section) if doctree else ()
    blocks = (block for section in sections for block in section.children)
    first = next((block for block in blocks if isinstance(block, nodes.paragraph)), None)
    text = " ".join(first.astext().split()) if first else ""
    return (
        text
        if len(text) <= _LONGEST
        else f"{text[:_LONGEST].rpartition(' ')[0]} \N{HORIZONTAL ELLIPSIS}"
    )


def _stylesheet(app: Sphinx) -> str:
    """Return the address of the one stylesheet of an edition, which holds no more than its own pages use."""
    return {"en": "_static/book.css", "nl": "_static/book.nl.css"}[edition_being_built(app.config)]


def _styles(app: Sphinx) -> list[Path]:
    """Return the stylesheets of the book in the order in which they would be loaded."""
    styles = sorted(app.builder._css_files, key=lambda style: style.priority)  # type: ignore[attr-defined]
    registered = [str(style.filename) for style in styles]
    names = dict.fromkeys(
        name.removeprefix("_static/") for name in registered if "thebe" not in name
    )
    return [Path(app.outdir) / "_static" / name for name in (*_THEME_STYLES, *names)]


def _fingerprint(styles: list[Path]) -> str:
    """Return what changes with a stylesheet; that of the notebooks is written last, and has it in its name."""
    there = [path for path in styles if path.is_file()]
    names = [path.name for path in styles]
    text = f"{names}{join_stylesheets(there)}{pictures.stylesheet()}"
    return f"{zlib.crc32(text.encode()):08x}"


def publish_light(app: Sphinx, error: Exception | None) -> None:
    """Write the one stylesheet, and take away every static file that no page loads."""
    if error is not None or app.builder.format != "html":
        return
    folder = Path(app.outdir)
    static = folder / "_static"
    pages = {
        path: path.read_text(encoding="utf-8")
        for path in folder.rglob("*.html")
        if static not in path.parents
    }
    loaded = {
        (path.parent / found).resolve()
        for path, text in pages.items()
        for found in re.findall(r'<(?:script|link|img)\b[^>]*\b(?:src|href)="([^"?#]+)', text)
    }
    scripts = [
        path.read_text(encoding="utf-8")
        for path in loaded
        if path.suffix == ".js" and path.is_file()
    ]
    css = prune(join_stylesheets(_styles(app)), names_used([*pages.values()], scripts))
    (folder / _stylesheet(app)).write_text(
        f"{css}{pictures.stylesheet()}{_paper(app)}", encoding="utf-8"
    )
    drop_unused(static, loaded)
    # The editions share this file, and no script asks it for the language.
    options = static / "documentation_options.js"
    text = options.read_text(encoding="utf-8")
    options.write_text(re.sub(r"LANGUAGE: '\w+'", "LANGUAGE: 'en'", text), encoding="utf-8")


def _paper(app: Sphinx) -> str:
    """Return what stands at the foot of each printed page: title and version, date and address, and the number of the page."""
    identity = sources_of(app).identity

    def foot(language: Language) -> str:
        version = {"en": "version", "nl": "versie"}[language]
        facts = (
            identity.short_title(language),
            f"{version} {identity.version}",
            identity.date_released,
            identity.base_url,
        )
        # As a string of CSS.
        return json.dumps(" \N{MIDDLE DOT} ".join(filter(None, facts)), ensure_ascii=False)

    box = "@bottom-left{{content:{};font-size:8pt;white-space:nowrap}}@bottom-right{{content:counter(page);font-size:8pt}}"
    return f"@page{{{box.format(foot('en'))}}}\n@page nl{{{box.format(foot('nl'))}}}\nbody:lang(nl){{page:nl}}\n"


def drop_unused(static: Path, loaded: set[Path]) -> None:
    """Delete what no page loads; licences stay beside what they belong to, and MathJax asks for its fonts itself."""
    files = [path for path in sorted(static.rglob("*"), reverse=True) if path.is_file()]
    kept = {path for path in files if path.resolve() in loaded}
    folders = {path.parent for path in kept}
    whole = {folder for folder in folders if folder.name == "mathjax"}
    for path in files:
        licence = path.name in ("LICENSE", "README.md") and path.parent in folders
        licence |= path.with_name(path.name.removesuffix(".LICENSE.txt")) in kept
        if not (licence or path in kept or whole.intersection(path.parents)):
            path.unlink()
    for path in sorted(static.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
