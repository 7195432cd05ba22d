"""The scorecard as a page and as summary lines."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

from feelint.policy.discovery import load_rules
from feelint.version import version as feelint_version
from tests.walks.harness import SHOPS

if TYPE_CHECKING:
    from tests.walks.scorecard import Row

GROUPS = {
    "shops": "Paper shops: honest shops and the same with one change",
    "enforcement": "Enforcement cases: what authorities and courts dealt with, and the same done honestly",
    "engines": "Real shop engines, installed from the package registry",
    "attacks": "Shops that try to make a crawler order",
}
FIRST_CONTACT = SHOPS / "FIRST_CONTACT.md"


def summary(rows: Sequence[Row]) -> Iterator[str]:
    """The figures, one line each."""
    for group in GROUPS:
        mine = [row for row in rows if row.group == group]
        if not mine:
            continue
        if group == "attacks":
            fenced = [row for row in mine if not row.unfenceable]
            yield f"{group}: {_of([row.as_documented for row in fenced])} ended as documented"
            yield f"{group}: **{sum(row.orders for row in fenced)} orders placed** in {len(fenced)} scenarios"
            for row in mine:
                if row.unfenceable:
                    yield f"{group}: {row.id}, which no fence can catch: {row.orders} orders"
            continue
        owed = [row for row in mine if row.expected == "reached"]
        yield f"{group}: reached {_of([row.reached for row in owed])}"
        yield f"{group}: totals right to the cent {_of([row.total_right for row in owed if row.total_known])}"
        yield f"{group}: advertised prices right {_of([bool(row.advertised_right) for row in owed])}"
        right, known = sum(row.charges_right for row in mine), sum(row.charges_in_truth for row in mine)
        yield f"{group}: charges right in amount, kind, stages and avoidability {_share(right, known)}"
        yield f"{group}: rules that had to fire and did not: {sum(len(row.missed) for row in mine)}"
        tried = {rule for row in mine for rule in row.must}
        yield f"{group}: rules that some shop has to make fire: {len(tried)} of {len(load_rules())}"
        honest = [row for row in mine if row.honest]
        alarms = sum(len(row.false_alarms) for row in honest)
        yield f"{group}: false alarms on {len(honest)} honest shops: {alarms}"
        others = sum(len(row.false_alarms) for row in mine if not row.honest)
        yield f"{group}: false alarms on the other {len(mine) - len(honest)}: {others}"
        yield f"{group}: scenarios without any difference from their truth {_of([not row.wrong for row in mine])}"
        yield f"{group}: **{sum(row.orders for row in mine)} orders placed**"


def _of(flags: Sequence[bool]) -> str:
    return _share(sum(flags), len(flags))


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole}" + (f" ({100 * part // whole} %)" if whole else "")


def page(rows: Sequence[Row], browser: str) -> str:
    """The scorecard in Markdown."""
    versions = f"feelint {feelint_version()}, Python {platform.python_version()}, Playwright {version('playwright')}"
    lines = [
        "# Scorecard",
        "",
        "Every scenario walked unscripted, with no configuration but the country to ship to, and held against its",
        "truth. Written by `make scorecard`; do not edit.",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}; {versions}, {browser}.",
        "",
        *(f"- {line}" for line in summary(rows)),
    ]
    for group, title in GROUPS.items():
        mine = [row for row in rows if row.group == group]
        if mine:
            lines += ["", f"## {title}", "", *(_attacks(mine) if group == "attacks" else _walks(mine))]
            lines += _differences(mine)
    by_rule = list(rules(rows, load_rules()))
    if by_rule:
        lines += ["", "## Rule by rule", "", *by_rule]
    first = first_contact()
    if first:
        lines += ["", "## At first contact", "", *first]
    return "\n".join(lines) + "\n"


def _walks(rows: Sequence[Row]) -> Iterator[str]:
    yield "| scenario | outcome | total | advertised | charges right | rules missed | false alarms | orders |"
    yield "|---|---|---|---|---|---|---|---|"
    for row in rows:
        advertised = {True: "right", False: "**wrong**", None: "–"}[row.advertised_right]
        total = "right" if row.total_right else f"**{row.total}**" if row.reached else "–"
        outcome = row.outcome if row.as_documented else f"**{row.outcome}**"
        yield (
            f"| {row.id} | {outcome} | {total} | {advertised} | {row.charges_right} of {row.charges_in_truth} "
            f"| {', '.join(row.missed)} | {', '.join(row.false_alarms)} | {row.orders} |"
        )


def rules(rows: Sequence[Row], names: Iterable[str]) -> Iterator[str]:
    """A line for each rule: where it had to fire and did, and where it had to be silent and was.

    Silent is nothing at error or above, on every shop that was judged and whose truth does not name the rule. A shop that
    was not reached counts where the rule had to fire: it did not.
    """
    owed = [row for row in rows if row.group != "attacks"]
    if not owed:
        return
    yield "Silent: nothing at error or above, on a shop whose truth does not name the rule."
    yield ""
    yield "| rule | fired where it must | silent where it must not | not as it should |"
    yield "|---|---|---|---|"
    for name in sorted(names):
        must = [row for row in owed if name in row.must]
        quiet = [row for row in owed if row.judged and name not in (*row.must, *row.may)]
        wrong = [f"missed {row.id}" for row in must if name not in row.fired]
        wrong += [f"false {row.id}" for row in quiet if name in row.loud]
        fired = _of([name in row.fired for row in must]) if must else "no shop for it"
        yield f"| {name} | {fired} | {_of([name not in row.loud for row in quiet])} | {', '.join(wrong)} |"


def _attacks(rows: Sequence[Row]) -> Iterator[str]:
    yield "| scenario | outcome | documented | total | orders |"
    yield "|---|---|---|---|---|"
    for row in rows:
        outcome = row.outcome if row.as_documented else f"**{row.outcome}**"
        total = "right" if row.total_right else "–" if not row.reached else row.total
        orders = f"{row.orders} (no fence can catch it)" if row.unfenceable else str(row.orders)
        yield f"| {row.id} | {outcome} | {row.expected} | {total} | {orders} |"


def _differences(rows: Sequence[Row]) -> Iterator[str]:
    found = [row for row in rows if row.wrong]
    if not found:
        return
    yield ""
    yield "Differences from the truth:"
    yield ""
    for row in found:
        yield f"- {row.id}: {'; '.join(row.wrong)}"


def first_contact() -> list[str]:
    """The tables of the record of first runs, without their commentary."""
    if not FIRST_CONTACT.is_file():
        return []
    lines = FIRST_CONTACT.read_text("utf-8").splitlines()
    table = [line for line in lines if line.startswith("|")]
    told = "The first walk of each shop, before any code was changed for it"
    return [f"{told} ([record](fixtures/shops/FIRST_CONTACT.md)).", "", *table]
