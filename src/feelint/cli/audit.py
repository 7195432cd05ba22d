"""``feelint audit``: judge captures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import click

from feelint.cli.options import configured, judging, settled, speaking, the_day
from feelint.cli.outputs import Output, deliver, note_missing, placed, reporting
from feelint.cli.terminal import note, note_gate
from feelint.errors import FeelintError


@click.command("audit", short_help="Judge captures: no browser, no network.")
@click.argument("captures", nargs=-1, required=True, metavar="CAPTURE...", type=click.Path(path_type=Path))
@click.option("--ship-to", metavar="COUNTRY[-REGION]", help="Judge as if shipped there. Default: the walk's.")
@click.option("--locale", metavar="TAG", help="Default: the walk's.")
@click.option("--currency", metavar="ISO", help="Default: the walk's.")
@judging
@configured
@click.option("--out", type=click.Path(path_type=Path), help="Write the reports to that folder too.")
@click.option("--watch", is_flag=True, help="Judge again whenever a capture, a rule or the configuration changes.")
@reporting
@speaking("quiet")
def command(
    captures: tuple[Path, ...], watch: bool, outputs: tuple[Output, ...], quiet: bool, **options: Any
) -> int | None:
    """Judge what walks have kept, under any pack and the law of any day. Needs no browser and no network.

    With --watch, while you write a rule: it goes on until Ctrl-C.
    """
    if not watch:
        return _judged(captures, outputs, quiet, options)
    from feelint.cli.watch import watching

    watching(lambda: _judged(captures, outputs, quiet, dict(options)), lambda: _watched(captures, options))
    return None


def _judged(captures: tuple[Path, ...], outputs: tuple[Output, ...], quiet: bool, options: dict[str, Any]) -> int:
    from feelint import verbs
    from feelint.capture import open_captures
    from feelint.outputs import Printer

    out, day = options.pop("out"), the_day(options.pop("as_of"))
    bare = options.pop("no_suppress")
    wanted = placed(outputs)
    config = settled(options)
    opened = [one for path in captures for one in open_captures(path)]
    folder = verbs.run_folder(config, [opened[0].record.start_url], out) if out else None
    printer = Printer(config.browser, config.sandbox)
    with _unless_empty(folder):
        report = verbs.audit(opened, config, as_of=day, base=folder or Path.cwd(), no_suppress=bare)
        pictures = verbs.pictures_of(report, opened)
        formats = [*(one.fmt for one in wanted), *(config.formats if folder is not None else ())]
        note_missing(report, formats, pictures, quiet=quiet)
        deliver(report, wanted, pictures=pictures, printer=printer, quiet=quiet)
        if folder is not None:
            for path in verbs.write(report, config.formats, folder, opened, printer=printer).values():
                note(f"report: {path}", quiet=quiet)
    note_gate(report.gate_reasons, quiet=quiet)
    return report.exit_code


@contextmanager
def _unless_empty(folder: Path | None) -> Iterator[None]:
    """Takes a folder away again if nothing came to lie in it."""
    try:
        yield
    except BaseException:
        if folder is not None:
            with suppress(OSError):
                folder.rmdir()
        raise


def _watched(captures: tuple[Path, ...], options: dict[str, Any]) -> list[Path]:
    """The captures, the rules and what configures them; a configuration that is broken is waited for like the others."""
    from feelint.policy.config import find_config, load_config

    given = options["config"]
    file = given or find_config(Path.cwd())
    rules, baseline = list(options["rules"]), options["baseline"]
    with suppress(FeelintError):
        config = load_config(given)
        rules, baseline = rules or list(config.rules), baseline or config.baseline
    return [*captures, *rules, *(path for path in (file, baseline) if path is not None)]
