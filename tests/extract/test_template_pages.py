"""Pages of templates that nobody here wrote (``fixtures/pages/templates``), against what a person read off them."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from feelint.extract import read_scene
from feelint.model.scene import Scene
from feelint.model.words import PriceRole, Stage
from feelint.pilot.memory import Memory
from feelint.pilot.persona import persona
from feelint.pilot.safety import refusal
from feelint.pilot.stages import place

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "pages" / "templates"
TRUTHS: dict[str, dict[str, Any]] = {
    truth["file"]: truth for truth in json.loads((FOLDER / "truth.json").read_text("utf-8"))
}
INVENTED = {
    "tabler-store.html": "a shelf whose first thing has a basket button of its own",
    "ccart-variants-en.html": "its only prices stand in the list of its variants: none is read",
}
NO_TOTAL = {
    "foundation-order-mail.html": "its only sum is called subtotal",
    "bootstrap-checkout-ar.html": "Arabic is none of the ten languages",
    "plans-order-pl.html": "the bill lies on its side: one row, whose last column is headed Total",
    "plans-order-pt.html": "the same",
}


def _known(files: list[str], wrong: dict[str, str]) -> list[Any]:
    mark = pytest.mark.xfail
    return [pytest.param(f, marks=mark(reason=wrong[f], strict=True)) if f in wrong else f for f in files]


def _scene(file: str) -> Scene:
    return read_scene((FOLDER / file).read_text("utf-8"), url=f"https://shop.test/{file}")


@pytest.mark.parametrize("file", _known(list(TRUTHS), INVENTED))
def test_the_advertised_price(file: str) -> None:
    told = TRUTHS[file]["price"]
    assert str(_scene(file).advertised_money) == (f"{told['amount']} {told['currency']}" if told else "None")


@pytest.mark.parametrize("file", _known([f for f, truth in TRUTHS.items() if truth["total"]], NO_TOTAL))
def test_the_total(file: str) -> None:
    bill = _scene(file).bill
    assert bill is not None
    assert bill.total is not None
    assert bill.total.amount == Decimal(TRUTHS[file]["total"])


@pytest.mark.parametrize("file", [f for f, truth in TRUTHS.items() if truth["rows"] and f not in NO_TOTAL])
def test_no_row_is_a_charge_that_is_none(file: str) -> None:
    """Where the goods of a template do not add up its subtotal stands for them; no other charge is made up or lost."""
    bill = _scene(file).bill
    assert bill is not None
    charges = sorted((str(line.kind), abs(line.amount.amount)) for line in bill.lines if line.kind != "item")
    assert charges == sorted((kind, Decimal(amount)) for kind, amount in TRUTHS[file]["rows"] if kind != "item")


ENGINES = (
    "cartridge-", "lfs-", "mailgen-", "djshop-", "plata-", "djcommerce-", "cmsshop-", "qshop-", "ccart-", "amatak-",
    "sage-", "plugshop-", "indico-", "oscinv-", "fakt-", "shopit-", "ecom-", "ec-",
)  # fmt: skip
RENDERED = [f for f, truth in TRUTHS.items() if truth["rows"] and f.startswith(ENGINES)]


@pytest.mark.parametrize("file", RENDERED)
def test_every_row_of_a_bill_that_adds_up(file: str) -> None:
    bill, truth = _scene(file).bill, TRUTHS[file]
    assert bill is not None
    rows = sorted((str(line.kind), abs(line.amount.amount)) for line in bill.lines)
    assert rows == sorted((kind, Decimal(amount)) for kind, amount in truth["rows"])
    assert bill.residual is not None
    assert bill.residual.amount == 0
    assert (str(bill.subtotal.amount) if bill.subtotal else None) == truth["subtotal"]


@pytest.mark.parametrize("file", [f for f, truth in TRUTHS.items() if truth["was"]])
def test_the_was_price(file: str) -> None:
    shown = [a for a in _scene(file).amounts if a.money is not None and a.visible]
    was = {
        a.money.amount
        for a in shown
        if a.money and (a.struck or a.role is PriceRole.REFERENCE or "reference" in a.signals)
    }
    assert Decimal(TRUTHS[file]["was"]) in was


ORDERS = [f for f, truth in TRUTHS.items() if truth["orders"]]


@pytest.mark.parametrize("stage", [None, Stage.PAYMENT, Stage.REVIEW])
@pytest.mark.parametrize("file", ORDERS)
def test_what_pays_is_refused(file: str, stage: Stage | None) -> None:
    """As the first page of a walk, and wherever the walk may be after the payment stage."""
    scene = _scene(file)
    at = stage or place(scene, Memory(start_url=scene.url, persona=persona("DE")))
    for name in TRUTHS[file]["orders"]:
        control = next(c for c in reversed(scene.controls) if c.visible and name in c.name)
        assert refusal(control, scene, at) is not None
