"""``feelint packs``: the list of packs."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from feelint.cli.options import answering, speaking, the_day
from feelint.cli.terminal import say


@click.command("packs", short_help="List the packs: whose law, since when, for which trades.")
@click.option("--ship-to", metavar="COUNTRY[-REGION]", help="Say which packs hold by themselves for that place.")
@click.option("--sector", metavar="WORD", help="The shop's trade.")
@click.option("--as-of", metavar="DATE", help="On that day. Default: today.")
@click.option("--rules", "dirs", multiple=True, type=click.Path(path_type=Path), help="Your own rules' directory.")
@answering()
@speaking()
def command(
    ship_to: str | None,
    sector: str | None,
    as_of: str | None,
    dirs: tuple[Path, ...],
    fmt: str,
) -> int:
    """List the packs. With --ship-to, say which of them a walk to that place is judged by, and why not the others.

    Those of your own are found in --rules, in what feelint.toml names and in installed packages; exit 4 if one is broken.
    """
    from feelint.policy.config import load_config
    from feelint.policy.extensions import load
    from feelint.policy.packs import active, check_sector, default_packs

    check_sector(sector)
    day = the_day(as_of) or date.today()
    known = load((*dirs, *load_config().rules))
    told, packs = [], known.packs
    wrong = [one for one in known.broken if one.place.endswith(".toml")]
    by_default = default_packs(ship_to, sector, day, packs) if ship_to else []
    for pack in packs.values():
        may, why = active(pack, day, ship_to, sector) if ship_to else (pack.enabled, pack.disabled_reason)
        holds = pack.id in by_default if ship_to else may
        why = why or ("" if holds else "a platform's terms: only when asked for")
        told.append({
            "id": pack.id, "title": pack.title, "kind": pack.kind, "jurisdiction": list(pack.jurisdiction),
            "sectors": list(pack.sectors), "effective_from": str(pack.effective_from or ""),
            "effective_to": str(pack.effective_to or ""), "holds": holds, "why_not": why,
            "rules": sum(word != "off" for word in pack.severity.values()),
        })  # fmt: skip
    if fmt == "json":
        broken = [{"place": one.place, "message": one.message, "hint": one.hint} for one in wrong]
        say(json.dumps({"schema_version": 1, "packs": told, "broken": broken}, indent=2, ensure_ascii=False))
        return 4 if wrong else 0
    wide = max(len(str(one["id"])) for one in told)
    for one in told:
        mark = ("* " if one["holds"] else "  ") if ship_to else ""
        say(f"{mark}{one['id']:<{wide}}  {one['title']}" + (f"  ({one['why_not']})" if one["why_not"] else ""))
    if ship_to:
        say("\n* holds by itself for this place; the others can be asked for with --pack.")
    for bad in wrong:
        say(f"BROKEN  {bad.message}" + (f"\n        {bad.hint}" if bad.hint else ""))
    return 4 if wrong else 0
