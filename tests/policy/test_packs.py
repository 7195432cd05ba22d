"""Packs: the 27 files, dates, gates, stacking, and errors that name file and key."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feelint.errors import ConfigError, UsageError
from feelint.extract.claims import described
from feelint.extract.lexicon import terms
from feelint.policy.contradictions import METHODS
from feelint.policy.extensions import check_pack
from feelint.policy.law import load_law
from feelint.policy.packs import (
    SEVERITIES,
    Stack,
    active,
    check_sector,
    choose,
    default_packs,
    find,
    load_packs,
    pack_directories,
    rule_names,
)

PACKS = load_packs()
DAY = date(2026, 11, 22)
IDS_TEXT = """
    us-ftc-fees us-ca us-mn us-ma us-va us-co us-ct us-or us-il us-ny us-dot-air us-rosca us-ca-arl uk eu eu-air de ca
    ca-qc au in jp kr card-networks google-merchant google-hotels house
"""
IDS = IDS_TEXT.split()
RULES_TEXT = """
    drip-mandatory-fee partitioned-price-no-total total-not-most-prominent unattainable-headline-price total-too-late
    price-creep-between-steps total-arithmetic-mismatch price-basis-switch excluded-fee-not-disclosed-before-consent
    bundled-or-misleading-fee-label card-surcharge-prohibited card-surcharge-over-cap card-surcharge-not-posted
    no-free-payment-method zero-fee-claim-contradicted consumer-price-excludes-tax tax-inclusive-claim-contradicted
    import-duty-undisclosed delivery-cost-not-disclosed-with-price mandatory-delivery-or-handling-outside-price
    preticked-paid-extra item-or-quantity-added prefilled-tip-or-donation costlier-default-option
    price-condition-in-small-print order-button-wording essential-info-missing-at-order-step
    renewal-terms-not-next-to-consent trial-to-paid-price-missing commitment-or-joining-fee-missing
    prior-price-not-lowest-30-days discount-arithmetic-wrong unit-price-missing-or-wrong
    resetting-or-false-deadline structured-data-mismatch displayed-vs-charged-amount currency-ambiguous-or-switched
    entry-price-mismatch price-disclosure-hidden price-disclosure-illegible
"""
RULES = RULES_TEXT.split()
DRIP = "drip-mandatory-fee"
PACK = """
id = "mine"
title = "Mine"
kind = "law"
jurisdiction = ["DE"]

[params]
tax_in_price = "must-include"

[severity]
drip-mandatory-fee = "error"
"""


def written(folder: Path, text: str, name: str = "mine") -> Path:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def stack(*ids: str, day: date = DAY, sector: str | None = "all") -> Stack:
    return Stack(PACKS[key].at(day, sector=sector) for key in ids)


# The files


def test_all_27_packs_are_there() -> None:
    assert set(PACKS) == set(IDS)
    assert len(IDS) == 27


@pytest.mark.parametrize("key", IDS)
def test_each_pack_says_for_all_40_rules_how_severe_they_are(key: str) -> None:
    assert len(RULES) == 40
    assert set(PACKS[key].severity) == set(RULES)


def test_all_citations_are_known_and_each_is_used() -> None:
    register = load_law()
    for key, pack in PACKS.items():
        check_pack(pack, pack_directories()[0] / f"{key}.toml", RULES, register)
    used = {key for pack in PACKS.values() for keys in pack.citations.values() for key in keys}
    assert used == set(register)


@pytest.mark.parametrize("key", IDS)
def test_packs_cite_only_their_own_regime(key: str) -> None:
    regimes = {
        "card-networks": ("VISA-", "MC-"),
        "eu-air": ("EU-",),
        "ca-qc": ("CA-QC-",),
        "google-hotels": ("GHC-",),
        "google-merchant": ("GMC-",),
        "house": ("WCAG-",),
        "in": ("IN-", "ASCI/CAP"),
        "uk": ("UK-", "ASCI/CAP"),
        "us-ftc-fees": ("US-FTC",),
    }
    own = regimes.get(key, (key.upper().removesuffix("-AIR").removesuffix("-ARL") + "-",))
    for citations in PACKS[key].citations.values():
        assert all(citation.startswith(own) for citation in citations)


@pytest.mark.parametrize(
    ("key", "rule", "severity"),
    [
        ("us-ftc-fees", DRIP, "error"),
        ("us-rosca", DRIP, "off"),
        ("card-networks", DRIP, "off"),
        ("us-ca", "total-too-late", "off"),
        ("us-ma", "total-too-late", "error"),
        ("us-va", "prior-price-not-lowest-30-days", "info"),
        ("us-co", "card-surcharge-over-cap", "error"),
        ("us-ct", "mandatory-delivery-or-handling-outside-price", "error"),
        ("us-ny", "card-surcharge-not-posted", "error"),
        ("us-dot-air", "consumer-price-excludes-tax", "error"),
        ("us-ca-arl", "price-disclosure-illegible", "error"),
        ("uk", "delivery-cost-not-disclosed-with-price", "error"),
        ("eu", "delivery-cost-not-disclosed-with-price", "warning"),
        ("eu-air", "no-free-payment-method", "error"),
        ("de", "order-button-wording", "error"),
        ("au", "order-button-wording", "off"),
        ("ca-qc", "price-disclosure-hidden", "error"),
        ("in", "tax-inclusive-claim-contradicted", "critical"),
        ("jp", "tax-inclusive-claim-contradicted", "critical"),
        ("kr", "tax-inclusive-claim-contradicted", "error"),
        ("google-hotels", "structured-data-mismatch", "error"),
        ("house", "displayed-vs-charged-amount", "critical"),
        ("house", "consumer-price-excludes-tax", "off"),
    ],
)
def test_severities(key: str, rule: str, severity: str) -> None:
    assert PACKS[key].at(DAY).severity(rule) == severity


@pytest.mark.parametrize(
    ("key", "never", "if_disclosed", "if_not_calculable", "always"),
    [
        ("us-ftc-fees", "handling fee", "", "", "tax duty fulfillment"),
        ("us-ca", "handling fee payment_fee", "", "", "tax duty fulfillment"),
        ("us-ct", "handling fee", "", "fulfillment", "tax duty"),
        ("us-or", "fee", "handling", "", "tax duty fulfillment"),
        ("us-dot-air", "tax duty fee fulfillment", "", "", ""),
        ("uk", "tax duty fee handling", "deposit", "fulfillment", ""),
        ("eu", "tax duty fee handling", "fulfillment", "", "deposit"),
        ("de", "tax duty fee handling", "fulfillment", "", "deposit"),
        ("eu-air", "tax duty fee fulfillment", "", "", ""),
        ("ca", "fee handling", "", "fulfillment", "tax duty"),
        ("au", "fee handling", "", "tax", "fulfillment"),
        ("in", "tax fee", "fulfillment", "", ""),
        ("jp", "tax fee", "fulfillment", "", ""),
        ("kr", "tax fee fulfillment handling", "", "", ""),
        ("google-hotels", "tax fee", "", "", ""),
        ("house", "fee handling payment_fee unknown", "deposit", "", "tax duty fulfillment"),
    ],
)
def test_what_may_stand_outside_the_first_price(
    key: str, never: str, if_disclosed: str, if_not_calculable: str, always: str
) -> None:
    params = PACKS[key].at(DAY).params
    standings = {
        "never": never,
        "if-disclosed": if_disclosed,
        "if-not-calculable": if_not_calculable,
        "always": always + " discount credit rounding",
    }
    for standing, kinds in standings.items():
        for kind in kinds.split():
            assert params.standing(kind) == standing, kind
            assert params.may_stand_outside(kind) is (standing == "always")
            assert params.may_stand_outside(kind, disclosed=True) is (standing in ("always", "if-disclosed"))
            assert params.may_stand_outside(kind, calculable=False) is (standing in ("always", "if-not-calculable"))


# Dates


@pytest.mark.parametrize(
    ("key", "day", "name", "before", "since"),
    [
        ("eu", date(2026, 7, 1), "import_duty_eur_per_tariff_line", None, Decimal("3.00")),
        ("eu", date(2028, 7, 1), "import_duty_eur_per_tariff_line", Decimal("3.00"), None),
        ("au", date(2019, 10, 26), "preselected_extra", "not-regulated", "in-headline-price"),
    ],
)
def test_dated_parameters_switch_at_the_day(key: str, day: date, name: str, before: object, since: object) -> None:
    assert getattr(PACKS[key].at(day - timedelta(days=1)).params, name) == before
    assert getattr(PACKS[key].at(day).params, name) == since


def test_australian_networks_may_ban_surcharges_from_october_2026() -> None:
    def policy(day: date, *words: str) -> str:
        return PACKS["au"].at(day).params.surcharges(words)[0].policy

    assert policy(date(2026, 9, 30), "visa", "card") == "capped"
    assert policy(date(2026, 10, 1), "visa", "card") == "banned"
    assert policy(date(2026, 10, 1), "amex", "card") == "capped"


def test_visa_lowered_its_cap_and_mastercard_did_not() -> None:
    def cap(day: date, word: str) -> Decimal | None:
        (term,) = PACKS["card-networks"].at(day).params.surcharges({word, "card"}, "US-FL")
        return term.cap_percent

    assert [cap(date(2023, 4, day), "visa") for day in (14, 15)] == [4, 3]
    assert cap(DAY, "mastercard") == 4


def test_surcharge_terms_follow_method_and_region() -> None:
    networks = PACKS["card-networks"].at(DAY).params
    visa_credit = {"visa", "credit-card", "card"}
    assert networks.surcharges(visa_credit, "US-ME")[0].policy == "banned"
    assert [term.cap_percent for term in networks.surcharges(visa_credit, "US-CO")] == [2, 3]
    assert networks.surcharges({"visa", "debit-card"}, "US-FL")[0].policy == "banned"
    assert networks.surcharges({"invoice"}, "US-FL") == ()
    germany = PACKS["de"].at(DAY).params
    assert germany.surcharges({"consumer-card", "visa"})[0].policy == "banned"
    assert germany.surcharges({"e-money"})[0].cap_cost
    assert PACKS["uk"].at(DAY).params.surcharges({"e-money"})[0].policy == "banned"


@pytest.mark.parametrize(
    ("key", "day", "ship_to"),
    [
        ("us-ct", date(2026, 7, 1), "US-CT"),
        ("us-ma", date(2025, 9, 2), "US-MA"),
        ("uk", date(2025, 4, 6), "GB"),
        ("de", date(2022, 5, 28), "DE"),
    ],
)
def test_a_pack_begins_on_its_day(key: str, day: date, ship_to: str) -> None:
    assert active(PACKS[key], day, ship_to, None) == (True, "")
    eve = day - timedelta(days=1)
    assert active(PACKS[key], eve, ship_to, None) == (False, f"is in force from {day}, not yet on {eve}")


def test_a_pack_ends_after_its_last_day(tmp_path: Path) -> None:
    pack = load_packs([written(tmp_path, "effective_to = 2026-12-31\n" + PACK)])["mine"]
    assert active(pack, date(2026, 12, 31), "DE", None)[0]
    assert active(pack, date(2027, 1, 1), "DE", None) == (False, "was in force until 2026-12-31, not on 2027-01-01")


def test_illinois_stays_off_until_its_date_is_confirmed() -> None:
    ok, reason = active(PACKS["us-il"], date(2027, 6, 1), "US-IL", None)
    assert not ok
    assert "effective date is unconfirmed" in reason
    assert "us-il" not in default_packs("US-IL", None, date(2027, 6, 1))


# Gates and choice


@pytest.mark.parametrize(
    ("ship_to", "sector", "expected"),
    [
        ("DE", None, "de eu house"),
        ("FR", None, "eu house"),
        ("GB", None, "uk house"),
        ("UK", None, "uk house"),
        ("NO", None, "eu house"),
        ("CH", None, "house"),
        ("CA", None, "ca house"),
        ("CA-QC", None, "ca ca-qc house"),
        ("US", None, "card-networks us-rosca house"),
        ("US-CA", None, "card-networks us-ca us-ca-arl us-rosca house"),
        ("US-CA", "live-event-tickets", "card-networks us-ca us-ca-arl us-ftc-fees us-rosca house"),
        ("US-CA", "car-rental", "card-networks us-ca-arl us-rosca house"),
        ("US-FL", "air", "card-networks us-dot-air us-rosca house"),
        ("US-VA", "air", "card-networks us-dot-air us-rosca house"),
        ("DE", "air", "de eu eu-air house"),
        ("DE", "b2b", "house"),
        ("JP", None, "jp house"),
    ],
)
def test_default_packs(ship_to: str, sector: str | None, expected: str) -> None:
    assert default_packs(ship_to, sector, DAY) == expected.split()


def test_new_york_without_tickets_is_about_surcharges_only() -> None:
    goods = stack("us-ny", sector=None)
    assert goods.rules() == ("card-surcharge-not-posted", "card-surcharge-over-cap")
    assert goods.citations(DRIP) == ()
    tickets = stack("us-ny", sector="live-event-tickets")
    assert tickets.severity(DRIP).value == "error"
    assert tickets.citations(DRIP) == ("US-NY-ACAL-25.07-4",)


def test_a_named_pack_replaces_the_default_and_overrides_its_gates_with_a_warning() -> None:
    chosen = choose(PACKS, ["us-ftc-fees", "uk"], ship_to="US-CA", sector="goods", day=DAY)
    assert [view.id for view in chosen.stack.views] == ["us-ftc-fees", "uk"]
    assert chosen.warnings == (
        "pack us-ftc-fees holds for the sectors live-event-tickets, short-term-lodging, not for goods; "
        "applied because it was given by name",
        "pack uk holds for GB, not for US-CA; applied because it was given by name",
    )
    assert chosen.stack.severity(DRIP) == ("error", ("us-ftc-fees", "uk"))


def test_a_named_pack_that_exempts_the_sector_is_applied_too() -> None:
    chosen = choose(PACKS, ["us-ca"], ship_to="US-CA", sector="car-rental", day=DAY)
    assert chosen.warnings == ("pack us-ca exempts the sector car-rental; applied because it was given by name",)
    assert chosen.stack.severity(DRIP).value == "error"


def test_no_name_no_warning() -> None:
    chosen = choose(PACKS, [], ship_to="DE", sector=None, day=DAY)
    assert [view.id for view in chosen.stack.views] == ["de", "eu", "house"]
    assert chosen.warnings == ()


def test_a_name_does_not_override_the_dates() -> None:
    chosen = choose(PACKS, ["us-il", "house"], ship_to="US-IL", sector=None, day=DAY)
    assert [view.id for view in chosen.stack.views] == ["house"]
    assert "pack us-il is not applied: is disabled" in chosen.warnings[0]
    with pytest.raises(UsageError, match="not yet on 2025-01-01") as caught:
        choose(PACKS, ["us-ct"], ship_to="US-CT", sector=None, day=date(2025, 1, 1))
    assert "--as-of" in caught.value.hint


def test_misspelt_words_name_the_nearest() -> None:
    with pytest.raises(UsageError, match="unknown pack 'us-ftc-fee'") as pack:
        find(PACKS, "us-ftc-fee")
    assert pack.value.hint == "Did you mean 'us-ftc-fees'?"
    with pytest.raises(UsageError) as sector:
        check_sector("live-event-ticket")
    assert sector.value.hint == "Did you mean 'live-event-tickets'?"
    with pytest.raises(UsageError, match="unknown sector 'all'"):
        choose(PACKS, [], ship_to="DE", sector="all", day=DAY)


# Stacking


def test_the_strictest_severity_holds_and_its_packs_are_named() -> None:
    both = stack("eu", "house", "uk")
    assert both.severity("delivery-cost-not-disclosed-with-price") == ("error", ("uk",))
    assert both.severity("delivery-cost-not-disclosed-with-price", {"eu", "house"}) == ("warning", ("eu",))
    assert both.severity("order-button-wording") == ("error", ("eu", "uk"))
    assert both.severity("no-such-rule") == ("off", ())


def test_citations_are_those_of_the_packs_that_apply() -> None:
    germany = stack("de", "eu", "house")
    assert germany.citations("order-button-wording") == ("DE-BGB-312j", "EU-CRD-8-2")
    assert germany.citations("order-button-wording", {"eu"}) == ("EU-CRD-8-2",)


def test_a_charge_is_judged_per_pack() -> None:
    here = stack("eu", "house", "us-rosca", "kr")
    assert [view.id for view in here.forbidding(DRIP, "fulfillment")] == ["eu", "kr"]
    assert [view.id for view in here.forbidding(DRIP, "fulfillment", disclosed=True)] == ["kr"]
    assert [view.id for view in here.forbidding(DRIP, "fee")] == ["eu", "house", "kr"]


def test_the_strictest_parameter_and_its_packs() -> None:
    assert stack("us-ca", "de").param("tax_in_price") == ("must-include", ("de",))
    assert stack("us-ma", "us-co", "au").param("total_prominence") == ("strictly-greater", ("us-ma", "us-co"))
    assert stack("de", "eu", "house").param("unit_price") == (True, ("de", "eu"))
    assert stack("de", "house").param("tax_in_price", "total-too-late") == ("per-country", ("house",))
    with pytest.raises(KeyError, match="no order"):
        stack("de").param("excluded_kinds")


@given(ids=st.lists(st.sampled_from(IDS), min_size=1, unique=True), rule=st.sampled_from(RULES), data=st.data())
def test_packs_never_soften_one_another_and_their_order_does_not_matter(
    ids: list[str], rule: str, data: st.DataObject
) -> None:
    whole = stack(*ids).severity(rule)
    shuffled = stack(*data.draw(st.permutations(ids))).severity(rule)
    assert (whole.value, set(whole.packs)) == (shuffled.value, set(shuffled.packs))
    assert all(SEVERITIES.index(whole.value) <= SEVERITIES.index(stack(key).severity(rule).value) for key in ids)


def test_the_list_of_rules_does_not_depend_on_what_is_implemented() -> None:
    assert set(rule_names(PACKS)) == set(RULES)
    assert "order-button-wording" not in stack("us-ca", "house").rules()


# Files of a user


def test_a_users_pack_stands_beside_feelints(tmp_path: Path) -> None:
    own = load_packs([written(tmp_path, PACK)])
    assert default_packs("DE", None, DAY, {**PACKS, **own}) == ["de", "eu", "mine", "house"]
    assert own["mine"].at(DAY).severity("order-button-wording") == "off"


def test_the_digest_tells_one_text_from_another(tmp_path: Path) -> None:
    first = load_packs([written(tmp_path, PACK)])["mine"].digest
    assert first == load_packs([tmp_path])["mine"].digest
    assert first != load_packs([written(tmp_path, PACK + "# later\n")])["mine"].digest


def test_decimals_are_exact(tmp_path: Path) -> None:
    text = PACK + '[[params.card_surcharge]]\nmethods = ["card"]\npolicy = "capped"\ncap_percent = 2.9\n'
    (term,) = load_packs([written(tmp_path, text)])["mine"].at(DAY).params.surcharges({"card"})
    assert term.cap_percent == Decimal("2.9")


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ("[params]", "[params", "mine.toml: ", "TOML"),
        ("tax_in_price =", "tax_in_prize =", "mine.toml:8: unknown key 'params.tax_in_prize'", "'tax_in_price'"),
        ('"must-include"', '"sometimes"', "mine.toml:8: key 'params.tax_in_price': Input should be 'must-include'", ""),
        ('"error"', '"fatal"', "mine.toml:11: key 'severity.drip-mandatory-fee': Input should be 'critical'", ""),
        ('["DE"]', '["Germany"]', "mine.toml:5: key 'jurisdiction': Value error, 'Germany' is not", ""),
        ('["DE"]', "[]", "key 'jurisdiction'", ""),
        ('title = "Mine"', 'titel = "Mine"', "mine.toml:3: unknown key 'titel'", "'title'"),
        ('title = "Mine"', 'title = "Mine"\nsectors = ["planes"]', "key 'sectors.0'", ""),
        ('title = "Mine"', 'title = "Mine"\nenabled = false', "disabled_reason must be given", ""),
        ('title = "Mine"', 'title = "Mine"\ndigest = "0"', "unknown key 'digest'", ""),
        ('id = "mine"', 'id = "yours"', "'yours' is not the file's name", "'mine'"),
        ('title = "Mine"\n', "", "mine.toml: key 'title': Field required", ""),
        ("[params]", '[citations]\nother-rule = ["X"]\n[params]', "citations names 'other-rule'", ""),
        ("[params]", '[rule_sectors]\nother-rule = ["air"]\n[params]', "rule_sectors names 'other-rule'", ""),
        ("[params]", '[params]\nexcluded_kinds = ["tax"]\nexcluded_if_disclosed = ["tax"]', "more than one list", ""),
        ("[params]", '[params]\ntip_base = [{from = "May", value = "before-tax"}]', "tip_base: 'from' is a day", ""),
        ("[params]", "[params]\ntip_base = [{from = 2026-01-01}]", "tip_base: a dated entry has 'value'", ""),
        ("[params]", "[params]\nunit_price = [{from = 2026-01-01, value = 7}]", "key 'params.unit_price'", ""),
    ],
)
def test_errors_name_file_and_key(tmp_path: Path, old: str, new: str, message: str, hint: str) -> None:
    assert old in PACK
    with pytest.raises(ConfigError) as caught:
        load_packs([written(tmp_path, PACK.replace(old, new))])
    assert "mine.toml" in str(caught.value)
    assert message in str(caught.value)
    assert hint in caught.value.hint
    assert caught.value.hint


_BAN = '[[params.card_surcharge]]\nmethods = ["card"]\npolicy = "banned"\n'
_CAP = _BAN.replace("banned", "capped")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[params]", '[params]\nexcluded_kinds = ["tax"]', ":8: tax_in_price = 'must-include', but excluded_kinds lets"),
        ('tax_in_price = "must-include"', 'handling_in_price = "must-include"\nexcluded_if_disclosed = ["handling"]',
         ":9: handling_in_price = 'must-include', but excluded_if_disclosed lets 'handling' stand outside"),
        ('tax_in_price = "must-include"',
         'shipping_in_price = "must-include"\nexcluded_if_not_calculable = ["fulfillment"]',
         ":9: shipping_in_price = 'must-include', but excluded_if_not_calculable lets 'fulfillment'"),
        ("[params]", "effective_from = 2026-05-01\neffective_to = 2026-04-30\n[params]", ":8: effective_to 2026-04-30"),
        ("[params]", 'sectors = ["air", "goods"]\nexempt_sectors = ["air"]\n[params]', ":8: the sector 'air' is both"),
        ("[severity]", f"{_BAN}cap_percent = 3\n[severity]", ":12: card_surcharge: policy 'banned' has no cap"),
        ("[severity]", f"{_CAP}[severity]", ":12: card_surcharge: policy 'capped' needs cap_percent or cap_cost"),
        ("[severity]", f"{_CAP}cap_cost = true\n{_BAN}[severity]", ":15: card_surcharge: entries 1 and 2 both hold"),
        ("[severity]", _BAN.replace("card\"", "kreditkarte\"") + "[severity]",
         ":11: card_surcharge: no means of payment is called 'kreditkarte'"),
        ("[severity]", f"{_BAN}from = 2026-05-01\nuntil = 2026-05-01\n[severity]", ":14: card_surcharge: until"),
        ("[severity]", "[[params.unit_price]]\nfrom = 2026-05-01\nvalue = true\n[[params.unit_price]]\n"
         "from = 2026-05-01\nvalue = false\n[severity]", ":14: unit_price: entries 1 and 2 both hold from 2026-05-01"),
        ('tax_in_price = "must-include"', "unit_price = [{value = true}, {value = false}]", ":8: unit_price: entries 1 and"),
    ],
)  # fmt: skip
def test_a_pack_that_contradicts_itself_is_told_with_file_and_line(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        load_packs([written(tmp_path, PACK.replace(old, new))])
    assert f"mine.toml{message}" in str(caught.value)
    assert caught.value.hint


def test_a_later_entry_for_the_same_takes_over_and_contradicts_nothing(tmp_path: Path) -> None:
    later = f"{_BAN}from = 2026-05-01\n{_CAP}cap_percent = 2\n[severity]"
    mine = load_packs([written(tmp_path, PACK.replace("[severity]", later))])["mine"]
    policies = [mine.at(day).params.surcharges(["card"])[0].policy for day in (date(2026, 4, 30), date(2026, 5, 1))]
    assert policies == ["capped", "banned"]


def test_packs_may_name_every_means_of_payment_that_pages_are_read_for() -> None:
    read = {key.replace("_", "-") for _, key, _ in terms("method")}
    words = (set().union(*described(frozenset({one}))) for one in read)
    assert read.union({"any"}, *words) == METHODS


def test_an_id_may_occur_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        written(tmp_path / name, PACK)
    with pytest.raises(ConfigError, match="'mine' is defined twice"):
        load_packs([tmp_path / "a", tmp_path / "b"])
    with pytest.raises(ConfigError, match="no such directory"):
        load_packs([tmp_path / "c"])
