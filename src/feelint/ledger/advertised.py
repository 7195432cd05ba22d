"""The advertised price: what the shop put forward for the item at the first step that shows a price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from feelint.ledger.likeness import related
from feelint.model.ledger import Step, StepRef
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


def find_advertised(steps: Sequence[Step], quantity: int) -> Advertised | None:
    """The first price of a listing or product step; None if no such step shows one.

    A listing's price counts only if it is that of the product walked to: the same price, or the same name.
    """
    seen = [
        Advertised(price, StepRef(step=position, stage=step.stage), _names(step), quantity)
        for position, step in enumerate(steps)
        if step.stage in (Stage.LISTING, Stage.PRODUCT) and (price := step.scene.advertised_money) is not None
    ]
    product = next((each for each in seen if each.at.stage is Stage.PRODUCT), None)
    first = next((each for each in seen if product is None or _same_item(each, product)), None)
    if first is None or product is None:
        return first
    return replace(first, names=tuple(dict.fromkeys((*first.names, *product.names))))


def _same_item(one: Advertised, product: Advertised) -> bool:
    if one.at.stage is Stage.PRODUCT or one.price == product.price:
        return True
    return any(related(name, other) for name in one.names for other in product.names)


def _names(step: Step) -> tuple[str, ...]:
    scene = step.scene
    label = scene.amounts[scene.advertised].label if 0 <= scene.advertised < len(scene.amounts) else ""
    return tuple(dict.fromkeys(name for name in (label, scene.item_name) if name))
