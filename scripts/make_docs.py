"""Write docs/rules.md, docs/packs.md and docs/schemas from the rules, packs and models themselves.

Run it after a change of either: python scripts/make_docs.py. With --check nothing is written; it fails where a page is
out of date.
"""

import json
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from feelint.cli.catalogue import Catalogue, Entry

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
NOTE = "Written by `scripts/make_docs.py` from `rules/`; do not edit."
LETTERS = {"critical": "C", "error": "E", "warning": "W", "info": "i"}
SCHEMAS = {
    "config": "feelint.policy.config",
    "journey": "feelint.policy.journeys",
    "report": "feelint.reporters.json",
    "diff": "feelint.reporters.diff_json",
    "read": "feelint.page",
}
"""Name of a published schema to the module that gives it."""

KINDS = {
    "law": "Law",
    "card-network": "Card networks",
    "platform": "Platforms (only when asked for)",
    "best-practice": "Best practice",
}


def rules_page(catalogue: Catalogue) -> str:
    """The table of rules and packs."""
    entries = [catalogue.entry(name) for name in catalogue.names()]
    have = sum(entry.implemented for entry in entries)
    lines = [
        "# Rules",
        "",
        NOTE,
        "",
        f"{have} of {len(entries)} rules are implemented, with {sum(_cases(one, catalogue) for one in entries)} cases;"
        f" {len(catalogue.packs)} [packs](packs.md). A rule that is not there is reported as not implemented, never as"
        " passed. The name leads to its page, the number to its cases. [Rules of your own](house-rule.md).",
        "",
        "| rule | what fails | family | cases | state |",
        "|---|---|---|---|---|",
    ]
    for entry in sorted(entries, key=lambda entry: (not entry.implemented, entry.id)):
        cells = (_link(entry, catalogue), _title(entry), entry.family, _tested(entry, catalogue), _state(entry))
        lines.append(f"| {' | '.join(cells)} |")
    lines += [
        "",
        "## Severity by pack",
        "",
        f"{', '.join(f'{letter} {word}' for word, letter in LETTERS.items())}; an empty cell: the pack does not judge by"
        " it. A finding may be less severe than its pack says, and critical where its page says so. Packs that are"
        " disabled have no column.",
        "",
        *_matrix(entries, [key for key, pack in catalogue.packs.items() if pack.get("enabled", True)]),
    ]
    return "\n".join(lines) + "\n"


def _matrix(entries: list[Entry], packs: list[str]) -> Iterator[str]:
    yield "| rule | " + " | ".join(packs) + " |"
    yield "|---" * (len(packs) + 1) + "|"
    for entry in entries:
        cells = [LETTERS.get(entry.severity.get(pack, ""), "") for pack in packs]
        name = f"**{entry.id}**" if entry.implemented else entry.id
        yield f"| {name} | " + " | ".join(cells) + " |"


def _link(entry: Entry, catalogue: Catalogue) -> str:
    if not entry.implemented:
        return f"`{entry.id}`"
    return f"[`{entry.id}`](../rules/{entry.family}/{catalogue.pages[entry.id].name})"


def _cases(entry: Entry, catalogue: Catalogue) -> int:
    """How many cases a rule has; none where it has no page, or no file of cases."""
    page = catalogue.pages.get(entry.id)
    file = page.with_suffix(".cases.toml") if page else None
    return len(tomllib.loads(file.read_text("utf-8"))["case"]) if file and file.is_file() else 0


def _tested(entry: Entry, catalogue: Catalogue) -> str:
    number = _cases(entry, catalogue)
    if not number:
        return "**none**" if entry.implemented else ""
    return f"[{number}](../rules/{entry.family}/{catalogue.pages[entry.id].stem}.cases.toml)"


def _title(entry: Entry) -> str:
    return entry.title if entry.implemented else ""


def _state(entry: Entry) -> str:
    return "implemented" if entry.implemented else "not implemented"


def packs_page(catalogue: Catalogue) -> str:
    """The list of packs."""
    lines = [
        "# Packs",
        "",
        NOTE,
        "",
        f"{len(catalogue.packs)} packs. `feelint packs --ship-to DE` says which hold for a place. Not legal advice.",
    ]
    for kind, heading in KINDS.items():
        found = [key for key, pack in catalogue.packs.items() if pack["kind"] == kind]
        lines += [
            "",
            f"## {heading}",
            "",
            "| pack | title | where | trades | from | rules | verified |",
            "|---" * 7 + "|",
        ]
        for key in found:
            lines.append(f"| [`{key}`](../rules/packs/{key}.toml) | " + " | ".join(_about(key, catalogue)) + " |")
    lines += [
        "",
        "The column *rules* counts those implemented and those that the pack names. *Verified* counts its citations: read"
        " in a primary page, read in a secondary page, not verified.",
    ]
    return "\n".join(lines) + "\n"


def _about(key: str, catalogue: Catalogue) -> Iterator[str]:
    pack = catalogue.packs[key]
    named = [rule for rule, word in pack["severity"].items() if word != "off"]
    cited = {one for found in pack.get("citations", {}).values() for one in found}
    marks = [catalogue.law[one]["verification"] for one in cited]
    disabled = f" (disabled: {pack['disabled_reason']})" if not pack.get("enabled", True) else ""
    yield pack["title"] + disabled
    yield ", ".join(pack["jurisdiction"]).replace("*", "everywhere")
    yield ", ".join(pack.get("sectors", ["all"])) + "".join(f", not {one}" for one in pack.get("exempt_sectors", []))
    yield str(pack.get("effective_from", ""))
    yield f"{sum(rule in catalogue.pages for rule in named)} of {len(named)}"
    yield ", ".join(str(marks.count(letter)) for letter in "VSK") if marks else "–"


def pages() -> dict[Path, str]:
    """The generated pages by their path."""
    catalogue = Catalogue([ROOT / "rules"])
    written = {DOCS / "rules.md": rules_page(catalogue), DOCS / "packs.md": packs_page(catalogue)}
    return written | {DOCS / "schemas" / f"{name}.json": text for name, text in schemas()}


def schemas() -> Iterator[tuple[str, str]]:
    """The JSON Schemas of what feelint reads and writes."""
    for name, module in SCHEMAS.items():
        yield name, json.dumps(import_module(module).schema(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def main() -> int:
    """Writes the pages, or says with --check which are out of date."""
    if "--check" in sys.argv[1:]:
        stale = [path for path, text in pages().items() if not path.is_file() or path.read_text("utf-8") != text]
        for path in stale:
            print(f"{path.relative_to(ROOT)} is out of date: run python scripts/make_docs.py")
        return 1 if stale else 0
    (DOCS / "schemas").mkdir(parents=True, exist_ok=True)
    for path, text in pages().items():
        path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
