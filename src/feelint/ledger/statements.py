"""What a step says in words about charges: sentences, labels, option names, with the amounts and rates in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from feelint.extract.words import label_kind, signals
from feelint.ledger.choices import Family, family_of, is_option
from feelint.ledger.likeness import text_kinds
from feelint.model.ledger import Step
from feelint.model.words import ChargeKind
from feelint.money import Money, find, percents

_END = re.compile(r"(?P<word>[^\W\d_]*)(?:\.[ \t]+|[!?][ \t]+|。|\n)")
_ABBREVIATED = frozenset((
    "incl", "inkl", "excl", "exkl", "zzgl", "zgl", "zuzügl", "abzgl", "ca", "approx", "ggf", "evtl", "max", "min",
    "no", "nr", "bzw", "mwst", "env", "inc", "ex",
))  # fmt: skip
_TELLING = re.compile(r"\d")
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that is said. ``family``: what the choice is about whose option says it; None outside of options."""

    text: str
    kinds: frozenset[ChargeKind]
    amounts: tuple[Money, ...]
    rates: tuple[Decimal, ...]
    included: bool
    per_unit: bool
    free: bool
    family: Family | None = None


def statements(step: Step) -> tuple[Statement, ...]:
    """All that a step says with a number in it, or of something being free; each text once."""
    scene = step.scene
    said: dict[tuple[str, Family | None], Statement] = {}
    for text, family in _texts(step):
        for part in _parts(text[:_LONGEST]):
            if part and (part, family) not in said and (_TELLING.search(part) or "free_claim" in signals(part)):
                said[part, family] = _read(part, scene.lang, scene.locale, scene.currency, family)
    return tuple(said.values())


def _texts(step: Step) -> Iterator[tuple[str, Family | None]]:
    scene = step.scene
    for sentence in scene.sentences:
        yield sentence.text, None
    for line in _with_rates(scene.text.splitlines()):
        yield line, None
    for amount in scene.amounts:
        if amount.visible and not amount.struck and amount.in_control < 0:
            yield from ((text, None) for text in _with_rates((amount.label, amount.context)))
    for control in scene.controls:
        if is_option(control) and (control.visible or control.clickable_at >= 0):
            family = family_of(control, step)
            for text in dict.fromkeys((control.name, control.label, control.text, control.nearby)):
                yield text, family
            yield from ((option.text, family) for option in control.options if not option.disabled)


def _parts(text: str) -> Iterator[str]:
    """The sentences of a text; a full stop behind an abbreviation ends none."""
    start = 0
    for end in _END.finditer(text):
        if (
            end[0].endswith((" ", "\t"))
            and "." in end[0]
            and (len(end["word"]) == 1 or end["word"].casefold() in _ABBREVIATED)
        ):
            continue
        yield text[start : end.end()].strip()
        start = end.end()
    yield text[start:].strip()


def _with_rates(texts: Iterable[str]) -> Iterator[str]:
    return (text for text in texts if any(c.isdigit() for c in text) and percents(text[:_LONGEST]))


@lru_cache(maxsize=4096)
def _read(text: str, lang: str, locale: str, currency: str, family: Family | None) -> Statement:
    said = signals(text)
    found = find(text, locale=locale or None, currency=currency or None)
    return Statement(
        text=text,
        kinds=text_kinds(text, lang),
        amounts=tuple(reading.money for reading in found if reading.money is not None),
        rates=tuple(rate for rate, _ in percents(text)),
        included=label_kind(text, lang or None).included or "tax_incl" in said,
        per_unit="per_unit" in said or any(reading.unit for reading in found),
        free="free_claim" in said,
        family=family,
    )
