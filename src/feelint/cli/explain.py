"""``feelint explain``: the page of a rule, or of a pack."""

from __future__ import annotations

import difflib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from feelint.cli.catalogue import Catalogue, Entry, complete_packs, complete_rules
from feelint.cli.options import answering, speaking, the_day
from feelint.cli.terminal import colour, say
from feelint.errors import UsageError


@click.command("explain", short_help="Explain a rule: what it looks for, why, how to fix it; or a pack.")
@click.argument("rule", required=False, shell_complete=complete_rules)
@click.option("--pack", metavar="ID", shell_complete=complete_packs, help="The pack; with RULE: what it makes of that.")
@click.option("--as-of", metavar="DATE", help="The pack on that day. Default: today.")
@click.option("--rules", "dirs", multiple=True, type=click.Path(path_type=Path), help="Your own rules' directory.")
@answering()
@speaking()
def command(rule: str | None, pack: str | None, as_of: str | None, dirs: tuple[Path, ...], fmt: str) -> int:
    """Explain a rule: what it looks for, why it matters, what fails, what passes, how to fix it, and the law.

    With --pack alone: what that pack asks for, since when, how severely and by which provisions.
    Rules and packs of your own are found in --rules, in what feelint.toml names and in installed packages.
    """
    if rule is None and pack is None:
        raise UsageError(
            "Missing argument: neither a rule nor a pack is given",
            hint="feelint explain RULE, or feelint explain --pack ID",
        )
    if as_of and (rule or not pack):
        raise UsageError("--as-of is for a pack", hint="feelint explain --pack ID --as-of DATE")
    if rule is None:
        from feelint.cli.pack_page import pack_page

        day = the_day(as_of) or date.today()
        say(pack_page(pack or "", day, dirs, fmt=fmt, bold=colour()))
        return 0
    catalogue = Catalogue(mine=dirs)
    if rule not in catalogue.names():
        from feelint.policy.config import load_config
        from feelint.policy.extensions import installed_folders

        catalogue = Catalogue(mine=(*dirs, *load_config().rules, *installed_folders()))
    names = catalogue.names()
    if rule not in names:
        near = difflib.get_close_matches(rule, names, n=1)
        raise UsageError(
            f"unknown rule {rule!r}", hint=f"Did you mean {near[0]!r}?" if near else "See `feelint rules`."
        )
    entry = catalogue.entry(rule)
    if pack is not None:
        entry = _under(entry, pack, catalogue)
    say(_json(entry, catalogue) if fmt == "json" else _text(entry, catalogue))
    return 0


def _under(entry: Entry, pack: str, catalogue: Catalogue) -> Entry:
    """What one pack makes of a rule."""
    if pack not in catalogue.packs:
        near = difflib.get_close_matches(pack, catalogue.packs, n=1)
        raise UsageError(
            f"unknown pack {pack!r}", hint=f"Did you mean {near[0]!r}?" if near else "See `feelint packs`."
        )
    severity = {key: word for key, word in entry.severity.items() if key == pack}
    return replace(entry, severity=severity, citations={key: c for key, c in entry.citations.items() if key == pack})


def _json(entry: Entry, catalogue: Catalogue) -> str:
    told = {
        "schema_version": 1,
        "rule": entry.id,
        "title": entry.title,
        "family": entry.family,
        "implemented": entry.implemented,
        "sections": entry.sections,
        "severity": entry.severity,
        "citations": {pack: [_cited(key, catalogue) for key in keys] for pack, keys in entry.citations.items() if keys},
    }
    return json.dumps(told, indent=2, ensure_ascii=False)


def _cited(key: str, catalogue: Catalogue) -> dict[str, str]:
    found = catalogue.law.get(key, {})
    tag = "not verified" if found.get("verification") == "K" else ""
    return {"id": key, "text": found.get("string", key), "url": found.get("url", ""), "tag": tag}


def _text(entry: Entry, catalogue: Catalogue) -> str:
    painted = colour()

    def heading(text: str) -> str:
        return click.style(text, bold=True) if painted else text

    lines = [heading(entry.id) + (f"  ({entry.family})" if entry.family else "")]
    lines += [entry.title] if entry.title != entry.id else []
    if not entry.implemented:
        lines += ["", "This version of feelint does not have the rule; reports list it as not implemented."]
    for name, body in entry.sections.items():
        lines += ["", heading(name), body]
    lines += ["", heading("Severity by pack")]
    by_word: dict[str, list[str]] = {}
    for pack, word in entry.severity.items():
        by_word.setdefault(word, []).append(pack)
    order = [word for word in ("critical", "error", "warning", "info") if word in by_word]
    lines += [f"{word:<8}  {', '.join(by_word[word])}" for word in order] or ["no pack carries it"]
    keys = dict.fromkeys(key for found in entry.citations.values() for key in found)
    if keys:
        lines += ["", heading("Citations")]
    for told in (_cited(key, catalogue) for key in keys):
        lines.append(f"- {told['text']}" + (f" [{told['tag']}]" if told["tag"] else ""))
    return "\n".join(lines)
