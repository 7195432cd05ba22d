"""A generated product page of the size that real shops serve: 300 KB of HTML, 1,500 elements, a third of it inline JSON."""

from __future__ import annotations

import json

from feelint.testing.papershop import PaperShop

CARDS = 112
DATA = 2850
UTILITIES = 800
STYLE = """body{margin:0;font:15px/1.5 Arial,sans-serif;color:#222}header{padding:14px 30px;background:#123;color:#fff}
.buy{display:flex;gap:40px;padding:30px}.now{font-size:28px;font-weight:bold}.was{text-decoration:line-through}
.grid{display:grid;grid-template-columns:repeat(4,1fr);gap:20px;padding:30px}.card{border:1px solid #ddd;padding:12px}
.swatch{height:160px}.small{font-size:12px;color:#666}.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0)}"""


def card(number: int) -> str:
    """One related product: 13 elements, a noisy picture, a price and a former price."""
    hue, price = number * 37 % 360, 20 + number * 7 % 190
    picture = f"background:conic-gradient(hsl({hue} 70% 60%),hsl({hue + 120} 80% 40%),hsl({hue + 240} 60% 50%),hsl({hue} 70% 60%))"
    return (
        f'<article class="card card--{number % 7}" data-sku="SKU-{number:05d}"><div class="swatch" style="{picture}"></div>'
        f'<h3><a href="/p/{number}" title="Cup and saucer no. {number}, hand painted">Cup and saucer no. {number}</a></h3>'
        f'<p class="small">Stoneware, dishwasher safe, made in the workshop, edition of {number * 11}.</p>'
        f'<p><span class="sr">Former price</span> <s class="was">€{price + 15}.00</s> <b class="now">€{price}.00</b></p>'
        f'<p class="small"><span>★★★★☆</span> <span>{number * 3} reviews</span></p><button type="button">Quick view</button>'
        f"</article>"
    )


def page() -> str:
    """The page."""
    state = json.dumps([{"id": n, "sku": f"T-{n}", "tags": ["pot", "tea"], "stock": n % 9} for n in range(DATA)])
    unused = "".join(f".m-{n}{{margin:{n % 40}px {n % 7}px;padding:{n % 11}px}}" for n in range(UTILITIES))
    sizes = "".join(f"<option>{size} cm</option>" for size in range(10, 30))
    return (
        f'<!doctype html><html lang="en-IE"><head><meta charset="utf-8"><title>Teapot</title><style>{STYLE}{unused}</style></head>'
        f'<body><header><a href="/">Pots</a> <a href="/basket">Basket</a></header><main><div class="buy"><div><h1>Stoneware teapot</h1>'
        f'<p class="now">€64.00</p><p>incl. VAT, plus €5.90 delivery</p><form method="post" action="/basket"><label>Size'
        f'<select name="size">{sizes}</select></label><button>Add to basket</button></form></div></div>'
        f'<section><h2>Goes well with it</h2><div class="grid">{"".join(map(card, range(CARDS)))}</div></section></main>'
        f'<script type="application/json" id="state">{state}</script><footer>Pots, Galway</footer></body></html>'
    )


def make(_: str = "") -> PaperShop:
    """A shop that has this page only."""
    shop = PaperShop()
    shop.route("/")(lambda _: page())
    return shop
