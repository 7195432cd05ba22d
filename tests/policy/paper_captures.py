"""Captures made of a few lines of HTML, as a walk would have left them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from feelint.capture import CaptureReader, CaptureWriter, open_capture
from feelint.model.walk import Action, Decision, Environment, Probe, Stop, WalkRecord
from feelint.model.words import Outcome, Stage

SHOP = "https://lamp.shop.test"
STARTED = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)

PRODUCT = """<html lang="en-US"><body><h1>Brass lamp</h1><p>$89.00</p>
<form method="post" action="/cart"><button>Add to cart</button></form></body></html>"""
BASKET = """<html lang="en-US"><body><h1>Your cart</h1><table>
<tr><td>Brass lamp</td><td>$89.00</td></tr>
<tr><th>Total</th><td>$89.00</td></tr></table>
<form method="post" action="/go"><button>Check out</button></form></body></html>"""


def review(*rows: tuple[str, str], total: str) -> str:
    """The last page: the lamp, more rows, the total and the order button."""
    cells = "".join(
        f"<tr><td>{label}</td><td>{amount}</td></tr>" for label, amount in (("Brass lamp", "$89.00"), *rows)
    )
    return (
        f'<html lang="en-US"><body><h1>Review your order</h1><table>{cells}<tr><th>Total</th><td>{total}</td></tr></table>'
        '<form method="post" action="/order"><button>Place order</button></form></body></html>'
    )


DRIP = review(("Service fee", "$9.95"), total="$98.95")
HONEST = review(total="$89.00")


def annotated(html: str) -> tuple[str, dict[str, Any]]:
    """HTML with numbered elements, each 20 px below the last, and the layout facts that go with it."""
    count = 0
    nodes: dict[str, list[float | None]] = {}

    def number(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        nodes[str(count)] = [5, 100, 20 * count, 200, 18, 16, 400, 12]
        return f'<{found[1]} data-fl="{count}"'

    text = re.sub(r"<([a-z]\w*)", number, html)
    page = {"viewport": [1280, 900], "scroll": [0, 0], "page": [1280, 900], "lang": "en-US", "title": "", "url": ""}
    return text, {"v": 1, **page, "nodes": nodes, "state": {}, "frames": {}, "quiet": 500}


def capture(
    folder: Path,
    pages: Sequence[str] = (PRODUCT, BASKET, DRIP),
    *,
    outcome: Outcome = Outcome.REACHED,
    reason: str = "final-total",
    path: str = "/lamp",
    **changes: Any,
) -> CaptureReader:
    """A walk over the pages: product, basket, and review on the last."""
    environment = Environment(
        ship_to="US-CA",
        locale="en-US",
        currency="USD",
        feelint_version="0.1.0",
        sandbox=True,
        source={"ship_to": "given", "locale": "page", "currency": "page"},
    )
    record = WalkRecord(start_url=SHOP + path, started_at=STARTED, environment=environment)
    writer = CaptureWriter(folder, record)
    steps = []
    for index, page in enumerate(pages):
        html, facts = annotated(page)
        stage = (Stage.PRODUCT, Stage.BASKET, Stage.REVIEW)[index]
        button = next(int(n) for n in re.findall(r'<button data-fl="(\d+)"', html))
        pressed = Action(kind="press", node=button, name="Add to cart", opens=True)
        decision: Decision | Stop = Decision(stage=stage, actions=(pressed,), why="goes on")
        if stage is Stage.REVIEW:
            decision = Stop(stage=stage, outcome=outcome, reason=reason, order_control=button)
        steps.append(
            writer.snapshot(
                index=index,
                stage=stage,
                html=html,
                facts=facts,
                title=f"Step {index}",
                at=STARTED,
                url=f"{SHOP}/{stage}",
                screenshot=b"\xff\xd8\xff picture",
                decision=decision,
            )
        )
    update = {"steps": tuple(steps), "outcome": outcome, "reason": reason, "ended_at": STARTED + timedelta(seconds=7)}
    writer.finish(record.model_copy(update={**update, **changes}))
    return open_capture(folder)


def with_probe(folder: Path, page: str) -> CaptureReader:
    """The dripping walk, and an experiment after which the last page was another."""
    base = capture(folder)
    writer = CaptureWriter(folder, base.record)
    html, facts = annotated(page)
    for snapshot in base.record.steps:
        for name in (snapshot.html, snapshot.facts, snapshot.screenshot):
            writer._put(name, base.read(name))
    state = writer.snapshot(
        index=0,
        stage=Stage.REVIEW,
        html=html,
        facts=facts,
        title="",
        at=STARTED,
        url=f"{SHOP}/review",
        screenshot=b"\xff\xd8\xff picture",
        place="probes/0",
    )
    probe = Probe(
        kind="payment", subject="Invoice", stage=Stage.REVIEW, ok=True, snapshot=state, group="payment:Payment"
    )
    writer.finish(base.record.model_copy(update={"probes": (probe,), "varied_groups": ("payment:Payment",)}))
    return open_capture(folder)
