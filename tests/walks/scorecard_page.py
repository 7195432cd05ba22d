"""The scorecard as a page and as summary lines."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

from feelint.version import version as feelint_version
from tests.walks.harness import SHOPS

if TYPE_CHECKING:
    from tests.walks.scorecard import Row

GROUPS = {
    "shops": "Paper shops: honest shops and the same with one change",
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
