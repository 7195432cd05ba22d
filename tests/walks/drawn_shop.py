"""A shop whose deliveries and ways to pay are no radios: toggles, tiles, links, a drawn list box, buttons in a dialog."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from feelint.testing.papershop import PaperShop, Request, Response, redirect

SHAPES = ("toggles", "tiles", "links", "listbox", "dialog")
SENT = {
    "dhl": ("DHL Paket", Decimal("6.90")),
    "post": ("Deutsche Post, 3 Werktage", Decimal("3.90")),
    "shop": ("Abholung im Laden", Decimal(0)),
}
PAID = {"vorkasse": ("Vorkasse", Decimal(0)), "rechnung": ("Rechnung", Decimal("1.50"))}
_LIST = """<div style="position:relative"><button type=button role=combobox aria-haspopup=listbox aria-expanded=false
aria-label="{title}" onclick="this.nextElementSibling.hidden = !this.nextElementSibling.hidden">{now}</button>
<ul role=listbox hidden style="list-style:none;padding:0">{entries}</ul></div>"""
_DIALOG = """<p>{now}</p><button type=button onclick="box.showModal()">{title} ändern</button>
<dialog id=box aria-label="{title}"><h2>{title}</h2>{entries}</dialog>"""


@dataclass
class Drawn(PaperShop):
    """``shape``: one of :data:`SHAPES`. ``priced``: whether the options say what they cost."""

    shape: str = "tiles"
    priced: bool = False

    def __post_init__(self) -> None:
        super().__init__()
        self.route("/becher")(self._item)
        self.route("/warenkorb", "POST")(lambda _: redirect("/warenkorb"))
        self.route("/warenkorb")(lambda r: _page("Warenkorb", f"{self._bill(r)}<a href=/adresse>Zur Kasse</a>"))
        self.route("/adresse")(self._details)
        self.route("/adresse", "POST")(lambda _: redirect("/versand"))
        self.route("/versand")(lambda r: self._choice(r, "Versandart", "sent", SENT, "/zahlung"))
        self.route("/zahlung")(lambda r: self._choice(r, "Zahlungsart", "paid", PAID, "/pruefen"))
        self.route("/pruefen")(self._review)
        self.route("/bestellen", "POST")(self._order)

    def _item(self, _: Request) -> str:
        return _page("Becher", "<p>Preis <b>12,00 €</b></p><form method=post action=/warenkorb><button>In den Warenkorb</button></form>")  # fmt: skip

    def _bill(self, request: Request) -> str:
        rows = [("Becher", Decimal(12))]
        if "sent" in request.session:
            rows.append(("Versandkosten", SENT[request.session["sent"]][1]))
        if request.session.get("paid") == "rechnung":
            rows.append(("Zahlungsgebühr Rechnung", PAID["rechnung"][1]))
        cells = "".join(f"<tr><td>{label}</td><td>{_eur(amount)}</td></tr>" for label, amount in rows)
        total = sum(amount for _, amount in rows)
        return f"<table>{cells}<tr><th>Gesamtsumme</th><th>{_eur(Decimal(total))}</th></tr></table>"

    def _details(self, _: Request) -> str:
        asked = ("Vorname", "Nachname", "Straße und Hausnummer", "PLZ", "Ort", "E-Mail")
        fields = "".join(f"<p><label>{name} <input name=f{n} required></label></p>" for n, name in enumerate(asked))
        return _page("Ihre Adresse", f"<form method=post>{fields}<button>Weiter</button></form>")

    def _choice(
        self, request: Request, title: str, what: str, options: dict[str, tuple[str, Decimal]], onward: str
    ) -> Response | str:
        """A press loads the page anew with the option; its address keeps nothing of it."""
        if (wanted := request.query.get(what)) in options:
            request.session[what] = wanted
            if self.shape != "links":
                return redirect(request.path)
        now = request.session.setdefault(what, next(iter(options)))
        entries = "".join(self._entry(key, what, now, *option) for key, option in options.items())
        frame = {"listbox": _LIST, "dialog": _DIALOG}.get(self.shape, "<h2>{title}</h2><div>{entries}</div>")
        shown = self._called(*options[now])
        body = frame.format(title=title, now=shown, entries=entries)
        return _page(
            "Kasse", f"{_steps(title)}{body}{self._bill(request)}<form action={onward}><button>Weiter</button></form>"
        )

    def _called(self, name: str, price: Decimal) -> str:
        return f"{name} {_eur(price)}" if self.priced else name

    def _entry(self, key: str, what: str, now: str, name: str, price: Decimal) -> str:
        go, text, on = f"location.href='?{what}={key}'", self._called(name, price), str(key == now).lower()
        match self.shape:
            case "toggles":
                return f'<button type=button aria-pressed={on} onclick="{go}">{text}</button>'
            case "links":
                return f'<a href="?{what}={key}">{text}</a> '
            case "listbox":
                return f'<li role=option aria-selected={on} onclick="{go}">{text}</li>'
            case "dialog":
                return f'<button type=button onclick="{go}">{text}</button>'
        return f'<div onclick="{go}" style="cursor:pointer;padding:9px;border:1px solid">{text}</div>'

    def _review(self, request: Request) -> str:
        order = "<form method=post action=/bestellen><button>Zahlungspflichtig bestellen</button></form>"
        return _page("Bestellung prüfen", f"<p>Lieferung an: wie angegeben</p>{self._bill(request)}{order}")

    def _order(self, _: Request) -> str:
        self.ordered()
        return _page("Danke", "<p>Danke für Ihre Bestellung</p>")


def _steps(now: str) -> str:
    """The step list: without it a page that asks by anything but fields is taken for the last."""
    names = ("Adresse", "Versandart", "Zahlungsart", "Bestellung prüfen")
    marks = {name: " aria-current=step" if name == now else "" for name in names}
    return f"<ol>{''.join(f'<li{mark}>{name}</li>' for name, mark in marks.items())}</ol>"


def _eur(amount: Decimal) -> str:
    return f"{amount:.2f} €".replace(".", ",")


def _page(title: str, body: str) -> str:
    return f"<!doctype html><html lang=de><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
