"""Line and column of what stands in a TOML text."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feelint.policy.positions import Position, nearest, positions

TEXT = '''\
# a comment with = and [brackets]
name = "guest"   # behind it
"quoted key" = 'x # no comment'
dotted.inner = 1.5
many = [ 1, [2, 3], { a = "}", b = [] },
  "last",
]
text = """
[[no]]
table = "here"
"""

[[step]]
stage = "product"
arrive = { role = "heading", name = "A, \\"B\\" = C" }
do = [
  { press = "button", name = "Add" },   # one
  { fill = "textbox", data = "email" },
]

[[step]]
stage = "basket"
[step.arrive]
name = "Basket"

[table.below]
at = 2026-01-01T10:00:00.5Z
'''


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("name",), 2, 1),
        (("quoted key",), 3, 1),
        (("dotted", "inner"), 4, 1),
        (("many", 1, 1), 5, 17),
        (("many", 2, "b"), 5, 32),
        (("many", 3), 6, 3),
        (("text",), 8, 1),
        (("step", 0), 13, 1),
        (("step", 0, "arrive", "name"), 15, 30),
        (("step", 0, "do", 1), 18, 3),
        (("step", 0, "do", 1, "data"), 18, 23),
        (("step", 1), 21, 1),
        (("step", 1, "arrive", "name"), 24, 1),
        (("table", "below", "at"), 27, 1),
    ],
)
def test_positions_of_tables_keys_and_entries(path: tuple[str | int, ...], line: int, column: int) -> None:
    tomllib.loads(TEXT)
    assert positions(TEXT)[path] == Position(line, column)


def test_positions_know_nothing_that_is_not_there() -> None:
    found = positions(TEXT)
    assert ("no", 0) not in found
    assert nearest(found, ("step", 1, "do", 3, "name")) == found[("step", 1)]
    assert nearest(found, ("elsewhere",)) is None


keys = st.text("abc-_", min_size=1, max_size=4)
scalars = st.one_of(st.integers(0, 99), st.text("x\"\\#={}[]'\n é", max_size=6), st.booleans())
values: st.SearchStrategy[Any] = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=6
)


def _written(value: Any) -> str:
    import json

    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_written(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    return json.dumps(value)


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = {path} - {()}
    for key, one in inner:
        found |= _paths(one, (*path, key))
    return found


@given(st.dictionaries(keys, values, max_size=4))
def test_positions_find_every_path_of_any_text(data: dict[str, Any]) -> None:
    text = "".join(f"{key} = {_written(value)}\n" for key, value in data.items())
    assert tomllib.loads(text) == data
    found = positions(text)
    assert set(found) == _paths(data)
    for path, place in found.items():
        if isinstance(path[-1], str):
            assert text.splitlines()[place.line - 1][place.column - 1 :].startswith(path[-1])
