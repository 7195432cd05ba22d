"""What pages say, sentence by sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from feelint.extract.claims import claims, phrases
from feelint.extract.lexicon import core, table, tokens
from feelint.model.ledger import Step
from feelint.money import percents


class Saying(NamedTuple):
    """One sentence of a page's visible text."""

    step: Step
    text: str


def sayings(steps: Iterable[Step]) -> Iterator[Saying]:
    """The sentences of all visible text, in order, each once a page."""
    return (Saying(step, part) for step in steps for part in _sentences(step.scene.text))


@lru_cache(maxsize=256)
def _sentences(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for line in text.splitlines() for part in phrases(line)))


@lru_cache(maxsize=256)
def _claims(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The sentences of a page that claim something, with what they claim."""
    return tuple((part, said) for part in _sentences(text) if (said := claims(part)))


@lru_cache(maxsize=256)
def _tax_rates(text: str) -> tuple[Decimal, ...]:
    return tuple(rate for part in _sentences(text) if "tax" in kinds_named(part) for rate, _ in percents(part))


@lru_cache(maxsize=16384)
def kinds_named(text: str) -> frozenset[str]:
    """Every kind of charge that a sentence has a word for, whatever it says of it."""
    return table("kind").keys(core(text), tokens(text))


def claiming(steps: Iterable[Step], keys: Collection[str]) -> Iterator[Saying]:
    """The sentences that claim one of these things (``feelint.extract.claims``)."""
    wanted = frozenset(keys)
    return (Saying(step, part) for step in steps for part, said in _claims(step.scene.text) if said & wanted)


def naming(steps: Iterable[Step], name: str) -> Iterator[str]:
    """The sentences that hold a name, however it is written."""
    return (saying.text for saying in sayings(steps) if name.casefold() in saying.text.casefold())


def tax_rates(steps: Iterable[Step]) -> tuple[Decimal, ...]:
    """The percentages in sentences that speak of a tax."""
    return tuple(rate for step in steps for rate in _tax_rates(step.scene.text))
