"""Whether a step asks for personal data."""

from __future__ import annotations

from feelint.extract.lexicon import core, table
from feelint.model.ledger import Step
from feelint.model.scene import Control
from feelint.model.words import Stage

_ABOUT = frozenset(
    {"first_name", "last_name", "full_name", "email", "phone", "street", "birth_date", "card_number", "iban"}
)
_NOT = frozenset({"newsletter_email", "search", "coupon"})
_TYPED = frozenset({"", "text", "email", "tel"})
_AUTOCOMPLETE = {
    "name": "full_name", "given-name": "first_name", "family-name": "last_name", "email": "email", "tel": "phone",
    "street-address": "street", "address-line1": "street", "cc-number": "card_number", "bday": "birth_date",
}  # fmt: skip


def asks_personal(step: Step) -> bool:
    """Whether one form of the step asks for who the customer is; see :func:`personal_fields`."""
    return bool(personal_fields(step))


def personal_fields(step: Step) -> tuple[Control, ...]:
    """The fields of the first form that asks for who the customer is: in the checkout one such field, else two kinds.

    A postcode or a country for an estimate is none, nor the address line of a newsletter.
    """
    forms: dict[int, list[tuple[Control, frozenset[str]]]] = {}
    for control in step.scene.controls:
        if control.tag in ("input", "textarea") and control.type in _TYPED and control.visible and not control.disabled:
            forms.setdefault(control.form, []).append((control, _kinds(control)))
    enough = 1 if step.stage.rank >= Stage.DETAILS.rank else 2
    for fields in forms.values():
        kinds = {kind for _, kinds in fields for kind in kinds}
        if len(kinds & _ABOUT) >= enough and not kinds & _NOT:
            return tuple(control for control, told in fields if told & _ABOUT)
    return ()


def _kinds(control: Control) -> frozenset[str]:
    told = _AUTOCOMPLETE.get(control.autocomplete.split()[-1].lower() if control.autocomplete.strip() else "")
    if told:
        return frozenset({told})
    words = next((text for text in (control.label, control.name, control.placeholder) if text.strip()), "")
    return table("field").keys(core(words)) or frozenset({"email"} if control.type == "email" else ())
