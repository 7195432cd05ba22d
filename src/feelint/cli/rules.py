"""``feelint rules``: the list of rules."""

from __future__ import annotations

import difflib
import json

import click

from feelint.cli.catalogue import Catalogue
from feelint.cli.options import answering, speaking
from feelint.cli.terminal import say
from feelint.errors import UsageError

WORDS = ("critical", "error", "warning", "info")


@click.command("rules", short_help="List the rules, and how severe they are under a pack.")
@click.option(
    "--pack", "packs", multiple=True, metavar="ID", help="Only rules that the pack carries, with its severity."
)
@answering()
@speaking()
def command(packs: tuple[str, ...], fmt: str) -> int:
    """List the rules: what this version has, and what the packs name that it has not yet."""
    catalogue = Catalogue()
    for pack in packs:
        if pack not in catalogue.packs:
            near = difflib.get_close_matches(pack, catalogue.packs, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(catalogue.packs)}."
            raise UsageError(f"unknown pack {pack!r}", hint=hint)
    entries = [catalogue.entry(name) for name in catalogue.names()]
    told = []
    for entry in entries:
        words = [word for pack, word in entry.severity.items() if not packs or pack in packs]
        if words or not packs:
            worst = min(words, key=WORDS.index, default="off")
            told.append({"rule": entry.id, "title": entry.title, "family": entry.family, "severity": worst,
                         "implemented": entry.implemented})  # fmt: skip
    if fmt == "json":
        say(json.dumps({"schema_version": 1, "packs": list(packs), "rules": told}, indent=2, ensure_ascii=False))
        return 0
    wide = max((len(str(one["rule"])) for one in told), default=0)
    for one in sorted(told, key=lambda one: (not one["implemented"], str(one["family"]), str(one["rule"]))):
        title = one["title"] if one["implemented"] else "not implemented"
        say(f"{one['rule']:<{wide}}  {one['severity']:<8}  {title}")
    have = sum(bool(one["implemented"]) for one in told)
    say(f"\n{have} of {len(told)} rules implemented; severity is the strictest of {', '.join(packs) or 'all packs'}.")
    return 0
