"""Goods that prove themselves: lists elsewhere on the page, lists that are told twice, one piece for several."""

from __future__ import annotations

from tests.extract.pages import lines, read


def _table(*rows: tuple[str, ...]) -> str:
    return (
        "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows) + "</table>"
    )


GOODS = (("Kruka Terrakotta", "1 × 120,00 kr", "120,00 kr"), ("Fröpåse", "2 × 45,00 kr", "90,00 kr"))
SUMS = (("Delsumma", "210,00 kr"), ("Frakt", "49,00 kr"), ("Totalt", "259,00 kr"))
READ = [("Kruka Terrakotta", "item", "120.00"), ("Fröpåse", "item", "90.00"), ("Frakt", "fulfillment", "49.00")]


def test_goods_in_a_table_of_their_own_are_rows() -> None:
    bill = read(f"<h1>Order</h1>{_table(*GOODS)}<h2>Summa</h2>{_table(*SUMS)}", "sv-SE").bill
    assert lines(bill) == READ


def test_goods_that_do_not_come_to_the_subtotal_are_none() -> None:
    other = (("Spade", "1 × 300,00 kr", "300,00 kr"), GOODS[1])
    bill = read(f"{_table(*other)}{_table(*SUMS)}", "sv-SE").bill
    assert lines(bill) == [("Delsumma", "item", "210.00"), READ[2]]


def test_a_list_for_wide_screens_and_one_for_narrow_ones() -> None:
    narrow = [(name, total) for name, _, total in GOODS]
    bill = read(f"<div>{_table(*GOODS)}{_table(*narrow)}{_table(*SUMS)}</div>", "sv-SE").bill
    assert lines(bill) == READ


def test_two_lists_of_the_same_thing_that_both_count() -> None:
    """Two parcels, each with its list."""
    one = _table(("Vaas blauw", "€ 20,00"))
    sums = _table(("Subtotaal", "€ 40,00"), ("Verzending", "€ 6,00"), ("Totaal", "€ 46,00"))
    assert lines(read(f"<div>{one}{one}{sums}</div>", "nl-NL").bill) == [
        ("Vaas blauw", "item", "20.00"),
        ("Vaas blauw", "item", "20.00"),
        ("Verzending", "fulfillment", "6.00"),
    ]


def test_a_row_that_tells_the_price_of_one_of_several() -> None:
    goods = _table(
        ("Tazza blu", '<input type="number" value="3"> × 9,00 €'),
        ("Vassoio", '<input type="number" value="1"> × 21,00 €'),
    )
    bill = read(f"<h1>Carrello</h1>{goods}<p>Totale <b>48,00 €</b></p>", "it-IT").bill
    assert lines(bill) == [("Tazza blu", "item", "27.00"), ("Vassoio", "item", "21.00")]
    assert bill is not None
    assert bill.residual is not None
    assert bill.residual.amount == 0


def test_the_price_of_all_pieces_is_not_taken_several_times() -> None:
    goods = _table(("Tazza blu", "3 ×", "27,00 €"), ("Vassoio", "1 ×", "21,00 €"), ("Totale", "", "48,00 €"))
    assert lines(read(goods, "it-IT").bill) == [("Tazza blu", "item", "27.00"), ("Vassoio", "item", "21.00")]


def test_a_sum_that_the_goods_come_to_is_the_subtotal() -> None:
    """Whatever it is called: "Suma" is a total elsewhere."""
    rows = (("Lampa", "70,00 zł"), ("Suma", "70,00 zł"), ("Dostawa", "12,00 zł"), ("Razem", "82,00 zł"))
    bill = read(_table(*rows), "pl-PL").bill
    assert bill is not None
    assert (str(bill.subtotal and bill.subtotal.amount), str(bill.total and bill.total.amount)) == ("70.00", "82.00")


def test_a_subtotal_is_no_total_where_a_row_behind_it_cannot_be_read() -> None:
    rows = (("Cadeira", "90,00 €"), ("Subtotal", "90,00 €"), ("Montagem", "ver tabela"), ("Total", "104,00 €"))
    bill = read(_table(*rows), "pt-PT").bill
    assert bill is not None
    assert bill.total is not None
    assert str(bill.total.amount) == "104.00"
    assert str(bill.residual and bill.residual.amount) == "14.00"


def test_a_purse_that_the_total_counts_is_sold() -> None:
    rows = (("Porte-monnaie", "29,00 €"), ("Ceinture", "31,00 €"), ("Total", "60,00 €"))
    assert lines(read(_table(*rows), "fr-FR").bill) == [
        ("Porte-monnaie", "item", "29.00"),
        ("Ceinture", "item", "31.00"),
    ]
    paid = (("Ceinture", "31,00 €"), ("Porte-monnaie", "10,00 €"), ("Total", "21,00 €"))
    assert lines(read(_table(*paid), "fr-FR").bill)[1] == ("Porte-monnaie", "credit", "-10.00")


def test_a_row_with_a_value_heads_no_others() -> None:
    """ "Discount: 10 %" is a row, and delivery behind it is no discount."""
    rows = (("Zniżka", "10 %"), ("Cena po zniżce", "90,00 zł"), ("Dostawa", "15,00 zł"), ("Razem", "105,00 zł"))
    assert lines(read(_table(*rows), "pl-PL").bill) == [
        ("Cena po zniżce", "item", "90.00"),
        ("Dostawa", "fulfillment", "15.00"),
    ]


def test_what_is_saved_beside_a_price_is_no_row() -> None:
    rows = (("Mantel", "189,00 € Ersparnis 20,00 €"), ("Versand", "5,00 €"), ("Gesamtsumme", "194,00 €"))
    assert lines(read(_table(*rows), "de-DE").bill) == [
        ("Mantel", "item", "189.00"),
        ("Versand", "fulfillment", "5.00"),
    ]


def test_rows_that_call_their_own_amount_total() -> None:
    """They are called after the heading that they stand under, and none of them is the subtotal."""
    things = (("Mesa Nogal", "180,00 €"), ("Silla Haya", "60,00 €"), ("Envío a domicilio", "15,00 €"))
    boxes = "".join(f"<div><h4>{name}</h4><p>Total: {price}</p></div>" for name, price in things)
    bill = read(f"<h1>Cesta</h1><section>{boxes}<div><b>Total</b> <b>255,00 €</b></div></section>", "es-ES").bill
    assert lines(bill) == [
        ("Mesa Nogal", "item", "180.00"),
        ("Silla Haya", "item", "60.00"),
        ("Envío a domicilio", "fulfillment", "15.00"),
    ]
    assert bill is not None
    assert bill.subtotal is None
