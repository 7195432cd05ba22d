"""``--format``: where a report goes. One to stdout, any number to files, and what a workflow's host asks for besides."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feelint.cli.terminal import colour, note, say, width
from feelint.errors import UsageError
from feelint.model.formats import Format

if TYPE_CHECKING:
    from feelint.model.report import Report
    from feelint.outputs import Printer

SUMMARY = "GITHUB_STEP_SUMMARY"
"""The environment variable in which a GitHub workflow names the file of a job's summary."""


@dataclass(frozen=True)
class Output:
    """A format, and the file to write it to; None is stdout."""

    fmt: Format
    path: Path | None = None


def reporting(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--format``, as often as wanted: ``outputs``."""
    text = f"{', '.join(Format)}; with :FILE into that file. May be repeated. Default: text, to stdout."
    option = click.option(
        "--format",
        "outputs",
        multiple=True,
        callback=_read,
        metavar="FORMAT[:FILE]",
        help=text,
        shell_complete=_complete,
    )
    return option(command)


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The formats that begin so; no file behind the colon, for shells take that apart."""
    del ctx, param
    return [fmt for fmt in map(str, Format) if fmt.startswith(incomplete)]


def _read(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[Output, ...]:
    del ctx, param
    return tuple(map(output, values))


def output(text: str) -> Output:
    """``FORMAT`` or ``FORMAT:FILE``."""
    word, colon, file = text.partition(":")
    if word not in list(Format):
        raise click.BadParameter(f"{word!r} is not one of {', '.join(Format)}.")
    if colon and not file:
        raise click.BadParameter(f"{text!r} names no file after the colon.")
    return Output(Format(word), Path(file) if file else None)


def placed(outputs: Sequence[Output], *, out: Path | None = None, default: bool = True) -> list[Output]:
    """What goes where: at most one to stdout, text if nothing else does; ``out`` stands for stdout."""
    bare = [one for one in outputs if one.path is None]
    if len(bare) > 1:
        words = " and ".join(one.fmt for one in bare)
        raise UsageError(f"{words} cannot both go to stdout", hint=f"Give one a file: --format {bare[-1].fmt}:FILE.")
    if not bare and default:
        bare = [Output(Format.TEXT)]
    if out is None and bare and bare[0].fmt is Format.PDF:
        raise UsageError("a PDF does not go to stdout", hint="Give it a file: --format pdf:audit.pdf.")
    return [Output(one.fmt, out) for one in bare] + [one for one in outputs if one.path is not None]


def deliver(
    report: Report,
    outputs: Sequence[Output],
    *,
    pictures: Callable[[str], bytes],
    printer: Printer | None = None,
    self_contained: bool = True,
    quiet: bool = False,
    environ: Mapping[str, str] | None = None,
) -> None:
    """Writes ``report`` to each of ``outputs``; with ``github`` among them its summary too, if the host names a file.

    A page in a file has its pictures in it, unless it is not to be ``self_contained`` and they lie beside the file.
    """
    from feelint.outputs import beside, save, written
    from feelint.reporters import render

    for one in sorted(outputs, key=lambda one: (one.path is not None, one.fmt is Format.PDF)):
        if one.path is None:
            embed = self_contained and one.fmt is Format.HTML
            say(render(report, one.fmt, color=colour(), width=width(), self_contained=embed, pictures=pictures))
        else:
            embed = self_contained or not beside(report, one.path.parent)
            data = written(report, one.fmt, pictures=pictures, self_contained=embed, printer=printer)
            save(one.path, data)
            note(f"report: {one.path}", quiet=quiet)
    summary = (os.environ if environ is None else environ).get(SUMMARY)
    if summary and any(one.fmt is Format.GITHUB for one in outputs):
        _summarize(Path(summary), render(report, Format.MARKDOWN))


def note_missing(
    report: Report, formats: Iterable[str], pictures: Callable[[str], bytes], *, quiet: bool = False
) -> None:
    """Says that pictures of the report are not there, if a format shows any; it is written without them."""
    from feelint.outputs import missing_pictures

    if not {Format.HTML, Format.PDF} & set(formats):
        return
    if gone := missing_pictures(report, pictures):
        number = "1 picture is" if len(gone) == 1 else f"{len(gone)} pictures are"
        note(f"{number} not where the report says, such as {gone[0]}", quiet=quiet)


def _summarize(path: Path, text: str) -> None:
    """Adds to a file all of it or nothing."""
    try:
        before = path.stat().st_size if path.is_file() else None
        try:
            with path.open("ab") as file:
                file.write(f"{text}\n".encode())
        except OSError:
            if before is not None:
                os.truncate(path, before)
            raise
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}", hint=f"{SUMMARY} names it.") from error
