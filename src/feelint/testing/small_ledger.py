"""Ledgers of a few lines: from the short TOML form of a case (:mod:`feelint.testing.rule_tester`) to models."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from feelint.extract.clauses import clauses
from feelint.extract.words import control_classes, signals
from feelint.model.leaflet import Leaflet
from feelint.model.ledger import Charge, Ledger, ProbeResult, Recurring, Step, StepRef, Withdrawn
from feelint.model.scene import (
    Amount,
    Bill,
    BillLine,
    Box,
    Control,
    Look,
    Option,
    Scene,
    Sentence,
    StructuredPrice,
    WireAmount,
)
from feelint.model.words import Belongs, ChargeKind, Stage
from feelint.money import Money, percents

Table = dict[str, Any]
STAGES = ("product", "basket", "delivery", "payment", "review")


def small_ledger(data: Table) -> Ledger:
    """The ledger of a case, its steps included."""
    currency = data.get("currency", "EUR")
    stages = [Stage(word) for word in data.get("stages", STAGES)]
    refs = {str(stage): StepRef(step=index, stage=stage) for index, stage in enumerate(stages)}
    items = tuple(_charge({"kind": "item", "counted": "basket", **i}, currency, refs) for i in data.get("items", ()))
    charges = tuple(_charge(c, currency, refs) for c in data.get("charges", ()))
    due = sum(c.amount for c in (*items, *charges) if not c.included)
    total = _money(data["total"], currency) if "total" in data else (due if isinstance(due, Money) else None)
    steps = tuple(
        _step(index, stage, data, items, charges, total if index == len(stages) - 1 else None)
        for index, stage in enumerate(stages)
    )
    priced = next((step for step in steps if step.scene.advertised_money), None)
    advertised = priced.scene.advertised_money if priced else None
    if "advertised" in data:
        advertised = None if data["advertised"] == "none" else _money(data["advertised"], currency)
    probes = tuple(
        ProbeResult(
            **{"subject": "", "group": "", "ok": True, "why": "", "bill": None, **_told(probe)}
            | {"steps": _later(probe, currency)}
            | {key: _money(probe[key], currency) if key in probe else None for key in ("before", "after")}
            | {"bill": _bill(probe["bill"], currency, []) if "bill" in probe else None}
        )
        for probe in data.get("probes", ())
    )
    residual = total - due if total is not None and isinstance(due, Money) and due.currency == total.currency else None
    return Ledger(
        advertised=advertised,
        advertised_at=StepRef(step=priced.index, stage=priced.stage) if priced else None,
        quantity=data.get("quantity", 1),
        total=total,
        total_at=refs[str(stages[-1])] if total is not None else None,
        charges=charges,
        items=items,
        recurring=tuple(Recurring(**r | {"amount": _money(r["amount"], currency)}) for r in data.get("recurring", ())),
        withdrawn=tuple(_withdrawn(w, currency, refs) for w in data.get("withdrawn", ())),
        residual=residual,
        steps=steps,
        probes=probes,
        ambiguous=data.get("ambiguous", False),
        leaflets=tuple(_leaflet(entry, currency, refs) for entry in data.get("leaflets", ())),
    )


def _leaflet(entry: Table, currency: str, refs: Mapping[str, StepRef]) -> Leaflet:
    at = refs[entry.get("stage", "product")]
    return Leaflet(
        url="https://shop.test/terms",
        title="Terms",
        kinds=("terms",),
        link=entry.get("link", "Terms"),
        step=at.step,
        stage=at.stage,
        clicks=entry.get("clicks", 1),
        clauses=clauses(entry["text"], lang="en", currency=currency),
    )


def _told(probe: Table) -> Table:
    return {key: value for key, value in probe.items() if key not in ("text", "price", "seconds", "stage")}


def _later(probe: Table, currency: str) -> tuple[Step, ...]:
    """The state of an experiment that a case describes by its ``text``; with ``price``, ``bill``, ``stage`` and ``seconds``
    after the walk began."""
    if "text" not in probe:
        return ()
    price = _money(probe["price"], currency) if "price" in probe else None
    bill = _bill(probe["bill"], currency, []) if "bill" in probe else None
    scene = Scene(url="https://shop.test/again", text=probe["text"], advertised_money=price, bill=bill)
    at, stage = _at(probe.get("seconds", 0)), Stage(probe.get("stage", "product"))
    return (Step(index=0, stage=stage, url=scene.url, title="", scene=scene, bill=bill, at=at),)


def _at(seconds: int) -> datetime:
    return datetime(2026, 11, 22, 12, tzinfo=UTC) + timedelta(seconds=seconds)


def _withdrawn(entry: Table, currency: str, refs: Mapping[str, StepRef]) -> Withdrawn:
    return Withdrawn(
        label=entry["label"],
        kind=ChargeKind(entry["kind"]),
        amount=_money(entry["amount"], currency),
        shown=refs[entry["shown"]],
        gone=refs[entry["gone"]],
    )


def _charge(entry: Table, currency: str, refs: Mapping[str, StepRef]) -> Charge:
    fields = dict(entry)
    counted = fields.pop("counted", None)
    announced = fields.pop("announced", counted)
    return Charge(
        **fields
        | {
            "amount": _money(fields["amount"], currency),
            "also_kinds": tuple(fields.get("also_kinds", ())),
            "avoidable": None if fields.get("avoidable") == "unknown" else fields.get("avoidable"),
            "first_announced": refs[announced] if announced and announced != "never" else None,
            "first_counted": refs[counted] if counted else None,
        }
    )


def _step(
    index: int, stage: Stage, data: Table, items: Iterable[Charge], charges: Iterable[Charge], total: Money | None
) -> Step:
    currency = data.get("currency", "EUR")
    here: Table = dict(data.get("at", {}).get(str(stage), {}))
    if stage is Stage.PRODUCT and "price" not in here and "price" in data:
        here["price"] = data["price"]
    amounts: list[Amount] = []
    seconds = here.pop("seconds", None)
    price = here.pop("price", None)
    if price:
        fields = {"money": price} if isinstance(price, str) else price
        amounts.append(_amount({"belongs": "item", "kind": "item", **fields}, currency))
    priced = amounts[0].money if amounts else None
    amounts += [_amount(a, currency) for a in here.pop("amounts", ())]
    announced = [c for c in charges if c.first_announced and c.first_announced.step == index]
    shown = {a.money for a in amounts}
    amounts += [_amount(_as_row(c), currency) for c in announced if c.amount not in shown]
    bill = here.pop("bill", None)
    if bill is None and index >= 1 and stage.rank >= Stage.BASKET.rank:
        lines = [c for c in (*items, *charges) if c.first_counted and c.first_counted.step <= index]
        bill = _bill_of(lines, total, amounts) if lines or total else None
    elif bill:
        bill = _bill(bill, currency, amounts)
    sentences = tuple(_sentence(s) for s in here.pop("texts", ()))
    text = here.pop("text", "\n".join([*(a.context for a in amounts), *(s.text for s in sentences)]))
    structured = tuple(
        StructuredPrice(**{"source": "jsonld", **s, "money": _money(s["money"], currency)})
        for s in here.pop("structured", ())
    )
    wire = tuple(
        WireAmount(
            **{"direction": "response", "url": "https://shop.test/pay", "method": "POST", **w}
            | {"money": _money(w["money"], currency) if "money" in w else None}
        )
        for w in here.pop("wire", ())
    )
    url = here.get("url", f"https://shop.test/{stage}")
    if "advertised_money" in here:
        here["advertised_money"] = _money(here["advertised_money"], currency)
    scene = Scene(
        **{"url": url, "advertised": 0 if priced else -1, "advertised_money": priced, "advertised_confidence": 0.9}
        | {"item_name": data.get("item_name", ""), "layout_known": here.pop("layout", False), "text": text}
        | {
            "amounts": tuple(amounts),
            "sentences": sentences,
            "structured": structured,
            "wire": wire,
            "bill": bill or None,
        }
        | {"controls": tuple(small_control(c, 500 + n) for n, c in enumerate(here.pop("controls", ())))}
        | here
    )
    at = None if seconds is None else _at(seconds)
    return Step(index=index, stage=stage, url=url, title=str(stage), scene=scene, bill=bill or None, at=at)


def _as_row(charge: Charge) -> Table:
    words = charge.announced_as or f"{charge.label} {charge.amount.display()}"
    return {
        "money": str(charge.amount),
        "label": charge.label,
        "kind": charge.kind,
        "context": words,
        "belongs": "bill",
    }


def _amount(entry: str | Table, currency: str) -> Amount:
    fields: Table = {"money": entry} if isinstance(entry, str) else dict(entry)
    money = _money(fields["money"], currency) if fields.get("money") else None
    text = fields.get("text", money.display() if money else "")
    context = fields.get("context", f"{fields.get('label', '')} {text}".strip())
    ambiguous = tuple(_money(m, currency) for m in fields.get("ambiguous", ()))
    defaults = {"text": text, "context": context, "signals": tuple(sorted(signals(context))), "belongs": Belongs.OTHER}
    looks: Table = {name: _look(fields.get(name)) for name in ("look", "mark")}
    return Amount(**defaults | fields | {"money": money, "ambiguous": ambiguous} | looks)


def _look(entry: Table | None) -> Look | None:
    if entry is None:
        return None
    x, y, w, h = (float(n) for n in entry.get("box", (0, 0, 100, 20)))
    numbers: Table = {k: float(v) if isinstance(v, Decimal) else v for k, v in entry.items() if k != "box"}
    return Look(box=Box(x=x, y=y, w=w, h=h), **numbers)


def _sentence(entry: str | Table) -> Sentence:
    fields: Table = {"text": entry} if isinstance(entry, str) else dict(entry)
    said: Table = {
        "signals": tuple(sorted(signals(fields["text"]))),
        "percents": tuple(v for v, _ in percents(fields["text"])),
    }
    look: Table = {"look": _look(fields.get("look"))}
    return Sentence(**said | fields | look)


def small_control(entry: Table, node: int) -> Control:
    """A control by the fields that are given; its classes are those of its words."""
    name = entry.get("name", entry.get("text", ""))
    defaults: Table = {"node": node, "tag": "button", "name": name, "text": name}
    options = {"options": tuple(_option(option) for option in entry.get("options", ()))}
    look: Table = {"look": _look(entry["look"])} if "look" in entry else {}
    return Control(**defaults | {"classes": tuple(sorted(control_classes(name)))} | entry | options | look)


def _option(entry: str | Table) -> Option:
    fields: Table = {"text": entry} if isinstance(entry, str) else entry
    return Option(**{"value": fields["text"], **fields})


def _bill_of(lines: Iterable[Charge], total: Money | None, amounts: list[Amount]) -> Bill:
    rows = [
        BillLine(label=c.label, kind=c.kind, amount=c.amount, also_kinds=c.also_kinds, included=c.included)
        for c in lines
    ]
    return _totalled(rows, total, amounts)


def _bill(entry: Table, currency: str, amounts: list[Amount]) -> Bill:
    listed = [dict(line) for line in entry.get("lines", ())]
    looks = [_look(line.pop("look", None)) for line in listed]
    rows = [BillLine(**{"kind": "item", **line} | {"amount": _money(line["amount"], currency)}) for line in listed]
    total = _money(entry["total"], currency) if "total" in entry else None
    bill = _totalled(rows, total, amounts, [*looks, _look(entry.get("total_look") or None)])
    subtotal = _money(entry["subtotal"], currency) if "subtotal" in entry else None
    return bill.model_copy(update={"ambiguous": entry.get("ambiguous", False), "subtotal": subtotal})


def _totalled(
    rows: list[BillLine], total: Money | None, amounts: list[Amount], looks: Sequence[Look | None] = ()
) -> Bill:
    """A bill, its rows and total being amounts of the page; ``looks`` are those of the rows and of the total."""
    lines = []
    shown = dict(enumerate(looks))
    for at, row in enumerate(rows):
        lines.append(row.model_copy(update={"amount_index": len(amounts)}))
        text = row.amount.display()
        fields: Table = {"label": row.label, "context": f"{row.label} {text}", "look": shown.get(at)}
        amounts.append(Amount(text=text, money=row.amount, belongs=Belongs.BILL, **fields))
    due = sum(row.amount for row in rows if not row.included)
    total = total or (due if isinstance(due, Money) else None)
    if total is not None:
        text = total.display()
        fields = {"label": "Total", "context": f"Total {text}", "look": shown.get(len(rows))}
        amounts.append(Amount(text=text, money=total, kind=ChargeKind.TOTAL, **fields))
    same = total is not None and isinstance(due, Money) and due.currency == total.currency
    residual = total - due if same and total is not None else None
    return Bill(lines=tuple(lines), subtotal=None, total=total, residual=residual, total_index=len(amounts) - 1)


def _money(text: str, currency: str) -> Money:
    return Money.parse(text) if " " in text else Money(Decimal(text), currency)
