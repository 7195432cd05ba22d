"""Alder & Pine, a US home-goods shop: many server-rendered pages from the product to the review of the order.

``drip`` advertises a low price and adds a service fee on the last page; ``honest`` has the fee in its price.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from feelint.testing.papershop import PaperShop, Request, Response, redirect

SERVICE_FEE = Decimal("9.95")
PROTECTION = Decimal("4.85")
CENT = Decimal("0.01")


class Product(NamedTuple):
    """One thing the shop sells."""

    slug: str
    name: str
    price: Decimal
    blurb: str
    art: str


CATALOGUE = [
    Product("harbor-table-lamp", "Harbor Table Lamp", Decimal("89.00"), "Spun brass and linen, 18 in tall", "lamp"),
    Product("cove-vase", "Cove Vase", Decimal("42.00"), "Hand-thrown stoneware", "vase"),
    Product("juniper-throw", "Juniper Throw", Decimal("118.00"), "Washed merino wool", "throw"),
    Product("tide-mirror", "Tide Mirror", Decimal("164.00"), "Solid oak frame, 24 in", "mirror"),
    Product("ember-candle", "Ember Candle", Decimal("28.00"), "Cedar and smoke, 50 hours", "candle"),
]
FINISHES = ["Aged brass", "Matte black", "Soft white"]
SHIPPING = {
    "standard": ("Standard", "3 to 5 business days", Decimal("7.95")),
    "expedited": ("Expedited", "2 business days", Decimal("16.95")),
    "overnight": ("Overnight", "Next business day", Decimal("34.95")),
}
PAYMENT = {"card": "Credit or debit card", "bank": "Bank transfer", "check": "Check by mail"}
TAX_RATES = {
    "CA": Decimal("7.25"),
    "CO": Decimal("2.90"),
    "IL": Decimal("6.25"),
    "MN": Decimal("6.875"),
    "NY": Decimal("4.00"),
    "TX": Decimal("6.25"),
    "WA": Decimal("6.50"),
}
STATE_CODES = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK "
    "OR PA RI SC SD TN TX UT VT VA WA WV WI WY"
)
STATES = STATE_CODES.split()
REQUIRED = {
    "email": "Enter an email",
    "first_name": "Enter a first name",
    "last_name": "Enter a last name",
    "address1": "Enter an address",
    "city": "Enter a city",
    "region": "Select a state",
    "zip": "Enter a ZIP code",
}
CARD = {"card_number": "Enter a card number", "card_expiry": "Enter an expiration date", "card_cvc": "Enter a code"}
STEPS = [
    ("information", "Information"),
    ("shipping", "Shipping"),
    ("payment", "Payment"),
    ("review", "Review"),
]


def usd(amount: Decimal) -> str:
    """``$1,234.50``."""
    return f"${amount:,.2f}"


def address_errors(form: dict[str, str]) -> dict[str, str]:
    """The message for each field of the address form that is missing or malformed."""
    errors = {name: text for name, text in REQUIRED.items() if not form.get(name, "").strip()}
    if "email" not in errors and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", form["email"].strip()):
        errors["email"] = "Enter a valid email"
    if "zip" not in errors and not re.fullmatch(r"\d{5}(-\d{4})?", form["zip"].strip()):
        errors["zip"] = "Enter a valid ZIP code"
    if "region" not in errors and form["region"] not in STATES:
        errors["region"] = "Select a state"
    return errors


class Store:
    """The shop's pages for one scenario."""

    def __init__(self, scenario: str) -> None:
        if scenario not in ("drip", "honest"):
            raise ValueError(scenario)
        self.drip = scenario == "drip"
        self.products = {p.slug: p if self.drip else self._all_in(p) for p in CATALOGUE}
        self.templates = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
        )
        self.templates.filters["usd"] = usd

    @staticmethod
    def _all_in(product: Product) -> Product:
        return product._replace(price=product.price + SERVICE_FEE) if product.art == "lamp" else product

    def page(self, name: str, request: Request, **values: Any) -> str:
        """The template ``name``, with what every page needs."""
        lines = self.lines(request)
        return self.templates.get_template(name).render(
            products=list(self.products.values()),
            lines=lines,
            count=sum(quantity for _, quantity, _ in lines),
            drip=self.drip,
            session=request.session,
            steps=STEPS,
            **values,
        )

    def lines(self, request: Request) -> list[tuple[Product, int, Decimal]]:
        """What is in the cart: product, quantity, amount."""
        cart: dict[str, int] = request.session.setdefault("cart", {})
        return [(self.products[slug], n, self.products[slug].price * n) for slug, n in cart.items()]

    def summary(self, request: Request, step: str) -> dict[str, Any]:
        """The order summary as it stands at ``step``: rows of label and amount (or words), and the total."""
        session = request.session
        subtotal = sum((amount for *_, amount in self.lines(request)), Decimal(0))
        rows: list[tuple[str, Decimal | str]] = [("Subtotal", subtotal)]
        if session.get("protect"):
            rows.append(("Shipment protection", PROTECTION))
        if step in ("cart", "information"):
            rows.append(("Shipping", "Calculated at next step" if step == "information" else "From $7.95"))
            rows.append(("Sales tax", "Calculated from your address"))
        else:
            rows.append(("Shipping", SHIPPING[session["shipping"]][2]))
            rate = TAX_RATES.get(session["address"]["region"], Decimal(0))
            rows.append(("Sales tax", (subtotal * rate / 100).quantize(CENT, ROUND_HALF_UP)))
        if step == "review" and self.drip:
            rows.append(("Service fee", SERVICE_FEE))
        total = sum((amount for _, amount in rows if isinstance(amount, Decimal)), Decimal(0))
        return {"rows": rows, "total": total, "step": step}

    def reached(self, request: Request, step: str) -> str | None:
        """Where to send a customer who is not yet as far as ``step``; None if the page may be shown."""
        if not self.lines(request):
            return "/cart"
        if step != "information" and "address" not in request.session:
            return "/checkout/information"
        if step == "review" and "payment" not in request.session:
            return "/checkout/payment"
        return None

    def step(self, name: str, request: Request, errors: dict[str, str], values: dict[str, str]) -> Response | str:
        """One page of the checkout, or a redirect to the step that comes first."""
        if back := self.reached(request, name):
            return redirect(back)
        body = self.page(
            f"{name}.html",
            request,
            summary=self.summary(request, name),
            errors=errors,
            values=values,
            shipping=SHIPPING,
            payment=PAYMENT,
            states=STATES,
        )
        return Response(body, "422 Unprocessable Entity" if errors else "200 OK")


def make(scenario: str) -> PaperShop:
    """The demo shop in ``scenario``: ``drip`` or ``honest``."""
    shop = PaperShop()
    store = Store(scenario)

    @shop.route("/")
    def home(request: Request) -> str:
        return store.page("home.html", request)

    @shop.route("/products/{slug}")
    def product(request: Request) -> Response | str:
        if (item := store.products.get(request.params["slug"])) is None:
            return Response(store.page("home.html", request), "404 Not Found")
        return store.page("product.html", request, product=item, finishes=FINISHES)

    @shop.route("/cart/add", "POST")
    def add(request: Request) -> Response:
        slug, quantity = request.form.get("product", ""), request.form.get("quantity", "1")
        if slug in store.products and quantity.isdigit() and 0 < int(quantity) < 10:
            cart = request.session.setdefault("cart", {})
            cart[slug] = cart.get(slug, 0) + int(quantity)
            request.session.setdefault("protect", store.drip)
        return redirect("/cart")

    @shop.route("/cart")
    def cart(request: Request) -> str:
        return store.page("cart.html", request, summary=store.summary(request, "cart"), protection=PROTECTION)

    @shop.route("/cart/update", "POST")
    def update(request: Request) -> Response:
        cart = request.session.setdefault("cart", {})
        for slug in list(cart):
            quantity = request.form.get(f"quantity_{slug}", "")
            cart[slug] = int(quantity) if quantity.isdigit() and int(quantity) < 10 else cart[slug]
            if cart[slug] == 0:
                del cart[slug]
        request.session["protect"] = "protect" in request.form
        return redirect("/checkout/information" if "checkout" in request.form and cart else "/cart")

    @shop.route("/cart/remove/{slug}")
    def remove(request: Request) -> Response:
        request.session.get("cart", {}).pop(request.params["slug"], None)
        return redirect("/cart")

    @shop.route("/checkout/information", "GET POST")
    def information(request: Request) -> Response | str:
        if request.method == "GET":
            return store.step("information", request, {}, request.session.get("address", {}))
        if errors := address_errors(request.form):
            return store.step("information", request, errors, request.form)
        request.session["address"] = request.form
        request.session.setdefault("shipping", "standard")
        return redirect("/checkout/shipping")

    @shop.route("/checkout/shipping", "GET POST")
    def shipping(request: Request) -> Response | str:
        if request.method == "GET" or "address" not in request.session:
            return store.step("shipping", request, {}, {})
        if request.form.get("shipping") in SHIPPING:
            request.session["shipping"] = request.form["shipping"]
        return redirect("/checkout/shipping" if "refresh" in request.form else "/checkout/payment")

    @shop.route("/checkout/payment", "GET POST")
    def payment(request: Request) -> Response | str:
        if request.method == "GET" or "address" not in request.session:
            return store.step("payment", request, {}, {"payment": request.session.get("payment", "card")})
        chosen = request.form.get("payment", "")
        errors = {} if chosen in PAYMENT else {"payment": "Choose a payment method"}
        if chosen == "card":
            errors = {name: text for name, text in CARD.items() if not request.form.get(name, "").strip()}
        if errors:
            return store.step("payment", request, errors, request.form)
        request.session["payment"] = chosen
        return redirect("/checkout/review")

    @shop.route("/checkout/review")
    def review(request: Request) -> Response | str:
        return store.step("review", request, {}, {})

    @shop.route("/checkout/complete", "POST")
    def complete(request: Request) -> Response | str:
        if back := store.reached(request, "review"):
            return redirect(back)
        shop.ordered()
        request.session.clear()
        return store.page("thanks.html", request)

    return shop
