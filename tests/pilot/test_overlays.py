"""What lies over the page: answered as asked, closed, or used."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feelint.extract.dom import FIXED, OCCLUDED
from feelint.model.words import Stage
from feelint.pilot.memory import Memory
from feelint.pilot.overlays import clear, in_overlay, is_part_of_the_way, overlay_key
from tests.extract.pages import lay
from tests.pilot.scenes import after_adding, memory, scene


def cleared(body: str, remembered: Memory | None = None, stage: Stage = Stage.PRODUCT, lang: str = "en") -> str | None:
    found = clear(scene(body, lang), remembered or memory(), stage)
    return None if found is None else ", ".join(f"{action.kind}:{action.name}" for action in found[0])


def banner(*buttons: str, text: str = "We use cookies.") -> str:
    return f"<div role=dialog>{text} " + "".join(f"<button>{b}</button> " for b in buttons) + "</div>"


@pytest.mark.parametrize(
    ("lang", "reject", "accept"),
    [("en", "Reject all", "Accept all"), ("de", "Alle ablehnen", "Alle akzeptieren"), ("fr", "Tout refuser", "Tout accepter"),
     ("es", "Rechazar todo", "Aceptar todo"), ("it", "Rifiuta tutto", "Accetta tutto"), ("nl", "Alles weigeren", "Alles accepteren"),
     ("pt", "Rejeitar tudo", "Aceitar tudo"), ("pl", "Odrzuć wszystkie", "Akceptuj wszystkie"), ("sv", "Avvisa alla", "Godkänn alla"),
     ("ja", "すべて拒否", "すべて許可")],
)  # fmt: skip
def test_consent_in_ten_languages(lang: str, reject: str, accept: str) -> None:
    """As the configuration says."""
    body = banner(accept, reject, text="Cookie, クッキー")
    assert cleared(body, memory(consent="reject"), lang=lang) == f"press:{reject}"
    assert cleared(body, memory(consent="accept"), lang=lang) == f"press:{accept}"
    assert cleared(body, memory(consent="leave"), lang=lang) is None


def test_consent_without_a_refusal() -> None:
    """Where it can only be accepted or closed, closing comes first."""
    assert cleared(banner("Accept all", "Close")) == "press:Close"
    assert cleared(banner("Accept all")) == "press:Accept all"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<div role=dialog>Get 10% off! <input type=email><button>Subscribe</button><button>No thanks</button></div>",
            "press:No thanks",
        ),
        ("<div role=dialog>Hello <button>×</button></div>", "press:×"),
        ("<div role=dialog>Hello <button aria-label=Close></button></div>", "press:Close"),
        ("<div role=dialog>Hello <button><svg></svg></button></div>", "press:"),
        ("<div role=dialog aria-modal=true>Hello</div>", "key:Escape"),
        ("<div role=dialog>Hello</div>", None),
        (
            "<div role=dialog>Are you over 18? <button>No</button><button>Yes, I am over 18</button></div>",
            "press:Yes, I am over 18",
        ),
        ("<p>nothing</p>", None),
    ],
)
def test_others(body: str, expected: str | None) -> None:
    assert cleared(body) == expected


def test_what_is_part_of_the_way_stays() -> None:
    """A basket drawer, a choice of delivery, a form of the checkout."""
    drawer = "<dialog open>Added <a href=/b>View basket</a><button>Close</button></dialog>"
    delivery = ("<dialog open><h2>Delivery</h2><label><input type=radio name=d>Standard £4.95</label>"
                "<label><input type=radio name=d>Express £9.95</label><button>Close</button></dialog>")  # fmt: skip
    form = "<dialog open><label>Name <input></label><label>City <input></label><label>Zip <input></label><button>Close</button></dialog>"
    for body in (drawer, delivery, form):
        assert is_part_of_the_way(scene(body), 0)
        assert cleared(body) is None
    assert not is_part_of_the_way(scene("<dialog open>News <button>Close</button></dialog>"), 0)


def test_a_banner_under_the_basket_that_has_slid_in_waits() -> None:
    """Its buttons are covered: what lies over it is the way on, and closing that would lose the way."""
    drawer = '<dialog open at="100,0,300,400"><p at="100,0,200,20">Ajouté</p><a href=/c at="100,50,90,20">Voir le panier</a></dialog>'
    covered, bare = f"{FIXED | OCCLUDED}", f"{FIXED}"
    for flags, expected in ((covered, None), (bare, "Tout refuser")):
        button = f'<button at="0,700,90,20,{flags}">Tout refuser</button>'
        box = f'<div at="0,690,1200,100,{FIXED}">Ce site utilise des cookies. {button}</div>'
        seen = lay(box + drawer, locale="fr")
        found = clear(seen, after_adding(), Stage.BASKET)
        assert [overlay.kind for overlay in seen.overlays] == ["consent", "dialog"]
        assert (found[0][0].name if found else None) == expected


def test_after_three_tries_it_is_left() -> None:
    """One that comes back is tried by its other ways, then let be."""
    body = "<div role=dialog>Hello <button>No thanks</button><button>Close</button></div>"
    (overlay,) = scene(body).overlays
    tried = memory()
    pressed = []
    for _ in range(4):
        pressed.append(cleared(body, tried))
        tried = replace(tried, dealt_with=(*tried.dealt_with, overlay_key(overlay)))
    assert pressed == ["press:No thanks", "press:Close", "press:Close", None]


@pytest.mark.parametrize("stage", [Stage.PAYMENT, Stage.REVIEW])
def test_no_order_is_placed_to_get_rid_of_a_dialog(stage: Stage) -> None:
    """Its only button orders: it is not pressed; nor is one without a name."""
    assert cleared("<div role=dialog>Really? <button>Pay now</button></div>", stage=stage) is None
    assert cleared("<div role=dialog>Really? <button>OK</button></div>", stage=stage) is None
    assert cleared("<div role=dialog>Really? <button><svg></svg></button></div>", stage=stage) is None
    assert cleared("<div role=dialog>Pay faster <button>Apple Pay</button></div>", stage=Stage.PRODUCT) is None


def test_inside() -> None:
    seen = scene(
        "<button>a</button><dialog open><button>b</button><button disabled>c</button><button hidden>d</button></dialog>"
    )
    assert [c.name for c in in_overlay(seen, 0)] == ["b"]
