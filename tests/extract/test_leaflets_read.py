"""From the HTML of a page beside the way to what it sets."""

import pytest

from feelint.extract.clauses import listed
from feelint.extract.leaflets import read_clauses
from feelint.extract.lexicon import LANGUAGES
from tests.extract.test_clauses import CURRENCIES, ORDINARY

PAGE = """<html lang="pl"><title>Regulamin</title><body><nav><a href="/">Start</a></nav><h2>Ceny</h2>
<p>Do każdego zamówienia doliczamy <b>opłatę</b> w wysokości <span>4,90 zł</span>.</p>
<p style="display:none">Za zwrot pobieramy opłatę 9,00 zł.</p><table><tr><td>Kurier</td><td>16,99 zł</td></tr></table>"""


def test_visible_sentences_are_read_in_the_language_of_the_page() -> None:
    (clause,) = read_clauses(PAGE, currency="PLN")
    assert (clause.kind, str(clause.amount), clause.condition) == ("fee", "4.90 PLN", "Do każdego zamówienia")
    assert read_clauses(PAGE.replace('lang="pl"', 'lang="sv"'), currency="PLN") == ()
    assert read_clauses(PAGE.replace('lang="pl"', ""), currency="PLN") == (clause,)


FEE = "A handling fee of £2.95 is added to each order."


@pytest.mark.parametrize(
    "folded",
    [
        "<details><summary>Fees</summary><div hidden><p>{0}</p></div></details>",
        "<details><summary>Fees</summary><p>{0}</p></details>",
        '<button aria-expanded="false" aria-controls="p1">Fees</button><div id="p1" style="display:none">{0}</div>',
        '<h3><button aria-expanded="false">Fees</button></h3><div hidden><p>{0}</p></div>',
        '<a role="tab" href="#t2">Fees</a><div role="tabpanel" id="t2" hidden><p>{0}</p></div>',
        '<button data-target="#c3">Fees</button><section id="c3" hidden><p>{0}</p></section>',
        '<input type="checkbox" id="more"><label for="box4">Fees</label><div id="box4" style="display: none">{0}</div>',
    ],
)
def test_what_a_control_unfolds_is_read(folded: str) -> None:
    page = f'<html lang="en"><body><h1>Terms</h1>{folded.format(FEE)}</body></html>'
    found = [(clause.kind, str(clause.amount)) for clause in read_clauses(page, currency="GBP")]
    assert found == ([] if "div hidden><p>" in folded and "details" in folded else [("fee", "2.95 GBP")])


@pytest.mark.parametrize(
    "hidden",
    [
        "<div hidden><p>{0}</p></div>",
        '<div id="p1" style="display:none">{0}</div><p>Fees</p>',
        '<button aria-controls="m">Fees</button><div id="m" role="dialog" hidden>{0}</div>',
        '<button hidden aria-expanded="false" aria-controls="p1">Fees</button><div id="p1" hidden>{0}</div>',
    ],
)
def test_what_nothing_on_the_page_unfolds_is_not_read(hidden: str) -> None:
    assert read_clauses(f'<html lang="en"><body>{hidden.format(FEE)}</body></html>', currency="GBP") == ()


@pytest.mark.parametrize(
    ("lang", "row", "kind", "amount"),
    [
        ("de", "<tr><td>Rücksendung</td><td>4,90 €</td></tr>", "restocking", "4.90 EUR"),
        ("de", "<tr><th>Bearbeitungsgebühr</th><td>2,95 €</td></tr>", "fee", "2.95 EUR"),
        ("de", "<tr><td>Mindermengenzuschlag unter 20 €</td><td>4,90 €</td></tr>", "fee", "4.90 EUR"),
        ("en", "<tr><td>Booking fee</td><td>per order</td><td>£1.50</td></tr>", "fee", "1.50 GBP"),
        ("en", "<dl><dt>Return label</dt><dd>£3.50</dd></dl>", "restocking", "3.50 GBP"),
        ("en", "<ul><li>Booking fee: £1.50</li></ul>", "fee", "1.50 GBP"),
        ("de", "<tr><td>Rücksendung</td><td>4,90 € je Paket</td></tr>", "restocking", "4.90 EUR"),
        ("fr", "<tr><td>Frais de dossier</td><td>12,00 €</td></tr>", "fee", "12.00 EUR"),
        ("fr", "<tr><td>Retour</td><td>4,90 €</td></tr>", "restocking", "4.90 EUR"),
        ("es", "<tr><td>Devolución</td><td>4,90 €</td></tr>", "restocking", "4.90 EUR"),
        ("it", "<tr><td>Reso</td><td>4,90 €</td></tr>", "restocking", "4.90 EUR"),
        ("nl", "<tr><td>Retourzending</td><td>€ 4,90</td></tr>", "restocking", "4.90 EUR"),
        ("pt", "<tr><td>Devolução</td><td>4,90 €</td></tr>", "restocking", "4.90 EUR"),
        ("pl", "<tr><td>Zwrot</td><td>12,99 zł</td></tr>", "restocking", "12.99 PLN"),
        ("sv", "<tr><td>Retur</td><td>49 kr</td></tr>", "restocking", "49.00 SEK"),
        ("ja", "<tr><td>返品送料</td><td>880円</td></tr>", "restocking", "880 JPY"),
    ],
)
def test_the_rows_of_price_lists_are_read(lang: str, row: str, kind: str, amount: str) -> None:
    body = f"<table>{row}</table>" if row.startswith("<tr") else row
    page = f'<html lang="{lang}"><body>{body}</body></html>'
    (clause,) = read_clauses(page, currency=amount[-3:])
    assert (clause.kind, str(clause.amount)) == (kind, amount)
    assert clause.always is ("per order" in row)


@pytest.mark.parametrize(
    "row",
    [
        "<tr><td>Versand innerhalb Deutschlands</td><td>4,90 €</td></tr>",
        "<tr><td>Expresszuschlag</td><td>9,90 €</td></tr>",
        "<tr><td>Rücksendung</td><td>kostenlos</td></tr>",
        "<tr><td>Rücksendung</td><td>kostenlos ab 20 €</td></tr>",
        "<tr><td>Servicegebühr</td><td>0,00 €</td></tr>",
        "<tr><td>Zwischensumme</td><td>49,00 €</td></tr>",
        "<tr><td>Keine Bearbeitungsgebühr</td><td>2,95 €</td></tr>",
        "<tr><td>Tasse</td><td>1</td><td>12,00 €</td></tr>",
        "<tr hidden><td>Bearbeitungsgebühr</td><td>2,95 €</td></tr>",
    ],
)
def test_rows_of_delivery_of_goods_and_of_nothing_set_nothing(row: str) -> None:
    assert read_clauses(f'<html lang="de"><body><table>{row}</table></body></html>', currency="EUR") == ()


RATES = [
    ("en", "Restocking", "15 %", "restocking", "15"),
    ("en", "Service fee", "5 %", "fee", "5"),
    ("en", "Booking fee, per order", "10%", "fee", "10"),
    ("en", "Credit card surcharge", "1.5 %", "payment_fee", "1.5"),
    ("de", "Servicegebühr", "5 %", "fee", "5"),
    ("de", "Zahlungsaufschlag Kreditkarte", "1,5 %", "payment_fee", "1.5"),
    ("fr", "Frais de dossier", "3 %", "fee", "3"),
    ("fr", "Frais de paiement PayPal", "2,5 %", "payment_fee", "2.5"),
    ("es", "Gastos de gestión", "8 %", "fee", "8"),
    ("es", "Recargo por pago con tarjeta", "1,5 %", "payment_fee", "1.5"),
    ("it", "Commissione di servizio", "8 %", "fee", "8"),
    ("nl", "Toeslag creditcard", "2 %", "payment_fee", "2"),
    ("pt", "Taxa de serviço", "10%", "fee", "10"),
    ("pt", "Sobretaxa de cartão", "2%", "payment_fee", "2"),
    ("pl", "Dopłata za płatność kartą", "1,5%", "payment_fee", "1.5"),
    ("sv", "Serviceavgift", "5 %", "fee", "5"),
    ("ja", "サービス料", "10%", "fee", "10"),
]


@pytest.mark.parametrize(("lang", "name", "rate", "kind", "percent"), RATES)
def test_a_rate_in_a_row_is_read(lang: str, name: str, rate: str, kind: str, percent: str) -> None:
    (clause,) = listed([(name, rate)], lang, currency=CURRENCIES.get(lang, "EUR"))
    assert (clause.kind, str(clause.percent), clause.amount) == (kind, percent, None)


@pytest.mark.parametrize(
    ("lang", "name", "rate"),
    [
        ("en", "Fee refund rate", "95 %"),
        ("en", "Discount on booking fee", "50 %"),
        ("en", "Service rating", "97 %"),
        ("en", "Fees saved", "12 %"),
        ("en", "Returns", "4 %"),
        ("en", "Delivery fee", "5 %"),
        ("en", "Cashback on credit card", "2 %"),
        ("en", "PayPal", "3 %"),
        ("de", "Rücksendungen", "12 %"),
        ("de", "Gebührenerstattung", "100 %"),
        ("de", "Mehrwertsteuer", "19 %"),
        ("es", "Comisiones ahorradas", "5 %"),
        ("pt", "Taxa de aprovação", "97%"),
        ("pt", "Taxa de conversão", "3%"),
        ("pt", "Taxa de juros", "2%"),
        ("pt", "Taxa de IVA", "23%"),
        ("it", "Sconto commissione", "10%"),
    ],
)
def test_a_rate_of_something_else_sets_nothing(lang: str, name: str, rate: str) -> None:
    assert listed([(name, rate)], lang, currency="EUR") == ()


@pytest.mark.parametrize(
    ("lang", "head", "row", "wanted"),
    [
        ("en", "Surcharge", ("PayPal", "2.9 %"), "2.9"),
        ("en", "Fee", ("Visa", "£1.50"), "1.50 GBP"),
        ("de", "Gebühr", ("Nachnahme", "5,00 €"), "5.00 EUR"),
        ("fr", "Frais", ("Carte bancaire", "1,5 %"), "1.5"),
        ("es", "Recargo", ("Tarjeta de crédito", "1,5 %"), "1.5"),
        ("it", "Commissione", ("Carta di credito", "1,5 %"), "1.5"),
        ("nl", "Toeslag", ("Creditcard", "1,5 %"), "1.5"),
        ("pt", "Taxa", ("Cartão de crédito", "1,5 %"), "1.5"),
        ("pl", "Opłata", ("PayPal", "1,5 %"), "1.5"),
        ("sv", "Avgift", ("Faktura", "29 kr"), "29.00 SEK"),
        ("ja", "手数料", ("代金引換", "330円"), "330 JPY"),
        ("de", "Rabatt", ("Vorkasse", "3 %"), ""),
        ("de", "Höchstbetrag", ("Rechnung", "500 €"), ""),
        ("en", "Fee", ("Germany", "5 %"), ""),
    ],
)
def test_what_heads_a_column_names_what_stands_beside_a_way_to_pay(
    lang: str, head: str, row: tuple[str, str], wanted: str
) -> None:
    table = f"<tr><th>-</th><th>{head}</th></tr><tr><td>{row[0]}</td><td>{row[1]}</td></tr>"
    page = f'<html lang="{lang}"><body><table>{table}</table></body></html>'
    found = read_clauses(page, currency=CURRENCIES.get(lang, "EUR"))
    assert [(one.kind, str(one.amount or one.percent)) for one in found] == (
        [("payment_fee", wanted)] if wanted else []
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_ordinary_lines_are_no_price_list(lang: str) -> None:
    rows = [text.split(":", 1) for _, text in ORDINARY[lang] if text.count(":") == 1]
    found = [row for row in rows if listed([(row[0], row[1].strip())], lang, currency=CURRENCIES.get(lang, "EUR"))]
    assert found == []
