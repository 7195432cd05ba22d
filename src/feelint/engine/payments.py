"""The ways to pay that a walk met, and what each of them costs more: from bills, experiments and the options' own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from feelint.extract.claims import described, payment_methods
from feelint.ledger.choices import family_of, is_option, priced
from feelint.ledger.likeness import related, text_kinds, words
from feelint.model.ledger import Ledger, Step
from feelint.model.scene import Amount, Bill, Control, Scene
from feelint.model.words import ChargeKind, PriceRole, Stage
from feelint.money import Money, minor_digits, percents

_FEES = frozenset({ChargeKind.PAYMENT_FEE, ChargeKind.FEE})
_IN_PARTS = frozenset({PriceRole.INSTALLMENT, PriceRole.RECURRING})


@dataclass(frozen=True)
class Method:
    """One way to pay. ``words`` surely fit it, ``perhaps`` may (see :func:`feelint.extract.claims.described`).

    ``fee`` is what paying so costs more, tax on that included; zero where its bill was seen and asks nothing more, None
    where it was not seen and its option names no amount. ``rate`` is a percentage that its option names.
    """

    name: str
    words: frozenset[str]
    perhaps: frozenset[str] = frozenset()
    fee: Money | None = None
    rate: Decimal | None = None
    seen: bool = False
    """A bill with it chosen was seen, or its total."""
    discount: Money | None = None
    """By how much the discounts in its bill are larger than those in the dearest bill; None if they are not."""
    flat: bool = False
    """Its option names an amount and no percentage."""
    step: Step | None = None
    node: int = -1

    @property
    def more(self) -> str:
        """What paying so costs more, in words."""
        return self.fee.display() if self.fee else f"{self.rate} %"

    @property
    def costs(self) -> bool:
        """Whether paying so is known to cost more."""
        return bool(self.fee and self.fee.amount > 0) or bool(self.fee is None and self.rate)

    @property
    def free(self) -> bool:
        """Whether a bill was seen that asks nothing more for it."""
        return self.fee is not None and not self.fee.amount


class _Page(NamedTuple):
    """A step from the basket on, with its payment options: name, element, control."""

    step: Step
    options: tuple[tuple[str, int, Control], ...]


@dataclass
class _Seen:
    """What was seen of a method: the fees in its bill, and its total without discounts and delivery."""

    fees: Money | None = None
    total: Money | None = None
    lowered: Decimal = field(default_factory=Decimal)


def payment_options(ledger: Ledger) -> tuple[Method, ...]:
    """The ways to pay that the steps offer, each once, and one for a payment fee of the bill that belongs to none."""
    steps = [_Page(step, tuple(_names(step))) for step in ledger.steps if step.stage.rank >= Stage.BASKET.rank]
    offered = list(_offered(steps))
    chosen = _chosen(offered, steps, ledger)
    seen = {method.name: look for method, look in _looks(offered, chosen, steps, ledger)}
    compared = [look for look in seen.values() if look.total is not None]
    lowest = min((look.total for look in compared if look.total), default=None) if _one_currency(compared) else None
    least = min((look.lowered for look in compared), default=Decimal(0))
    found = [_costed(method, seen.get(method.name), lowest, least) for method in offered]
    fees = [c for c in ledger.charges if c.kind is ChargeKind.PAYMENT_FEE and c.amount.amount > 0]
    if chosen is None and fees and "conversion" not in payment_methods(fees[0].label):
        sure, perhaps = described(payment_methods(fees[0].label))
        at = ledger.final
        found.append(Method(fees[0].label, sure, perhaps, fee=fees[0].amount, seen=True, step=at))
    return tuple(found)


def _offered(pages: Sequence[_Page]) -> Iterator[Method]:
    done: set[tuple[str, ...]] = set()
    for step, options in pages:
        for name, node, control in options:
            named = words(name)
            if not named or named in done:
                continue
            done.add(named)
            sure, perhaps = described(payment_methods(name))
            fee, rate = _stated(step.scene, control, name)
            flat = fee is not None and rate is None
            called = _called(name, [] if control.options else priced(step.scene, control))
            yield Method(called, sure, perhaps, fee=fee, rate=rate, flat=flat, step=step, node=node)


def _called(name: str, amounts: Sequence[Amount]) -> str:
    """An option's name without the amounts in it."""
    for amount in amounts:
        name = name.replace(amount.text, " ")
    return " ".join(re.sub(r"[(\[]\s*[+\-–]?\s*[)\]]|(?:^|\s)[+\-–](?=\s|$)", " ", name).split()) or name


def _names(step: Step) -> Iterator[tuple[str, int, Control]]:
    """The payment options of a step: radios and the like, and the entries of a select."""
    for control in step.scene.controls:
        if control.disabled or control.type == "checkbox":
            continue
        if is_option(control) and family_of(control, step) == "payment":
            yield control.name or control.label or control.text, control.node, control
        entries = [option for option in control.options if option.value and not option.disabled]
        if sum(bool(payment_methods(option.text)) for option in entries) > 1:
            yield from ((option.text, control.node, control) for option in entries)


def _stated(scene: Scene, control: Control, name: str) -> tuple[Money | None, Decimal | None]:
    """The amount and the percentage that an option says are added."""
    kinds = text_kinds(name, scene.lang) & _FEES
    sums = [] if control.options else [a for a in priced(scene, control) if a.role not in _IN_PARTS]
    money = [a.money for a in sums if a.money and a.money.amount > 0 and (a.plus or kinds or a.kind in _FEES)]
    plus = {value for value, (at, _) in percents(name) if value > 0 and (kinds or "+" in name[: at + 1])}
    return (money[0] if money else None), (max(plus) if plus else None)


def _chosen(offered: Sequence[Method], pages: Sequence[_Page], ledger: Ledger) -> Method | None:
    """The one that the walk took: no experiment tried it, or it was checked on the last page that offers any."""
    tried = [probe.subject for probe in ledger.probes if probe.kind == "payment"]
    left = [method for method in offered if not any(_same(subject, method.name) for subject in tried)]
    if len(left) == 1:
        return left[0]
    checked = [name for page in pages for name, _, control in page.options if control.checked]
    return next((method for name in reversed(checked) for method in left if words(name) == words(method.name)), None)


def _same(subject: str, name: str) -> bool:
    return words(subject) == words(name) or related(subject, name)


def _looks(
    offered: Sequence[Method], chosen: Method | None, pages: Sequence[_Page], ledger: Ledger
) -> Iterator[tuple[Method, _Seen]]:
    """What was seen with each method chosen; what is said last counts most."""
    for step, options in pages:
        checked = [name for name, _, control in options if control.checked and not control.options]
        fees = _fees(step.bill) if step.bill and len(checked) == 1 else None
        method = next((m for m in offered if fees and words(m.name) == words(checked[0])), None)
        if method is not None and method is not chosen and fees and fees.amount:
            yield method, _Seen(fees=fees)
    if chosen is not None and ledger.final and ledger.final.bill and ledger.total:
        yield chosen, _seen(ledger.final.bill, ledger.total)
    for probe in ledger.probes:
        if probe.kind == "payment" and probe.ok and probe.after:
            method = next((m for m in offered if _same(probe.subject, m.name)), None)
            if method is not None:
                yield method, _seen(probe.bill, probe.after)


def _seen(bill: Bill | None, total: Money) -> _Seen:
    lines = [line for line in bill.counted if line.amount.currency == total.currency] if bill else []
    down = sum((line.amount.amount for line in lines if line.kind.lowers), Decimal(0))
    way = sum((line.amount.amount for line in lines if line.kind is ChargeKind.FULFILLMENT), Decimal(0))
    net = Money(total.amount - down - way, total.currency)
    return _Seen(fees=_fees(bill) if bill and lines else None, total=net, lowered=-down)


def _fees(bill: Bill) -> Money | None:
    """The payment fees in a bill, those of converting currencies excepted; None for a bill without rows."""
    rows = [line for line in bill.counted if line.kind is ChargeKind.PAYMENT_FEE]
    fees = [line.amount for line in rows if "conversion" not in payment_methods(line.label)]
    currency = next((line.amount.currency for line in bill.counted), "")
    return Money(sum((fee.amount for fee in fees), Decimal(0)), currency) if currency else None


def _one_currency(seen: Sequence[_Seen]) -> bool:
    return len({look.total.currency for look in seen if look.total}) == 1


def _costed(method: Method, look: _Seen | None, lowest: Money | None, least: Decimal) -> Method:
    """A method with what it costs more: the fees in its bill, or what its total is above the lowest."""
    if look is None:
        return method
    fee = look.fees
    above = look.total - lowest if look.total and lowest else None
    if above and above.amount <= Decimal(1).scaleb(-minor_digits(above.currency)):
        above = Money(Decimal(0), above.currency)  # rounding
    fee = look.fees if look.fees and look.fees.amount else above or look.fees
    off = Money(look.lowered - least, look.total.currency) if look.total and look.lowered > least else None
    return replace(method, fee=fee, discount=off, seen=True)
