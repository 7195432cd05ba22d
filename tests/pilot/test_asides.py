"""Links of a menu that are called as a step of the checkout is, or begin like a word for ordering."""

from __future__ import annotations

import pytest

from feelint.model.words import Stage
from feelint.pilot.advance import candidates
from feelint.pilot.asides import asides, topics
from tests.pilot.scenes import memory, named, scene

FOOT = "<ul><li><a href=/about>{0}</a></li><li><a href=/d>{1}</a></li><li><a href=/r>{2}</a></li></ul>"


@pytest.mark.parametrize(
    ("lang", "about", "page", "terms"),
    [
        ("en", "About us", "Delivery and payment", "Returns"),
        ("de", "Über uns", "Versand & Zahlung", "Widerruf"),
        ("fr", "Qui sommes-nous", "Livraison et paiement", "Retours"),
        ("es", "Nosotros", "Envío y pago", "Devoluciones"),
        ("it", "Chi siamo", "Spedizione e pagamento", "Resi"),
        ("nl", "Over ons", "Verzending en betaling", "Retourneren"),
        ("pt", "Sobre nós", "Envio e pagamento", "Devoluções"),
        ("pl", "O firmie", "Dostawa i płatność", "Zwroty"),
        ("sv", "Om oss", "Frakt och betalning", "Returer"),
    ],
)
def test_a_page_of_the_footer_is_no_way_on(lang: str, about: str, page: str, terms: str) -> None:
    foot = FOOT.format(about, page, terms)
    seen = scene(f"<h1>1</h1><p>9,00 €</p><button>Next</button>{foot}", lang)
    assert asides(seen) >= {named(seen, page).node}
    for stage in (Stage.BASKET, Stage.DETAILS, Stage.PAYMENT):
        assert page not in [way.control.name for way in candidates(seen, memory(), stage, set())[0]]


@pytest.mark.parametrize(
    "body",
    [
        "<a href=/d>Dostawa i płatność</a>",
        "<a href=/>Wróć do sklepu</a><a href=/d>Dostawa i płatność</a>",
        "<a href=/>Kontynuuj zakupy</a><a href=/x>Sklep</a><a href=/y>Nowości</a><a href=/d>Dostawa i płatność</a>",
        "<a href=/a>O nas</a><a href=/b>Blog</a><p><button>Dalej</button></p><a href=/d>Dostawa i płatność</a>",
    ],
)
def test_alone_or_beside_the_way_back_it_is_the_way_on(body: str) -> None:
    assert not asides(scene(f"<h1>Koszyk</h1>{body}", "pl"))


def test_a_step_with_a_verb_is_the_way_on_beside_what_else_stands_in_its_row() -> None:
    row = "<a href=/a>O nas</a><a href=/b>Blog</a><a href=/d>Przejdź do płatności</a>"
    assert not asides(scene(f"<h1>Koszyk</h1>{row}", "pl"))


@pytest.mark.parametrize(
    ("lang", "others", "topic", "buy"),
    [
        ("sv", ("Cyklar", "Hjälmar"), "Däck & reservdelar", "Lägg till"),
        ("en", ("Bikes", "Helmets"), "Buying guides", "Select"),
    ],
)
def test_a_menu_s_topic_is_pressed_last_of_all(lang: str, others: tuple[str, str], topic: str, buy: str) -> None:
    menu = "".join(f"<li><a href=/{at}>{name}</a></li>" for at, name in enumerate((*others, topic)))
    seen = scene(f"<ul>{menu}</ul><h1>X</h1><p>90,00 kr</p><form><button>{buy}</button></form>", lang)
    assert topics(seen) == {named(seen, topic).node}
    found, _ = candidates(seen, memory(), Stage.PRODUCT, set(), anew=True)
    assert found[0].control.name == buy


def test_a_link_to_order_that_stands_alone_is_no_topic() -> None:
    assert not topics(scene("<h1>Night of jazz</h1><p>£20.00</p><a href=/o>Order tickets</a>"))


@pytest.mark.parametrize(
    ("href", "aside"),
    [("https://www.maker.example/", True), ("https://shop.test/b", False), ("/b", False), ("#", False)],
)
def test_a_link_to_another_site_that_only_begins_like_ordering_is_no_way_on(href: str, aside: bool) -> None:
    seen = scene(f"<h1>Pensão</h1><p>Feito com <a href='{href}'>Booking Suite</a></p>", "pt")
    link = named(seen, "Booking Suite")
    assert set(link.classes) == {"pay_verb"}
    assert (link.node in asides(seen)) is aside


def test_a_link_to_another_site_that_says_that_it_books_is_a_way_on() -> None:
    seen = scene("<h1>Pensão</h1><a href='https://www.bookings.example/p/7'>Reservar agora</a>", "pt")
    assert not asides(seen)
