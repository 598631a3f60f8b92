"""What a page loads: one stylesheet without rules that nothing uses, icons as drawings, scripts that hold nothing up."""

from threading import Thread
from urllib.request import Request, urlopen

import pytest
from bs4 import BeautifulSoup
from jinja2 import Environment

from wijkteams.book.sphinxext.icons import ICONS, Icons, icon_drawing
from wijkteams.book.sphinxext.light import drop_unused
from wijkteams.book.stylesheet import join_stylesheets, names_used, prune
from workflow.serve import server

NAMES = {"a", "b"}


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        ("p { color: red }", "p{color: red}"),
        (".a, .c { x: y }", ".a{x: y}"),
        (".a.c { x: y }", ""),
        ("#c p { x: y }", ""),
        (".a:not(.c) { x: y }", ".a:not(.c){x: y}"),
        ('.a::before { content: "} .c {" }', '.a::before{content: "} .c {"}'),
        ("@media print { .c { x: y } }", ""),
        ("@media print { .c { x: y } .b { x: y } }", "@media print{.b{x: y}}"),
        ("@layer one; .a { x: y }", "@layer one;\n.a{x: y}"),
        ("@keyframes c { from { x: y } }", "@keyframes c{from { x: y }}"),
        (".a { x: url(data:a,b;c) } /* .c {} */", ".a{x: url(data:a,b;c)}"),
        ("/*! Licence */ .c { x: y }", "/*! Licence */"),
        ('@font-face { font-family: "Font Awesome 6 Free"; src: url(a) }', ""),
    ],
)
def test_only_rules_that_no_page_can_use_are_left_out(css: str, kept: str) -> None:
    assert prune(css, NAMES).strip() == kept


def test_names_are_those_of_pages_and_words_of_scripts() -> None:
    page = '<p class="one two" id="three">four</p><script>say("<b class=\\"five\\">")</script>'
    assert {"one", "two", "three", "five", "six"} <= names_used([page], ["add('six')"])
    assert "four" not in names_used([page], [])


def test_what_a_stylesheet_imports_stands_in_its_place(tmp_path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.css").write_text('@import "../b.css";\n.a {}', encoding="utf-8")
    (tmp_path / "b.css").write_text(".b {}", encoding="utf-8")
    assert join_stylesheets([tmp_path / "in" / "a.css"]).split() == [".b", "{}", ".a", "{}"]


@pytest.mark.parametrize("name", [path.stem for path in ICONS.glob("*.svg")])
def test_every_icon_is_a_drawing_without_a_name(name: str) -> None:
    drawn = BeautifulSoup(icon_drawing(f"fa-solid fa-{name}  fa-lg"), "html.parser").svg
    assert drawn["aria-hidden"] == "true" and drawn.path["d"]
    assert not drawn.find("title")


def test_templates_draw_where_the_theme_asks_for_an_icon() -> None:
    environment = Environment(extensions=[Icons], autoescape=True)
    environment.globals["icon_drawing"] = icon_drawing
    text = '<i class="fa-solid fa-sun" data-mode="light" title="Light"></i><i class="{{ icon }}"></i><i class="c"></i>'
    page = BeautifulSoup(environment.from_string(text).render(icon="fas fa-file"), "html.parser")
    sun, file = page.find_all("svg")
    assert (sun["data-mode"], sun.get("title")) == ("light", None)
    assert "fa-file" in file["class"]
    assert page.i["class"] == ["c"]


def test_an_icon_that_is_not_kept_is_an_error() -> None:
    with pytest.raises(FileNotFoundError, match=r"unicorn\.svg"):
        icon_drawing("fa-solid fa-unicorn")


def test_files_that_no_page_loads_go_and_licences_of_the_others_stay(tmp_path) -> None:
    for name in (
        "a/a.js",
        "a/LICENSE",
        "a/a.js.LICENSE.txt",
        "a/a.js.map",
        "b/b.js",
        "b/LICENSE",
        "mathjax/m.js",
        "mathjax/f/f.woff",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    drop_unused(tmp_path, {(tmp_path / name).resolve() for name in ("a/a.js", "mathjax/m.js")})
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {"a/a.js", "a/LICENSE", "a/a.js.LICENSE.txt", "mathjax/m.js", "mathjax/f/f.woff"}


def test_server_compresses_for_those_who_take_it(tmp_path) -> None:
    (tmp_path / "index.html").write_text("a" * 10_000, encoding="utf-8")
    serving = server(tmp_path)
    Thread(target=serving.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{serving.server_port}/"
    sizes = {
        encoding: len(urlopen(Request(address, headers={"Accept-Encoding": encoding})).read())
        for encoding in ("gzip", "identity")
    }
    serving.shutdown()
    serving.server_close()
    assert sizes["identity"] == 10_000 and sizes["gzip"] < 200
