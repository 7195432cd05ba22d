"""Every way to pay costs extra, or the only free one is unusual."""

from collections.abc import Iterator

from feelint.api import ChargeKind, Context, Evidence, Method, Verdict, rule

USUAL = frozenset(
    {
        "card",
        "credit-card",
        "debit-card",
        "bank-transfer",
        "direct-debit",
        "local-transfer",
        "invoice",
        "cash",
        "paypal",
    }
    | {"cash-on-delivery", "wallet", "cheque"}
)


@rule(id="no-free-payment-method", title="No usual way to pay is free", needs=("total",))
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge all ways to pay together."""
    methods = ctx.facts.methods
    free, costly = [m for m in methods if m.free], [m for m in methods if m.costs]
    open_ = [m for m in methods if not m.free and not m.costs]
    fees = [c for c in ctx.facts.added if c.kind is ChargeKind.PAYMENT_FEE]
    if not methods and not fees:
        yield ctx.inapplicable("no-payment-options", "No step offers a choice of ways to pay.")
    elif any(_is_usual(m) for m in free) or (not free and any(charge.avoidable for charge in fees)):
        yield ctx.passed("payment", "There is a usual way to pay that costs nothing.")
    elif open_ and not fees and not any(method.seen for method in costly):
        yield ctx.inapplicable("untried", "The order pays nothing for paying; what other ways cost was not tried.")
    elif open_ or any(charge.avoidable is None for charge in fees):
        listed = ", ".join(method.name for method in open_)
        text = f"No usual way to pay is known to cost nothing. Not tried: {listed}."
        yield ctx.review("payment", text, reason="untried", evidence=_quoted(ctx, costly))
    elif free:
        yield _unusual(ctx, free)
    else:
        least = min((m.fee for m in costly if m.fee), key=lambda fee: fee.amount, default=None)
        text = f"Every way to pay costs extra{f', at least {least.display()}' if least else ''}."
        yield ctx.failed("payment", text, impact=least, evidence=_quoted(ctx, costly))


def _unusual(ctx: Context, free: list[Method]) -> Verdict:
    """Only what few customers have costs nothing; in packs that want a usual way to be free."""
    packs = tuple(pack.id for pack in ctx.packs.applying(ctx.rule) if pack.params.free_payment_method)
    listed = ", ".join(method.name for method in free)
    if not packs:
        return ctx.passed("payment", f"Paying by {listed} costs nothing.")
    text, seen = f"Only {listed} costs nothing", _quoted(ctx, free)
    if any(not method.words for method in free):
        return ctx.review("payment", f"{text}. Do most customers?", reason="method-unknown", packs=packs, evidence=seen)
    return ctx.failed("payment", f"{text}, which is no usual way to pay.", packs=packs, evidence=seen)


def _is_usual(method: Method) -> bool:
    return bool(method.words & USUAL) and not method.words & {"prepaid-card", "commercial-card"}


def _quoted(ctx: Context, methods: list[Method]) -> list[Evidence]:
    return [ctx.quote(method.step, method.name, method.node) for method in methods if method.step]
