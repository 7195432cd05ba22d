"""The page with the order button does not show what is ordered and what it costs."""

import re
from collections.abc import Iterator

from feelint.api import Context, Control, Step, Verdict, promises, rule, same_screen, saying

SIX = {"paying": "when to pay", "delivering": "when it is delivered", "withdrawing": "how to cancel or return"}
"""What the Japanese law asks for beside quantity and total, as far as words tell."""


@rule(
    id="essential-info-missing-at-order-step",
    title="The page with the order button does not show what is ordered and what it costs",
    needs=("total", "order-control"),
)
def check(ctx: Context) -> Iterator[Verdict]:
    """Judge the last page: its total, the item's name, the term of a contract, and the words that packs ask for."""
    last, total, button = ctx.steps[-1], ctx.ledger.total, ctx.order_control
    assert total is not None
    assert button is not None
    yield _total(ctx, last, button)
    bound = ctx.packs_where("order_button", "obligation-to-pay")
    if bound and not _named(ctx, last):
        text = "The page with the order button does not name what is ordered."
        yield ctx.failed("item", text, packs=bound, confidence=0.7, evidence=[ctx.quote(last, button.name)])
    earlier = [told for step in ctx.steps[:-1] for told in saying(step, {"term"})]
    if bound and ctx.ledger.recurring and earlier and not saying(last, {"term"}):
        text = f"The term of the contract ({earlier[0].text!r}) is not repeated where it is ordered."
        yield ctx.failed("term", text, packs=bound, evidence=[ctx.quote(last, button.name)])
    six = ctx.packs_where("order_button", "six-items")
    missing = _untold(last) if six else []
    if len(missing) == len(SIX):
        text = f"Nothing on the page with the order button tells {', '.join(missing)}."
        yield ctx.failed("six-items", text, packs=six, confidence=0.7, evidence=[ctx.quote(last, button.name)])
    elif missing:
        text = f"No words on the page with the order button tell {', '.join(missing)}. Does it?"
        yield ctx.review("six-items", text, reason="words-not-found", packs=six)


def _untold(last: Step) -> list[str]:
    told = {key for line in last.scene.text.split("\n") for key in promises(line)}
    return [words for key, words in SIX.items() if key not in told]


def _total(ctx: Context, last: Step, button: Control) -> Verdict:
    total = ctx.ledger.total
    assert total is not None
    shown = [amount for amount in last.scene.amounts if amount.visible and amount.money == total]
    if not shown:
        text = f"The page with the order button does not show the total of {total.display()}."
        return ctx.failed("total", text, impact=total, evidence=[ctx.quote(last, button.name)])
    if all(same_screen(a.look, button.look, last.scene.viewport[1]) is False for a in shown):
        text = f"The total of {total.display()} and the order button are never on the screen together."
        return ctx.review("total", text, reason="far-away", evidence=[ctx.quote(last, a.context) for a in shown[:1]])
    return ctx.passed("total", f"The total of {total.display()} stands by the order button.")


def _named(ctx: Context, last: Step) -> bool:
    """Whether the page holds all words of an item's name as some page had it; true where none had one."""
    names = [item.label for item in ctx.ledger.items] + [step.scene.item_name for step in ctx.facts.offer_steps]
    words = [re.findall(r"[^\W\d_]+", name.casefold()) for name in names]
    text = last.scene.text.casefold()
    return not any(words) or any(own and all(word in text for word in own) for own in words)
