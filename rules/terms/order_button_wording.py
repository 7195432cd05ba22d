"""The control that orders does not say that pressing it obliges to pay."""

from collections.abc import Iterator

from feelint.api import Context, Control, Severity, Verdict, control_classes, find, rule

STEPS_ON = frozenset({"order_weak", "continue", "checkout", "to_payment", "to_review"})
"""Classes of words that say no more than that the order is sent, or that there is a next step."""


@rule(
    id="order-button-wording",
    title="The order button does not say that pressing it obliges to pay",
    needs=("total", "order-control"),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge the words on the control itself, in packs that ask for an obligation to pay."""
    packs, control = ctx.packs_where("order_button", "obligation-to-pay"), ctx.order_control
    assert control is not None
    if not packs:
        yield ctx.inapplicable("not-required", "No pack of this walk asks for certain words on the order button.")
    elif ctx.ledger.total is not None and not ctx.ledger.total.amount:
        yield ctx.inapplicable("free", "The order costs nothing.")
    else:
        yield _judged(ctx, control, packs)


def _judged(ctx: Context, control: Control, packs: tuple[str, ...]) -> Verdict:
    words = control.text or control.value
    if not words:
        text = f"The order control shows no words; programs are told {control.name!r}."
        return ctx.review(control, text, reason="no-words", packs=packs)
    classes = set(control.classes) if words == control.name else control_classes(words)
    says, text = f"The order control says {words!r}", "that does not say that pressing it obliges to pay."
    if "pay_ok" in classes or ("pay_verb" in classes and find(words, currency=_currency(ctx))):
        return ctx.passed(control, f"{says}: it is plain that pressing it means to pay.")
    if classes & STEPS_ON:
        return ctx.failed(control, f"{says}; {text}", packs=packs)
    if "wallet" in classes:
        return ctx.review(control, f"{says}: the words name a means of payment only.", reason="wallet", packs=packs)
    if "ambiguous" in classes:
        return ctx.failed(control, f"{says}; {text}", packs=packs, severity=Severity.WARNING, confidence=0.6)
    return ctx.review(control, f"{says}. Does that say that it obliges to pay?", reason="unknown-words", packs=packs)


def _currency(ctx: Context) -> str | None:
    return ctx.ledger.total.currency if ctx.ledger.total else None
