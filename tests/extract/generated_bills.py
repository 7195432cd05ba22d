"""Order summaries drawn at random: rows, labels from the vocabulary of one language, markup; and what is true of them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import Decimal
from html import escape

from feelint.extract.lexicon import LANGUAGES, terms

LOCALES = {
    "en": ("en-GB", "GBP", "£{}"), "de": ("de-DE", "EUR", "{} €"), "fr": ("fr-FR", "EUR", "{} €"),
    "es": ("es-ES", "EUR", "{} €"), "it": ("it-IT", "EUR", "€ {}"), "nl": ("nl-NL", "EUR", "€ {}"),
    "pt": ("pt-PT", "EUR", "{} €"), "pl": ("pl-PL", "PLN", "{} zł"), "sv": ("sv-SE", "SEK", "{} kr"),
    "ja": ("ja-JP", "JPY", "¥{}"),
}  # fmt: skip
GROUPING = {"en": (",", "."), "de": (".", ","), "fr": ("\u202f", ","), "es": (".", ","), "it": (".", ","),
            "nl": (".", ","), "pt": (".", ","), "pl": ("\u00a0", ","), "sv": ("\u00a0", ","), "ja": (",", ".")}  # fmt: skip
ITEMS = ("Aurora 40", "Kestrel", "Mora Kubik", "Tivoli Duo", "Sirocco L", "オーロラ", "Nimbus Pro")
LAYOUTS = ("table", "amount-first", "dl", "div", "li", "headed")
MINUS = ("-{}", "−{}", "–{}", "({})", "- {}")


@dataclass
class Row:
    """One row as it is drawn, with what is true of it: ``kind`` and signed ``minor`` units."""

    kind: str
    label: str
    minor: int
    shown: str
    quantity: int = 1
    unit: str = ""


@dataclass
class DrawnBill:
    """A bill, and the truth of it: ``charges`` are (kind, decimal) of what the total is made of."""

    lang: str
    locale: str
    currency: str
    layout: str
    rows: list[Row] = field(default_factory=list)
    total: Decimal = Decimal(0)
    subtotal: Decimal | None = None
    charges: list[tuple[str, Decimal]] = field(default_factory=list)
    included: list[Decimal] = field(default_factory=list)
    html: str = ""


def labels(lang: str, kind: str) -> list[str]:
    """The vocabulary's labels of a kind that are plain words."""
    found = [t.removeprefix("=") for language, k, t in terms("kind") if language == lang and k == kind]
    return [t[:1].upper() + t[1:] for t in found if not set("…#%/0123456789") & set(t) and len(t) <= 40]


def money(minor: int, lang: str, minus: str = "-{}") -> str:
    """An amount as the language's country writes it."""
    group, point = GROUPING[lang]
    size = abs(minor)
    whole = f"{size:,}" if lang == "ja" else f"{size // 100:,}"
    text = whole.replace(",", group) + ("" if lang == "ja" else f"{point}{size % 100:02d}")
    shown = LOCALES[lang][2].format(text).replace(" ", "\u00a0")
    return minus.format(shown) if minor < 0 else shown


def draw(seed: int) -> DrawnBill:
    """The bill of that seed."""
    rng = random.Random(seed)
    lang = rng.choice(LANGUAGES)
    locale, currency, _ = LOCALES[lang]
    bill = DrawnBill(lang, locale, currency, rng.choice(LAYOUTS))
    top = 9_000 if lang == "ja" else 90
    digits = 0 if lang == "ja" else 2

    def value(minor: int) -> Decimal:
        return Decimal(minor).scaleb(-digits)

    def cents(low: int, high: int) -> int:
        return (
            rng.randint(low, high) if lang == "ja" else rng.randint(low, high) * 100 + rng.choice((0, 50, 90, 95, 99))
        )

    names = rng.sample(ITEMS, rng.choice((1, 1, 2, 3)))
    goods = 0
    for name in names:
        quantity, unit = rng.choice((1, 1, 2, 3)), cents(top // 9, top)
        bill.rows.append(Row("item", name, quantity * unit, money(quantity * unit, lang), quantity, money(unit, lang)))
        goods += quantity * unit
    bill.charges = [("item", value(row.minor)) for row in bill.rows]
    if rng.random() < 0.7:
        bill.rows.append(Row("subtotal", rng.choice(labels(lang, "subtotal")), goods, money(goods, lang)))
        bill.subtotal = value(goods)
        if rng.random() < 0.25:
            bill.rows = bill.rows[-1:]
            bill.charges = [("item", value(goods))]
    total = goods
    extras: list[tuple[str, int]] = []
    if rng.random() < 0.3:
        extras.append(("discount", -cents(1, max(2, top // 12))))
    if rng.random() < 0.85:
        extras.append(("fulfillment", 0 if rng.random() < 0.15 else cents(3, max(4, top // 8))))
    if rng.random() < 0.3:
        extras.append(("fee", cents(1, max(2, top // 15))))
    tax = rng.choice(("added", "included", "none"))
    if tax == "added":
        extras.append(("tax", sum(minor for _, minor in extras) // 5 + goods // 5))
    for kind, minor in extras:
        total += minor
        shown = money(minor, lang, rng.choice(MINUS))
        bill.rows.append(Row(kind, rng.choice(labels(lang, kind)), minor, shown))
        if minor:
            bill.charges.append((kind, value(minor)))
    final = Row("total", rng.choice(labels(lang, "total")), total, money(total, lang))
    if tax == "included":
        inside = total - total * 100 // 120
        row = Row("included", rng.choice(labels(lang, "included_tax")), inside, money(inside, lang))
        bill.rows += [final, row] if rng.random() < 0.6 else [row, final]
        bill.included = [value(inside)]
    else:
        bill.rows.append(final)
    bill.total = value(total)
    bill.html = (
        f'<html lang="{locale}"><body><main><h1>{rng.choice(("", "Lumen"))}</h1>{_markup(bill)}</main></body></html>'
    )
    return bill


def _markup(bill: DrawnBill) -> str:
    rows = "".join(_row(row, bill.layout) for row in bill.rows)
    match bill.layout:
        case "table" | "amount-first":
            return f"<table>{rows}</table>"
        case "headed":
            head = "<thead><tr><th>Lumen</th><th>×</th><th>1</th><th>=</th></tr></thead>"
            return f"<table>{head}<tbody>{rows}</tbody></table>"
        case "dl":
            return f"<dl>{rows}</dl>"
        case "li":
            return f"<ul>{rows}</ul>"
        case _:
            return f"<div class=s>{rows}</div>"


def _row(row: Row, layout: str) -> str:
    label = escape(row.label)
    if row.kind == "item" and row.quantity > 1 and layout != "headed":
        label = f"{row.quantity} × {label}"
    match layout:
        case "table":
            return f"<tr><td>{label}</td><td>{row.shown}</td></tr>"
        case "amount-first":
            return f"<tr><td>{row.shown}</td><td>{label}</td></tr>"
        case "headed" if row.kind == "item":
            return f"<tr><td>{label}</td><td>{row.quantity}</td><td>{row.unit}</td><td>{row.shown}</td></tr>"
        case "headed":
            return f"<tr><th colspan=3>{label}</th><td>{row.shown}</td></tr>"
        case "dl":
            return f"<dt>{label}</dt><dd>{row.shown}</dd>"
        case "li":
            return f"<li>{label}: <b>{row.shown}</b></li>"
        case _:
            return f"<div><span>{label}</span><span>{row.shown}</span></div>"


def differences(bill: DrawnBill) -> list[str]:
    """Where what is read off the drawn page differs from the truth; items may be summed up in their subtotal."""
    from feelint.extract import read_scene

    read = read_scene(bill.html).bill
    if read is None or read.total is None or read.total.amount != bill.total:
        return [f"total {read.total if read else None}, not {bill.total}"]
    wrong = []
    if read.residual is None or read.residual.amount:
        wrong.append(f"residual {read.residual}")
    counted = sorted(line.amount.amount for line in read.counted if line.amount.amount)
    goods = [amount for kind, amount in bill.charges if kind == "item"]
    others = [amount for kind, amount in bill.charges if kind != "item"]
    if counted not in (sorted(goods + others), sorted([sum(goods, Decimal(0)), *others])):
        wrong.append(f"charges {[(line.label, str(line.amount)) for line in read.counted]}, not {bill.charges}")
    for kind, amount in bill.charges:
        lines = [line for line in read.counted if line.amount.amount == amount]
        if kind != "item" and lines and not any(kind in (line.kind, *line.also_kinds) for line in lines):
            wrong.append(f"{kind} {amount} read as {[str(line.kind) for line in lines]}")
    if bill.subtotal is not None and (read.subtotal is None or read.subtotal.amount != bill.subtotal):
        wrong.append(f"subtotal {read.subtotal}, not {bill.subtotal}")
    included = [line.amount.amount for line in read.lines if line.included]
    if included != bill.included:
        wrong.append(f"included {included}, not {bill.included}")
    return wrong + ["ambiguous"] * read.ambiguous


if __name__ == "__main__":
    import sys

    first, last = int(sys.argv[1]), int(sys.argv[2])
    failing = {seed: wrong for seed in range(first, last) if (wrong := differences(draw(seed)))}
    print(*(f"{seed}: {'; '.join(wrong)}" for seed, wrong in failing.items()), sep="\n")
    print(f"{last - first - len(failing)} of {last - first} read right; failing: {sorted(failing)}")
