"""Every paper shop of the project loads, answers on its start pages, and has a truth in known words that adds up."""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.request
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from feelint.model.words import ChargeKind, Outcome, Stage
from feelint.testing.papershop import PaperShop, load_shop, load_truth, serve

ROOT = Path(__file__).parents[2]
SHOPS = sorted(path.parent for path in (ROOT / "fixtures" / "shops").glob("*/shop.py"))
ATTACKS = sorted(path.parent for path in (ROOT / "fixtures" / "attacks").glob("*/shop.py"))
HOSTILE = ROOT / "fixtures" / "hostile"
DEMO = ROOT / "src" / "feelint" / "testing" / "demo"
FOLDERS = [*SHOPS, *ATTACKS, *(folder for folder in (HOSTILE, DEMO) if (folder / "shop.py").exists())]

REASONS = frozenset(
    [
        "captcha",
        "closed",
        "download",
        "empty-basket",
        "http-error",
        "login",
        "lost",
        "minimum-order",
        "no-delivery",
        "no-price",
        "not-html",
        "order-guard",
        "other-host",
        "price-on-request",
        "redirect-loop",
        "refused",
        "session-expired",
        "sold-out",
        "timeout",
        "unreachable",
    ]
)
"""Why a walk may end without a total, in the words that the truths use."""
RULES = frozenset(
    [
        "drip-mandatory-fee",
        "partitioned-price-no-total",
        "total-not-most-prominent",
        "unattainable-headline-price",
        "total-too-late",
        "price-creep-between-steps",
        "total-arithmetic-mismatch",
        "price-basis-switch",
        "excluded-fee-not-disclosed-before-consent",
        "bundled-or-misleading-fee-label",
        "card-surcharge-prohibited",
        "card-surcharge-over-cap",
        "card-surcharge-not-posted",
        "no-free-payment-method",
        "zero-fee-claim-contradicted",
        "consumer-price-excludes-tax",
        "tax-inclusive-claim-contradicted",
        "import-duty-undisclosed",
        "delivery-cost-not-disclosed-with-price",
        "mandatory-delivery-or-handling-outside-price",
        "preticked-paid-extra",
        "item-or-quantity-added",
        "prefilled-tip-or-donation",
        "costlier-default-option",
        "price-condition-in-small-print",
        "order-button-wording",
        "essential-info-missing-at-order-step",
        "renewal-terms-not-next-to-consent",
        "trial-to-paid-price-missing",
        "commitment-or-joining-fee-missing",
        "prior-price-not-lowest-30-days",
        "discount-arithmetic-wrong",
        "unit-price-missing-or-wrong",
        "resetting-or-false-deadline",
        "structured-data-mismatch",
        "displayed-vs-charged-amount",
        "currency-ambiguous-or-switched",
        "entry-price-mismatch",
        "price-disclosure-hidden",
        "price-disclosure-illegible",
    ]
)
"""The rule catalogue, whether a rule is there yet or not."""
KEYS = frozenset(
    [
        "id",
        "start",
        "ship_to",
        "currency",
        "advertised",
        "total",
        "charges",
        "outcome",
        "reason",
        "must",
        "may",
        "place_order",
        "note",
        "packs",
        "residual",
        "recurring",
        "orders",
        "unfenceable",
        "exit",
        "start_status",
        "start_type",
    ]
)
"""All that a scenario may say. Beyond the table in fixtures/shops/README.md: ``packs``; ``orders`` (how many may reach
the shop) and ``unfenceable`` of the attacks; ``exit`` (the command line's exit codes), ``start_status`` (null: it never
answers) and ``start_type`` of the hostile pages."""

CASES = [(folder, entry) for folder in FOLDERS if (folder / "truth.json").exists() for entry in load_truth(folder)]
each_case = pytest.mark.parametrize(
    ("folder", "truth"), [pytest.param(*case, id=f"{case[0].name}-{case[1]['id']}") for case in CASES]
)
each_truth = pytest.mark.parametrize(
    "truth", [pytest.param(case[1], id=f"{case[0].name}-{case[1]['id']}") for case in CASES]
)
each_folder = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def listed(value: Any) -> list[Any]:
    """``value``, as a list if it is not one yet."""
    return value if isinstance(value, list) else [value]


def amount(value: Any, currency: str) -> Decimal:
    """A well-formed amount in ``currency``: a decimal string, never a float."""
    assert set(value) == {"amount", "currency"}
    assert value["currency"] == currency
    assert isinstance(value["amount"], str)
    assert re.fullmatch(r"-?\d+(\.\d+)?", value["amount"])
    return Decimal(value["amount"])


def charge_amount(charge: dict[str, Any], currency: str) -> Decimal:
    """A charge's amount, written as money or as an amount beside a currency."""
    money = charge["amount"]
    return amount(money if isinstance(money, dict) else {"amount": money, "currency": charge["currency"]}, currency)


def test_there_are_shops_to_check() -> None:
    assert SHOPS
    assert ATTACKS
    assert HOSTILE in FOLDERS


@each_folder
def test_every_shop_has_a_truth_with_scenarios_named_once(folder: Path) -> None:
    ids = [entry["id"] for entry in load_truth(folder)]
    assert ids
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in ids)


@pytest.mark.parametrize("folder", SHOPS, ids=lambda folder: folder.name)
def test_every_shop_has_an_honest_scenario_and_a_dirty_one(folder: Path) -> None:
    truth = {entry["id"]: entry for entry in load_truth(folder)}
    honest = [entry for name, entry in truth.items() if name.split("-")[0] == "honest"]
    assert honest
    assert not any(entry["must"] for entry in honest)
    assert any(entry["must"] for entry in truth.values())


@pytest.mark.parametrize("folder", [*ATTACKS, HOSTILE], ids=lambda folder: folder.name)
def test_an_unknown_scenario_is_no_shop(folder: Path) -> None:
    shop = load_shop(folder)
    with pytest.raises(KeyError):
        shop.make("no-such-scenario")


def test_every_hostile_scenario_has_a_truth() -> None:
    assert set(load_shop(HOSTILE).SCENARIOS) == {entry["id"] for entry in load_truth(HOSTILE)}


@each_case
def test_start_page_answers(folder: Path, truth: dict[str, Any]) -> None:
    shop = load_shop(folder).make(truth["id"])
    assert isinstance(shop, PaperShop)
    expected = truth.get("start_status", 200)
    if expected is None:
        pytest.skip("this start page never answers")
    began = time.monotonic()
    with serve(shop) as base:
        try:
            with _DIRECT.open(base + truth["start"], timeout=10) as answer:
                status, kind, body = answer.status, answer.headers.get_content_type(), answer.read()
        except urllib.error.HTTPError as error:
            with error:
                status, kind, body = error.code, error.headers.get_content_type(), error.read()
    assert time.monotonic() - began < 10
    assert status == expected
    assert kind == truth.get("start_type", "text/html")
    assert body
    assert shop.orders == 0
    assert shop.requests[0] == f"GET {truth['start'].split('?')[0]}"


@each_case
def test_truth_says_what_it_must(folder: Path, truth: dict[str, Any]) -> None:
    assert not set(truth) - KEYS
    assert set(truth) >= {"id", "start", "ship_to", "currency", "outcome", "place_order", "note"}
    assert truth["start"].startswith("/")
    assert re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", truth["ship_to"])
    assert re.fullmatch(r"[A-Z]{3}", truth["currency"])
    assert truth["note"]
    assert truth["place_order"]
    if folder in SHOPS or folder == DEMO:
        assert set(truth) >= {"must", "may"}
    else:
        assert "orders" in truth
    if folder == HOSTILE:
        assert "exit" in truth


@each_truth
def test_truth_uses_known_words(truth: dict[str, Any]) -> None:
    outcomes = {Outcome(word) for word in listed(truth["outcome"])}
    assert set(listed(truth.get("reason", []))) <= REASONS
    assert ("reason" in truth) == (outcomes != {Outcome.REACHED})
    assert set(truth.get("must", [])) | {entry["rule"] for entry in truth.get("may", [])} <= RULES
    assert all(entry["why"] for entry in truth.get("may", []))
    for charge in truth.get("charges", []):
        assert charge["label"]
        assert not any(ChargeKind(kind).is_sum for kind in (charge["kind"], *charge["also_kinds"]))
        for moment in (charge["first_announced"], charge["first_counted"]):
            assert moment is None or Stage(moment)
        assert charge["avoidable"] in (True, False, None)


@each_truth
def test_what_is_announced_is_not_counted_before(truth: dict[str, Any]) -> None:
    for charge in truth.get("charges", []):
        announced, counted = charge["first_announced"], charge["first_counted"]
        if announced and counted:
            assert Stage(announced).rank <= Stage(counted).rank, charge["label"]


@each_truth
def test_amounts_add_up(truth: dict[str, Any]) -> None:
    if Outcome.REACHED not in listed(truth["outcome"]):
        assert "total" not in truth
        return
    currency = truth["currency"]
    charges = sum((charge_amount(charge, currency) for charge in truth["charges"]), Decimal(0))
    unexplained = amount(truth["residual"], currency) if "residual" in truth else Decimal(0)
    assert amount(truth["advertised"], currency) + charges + unexplained == amount(truth["total"], currency)


@each_truth
def test_orders_and_exit_codes_fit_the_outcome(truth: dict[str, Any]) -> None:
    orders = listed(truth.get("orders", 0))
    assert orders == ([0, 1] if truth.get("unfenceable") else [0])
    outcomes = {Outcome(word) for word in listed(truth["outcome"])}
    if "exit" in truth:
        codes = set(truth["exit"])
        assert codes <= {0, 1, 3}
        assert (3 in codes) == bool(outcomes - {Outcome.REACHED})
        assert bool(codes & {0, 1}) == (Outcome.REACHED in outcomes)
