"""From the HTML of a page beside the way to what it sets."""

from feelint.extract.leaflets import read_clauses

PAGE = """<html lang="pl"><title>Regulamin</title><body><nav><a href="/">Start</a></nav><h2>Ceny</h2>
<p>Do każdego zamówienia doliczamy <b>opłatę</b> w wysokości <span>4,90 zł</span>.</p>
<p style="display:none">Za zwrot pobieramy opłatę 9,00 zł.</p><table><tr><td>Kurier</td><td>16,99 zł</td></tr></table>"""


def test_visible_sentences_are_read_in_the_language_of_the_page() -> None:
    (clause,) = read_clauses(PAGE, currency="PLN")
    assert (clause.kind, str(clause.amount), clause.condition) == ("fee", "4.90 PLN", "Do każdego zamówienia")
    assert read_clauses(PAGE.replace('lang="pl"', 'lang="sv"'), currency="PLN") == ()
    assert read_clauses(PAGE.replace('lang="pl"', ""), currency="PLN") == (clause,)
