"""Where the keys and values of a TOML text stand: line and column, which ``tomllib`` does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

Keys = tuple[str | int, ...]
"""The way to a value: names of keys, numbers of array entries."""
_TOKEN = re.compile(
    r"""(?P<blank>[ \t\r]+|\#[^\n]*)
      |(?P<line>\n)
      |(?P<text>\"{3}(?:[^\\]|\\.)*?\"{3,5}|'{3}.*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')
      |(?P<sign>[\[\]{},=.])
      |(?P<word>[^\s\[\]{},=\#"'.]+)""",
    re.X | re.S,
)


class Position(NamedTuple):
    """A place in a text, both counted from 1."""

    line: int
    column: int


class _Token(NamedTuple):
    kind: str
    text: str
    at: int


def positions(text: str) -> dict[Keys, Position]:
    """The place of every table, key and array entry of a valid TOML text, by its path: ``("step", 2, "do", 0, "press")``.

    Entries of arrays are numbered from 0. Keys of one table that is opened twice keep their own places.
    """
    found: dict[Keys, Position] = {}
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for path, at in _Reader(text).read():
        line = _line_at(starts, at)
        found.setdefault(path, Position(line, at - starts[line - 1] + 1))
    return found


def nearest(found: Mapping[Keys, Position], path: Keys) -> Position | None:
    """The place of ``path``, else of the nearest table around it that is known."""
    for length in range(len(path), 0, -1):
        if path[:length] in found:
            return found[path[:length]]
    return None


def _line_at(starts: list[int], at: int) -> int:
    low, high = 0, len(starts)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if starts[middle] <= at else (low, middle)
    return low + 1


class _Reader:
    """Walks over the tokens of a text and tells each path with its offset."""

    def __init__(self, text: str) -> None:
        self.tokens = [
            _Token(str(match.lastgroup), match.group(), match.start())
            for match in _TOKEN.finditer(text)
            if match.lastgroup != "blank"
        ]
        self.next = 0
        self.counts: dict[Keys, int] = {}

    def read(self) -> Iterator[tuple[Keys, int]]:
        table: Keys = ()
        while token := self._peek():
            if token.kind == "line":
                self.next += 1
            elif token.text == "[":
                table = self._header()
                yield from ((table[:length], token.at) for length in range(1, len(table) + 1))
            else:
                yield from self._pair(table)

    def _peek(self) -> _Token | None:
        return self.tokens[self.next] if self.next < len(self.tokens) else None

    def _take(self) -> _Token:
        token = self.tokens[self.next]
        self.next += 1
        return token

    def _header(self) -> Keys:
        """``[a.b]`` or ``[[a.b]]``; names of arrays of tables stand for their last entry."""
        self._take()
        several = (token := self._peek()) is not None and token.text == "["
        self.next += several
        keys = self._key()
        self.next += 1 + several
        path: Keys = ()
        for number, key in enumerate(keys):
            path = (*path, key)
            if several and number == len(keys) - 1:
                self.counts[path] = self.counts.get(path, -1) + 1
            if path in self.counts:
                path = (*path, self.counts[path])
        return path

    def _key(self) -> list[str]:
        keys = [_bare(self._take().text)]
        while (token := self._peek()) and token.text == ".":
            self._take()
            keys.append(_bare(self._take().text))
        return keys

    def _pair(self, table: Keys) -> Iterator[tuple[Keys, int]]:
        token = self._peek()
        path = (*table, *self._key())
        yield path, token.at if token else 0
        self._take()
        yield from self._value(path)

    def _value(self, path: Keys) -> Iterator[tuple[Keys, int]]:
        token = self._take()
        if token.text == "[" and token.kind == "sign":
            yield from self._array(path)
        elif token.text == "{" and token.kind == "sign":
            while (inner := self._peek()) and inner.text != "}":
                if inner.text == "," or inner.kind == "line":
                    self._take()
                else:
                    yield from self._pair(path)
            self.next += 1
        else:
            while (more := self._peek()) and (more.kind in ("word", "text") or more.text == "."):
                self._take()

    def _array(self, path: Keys) -> Iterator[tuple[Keys, int]]:
        number = 0
        while (token := self._peek()) and not (token.kind == "sign" and token.text == "]"):
            if token.kind == "line" or token.text == ",":
                self._take()
                continue
            yield (*path, number), token.at
            yield from self._value((*path, number))
            number += 1
        self.next += 1


def _bare(text: str) -> str:
    return text[1:-1] if text[:1] in ('"', "'") else text
