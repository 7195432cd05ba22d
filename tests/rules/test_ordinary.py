"""Ordinary texts of shops (``tests/data/clauses``) on the pages of an honest order: no rule takes one for a fault.

A few claim a reduction of some price; whether it is true, one walk cannot tell, and the rule for it asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from feelint.engine import Context, run
from feelint.extract.lexicon import LANGUAGES
from feelint.policy.discovery import load_rules
from feelint.testing.cases import Case
from feelint.testing.rule_tester import build

DATA = Path(__file__).parents[1] / "data" / "clauses"
RULES = load_rules()
PLACES = {"en": ("GB", "GBP"), "de": ("DE", "EUR"), "pl": ("PL", "PLN"), "sv": ("SE", "SEK"), "ja": ("JP", "JPY")}
PACKS = {"en": ["uk", "house"], "de": ["de", "eu", "house"], "ja": ["jp", "house"]}
AT_ONCE = 48
ASKS = "prior-price-not-lowest-30-days"


def order(lang: str, stage: str, said: Sequence[str]) -> Context:
    """A lamp and its delivery, announced with the price; ``said`` stands on the page of ``stage``."""
    place, currency = PLACES.get(lang, ("FR", "EUR"))
    buttons = {name: [{"text": "Buy now" if name == "review" else "Continue"}] for name in ("product", "review")}
    at: dict[str, Any] = {name: {"controls": listed} for name, listed in buttons.items()}
    at.setdefault(stage, {})["texts"] = list(said)
    delivery = {"label": "Delivery", "kind": "fulfillment", "amount": "5", "announced": "product", "counted": "basket"}
    data = {
        "ship_to": place,
        "packs": PACKS.get(lang, ["eu", "house"]),
        "currency": currency,
        "price": "49",
        "item_name": "Lamp",
        "items": [{"label": "Lamp", "amount": "49"}],
        "charges": [delivery | {"avoidable": False}],
        "order": "Buy now",
        "at": at,
    }
    return build(Case("ordinary", data, "", 0))


def alarms(lang: str, stage: str, said: Sequence[str]) -> set[tuple[str, str, str]]:
    found = run(RULES.values(), order(lang, stage, said))
    return {(v.rule, v.kind, v.reason) for v in found if v.kind in ("fail", "review", "error")}


def taken(lang: str, stage: str, said: Sequence[str], known: set[tuple[str, str, str]]) -> Iterator[str]:
    """The texts that a rule takes for something, each with what it says."""
    new = alarms(lang, stage, said) - known
    if not new:
        return
    if len(said) == 1:
        yield from (f"{rule} ({kind}): {said[0]}" for rule, kind, _ in sorted(new) if (rule, kind) != (ASKS, "review"))
        return
    for half in (said[: len(said) // 2], said[len(said) // 2 :]):
        yield from taken(lang, stage, half, known)


@pytest.mark.parametrize("stage", ["product", "payment"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_ordinary_texts_raise_no_alarm(lang: str, stage: str) -> None:
    lines = (DATA / f"ordinary-{lang}.txt").read_text(encoding="utf-8").splitlines()
    said = [line.split(" | ", 1)[1] for line in lines]
    known = alarms(lang, stage, [])
    batches = [said[at : at + AT_ONCE] for at in range(0, len(said), AT_ONCE)]
    assert [one for batch in batches for one in taken(lang, stage, batch, known)] == []


def test_a_text_that_is_no_ordinary_one_is_found() -> None:
    assert list(taken("en", "product", ["Contact us", "Free delivery on everything"], alarms("en", "product", [])))
