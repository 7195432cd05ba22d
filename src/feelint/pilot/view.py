"""Ways to look at a scene that all parts of the pilot share: what is in reach, which fields ask for what."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

from feelint.extract.words import control_classes, label_kind
from feelint.model.scene import Control, Scene
from feelint.model.words import ChargeKind, Intent
from feelint.money import find
from feelint.pilot.fields import FORBIDDEN, Datum, FieldDescriptor, field_datum
from feelint.pilot.once import once

_AMOUNTS = re.compile(r"[-+(]?\s*[$€£¥₹]?\s*\d[\d.,'’\s\u00a0\u202f]*\s*(?:[$€£¥₹]|[A-Z]{3}\b|kr\b|zł|円)?\)?")
_DIGITS = re.compile(r"\d+")
_NOT_OURS = frozenset(("search", "newsletter_email", "coupon"))
_OF_A_SEARCH = frozenset(("search", "continue", "select_option", "apply", "newsletter"))
"""The word classes that its button may bear: "Search", "Go", "OK"."""
ADDRESS: frozenset[Datum] = frozenset(
    ("first_name", "last_name", "full_name", "street", "house_number", "city", "postal_code", "region", "phone", "email")
)  # fmt: skip
"""What tells who or where the customer is."""
OPTIONAL: frozenset[Datum] = frozenset(
    ("company", "vat_id", "message", "street_extra", "coupon", "search", "newsletter_email")
)
"""What is left empty where the page does not require it."""


def landmarks(scene: Scene) -> tuple[str, ...]:
    """What tells one state of a page from another: headings and amounts, without clocks and counters."""
    headings = (_DIGITS.sub("0", heading.text) for heading in scene.headings)
    amounts = (f"{a.label[:40]}={a.text}{'-' * a.struck}" for a in scene.amounts if a.visible)
    return (urlsplit(scene.url).path, *headings, *amounts)


def signature(scene: Scene) -> str:
    """Names a state: what is written on it, not what is filled in. Equal for two looks at the same state.

    What it complains of stands behind a hyphen: before it, a state is the same with complaints and without.
    """
    controls = sorted({f"{c.tag}:{_DIGITS.sub('0', c.name[:40])}:{c.disabled}" for c in scene.controls if c.visible})[
        :80
    ]
    alerts = [_DIGITS.sub("0", s.text[:80]) for s in scene.sentences if s.alert]
    named = _short("\n".join((*landmarks(scene), *controls)))
    return f"{named}-{_short(chr(10).join(alerts))}" if alerts else named


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def plain_label(text: str) -> str:
    """A label without its amounts, to name an option again on another walk."""
    return " ".join(_AMOUNTS.sub(" ", text).split()).strip(" -–+:()").casefold()[:80]


def plain_labels(texts: Sequence[str]) -> tuple[str, ...]:
    """:func:`plain_label` of options beside each other; those that differ in numbers alone keep all but money.

    ``5 pm to 7 pm`` and ``7 pm to 9 pm`` are two options, and stay two.
    """
    plain = [plain_label(text) for text in texts]
    return tuple(
        _without_money(text) if plain.count(label) > 1 else label for text, label in zip(texts, plain, strict=True)
    )


def _without_money(text: str) -> str:
    for reading in reversed(find(text)):
        text = f"{text[: reading.span[0]]} {text[reading.span[1] :]}"
    return " ".join(text.split()).strip(" -–+:()").casefold()[:80]


def descriptor(control: Control) -> FieldDescriptor:
    """What the page says about a field, in the form that ``field_datum`` reads."""
    return FieldDescriptor(
        autocomplete=control.autocomplete,
        name=control.html_name,
        id=control.html_id,
        type=control.type or "text",
        label=control.label or control.name,
        placeholder=control.placeholder,
        nearby=control.nearby,
        options=tuple((option.value, option.text) for option in control.options),
        tag=control.tag,
        inputmode=control.inputmode,
        pattern=control.pattern,
        maxlength=control.maxlength,
        required=control.required,
    )


def datum_of(control: Control) -> Datum | None:
    """What a field wants, or None, whatever its maker calls it.

    A number from nought to a few wants no post code, and a select box no house number.
    """
    datum = field_datum(descriptor(control))
    if datum == "house_number" and control.tag == "select":
        return None
    few = control.type == "number" and control.min == "0" and re.fullmatch(r"\d{1,2}", control.max)
    return "quantity" if few and datum in ADDRESS else datum


@once
def fields(scene: Scene) -> tuple[tuple[Control, Datum | None], ...]:
    """The visible fields that may be filled in, and what each wants."""
    seen = [c for c in scene.controls if c.intends(Intent.FIELD) and c.visible and not c.disabled]
    per_form = Counter(control.form for control in seen)
    read: list[tuple[Control, Datum | None]] = []
    for control in seen:
        datum = datum_of(control)
        if per_form[control.form] == 1 and _subscribes(control, datum):
            datum = "newsletter_email"
        read.append((control, "street_extra" if datum == "street" and _is_second_line(control, read) else datum))
    return tuple(read)


def _is_second_line(control: Control, before: Sequence[tuple[Control, Datum | None]]) -> bool:
    """Whether a field for the street that may stay empty stands right behind another one of its form."""
    return bool(before) and not control.required and before[-1][1] == "street" and before[-1][0].form == control.form


def _subscribes(control: Control, datum: Datum | None) -> bool:
    """Whether an e-mail field with a form of its own stands under a heading that speaks of a letter to subscribe to."""
    return datum == "email" and control.form >= 0 and "newsletter" in control_classes(control.group_label)


def asks_address(scene: Scene) -> bool:
    """Whether the page asks who or where the customer is; an e-mail alone counts if its form leads on."""
    wanted = [(control, datum) for control, datum in fields(scene) if datum in ADDRESS]
    if len({datum for _, datum in wanted}) >= 2:
        return True
    onward = {c.form for c in scene.controls if c.visible and c.intends(Intent.CONTINUE, Intent.GUEST)}
    return any(control.form in onward for control, _ in wanted)


def asks_card(scene: Scene) -> bool:
    """Whether card or account numbers are asked for, in a field that is seen (frames included)."""
    return any(datum in FORBIDDEN for _, datum in fields(scene))


def card_forms(scene: Scene) -> set[int]:
    """The forms that hold such fields."""
    return {control.form for control, datum in fields(scene) if datum in FORBIDDEN and control.form >= 0}


_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,8})?")


@once
def search_forms(scene: Scene) -> frozenset[int]:
    """The forms that search, subscribe, redeem or switch the language and ask nothing else: no part of the way.

    One that redeems and leads on to the next step is part of it, one that orders beside its button to redeem, and one that
    puts the item into the basket.
    """
    by_form: dict[int, set[bool]] = {}
    for control, datum in fields(scene):
        if control.form >= 0 and not control.readonly:  # a hint drawn behind the search field asks for nothing
            aside = datum in _NOT_OURS or "search" in control.classes or control.role == "searchbox"
            by_form.setdefault(control.form, set()).add(aside or (datum is None and control.tag == "select"))
    onward = {c.form for c in scene.controls if c.visible and c.intends(Intent.CONTINUE, Intent.CHECKOUT)}
    buttons = [c for c in scene.controls if c.visible and c.form >= 0 and not c.intends(Intent.FIELD, Intent.CHOICE)]
    applying = {c.form for c in buttons if c.intents == (Intent.APPLY,)}
    onward |= {c.form for c in buttons if c.form in applying and c.intents == (Intent.ORDER,)}
    redeeming = {c.form for c, datum in fields(scene) if datum == "coupon"} - onward
    named = redeeming | {
        c.form
        for c, datum in fields(scene)
        if datum in _NOT_OURS - {"coupon"} or c.role == "searchbox" or "search" in c.classes
    }
    named |= {c.form for c, _ in fields(scene) if _offers_languages(c, scene.lang)}
    named -= {c.form for c in scene.controls if c.visible and c.intends(Intent.ADD_TO_CART)}
    return frozenset(form for form, asides in by_form.items() if asides == {True} and form in named)


@once
def search_buttons(scene: Scene) -> frozenset[int]:
    """The buttons right behind a field to search or subscribe that stands in no form: they are that field's."""
    own = {c.node for c, datum in fields(scene) if c.form < 0 and (datum in _NOT_OURS or c.role == "searchbox")}
    pairs = zip(scene.controls, scene.controls[1:], strict=False)
    return frozenset(
        b.node for a, b in pairs
        if a.node in own and b.role == "button" and b.form < 0 and b.classes and set(b.classes) <= _OF_A_SEARCH
    )  # fmt: skip


def _offers_languages(control: Control, lang: str) -> bool:
    """Whether a select box offers languages by their tags, the page's own among them."""
    tags = [option.value for option in control.options]
    own = lang.casefold().split("-")[0]
    return len(tags) > 1 and all(map(_LANGUAGE.fullmatch, tags)) and any(tag.split("-")[0] == own for tag in tags)


def is_ours(datum: Datum | None) -> bool:
    """Whether a field is part of the way to the total (a search box and a coupon are not)."""
    return datum not in _NOT_OURS


def option_kind(control: Control) -> ChargeKind:
    """What a choice is about, by the heading of its group and its own words."""
    for text in (control.group_label, control.name):
        kind = ChargeKind(label_kind(text).kind) if text else ChargeKind.UNKNOWN
        if kind is not ChargeKind.UNKNOWN and not kind.is_sum:
            return kind
    return ChargeKind.UNKNOWN


def may_order(control: Control) -> bool:
    """Whether a control's words order or pay, and do not merely log in, look into the basket or go on."""
    classes = set(control.classes)
    if not classes & {"pay_ok", "order_weak", "ambiguous"}:
        return False
    if classes & {"login", "register"} and not classes & {"pay_ok"}:
        return False
    if control.intends(Intent.CHOICE) and classes & {"guest", "register", "login"}:
        return False  # "I am new here, and want an account before I pay"
    return not classes & {"view_cart", "add_to_cart", "keep_shopping", "checkout", "to_payment", "to_review"}


def is_two_faced(classes: Collection[str]) -> bool:
    """Whether words lead to the checkout in one shop and order at its end in another: "Complete purchase"."""
    return "checkout" in classes and bool({"pay_ok", "order_weak", "ambiguous"} & set(classes))


def is_private(url: str) -> bool:
    """Whether a shop stands on this machine, in a private network, or under a name reserved for tests."""
    host = (urlsplit(url).hostname or "").casefold()
    if host == "localhost" or host.endswith((".localhost", ".test")):
        return True
    try:
        return ip_address(host).is_private
    except ValueError:
        return False
