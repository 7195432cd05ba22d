"""A ferry with everything that experiments try: a clock, a child, a quantity, two countries, an extra row, a card that
costs more, and, if wanted, a single seat that a basket holds."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from feelint.testing.papershop import PaperShop, Request, Response, redirect

_AGES = {"adult": "Adult", "child": "Child (4-15)"}
_LANDS = {"GB": ("United Kingdom", Decimal("4.00")), "IE": ("Ireland", Decimal("9.50")), "FR": ("France", Decimal(7))}
_PAYMENTS = {"transfer": ("Bank transfer", Decimal(0)), "card": ("Credit card", Decimal("2.50"))}
_CLOCK = """<p>Sale ends in <b id=left></b></p><script>
const end = %s; const draw = () => { let s = Math.round((end() - Date.now()) / 1000);
if (s <= 0) { %s } left.textContent = '00:' + String(Math.floor(Math.max(s, 0) / 60)).padStart(2, '0') + ':' + String(Math.max(s, 0) %% 60).padStart(2, '0'); };
draw(); setInterval(draw, 250);</script>"""


@dataclass
class Ferry(PaperShop):
    """``clock``: none, real (ends once for all, and the price rises), false (starts again with each page).

    ``sticky``: a fee that comes in with the card and stays when another way to pay is taken.
    """

    clock: str = "none"
    seconds: int = 600
    seats: int = 99
    holds: bool = False
    sticky: bool = False
    taken: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()
        self.end = time.time() + self.seconds
        routes: tuple[tuple[str, str, Callable[[Request], Response | str]], ...] = (
            ("/crossing", "GET", self._product), ("/basket", "POST", self._add), ("/basket", "GET", self._basket),
            ("/basket/out", "POST", self._out), ("/details", "GET", self._details), ("/details", "POST", self._keep),
            ("/payment", "GET", self._payment), ("/payment", "POST", self._pay), ("/review", "GET", self._review),
            ("/order", "POST", self._order),
        )  # fmt: skip
        for path, method, handler in routes:
            self.route(path, method)(handler)

    def _product(self, _: Request) -> str:
        late = self.clock == "real" and time.time() > self.end
        price = "26.00" if late else "20.00"
        clock = ""
        if self.clock == "real" and not late:
            clock = _CLOCK % (
                f"() => {self.end * 1000:.0f}",
                "price.textContent = '£26.00'; left.closest('p').remove(); return;",
            )
        if self.clock == "false":
            clock = _CLOCK % (
                f"(start => () => start.at)(window.start = {{at: Date.now() + {self.seconds * 1000}}})",
                f"window.start.at = Date.now() + {self.seconds * 1000}; s = {self.seconds};",
            )
        ages = "".join(f"<option value={key}>{text}</option>" for key, text in _AGES.items())
        return _page(
            "Ferry crossing",
            f"<p>Price <b id=price>£{price}</b></p>{clock}<form method=post action=/basket><label>Passenger "
            f"<select name=age>{ages}</select></label> <label>Quantity <input type=number name=qty value=1 min=1></label> "
            "<button>Add to basket</button></form>",
        )

    def _add(self, request: Request) -> Response:
        me = id(request.session)
        if len(self.taken - {me}) >= self.seats:
            return Response(_page("Sold out", "<p>Sorry, this crossing is sold out.</p>"))
        self.taken.add(me)
        request.session.update(age=request.form["age"], qty=int(request.form["qty"]), guide=True)
        return redirect("/basket")

    def _out(self, request: Request) -> Response:
        request.session["guide"] = False
        return redirect("/basket")

    def _rows(self, request: Request) -> list[tuple[str, Decimal]]:
        it = request.session
        many = it["qty"]
        rows = [("Ferry crossing", Decimal(20) * many)]
        rows += [("Paper guide", Decimal("3.20"))] if it["guide"] else []
        rows += [("Child safety fee", Decimal("1.75") * many)] if it["age"] == "child" else []
        rows += [("Ticket delivery", _LANDS[it["land"]][1])] if "land" in it else []
        name, fee = _PAYMENTS[it.get("pay", "transfer")]
        rows += [("Administration", Decimal(1))] if self.sticky and it.get("carded") else []
        return rows + ([(f"Payment fee ({name})", fee)] if fee else [])

    def _bill(self, request: Request, *, removable: bool = False) -> str:
        rows = self._rows(request)
        out = "<form method=post action=/basket/out><button>Remove</button></form>"
        cells = "".join(
            f"<tr><td>{name}</td><td>£{amount:.2f}</td><td>{out if removable and name == 'Paper guide' else ''}</td></tr>"
            for name, amount in rows
        )
        total = sum(amount for _, amount in rows)
        return f"<table>{cells}<tr><th>Total</th><th>£{total:.2f}</th></tr></table>"

    def _basket(self, request: Request) -> str:
        held = "<p>Your seats are held for you, time left 09:59</p>" if self.holds else ""
        return _page("Your basket", f"{held}{self._bill(request, removable=True)}<a href=/details>Go to checkout</a>")

    def _details(self, request: Request) -> str:
        lands = "".join(f"<option value={code}>{name}</option>" for code, (name, _) in _LANDS.items())
        fields = "".join(
            f"<label>{label} <input name={name} required></label><br>"
            for label, name in (("First name", "first"), ("Last name", "last"), ("Email", "email"), ("Street", "street"),
                                ("Postcode", "zip"), ("City", "city"))
        )  # fmt: skip
        form = f"<form method=post action=/details>{fields}<label>Country <select name=land>{lands}</select></label>"
        return _page("Your details", f"{form}<button>Continue</button></form>{self._bill(request)}")

    def _keep(self, request: Request) -> Response:
        request.session["land"] = request.form["land"]
        return redirect("/payment")

    def _payment(self, request: Request) -> str:
        request.session["pay"] = request.query.get("m", request.session.get("pay", "transfer"))
        now = request.session["pay"]
        request.session["carded"] = request.session.get("carded") or now == "card"
        radios = "".join(
            f"<label><input type=radio name=m value={key} {'checked' if key == now else ''} "
            f"onchange=\"location='/payment?m={key}'\"> {name}</label><br>"
            for key, (name, _) in _PAYMENTS.items()
        )
        card = "<label>Card number <input name=cardnumber autocomplete=cc-number></label>" if now == "card" else ""
        form = f"<form method=post action=/payment><fieldset><legend>Payment method</legend>{radios}</fieldset>{card}"
        return _page("Payment", f"{form}<button>Continue</button></form>{self._bill(request)}")

    def _pay(self, _: Request) -> Response:
        return redirect("/review")

    def _review(self, request: Request) -> str:
        order = "<form method=post action=/order><button>Place order and pay</button></form>"
        return _page("Review your order", f"{self._bill(request)}{order}")

    def _order(self, _: Request) -> str:
        self.ordered()
        return _page("Thank you", "<p>Thank you for your order.</p>")


def _page(title: str, body: str) -> str:
    return f"<!doctype html><html lang=en><title>{title}</title><h1>{title}</h1>{body}"
