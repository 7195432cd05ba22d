"""The command line. Each verb is a file of its own, imported when it is called: help and errors come at once."""

from __future__ import annotations

import difflib
from importlib import import_module

import click

VERBS = {
    "check": "Walk shops to the final total, judge them, report. The one command for CI.",
    "walk": "Walk shops to the final total and keep what they showed.",
    "audit": "Judge captures: no browser, no network.",
    "record": "Walk a shop once and write the way down as a journey file.",
    "login": "Log in by hand in a window, and save the session for walks.",
    "read": "Say what feelint sees on one page: amounts, bill, controls.",
    "pilot": "Say what the pilot would do on recorded scenes, and why: no browser.",
    "diff": "Say what changed for the customer between two reports or captures.",
    "baseline": "Take up known findings, so that only new ones count.",
    "capture": "Verify, pack, redact, stamp, sign and prune what walks have kept.",
    "report": "Write a report again in another format.",
    "explain": "Explain a rule: what it looks for, why, how to fix it.",
    "rules": "List the rules, and how severe they are under a pack; write and test rules of your own.",
    "packs": "List the packs: whose law, since when, for which trades.",
    "init": "Write a first feelint.toml, with comments.",
    "validate": "Check configuration, journeys, packs, cases and baselines: walks nothing.",
    "completion": "Print what makes bash, zsh or fish complete feelint's words.",
    "doctor": "See whether feelint can work here, and mend what it can.",
    "demo": "Serve a shop on this machine, walk it, and show the report.",
}
"""Every verb, with its line in ``feelint --help``."""


class Verbs(click.Group):
    """A group that imports a verb's module only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order of their use."""
        del ctx
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb's command; None if there is no such verb."""
        del ctx
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"feelint.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb called, with the nearest one named when there is none of that name."""
        name = args[0]
        if name not in VERBS and not name.startswith("-"):
            near = difflib.get_close_matches(name, VERBS, n=1)
            known = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(VERBS)}."
            ctx.fail(f"no such command {name!r}. {known}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of verbs, without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from feelint.version import version

        click.echo(f"feelint {version()}")
        ctx.exit()


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 clean, 1 findings, 2 usage, 3 no verdict, 4 internal error, 130 interrupted.",
)
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Say the version.")
def cli() -> None:
    """Pricing-transparency linter for checkout flows.

    feelint walks an online shop in a real browser, from the product page to the final total, never ordering, and says
    which charges the advertised price left out.
    """
