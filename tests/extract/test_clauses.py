"""What sentences of terms pages set, and that ordinary shop texts set nothing."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from feelint.extract.clauses import clauses
from feelint.extract.lexicon import LANGUAGES, terms
from feelint.model.leaflet import Clause

DATA = Path(__file__).parents[1] / "data" / "clauses"
CURRENCIES = {"en": "GBP", "pl": "PLN", "sv": "SEK", "ja": "JPY"}
POSITIVE = [
    tuple(part.strip() for part in line.split("|"))
    for line in (DATA / "positive.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
ORDINARY = {
    lang: [line.split(" | ", 1) for line in (DATA / f"ordinary-{lang}.txt").read_text(encoding="utf-8").splitlines()]
    for lang in LANGUAGES
}


def read(text: str, lang: str = "en", currency: str = "") -> tuple[Clause, ...]:
    return clauses(text, lang=lang, currency=currency or CURRENCIES.get(lang, "EUR"))


def plain(number: str, lang: str) -> Decimal:
    return Decimal(number.replace(",", "") if lang in ("en", "ja") else number.replace(",", "."))


@pytest.mark.parametrize(("lang", "kind", "amount", "condition", "text"), POSITIVE, ids=lambda part: part[:60])
def test_kind_amount_and_condition_are_read(lang: str, kind: str, amount: str, condition: str, text: str) -> None:
    number, _, unit = amount.partition(" ")
    found = [clause for clause in read(text, lang, unit if unit.isalpha() else "") if clause.kind == kind]
    assert len(found) == 1, read(text, lang)
    if unit == "%":
        assert found[0].percent == plain(number, lang)
    elif unit:
        assert found[0].amount is not None
        assert (found[0].amount.amount, found[0].amount.currency) == (plain(number, lang), unit)
    else:
        assert found[0].months == int(number)
    assert condition == "-" or condition.lower() in found[0].condition.lower()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_ordinary_shop_texts_set_nothing(lang: str) -> None:
    texts = [text for _, text in ORDINARY[lang]]
    assert [(text, found) for text in texts for words in (lang, "") if (found := read(text, words))] == []


def test_the_corpora_are_large_enough_and_of_ten_languages() -> None:
    assert sum(map(len, ORDINARY.values())) >= 4900
    assert min(map(len, ORDINARY.values())) >= 300
    sources = Counter(source for rows in ORDINARY.values() for source, _ in rows)
    assert sum(sources.values()) - sources["own"] >= 4600
    assert min(Counter(row[0] for row in POSITIVE).values()) >= 20
    listed = (DATA / "README.md").read_text(encoding="utf-8")
    assert all(f"| {source} |" in listed for source in sources)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A booking fee of £2 is payable.", "£2"),
        ("A booking fee of £0 is payable.", ""),
        ("A booking fee is payable.", ""),
        ("No booking fee of £2 is payable.", ""),
        ("Is a booking fee of £2 payable?", ""),
        ("The booking fee of £2 is waived for members.", ""),
        ("A delivery fee of £2 is payable.", ""),
        ("Orders under £30 are charged a fee.", ""),
        ("Booking fee: £2", ""),
        ("Booking fee: £2 for orders under £30", "£2"),
    ],
)
def test_a_fee_needs_a_name_an_amount_and_a_word_that_sets_it(text: str, wanted: str) -> None:
    assert [str(clause.amount) for clause in read(text)] == (["2.00 GBP"] if wanted else [])


def test_a_limit_is_not_the_fee() -> None:
    (clause,) = read("For orders under €30 we charge a handling fee of €2.95.", currency="EUR")
    assert (str(clause.amount), str(clause.below)) == ("2.95 EUR", "30.00 EUR")
    assert clause.condition.startswith("For orders under €30")


FREED = {
    "en": "We charge a service fee of £2. For orders over £20 the fee is waived.",
    "de": "Wir berechnen eine Bearbeitungsgebühr von 2 €. Ab 20 € fällt keine Gebühr an.",
    "fr": "Des frais de service de 2 € sont appliqués. Aucun frais à partir de 20 €.",
    "es": "Se aplica una comisión de servicio de 2 €. Sin comisión a partir de 20 €.",
    "it": "Si applica una commissione di 2 €. Nessuna commissione oltre i 20 €.",
    "nl": "Wij rekenen servicekosten van € 2. Geen servicekosten vanaf € 20.",
    "pt": "É cobrada uma taxa de serviço de 2 €. Sem taxa acima de 20 €.",
    "pl": "Pobieramy opłatę serwisową w wysokości 2 zł. Brak opłaty powyżej 20 zł.",
    "sv": "Vi tar ut en serviceavgift på 2 kr. Ingen avgift över 20 kr.",
    "ja": "手数料2円がかかります。20円以上は手数料無料です。",
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_next_sentence_may_take_a_fee_back_from_a_sum_on(lang: str) -> None:
    (clause,) = read(FREED[lang], lang)
    assert not clause.always
    assert clause.below is not None
    assert clause.below.amount == 20


@pytest.mark.parametrize(
    ("behind", "always", "below"),
    [
        ("No service fee for orders under £20.", False, None),
        ("The fee is not refunded.", True, None),
        ("Delivery is free over £20.", True, None),
        ("No fee for orders over £20, £1 above £50.", True, None),
    ],
)
def test_what_the_next_sentence_takes_back(behind: str, always: bool, below: None) -> None:
    (clause,) = read(f"We charge a service fee of £2. {behind}")
    assert (clause.always, clause.below) == (always, below)


OCCASIONS = {
    "en": "A cancellation fee of £12 is charged.",
    "de": "Wir berechnen eine Mahngebühr von 5 €.",
    "fr": "Des frais d'annulation de 12 € sont appliqués.",
    "es": "Se aplica una comisión de cancelación de 12 €.",
    "it": "Si applica una commissione di annullamento di 12 €.",
    "nl": "Wij rekenen annuleringskosten van € 12.",
    "pt": "É cobrada uma taxa de cancelamento de 12 €.",
    "pl": "Pobieramy opłatę za rezygnację w wysokości 12 zł.",
    "sv": "Vi tar ut en påminnelseavgift på 60 kr.",
    "ja": "キャンセル手数料として1,200円がかかります。",
}
DONE = {
    "en": "A fee of £3 was charged twice and has been removed.",
    "de": "Die Gebühr von 3 € wurde gelöscht.",
    "fr": "Des frais de service de 3 € ont été supprimés.",
    "es": "Se ha eliminado la comisión de 3 € que se aplica.",
    "it": "Una commissione di 3 € è stata rimossa.",
    "nl": "De berekende servicekosten van € 3 zijn verwijderd.",
    "pt": "A taxa de 3 € cobrada foi removida.",
    "pl": "Naliczona opłata serwisowa 3 zł została usunięta.",
    "sv": "En avgift på 3 kr togs ut och raderades.",
    "ja": "手数料300円がかかる設定は削除されました。",
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_fee_for_what_not_every_order_comes_to_is_not_always_paid(lang: str) -> None:
    assert [clause.always for clause in read(OCCASIONS[lang], lang)] == [False]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_became_of_a_fee_is_no_term(lang: str) -> None:
    assert read(DONE[lang], lang) == ()


def test_means_of_payment_are_no_denial_and_no_delivery() -> None:
    (clause,) = read("For cash on delivery orders a surcharge of €4.00 is added.", currency="EUR")
    assert clause.methods == ("cash-on-delivery",)


def test_a_sentence_may_set_two_things() -> None:
    text = "The minimum term is 12 months and the contract then renews automatically for 12 months."
    assert [(clause.kind, clause.months) for clause in read(text)] == [("renewal", 12), ("term", 12)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The price includes a handling fee of £2.95."),
        ("de", "Der Preis enthält eine Bearbeitungsgebühr von 2,95 €."),
        ("de", "Inklusive einer Bearbeitungsgebühr von 2,95 €"),
        ("fr", "Le prix comprend des frais de dossier de 2,95 €."),
        ("es", "El precio incluye un recargo de 2,95 €."),
        ("it", "Il prezzo include una commissione di 2,95 €."),
        ("nl", "De prijs bevat servicekosten van € 2,95."),
        ("pt", "O preço inclui uma taxa de serviço de 2,95 €."),
        ("pl", "Cena zawiera opłatę serwisową w wysokości 2,95 zł."),
        ("sv", "Priset inkluderar en serviceavgift på 29 kr."),
        ("ja", "価格には手数料330円が含まれます。"),
    ],
)
def test_what_a_price_includes_comes_not_on_top(lang: str, text: str) -> None:
    assert [read(text, lang), read(text, "", CURRENCIES.get(lang, "EUR"))] == [(), ()]


def test_what_does_not_renew_does_not_renew() -> None:
    assert read("Your plan renews automatically.")
    assert not read("Your plan never renews automatically.")


def test_an_ambiguous_amount_sets_nothing() -> None:
    assert not clauses("A fee of $3 is charged.", lang="en", currency="EUR")
    assert clauses("A fee of $3 is charged.", lang="en", currency="USD")


@pytest.mark.parametrize("section", ["clause", "leaflet"])
def test_every_language_has_every_key(section: str) -> None:
    keys = {lang: {key for one, key, _ in terms(section) if one == lang} for lang in LANGUAGES}
    if section == "clause":
        keys = {lang: found - {"under", "over", "when", "behind_when", "behind_under"} for lang, found in keys.items()}
    assert len(set(map(frozenset, keys.values()))) == 1
