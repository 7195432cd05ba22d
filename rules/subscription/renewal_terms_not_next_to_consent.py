"""What is charged again and again is not said next to the button that agrees to it."""

from collections.abc import Iterator

from feelint.api import Context, Control, Step, Verdict, label_kind, legible_by, period, recurs, rule, signals, texts


@rule(
    id="renewal-terms-not-next-to-consent",
    title="The terms of renewal are not next to the consent",
    needs=("total",),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge the order step of what renews: its terms beside the button or box, and a box of its own."""
    last, button = ctx.steps[-1], ctx.order_control
    ends = any("ends" in text.says for text in texts(last))
    if ends or not _renews(ctx, last):
        paid = any(recurs(last.scene, amount) for amount in last.scene.amounts)
        aside = ctx.facts.renewals_aside
        if aside and paid and not ends:
            yield ctx.only_aside(aside)
        else:
            yield ctx.inapplicable("no-renewal", "Nothing on the order step renews.")
        return
    if button is None:
        ask = "The control that agrees to the renewal was not recognised."
        yield ctx.review("terms", ask, reason="missing: order-control")
        return
    boxes = [c for c in last.scene.controls if c.type == "checkbox" and label_kind(c.name).role == "recurring"]
    missing = _missing(last, [button, *boxes])
    quoted = [ctx.quote(last, button.name, button.node)]
    if missing:
        text = f"Nothing legible next to {button.name!r} tells {', '.join(missing)}."
        yield ctx.failed("terms", text, evidence=quoted)
    else:
        yield ctx.passed("terms", "Amount, period and the way out stand next to the consent.")
    for box in (box for box in boxes if box.default_checked):
        yield ctx.failed(box, f"The consent to renewal, {box.name!r}, is ticked already.")
    separate = ctx.packs_with("separate_renewal_consent")
    if separate and not boxes:
        text = "The renewal has no consent of its own beside the order."
        yield ctx.failed("separate-consent", text, packs=separate, evidence=quoted)


def _renews(ctx: Context, last: Step) -> bool:
    """Whether the order commits to later payments, as the ledger found or as words around a price per period say.

    What is paid through a fixed term, such as a lease of a year, renews only where the page says so.
    """
    said = frozenset(word for text in texts(last) for word in text.says)
    told = bool(said & {"renews", "later", "trial"})
    later = any("installment" not in signals(one.text) for one in ctx.ledger.recurring)
    if later and (told or "fixed" not in said):
        return True
    return told and any(recurs(last.scene, amount) for amount in last.scene.amounts)


def _missing(last: Step, consents: list[Control]) -> list[str]:
    """Which of amount with period and way out no legible text beside one of the consents tells."""
    paid = [a for a in last.scene.amounts if recurs(last.scene, a) and period(last.scene, a)]
    told = {
        "what is paid, and how often": any(legible_by(amount, consents) for amount in paid),
        "how to cancel": any(legible_by(text, consents) for text in texts(last) if "cancel" in text.says),
    }
    return [words for words, there in told.items() if not there]
