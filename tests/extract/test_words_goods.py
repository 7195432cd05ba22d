"""Words for services that are also the names of things: protection, gift boxes, the word "sum"."""

from __future__ import annotations

import pytest

from feelint.extract.words import control_classes, label_kind
from feelint.money import find


@pytest.mark.parametrize(
    "name",
    [
        "Displayschutz", "Sichtschutz", "Mückenschutz", "Skärmskydd", "Myggskydd", "Schermbescherming", "Gift box oak",
        "Screen protection film", "Protección de pantalla", "Protezione schermo", "Geschenkbox Eiche",
    ],
)  # fmt: skip
def test_things_are_no_services(name: str) -> None:
    assert label_kind(name).kind == "unknown"


@pytest.mark.parametrize(
    "name",
    ["Rundumschutz", "Geräteschutz", "Paketskydd", "Pakketbescherming", "Protection", "Package protection", "Schutz"],
)
def test_services_stay_services(name: str) -> None:
    assert label_kind(name).kind == "insurance"


def test_a_gift_box_by_itself_is_an_extra() -> None:
    assert label_kind("Gift box").kind == "addon"


def test_a_parcel_service_delivers() -> None:
    assert label_kind("宅急便").kind == "fulfillment"


def test_sum_is_money_only_where_it_is_expected() -> None:
    assert [str(r.money) for r in find("Sum: 54.00 €")] == ["54.00 EUR"]
    assert [str(r.money) for r in find("54 sum", locale="uz-UZ")] == ["54.00 UZS"]


@pytest.mark.parametrize("name", ["Zakończyć", "Sfinalizować", "Zatwierdzić", "Terminare", "Confermare"])
def test_infinitives_order_as_imperatives_do(name: str) -> None:
    assert {"order_weak", "ambiguous"} <= control_classes(name)
