"""Options that several verbs share, and how they become a configuration."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from feelint.cli.catalogue import complete_packs
from feelint.errors import UsageError
from feelint.model.formats import Format

if TYPE_CHECKING:
    from feelint.policy.config import Config

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
Decorator = Callable[[Any], Any]
REPORTS = tuple(one.value for one in Format if one is not Format.PDF)
PLAIN = ("text", "json")
HARM = ("mandatory", "preselected", "late", "large", "many")
FAIL_ON = ("critical", "error", "warning", "info", "never")

_WALK: tuple[Decorator, ...] = (
    click.option("--ship-to", metavar="COUNTRY[-REGION]", help="Where to ship to: DE, US-FL. Default: the page's."),
    click.option("--locale", metavar="TAG", help="Locale, such as de-DE. Default: the page's."),
    click.option("--currency", metavar="ISO", help="Currency, such as EUR. Default: the page's."),
    click.option(
        "--consent", type=click.Choice(["reject", "accept", "leave"]), help="Cookie banners. Default: reject."
    ),
    click.option("--viewport", type=click.Choice(["desktop", "mobile"]), help="Screen. Default: desktop."),
    click.option("--quantity", type=click.IntRange(1, 99), help="How many of the item. Default: 1."),
    click.option("--timeout", type=click.FloatRange(1, 3600), help="Seconds a journey, probes included. Default: 90."),
    click.option("--probes", type=click.Choice(["none", "basic", "full"]), help="Experiments. Default: basic."),
    click.option("--probe-limit", type=click.IntRange(0, 200), help="Most experiments. Default: 10; 30 with full."),
    click.option(
        "--probe-timeout", type=click.FloatRange(1, 3600), help="Seconds for them. Default: what --timeout leaves."
    ),
    click.option("--retries", type=click.IntRange(0, 5), help="Fresh walks after one that lost its way. Default: 0."),
    click.option("--jobs", type=click.IntRange(1, 16), help="Walks at once, in one browser. Default: 2."),
    click.option("--pace", type=click.FloatRange(0, 60), help="Least seconds between two actions. Default: 0.4."),
    click.option("--browser", metavar="PATH", help="A Chromium, Chrome or Edge. Default: the best one found."),
    click.option("--no-sandbox", is_flag=True, help="Run the browser without its sandbox; recorded."),
    click.option(
        "--allow-host", "allow_hosts", multiple=True, metavar="HOST", help="Another host that may get form data."
    ),
    click.option("--allow-account", is_flag=True, help="A fresh account may be made on a public shop."),
    click.option(
        "--deny", multiple=True, metavar="'POST /PATH'", help="A request that may never leave; * is anything."
    ),
    click.option("--mask", multiple=True, metavar="CSS", help="What to black out in pictures and empty in pages."),
)
_FOLLOW: tuple[Decorator, ...] = (
    click.option(
        "--base-url", metavar="URL", help="Where the shop stands, in place of what journeys and addresses say."
    ),
    click.option("--no-heal", is_flag=True, help="Where a journey file is not found any more, the walk is lost."),
    click.option("--repeat", type=click.IntRange(1, 20), help="Walk each journey so often and tell what differs."),
)
_SESSION = click.option("--session", type=click.Path(path_type=Path), help="File of a session; see feelint login.")
_WINDOW: tuple[Decorator, ...] = (
    click.option("--locale", metavar="TAG", help="Locale, such as de-DE."),
    click.option("--viewport", type=click.Choice(["desktop", "mobile"]), help="Screen. Default: desktop."),
    click.option("--browser", metavar="PATH", help="A Chromium, Chrome or Edge that can open a window."),
    click.option("--no-sandbox", is_flag=True, help="Run the browser without its sandbox."),
)
_REACH: tuple[Decorator, ...] = (
    click.option("--insecure", is_flag=True, help="Go on where a TLS certificate cannot be verified; recorded."),
    click.option("--proxy", metavar="URL", help="Proxy, such as 'http://$USER:$PASSWORD@proxy.example:3128'."),
    click.option(
        "--host-map", multiple=True, metavar="HOST=ADDRESS", help="Where a name leads: a.example=127.0.0.1:8443."
    ),
    click.option(
        "--app", "app_start", metavar="COMMAND", help="Start the shop under test by it, and end it afterwards."
    ),
    click.option("--wait-for", metavar="URL", help="Address that answers when the shop is up. Default: the first one."),
)
_JUDGE: tuple[Decorator, ...] = (
    click.option(
        "--pack",
        "packs",
        multiple=True,
        metavar="ID",
        shell_complete=complete_packs,
        help="Judge by this pack; see `feelint packs`.",
    ),
    click.option("--sector", metavar="WORD", help="The shop's trade, such as goods or live-event-tickets."),
    click.option("--as-of", metavar="DATE", help="Judge by the law of that day. Default: the day of the walk."),
    click.option("--fail-on", type=click.Choice(FAIL_ON), help="Least severity that exits with 1. Default: error."),
    click.option("--min-confidence", metavar="0..1", help="Findings below it do not count. Default: 0."),
    click.option("--review", type=click.Choice(["report", "fail"]), help="What a review does. Default: report."),
    click.option("--max-drip", metavar="AMOUNT", help="Most that a total may ask beyond its offer, such as 0.00."),
    click.option("--max-drip-percent", metavar="N", help="The same in percent of the advertised price."),
    click.option(
        "--harm", multiple=True, type=click.Choice(HARM), help="A criterion of harmful drips that exits with 1."
    ),
    click.option("--baseline", type=click.Path(path_type=Path), help="Findings that are known; see feelint baseline."),
    click.option(
        "--no-suppress", is_flag=True, help="Set suppressions, decisions and the baseline aside: for auditors."
    ),
    click.option("--rules", "rules", multiple=True, type=click.Path(path_type=Path), help="Your own rules' directory."),
    click.option(
        "--sarif-location", metavar="FILE[:LINE]", help="Where code scanning shows what no file of yours names."
    ),
)
_CONFIG = click.option("--config", type=click.Path(path_type=Path), help="Default: feelint.toml or pyproject.toml.")


def _all(options: tuple[Decorator, ...]) -> Callable[[Decorated], Decorated]:
    def decorate(command: Decorated) -> Decorated:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def walking(command: Decorated) -> Decorated:
    """The options of verbs that walk."""
    return _all((*_WALK, _SESSION, *_REACH, _CONFIG))(command)


def reaching(command: Decorated) -> Decorated:
    """The options by which a site is reached that is not public."""
    return _all((*_WINDOW, *_REACH, _CONFIG))(command)


def following(command: Decorated) -> Decorated:
    """The options of verbs that follow journey files."""
    return _all(_FOLLOW)(command)


def judging(command: Decorated) -> Decorated:
    """The options of verbs that judge."""
    return _all(_JUDGE)(command)


def configured(command: Decorated) -> Decorated:
    """``--config`` alone."""
    return _all((_CONFIG,))(command)


def speaking(*heeded: str) -> Callable[[Decorated], Decorated]:
    """``-q`` and ``-v``; a verb gets those that it heeds (``quiet``, ``verbose``). The entry point heeds ``-v`` always."""

    def option(short: str, name: str, text: str) -> Decorator:
        return click.option(short, f"--{name}", is_flag=True, expose_value=name in heeded, help=text)

    return _all(
        (
            option("-q", "quiet", "No progress and no notes."),
            option("-v", "verbose", "Say everything; a traceback if feelint breaks."),
        )
    )


def answering(*formats: str) -> Callable[[Decorated], Decorated]:
    """``--format``: what goes to stdout."""
    choice = click.option(
        "--format", "fmt", type=click.Choice(formats or PLAIN), default="text", show_default=True, help="For stdout."
    )
    return _all((choice,))


def settled(options: dict[str, Any]) -> Config:
    """The configuration file with the given options over it; ``options`` keeps what is no configuration."""
    from feelint.policy.config import Config, load_config, override

    config = load_config(options.pop("config", None))
    given: dict[str, Any] = {}
    if options.pop("no_sandbox", False):
        given["sandbox"] = False
    if options.pop("no_heal", False):
        given["heal"] = False
    app = {"start": options.pop("app_start", None), "wait-for": options.pop("wait_for", None)}
    if told := {key: value for key, value in app.items() if value}:
        given["app"] = {**config.app.model_dump(by_alias=True), **told}
    for key in [key for key in options if key in Config.model_fields and key not in ("out", "formats")]:
        value = options.pop(key)
        if key in ("deny", "mask") and value:
            value = (*getattr(config, key), *value)  # what the file forbids or hides stays so
        if value is not None and value is not False and value != ():
            given[key.replace("_", "-")] = value
    return override(config, given)


def the_day(text: str | None) -> date | None:
    """``--as-of``: a day, as ISO 8601 writes it."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(f"--as-of: {text!r} is not a day", hint="Write it as in 2026-10-01.") from error
