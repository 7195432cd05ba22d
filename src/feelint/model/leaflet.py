"""Leaflets: the pages beside the way (terms, delivery, returns, fees), and what their sentences set."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from feelint.model.base import Frozen, MoneyField
from feelint.model.words import Stage

ClauseKind = Literal["fee", "payment_fee", "restocking", "renewal", "term"]
LeafletKind = Literal["terms", "delivery", "returns", "fees"]


class Clause(Frozen):
    """What one sentence sets.

    ``fee`` and ``payment_fee`` raise what is paid, ``restocking`` is what a return costs, ``renewal`` goes on by itself,
    ``term`` binds for ``months``. ``amount`` or ``percent`` is what is paid, ``condition`` when, in the page's words.
    """

    kind: ClauseKind
    text: str
    amount: MoneyField | None = None
    percent: Decimal | None = None
    condition: str = ""
    always: bool = False
    """It names no condition, or one that every order meets: per order, for each ticket."""
    below: MoneyField | None = None
    """It is for orders below this sum only."""
    methods: tuple[str, ...] = ()
    """The means of payment that the sentence names, as packs call them."""
    months: int = 0
    """The longest stretch that it names, in whole months; 0: none."""
    period: str = ""
    """What is paid per: week, fortnight, month, quarter, half-year, year; empty where nothing is named."""


class Leaflet(Frozen):
    """A page beside the way, with what it sets. ``link`` are the words of the link that leads there.

    ``step`` and ``stage`` are where the link was met, ``clicks`` how many clicks the page is away from the offer (from the
    first step, where the walk saw no offer).
    """

    url: str
    title: str
    kinds: tuple[LeafletKind, ...]
    link: str
    step: int
    stage: Stage
    clicks: int
    clauses: tuple[Clause, ...] = ()
    screenshot: str = ""
    """File of its picture, relative to the capture."""
