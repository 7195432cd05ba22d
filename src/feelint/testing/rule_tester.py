"""Runs a rule on small ledgers written in TOML: the ``.cases.toml`` beside each rule.

A file of cases::

    [base]                                  # what all cases of the file start from; any key of a case
    ship_to = "DE"
    packs = ["eu", "house"]
    currency = "EUR"                        # of amounts that name none: "4.95" is 4.95 EUR, "4.95 USD" is itself

    [[case]]
    name = "a fee at the payment step"
    price = "49.00"                         # the advertised price, shown at the product step
    items = [{ label = "Ticket", amount = "49.00" }]
    charges = [{ label = "Service fee", kind = "fee", amount = "4.95", announced = "payment",
                 counted = "payment", avoidable = false }]
    expect = [{ kind = "fail", subject = "fee:service-fee", severity = "critical", says = "4.95" }]

    [[case]]
    name = "the customer can decline it"
    like = "a fee at the payment step"      # a copy of that case,
    set = { "charges.0.avoidable" = true }  # with these values changed: dots lead into tables and lists;
                                            # other keys are laid over those of the case that it is like
    expect = ["pass fee:service-fee"]

Keys of a case, all with defaults:

- ``stages``: the steps (product, basket, delivery, payment, review); ``at.<stage>`` says what is on one of them.
- ``price``: of the product step; ``at.<stage>.price`` shows the item's price elsewhere. A table gives further fields of
  :class:`~feelint.model.scene.Amount` (``role``, ``struck``, ``look``). ``advertised`` overrides the ledger's (``"none"``).
- ``items`` and ``charges``: fields of :class:`~feelint.model.ledger.Charge`; ``announced`` and ``counted`` are stages
  (items: basket). ``total``: what the order button commits to, else their sum; the difference is the residual.
- ``quantity``, ``outcome``, ``ambiguous``, ``recurring``, ``withdrawn``, ``order`` (the order control; a text, or fields of
  :class:`~feelint.model.scene.Control`), ``probes`` (fields of :class:`~feelint.model.ledger.ProbeResult`, ``bill`` as below;
  ``text``, with ``price``, ``stage`` and ``seconds`` after the walk began, is the state that the experiment led to).
- ``leaflets``: pages of terms, delivery, returns or fees, in English (``text``; ``link``, ``stage`` and ``clicks``: the words of
  the link, where it stands, how far the page is from the offer).
- ``ship_to``, ``packs``, ``sector``, ``day``, ``chosen_currency`` (given on the command line).
- In ``at.<stage>``: ``amounts`` and ``texts`` (a text, or fields of Amount and Sentence), ``structured``, ``wire`` and
  ``controls`` (lists of tables), ``bill`` (``lines``, ``total``, ``total_look``, ``subtotal``, ``ambiguous``; ``false``: none), ``text``,
  ``layout`` and ``viewport``, and any other field of Scene. ``look`` is a table of Look; its box is ``[x, y, w, h]``.

Every step from the basket on shows a bill of what is counted by then, unless it says otherwise, and every charge stands
at the step that announced it. ``expect`` lists all verdicts, as ``"kind subject"`` or as a table with what else is to
hold: ``severity`` ("" for none), ``packs``, ``reason``, ``stage``, ``impact``, ``confidence``, ``evidence`` (how many
pieces), ``says`` (a part of the message). A missing verdict, or one more, fails the case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from pydantic import ValidationError

from feelint.engine import Context, Rule, run
from feelint.errors import FeelintError, UsageError
from feelint.model.finding import Verdict
from feelint.model.walk import Environment
from feelint.model.words import Outcome
from feelint.policy.packs import Pack, choose, load_packs
from feelint.testing.cases import Case as Case
from feelint.testing.cases import read_cases as read_cases
from feelint.testing.small_ledger import Table, small_control, small_ledger


def build(case: Case, packs: Mapping[str, Pack] | None = None) -> Context:
    """The context of a case, judged by ``packs`` (feelint's own unless given).

    A :class:`UsageError` that names the line of a case that says what cannot be.
    """
    try:
        return _built(case, _packs() if packs is None else packs)
    except FeelintError as error:
        raise UsageError(f"{case.place}: case {case.name!r}: {error.message}", hint=error.hint) from error
    except (ValidationError, LookupError, ValueError, TypeError, ArithmeticError) as error:
        raise UsageError(f"{case.place}: case {case.name!r}: {_what(error)}", hint="Mend the case.") from error


def _what(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']} ({error.title})"
    return f"{error.args[0]!r} is not there" if isinstance(error, KeyError) else f"{type(error).__name__}: {error}"


def _built(case: Case, packs: Mapping[str, Pack]) -> Context:
    data = case.data
    ledger = small_ledger(data)
    stack = choose(
        packs,
        data.get("packs", ["house"]),
        ship_to=data.get("ship_to", "DE"),
        sector=data.get("sector"),
        day=data.get("day", date(2026, 11, 22)),
    ).stack
    chosen = data.get("chosen_currency", "")
    environment = Environment(
        ship_to=data.get("ship_to", "DE"),
        currency=chosen,
        quantity=ledger.quantity,
        source={"currency": "given"} if chosen else {},
    )
    order = data.get("order")
    return Context(
        ledger,
        stack,
        environment,
        outcome=Outcome(data.get("outcome", "reached")),
        order_control=None
        if order is None
        else small_control({"text": order} if isinstance(order, str) else order, 900),
        journey="case",
    )


def check(rule: Rule, case: Case, context: Context | None = None) -> list[str]:
    """What differs from what the case expects; empty if nothing."""
    return differences(case, run([rule], context or build(case)))


def differences(case: Case, verdicts: Iterable[Verdict]) -> list[str]:
    """How the verdicts differ from those that the case expects."""
    wanted, found = case.expect, list(verdicts)
    problems = []
    for expected in wanted:
        near = [v for v in found if (str(v.kind), v.subject) == (expected["kind"], expected["subject"])]
        match = next((v for v in near if not _wrong(expected, v)), near[0] if near else None)
        if match is None:
            problems.append(f"missing: {expected['kind']} {expected['subject']!r}")
            continue
        found.remove(match)
        problems += [f"{expected['kind']} {expected['subject']!r}: {text}" for text in _wrong(expected, match)]
    return problems + [f"unexpected: {v.kind} {v.subject!r} ({v.reason}) {v.message}" for v in found]


def _wrong(expected: Table, verdict: Verdict) -> list[str]:
    have: Table = {
        "severity": str(verdict.severity or ""),
        "packs": sorted(verdict.packs),
        "reason": verdict.reason,
        "stage": str(verdict.stage or ""),
        "impact": str(verdict.impact or ""),
        "confidence": str(verdict.confidence),
        "evidence": len(verdict.evidence),
    }
    told = {**expected, **({"packs": sorted(expected["packs"])} if "packs" in expected else {})}
    wrong = [f"{key} is {have[key]!r}, not {told[key]!r}" for key in have if key in told and have[key] != told[key]]
    if told.get("says", "") not in verdict.message:
        wrong.append(f"does not say {told['says']!r}: {verdict.message}")
    return wrong


@cache
def _packs() -> dict[str, Pack]:
    return load_packs()
