"""Steps made by hand: scenes with amounts, options and a bill, as short as they can be written."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from feelint.extract.words import label_kind, signals
from feelint.model.ledger import ProbeResult, Step
from feelint.model.scene import Amount, Bill, BillLine, Control, Scene, Sentence
from feelint.model.words import Belongs, ChargeKind, Intent, PriceRole, Stage
from feelint.money import Money, find, percents

Row = tuple[str, str]
"""A label and an amount in plain notation; "Tax / Cart" is the row "Cart" in the group "Tax"."""


def eur(amount: str) -> Money:
    """So many euros."""
    return Money(Decimal(amount), "EUR")


def line(label: str, money: Money, *, included: bool = False, kind: ChargeKind | None = None) -> BillLine:
    """A row of a bill with the kind that its words, or those of its group, name; without any it is an item."""
    group, _, own = label.rpartition(" / ")
    match = label_kind(group or own)
    found = kind or ChargeKind(match.kind)
    if found in (ChargeKind.UNKNOWN, ChargeKind.SUBTOTAL):
        found = ChargeKind.ITEM
    also = tuple(ChargeKind(each) for each in match.candidates if each not in (found.value, "subtotal", "total"))
    return BillLine(label=own, kind=found, amount=money, also_kinds=also, included=included, group=group)


def bill(lines: Sequence[BillLine], total: Money, subtotal: Money | None = None) -> Bill:
    """A bill with its residual worked out as the extractor does."""
    zero = Money(Decimal(0), total.currency)
    rows = [each.amount for each in lines if not each.included]
    return Bill(
        lines=tuple(lines), subtotal=subtotal, total=total, residual=total - sum(rows, zero), total_label="Total"
    )


def option(
    name: str,
    node: int,
    amounts: tuple[int, ...] = (),
    *,
    group: str = "",
    group_label: str = "",
    kind: str = "radio",
    checked: bool = False,
    preset: bool = False,
    required: bool = False,
) -> Control:
    """A radio or checkbox."""
    return Control(
        node=node,
        tag="input",
        type=kind,
        name=name,
        intents=(Intent.CHOICE,),
        group=group,
        group_label=group_label,
        checked=checked or preset,
        default_checked=preset,
        required=required,
        amounts=amounts,
    )


def amount(
    label: str,
    money: Money,
    *,
    belongs: Belongs = Belongs.OTHER,
    role: PriceRole | None = None,
    in_control: int = -1,
    visible: bool = True,
    struck: bool = False,
    plus: bool = False,
    node: int = -1,
) -> Amount:
    """An amount with its label; its kind is what the label says."""
    found = ChargeKind(label_kind(label).kind)
    return Amount(
        text=str(money), money=money, label=label, context=label, kind=found, role=role, belongs=belongs,
        in_control=in_control, signals=tuple(sorted(signals(label))), visible=visible, struck=struck, plus=plus,
        node=node,
    )  # fmt: skip


def sentence(text: str) -> Sentence:
    """A sentence with its signals and rates."""
    return Sentence(text=text, signals=tuple(sorted(signals(text))), percents=tuple(rate for rate, _ in percents(text)))


def step(
    stage: Stage | str,
    *,
    index: int = 0,
    price: Money | None = None,
    item: str = "",
    amounts: Sequence[Amount] = (),
    controls: Sequence[Control] = (),
    sentences: Sequence[str] = (),
    bill: Bill | None = None,
    currency: str = "EUR",
) -> Step:
    """A step; with ``price`` it advertises the item."""
    shown = (*amounts, *((amount(item, price, belongs=Belongs.ITEM),) if price else ()))
    scene = Scene(
        lang="en",
        currency=currency,
        amounts=shown,
        advertised=len(shown) - 1 if price else -1,
        advertised_money=price,
        item_name=item,
        controls=tuple(controls),
        sentences=tuple(sentence(text) for text in sentences),
        bill=bill,
    )
    return Step(index=index, stage=Stage(stage), url="https://shop.test/", title="", scene=scene, bill=bill)


def walk(*steps: Step) -> list[Step]:
    """The steps, numbered."""
    return [each.model_copy(update={"index": index}) for index, each in enumerate(steps)]


def simple_bill(total: str, *rows: Row, subtotal: str | None = None) -> Bill:
    """A bill in euros."""
    lines = [line(label, eur(value)) for label, value in rows]
    return bill(lines, eur(total), eur(subtotal) if subtotal else None)


def probe(kind: str, subject: str, group: str, before: str, result: Bill | None, *, ok: bool = True) -> ProbeResult:
    """An experiment that led to ``result``."""
    after = result.total if result else None
    return ProbeResult(
        kind=kind, subject=subject, group=group, ok=ok, why="", before=eur(before), after=after, bill=result
    )


def money_in(text: str, currency: str) -> Money:
    """The one amount in a text."""
    [reading] = find(text, currency=currency)
    assert reading.money is not None
    return reading.money
