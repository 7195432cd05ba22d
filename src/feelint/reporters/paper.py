"""Where ``text`` is written: wrapping, tables and colour, and the one door at which text is made safe."""

from __future__ import annotations

import io

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from feelint.reporters.plain import safe

Part = str | tuple[str, str]


class Paper:
    """Lines of at most ``width`` columns; escapes only with ``color``."""

    def __init__(self, *, width: int, color: bool) -> None:
        self._out = io.StringIO()
        self.width = max(width, 60)
        self._console = Console(
            file=self._out,
            width=self.width,
            color_system="standard" if color else None,
            force_terminal=color,
            no_color=not color,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
            _environ={},
        )

    def say(self, *parts: Part, indent: int = 0, hang: int = 0) -> None:
        """One paragraph of parts, each text or (text, style); later lines stand ``hang`` columns further in."""
        lines = ink(*parts).wrap(self._console, self.width - indent - hang)
        for number, line in enumerate(lines):
            line.rstrip()
            self._console.print(Padding(line, (0, 0, 0, indent + (hang if number else 0))), overflow="fold")

    def gap(self) -> None:
        """A blank line."""
        self._console.print()

    def grid(self, *columns: str | tuple[str, str]) -> Table:
        """An empty table; a column is its heading, or heading and side."""
        table = Table(box=box.ROUNDED, header_style="dim", border_style="dim", pad_edge=True)
        for number, column in enumerate(columns):
            heading, side = (column, "left") if isinstance(column, str) else column
            table.add_column(
                heading,
                justify="right" if side == "right" else "left",
                overflow="fold",
                no_wrap=number > 0,
                ratio=1 if number == 0 else None,
            )
        return table

    def row(self, table: Table, *cells: str, style: str = "") -> None:
        """One row of ``table``."""
        table.add_row(*(ink(cell) for cell in cells), style=style)

    def table(self, table: Table) -> None:
        """``table``, two columns in."""
        self._console.print(Padding(table, (0, 0, 0, 2)))

    def text(self) -> str:
        """All that was written, without blanks at the ends of lines."""
        return "\n".join(line.rstrip() for line in self._out.getvalue().splitlines()) + "\n"


def ink(*parts: Part) -> Text:
    """Parts as one text in which nothing is left for a terminal to obey."""
    text = Text()
    for part in parts:
        words, style = (part, "") if isinstance(part, str) else part
        text.append(safe(words), style)
    return text
