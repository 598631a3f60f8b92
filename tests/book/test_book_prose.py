"""What the source of a page may hold, and what it may not."""

import pytest

from wijkteams.book.prose import find_problems, find_text_problems, main
from wijkteams.book.typed_numbers import find_typed_numbers, is_name


def typed(text):
    return [words for _, words in find_typed_numbers(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Between 2014 and 2019 teams became the rule.",
        "The years 2014-2019, 2014–2019, 2014/15 and the 1990s.",
        "In wave 3, waves 1 and 2, waves 2 to 4, golf 2, peiling 3.",
        "On 21 October 2019, 13 februari 2018, October 2, 2014 and 2018-02-13.",
        "Between 10 and 12 maart.",
        "The G4, the G32 and the G40.",
        "See BB2018, UT2014NEWS and BB2020.05.",
        "Konijn (1973, p. 12), pp. 3-5, section 3.6, article 2.1, artikel 7, § 4.",
        "Under CC BY 4.0 and CC-BY-4.0.",
        "Een 95%-betrouwbaarheidsinterval, a 95% confidence interval.",
        "A 95% interval; een 95%-interval.",
        "At https://example.org/2018/12%20x.",
        "Four national surveys, one municipality, asked four times.",
        "Half a year later; three kinds of teams; twee keer gevraagd.",
        "The Wmo 2015 came into force.",
    ],
)
def test_names_and_times_may_hold_digits(text):
    assert typed(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("About 59% fell short.", ["59%"]),
        ("About 59 per cent, 59 percent, 59 procent.", ["59 per cent", "59 percent", "59 procent"]),
        ("It fell by 6 percentage points.", ["6 percentage points"]),
        ("Een daling van 6 procentpunt.", ["6 procentpunt"]),
        ("With n = 177 answers.", ["n = 177"]),
        ("An odds ratio of 2.2 or 2,2.", ["2.2", "2,2"]),
        ("Of 1,234 municipalities 403 answered.", ["1,234 municipalities", "403"]),
        ("About 2019%", ["2019%"]),
        ("In 2014 59% had a team.", ["59%"]),
        ("Wave 2.5 and wave 12%", ["2.5", "12%"]),
        ("Ten per cent, twenty-five percent.", ["Ten per cent", "twenty-five percent"]),
        ("Two thirds of the municipalities that", ["thirds of the municipalities"]),
        ("More than half of all municipalities", ["half of all municipalities"]),
        ("Vijfentwintig procent van de gemeenten", ["Vijfentwintig procent"]),
        ("Meer dan de helft van de gemeenten", ["helft van de gemeenten"]),
        ("About six municipalities", ["six municipalities"]),
        ("Table 1 shows it.", ["1"]),
        ("About 95% of the interval", ["95%"]),
    ],
)
def test_typed_numbers_are_found(text, found):
    assert typed(text) == found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("G32", True),
        ("Wmo 2015", True),
        ("COVID-19", True),
        ("59%", False),
        ("59", False),
        ("n = 177", False),
        ("about 59 per cent", False),
        ("a 95% interval", False),
        ("x" * 60, False),
    ],
)
def test_typed_role_is_for_names(text, name):
    assert is_name(text) is name


def messages(text):
    return [(problem.row, problem.rule) for problem in find_problems(text, "x.md")]


CLEAN = """\
---
lang: en
title: 59 things
---

# 1. Teams in 2014

(label-3)=
% a comment with 59% in it

In {num}`a.b:range` of the `59%` {typed}`COVID-19`, $x = 3$ and [a link](https://x.org/3).[^1]

1. First
2. Second

[^1]: See <https://x.org/12>.

$$
y = 59
$$

```{code-cell} python
print("59%")
```

```python
x = 59
```

:::{table} Shares, {num}`a.b`
:name: table-3

| Year | Share |
|------|-------|
| 2019 | {num}`a.b` |
:::

````{note}
```{citable-figure} figure_3
```
````

<p title="59%">A paragraph of HTML</p>
"""


def test_page_without_typed_numbers_passes():
    assert messages(CLEAN) == []


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("First line\nand 59% on the second.", 2, '"59%" was typed by hand'),
        ("{num}`a` and\n*then 12 points*", 2, '"12 points" was typed'),
        ("# Prevention: 59%", 1, '"59%" was typed'),
        ("| a |\n|---|\n| 59% |", 3, '"59%" was typed'),
        ("- item\n- item of 7", 2, '"7" was typed'),
        (":::{note} About 59%\nText.\n:::", 1, '"59%" was typed'),
        (":::{note}\n:class: tip-3\n\nText of 59%.\n:::", 4, '"59%" was typed'),
        ("````{note}\n```{tip}\nUp 12 points\n```\n````", 3, '"12 points" was typed'),
        ("```{figure} x.svg\n:alt: Line 3\n\nUp to 59%\n```", 4, '"59%" was typed'),
        ("[59%](x.md)", 1, '"59%" was typed'),
        ("![up to 59%](x.svg)", 1, '"59%" was typed'),
        ("<p>About 59%</p>", 1, '"59%" was typed'),
        ("![](x.svg)", 1, "no alternative text"),
        ("{typed}`59%`", 1, "{typed} is for names only"),
        ("a\nTODO", 2, '"TODO" is a placeholder'),
        ("```python\n# FIXME\n```", 2, '"FIXME" is a placeholder'),
        ("Share: XX", 1, '"XX" is a placeholder'),
        ("Coming soon", 1, '"Coming soon" is a placeholder'),
        ("```{list-table} About {num}`a`\n* - a\n```", 1, "cannot have a backtick in its first"),
        ("text\n\n```{note}\nText", 3, "never closed"),
        ("text\n\n:::{note}\nText", 3, "never closed"),
        ("```{note}\nText\n```\n\n```\n", 5, "never closed"),
        (":::{note}\nText\n:::\n\n:::\nmore\n:::", 5, "a stray fence"),
        ("```\ncode\n```", 1, "a stray fence"),
        ("```{list-table}\n* - %\n  - b\n```", 2, "starts with % is a comment"),
        ("{{ share }} of them", 1, "a {{substitution}} that is missing prints nothing"),
        ("{glue:text}`a`", 1, "a glue key that is missing prints nothing"),
        ("```{glue:figure} a\n```", 1, "a glue key that is missing prints nothing"),
    ],
)
def test_page_with_a_fault_is_told_line_and_rule(text, line, part):
    found = messages(text)
    assert any(number == line and part in message for number, message in found), found


def test_line_counts_after_front_matter_and_lists():
    text = "---\nlang: en\n---\n\n# Title\n\n1. a\n2. b\n   and 59%\n"
    assert [line for line, _ in messages(text)] == [9]


def test_text_of_a_catalogue_is_judged_too():
    assert find_text_problems("Shares since 2014") == []
    assert len(find_text_problems("59% and TBD")) == 2


def test_command_prints_problems_and_fails(tmp_path, capsys):
    path = tmp_path / "x.md"
    path.write_text("About 59%\n", encoding="utf-8")
    assert main([str(path)]) == 1
    assert capsys.readouterr().out.startswith(f'{path}:1: "59%" was typed')
    path.write_text("About {num}`a`\n", encoding="utf-8")
    assert main([str(path)]) == 0
