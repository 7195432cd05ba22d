"""Every criterion of a rule is held by a case: negating one, or swapping ``and`` and ``or``, must fail one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from feelint.policy.discovery import load_rule, load_rules, rule_file
from feelint.testing.rule_tester import build, check, read_cases

RULES = load_rules()
SURVIVORS: dict[tuple[str, str], str] = {}
"""Rule and mutated expression -> why no case can tell it from the rule as it is."""


def mutants(source: str) -> Iterator[tuple[str, str]]:
    """Each mutant of a module: the expression that was changed, as it was, and the module's new source."""
    for at in range(len(_sites(ast.parse(source)))):
        tree = ast.parse(source)
        parent, field, index, how = _sites(tree)[at]
        held = getattr(parent, field)
        node = held if index is None else held[index]
        was, changed = ast.unparse(node), _changed(node, how)
        if index is None:
            setattr(parent, field, changed)
        else:
            held[index] = changed
        yield f"{was} ({how})", ast.unparse(ast.fix_missing_locations(tree))


def _sites(tree: ast.AST) -> list[tuple[ast.AST, str, int | None, str]]:
    """Where to mutate, and how: negate every condition, and swap every ``and`` and ``or``."""
    sites: list[tuple[ast.AST, str, int | None, str]] = []
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            listed = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
            for index, node in listed:
                if isinstance(parent, ast.Assert) or not isinstance(node, ast.expr):
                    continue
                if isinstance(node, ast.BoolOp):
                    sites.append((parent, field, index, "swap"))
                elif (
                    field in ("test", "ifs")
                    or isinstance(parent, ast.BoolOp | ast.Not)
                    or isinstance(node, ast.Compare)
                ):
                    sites.append((parent, field, index, "negate"))
    return sites


def _changed(node: ast.expr, how: str) -> ast.expr:
    if isinstance(node, ast.BoolOp) and how == "swap":
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return node
    return node.operand if isinstance(node, ast.UnaryOp) else ast.UnaryOp(ast.Not(), node)


@pytest.mark.parametrize("name", RULES)
def test_cases_hold_every_criterion(name: str) -> None:
    path = Path(RULES[name].path)
    cases = [(case, build(case)) for case in read_cases(rule_file(RULES[name], ".cases.toml"))]
    assert not any(check(RULES[name], case, context) for case, context in cases)
    survived, seen = set(), 0
    for was, source in mutants(path.read_text(encoding="utf-8")):
        seen += 1
        mutant = load_rule(path, source)
        if not any(check(mutant, case, context) for case, context in cases):
            survived.add((name, was))
    assert seen > 0
    assert survived == {key for key in SURVIVORS if key[0] == name}


def test_mutants_are_what_they_say() -> None:
    found = dict(mutants("if a < b and (not c):\n    d = e == f"))
    assert found == {
        "a < b and (not c) (swap)": "if a < b or not c:\n    d = e == f",
        "a < b (negate)": "if not a < b and (not c):\n    d = e == f",
        "not c (negate)": "if a < b and c:\n    d = e == f",
        "e == f (negate)": "if a < b and (not c):\n    d = not e == f",
    }
