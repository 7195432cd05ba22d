"""Where a verb writes: data on stdout, progress and diagnostics on stderr."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from feelint.walker.gather import OnEvent
    from feelint.walker.walk import WalkEvent


MOST = 10
"""Reasons of the gate that are told one by one."""


def colour(stream_is_terminal: bool | None = None) -> bool:
    """Whether stdout may be coloured: a terminal, and NO_COLOR not set."""
    terminal = sys.stdout.isatty() if stream_is_terminal is None else stream_is_terminal
    return terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """The columns to write in: the terminal's, at most 120; 100 where there is none."""
    return min(shutil.get_terminal_size((100, 24)).columns, 120) if sys.stdout.isatty() else 100


def say(text: str) -> None:
    """Data."""
    click.echo(text, nl=not text.endswith("\n"))


def note(text: str, *, quiet: bool = False) -> None:
    """A line for people, on stderr."""
    if not quiet:
        click.echo(text, err=True)


def progress(*, quiet: bool, verbose: bool, several: bool = False) -> OnEvent | None:
    """What shows the steps of a walk, one calm line each; None where nobody looks on."""
    if quiet or not (verbose or sys.stderr.isatty()):
        return None
    from feelint.reporters.plain import plain

    def show(url: str, event: WalkEvent) -> None:
        whose = f"{plain(url, 40)}  " if several else ""
        if event.kind == "step":
            click.echo(f"  {whose}{event.step + 1:>2} {event.stage:<9} {plain(event.text, 60)}", err=True)
        elif event.kind == "end":
            click.echo(f"  {whose}{plain(event.text, 80)}", err=True)
        elif verbose:
            click.echo(f"     {whose}{plain(event.text, 90)}", err=True)

    return show


def note_gate(reasons: Sequence[str], *, quiet: bool = False) -> None:
    """Why the gate is not clean, on stderr: the first ten reasons."""
    for reason in reasons[:MOST]:
        note(f"gate: {reason}", quiet=quiet)
    if len(reasons) > MOST:
        note(f"gate: and {len(reasons) - MOST} more", quiet=quiet)
