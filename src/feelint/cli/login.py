"""``feelint login``: a person logs in by hand, and walks use the session."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feelint.cli.options import answering, reaching, settled, speaking
from feelint.cli.terminal import note, say
from feelint.errors import UsageError

if TYPE_CHECKING:
    from playwright.async_api import Page


async def by_hand(page: Page) -> None:
    """Waits until the user says at the terminal that the login is done, or closes the last tab of the window."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[str] = loop.create_future()

    def settle(word: str) -> None:
        if not done.done():
            done.set_result(word)

    def listen() -> None:
        line = sys.stdin.readline()
        with suppress(RuntimeError):  # the loop is gone: the window was closed meanwhile
            loop.call_soon_threadsafe(settle, "enter" if line else "end")

    def watch(tab: Page) -> None:
        tab.on("close", lambda _: settle("closed") if not page.context.pages else None)

    watch(page)
    page.context.on("page", watch)
    threading.Thread(target=listen, daemon=True).start()
    note(
        "Log in in the window that has opened, and leave it open. Once you are in, press Enter here (Ctrl-C: give up)."
    )
    word = await done
    if word == "closed":
        raise UsageError("the window was closed before the login was done", hint="Leave it open until then.")
    if word == "end":
        raise UsageError("nobody is at the terminal to say when the login is done", hint="Run it in a terminal.")


@click.command("login", short_help="Log in by hand, and save the session for walks.")
@click.argument("url", metavar="URL")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("feelint-session.json"),
    show_default=True,
    help="The session's file; for your eyes only.",
)
@click.option("--prove", metavar="URL", default="", help="Page to prove it on. Default: where the login ends.")
@reaching
@answering()
@speaking("quiet")
def command(url: str, out: Path, prove: str, fmt: str, quiet: bool, **options: Any) -> int:
    """Open URL in a window, wait until you have logged in, save the session, and prove it in a fresh browser.

    Walks use it with --session FILE. What you do in the window is yours: no fence holds it. Exits with 3 where the page
    shows the same with the session and without it.
    """
    from feelint import verbs

    proof = verbs.login(url, settled(options), out=out, hand=by_hand, prove=prove)
    if fmt == "json":
        told = {
            "session": str(out),
            "proven": proof.proven,
            "url": proof.url,
            "with": proof.gained,
            "without": proof.lost,
        }
        say(json.dumps({"schema_version": 1, **told}, indent=1, ensure_ascii=False))
    else:
        from feelint.reporters.plain import plain

        say(f"{out}\n{plain(str(proof), 600)}")
    note(f"Whoever has {out} is logged in: keep it out of version control.", quiet=quiet)
    if not proof.proven:
        advice = "Are you sure that you were logged in? Then name a page that only you see: --prove URL (your account)."
        note(advice, quiet=quiet)
    return 0 if proof.proven else 3
