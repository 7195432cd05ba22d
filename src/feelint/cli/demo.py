"""``feelint demo``: a shop on this machine, walked."""

from __future__ import annotations

from pathlib import Path

import click

from feelint.cli.options import REPORTS, answering, speaking
from feelint.cli.terminal import colour, note, progress, say, width


@click.command("demo", short_help="Serve a shop on this machine, walk it, and show the report.")
@click.option("--honest", is_flag=True, help="The same shop with the fee inside its price.")
@click.option("--browser", metavar="PATH", help="A Chromium, Chrome or Edge. Default: the best one found.")
@click.option("--no-sandbox", is_flag=True, help="Run the browser without its sandbox.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the run. Default: a fresh one in feelint-out.")
@answering(*REPORTS)
@speaking("quiet", "verbose")
def command(
    honest: bool, browser: str | None, no_sandbox: bool, out: Path | None, fmt: str, quiet: bool, verbose: bool
) -> int:
    """Serve a small shop on this machine, walk it to the final total without ordering, and show the report.

    The shop advertises a lamp and adds a service fee on the last page; with --honest the fee is in the price. Exits
    with 0 if the demonstration went as it should, whatever the report says of the shop.
    """
    import json

    from feelint import verbs
    from feelint.errors import FeelintError
    from feelint.reporters import render
    from feelint.testing import demo
    from feelint.testing.demo.shop import make
    from feelint.testing.papershop import serve

    name = "honest" if honest else "drip"
    told = json.loads((Path(demo.__file__).parent / "truth.json").read_text("utf-8"))
    truth = next(one for one in told if one["id"] == name)
    sandbox = False if no_sandbox else None
    config = verbs.settings(ship_to=truth["ship_to"], browser=browser, sandbox=sandbox)
    shop = make(name)
    with serve(shop) as address:
        url = address + truth["start"]
        note(f"A shop on this machine: {url}", quiet=quiet)
        done = verbs.check(url, config, out=out, on_event=progress(quiet=quiet, verbose=verbose))
    say(render(done.report, fmt, color=colour(), width=width()))
    note(f"orders placed in the shop: {shop.orders}", quiet=quiet)
    note(f"report: {done.files.get('html', done.folder)}", quiet=quiet)
    if shop.orders:
        raise FeelintError(
            "the walk placed an order in the demo shop", hint="This must never happen: please report it."
        )
    return done.report.exit_code if done.report.exit_code in (3, 4) else 0
