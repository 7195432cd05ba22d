"""Which control leads on, of all that might."""

from __future__ import annotations

import pytest

from feelint.model.words import Stage
from feelint.pilot.advance import candidates
from feelint.pilot.memory import Memory
from tests.pilot.scenes import BILL, after_adding, memory, scene, step


def ways(body: str, stage: Stage, remembered: Memory | None = None, lang: str = "en") -> list[str]:
    seen = scene(body, lang)
    touched = {c.form for c in seen.controls if c.form >= 0 and c.intents[0] == "field"}
    found, _ = candidates(seen, remembered or memory(), stage, touched)
    return [way.control.name for way in found]


def buttons(*names: str) -> str:
    return "".join(f"<p><button>{name}</button></p>" for name in names)


@pytest.mark.parametrize(
    ("lang", "stage", "names", "best"),
    [
        ("en", Stage.PRODUCT, ("Add to wishlist", "Add to basket", "Compare"), "Add to basket"),
        ("de", Stage.PRODUCT, ("Merken", "In den Warenkorb"), "In den Warenkorb"),
        ("fr", Stage.BASKET, ("Continuer mes achats", "Passer la commande", "Mettre à jour"), "Passer la commande"),
        ("es", Stage.BASKET, ("Seguir comprando", "Tramitar pedido"), "Tramitar pedido"),
        ("it", Stage.DETAILS, ("Accedi", "Continua"), "Continua"),
        ("nl", Stage.DETAILS, ("Terug", "Verder"), "Verder"),
        ("pt", Stage.DELIVERY, ("Voltar", "Continuar"), "Continuar"),
        ("pl", Stage.DELIVERY, ("Wstecz", "Dalej"), "Dalej"),
        ("sv", Stage.PAYMENT, ("Tillbaka", "Fortsätt"), "Fortsätt"),
        ("ja", Stage.BASKET, ("買い物を続ける", "レジに進む"), "レジに進む"),
        ("en", Stage.BASKET, ("Continue shopping", "Checkout", "Apple Pay", "Remove"), "Checkout"),
        ("en", Stage.DETAILS, ("Log in", "Continue as guest", "Create an account"), "Continue as guest"),
    ],
)
def test_the_best_way(lang: str, stage: Stage, names: tuple[str, ...], best: str) -> None:
    """Not back, not away, not to a wish list."""
    assert ways(buttons(*names), stage, lang=lang)[0] == best


def test_the_form_that_was_filled_in_leads_on() -> None:
    """Of two "Continue" buttons the one of the touched form; a nameless verb of that form will do."""
    body = "<form><button>Continue</button></form><form><input name=city><button>Continue now</button></form>"
    assert ways(body, Stage.DETAILS)[0] == "Continue now"
    assert ways("<form><input name=city><button>Zork</button></form>", Stage.DETAILS) == ["Zork"]
    assert ways("<form><button>Zork</button></form>", Stage.DETAILS) == []


def test_the_button_that_put_the_item_in_is_no_way_on_whatever_it_is_called_now() -> None:
    """ "Done!" for a moment: once more would put in another. Turned into the way to the basket it is one."""
    page = "<h1>Lampe</h1><p class=price>40,00 €</p><form><button>{}</button></form>"
    before = step(scene(page.format("In den Warenkorb"), "de"), memory("DE"))
    assert ways(page.format("Fertig!"), Stage.PRODUCT, before, "de") == []
    assert ways(page.format("Zum Warenkorb"), Stage.PRODUCT, before, "de") == ["Zum Warenkorb"]
    assert ways(page.format("Jetzt kaufen"), Stage.PRODUCT, before, "de") == []


def test_a_drawn_word_that_may_order_is_no_way_on_once_the_item_is_in() -> None:
    """ "Done!", drawn over the button for a moment; a drawn way to the basket is one."""
    page = "<h1>Lampe</h1><p class=price>40,00 €</p>{}"
    before = step(
        scene("<h1>Lampe</h1><p class=price>40,00 €</p><form><button>In den Warenkorb</button></form>", "de"),
        memory("DE"),
    )
    for body, expected in (
        ("<div onclick=x()>Bestellen</div>", []),
        ("<div onclick=x()>Zum Warenkorb</div>", ["Zum Warenkorb"]),
    ):
        assert ways(page.format(f"<p>{body}</p>"), Stage.PRODUCT, before, "de") == expected


def test_what_begins_with_a_cross_closes() -> None:
    drawer = "<div role=dialog><a href=#x>{}Bekijk winkelwagen</a><button>Naar de kassa</button></div>"
    assert ways(drawer.format("✕ "), Stage.PRODUCT, after_adding(), "nl") == ["Naar de kassa"]
    assert "Bekijk winkelwagen" in ways(drawer.format(""), Stage.PRODUCT, after_adding(), "nl")


def test_a_menus_account_leads_to_no_basket() -> None:
    link = "<nav><a href=/join>{}</a></nav><h1>Mug</h1><p class=price>£12.00</p>"
    assert [ways(link.format(name), Stage.PRODUCT, after_adding()) for name in ("Register", "Create an account")] == [
        [],
        [],
    ]
    assert ways(link.format("Create an account"), Stage.DETAILS, after_adding()) == ["Create an account"]


@pytest.mark.parametrize(("lang", "name"), [("de", "Konto anlegen"), ("fr", "Créer un compte"), ("ja", "新規会員登録")])
def test_a_menus_account_is_no_way_on_where_the_address_is_asked_for(lang: str, name: str) -> None:
    """It would lose what was filled in; where nothing is asked for yet, it is one."""
    link = f"<nav><a href='/new'>{name}</a></nav>"
    assert ways(link, Stage.DETAILS, lang=lang) == [name]
    assert ways(f"{link}<form><input type=email autocomplete=email></form>", Stage.DETAILS, lang=lang) == [name]
    assert ways(f"{link}<form><input autocomplete=street-address></form>", Stage.DETAILS, lang=lang) == []


def test_the_only_button_of_a_form_without_a_submit_sends_it() -> None:
    """A page that asks for the place first has a plain button under it; beside a submit, or another, it is none."""
    plain = "<button type=button>Zork</button>"
    assert ways(f"<form><input name=city>{plain}</form>", Stage.DETAILS) == ["Zork"]
    assert ways(f"<form><input name=city>{plain}<button>Blip</button></form>", Stage.DETAILS) == ["Blip"]
    assert ways(f"<form><input name=city>{plain}<button type=button>Blip</button></form>", Stage.DETAILS) == []
    assert ways(f"<form><input name=city></form>{plain}", Stage.DETAILS) == []


def test_after_adding_the_basket_is_next() -> None:
    body = "<a href=/b>Basket (1)</a>" + buttons("Add to basket") + "<a href=/c>Checkout</a>"
    assert ways(body, Stage.PRODUCT, after_adding())[:2] == ["Basket (1)", "Checkout"]
    assert ways(body, Stage.PRODUCT) == ["Add to basket"]


def test_what_unfolds_the_basket_of_this_page_does_not_lead_on() -> None:
    body = "<details open><summary>Your cart 29:54</summary>" + BILL + buttons("Checkout") + "</details>"
    assert ways(body, Stage.PRODUCT, after_adding()) == ["Checkout"]


def test_the_item_is_not_added_twice() -> None:
    """Where nothing leads to the basket, adding once more is no way to it."""
    assert "Add to basket" not in ways(buttons("Add to basket"), Stage.PRODUCT, after_adding())


def test_named_after_a_later_stage() -> None:
    """ "To the payment method" says no verb that the words know, and leads on all the same."""
    assert ways(buttons("Payment method"), Stage.DELIVERY) == ["Payment method"]
    assert ways(buttons("Delivery address"), Stage.PAYMENT) == []


def test_through_the_drawer() -> None:
    """What stands in the overlay that the way leads through comes first."""
    body = "<a href=/c>Checkout</a><dialog open>Added <button>Go to checkout</button></dialog>"
    assert ways(body, Stage.PRODUCT, after_adding())[0] == "Go to checkout"


def test_refused_ones_are_named() -> None:
    found, refused = candidates(scene(BILL + buttons("Pay now", "Continue")), memory(), Stage.PAYMENT, set())
    assert [way.control.name for way in found] == ["Continue"]
    assert refused == []
    body = "<form><input autocomplete=cc-number><button>Continue</button></form>"
    found, refused = candidates(scene(body), memory(), Stage.PAYMENT, set())
    assert (found, len(refused)) == ([], 1)
    assert refused[0].startswith("Continue: ")


def test_what_led_nowhere_falls_back() -> None:
    """Pressed twice without effect, it gives way to another."""
    seen = scene(buttons("Continue", "Next"))
    first, _ = candidates(seen, memory(), Stage.DETAILS, set())
    tried = memory()
    name = first[0].control.name
    tried = Memory(tried.start_url, tried.persona, pressed=(f"details|continue|{name}",) * 2)
    second, _ = candidates(seen, tried, Stage.DETAILS, set())
    assert second[0].control.name != name


def test_disabled_and_hidden_ones_are_no_way() -> None:
    assert ways("<button disabled>Continue</button><button hidden>Continue</button>", Stage.DETAILS) == []


@pytest.mark.parametrize("names", [("Continue",), ("Place order", "Next"), ("Checkout", "Add to basket")])
def test_nothing_leads_on_from_the_last_page(names: tuple[str, ...]) -> None:
    assert ways(BILL + buttons(*names), Stage.REVIEW) == []


def test_the_button_of_the_items_form_is_pressed_whatever_it_says() -> None:
    """Where no known words put the item into the basket; not a link to another page, a search or a letter."""
    page = (
        "<nav><a href=/hire>Car hire</a></nav><form role=search><input name=q type=search><button>Zork</button></form>"
        "<h1>Sydney to Hobart</h1><p class=price>$68.00</p><form method=post><input type=hidden name=f><button>Pick this"
        " one</button></form><form><label>E-mail<input name=email></label><button>Send</button></form>"
    )
    ways, _ = candidates(scene(page), memory("AU"), Stage.PRODUCT, set(), anew=True)
    assert ways[0].control.name == "Pick this one"
    assert "Zork" not in [way.control.name for way in ways]


@pytest.mark.parametrize("name", ["Add to basket", "Buy now"])
def test_known_words_come_before_the_button_at_the_price(name: str) -> None:
    page = (
        f"<h1>Lamp</h1><p class=price>£40.00</p><form><button>Pick</button></form><form><button>{name}</button></form>"
    )
    ways, _ = candidates(scene(page), memory(), Stage.PRODUCT, set(), anew=True)
    assert ways[0].control.name == name


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("<a href=/shop/cart><i class=i></i> 1/US$ 39.90</a>", True),
        ("<a href='/boutique/panier/'><img src=b.svg>2</a>", True),
        ("<a href=/shop/warenkorb.html>12,00 €</a>", True),
        ("<a href=/shop/cart/7/remove>×</a>", False),
        ("<a href=/shop/merkzettel>2</a>", False),
        ("<a href=/shop/cart>Louise Bourgeois</a>", False),
    ],
)
def test_a_link_without_words_is_called_after_its_address(link: str, leads: bool) -> None:
    """An icon with a count or a sum leads to the basket if the last part of its address says so."""
    assert bool(ways(link, Stage.PRODUCT, after_adding())) is leads


def test_a_link_to_what_lies_behind_leads_back() -> None:
    """ "Review order" in the step list has the basket's address: whatever it says, it is no way on."""
    basket = scene(BILL + "<a href=/pay>Checkout</a>", url="https://shop.test/en_GB/cart", title="Basket")
    walked = step(basket, after_adding())
    body = "<a href=/cart>Review your order</a><a href=/next>Continue</a>" + BILL
    seen = scene(body, url="https://shop.test/pay")
    assert [way.control.name for way in candidates(seen, walked, Stage.DELIVERY, set())[0]] == ["Continue"]
    assert "Review your order" in ways(body, Stage.DELIVERY)


@pytest.mark.parametrize(
    ("lang", "more", "no"),
    [
        ("it", "Sì, aggiungi", "No, grazie"),
        ("en", "Yes, add it", "No, thanks"),
        ("de", "Ja, hinzufügen", "Nein, danke"),
    ],
)
def test_what_is_offered_on_top_is_declined(lang: str, more: str, no: str) -> None:
    """A big button that adds it, a small link that does not, and a basket that was opened in vain before."""
    offer = f"<h3>Syrup</h3><p>€7.90</p><form method=post><button>{more}</button></form><a href=/c>{no}</a>"
    ways, _ = candidates(scene(offer, lang), after_adding(), Stage.PRODUCT, set())
    assert ways[0].control.name == no


def test_a_code_s_button_is_no_way_on() -> None:
    body = "<h1>Płatność</h1><button>Zastosuj kod rabatowy</button><button>Zastosuj</button>"
    assert ways(body, Stage.PAYMENT, lang="pl") == ["Zastosuj"]


@pytest.mark.parametrize("words", ["Lägg i kundvagn", "Lägg i kassen", "Lägg 2 i kundvagnen", "Agregar a la cesta"])
def test_words_for_putting_in(words: str) -> None:
    assert ways(buttons(words), Stage.PRODUCT, lang="sv") == [words]


@pytest.mark.parametrize(
    ("lang", "home"), [("it", "Pagina principale"), ("nl", "Homepagina"), ("fr", "Page d’accueil"), ("es", "Inicio")]
)
def test_the_first_page_of_the_shop_is_no_way_on(lang: str, home: str) -> None:
    """Some languages' word for a page begins like one for paying; as a fence it still counts."""
    menu = f"<a href=/>{home}</a><h1>Lampa</h1><p>40,00 €</p>"
    ways, _ = candidates(scene(menu, lang), memory(), Stage.PRODUCT, set(), anew=True)
    assert ways == []


def test_a_way_that_says_so_may_lead_to_the_first_address() -> None:
    page = scene("<h1>Basket</h1><a href=/>Checkout</a>", url="https://shop.test/basket")
    ways, _ = candidates(page, after_adding(), Stage.BASKET, set())
    assert [way.control.name for way in ways] == ["Checkout"]
