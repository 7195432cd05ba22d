"""Controls that name the row of the bill which they take out."""

from __future__ import annotations

import pytest

from feelint.extract import read_scene
from feelint.model.words import Intent

PAGE = """<html lang="{lang}"><h1>Basket</h1><table>
<tr><td><a href=/p/1>{item}</a></td><td><a href=/x aria-label="{first}"><svg></svg></a></td><td>£40.00</td></tr>
<tr><td>{extra}</td><td><a href=/y aria-label="{second}"><svg></svg></a></td><td>£2.50</td></tr>
<tr><th>Total</th><td>£42.50</td></tr></table><a href=/c>{other}</a></html>"""
NAMES = {
    "en": ("Wool blanket", "Parcel cover", "Remove {0}"),
    "de": ("Wolldecke", "Paketschutz", "{0} entfernen"),
    "fr": ("Couverture de laine", "Garantie colis", "Supprimer {0}"),
    "es": ("Manta de lana", "Seguro del paquete", "Eliminar {0}"),
    "it": ("Coperta di lana", "Copertura pacco", "Rimuovi {0}"),
    "nl": ("Wollen deken", "Pakketdekking", "Verwijder {0}"),
    "pt": ("Manta de lã", "Cobertura da encomenda", "Remover {0}"),
    "pl": ("Koc wełniany", "Ochrona paczki", "Usuń {0}"),
    "sv": ("Yllefilt", "Paketskydd", "Ta bort {0}"),
    "ja": ("ウール毛布", "荷物補償", "「{0}」を削除"),
}


@pytest.mark.parametrize("lang", NAMES)
def test_a_control_that_names_its_row(lang: str) -> None:
    item, extra, words = NAMES[lang]
    page = PAGE.format(
        lang=lang, item=item, extra=extra, first=words.format(f"{item} - A / B"), second=words.format(extra), other=item
    )
    scene = read_scene(page, currency="GBP")
    removing = [control.name for control in scene.controls if control.intends(Intent.REMOVE)]
    assert removing == [words.format(f"{item} - A / B"), words.format(extra)]


@pytest.mark.parametrize(
    "name", ["Wool blanket", "More about Wool blanket", "Remove scratches from Wool blanket", "Move"]
)
def test_other_controls_stay_what_they_are(name: str) -> None:
    page = PAGE.format(lang="en", item="Wool blanket", extra="Parcel cover", first=name, second=name, other=name)
    assert not any(control.intends(Intent.REMOVE) for control in read_scene(page).controls)
