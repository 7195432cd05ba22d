"""Words that lead to the delivery, and sums that tell behind their name which tax they hold, in ten languages."""

from __future__ import annotations

import pytest

from feelint.extract.words import control_classes, label_kind


@pytest.mark.parametrize(
    ("label", "lang"),
    [
        ("Total includes VAT of", "en"),
        ("Zu zahlen inkl. MwSt. von", "de"),
        ("Net à payer dont TVA", "fr"),
        ("A pagar IVA incluido", "es"),
        ("Da pagare di cui IVA", "it"),
        ("Te betalen waarvan btw", "nl"),
        ("A pagar inclui IVA de € 7,67", "pt"),
        ("Do zapłaty w tym VAT", "pl"),
        ("Att betala varav moms", "sv"),
        ("お支払い金額 内消費税", "ja"),
    ],
)
def test_a_sum_that_says_behind_its_name_what_tax_it_holds(label: str, lang: str) -> None:
    match = label_kind(label, lang)
    assert (match.kind, match.included) == ("total", False)


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("To delivery", True), ("We deliver to your address", False), ("Zur Lieferadresse", True), ("Lieferung", False),
        ("Passer à la livraison", True), ("Livraison", False), ("Ir a los datos de entrega", True), ("Entrega", False),
        ("Vai ai dati di consegna", True), ("Consegna", False), ("Naar bezorging", True), ("Verzending en retour", False),
        ("Avançar para a entrega", True), ("Envio", False), ("Przejdź do dostawy", True), ("Dostawa", False),
        ("Till leveransen", True), ("Leverans", False), ("お届け先の入力へ", True), ("配送について", False),
    ],
)  # fmt: skip
def test_a_way_to_the_delivery_leads_on_and_its_mere_name_does_not(text: str, leads: bool) -> None:
    assert ("continue" in control_classes(text)) is leads
