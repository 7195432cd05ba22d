"""The packs say what the team's reference tables say (``tests/data/law``): 27 packs, 40 rules, every parameter."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from feelint.policy.law import Params, Surcharge
from feelint.policy.packs import Pack, load_packs

DATA = Path(__file__).parents[1] / "data" / "law"
PACKS = load_packs()
DAY = date(2026, 11, 22)
_GRADES = {"C": "critical", "E": "error", "W": "warning", "I": "info", "-": "off"}
_SILENT = "not-regulated"


def severities() -> list[tuple[str, str, str]]:
    """Pack, rule and severity of each cell."""
    lines = (DATA / "severity.txt").read_text(encoding="utf-8").splitlines()
    columns = dict(line[2:].split(" = ") for line in lines if line.startswith("# ") and " = " in line)
    head, *rows = (line.split() for line in lines if line and not line.startswith("#"))
    return [
        (pack, rule, _GRADES[grade])
        for rule, *grades in rows
        for column, grade in zip(head[1:], grades, strict=True)
        for pack in columns[column].split()
    ]


def rows() -> dict[str, dict[str, str]]:
    """The matrix: pack to column to what stands there."""
    lines = [line for line in (DATA / "parameters.txt").read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    head, *listed = ([cell.strip() for cell in line.split(" | ")] for line in lines)
    return {cells[0]: dict(zip(head[1:], cells[1:], strict=True)) for cells in listed}


ROWS = rows()
WORDS: dict[str, dict[str, dict[str, object]]] = {
    "tax": {
        "may exclude": {"tax_in_price": "may-exclude"},
        "must include": {"tax_in_price": "must-include"},
        "per country": {"tax_in_price": "per-country"},
        "unconfirmed": {"tax_in_price": "unconfirmed"},
        "-": {"tax_in_price": _SILENT},
    },
    "shipping": {
        "may exclude": {"shipping_in_price": "may-exclude"},
        "may exclude, handling in": {"shipping_in_price": "may-exclude", "handling_in_price": "must-include"},
        "may exclude, minimum stated": {"shipping_in_price": "may-exclude-state-minimum"},
        "only if not calculable": {"shipping_in_price": "only-if-not-calculable"},
        "if calculable": {"shipping_in_price": "must-include-if-calculable"},
        "if fixed": {"shipping_in_price": "must-include-if-fixed"},
        "must include": {"shipping_in_price": "must-include", "handling_in_price": "must-include"},
        "separate if stated": {"shipping_in_price": "separate-if-stated"},
        "separate with amount": {"shipping_in_price": "separate-with-amount"},
        "in attribute": {"shipping_in_price": "in-shipping-attribute"},
        "n/a": {"shipping_in_price": "not-applicable"},
        "unconfirmed": {"shipping_in_price": "unconfirmed"},
        "-": {"shipping_in_price": _SILENT},
    },
    "deposit": {
        "stated": {"deposit": "must-be-stated"},
        "separate": {"deposit": "shown-separately"},
        "-": {"deposit": _SILENT},
    },
    "total": {
        "strictly >": {"total_prominence": "strictly-greater", "single_number": False},
        "strictly >, single number": {"total_prominence": "strictly-greater", "single_number": True},
        "conspicuous": {"total_prominence": "conspicuous"},
        "equal for the rest": {"total_prominence": "equal-for-uncalculated-part"},
        "at all times": {"total_prominence": "always-shown"},
        "highlighted": {"total_prominence": "highlighted"},
        "at least equal": {"total_prominence": "at-least-equal"},
        "most prominent": {"total_prominence": "most-prominent"},
        "prominent": {"total_prominence": "prominent"},
        "-": {"total_prominence": _SILENT},
    },
    "excluded fees": {
        "before consent": {"excluded_fees_disclosure": "before-consent"},
        "does not cure": {"excluded_fees_disclosure": "does-not-cure"},
        "purpose, refundability, recipient": {"excluded_fees_disclosure": "with-purpose-refundability-recipient"},
        "existence, then amount": {"excluded_fees_disclosure": "existence-first-amount-before-purchase"},
        "each invitation": {"excluded_fees_disclosure": "each-invitation-to-purchase"},
        "before order": {"excluded_fees_disclosure": "before-order-else-not-payable"},
        "at first display": {"excluded_fees_disclosure": "at-first-display"},
        "final screen": {"excluded_fees_disclosure": "final-confirmation-screen"},
        "first screen": {"excluded_fees_disclosure": "first-screen-with-reason"},
        "entry and point of sale": {"excluded_fees_disclosure": "entry-and-point-of-sale"},
        "no extra action": {"excluded_fees_disclosure": "no-extra-user-action"},
        "-": {"excluded_fees_disclosure": _SILENT},
    },
    "preselected": {
        "only if optional": {"preselected_extra": "optional-only"},
        "say how to avoid": {"preselected_extra": "must-say-how-to-avoid"},
        "banned": {"preselected_extra": "banned"},
        "inside the price": {"preselected_extra": "in-headline-price"},
        "not in price": {"preselected_extra": "not-in-price"},
        "-": {"preselected_extra": _SILENT},
    },
    "button": {
        "required": {"order_button": "obligation-to-pay"},
        "six items": {"order_button": "six-items"},
        "-": {"order_button": "none"},
    },
}
TRADES = {
    "all": ("all",), "most": ("all",), "b2c": ("all",), "air": ("air",), "air, air tours": ("air", "air-tours"),
    "live-event tickets": ("live-event-tickets",), "short-term lodging": ("short-term-lodging",),
    "live-event tickets, short-term lodging": ("live-event-tickets", "short-term-lodging"),
}  # fmt: skip
_PROBES = {
    "consumer": {"consumer-card", "visa", "credit-card", "card"}, "debit": {"debit-card", "visa", "consumer-card", "card"},
    "amex": {"amex", "credit-card", "card"}, "paypal": {"paypal", "wallet", "e-money"}, "sepa": {"sepa", "bank-transfer"},
    "mastercard": {"mastercard", "consumer-card", "credit-card", "card"}, "invoice": {"invoice"},
}  # fmt: skip
BAN, COST, PRICE, FREE = "banned", "capped None cost", "in-price-if-unavoidable", "-"
SURCHARGES: dict[str, dict[str, str]] = {
    "-": dict.fromkeys(_PROBES, FREE),
    "in price if unavoidable": {"invoice": PRICE, "amex": PRICE},
    "credit banned": {"consumer": BAN, "amex": BAN, "invoice": FREE, "sepa": FREE},
    "banned": {"consumer": BAN, "debit": BAN, "amex": BAN},
    "2 % or cost": {"consumer": "capped 2 either", "amex": "capped 2 either", "sepa": FREE},
    "at most cost": {"consumer": COST, "invoice": FREE},
    "consumer cards and e-money banned": {"consumer": BAN, "debit": BAN, "amex": BAN, "paypal": BAN, "sepa": FREE},
    "regulated banned, else at most cost": {"consumer": BAN, "debit": BAN, "sepa": BAN, "amex": COST, "paypal": COST},
    "at most cost, networks from 2026-10": {"consumer": BAN, "mastercard": BAN, "amex": COST, "paypal": COST},
    "credit only, 3 % and 4 %, cost": {"debit": BAN, "consumer": "capped 3 cost", "mastercard": "capped 4 cost"},
}


def told(found: tuple[Surcharge, ...]) -> str:
    """The strictest term in a few words."""
    if not found or found[0].policy != "capped":
        return found[0].policy if found else FREE
    term = found[0]
    return f"capped {term.cap_percent} {'either' if term.cap_join == 'either' else 'cost' if term.cap_cost else ''}".strip()


def params(pack: str) -> Params:
    return PACKS[pack].at(DAY).params


def test_the_tables_hold_every_pack_and_rule() -> None:
    cells = severities()
    assert len(cells) == 27 * 40
    assert {pack for pack, _, _ in cells} == set(PACKS) == {*ROWS, "house", "us-rosca", "us-ca-arl"}


def test_the_laws_on_renewals_set_nothing_about_prices() -> None:
    assert params("us-rosca") == Params()
    assert params("us-ca-arl") == Params(separate_renewal_consent=True)


def test_every_rule_is_as_severe_as_the_table_says() -> None:
    assert [
        (pack, rule, word) for pack, rule, word in severities() if PACKS[pack].severity.get(rule, "off") != word
    ] == []


@pytest.mark.parametrize("column", WORDS)
@pytest.mark.parametrize("pack", ROWS)
def test_each_parameter_is_what_the_matrix_says(pack: str, column: str) -> None:
    wanted = WORDS[column][ROWS[pack][column]]
    assert {name: getattr(params(pack), name) for name in wanted} == wanted


@pytest.mark.parametrize("pack", ROWS)
def test_surcharges_are_what_the_matrix_says(pack: str) -> None:
    wanted = SURCHARGES[ROWS[pack]["surcharge"]]
    found = {who: told(params(pack).surcharges(_PROBES[who], "US-FL")) for who in wanted}
    assert found == wanted


@pytest.mark.parametrize("pack", ROWS)
def test_trades_and_first_days_are_what_the_matrix_says(pack: str) -> None:
    row, held = ROWS[pack], PACKS[pack]
    assert held.sectors == TRADES[row["trades"]]
    assert ("b2b" in held.exempt_sectors) is (row["trades"] == "b2c" or pack == "us-ca")
    assert bool(held.exempt_sectors) is (row["trades"] in ("b2c", "most"))
    assert held.enabled is (row["from"] != "off")
    first = str(held.effective_from or "-")
    assert first.startswith(row["from"]) or not held.enabled


def days(pack: Pack) -> list[date]:
    return [epoch.start for epoch in pack.params if epoch.start is not None]


def test_the_dated_parameters_are_these() -> None:
    assert {key: list(map(str, days(pack))) for key, pack in PACKS.items() if days(pack)} == {
        "au": ["2019-10-26", "2026-10-01"],
        "ca-qc": ["2025-05-07"],
        "card-networks": ["2023-04-15"],
        "de": ["2018-01-13"],
        "eu": ["2018-01-13", "2022-05-28", "2026-07-01", "2028-07-01"],
        "eu-air": ["2018-01-13"],
        "uk": ["2018-01-13"],
    }


@pytest.mark.parametrize(("pack", "day"), [(key, day) for key, pack in PACKS.items() for day in days(pack)])
def test_each_dated_parameter_changes_on_its_day_and_on_no_other(pack: str, day: date) -> None:
    at = PACKS[pack].at
    eve, morrow = date.fromordinal(day.toordinal() - 1), date.fromordinal(day.toordinal() + 1)
    assert at(eve).params != at(day).params
    assert at(day).params == at(morrow).params
