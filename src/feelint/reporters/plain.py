"""Text of strangers, made safe to print: no escapes, no hidden marks, no endless names."""

from __future__ import annotations

import re
import unicodedata

_COMBINING = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
_PILED_UP = re.compile(f"({_COMBINING}{{2}}){_COMBINING}+")


def plain(text: str, limit: int = 300) -> str:
    """``text`` on one line, ``safe``, and at most ``limit`` characters long."""
    text = safe(" ".join(text[: limit * 8].split()))
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def safe(text: str) -> str:
    """``text`` on one line, with nothing in it that a terminal or a browser would obey.

    Control characters become their pictures (ESC is ␛); invisible format characters (direction marks and overrides,
    zero-width and tag characters) are left out; piles of accents are cut to two.
    """
    if not text.isprintable():
        text = "".join(map(_visible, text))
    return _PILED_UP.sub(r"\1", text)


def _visible(char: str) -> str:
    if char.isprintable() or char.isspace():
        return char if char.isprintable() else " "
    code = ord(char)
    if code < 0x20 or code == 0x7F:
        return "\u2421" if code == 0x7F else chr(0x2400 + code)
    return "" if unicodedata.category(char) in ("Cf", "Co") else "\ufffd"
