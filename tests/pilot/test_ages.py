"""The question how old the customer is, over the page and as a page of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feelint.model.walk import Decision
from feelint.model.words import Stage
from feelint.pilot import decide
from feelint.pilot.overlays import clear, overlay_key
from tests.pilot.scenes import done, memory, scene


def over(*buttons: str, tag: str = "button") -> str:
    answers = "".join(f"<{tag} href='#'>{button}</{tag}>" for button in buttons)
    return f"<h1>Gin</h1><p>£30.00</p><button>Add to basket</button><div role=dialog>Are you over 18? {answers}</div>"


@pytest.mark.parametrize("tag", ["button", "a"])
@pytest.mark.parametrize(
    ("buttons", "expected"),
    [
        (("No", "Yes, I am over 18"), "Yes, I am over 18"),
        (("Certainly", "No"), "Certainly"),
        (("Yes, enter", "Take me away", "Imprint"), "Yes, enter"),
        (("Certainly", "Perhaps"), "Escape"),
        (("Certainly", "Perhaps", "No"), "Escape"),
    ],
)
def test_over_the_page(tag: str, buttons: tuple[str, ...], expected: str) -> None:
    """The words decide, else the only one of two that does not say no; what is open is not guessed."""
    body = over(*buttons, tag=tag).replace("role=dialog", "role=dialog aria-modal=true")
    found = clear(scene(body), memory(), Stage.PRODUCT)
    assert found is not None
    assert [action.name for action in found[0]] == [expected]


@pytest.mark.parametrize(
    ("lang", "question", "yes", "no"),
    [("en", "Are you over 18?", "Yes, I am over 18", "No"), ("de", "Bist du über 18?", "Ja, ich bin über 18", "Nein"),
     ("pl", "Czy masz ukończone 18 lat?", "Tak, wejdź", "Nie"), ("sv", "Har du fyllt 20?", "Jag har fyllt 20", "Nej"),
     ("fr", "Avez-vous plus de 18 ans ?", "Oui", "Non")],
)  # fmt: skip
def test_a_page_of_its_own(lang: str, question: str, yes: str, no: str) -> None:
    """It is answered, and not taken for the item: nothing was put into the basket by that."""
    seen = scene(
        f"<h1>{question}</h1><form><button>{yes}</button><button>{no}</button></form><p>Min. 12,50 €</p>", lang
    )
    decision, after = decide(seen, memory())
    assert isinstance(decision, Decision)
    assert (decision.intent, done(decision)) == ("overlay", [("press", yes)])
    assert not after.with_visit("x", seen.url, decision).added


def test_a_page_that_comes_back_is_not_answered_for_ever() -> None:
    seen = scene("<h1>Are you over 18?</h1><form><button>Yes, I am over 18</button><button>No</button></form>")
    found = clear(seen, memory(), Stage.PRODUCT)
    assert found is not None
    again = replace(memory(), dealt_with=(overlay_key(found[1]),))
    assert clear(seen, again, Stage.PRODUCT) is None


def test_a_product_for_adults_is_no_question() -> None:
    """It sells something: its own words about age ask nothing."""
    body = "<h1>Whisky</h1><h2>You must be 18</h2><p>£40.00</p><form><button>Add to basket</button></form>"
    assert clear(scene(f"{body}<form><button>OK</button><button>No</button></form>"), memory(), Stage.PRODUCT) is None
