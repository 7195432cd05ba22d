"""``feelint init``: a first configuration."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from feelint.cli.options import answering, speaking
from feelint.cli.terminal import note, say
from feelint.errors import FeelintError, UsageError


@click.command("init", short_help="Write a first feelint.toml, with comments.")
@click.option("--start", multiple=True, metavar="URL", help="The address of a product page; may be repeated.")
@click.option("--ship-to", metavar="COUNTRY[-REGION]", help="Where to ship to: DE, US-CA.")
@click.option("--sector", metavar="WORD", help="The shop's trade, such as goods or live-event-tickets.")
@click.option("--file", type=click.Path(path_type=Path), help="The file to write. Default: feelint.toml.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing.")
@answering()
@speaking("quiet")
def command(
    start: tuple[str, ...],
    ship_to: str | None,
    sector: str | None,
    file: Path | None,
    force: bool,
    yes: bool,
    fmt: str,
    quiet: bool,
) -> int:
    """Write a first feelint.toml: what to walk, and what else can be configured, in comments.

    Asks for what is not given, three questions at most; none with --yes, or where nobody can answer. Never writes over a
    file without --force.
    """
    from feelint.outputs import save
    from feelint.policy import config
    from feelint.policy.law import place
    from feelint.policy.packs import SECTORS, check_sector
    from feelint.policy.starter import starter

    target = file or Path(config.FILE)
    if not force:
        _look_out(target)
    ask = not yes and sys.stdin.isatty()
    pages = [config.check_url(one) for one in start]
    if ask and not pages:
        found = _asked("The address of a product page", config.check_url)
        pages = [found] if found else []
    if ship_to is None and ask:
        ship_to = _asked("The country to ship to, such as DE or US-CA (empty: as the page says)", place)
    if sector is None and ask:
        sector = _asked(f"The shop's trade: {', '.join(SECTORS)} (empty: not known)", _checked(check_sector))
    if sector:
        check_sector(sector)
    given = {"start": pages, "ship-to": place(ship_to) if ship_to else "", "sector": sector or ""}
    save(target, starter(given).encode())
    if fmt == "json":
        told = {key: value for key, value in given.items() if value}
        say(json.dumps({"schema_version": 1, "file": str(target), "given": told}, indent=2, ensure_ascii=False))
    else:
        say(str(target))
    note("  Walk and judge: feelint check" + ("" if pages else " URL"), quiet=quiet)
    return 0


def _look_out(target: Path) -> None:
    """A :class:`UsageError` where a file, or another one that counts for the same folder, is there already."""
    from feelint.policy import config
    from feelint.policy.law import read_toml

    if target.exists():
        raise UsageError(f"{target} is there already", hint="Edit it, or begin again with --force.")
    pyproject = target.with_name(config.PYPROJECT)
    if pyproject.is_file() and "feelint" in read_toml(pyproject).get("tool", {}):
        hint = "Edit that; or have a file that goes before it, with --force."
        raise UsageError(f"{pyproject} configures feelint already, in [tool.feelint]", hint=hint)


def _asked(question: str, check: Callable[[str], str]) -> str:
    """The answer; an empty one stands, another is asked for again until it can be one."""

    def answer(text: str) -> str:
        try:
            return check(text.strip()) if text.strip() else ""
        except FeelintError as error:
            raise click.UsageError(f"{error.message}. {error.hint}") from error

    found: str = click.prompt(question, default="", show_default=False, value_proc=answer, err=True)
    return found


def _checked(check: Callable[[str], Any]) -> Callable[[str], str]:
    def same(text: str) -> str:
        check(text)
        return text

    return same
