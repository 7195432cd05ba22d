"""Plus, minus, and what only looks like it: a dash between two words, brackets around an aside."""

from __future__ import annotations

from dataclasses import dataclass

from feelint.money.lazy import Lazy
from feelint.money.numbers import IGNORED, SPACES
from feelint.money.ranges import LINE_OPENS, Item, line_before

_MINUS_AT_END = Lazy(rf"[{SPACES}]?([-–−])(?=[{SPACES}]*(?:$|\n|\)))")
_DASH_OF_A_PRICE = Lazy(r"\d[.,:][-–−]{1,2}$")
_OPENING = Lazy(rf"\([{SPACES}]*$")
_CLOSING = Lazy(rf"[{SPACES}]*\)")
_END_OF_LINE = Lazy(rf"[{SPACES}*]*(?:$|\n)")


@dataclass(slots=True)
class Sign:
    """``open``: the other sign is possible, though less likely. ``doubtful``: both are as likely."""

    negative: bool = False
    plus: bool = False
    open: bool = False
    doubtful: bool = False


def sign_of(text: str, item: Item) -> Sign:
    """Find the sign of an amount, and set ``item.span`` so that it holds the sign too."""
    number, sign, end = item.number, Sign(), item.end
    if number.prefix and number.prefix.sign >= 0:
        sign.plus = text[number.prefix.sign] == "+"
        sign.negative = not sign.plus
    if number.trailing >= 0:
        _minus_behind(sign, item)
    elif number.suffix and (behind := _MINUS_AT_END.re.match(text, end)):
        end = behind.end(1)
        _minus_behind(sign, item)
    start = item.start if item.role == "high" else _sign_before(text, item, sign)
    opening = _OPENING.re.search(text[max(start - 3, 0) : start])
    closing = _CLOSING.re.match(text, end)
    if opening and closing and not sign.plus:
        bracket = max(start - 3, 0) + opening.start()
        sign.open = not sign.negative
        if not line_before(text, bracket).strip(SPACES + ":") and _END_OF_LINE.re.match(text, closing.end()):
            sign.negative, start, end = True, bracket, closing.end()
    item.span = (start, end)
    return sign


def _minus_behind(sign: Sign, item: Item) -> None:
    sign.negative = not item.number.whole
    sign.doubtful = item.number.whole  # 199- may stand for 199,-


def _sign_before(text: str, item: Item, sign: Sign) -> int:
    """Where the amount begins with the sign that stands before it, if it does."""
    at = item.start
    while at and item.start - at < 3 and text[at - 1] in SPACES:
        at -= 1
    mark = text[at - 1 : at]
    if not mark or mark not in "+−▲-–":
        return item.start
    if _DASH_OF_A_PRICE.re.search(text, max(at - 4, 0), at):
        return item.start  # 11 995:- 14 995:-
    glued = not text[at : item.start].strip(IGNORED)
    before = line_before(text, at - 1)
    last, words = before.rstrip(IGNORED)[-1:], before.rstrip(SPACES)
    if mark == "+":
        sign.plus = glued or not last.isalnum()
        return at - 1 if sign.plus else item.start
    if mark in "−▲" or not words or words[-1] in LINE_OPENS:
        sign.negative = True
    elif not glued:
        sign.open = not sign.negative  # Voucher – 5,00 €
    elif last in SPACES or not (last.isalnum() or last in "€$£¥¢₹") or (last.isalpha() and not item.number.whole):
        sign.negative = True
    else:
        sign.doubtful = True  # XY-200 €
    return item.start if sign.open or sign.doubtful else at - 1
