"""The checks on built pages, each broken on purpose."""

import pytest

from wijkteams.book.html_checks import check_html

PAGE = """<!DOCTYPE html>
<html><head><link rel="stylesheet" href="a.css"><script src="a.js"></script>
<link rel="index" href="index.html"></head>
<body><h1 id="top">Title</h1>
<a href="index.html#top">here</a> <a href="https://elsewhere.org/x">away</a> <a href="#top">up</a>
<a href="mailto:a@b.nl">mail</a> <a href="sub/p%20q.html#x">other</a>
<img src="a.svg" alt="Line that rises"><code>{num}`a`</code><span class="math">\\frac{k}{n}</span>
<a class="wt-number" href="sub/p%20q.html#num-a">59%</a>
<script id="wt-numbers" type="application/json">{"texts": ["<a href='#top'>a</a>"], "panels": {"a": [0]}}</script>
<script>let svg = "http://www.w3.org/2000/svg"; let braces = {a: 1};</script>
<!-- marker --></body></html>
"""


@pytest.fixture
def site(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "p q.html").write_text(
        '<p id="x">x</p><p id="num-a">59%</p>', encoding="utf-8"
    )
    (tmp_path / "a.css").write_text("p { color: red; background: url(a.svg) }", encoding="utf-8")
    for name in ("a.js", "a.svg"):
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    return tmp_path


def test_sound_page_passes(site):
    assert check_html(site) == []


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ('<img src="a.svg">', "image a.svg has no alternative text"),
        ('<img src="a.svg" alt=" ">', "image a.svg has no alternative text"),
        ('<script src="https://cdn.org/x.js"></script>', "https://cdn.org/x.js would be loaded"),
        ('<script src="//cdn.org/x.js"></script>', "//cdn.org/x.js would be loaded"),
        ('<link rel="preload stylesheet" href="https://cdn.org/x.css">', "x.css would be loaded"),
        ('<link rel="icon" href="https://cdn.org/x.ico">', "x.ico would be loaded"),
        ('<img alt="x" src="a.svg" srcset="https://cdn.org/x.png 2x">', "x.png 2x would be loaded"),
        ('<iframe src="https://cdn.org/x"></iframe>', "https://cdn.org/x would be loaded"),
        ('<p style="background: url(https://cdn.org/x)">', "url(https://cdn.org/x would be loaded"),
        ("<style>@import 'https://cdn.org/x.css';</style>", "would be loaded from another host"),
        ('<script>import("https://cdn.org/x.js")</script>', "https://cdn.org/x.js would be loaded"),
        ('<a href="none.html">x</a>', 'the link "none.html" leads to no file'),
        ('<a href="#none">x</a>', 'the link "#none" leads to no anchor'),
        ('<a href="sub/p%20q.html#none">x</a>', "leads to no anchor on that page"),
        ('<a href="../index.html">x</a>', "leads to no file"),
        ('<img src="none.svg" alt="x">', 'the link "none.svg" leads to no file'),
        ('<p id="top">x</p>', 'the anchor "top" is given twice'),
        ("<p>In {num}<code>a</code></p>", '"{num}" is markup that was not understood'),
        ("<p>In {prevention.w2019:range}</p>", "is markup that was not understood"),
        ("<p>{{ share }}</p>", '"{{" is markup that was not understood'),
        ("<p>[<i>a</i>](b.md)</p>", '"](" is markup that was not understood'),
        ("<p>::: note</p>", '":::" is markup that was not understood'),
        ("<p>```{note}</p>", '"```" is markup that was not understood'),
        ('<img src="a.svg" alt="up to {prevention.w2019}">', "is markup that was not understood"),
        ('<a class="wt-number" href="#num-a"> </a>', "a number prints nothing"),
        ('<a class="wt-number" href="#num-b">5</a>', 'not say where the number "b" is from'),
        ('<span class="pasted-text"></span>', "a number prints nothing"),
    ],
)
def test_fault_is_found_with_page_and_line(site, fault, message):
    (site / "index.html").write_text(PAGE.replace("<!-- marker -->", fault), encoding="utf-8")
    problems = check_html(site)
    assert problems
    assert all(str(problem).startswith("index.html:11: ") for problem in problems)
    assert any(message in problem.rule for problem in problems)


def test_link_of_a_panel_that_leads_nowhere_is_found(site):
    (site / "index.html").write_text(PAGE.replace("'#top'", "'none.html#top'"), encoding="utf-8")
    assert [problem.rule for problem in check_html(site)] == [
        'the link "none.html#top" leads to no file'
    ]


def test_link_out_of_the_book_is_found(site):
    inner = site / "sub"
    (inner / "p q.html").write_text('<a href="../index.html">x</a>', encoding="utf-8")
    assert ["leads out of the book" in problem.rule for problem in check_html(inner)] == [True]


def test_foreign_host_in_a_stylesheet_is_found(site):
    (site / "a.css").write_text("p {}\n@import url('https://cdn.org/x.css');", encoding="utf-8")
    assert [str(problem).split(": ")[0] for problem in check_html(site)] == ["a.css:2"]


def test_empty_folder_is_a_problem(tmp_path):
    assert "holds no page" in check_html(tmp_path)[0].rule
