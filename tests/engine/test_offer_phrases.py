"""Offers as pages word them, in ten languages: recurring prices, trials, terms, earlier prices, unit prices, clocks."""

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from feelint.engine.pieces import every, piece, recurs
from feelint.extract.bindings import binding, commitment, notice, trial
from feelint.extract.countdowns import countdowns
from feelint.extract.lexicon import LANGUAGES
from feelint.extract.measures import unit_basis
from feelint.extract.periods import Stretch
from feelint.extract.promises import promises
from feelint.extract.words import signals
from feelint.model.scene import Amount, Scene
from feelint.model.words import PriceRole
from feelint.money import Money
from tests.extract.pages import read

DATA = Path(__file__).parents[1] / "data" / "offers" / "phrases.txt"
ORDINARY = DATA.parents[1] / "clauses"
LOCALES = {"en": "en-GB", "pt": "pt-PT", "sv": "sv-SE", "ja": "ja-JP"}
HOME = {"BRL": "pt-BR", "USD": "en-US"}


class Said(NamedTuple):
    """A phrase of an offer, and what it means."""

    lang: str
    kind: str
    text: str
    meaning: str


def _phrases() -> list[Said]:
    found: list[Said] = []
    lang = ""
    for line in DATA.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            lang = line.strip("[]")
        elif line and not line.startswith("#"):
            found.append(Said(lang, *line.split(" | ")))
    return found


PHRASES = _phrases()


def of(*kinds: str) -> pytest.MarkDecorator:
    chosen = [said for said in PHRASES if said.kind in kinds]
    return pytest.mark.parametrize("said", chosen, ids=[f"{said.lang}-{said.text[:50]}" for said in chosen])


def page(said: Said) -> Scene:
    usual = LOCALES.get(said.lang, f"{said.lang}-{said.lang.upper()}")
    locale = next((HOME[word] for word in said.meaning.split() if word in HOME), usual)
    return read(f"<main><h1>X</h1><p>{said.text}</p></main>", locale)


def worth(text: str) -> Money:
    number, currency = text.split()
    return Money(Decimal(number), currency)


def lasting(text: str) -> Stretch | None:
    number, _, unit = text.partition(" ")
    return Stretch(int(number), unit) if unit else None


def told(scene: Scene, word: str) -> list[Amount]:
    return [amount for amount in scene.amounts if word in promises(piece(scene, amount))]


@of("recurring")
def test_a_price_that_comes_again_says_every_how_long(said: Said) -> None:
    scene, (money, _, often) = page(said), said.meaning.partition(" / ")
    assert [(a.money, every(scene, a)) for a in scene.amounts if recurs(scene, a)] == [(worth(money), lasting(often))]


@of("trial")
def test_a_trial_says_how_long_and_what_follows(said: Said) -> None:
    length, _, later = said.meaning.partition("; ")
    money, _, often = later.partition(" / ")
    scene = page(said)
    assert promises(said.text) & {"trial", "first"}
    assert trial(said.text) == lasting(length)
    assert (worth(money), lasting(often)) in [(a.money, every(scene, a)) for a in scene.amounts if recurs(scene, a)]


@of("term")
def test_a_term_and_its_notice_are_told_apart(said: Said) -> None:
    term, _, before = said.meaning.partition("; ")
    assert "term" in promises(said.text)
    assert (binding(said.text), notice(said.text)) == (lasting(term), lasting(before))
    assert trial(said.text) is None


@of("whole")
def test_what_all_of_it_costs(said: Said) -> None:
    assert [amount.money for amount in told(page(said), "whole")] == [worth(said.meaning)]


@of("was", "rrp", "lowest")
def test_what_the_price_is_compared_with(said: Said) -> None:
    scene = page(said)
    earlier = [a for a in scene.amounts if a.role is PriceRole.REFERENCE or "reference" in signals(piece(scene, a))]
    assert [amount.money for amount in earlier] == [worth(said.meaning)]
    if said.kind != "was":
        assert told(scene, said.kind) == earlier


@of("unit")
def test_what_a_unit_price_is_the_price_of(said: Said) -> None:
    scene, (money, _, measure) = page(said), said.meaning.partition(" / ")
    number, _, unit = measure.partition(" ")
    [amount] = scene.amounts
    basis = unit_basis(piece(scene, amount))
    assert (amount.money, amount.role) == (worth(money), PriceRole.UNIT)
    assert basis is not None
    assert (basis.amount, basis.unit) == (Decimal(number), unit)


@of("clock")
def test_the_clock_of_an_offer(said: Said) -> None:
    assert [clock.seconds for clock in countdowns(page(said).text)] == [int(said.meaning)]


def test_all_kinds_stand_there_in_all_languages() -> None:
    kinds = Counter((said.lang, said.kind) for said in PHRASES)
    assert {lang for lang, _ in kinds} == set(LANGUAGES)
    least = {"recurring": 12, "trial": 3, "term": 3, "whole": 2, "was": 2, "rrp": 1, "lowest": 2, "unit": 6, "clock": 3}
    assert all(kinds[lang, kind] >= count for lang in LANGUAGES for kind, count in least.items())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_ordinary_shop_texts_bind_to_nothing_and_run_no_clock(lang: str) -> None:
    texts = [line.split(" | ", 1)[1] for line in (ORDINARY / f"ordinary-{lang}.txt").read_text("utf-8").splitlines()]
    assert [text for text in texts if promises(text) & {"trial", "term", "notice", "whole"}] == []
    assert [text for text in texts if binding(text) or notice(text) or trial(text) or countdowns(text)] == []


@pytest.mark.parametrize(
    ("price", "often", "term", "whole"),
    [
        ("9.99 EUR", Stretch(1, "month"), Stretch(24, "month"), "239.76 EUR"),
        ("9.99 EUR", Stretch(1, "month"), Stretch(2, "year"), "239.76 EUR"),
        ("24.90 EUR", Stretch(4, "week"), Stretch(12, "month"), "323.70 EUR"),
        ("24.90 EUR", Stretch(28, "day"), Stretch(1, "year"), "323.70 EUR"),
        ("4.99 EUR", Stretch(1, "week"), Stretch(1, "year"), "259.48 EUR"),
        ("29.70 EUR", Stretch(3, "month"), Stretch(12, "month"), "118.80 EUR"),
        ("99 EUR", Stretch(1, "year"), Stretch(18, "month"), "198 EUR"),
        ("980 JPY", Stretch(1, "month"), Stretch(12, "month"), "11760 JPY"),
        ("99 EUR", Stretch(1, "year"), Stretch(1, "month"), "99 EUR"),
    ],
)
def test_what_a_term_commits_to(price: str, often: Stretch, term: Stretch, whole: str) -> None:
    assert commitment(worth(price), often, term) == worth(whole)


@pytest.mark.parametrize(
    ("stretch", "words"),
    [
        (Stretch(1, "month"), "month"),
        (Stretch(3, "month"), "quarter"),
        (Stretch(6, "month"), "half-year"),
        (Stretch(4, "week"), "4 weeks"),
        (Stretch(2, "week"), "2 weeks"),
        (Stretch(1, "year"), "year"),
    ],
)
def test_a_cadence_in_words(stretch: Stretch, words: str) -> None:
    assert stretch.words == words


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("You must be a minimum of 18 years old.", "term"),
        ("Returns are free within 30 days.", "trial"),
        ("Retours gratuits pendant 30 jours.", "trial"),
        ("Devoluciones gratis durante 30 días", "trial"),
        ("Crédito de 12 meses: 45,00 €", "whole"),
        ("Total: 45,00 € (3 items)", "whole"),
        ("Your session expires in 09:59", "deadline"),
    ],
)
def test_what_only_looks_like_an_offer(text: str, word: str) -> None:
    assert word not in promises(text)
