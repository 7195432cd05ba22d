"""Deliveries that stand chosen in a field that can only be read, with a "change" beside it."""

from __future__ import annotations

import pytest

from feelint.model.words import Stage
from feelint.pilot.memory import Memory
from feelint.pilot.presets import folded_delivery
from tests.pilot.scenes import memory, scene

FIELD = "<label>Shipping method <input readonly value='Courier, 2 days'></label>"


def opened(body: str, remembered: Memory | None = None, stage: Stage = Stage.DELIVERY, lang: str = "en") -> str | None:
    found = folded_delivery(scene(body, lang), remembered or memory(), stage)
    return found.name if found is not None else None


@pytest.mark.parametrize(
    ("lang", "label", "change"),
    [("en", "Shipping method", "Change"), ("de", "Versandart", "Ändern"), ("fr", "Mode de livraison", "Modifier"), ("pl", "Sposób dostawy", "Zmień")],
)  # fmt: skip
@pytest.mark.parametrize("tag", ["button", "a href='#'"])
def test_it_is_opened(lang: str, label: str, change: str, tag: str) -> None:
    body = f"<label>{label} <input readonly value='DHL'></label><{tag}>{change}</{tag.split()[0]}>"
    assert opened(body, lang=lang) == change


@pytest.mark.parametrize(
    "body",
    [
        f"{FIELD}<a href='/delivery'>Change</a>",
        f"{FIELD}<button>Continue</button><button>Change</button>",
        f"{FIELD.replace('readonly', '')}<button>Change</button>",
        "<label>E-mail <input readonly value='a@b.test'></label><button>Change</button>",
    ],
)
def test_anything_else_is_let_be(body: str) -> None:
    """A way to another page, a button of something else, a field to write in, and what is about no delivery."""
    assert opened(body) is None


def test_once_and_not_on_the_last_page() -> None:
    body = f"{FIELD}<button>Change</button>"
    assert opened(body, stage=Stage.REVIEW) is None
    again = Memory("https://shop.test/p", memory().persona, pressed=("delivery|open|Change",))
    assert opened(body, again) is None


@pytest.mark.parametrize(
    ("lang", "address", "delivery"),
    [("en", "Edit shipping address", "Edit shipping options"), ("fr", "Modifier l’adresse de livraison", "Modifier le mode de livraison"),
     ("it", "Modifica indirizzo di spedizione", "Modifica spedizione"), ("ja", "配送先住所の編集", "配送オプションの編集")],
)  # fmt: skip
def test_an_address_that_can_be_changed_is_no_choice_of_deliveries(lang: str, address: str, delivery: str) -> None:
    body = f"<button type=button>{address}</button>"
    assert opened(body, lang=lang) is None
    assert opened(f"{body}<button type=button>{delivery}</button>", lang=lang) == delivery
