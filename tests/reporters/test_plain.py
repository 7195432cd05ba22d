"""Text of strangers is made safe."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feelint.reporters.plain import plain, safe


def test_escapes_become_pictures() -> None:
    """No terminal obeys what is left of an escape sequence."""
    assert plain("\x1b[31mred\x07 \x7f \x9b1m") == "␛[31mred␇ ␡ �1m"


def test_direction_marks_and_invisible_characters_go() -> None:
    """Neither overrides nor marks, neither zero-width nor tag characters are left."""
    assert plain("1\u202e00\u202c\u200f2\u2066\u200b3\U000e0041\ufeff") == "10023"


def test_one_line() -> None:
    """Line ends of every kind become blanks."""
    assert plain(" a\r\nb\u2028c\u00a0 d\t") == "a b c d"
    assert safe("a\nb") == "a b"


def test_long_names_are_cut() -> None:
    """The limit holds, and says so."""
    assert plain("A" * 10_000, 20) == "A" * 19 + "…"
    assert plain("A" * 20, 20) == "A" * 20


def test_piled_up_accents_are_cut() -> None:
    """Two accents a letter are enough for any language."""
    assert plain("a" + "\u0301" * 50) == "a" + "\u0301" * 2


def test_other_scripts_stay() -> None:
    """Words of other languages are left alone."""
    for words in ("送料 880円", "Ünïcödé łóżko", "שלום", "€ 1 234,50"):
        assert plain(words) == words


@given(st.text())
def test_nothing_unprintable_is_left(text: str) -> None:
    """Whatever goes in, only printable characters come out."""
    out = safe(text)
    assert out.isprintable()
