"""``feelint doctor``: whether feelint can work here, and what to do where it cannot."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from feelint.cli.options import answering, speaking
from feelint.cli.terminal import note, say
from feelint.errors import FeelintError

PACKAGE = "chromium-headless-shell"


@dataclass(frozen=True)
class Finding:
    """One thing looked at: ``ok``, ``warning`` or ``error``, and what to do."""

    what: str
    state: str
    told: str
    fix: str = ""


@click.command("doctor", short_help="See whether feelint can work here, and mend what it can.")
@click.option("--fix", is_flag=True, help="Install a browser if none is found.")
@click.option("--browser", metavar="PATH", help="Look at this browser.")
@answering()
@speaking("quiet")
def command(fix: bool, browser: str | None, fmt: str, quiet: bool) -> int:
    """Look at Python, browser, sandbox and disk, and walk a page on this machine. With --fix, install a browser.

    Exits with 0 if feelint can walk here, else with 3.
    """
    if fix:
        _install(lambda line: note(line, quiet=quiet))
    found = list(examine(browser))
    if fmt == "json":
        from feelint.reporters.json import dump

        say(dump({"schema_version": 1, "checks": [asdict(one) for one in found]}))
    else:
        signs = {"ok": "✓", "warning": "!", "error": "✗"}
        for one in found:
            say(f"{signs[one.state]} {one.what:<8} {one.told}" + (f"\n           {one.fix}" if one.fix else ""))
    return 3 if any(one.state == "error" for one in found) else 0


def examine(named: str | None = None) -> Iterator[Finding]:
    """Looks at everything that a walk needs, in the order in which it needs it."""
    from feelint.version import version
    from feelint.walker.browser import INSTALL_HINT, find_browser, sandbox_possible

    yield Finding("python", "ok", f"{platform.python_version()} on {platform.system()}")
    yield Finding("feelint", "ok", version())
    yield _disk()
    try:
        path = find_browser(named)
    except FeelintError as error:
        yield Finding("browser", "error", error.message, error.hint or INSTALL_HINT)
        return
    yield Finding("browser", "ok", path)
    if sandbox_possible():
        yield Finding("sandbox", "ok", "on")
    else:
        yield Finding("sandbox", "warning", "off: it cannot run as root", "Run feelint as an ordinary user to have it.")
    yield _loopback(path)


def _disk() -> Finding:
    place = Path.cwd()
    try:
        with tempfile.TemporaryDirectory(dir=place, prefix=".feelint-doctor-"):
            return Finding("disk", "ok", f"{place} can be written")
    except OSError as error:
        return Finding("disk", "error", f"{place} cannot be written: {error.strerror}", "Choose a folder with --out.")


def _loopback(browser: str) -> Finding:
    """Opens a one-page shop on loopback and reads its price."""
    from feelint import verbs
    from feelint.money import Money
    from feelint.testing.papershop import PaperShop, serve

    shop = PaperShop()
    page = (
        "<!doctype html><html lang=en><title>Test</title><h1>Mug</h1><p>$12.50</p><button>Add to cart</button></html>"
    )
    shop.route("/")(lambda _: page)
    try:
        with serve(shop) as address:
            seen = verbs.read_live(f"{address}/", browser=browser)
    except FeelintError as error:
        return Finding("walk", "error", error.message, error.hint)
    if seen.advertised != Money.parse("12.50 USD"):
        return Finding("walk", "error", f"a page on this machine was read wrongly: {seen.advertised}", "Report this.")
    return Finding("walk", "ok", "a page on this machine was opened and read")


def _install(tell: Callable[[str], None]) -> None:
    """Installs a browser: Playwright's own, else the system's, unless there is one."""
    from feelint.walker.browser import find_browser

    try:
        tell(f"a browser is there already: {find_browser()}")
        return
    except FeelintError as error:
        tell(error.message)
    for order in orders():
        tell(f"$ {' '.join(order)}")
        try:
            done = subprocess.run(order, check=False, stdout=sys.stderr, stderr=sys.stderr, timeout=900)
        except (OSError, subprocess.TimeoutExpired) as error:
            tell(f"  failed: {error}")
            continue
        if done.returncode == 0 and _found():
            return
    tell(advice())


def _found() -> bool:
    from feelint.walker.browser import find_browser

    try:
        return bool(find_browser())
    except FeelintError:
        return False


def orders() -> Iterator[list[str]]:
    """The commands that may install a browser here, the likeliest first."""
    yield [sys.executable, "-m", "playwright", "install", PACKAGE]
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        yield ["apt-get", "update", "-q"]
        yield ["apt-get", "install", "-y", "--no-install-recommends", PACKAGE]


def advice() -> str:
    """What a person can do when feelint may not."""
    if shutil.which("apt-get"):
        return f"Install one: sudo apt-get install {PACKAGE} (or chromium), or set FEELINT_BROWSER."
    if shutil.which("brew"):
        return "Install one: brew install --cask chromium, or set FEELINT_BROWSER."
    return "Install Chromium, Chrome or Edge, or set FEELINT_BROWSER to one."
