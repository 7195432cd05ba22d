"""What is filled in, chosen and ticked before the walk goes on; and what never is."""

from __future__ import annotations

import pytest

from feelint.model.walk import Action
from feelint.model.words import Stage
from feelint.pilot.field import is_placeholder
from feelint.pilot.forms import Work, extra_key, is_paid_extra, work
from feelint.pilot.memory import Memory
from tests.pilot.scenes import BILL, after_adding, memory, scene, step

WORDS = pytest.mark.xfail(reason='"Please choose" is not among the words of select_option')


def at(body: str, stage: Stage = Stage.DETAILS, lang: str = "en", country: str = "GB", repair: bool = False,
       remembered: Memory | None = None) -> Work:  # fmt: skip
    return work(scene(body, lang), remembered or memory(country), stage, repair=repair)


def short(found: Work) -> list[tuple[str, str, str]]:
    return [(a.kind, a.name, a.datum or a.value) for a in found.actions]


def values(actions: list[Action]) -> dict[str, str]:
    return {action.name: action.value for action in actions}


def test_an_address_form() -> None:
    """Every field its datum; the country first, for it changes the others; optional ones left alone."""
    found = at(
        "<form><label>First name <input></label><label>Last name <input></label><label>Street <input></label>"
        "<label>City <input></label><label>Postcode <input></label><label>Company (optional) <input></label>"
        "<label>Email <input type=email></label><label>Phone <input type=tel></label>"
        "<label>Country <select><option value=''>Choose<option value=FR>France<option value=GB>United Kingdom</select></label>"
        "<label>Promo code <input></label></form>"
    )
    assert [a.datum for a in found.actions] == [
        "country", "first_name", "last_name", "street", "city", "postal_code", "email", "phone",
    ]  # fmt: skip
    assert values(found.actions)["Country"] == "GB"


@pytest.mark.parametrize(
    ("lang", "country", "labels", "data"),
    [
        ("de", "DE", ("Vorname", "Nachname", "Straße", "Hausnummer", "PLZ", "Ort"),
         ("first_name", "last_name", "street", "house_number", "postal_code", "city")),
        ("fr", "FR", ("Prénom", "Nom", "Adresse", "Code postal", "Ville"),
         ("first_name", "last_name", "street", "postal_code", "city")),
        ("es", "ES", ("Nombre", "Apellidos", "Código postal", "Ciudad"), ("first_name", "last_name", "postal_code", "city")),
        ("it", "IT", ("Nome", "Cognome", "CAP", "Città"), ("first_name", "last_name", "postal_code", "city")),
        ("nl", "NL", ("Voornaam", "Achternaam", "Postcode", "Woonplaats"), ("first_name", "last_name", "postal_code", "city")),
        ("pt", "PT", ("Nome", "Apelido", "Código postal", "Localidade"), ("first_name", "last_name", "postal_code", "city")),
        ("pl", "PL", ("Imię", "Nazwisko", "Kod pocztowy", "Miasto"), ("first_name", "last_name", "postal_code", "city")),
        ("sv", "SE", ("Förnamn", "Efternamn", "Postnummer", "Ort"), ("first_name", "last_name", "postal_code", "city")),
        ("ja", "JP", ("姓", "名", "郵便番号", "市区町村"), ("last_name", "first_name", "postal_code", "city")),
    ],
)  # fmt: skip
def test_address_forms_in_ten_languages(
    lang: str, country: str, labels: tuple[str, ...], data: tuple[str, ...]
) -> None:
    found = at(
        "<form>" + "".join(f"<label>{n} <input></label>" for n in labels) + "</form>", lang=lang, country=country
    )
    assert tuple(a.datum for a in found.actions) == data


@pytest.mark.parametrize(
    "html",
    [
        "<label>Card number <input required></label>", "<input autocomplete=cc-csc required>", "<label>IBAN <input required></label>",
        "<label>City <input readonly></label>", "<label>City <input disabled></label>", "<label>City <input value=Paris></label>",
        "<fieldset disabled><label>City <input></label></fieldset>", "<label>Search <input type=search></label>",
        "<label>Newsletter: your email <input type=email></label>", "<label>Coupon <input></label>",
        "<form><label>Name on card <input></label><label>City <input required></label></form>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("repair", [False, True])
def test_what_is_never_filled_in(html: str, repair: bool) -> None:
    """Means of payment, nor anything else in their form; read-only, disabled and filled fields; what is not on the way."""
    assert short(at(html, repair=repair)) == []


def test_a_legend_of_a_disabled_fieldset_is_alive() -> None:
    found = at(
        "<fieldset disabled><legend><label>City <input></label></legend><label>Postcode <input></label></fieldset>"
    )
    assert [a.datum for a in found.actions] == ["city"]


def test_a_log_in_form_is_left_alone() -> None:
    """Beside the guest's form."""
    found = at(
        "<form><label>Email <input type=email></label><label>Password <input type=password></label><button>Log in</button></form>"
        "<form><label>Email <input type=email></label><label>City <input></label><button>Continue</button></form>"
    )
    assert [a.datum for a in found.actions] == ["email", "city"]


def test_before_the_checkout_only_required_fields() -> None:
    assert short(at("<label>Your city <input></label>", Stage.BASKET)) == []
    assert [a.datum for a in at("<label>Postcode <input required></label>", Stage.BASKET).actions] == ["postal_code"]


def test_an_unknown_required_field() -> None:
    """What its type allows, or it is named as missing."""
    found = at("<label>Zork <input required></label><label>Blip <input required type=number min=3></label>"
               "<label>Gnarf <input required type=color></label>")  # fmt: skip
    assert [(a.name, a.value) for a in found.actions] == [("Zork", "Alex"), ("Blip", "3")]
    assert found.missing in ([], ["Gnarf"])


@pytest.mark.parametrize(
    ("example", "written"),
    [
        ("31-12-2000", "16-06-2027"), ("12/31/2000", "06/16/2027"), ("31/12/2000", "16/06/2027"),
        ("31.12.2000", "16.06.2027"), ("2000-12-31", "2027-06-16"), ("2000/12/31", "2027/06/16"),
        ("00.00", "12.00"), ("00:00", "12:00"), ("HH:MM", "12:00"), ("00h00", "12h00"),
        ("your club", "Alex"), ("01/02/2000", "Alex"), ("", "Alex"),
    ],
)  # fmt: skip
def test_an_unknown_required_field_is_written_like_its_example(example: str, written: str) -> None:
    found = at(f'<label>Zork <input placeholder="{example}" required></label>')
    assert values(found.actions) == {"Zork": written}


def test_a_required_number_that_stands_empty_is_no_quantity() -> None:
    found = at(
        "<form><label>Aantal jaren ervaring <input type=number name=y min=0 required></label>"
        "<label>Aantal <input type=number name=n min=1 value=1 required></label></form>",
        lang="nl",
    )
    assert list(values(found.actions)) == ["Aantal jaren ervaring"]


def test_selects() -> None:
    """A placeholder is replaced; what is preset stays."""
    choose = "<label>Title <select required><option value=''>Please choose<option>Ms<option>Mr</select></label>"
    assert [a.kind for a in at(choose).actions] == ["choose"]
    assert short(at("<label>Colour <select><option>Red<option>Blue</select></label>")) == []
    disabled = "<label>Size <select required><option value=''>-<option disabled>S<option>M</select></label>"
    assert [a.value for a in at(disabled).actions] == ["M"]


@pytest.mark.parametrize(
    ("options", "placeholder"),
    [pytest.param("<option value=0>Please choose", True, marks=WORDS), ("<option value=''>x", True), ("<option value=-1>x", True), ("<option>- choose -", True), ("<option value=0>Choose an option", True),
     ("<option value=1>Red", False), ("<option value=0>None", False)],
)  # fmt: skip
def test_placeholders_of_selects(options: str, placeholder: bool) -> None:
    assert is_placeholder(scene(f"<select>{options}<option value=2>y</select>").controls[0], 0) is placeholder


@pytest.mark.parametrize(
    ("lang", "label", "ticked"),
    [
        ("en", "I accept the terms and conditions", True), ("de", "Ich akzeptiere die AGB", True),
        ("fr", "J'accepte les conditions générales de vente", True), ("es", "Acepto los términos y condiciones", True),
        ("it", "Accetto i termini e le condizioni", True), ("nl", "Ik ga akkoord met de algemene voorwaarden", True),
        ("pt", "Aceito os termos e condições", True), ("pl", "Akceptuję regulamin", True),
        ("sv", "Jag godkänner köpvillkoren", True), ("ja", "利用規約に同意する", True),
        ("en", "Send me the newsletter", False), ("de", "Newsletter abonnieren", False),
        ("en", "Gift wrap £3.00", False), ("en", "Insurance £2.00", False), ("en", "Round up for charity", False),
    ],
)  # fmt: skip
def test_boxes(lang: str, label: str, ticked: bool) -> None:
    """Terms are accepted before the payment stage; news and extras are not wanted; nothing is ticked from payment on."""
    body = f"<form><label><input type=checkbox> {label}</label></form>"
    assert short(at(body, lang=lang)) == ([("tick", label, "")] if ticked else [])
    assert short(at(body, Stage.PAYMENT, lang=lang)) == []


def test_required_boxes() -> None:
    assert len(at("<label><input type=checkbox required> Zork</label>").actions) == 1
    assert at("<label><input type=checkbox required checked> Zork</label>").actions == []


def test_a_ticked_extra_is_noted_for_probes_and_stays() -> None:
    found = at("<label><input type=checkbox checked> Insurance £2.00</label>")
    assert (found.actions, [(c.kind, c.label, c.chosen) for c in found.choices]) == (
        [], [("untick", "Insurance £2.00", "on")],
    )  # fmt: skip


def test_a_probe_unticks() -> None:
    seen = scene("<label><input type=checkbox checked> Insurance £2.00</label>")
    told = memory(overrides=((extra_key(seen.controls[0]), "off"),))
    assert [a.kind for a in work(seen, told, Stage.DETAILS).actions] == ["untick"]


def test_a_probe_takes_the_free_option_beside_a_preset_extra() -> None:
    """Already on the product page, where other options are the item's variants and stay."""
    options = "".join(
        f"<label><input type=radio name=r value={n}{' checked' if n == 0 else ''}> {text}</label>"
        for n, text in enumerate(("Insurance £4.00", "No insurance £0.00"))
    )
    seen = scene(f"<form>{options}</form>")
    found = work(seen, memory(), Stage.PRODUCT)
    (choice,) = found.choices
    assert (choice.kind, found.actions) == ("untick", [])
    told = memory(overrides=((choice.key, choice.options[1]),))
    assert [(a.kind, a.name) for a in work(seen, told, Stage.PRODUCT).actions] == [("tick", "No insurance £0.00")]


def test_paid_extras() -> None:
    seen = scene(
        "".join(
            f"<p><label><input type=checkbox> {n}</label></p>" for n in ("Blue £2.00", "Insurance", "News", "£0.00 x")
        )
    )
    assert [is_paid_extra(c, seen) for c in seen.controls] == [True, True, False, False]


def test_repair_takes_the_cheapest_of_what_is_lacking() -> None:
    """The page refused to go on; none of the priced boxes is ticked."""
    body = "<form><label><input type=checkbox> Seat A £9.00</label><label><input type=checkbox> Seat B £7.00</label></form>"
    assert short(at(body)) == []
    assert [a.name for a in at(body, repair=True).actions] == ["Seat B £7.00"]


def test_repair_takes_as_many_as_the_complaint_asks_for_of_the_group_that_it_names() -> None:
    boxes = "".join(f"<label><input type=checkbox name=w>{name}</label>" for name in ("Knots", "Maps £5.00", "Rescue"))
    body = (
        "<form><label>Name <input name=n required></label>"
        "<div role=alert>You need to choose at least 2 options from the category Workshops.</div>"
        f"<fieldset><legend>Workshops</legend>{boxes}</fieldset><fieldset><legend>More</legend>"
        "<label><input type=checkbox name=a>Parking £8.00</label><label><input type=checkbox name=b>Book £9.00</label>"
        "</fieldset><button>Continue</button></form>"
    )
    assert [a.name for a in at(body, repair=True).actions if a.kind == "tick"] == ["Knots", "Rescue"]
    assert not [a for a in at(body).actions if a.kind == "tick"]


def test_repair_takes_one_of_the_group_that_the_complaint_stands_at() -> None:
    body = (
        "<form><fieldset><legend>Workshops</legend><label><input type=checkbox name=w aria-invalid=true aria-describedby=e>"
        "Knots</label><label><input type=checkbox name=w>Maps</label><p id=e>This field is required.</p></fieldset>"
        "<button>Continue</button></form>"
    )
    assert [a.name for a in at(body, repair=True).actions] == ["Knots"]


def test_variants_of_a_product() -> None:
    """Every group and select with nothing chosen; the quantity where it stands at none."""
    found = at(
        "<h1>Shirt</h1><p>£20.00</p><form><label><input type=radio name=c>Red</label><label><input type=radio name=c>Blue</label>"
        "<label>Size <select name=s><option value=''>Choose<option value=s>S<option value=m>M</select></label>"
        "<label>Quantity <input type=number name=qty value=0></label><button>Add to basket</button></form>",
        Stage.PRODUCT,
    )
    assert [(a.kind, a.name, a.value) for a in found.actions] == [
        ("tick", "Red", ""), ("choose", "Size", "s"), ("fill", "Quantity", "1"),
    ]  # fmt: skip


def test_quantity_as_wanted() -> None:
    body = "<h1>Shirt</h1><form><select name=qty><option>0<option>1<option>2<option>3</select><button>Add to basket</button></form>"
    found = at(body, Stage.PRODUCT, remembered=memory(quantity=3))
    assert [(a.kind, a.value) for a in found.actions] == [("choose", "3")]


@pytest.mark.parametrize(
    ("alert", "number"),
    [
        ("Du måste välja minst 2 stycken av produkten.", "2"),
        ("Choose at least 4 tickets, at most 8.", ""),
        ("The tickets are held for 30 minutes.", ""),
        ("The least order is 5.00 €.", ""),
        ("Choose at least 1 ticket.", ""),
    ],
)
def test_a_refusal_that_asks_for_more_pieces_is_heeded(alert: str, number: str) -> None:
    body = (
        f"<h1>Ticket</h1><p>19,00 €</p><div role=alert>{alert}</div><form>"
        "<input type=number name=n aria-label=Ticket min=0 max=6 value=1><button>Add to cart</button></form>"
    )
    assert values(at(body, Stage.PRODUCT, repair=True).actions) == ({"Ticket": number} if number else {})
    assert not at(body, Stage.PRODUCT).actions


def test_delivery_and_payment_are_chosen_at_once() -> None:
    found = at(
        BILL + "<form><fieldset><legend>Delivery</legend><label><input type=radio name=d>Express £9.95</label>"
        "<label><input type=radio name=d>Standard £4.95</label></fieldset><fieldset><legend>Payment</legend>"
        "<label><input type=radio name=p>Card</label><label><input type=radio name=p>Invoice</label></fieldset></form>",
        Stage.DELIVERY,
    )
    assert short(found) == [("tick", "Standard £4.95", ""), ("tick", "Invoice", "")]
    assert [c.kind for c in found.choices] == ["delivery", "payment"]


ACCOUNT = """<form><label>Email <input type=email required></label><label>Password <input type=password required></label>
<label>Repeat password <input type=password required></label><button>Create an account</button></form>"""


@pytest.mark.parametrize(
    ("lang", "beside"),
    [
        ("en", "<p>Or go on without one.</p><a href=/checkout>Checkout</a>"),
        ("en", "<form><button>Continue</button></form>"),
        ("de", "<a href=/kasse>Zur Kasse gehen</a>"),
        ("en", "<div><a href=/guest>Continue as guest</a></div>"),
        ("fr", "<form><button>Commander en tant qu'invité</button></form>"),
    ],
)
def test_no_account_is_made_where_the_page_also_leads_on_without_one(lang: str, beside: str) -> None:
    words = {"en": "Create an account", "de": "Registrieren", "fr": "Créer un compte"}[lang]
    account = ACCOUNT.replace("Create an account", words).replace(
        "<form>", "<form><label>Name <input required></label>"
    )
    assert [a.datum for a in at(account + beside, lang=lang).actions] == []


@pytest.mark.parametrize(
    "page",
    [
        ACCOUNT,
        "<header><a href=/checkout>Checkout</a></header>" + ACCOUNT,
        ACCOUNT + "<a href=/shop>Continue shopping</a>",
        ACCOUNT + "<form><input type=search name=q><button>Continue</button></form>",
        ACCOUNT.replace("<button>", "<label>Street <input></label><button>") + "<a href=/checkout>Checkout</a>",
        ACCOUNT.replace("<button>Create an account", "<button>Continue") + "<a href=/checkout>Checkout</a>",
    ],
)
def test_an_account_is_made_where_nothing_else_leads_on(page: str) -> None:
    """A way in the page's head leads here; a form that asks for the address too, or just goes on, is the way itself."""
    assert {"email", "password", "password_repeat"} <= {a.datum for a in at(page).actions}


def test_an_account_is_made_once_the_way_without_one_led_back() -> None:
    before, page = after_adding(), scene(ACCOUNT + "<a href=/checkout>Checkout</a>", url="https://shop.test/sign-in")
    once = step(page, before)
    assert [a.name for a in once.visits[-1].decision.actions] == ["Checkout"]
    assert "password" in {a.datum for a in work(page, once, Stage.DETAILS).actions}
