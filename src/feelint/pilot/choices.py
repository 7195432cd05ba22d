"""Groups of choices: which there are, what they are about, and which option the base walk takes.

The base walk (ARCHITECTURE.md): cheapest delivery; the first payment that needs no card data; guest rather than account;
other presets as found; required choices as preset, else the cheapest available, else the first; no optional extras.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from feelint.extract.claims import payment_methods
from feelint.extract.conditions import is_condition
from feelint.extract.words import control_classes, label_kind
from feelint.model.scene import Amount, Control, Scene
from feelint.model.walk import Action
from feelint.model.words import ChargeKind, Intent, Stage
from feelint.money import Money
from feelint.pilot.lexis import delivers, is_free, names_paper, needs_card, pays, speaks_of_delivery, speaks_of_payment
from feelint.pilot.memory import Choice, Memory
from feelint.pilot.view import plain_label, plain_labels

GroupKind = Literal["delivery", "payment", "account", "extra", "other"]
_RADIO_ROLES = frozenset(("radio", "menuitemradio", "option"))
_WORD = re.compile(r"[^\W\d_]+")
_EXTRAS = frozenset((ChargeKind.ADDON, ChargeKind.INSURANCE, ChargeKind.DONATION, ChargeKind.TIP))


@dataclass(frozen=True)
class Group:
    """Options of which one is taken: radios, or buttons that each take one."""

    key: str
    kind: GroupKind
    label: str
    options: tuple[Control, ...]

    @property
    def chosen(self) -> Control | None:
        """The option that is on, or None."""
        return next((option for option in self.options if option.checked), None)

    @property
    def names(self) -> tuple[str, ...]:
        """How the options are called on every walk, in their order; the numbers stay where nothing else tells them apart."""
        own = plain_labels([_words(option) for option in self.options])
        return tuple(name or name_of(option) for name, option in zip(own, self.options, strict=True))

    def called(self, option: Control) -> str:
        """How one of the options is called on every walk."""
        return self.names[self.options.index(option)]


def is_radio(control: Control) -> bool:
    """A radio by type or by role."""
    return control.type == "radio" or control.role in _RADIO_ROLES


def reachable(control: Control) -> bool:
    """Whether a person can take it: seen itself, or by its label."""
    return (control.visible or control.clickable_at >= 0) and not control.disabled


def groups(scene: Scene) -> list[Group]:
    """The groups of radios of a scene, and groups of like buttons that each take one option."""
    by_key: dict[str, list[Control]] = {}
    for control in scene.controls:
        if control.intends(Intent.CHOICE) and is_radio(control) and reachable(control):
            options = by_key.setdefault(control.group or f"lone:{control.form}:{control.html_name}", [])
            if not _is_twin(control, options):
                options.append(control)
    result = [_group(key, options) for key, options in by_key.items()]
    buttons = _button_groups(scene)
    return [*result, *buttons]


def _is_twin(control: Control, before: list[Control]) -> bool:
    """Whether it is the hidden radio behind a drawn one that bears the same name."""
    last = before[-1] if before else None
    return last is not None and control.tag == "input" and last.tag != "input" and control.name == last.name != ""


def _group(key: str, options: list[Control]) -> Group:
    label = next((option.group_label for option in options if option.group_label), "")
    return Group(key, _kind(label, options), label, tuple(options))


def _button_groups(scene: Scene) -> list[Group]:
    """Buttons of one name, each beside an option of its own ("Select", "Select"): the choice is the press.

    What stands beside them tells them apart: the same thing drawn twice is no choice. One that says whether it is on is no such button. Where "No thanks, continue" leads on, all of them are offers.
    """
    if any(c.visible and c.overlay < 0 and {"continue", "decline"} <= set(c.classes) for c in scene.controls):
        return []
    by_name: dict[str, list[Control]] = {}
    for control in scene.controls:
        ordering = set(control.classes) & {"pay_ok", "order_weak", "ambiguous", "wallet"}
        presses = control.intends(Intent.SELECT_OPTION) and control.checked is None
        if presses and control.visible and not control.disabled and not ordering:
            by_name.setdefault(plain_label(control.name), []).append(control)
    result = []
    for name, options in by_name.items():
        label = next((option.group_label for option in options if option.group_label), "")
        group = Group(f"buttons:{name}", _kind(label, options), label, tuple(options))
        if group.kind in ("delivery", "payment") and len({(o.nearby, o.text) for o in options}) == len(options):
            result.append(group)
    return result


def _kind(label: str, options: list[Control]) -> GroupKind:
    texts = [f"{option.name} {option.text} {option.nearby}" for option in options]
    if any("guest" in option.classes or "register" in option.classes for option in options) and len(options) <= 4:
        return "account"
    if any({"same_address", "different_address"} & set(option.classes) for option in options):
        return "other"
    if names_paper([option.name for option in options]):
        return "other"
    if speaks_of_payment(label) or sum(map(pays, texts)) * 2 >= len(texts):
        return "payment"
    if speaks_of_delivery(label):
        return "delivery"
    if sum(map(delivers, texts)) * 2 > len(texts):
        return "delivery"
    about = [_about(option) for option in options]
    if sum(kind == "delivery" for kind in about) * 2 >= len(options):
        return "delivery"
    declined = any("decline" in option.classes for option in options) and any(option.amounts for option in options)
    return "extra" if declined or any(kind == "extra" for kind in about) else "other"


def _about(option: Control) -> GroupKind:
    words = option.nearby if option.intends(Intent.SELECT_OPTION) else option.name
    classes = control_classes(words[:120]) if words else frozenset()
    kind = ChargeKind(label_kind(words).kind)
    if kind is ChargeKind.FULFILLMENT or classes & {"deliver", "pickup"}:
        return "delivery"
    return "extra" if kind in _EXTRAS else "other"


def price_of(option: Control, scene: Scene) -> Money | None:
    """What an option costs by its own label or row: its last amount that is no condition; nothing written: unknown."""
    amounts = [scene.amounts[index] for index in option.amounts]
    priced = [a for a in amounts if a.money is not None and not a.struck and a.visible]
    costs = [a.money for a in priced if not _is_condition(a, option)]
    if costs:
        return next((cost for cost in reversed(costs) if cost and cost.currency == scene.currency), costs[-1])
    if not priced and is_free(f"{option.name} {option.text} {option.nearby}") and scene.currency:
        return Money(Decimal(0), scene.currency)
    return None


def _is_condition(amount: Amount, option: Control) -> bool:
    """Whether an amount only says from which order value on the option is free."""
    text = next((text for text in (option.name, option.text, amount.context) if amount.text in text), "")
    start = text.find(amount.text)
    return start >= 0 and bool(text) and is_condition(text, start, start + len(amount.text))


def name_of(option: Control) -> str:
    """How an option is called on every walk; a button "Select" by what it stands beside."""
    return plain_label(_words(option)) or option.value


def _words(option: Control) -> str:
    return (option.nearby if option.intends(Intent.SELECT_OPTION) else option.name or option.text) or option.name


def take(scene: Scene, memory: Memory, group: Group) -> Control | None:
    """The option that the walk wants on, or None to leave the group as it is."""
    usable = [option for option in group.options if not option.disabled]
    if not usable:
        return None
    wanted = memory.wants.taken.get(key_on_this_walk(group, memory))
    known = met_before(group, memory)
    for option, name in zip(group.options, known.options if known else group.names, strict=True):
        if wanted is not None and name == wanted and not option.disabled:
            return option
    if group.kind == "account":
        guest = [o for o in usable if "guest" in o.classes and "register" not in o.classes]
        fresh = [o for o in usable if "register" in o.classes]
        return (guest or fresh or usable)[0]
    if group.kind == "payment":
        return _payment(usable, group.chosen)
    if group.kind == "delivery":
        return _cheapest(usable, scene, group.chosen)
    return group.chosen or _cheapest(usable, scene, None)


def _payment(usable: list[Control], chosen: Control | None) -> Control:
    standing = usable.index(chosen) if chosen in usable else None
    at = without_card([(f"{o.name} {o.text}", is_wallet(o.name, o.classes)) for o in usable], standing)
    return usable[at] if at is not None else chosen or usable[0]


def instead(scene: Scene, memory: Memory, group: Group) -> Control | None:
    """Another way to pay, where the page complains of the one that is on by its name: it wants a code that nobody has."""
    settled = memory.wants.taken.get(key_on_this_walk(group, memory)) is not None
    if group.kind != "payment" or group.chosen is None or settled:
        return None
    told = [s.text for s in scene.sentences if s.alert] + [c.invalid for c in scene.controls if c.visible and c.invalid]
    known = met_before(group, memory)
    names = {group.called(group.chosen), known.options[group.options.index(group.chosen)] if known else ""} - {""}
    if not any(_names(text, names) for text in told):
        return None
    tried = {action.name for visit in memory.visits for action in visit.decision.actions if action.kind == "tick"}
    others = [o for o in group.options if o is not group.chosen and not o.disabled and o.name not in tried]
    return _payment(others, None) if others else None


def _names(text: str, names: Collection[str]) -> bool:
    """Whether a complaint is about a way to pay: it repeats its whole name, or says a brand or method that the name says.

    One word in common is not enough: "Pay on delivery" is not what "Choose a delivery date" is about.
    """
    plain = " ".join(_WORD.findall(text.casefold()))
    whole = (" ".join(_WORD.findall(name)) for name in names)
    if any(name and (f" {name} " in f" {plain} " or (not name.isascii() and name in plain)) for name in whole):
        return True
    return any(payment_methods(text) & payment_methods(name) for name in names)


def is_wallet(text: str, classes: Collection[str]) -> bool:
    """Whether a way to pay leads to an account elsewhere; a transfer by one's own bank, whatever its brand, does not."""
    return "wallet" in classes and "local-transfer" not in payment_methods(text)


def without_card(ways: Sequence[tuple[str, bool]], standing: int | None) -> int | None:
    """The place of the way to pay that stands, if it needs no card data, else of the first that needs none; None: none.

    ``ways`` are their words, and whether it is a wallet: one is taken only where everything else needs a card.
    """
    cardless = [at for at, (text, _) in enumerate(ways) if not needs_card(text)]
    free = [at for at in cardless if not ways[at][1]] or cardless
    return standing if standing in free else next(iter(free), None)


def _cheapest(usable: list[Control], scene: Scene, chosen: Control | None) -> Control:
    standing = usable.index(chosen) if chosen in usable else None
    prices = [price_of(option, scene) for option in usable]
    known = next((price for price in prices if price is not None), None)
    if known is not None:
        adds = any(scene.amounts[index].plus for option in usable for index in option.amounts)
        nothing = Money(Decimal(0), known.currency)  # beside "+9" nothing adds nothing, and "No, thank you" never does
        prices = [p or (nothing if adds or "decline" in o.classes else p) for p, o in zip(prices, usable, strict=True)]
    at = cheapest(prices, standing)
    return usable[at] if at is not None else chosen or usable[0]


def cheapest(prices: Sequence[Money | None], standing: int | None) -> int | None:
    """The place of the cheapest option; what stands stays if it is as cheap or says no price; None: no price is known."""
    known = [price for price in prices if price is not None]
    if not known:
        return standing
    if standing is not None and prices[standing] in (None, min(known)):
        return standing
    return prices.index(min(known))


def group_key(group: Group) -> str:
    """Names the group again on a fresh walk."""
    first = sorted(name_of(option) for option in group.options)
    return f"{group.kind}:{'|'.join(first)[:160]}"


def met_before(group: Group, memory: Memory) -> Choice | None:
    """The choice met on this walk that the group is again: what an option unfolds when it is on becomes part of its name."""
    key = group_key(group)
    ours = [
        choice for choice in memory.choices if choice.kind == group.kind and len(choice.options) == len(group.options)
    ]
    same = (choice for choice in ours if all(map(same_option, choice.options, group.names)))
    return next((choice for choice in ours if choice.key == key), None) or next(same, None)


def same_option(one: str, other: str) -> bool:
    """Whether one name is the other with more words behind or none."""
    return f"{one} ".startswith(f"{other} ") or f"{other} ".startswith(f"{one} ")


def key_on_this_walk(group: Group, memory: Memory) -> str:
    """The key under which the group was first met, else its own."""
    known = met_before(group, memory)
    return known.key if known is not None else group_key(group)


def presets_extra(group: Group, scene: Scene) -> bool:
    """Whether a paid extra is on from the start, and an option without a price stands beside it."""
    chosen = group.chosen
    if group.kind != "extra" or chosen is None or chosen.default_checked is False:
        return False
    price = price_of(chosen, scene)
    return price is not None and price.amount > 0 and bool(_unpriced(group, scene))


def _unpriced(group: Group, scene: Scene) -> list[Control]:
    """The options that are free, or say nothing of a price."""
    prices = [(option, price_of(option, scene)) for option in group.options if not option.disabled]
    return [option for option, price in prices if price is None or not price.amount]


def as_choice(group: Group, chosen: Control, memory: Memory, stage: Stage, scene: Scene) -> Choice | None:
    """The record of an open choice, for probes; None for what no probe varies."""
    key, kind, known = group_key(group), group.kind, met_before(group, memory)
    if any((c.key, c.chosen) == (key, group.called(chosen)) for c in memory.choices) or len(group.options) < 2:
        return None
    if group.chosen is not None and presets_extra(group, scene):
        options = (group.called(group.chosen), group.called(_unpriced(group, scene)[0]))
        return Choice(key, "untick", stage, group.label, options, group.called(chosen))
    if kind not in ("delivery", "payment"):
        return None
    if known is not None:
        now = known.options[group.options.index(chosen)]
        return replace(known, chosen=now, stage=stage) if now != known.chosen else None
    return Choice(key, kind, stage, group.label, group.names, group.called(chosen))


def take_action(option: Control, *, button: bool) -> Action:
    """The action that takes an option."""
    if button:
        return Action(kind="press", node=option.node, name=option.name, opens=True)
    return Action(kind="tick", node=option.node, name=option.name)
