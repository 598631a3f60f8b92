"""The faults that `make mutants` plants: one edit each, of every kind, in code that still parses."""

import ast
from random import Random

from tests.mutants.mutate import mutants_of

CODE = """
def interval(rows, low, high, first, last):
    a_low, a_high = rows["a_low"], rows["a_high"]
    if low < high:
        return bounds(low, high, count=first, size=last)
    return (a_low[0] - 2.5) * max(rows.low, rows.high), min(first, last)
"""


def planted(tmp_path, *, layout=False):
    (tmp_path / "code.py").write_text(CODE, encoding="utf-8")
    found = {}
    for mutant in mutants_of(tmp_path, "code.py", layout=layout):
        assert mutant.apply(tmp_path) == CODE
        changed = (tmp_path / "code.py").read_text(encoding="utf-8")
        (tmp_path / "code.py").write_text(CODE, encoding="utf-8")
        assert ast.dump(ast.parse(changed)) != ast.dump(ast.parse(CODE))
        found[mutant.before, mutant.after] = mutant.kind
    return found


def test_every_kind_of_fault_is_planted(tmp_path):
    kinds = {
        ('"a_low"', '"a_high"'): "column",
        ("low < high", "low >= high"): "comparison",
        ("bounds(low, high, count=first, size=last)", "bounds(high, low, count=first, size=last)"): "arguments",
        ("bounds(low, high, count=first, size=last)", "bounds(low, high, count=last, size=first)"): "keywords",
        ("low", "high"): "name",
        ("rows.low", "rows.high"): "attribute",
        ("a_low[0]", "a_low[-1]"): "end",
        ("a_low[0] - 2.5", "(a_low[0] + 2.5)"): "sign",
        ("(a_low[0] - 2.5) * max(rows.low, rows.high)", "a_low[0] - 2.5"): "factor",
        ("2.5", "2.75"): "number",
        ("max", "min"): "name",
        ('rows["a_low"], rows["a_high"]', "(rows['a_high'], rows['a_low'])"): "pair",
    }  # fmt: skip
    found = planted(tmp_path)
    assert {edit: found.get(edit) for edit in kinds} == kinds


def test_layout_is_left_alone_where_it_is_asked(tmp_path):
    assert {"number", "keywords"}.isdisjoint(planted(tmp_path, layout=True).values())


def test_a_seed_draws_the_same_faults_again(tmp_path):
    edits = [list(planted(tmp_path)) for _ in range(2)]
    for each in edits:
        Random("11 statistics").shuffle(each)
    assert edits[0] == edits[1]
