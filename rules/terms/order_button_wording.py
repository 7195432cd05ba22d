"""The control that orders does not say that pressing it obliges to pay."""

from collections.abc import Iterator

from feelint.api import Context, Control, Severity, Verdict, at_first, control_classes, find, rule

STEPS_ON = frozenset({"continue", "checkout", "to_payment", "to_review"})
"""Classes of words that say no more than that there is a next step."""


@rule(
    id="order-button-wording",
    title="The order button does not say that pressing it obliges to pay",
    needs=("total", "order-control"),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge the words on the control itself, in packs that ask for an obligation to pay."""
    packs, total = ctx.packs_where("order_button", "obligation-to-pay"), ctx.ledger.total
    assert ctx.order_control is not None
    assert total is not None
    if not packs:
        yield ctx.inapplicable("not-required", "No pack of this walk asks for certain words on the order button.")
    elif not total.amount and not ctx.ledger.recurring:
        yield ctx.inapplicable("free", "The order costs nothing.")
    else:
        yield _judged(ctx, ctx.order_control, packs, total.currency)


def _judged(ctx: Context, control: Control, packs: tuple[str, ...], currency: str) -> Verdict:
    words = control.text or control.value
    if not words:
        text = f"The order control shows no words; programs are told {control.name!r}."
        return ctx.review(control, text, reason="no-words", packs=packs)
    now = at_first(words)
    classes = set(control.classes) if now == control.name else control_classes(now)
    says, text = f"The order control says {words!r}", "that does not say that pressing it obliges to pay."
    if "pay_ok" in classes or ("pay_verb" in classes and find(now, currency=currency)):
        return ctx.passed(control, f"{says}: it is plain that pressing it means to pay.")
    if "order_weak" in classes or (classes & STEPS_ON and "ambiguous" not in classes):
        return ctx.failed(control, f"{says}; {text}", packs=packs)
    if "wallet" in classes:
        return ctx.review(control, f"{says}: the words name a means of payment only.", reason="wallet", packs=packs)
    if "ambiguous" in classes:
        return ctx.failed(control, f"{says}; {text}", packs=packs, severity=Severity.WARNING, confidence=0.6)
    return ctx.review(control, f"{says}. Does that say that it obliges to pay?", reason="unknown-words", packs=packs)
