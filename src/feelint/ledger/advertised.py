"""The advertised price: what the shop put forward for the item at the first step that shows a price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from feelint.ledger.likeness import related
from feelint.ledger.put_in import put_in
from feelint.model.ledger import Step, StepRef
from feelint.model.scene import Control
from feelint.model.words import Stage
from feelint.money import Money


@dataclass(frozen=True, slots=True)
class Advertised:
    """The price of one item, where it stood, and what the item is called there."""

    price: Money
    at: StepRef
    names: tuple[str, ...]
    quantity: int

    @property
    def whole(self) -> Money:
        """The price of the quantity that is bought."""
        return self.price * self.quantity


def find_advertised(steps: Sequence[Step], quantity: int, taken: Sequence[str] = ()) -> Advertised | None:
    """The first price of a listing or product step; None if no such step shows one.

    A listing's price counts only if it is that of the product walked to: the same price, or the same name. ``taken`` are
    the radios, boxes and numbers that the walk set: of several prices to choose from, it is that of what was taken.
    """
    seen = [
        Advertised(
            _as_taken(price, step, taken, steps[position + 1 :]),
            StepRef(step=position, stage=step.stage),
            _names(step),
            quantity,
        )
        for position, step in enumerate(steps)
        if step.stage in (Stage.LISTING, Stage.PRODUCT) and (price := step.scene.advertised_money) is not None
    ]
    if chosen := next((each for each in seen if put_in(steps[each.at.step], taken) is not None), None):
        return chosen
    product = next((each for each in seen if each.at.stage is Stage.PRODUCT), None)
    first = next((each for each in seen if product is None or _same_item(each, product)), None)
    if first is None or product is None:
        return first
    return replace(first, names=tuple(dict.fromkeys((*first.names, *product.names))))


def _as_taken(price: Money, step: Step, taken: Sequence[str], later: Sequence[Step]) -> Money:
    """The price of the radio that the walk took, where ``price`` is that of another of its group, and none was preset.

    The one that ``taken`` names, or whose price the item's next page, of another address, puts forward.
    """
    beyond = next((s for s in later if s.url.split("?")[0] != step.url.split("?")[0]), None)
    told = beyond.scene.advertised_money if beyond is not None and beyond.stage is Stage.PRODUCT else None
    groups: dict[str, list[Control]] = {}
    for control in step.scene.controls:
        if control.type == "radio" and control.group:
            groups.setdefault(control.group, []).append(control)
    for options in groups.values():
        prices = {option.name: _price(option, step) for option in options}
        own = {money for name, money in prices.items() if money is not None and (name in taken or money == told)}
        if len(own) == 1 and price in prices.values() and not any(option.checked for option in options):
            return own.pop()
    return price


def _price(option: Control, step: Step) -> Money | None:
    found = [step.scene.amounts[at] for at in option.amounts]
    return next((a.money for a in found if a.money is not None and a.visible and not a.struck), None)


def _same_item(one: Advertised, product: Advertised) -> bool:
    if one.at.stage is Stage.PRODUCT or one.price == product.price:
        return True
    return any(related(name, other) for name in one.names for other in product.names)


def _names(step: Step) -> tuple[str, ...]:
    scene = step.scene
    label = scene.amounts[scene.advertised].label if 0 <= scene.advertised < len(scene.amounts) else ""
    return tuple(dict.fromkeys(name for name in (label, scene.item_name) if name))
