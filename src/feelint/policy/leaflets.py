"""The pages beside the way, read again from a capture: what they set, and how far away they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from feelint.extract.leaflets import read_clauses
from feelint.model.leaflet import Leaflet
from feelint.model.ledger import Ledger
from feelint.model.walk import Environment, LeafletPage
from feelint.model.words import Stage

if TYPE_CHECKING:
    from feelint.extract.dom import Facts
    from feelint.policy.judge import Capture


def read_leaflets(capture: Capture, environment: Environment, ledger: Ledger) -> tuple[Leaflet, ...]:
    """Every page of the capture that is no step, with the clauses of its sentences."""
    return tuple(_read(capture, environment, ledger, page) for page in capture.record.leaflets)


def _read(capture: Capture, environment: Environment, ledger: Ledger, page: LeafletPage) -> Leaflet:
    snapshot = page.snapshot
    found = read_clauses(
        capture.html(snapshot),
        facts=cast("Facts", capture.facts(snapshot)),
        locale=environment.locale,
        currency=ledger.total.currency if ledger.total else environment.currency,
    )
    return Leaflet(
        url=snapshot.url,
        title=snapshot.title,
        kinds=page.kinds,
        link=page.link,
        step=page.step,
        stage=snapshot.stage,
        clicks=clicks_from_offer(ledger, page.step) + page.depth,
        clauses=found,
        screenshot=snapshot.screenshot,
    )


def clicks_from_offer(ledger: Ledger, step: int) -> int:
    """How many steps behind the last one that offers the item a step lies; 0 for those that offer it."""
    offers = [one.index for one in ledger.steps if one.stage.rank <= Stage.PRODUCT.rank]
    offers += [ledger.advertised_at.step] if ledger.advertised_at else []
    return max(0, step - max(offers, default=0))
