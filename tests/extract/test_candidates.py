"""Which amount is the sum where words do not tell: what the rows before it come to, and what no sum can be."""

from __future__ import annotations

import pytest

from tests.extract.pages import lines, read

Rows = list[tuple[str, str]]


def listed(*rows: tuple[str, str]) -> str:
    return "<section>" + "".join(f"<p><span>{a}</span> <b>{b}</b></p>" for a, b in rows) + "</section>"


def table(*rows: tuple[str, ...], foot: str = "") -> str:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><tbody>{body}</tbody>{foot}</table>"


@pytest.mark.parametrize(
    ("locale", "rows", "total"),
    [
        ("en-GB", [("Subtotal", "£60.00"), ("Postage", "£4.50"), ("The lot", "£64.50")], "64.50 GBP"),
        ("fr-FR", [("Sous-total", "60,00 €"), ("Remise", "6,00 €"), ("Livraison", "5,00 €"), ("Tout compris", "59,00 €")], "59.00 EUR"),
        ("es-ES", [("Subtotal", "60,00 €"), ("Envío", "5,00 €"), ("En conjunto", "65,00 €"), ("IVA incluido", "11,28 €")], "65.00 EUR"),
        ("it-IT", [("Vaso", "60,00 €"), ("Spedizione", "5,00 €"), ("Insieme fanno", "65,00 €")], "65.00 EUR"),
        ("sv-SE", [("Vas", "600 kr"), ("Frakt", "49 kr"), ("Allt som allt", "649 kr")], "649.00 SEK"),
        ("ja-JP", [("小計", "6,000円"), ("送料", "500円"), ("おまとめ", "6,500円")], "6500 JPY"),
    ],
)  # fmt: skip
def test_what_the_rows_before_come_to_is_the_sum(locale: str, rows: Rows, total: str) -> None:
    bill = read(listed(*rows), locale).bill
    assert bill is not None
    assert str(bill.total) == total
    assert bill.residual is not None
    assert not bill.residual.amount


@pytest.mark.parametrize(
    "rows",
    [
        [("Vase", "€60.00"), ("Delivery", "€5.00"), ("Vase and stand", "€66.00")],
        [("Basic price", "€60.00"), ("Discount", "€12.00"), ("For you", "€48.00")],
        [("Vase", "€60.00"), ("Stand", "€5.00"), ("Both", "€65.00")],
    ],
)
def test_other_amounts_at_the_end_are_no_sums(rows: Rows) -> None:
    """What does not come to it, and what product pages list as well: a price and its discount, things and their set."""
    assert read(listed(*rows)).bill is None


def test_what_is_left_after_payment_is_no_sum() -> None:
    bill = read(
        listed(("Lamp", "€80.00"), ("Total", "€80.00"), ("Amount paid", "€80.00"), ("Outstanding", "€0.00"))
    ).bill
    assert bill is not None
    assert str(bill.total) == "80.00 EUR"


@pytest.mark.parametrize(
    ("locale", "goods", "sum_", "delivery"),
    [
        ("de-DE", ("Krug", "30,00 €"), ("Zwischensumme", "30,00 €"), ("Versand", "4,90 €")),
        ("pl-PL", ("Dzban", "30,00 zł"), ("Wartość produktów", "30,00 zł"), ("Dostawa", "14,00 zł")),
        ("pt-PT", ("Jarro", "30,00 €"), ("Subtotal", "30,00 €"), ("Portes de envio", "4,00 €")),
    ],
)
def test_a_subtotal_with_a_charge_behind_it_is_no_total(
    locale: str, goods: tuple[str, str], sum_: tuple[str, str], delivery: tuple[str, str]
) -> None:
    """It cannot be told what is to be paid; alone it is what the basket comes to."""
    assert read(listed(goods, sum_, delivery), locale).bill is None
    assert read(listed(goods, sum_), locale).bill is not None


@pytest.mark.parametrize(
    ("locale", "sum_", "again", "worth"),
    [
        ("pl-PL", "Wartość koszyka", "Suma bez dostawy", "30,00 zł"),
        ("sv-SE", "Varukorgens summa", "Summa utan frakt", "30 kr"),
        ("fr-FR", "Sous-total", "Total sans livraison", "30,00 €"),
    ],
)
def test_a_sum_told_again_without_delivery(locale: str, sum_: str, again: str, worth: str) -> None:
    bill = read(listed((sum_, worth), (again, worth)), locale).bill
    assert bill is not None
    assert bill.total is not None
    assert bill.total.amount == 30


def test_the_foot_of_a_column_is_no_total() -> None:
    rows = (("Naan", "75.00", "€7.50", "€3.40", "€70.90"), ("Curry", "200.00", "€20.00", "€9.00", "€189.00"))
    sums = ("Total", "", "€27.50", "€12.40", "€259.90")
    bill = read(table(*rows, sums) + listed(("VAT", "€12.40"), ("Total amount", "€259.90"))).bill
    assert bill is not None
    assert str(bill.total) == "259.90 EUR"


def test_a_table_s_foot_needs_no_name() -> None:
    foot = "<tfoot><tr><td><a href='/adres'>Verder</a></td><td><b>€ 36,50</b> <small>incl. bezorgkosten</small></td></tr></tfoot>"
    bill = read(table(("Bijenhotel", "€ 24,00"), ("Zaadmengsel", "€ 12,50"), foot=foot), "nl-NL").bill
    assert bill is not None
    assert str(bill.total) == "36.50 EUR"
    assert lines(bill) == [("Bijenhotel", "item", "24.00"), ("Zaadmengsel", "item", "12.50")]


def test_a_total_between_two_amounts_is_none() -> None:
    assert (
        read(listed(("Mug", "£12.00"), ("Delivery", "£3.00 – £5.00"), ("Estimated total", "£15.00 – £17.00"))).bill
        is None
    )


@pytest.mark.parametrize(
    ("locale", "goods", "charges", "sums"),
    [
        ("fr-FR", [("Vase", "60,00 €")], [("Livraison", "6,00 €")], [("Total HT", "55,00 €"), ("TVA", "11,00 €"), ("Total TTC", "66,00 €")]),
        ("pl-PL", [("Wazon", "123,00 zł")], [("Rabat", "-12,30 zł"), ("Dostawa", "12,30 zł")],
         [("Razem netto", "100,00 zł"), ("VAT", "23,00 zł"), ("Do zapłaty", "123,00 zł")]),
    ],
)  # fmt: skip
def test_rows_that_hold_their_tax(locale: str, goods: Rows, charges: Rows, sums: Rows) -> None:
    """Goods and charges that come to the total are its rows, not the net sum and the tax that are told beside them."""
    bill = read(table(*goods, *charges) + listed(*sums), locale).bill
    assert bill is not None
    assert [line.label for line in bill.lines if not line.included] == [label for label, _ in goods + charges]
    assert [str(line.kind) for line in bill.lines if line.included] == ["tax"]


def test_a_negative_row_of_goods_is_a_discount() -> None:
    head = "<thead><tr><th>Antal</th><th>Vara</th><th>Pris</th></tr></thead>"
    rows = table(("2", "Ljus", "80,00 kr"), ("1", "Kod HÖST", "-10,00 kr"), ("Totalt", "", "70,00 kr")).replace(
        "<table>", f"<table>{head}"
    )
    assert lines(read(rows, "sv-SE").bill) == [("Ljus", "item", "80.00"), ("Kod HÖST", "discount", "-10.00")]


@pytest.mark.parametrize(
    ("locale", "name", "amount", "remark", "kind"),
    [
        ("de-DE", "Versandkosten", "6,90 €", "(vorläufig)", "fulfillment"),
        ("es-ES", "Gastos de envío", "6,90 €", "(por confirmar)", "fulfillment"),
        ("ja-JP", "送料", "690円", "（予定）", "fulfillment"),
    ],
)
def test_a_remark_behind_an_amount_does_not_name_it(
    locale: str, name: str, amount: str, remark: str, kind: str
) -> None:
    found = read(table((name, f"{amount} {remark}")), locale).amounts
    assert [(a.label, str(a.kind)) for a in found] == [(name, kind)]


def test_a_total_that_explains_itself() -> None:
    """The name of the row stands before the colon; what it is made of is told behind."""
    rows = (("Cesto", "24,00 €"), ("Subtotale", "24,00 €"), ("Totale: subtotale + 6,00 € spedizione", "30,00 €"))
    bill = read(table(*rows), "it-IT").bill
    assert bill is not None
    assert str(bill.total) == "30.00 EUR"
