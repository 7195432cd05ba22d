"""Putting the item into the basket: what it needs first, whose button it is, and what a refusal asks for."""

from __future__ import annotations

import pytest

from feelint.model.scene import Scene
from feelint.model.walk import Action, Decision
from feelint.model.words import Outcome, Stage
from feelint.pilot import Memory, decide, signature
from feelint.pilot.advance import candidates
from feelint.pilot.forms import work
from feelint.pilot.quantities import is_quantity
from feelint.pilot.reasons import blocked
from feelint.pilot.swatches import missing_variant
from tests.pilot.scenes import after_adding, done, memory, named, scene, step

SIZES = "<label>* Taille <select name='option[226]'><option value=''>Choisir</option>{}</select></label>"
FIRST = SIZES.format("<option value=15>Petit 130 × 180</option><option value=16>Grand (+24,60 €)</option>")


def test_a_select_whose_entries_are_only_numbered_is_no_count() -> None:
    page = scene(
        f"{FIRST}<label>Personnes <select><option value=1>1 adulte</option><option value=2>2 adultes</option></select></label>"
    )
    assert [is_quantity(control) for control in page.controls] == [False, True]


@pytest.mark.parametrize(
    ("lang", "entries", "taken"),
    [
        ("fr", "<option value=a>Grand (+24,60 €)</option><option value=b>Petit</option>", "b"),
        ("de", "<option value=a>Groß 45,00 €</option><option value=b>Klein 39,00 €</option>", "b"),
        ("en", "<option value=a>Oak (+$9.00)</option><option value=b>Pine (+$4.50)</option>", "b"),
        ("en", "<option value=a>Oak</option><option value=b>Pine</option>", "a"),
        ("ja", "<option value=a>大 +1,000円</option><option value=b>小</option>", "b"),
        ("en", "<option value=a disabled>Pine</option><option value=b>Oak (+$9.00)</option>", "b"),
    ],
)
def test_of_a_select_box_the_cheapest_entry_is_taken(lang: str, entries: str, taken: str) -> None:
    price = {"en": "$40.00", "ja": "4,000円"}.get(lang, "40,00 €")
    page = scene(
        f"<h1>X</h1><p>{price}</p><select aria-label=Y required><option value=''>–</option>{entries}</select>", lang
    )
    assert [action.value for action in work(page, memory(), Stage.PRODUCT).actions] == [taken]


def item(form: str, told: str = "") -> str:
    others = "".join(
        f"<div><a href=/{n}><h4>{n}</h4></a><p>55,00 €</p><button>Ajouter au panier</button></div>" for n in "AB"
    )
    return f"<h1>Plaid</h1><h2>73,80 €</h2>{form}{told}<button>Mettre au panier</button><h3>Voir aussi</h3>{others}<a href=/c>Panier (0)</a>"


def test_the_size_is_chosen_first_and_the_item_s_own_button_pressed() -> None:
    actions = done(decide(scene(item(FIRST), "fr"), memory("FR"))[0])
    assert actions == [("choose", "* Taille"), ("press", "Mettre au panier")]


def test_a_complaint_about_what_the_item_needs_sends_it_in_again() -> None:
    """The press was made, the page complains of a field: no way to the basket yet."""
    engraving = "<label>Texte à graver <input name=t{}></label>"
    before = scene(item(engraving.format("")), "fr")
    told = "<div class=error role=alert>Le texte à graver est obligatoire !</div>"
    after = scene(item(engraving.format(" aria-invalid=true"), told), "fr")
    decision, _ = decide(after, step(before, memory("FR")))
    assert done(decision) == [("fill", "Texte à graver"), ("press", "Mettre au panier")]


def test_a_press_that_the_page_forestalled_counts_as_not_made() -> None:
    page = scene(item(""), "fr")
    noted = step(page, memory("FR"), "changed: its controls")
    assert noted.pressed == ()
    assert done(decide(page, noted)[0]) == [("press", "Mettre au panier")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Your shopping cart is currently empty"), ("de", "Ihr Warenkorb ist momentan leer"),
        ("fr", "Votre panier d'achat est vide"), ("es", "El carrito de la compra está vacío"),
        ("it", "Il tuo carrello al momento è vuoto"), ("nl", "Je winkelmandje is momenteel leeg"),
        ("pt", "O seu carrinho de compras está vazio!"), ("pl", "Twój koszyk jest obecnie pusty"),
        ("sv", "Din varukorg är för närvarande tom"), ("ja", "カゴに商品がありません"),
    ],
)  # fmt: skip
def test_an_empty_basket_in_ten_languages(lang: str, text: str) -> None:
    assert blocked(scene(f"<h1>…</h1><p>{text}</p>", lang), Stage.BASKET) == "empty-basket"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Order history"), ("de", "Meine Bestellungen"), ("fr", "Historique des commandes"),
        ("es", "Historial de pedidos"), ("it", "I miei ordini"), ("nl", "Bestelgeschiedenis"),
        ("pt", "Histórico de encomendas"), ("pl", "Historia zamówień"), ("sv", "Orderhistorik"), ("ja", "注文履歴"),
    ],
)  # fmt: skip
def test_old_orders_are_no_way_on(lang: str, text: str) -> None:
    page = scene(f"<h1>…</h1><a href=/o>{text}</a>", lang)
    assert candidates(page, memory(), Stage.BASKET, set())[0] == []


TERMS = "<h1>Payment</h1><form><p>I have read the <a href=/t>Terms</a> <input type=checkbox name=agree> &nbsp;</p><button>Continue</button></form>"


@pytest.mark.parametrize(
    ("stage", "repair", "expected"),
    [
        (Stage.PAYMENT, False, []),
        (Stage.PAYMENT, True, ["I have read the Terms"]),
        (Stage.REVIEW, True, []),
    ],
)
def test_terms_at_the_payment_are_accepted_once_the_page_insists(
    stage: Stage, repair: bool, expected: list[str]
) -> None:
    """The box has no label but the words before it; on the last page it is never ticked."""
    asked = work(scene(TERMS), memory(), stage, repair=repair).actions
    assert [action.name for action in asked if action.kind == "tick"] == expected


@pytest.mark.parametrize(
    ("lang", "steps", "reached"),
    [
        ("es", "Dirección Envío Pago Confirmar", False), ("es", "Dirección Envío Pago Confirmación", True),
        ("nl", "Adres Verzending Betaling Voltooien", False), ("nl", "Adres Verzending Betaling Bevestiging", True),
        ("fr", "Adresse Livraison Paiement Confirmer", False), ("pl", "Adres Dostawa Płatność Zatwierdź", False),
        ("en", "Address Delivery Payment Confirm", False), ("en", "Address Delivery Payment Complete", True),
    ],
)  # fmt: skip
def test_a_step_called_by_what_is_still_to_do_is_ahead(lang: str, steps: str, reached: bool) -> None:
    """A verb asks the customer for something; a noun or participle tells of what comes behind the order."""
    names = steps.split()
    marks = "".join(f"<li{' aria-current=step' if n == 2 else ''}>{name}</li>" for n, name in enumerate(names))
    go_on = {"es": "Continuar", "nl": "Volgende", "fr": "Continuer", "pl": "Dalej", "en": "Continue"}[lang]
    total = "<table><tr><td>X</td><td>40,00 €</td></tr><tr><th>Total</th><td>40,00 €</td></tr></table>"
    page = scene(
        f"<ol>{marks}</ol><h1>{names[2]}</h1>{total}<form><label><input type=radio name=p checked> IBAN-Überweisung</label><button>{go_on}</button></form>",
        lang,
    )
    details = (
        "<h1>Details</h1><form><label>First name <input></label><label>City <input></label><button>Next</button></form>"
    )
    decision, _ = decide(page, step(scene(details), after_adding()))
    assert (getattr(decision, "outcome", None) is Outcome.REACHED) is reached
    assert reached or done(decision)[-1] == ("press", go_on)


def test_a_sign_with_a_tip_is_called_by_its_tip() -> None:
    page = scene(
        "<button title=Remover><i>✖</i></button><button title=Atualizar><i class=fa>↻</i></button><button title=x>Ok</button>",
        "pt",
    )
    assert [control.name for control in page.controls] == ["Remover", "Atualizar", "Ok"]
    assert "remove" in named(page, "Remover").classes


def test_the_shop_s_name_is_not_the_item_s() -> None:
    body = "<div id=logo><h1><a href=/>Wool & Co.</a></h1></div><h1>Blanket</h1><p>£40.00</p>"
    assert scene(body).item_name == "Blanket"
    assert scene("<header><h1>Wool & Co.</h1></header>").item_name == "Wool & Co."


@pytest.mark.parametrize(
    ("lang", "button", "answered"),
    [
        ("nl", "In winkelwagen", True),
        ("sv", "Lägg i varukorgen", True),
        ("ja", "カートに入れる", True),
        ("pl", "Dodaj do koszyka", False),
    ],
)
def test_what_was_asked_for_is_answered_and_the_item_put_in_again(lang: str, button: str, answered: bool) -> None:
    """Two presses were in vain; then a box was ticked, and nothing else leads on."""
    page = scene(
        f"<h1>Fest</h1><p>30 €</p><form><label><input type=checkbox> Fredag</label><button>{button}</button></form>",
        lang,
    )
    press = Decision(stage=Stage.PRODUCT, actions=(Action(kind="press", name=button),), why="", intent="add_to_cart")
    tick = Decision(stage=Stage.PRODUCT, actions=(Action(kind="tick", name="Fredag"),), why="", intent="fill")
    met = memory()
    for made in (press, press, *([tick] if answered else [])):
        met = met.with_visit(signature(page), page.url, made)
    decision, _ = decide(page, met)
    assert (getattr(decision, "intent", "") == "add_to_cart") is answered


TWINS = "<h1>Lampe</h1><p>40,00 €</p>{}<form><button>In den Warenkorb</button></form><form><button>In den Warenkorb</button></form>"


@pytest.mark.parametrize("told", ["", "<div role=alert class=error>Das hat leider nicht geklappt.</div>"])
def test_of_two_buttons_that_are_alike_the_other_one_is_pressed_when_the_first_did_nothing(told: str) -> None:
    """Whether the page then complains or not."""
    before, after = scene(TWINS.format(""), "de"), scene(TWINS.format(told), "de")
    assert {_pressed(before, memory("DE")), _pressed(after, step(before, memory("DE")))} == {0, 1}


def test_what_was_only_filled_in_is_no_press_in_vain() -> None:
    page = scene(TWINS.format(""), "de")
    filled = Decision(
        stage=Stage.PRODUCT, actions=(Action(kind="fill", node=1, value="x", name="Gravur"),), why="", intent="fill"
    )
    assert _pressed(page, memory("DE").with_visit(signature(page), page.url, filled)) == _pressed(page, memory("DE"))


def _pressed(page: Scene, known: Memory) -> int:
    """Which of the buttons is pressed."""
    decision, _ = decide(page, known)
    assert isinstance(decision, Decision), decision
    buttons = [control.node for control in page.controls if control.name == "In den Warenkorb"]
    return buttons.index(decision.actions[-1].node)


@pytest.mark.parametrize(
    ("less", "more"), [("- Barn: minska", "+ Barn: höj"), ("−", "+"), ("– Dorosły: mniej", "+ Dorosły: jeszcze")]
)
def test_what_moves_a_number_is_no_variant(less: str, more: str) -> None:
    """Whatever words it bears: pressed as a variant beside the number that was filled in it would put in two."""
    steps = f"<button type=button>{less}</button><button type=button>{more}</button>"
    page = "<h1>Cirkus</h1><p>30 kr</p><form>{}<button>Lägg i varukorgen</button></form>"
    assert missing_variant(scene(page.format(steps), "sv"), memory()) is None
    sizes = "<button type=button>Liten</button><button type=button>Stor</button>"
    found = missing_variant(scene(page.format(sizes), "sv"), memory())
    assert found is not None
    assert found.name == "Liten"
