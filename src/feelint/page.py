"""What feelint sees on one page, as ``feelint read`` gives it."""

from __future__ import annotations

from typing import Any, Literal

from feelint.model.base import Frozen, MoneyField
from feelint.model.scene import Amount, Control, Scene
from feelint.model.words import Belongs, ChargeKind, Intent, PriceRole


class PageAmount(Frozen):
    """An amount of money. ``money`` is None where it can be read in several ways: those are in ``ambiguous``."""

    text: str
    money: MoneyField | None
    label: str
    kind: ChargeKind
    belongs: Belongs
    struck: bool
    visible: bool
    role: PriceRole | None = None
    ambiguous: tuple[MoneyField, ...] = ()
    ambiguity: str = ""


class PageCharge(Frozen):
    """A row of the bill: allowances are negative, ``included`` is tax inside the other rows."""

    label: str
    kind: ChargeKind
    amount: MoneyField
    included: bool


class PageBill(Frozen):
    """The order summary. ``residual`` is what its rows leave unexplained of the total."""

    charges: tuple[PageCharge, ...]
    subtotal: MoneyField | None
    total: MoneyField | None
    residual: MoneyField | None
    ambiguous: bool = False


class PageControl(Frozen):
    """Something to press, tick, choose or fill in, and what it is most likely for."""

    name: str
    intent: Intent
    kind: str = ""
    disabled: bool = False


class Page(Frozen):
    """One page. ``layout_known``: it was read in a browser, so that what is hidden is known to be."""

    schema_version: Literal[1] = 1
    url: str
    title: str
    locale: str
    currency: str
    item: str
    advertised: MoneyField | None
    amounts: tuple[PageAmount, ...]
    bill: PageBill | None
    controls: tuple[PageControl, ...]
    layout_known: bool


def page_of(scene: Scene) -> Page:
    """A scene as ``read`` tells it."""
    bill = scene.bill
    return Page(
        url=scene.url,
        title=scene.title,
        locale=scene.locale,
        currency=scene.currency,
        item=scene.item_name,
        advertised=scene.advertised_money,
        amounts=tuple(map(_amount, scene.amounts)),
        bill=None
        if bill is None
        else PageBill(
            charges=tuple(
                PageCharge(label=line.label, kind=line.kind, amount=line.amount, included=line.included)
                for line in bill.lines
            ),
            subtotal=bill.subtotal,
            total=bill.total,
            residual=bill.residual,
            ambiguous=bill.ambiguous,
        ),
        controls=tuple(_control(control) for control in scene.controls if control.visible or control.clickable_at >= 0),
        layout_known=scene.layout_known,
    )


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of ``feelint read --format json``."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Page.model_json_schema(mode="serialization"),
        "title": "feelint page",
    }


def _amount(amount: Amount) -> PageAmount:
    fields = ("text", "money", "label", "kind", "belongs", "struck", "visible", "role", "ambiguous", "ambiguity")
    return PageAmount(**{name: getattr(amount, name) for name in fields})


def _control(control: Control) -> PageControl:
    return PageControl(
        name=control.name or control.text or control.placeholder or control.html_name,
        intent=control.intents[0] if control.intents else Intent.OTHER,
        kind=control.type or control.tag,
        disabled=control.disabled,
    )
