"""Mathematics is set by what the book carries: a book with a page of formulas, served and opened from disk."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.published import published_book, served
from tests.browser.visits import Variant, visit
from tests.workflow.plain_sphinx import build_plainly, sources_of_book

# The pages of the book with formulas are seen by the long tier; this is every font, in a book built anew.
pytestmark = pytest.mark.audit

Window = Callable[[Variant], Page]

# Every family of fonts that a formula may ask for.
FORMULAS = r"""# Formulas

The share is $p = k / n$; in other letters $\mathcal{L}$, $\mathfrak{F}$, $\mathbb{R}$, $\mathscr{S}$, $\mathsf{s}$,
$\mathtt{t}$, $\mathbf{x}$ and $\Gamma \leqq \varnothing$.

$$
\left( \sum_{i} \sqrt{\frac{\int_a^b f(x)\,dx}{\hat{p}(\bar{p})}} \right) \Biggl[ \begin{pmatrix} a \\ b \end{pmatrix} \Biggr]
$$
"""


@pytest.fixture(scope="module")
def formulas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the book with one more page."""
    published_book()
    folder = sources_of_book(tmp_path_factory.mktemp("mathematics") / "book")
    toc = folder / "_toc.yml"
    entries = [toc.read_text(encoding="utf-8").rstrip(), "  - caption: More", "    chapters:"]
    for name, text in {"formulas": FORMULAS, "rare": RARE}.items():
        (folder / "chapters" / f"{name}.md").write_text(text, encoding="utf-8")
        entries.append(f"      - file: chapters/{name}")
    toc.write_text("\n".join(entries) + "\n", encoding="utf-8")
    return build_plainly(folder)


@pytest.fixture(scope="module", params=["served", "disk"])
def home(formulas: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == "disk":
        yield f"{formulas.as_uri()}/"
        return
    with served(formulas) as address:
        yield address


RARE = r"""# Rare

A command that is not kept here, $\boldsymbol{\beta}$, leaves $\beta$ as it is.
"""


@pytest.mark.parametrize(
    "variant", [Variant("desktop", "light"), Variant("phone", "dark")], ids=str
)
def test_formulas_are_set_without_another_host(window: Window, home: str, variant: Variant) -> None:
    seen = visit(window(variant), f"{home}chapters/formulas.html")
    assert [url for url in seen.requests if not url.startswith((home, "data:"))] == []
    assert any("MathJax_Fraktur" in url for url in seen.requests)
    assert seen.errors == []
    assert seen.violations == []
    assert seen.measured["sticking_out"] == [] and not seen.measured["page_scrolls"]
    assert seen.measured["formulas"] == len(re.findall(r"\$\$?[^$]+\$\$?", FORMULAS))
    assert seen.measured["wrong_formulas"] == []


def test_an_unknown_command_is_found_and_harms_no_other_formula(window: Window, home: str) -> None:
    page = window(Variant("desktop", "light"))
    measured = visit(page, f"{home}chapters/rare.html", judge=False).measured
    assert measured["formulas"] == 2
    assert len(measured["wrong_formulas"]) == 1


def test_a_missing_font_of_mathematics_is_found(
    window: Window, formulas: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "book"
    shutil.copytree(formulas, broken, ignore=shutil.ignore_patterns("MathJax_Fraktur-Regular.woff"))
    page = window(Variant("desktop", "light"))
    seen = visit(page, f"{broken.as_uri()}/chapters/formulas.html", judge=False)
    assert any("Fraktur" in error for error in seen.errors)
