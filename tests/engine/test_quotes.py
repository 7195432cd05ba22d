"""Evidence is what the shop wrote, not how feelint displays money."""

from __future__ import annotations

from datetime import date

from feelint.engine import Context
from feelint.extract import read_scene
from feelint.ledger import build_ledger
from feelint.model.ledger import Step
from feelint.model.walk import Environment
from feelint.model.words import Outcome, Stage, VerdictKind
from feelint.policy.packs import choose, load_packs

PRODUCT = """<html lang="en-US"><h1>Lamp</h1><p class="p">$89.00</p><p>Standard shipping $7.95, plus tax.</p>
<button>Add to cart</button></html>"""
REVIEW = """<html lang="en-US"><h1>Review your order</h1><table><tr><td>Lamp</td><td>$89.00</td></tr>
<tr><td>Shipping</td><td>$7.95</td></tr><tr><td>Service fee</td><td>9.95 $</td></tr>
<tr><th>Order total</th><th>$106.90</th></tr></table><button>Place order</button></html>"""


def _context() -> Context:
    steps = []
    for index, (stage, html) in enumerate(((Stage.PRODUCT, PRODUCT), (Stage.REVIEW, REVIEW))):
        scene = read_scene(html, url="https://shop.test/", locale="en-US", currency="USD")
        steps.append(Step(index=index, stage=stage, url=scene.url, title="", scene=scene, bill=scene.bill))
    packs = choose(load_packs(), ("house",), ship_to="US", sector=None, day=date(2026, 11, 22)).stack
    return Context(
        build_ledger(steps, quantity=1), packs, Environment(ship_to="US"), outcome=Outcome.REACHED, journey="j"
    )


def test_charges_in_the_words_of_the_shop() -> None:
    """A row as it stands in the bill; an announcement as it was said."""
    ctx = _context()
    charges = {charge.label: charge for charge in ctx.ledger.charges}
    quotes = {
        label: [one.quote for one in ctx.verdict(VerdictKind.PASS, charge, "").evidence]
        for label, charge in charges.items()
    }
    assert quotes["Service fee"] == ["Service fee 9.95 $"]
    assert quotes["Shipping"] == ["Standard shipping $7.95, plus tax.", "Shipping $7.95"]


def test_bills_in_the_words_of_the_shop() -> None:
    """The rows and the total of a bill, with the element that holds each amount."""
    ctx = _context()
    rows, total = ctx.rows_evidence(ctx.steps[-1]), ctx.total_evidence(ctx.ledger.final)
    assert [one.quote for one in rows] == ["Lamp $89.00", "Shipping $7.95", "Service fee 9.95 $"]
    assert [one.quote for one in total] == ["Order total $106.90"]
    assert ctx.total_evidence(None) == ctx.total_evidence(ctx.steps[0]) == ()


def test_a_charge_that_only_a_sum_holds_is_shown_by_the_sum() -> None:
    """No words are put into the shop's mouth: the step shows neither its name nor its amount."""
    ctx = _context()
    fee = next(one for one in ctx.ledger.charges if one.label == "Service fee")
    hidden = fee.model_copy(update={"label": "Packing", "amount": fee.amount + fee.amount, "announced_as": ""})
    quoted = ctx.verdict(VerdictKind.PASS, hidden, "").evidence
    assert [(one.step, one.quote) for one in quoted] == [(1, "Order total $106.90")]
