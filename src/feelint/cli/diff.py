"""``feelint diff``: what a build changed for the customer."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import click

from feelint.cli.options import answering, configured, settled, speaking
from feelint.cli.terminal import colour, say, width

_SIDE = click.Path(path_type=Path)


@click.command("diff", short_help="Say what changed for the customer between two reports or captures.")
@click.argument("old", metavar="OLD", type=_SIDE)
@click.argument("new", metavar="NEW", type=_SIDE)
@click.option("--fail-on", type=click.Choice(["worse", "any", "never"]), default="worse", show_default=True,
              help="What exits with 1: the customer is worse off, any change, nothing.")  # fmt: skip
@configured
@answering("text", "json", "markdown")
@speaking()
def command(old: Path, new: Path, fail_on: str, fmt: str, **options: Any) -> int:
    """Say what changed for the customer from OLD to NEW: folders of runs, report.json files, captures or packs.

    Charges that are new, gone, shown earlier or later, of another amount, or avoidable where they were not; sums; and
    the total under each option that experiments tried. Exits with 1 where the customer is worse off, with 2 where the
    two were not walked in the same environment, with 3 where a total is missing.
    """
    from feelint import verbs
    from feelint.policy.difference import DiffFailOn

    found = verbs.diff(old, new, settled(options), fail_on=cast(DiffFailOn, fail_on))
    if fmt == "json":
        from feelint.reporters import diff_json

        say(diff_json.render(found))
    elif fmt == "markdown":
        from feelint.reporters import diff_markdown

        say(diff_markdown.render(found))
    else:
        from feelint.reporters import diff_text

        say(diff_text.render(found, color=colour(), width=width()))
    return found.exit_code
