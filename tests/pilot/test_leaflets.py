"""Which links to pages of terms, delivery, returns and fees may be fetched: an innocent GET that orders must not be one."""

from __future__ import annotations

import pytest

from feelint.extract.lexicon import LANGUAGES
from feelint.model.words import Stage
from feelint.pilot.leaflets import acts, leaflet_kinds, leaflet_links
from tests.pilot.scenes import BILL, scene, spelled

NAMES = [
    ("Terms & Conditions", "terms"), ("AGB", "terms"), ("zzgl. Versandkosten", "delivery"), ("CGV", "terms"),
    ("Frais de port", "delivery"), ("Política de devoluciones", "returns"), ("Resi e rimborsi", "returns"),
    ("Algemene voorwaarden", "terms"), ("Trocas e devoluções", "returns"), ("Regulamin sklepu", "terms"),
    ("Köpvillkor", "terms"), ("特定商取引法に基づく表記", "terms"), ("送料について", "delivery"), ("Fees", "fees"),
    ("Zahlungsarten", "fees"), ("Price list", "fees"),
]  # fmt: skip
OTHERS = [
    "", "Home", "Impressum", "Our story", "Free delivery on all shoes of our summer collection", "Reviews (120)",
    "Delivery address of the order that you placed on 3 May", "Careers", "Lamp “Returns of the king”, oak, 30 cm",
]  # fmt: skip
ACTING = [
    "/order", "/order/place", "/placeOrder", "/bestellen", "/kaufen", "/checkout/terms", "/basket/add?item=terms",
    "/terms?action=order", "/terms?confirm=1", "/terms/accept", "/confirm-order", "/do/order", "/legal?token=abc",
    "/terms?csrf=1", "/zamowienie/potwierdz?regulamin=1", "/logout?next=terms", "/terms?do=pay",
    "/commander", "/comprar-ahora", "/acquista-ora", "/%62estellen", "/terms/remove", "/newsletter/subscribe",
]  # fmt: skip
PAGES = [
    "/terms", "/agb", "/versand-und-zahlung", "/policies/shipping-policy", "/zahlungsarten", "/pages/delivery-returns",
    "/cgv", "/order-terms", "/index.php?route=information/information&information_id=5", "/?p=12", "/cms.html?id=agb",
    "/pl/regulamin", "/customer-service/returns.html", "/help/payments", "/conditions-de-vente", "/info/fees",
]  # fmt: skip


def urls(body: str, stage: Stage = Stage.PRODUCT, page: str = "https://shop.test/p") -> list[str]:
    return [link.url for link in leaflet_links(scene(body, url=page), stage)]


@pytest.mark.parametrize(("name", "kind"), NAMES)
def test_words_tell_such_a_page(name: str, kind: str) -> None:
    assert leaflet_kinds(name) == (kind,)


@pytest.mark.parametrize("name", OTHERS)
def test_other_words_do_not(name: str) -> None:
    assert leaflet_kinds(name) == ()


@pytest.mark.parametrize("path", ACTING)
def test_an_address_that_looks_like_doing_something_is_left_alone(path: str) -> None:
    assert acts(f"https://shop.test{path}")
    assert urls(f'<a href="{path}">Terms and conditions</a>') == []


@pytest.mark.parametrize("path", PAGES)
def test_an_address_of_a_page_is_fetched(path: str) -> None:
    assert not acts(f"https://shop.test{path}")
    assert urls(f'<a href="{path}">Terms and conditions</a>') == [f"https://shop.test{path}"]


def test_only_links_of_the_same_site_each_once_and_no_files() -> None:
    body = """<a href="/terms">Terms</a><a href="/terms#fees">Fees</a><a href="//other.test/terms">Terms</a>
    <a href="http://shop.test/terms">Terms</a><a href="https://shop.test:8443/terms">Terms</a><a href="/p#terms">Terms</a>
    <a href="/terms.pdf">Terms</a><a href="javascript:order()">Terms</a><a href="mailto:a@shop.test">Terms</a>
    <a>Terms</a><button formaction="/terms">Terms</button><a href="/fees" role="button">Fees</a>
    <form action="/returns"><button>Returns</button></form>"""
    assert urls(body) == ["https://shop.test/terms"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_orders_is_never_fetched_whatever_its_address(lang: str) -> None:
    words = [name for one, _, name in spelled("control", "pay_ok", "order_weak") if one == lang]
    assert len(words) > 5
    page = scene("".join(f'<a href="/terms/{number}">{name}</a>' for number, name in enumerate(words)))
    assert [link.words for stage in Stage for link in leaflet_links(page, stage)] == []


@pytest.mark.parametrize("stage", [Stage.BASKET, Stage.DETAILS, Stage.DELIVERY, Stage.PAYMENT])
def test_a_link_that_only_a_later_page_has_is_fetched(stage: Stage) -> None:
    body = f'<h1>Your details</h1>{BILL}<a href="/terms">Terms and conditions</a><button>Continue</button>'
    assert urls(body, stage) == ["https://shop.test/terms"]


def test_what_the_fences_refuse_is_not_fetched() -> None:
    body = f'<h1>Review your order</h1>{BILL}<a href="/terms">Terms</a><button>Place order</button>'
    assert urls(body, Stage.PRODUCT)
    assert urls(body, Stage.REVIEW) == []
    card = '<form><input name=cardnumber autocomplete=cc-number></form><a href="/terms">Terms</a>'
    assert urls(card, Stage.PAYMENT) == []
