"""The comparison of two reports: what a build changed for the customer, as a table."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feelint.errors import UsageError
from feelint.model.difference import JourneyDifference
from feelint.model.ledger import Charge, Ledger, Recurring, StepRef
from feelint.model.report import JourneyReport, Report, ReportEnvironment, ReportProbe, ToolInfo
from feelint.model.words import ChargeKind, Outcome, Stage
from feelint.money import Money
from feelint.policy.difference import difference

WAY = (Stage.PRODUCT, Stage.BASKET, Stage.DETAILS, Stage.DELIVERY, Stage.PAYMENT, Stage.REVIEW)


def eur(amount: str) -> Money:
    return Money.parse(f"{amount} EUR")


def row(
    label: str = "Service fee", amount: str = "3.00", at: str = "basket", kind: str = "fee", **fields: Any
) -> Charge:
    seen = StepRef(step=WAY.index(Stage(at)), stage=Stage(at)) if at else None
    given_ = {"avoidable": False, "first_announced": seen, "first_counted": seen, **fields}
    return Charge(label=label, kind=ChargeKind(kind), amount=eur(amount), **given_)


LAMP = row("Lamp", "20.00", kind="item")


def ledger(*charges: Charge, items: tuple[Charge, ...] = (LAMP,), **fields: Any) -> Ledger:
    due = sum((one.amount for one in (*items, *charges) if not one.included), eur("0.00"))
    given_: dict[str, Any] = {"advertised": eur("20.00"), "advertised_at": None, "quantity": 1, "total": due}
    return Ledger(**{**given_, "total_at": None, "charges": charges, "items": items, **fields})


def report(*charges: Charge, probes: Any = (), name: str = "lamp", env: Any = None, **fields: Any) -> Report:
    journey = JourneyReport(
        id=name, start_url="https://a.test/lamp", outcome=Outcome.REACHED, reason="", message="", steps=(),
        ledger=ledger(*charges, **fields), probes=tuple(probes), started_at=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    around = {"ship_to": "DE", "locale": "de-DE", "currency": "EUR", "viewport": "desktop", "consent": "reject"}
    environment = ReportEnvironment(
        **{**around, "quantity": 1, "sector": "", "browser": "x", "sandbox": True, "as_of": date(2026, 1, 1),
           "packs": (), "rules_digest": "sha256:0", **(env or {})},
    )  # fmt: skip
    return Report(
        tool=ToolInfo(version="0.1.0"), environment=environment, journeys=(journey,), verdicts=(), findings=()
    )


def option(subject: str, after: str | None, ok: bool = True) -> ReportProbe:
    fields: dict[str, Any] = {"kind": "payment", "group": "Pay", "why": "", "before": None}
    return ReportProbe(**fields, subject=subject, ok=ok, after=eur(after) if after else None)


def told(journey: JourneyDifference) -> list[tuple[str, ...]]:
    return [(change.effect, *change.what) for change in journey.charges]


FEE, COSTLY = row(), row(amount="4.00")
TABLE: list[tuple[tuple[Charge, ...], tuple[Charge, ...], list[tuple[str, ...]], str]] = [
    ((FEE,), (FEE,), [], "same"),
    ((), (FEE,), [("worse", "new")], "worse"),
    ((FEE,), (), [("better", "gone")], "better"),
    ((FEE,), (COSTLY,), [("worse", "dearer")], "worse"),
    ((COSTLY,), (FEE,), [("better", "cheaper")], "better"),
    ((FEE,), (row(at="payment"),), [("worse", "later")], "worse"),
    ((row(at="payment"),), (FEE,), [("better", "earlier")], "better"),
    ((FEE,), (row(at=""),), [("worse", "later")], "worse"),
    ((row(avoidable=True),), (FEE,), [("worse", "unavoidable")], "worse"),
    ((FEE,), (row(avoidable=True),), [("better", "avoidable")], "better"),
    ((FEE,), (row(avoidable=None),), [("neutral", "avoidable-unknown")], "changed"),
    ((row(avoidable=True),), (row(avoidable=True, preselected=True),), [("worse", "preselected")], "worse"),
    ((row(avoidable=True, preselected=True),), (row(avoidable=True),), [("better", "not-preselected")], "better"),
    ((FEE,), (row("Handling"),), [("neutral", "renamed")], "changed"),
    ((FEE,), (row(kind="handling"),), [("neutral", "reclassified")], "changed"),
    ((FEE,), (row("Service fee (2)"),), [], "same"),
    ((), (row("Voucher", "-2.00", kind="discount"),), [("better", "new")], "better"),
    ((row("Voucher", "-2.00", kind="discount"),), (), [("worse", "gone")], "worse"),
    ((), (row("incl. VAT", "3.19", kind="tax", included=True),), [("neutral", "new")], "changed"),
    ((FEE,), (row(amount="4.00", at="payment"),), [("worse", "dearer", "later")], "worse"),
    ((COSTLY,), (row(at="payment"),), [("worse", "cheaper", "later")], "mixed"),
    ((FEE, row("Post", "5.00")), (row("Post", "4.00"),), [("better", "cheaper"), ("better", "gone")], "better"),
    ((row("Post", "5.00", kind="fulfillment"),), (row("Delivery", "6.00", kind="fulfillment"),),
     [("worse", "dearer", "renamed")], "worse"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "changes", "verdict"), TABLE)
def test_diff_of_charges(old: Any, new: Any, changes: Any, verdict: str) -> None:
    found = difference(report(*old), report(*new))
    assert told(found.journeys[0]) == changes
    assert found.verdict == verdict
    assert found.exit_code == (1 if verdict in ("worse", "mixed") else 0)


@pytest.mark.parametrize(
    ("fail_on", "new", "code"),
    [("worse", FEE, 1), ("any", FEE, 1), ("never", FEE, 0), ("any", None, 1), ("worse", None, 0), ("never", None, 0)],
)
def test_diff_exit_codes(fail_on: Any, new: Charge | None, code: int) -> None:
    old, other = (report(), report(FEE)) if new else (report(FEE), report())
    assert difference(old, other, fail_on=fail_on).exit_code == code
    assert difference(old, old, fail_on=fail_on).exit_code == 0


def test_diff_a_fee_folded_into_the_price_is_better_and_split_off_is_worse() -> None:
    whole = report(items=(row("Lamp", "23.00", kind="item"),), advertised=eur("23.00"))
    assert difference(report(FEE), whole).verdict == "better"
    assert difference(whole, report(FEE)).verdict == "worse"
    (journey,) = difference(report(FEE), whole).journeys
    assert journey.old_total == journey.new_total
    assert [(one.what, one.effect) for one in journey.sums] == [("advertised", "neutral")]


def test_diff_a_dearer_item_is_worse_by_its_total() -> None:
    found = difference(report(), report(items=(row("Lamp", "21.00", kind="item"),)))
    assert found.verdict == "worse"
    assert [(one.what, one.effect, str(one.difference)) for one in found.journeys[0].sums] == [
        ("total", "worse", "1.00 EUR")
    ]


def test_diff_over_the_options_that_were_tried() -> None:
    old = report(FEE, probes=[option("Invoice", "23.00"), option("Card", "23.00"), option("Cash", "25.00")])
    new = report(FEE, probes=[option("Invoice", "24.50"), option("Card", "22.00"), option("Wire", "23.00")])
    sums = {one.name: (one.effect, str(one.difference)) for one in difference(old, new).journeys[0].sums}
    assert sums == {
        "payment: Invoice": ("worse", "1.50 EUR"),
        "payment: Card": ("better", "-1.00 EUR"),
        "payment: Cash": ("neutral", "None"),
        "payment: Wire": ("neutral", "None"),
    }
    broken = report(FEE, probes=[option("Invoice", "99.00", ok=False), option("Card", None)])
    assert difference(broken, broken).verdict == "same"
    assert all(one.effect == "neutral" for one in difference(old, broken).journeys[0].sums)


def test_diff_later_payments_and_what_nothing_explains() -> None:
    monthly = Recurring(amount=eur("4.99"), period="month", text="then 4.99 a month")
    assert difference(report(), report(recurring=(monthly,))).verdict == "worse"
    assert difference(report(recurring=(monthly,)), report()).verdict == "better"
    odd = difference(report(), report(residual=eur("1.00"), total=eur("20.00")))
    assert [(one.what, one.effect) for one in odd.journeys[0].sums] == [("unexplained", "worse")]


@pytest.mark.parametrize(
    ("key", "value"),
    [("ship_to", "FR"), ("locale", "de-AT"), ("currency", "USD"), ("viewport", "mobile"), ("consent", "accept"),
     ("quantity", 2)],
)  # fmt: skip
def test_diff_of_unequal_environments_is_refused(key: str, value: Any) -> None:
    with pytest.raises(UsageError, match="same environment") as caught:
        difference(report(), report(env={key: value}))
    assert key.replace("_", "-") in caught.value.message
    assert str(value) in caught.value.message
    assert caught.value.exit_code == 2


def test_diff_browsers_and_versions_may_differ_and_are_noted() -> None:
    found = difference(report(), report(env={"browser": "y", "rules_digest": "sha256:1"}))
    assert found.verdict == "same"
    assert any("browser differs: x and y" in one for one in found.notes)
    assert len(found.notes) == 2


def test_diff_without_a_common_journey_is_refused() -> None:
    with pytest.raises(UsageError, match="no journey is in both: old has lamp, new has mug"):
        difference(report(), report(name="mug"))


def test_diff_without_a_total_is_no_verdict() -> None:
    lost = report(FEE)
    journey = lost.journeys[0].model_copy(update={"outcome": Outcome.LOST, "reason": "too-many-steps"})
    lost = lost.model_copy(update={"journeys": (journey,)})
    for pair in ((report(), lost), (lost, report()), (lost, lost)):
        for found in (difference(*pair), difference(*pair, fail_on="never")):
            assert (found.verdict, found.exit_code) == ("no-verdict", 3)


labels = st.sampled_from(["Fee", "Post", "Tax", "Gift wrap", "手数料"])
amounts = st.decimals(0, 30, places=2).map(str)
charges = st.lists(st.builds(row, labels, amounts, st.sampled_from([str(one) for one in WAY])), max_size=5)


@given(charges, charges)
def test_diff_backwards_is_the_mirror_image(old: list[Charge], new: list[Charge]) -> None:
    """What is worse one way is better the other way, and every charge is accounted for once."""
    there, back = difference(report(*old), report(*new)), difference(report(*new), report(*old))
    assert ("new" in str(told(there.journeys[0]))) == ("gone" in str(told(back.journeys[0])))
    one, other = there.journeys[0], back.journeys[0]
    news = [change for change in one.charges if "new" in change.what]
    gone = [change for change in one.charges if "gone" in change.what]
    assert len(news) - len(gone) == len(new) - len(old)
    assert len(one.charges) >= abs(len(new) - len(old))
    assert (one.old_total, one.new_total) == (other.new_total, other.old_total)


@given(charges)
def test_diff_with_itself_is_nothing(some: list[Charge]) -> None:
    assert difference(report(*some), report(*reversed(some))).verdict == "same"
