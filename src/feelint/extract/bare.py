"""Prices without a currency in their text: numbers in elements that the author calls a price."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from feelint.extract.dom import Node
from feelint.extract.labels import Hit
from feelint.extract.periods import is_time, paid_per
from feelint.extract.price_words import ASIDE, ELSEWHERE, PRICE
from feelint.extract.runs import Run
from feelint.extract.words import signals
from feelint.money import Reading, find, minor_digits

_DIGITS = re.compile(r"\d")
_NUMBER = re.compile(
    r"(?<![\w.,%/#-])\d{1,3}(?:[ .,'’\u00a0\u202f]\d{3})*(?:[.,:٫]\d{1,2})?(?:,-|:-|\.-|,–|\.–)?(?![\w%]|/\d)|(?<![\w.,])\d{4,7}(?:[.,:]\d{2})?(?![\w%]|/\d)"
)
_WORD = re.compile(r"\s[^\W\d_]{4,}")
_ARTICLE = re.compile(r"\d{7,}")
"""Seven digits without cents, separators or a currency: the number of an article, no price in euros."""
_WHOLE = re.compile(r"\D*(?P<whole>\d{1,3}(?:[.,'’ \u00a0]\d{3})*|\d{4,6})\s*\Z")
_CENTS = re.compile(r"\s*[.,]?\s*(\d{2})\s*\Z")
_CURRENCY = re.compile(
    r"\s*(?:\p{Sc}|[A-Z]{3}|kr\.?|zł|Kč|Ft|Fr\.?|円)?\s*\*?\s*\Z".replace(r"\p{Sc}", "[$¢£¤¥₹€₺₽₩₫₴￥]")
)
_CENT_NAMES = re.compile(
    r"\b(?:cents?|decimals?|fraction\w*|fract|centimes|centimos|centesimi|centavos|grosze|oren?|sup|small|minor|nachkomma\w*|dec)\b"
)
_LONGEST = 40


def bare_hits(runs: Sequence[Run], hits: Sequence[Hit], *, locale: str, currency: str) -> list[Hit]:
    """Numbers in elements named price, in document order, where ``hits`` has nothing; no guess without a currency."""
    if not currency:
        return []
    taken = {run.index for hit in hits for run in (hit.run, *hit.extra_runs) if hit.reading.amount is not None}
    return [hit for run in runs if run.index not in taken for hit in _of_run(run, runs, locale, currency)]


def _of_run(run: Run, runs: Sequence[Run], locale: str, currency: str) -> Iterator[Hit]:
    text = run.text
    if len(text) > _LONGEST or not _DIGITS.search(text) or not _is_called_price(run):
        return
    if (split := _split(run, runs, currency)) is not None:
        number, used = split
        readings = find(number, locale=locale or None, currency=currency, bare=True)
        if readings and readings[0].money is not None:
            yield _hit(run, readings[0], 0, len(text), [r for r in used if r is not run])
        return
    numbers = list(_NUMBER.finditer(text))
    if len(numbers) != 1 or is_time(text, numbers[0].end()) or _counts_things(text, numbers[0]):
        return
    if minor_digits(currency) and _ARTICLE.fullmatch(numbers[0][0]):
        return
    written = numbers[0][0].replace(":", ".") if not numbers[0][0].endswith(":-") else numbers[0][0][:-2]
    readings = find(written.rstrip("-–").rstrip(",."), locale=locale or None, currency=currency, bare=True)
    if len(readings) == 1 and readings[0].money is not None:
        yield _hit(run, readings[0], *numbers[0].span(), [])


def _counts_things(text: str, number: re.Match[str]) -> bool:
    """Whether a word stands right behind a whole number that says nothing of tax or of a time: "10 projects"."""
    word = _WORD.match(text, number.end())
    return bool(word and number[0].isdigit() and not signals(text) and not paid_per(word[0].strip()))


def _split(run: Run, runs: Sequence[Run], currency: str) -> tuple[str, list[Run]] | None:
    """Whole units and cents in elements of their own: ``59`` and ``95``, in one run or in two neighbours."""
    if not minor_digits(currency):
        return None
    parts = [(run.text[a:b].strip(), owner) for a, b, owner in run.pieces if run.text[a:b].strip(" .,€$£")]
    digits = [(text, owner) for text, owner in parts if _DIGITS.search(text)]
    small = len(digits) == 2 and (
        digits[1][1].tag in ("sup", "small") or _CENT_NAMES.search(digits[1][1].tokens) or _alike(digits)
    )
    if small and (cents := _CENTS.match(digits[1][0])) and (whole := _WHOLE.match(digits[0][0])):
        return f"{_plain(whole['whole'])}.{cents[1]}", [run]
    after = runs[run.index + 1] if run.index + 1 < len(runs) else None
    if after is None or len(digits) != 1 or not (whole := _WHOLE.match(run.text)):
        return None
    cents = _CENTS.match(_CURRENCY.sub("", after.text))
    near = after.block.parent is run.block.parent or run.block.contains(after.block)
    if cents and near and (after.block.tag in ("sup", "small") or _CENT_NAMES.search(after.block.tokens)):
        return f"{_plain(whole['whole'])}.{cents[1]}", [run, after]
    return None


def _alike(digits: Sequence[tuple[str, Node]]) -> bool:
    return digits[0][1] is not digits[1][1] and len(digits[0][0]) <= 5 and digits[0][1].parent is digits[1][1].parent


def _plain(whole: str) -> str:
    return re.sub(r"\D", "", whole)


def _is_called_price(run: Run) -> bool:
    """Whether the nearest names around say price, and nothing says that it is another amount or another thing."""
    if any(piece[2].tag in ("option", "time") for piece in run.pieces) or run.block.tag == "input":
        return False
    owners = {id(piece[2]): piece[2] for piece in run.pieces}
    near = [*owners.values()]
    first = near[0] if near else run.block
    for node in [*near, *list(first.ancestors())[:3]]:
        names = node.tokens
        if PRICE.search(names) or "price" in node.get("itemprop").lower():
            return not ELSEWHERE.search(names) and not (ASIDE.search(names) and not PRICE.search(first.tokens))
        if len(node.text) > _LONGEST + 20:
            return False
    return False


def _hit(run: Run, reading: Reading, start: int, end: int, others: list[Run]) -> Hit:
    owners = run.owners(start, end) or [run.block]
    drawn = [node for node in owners if node.look]
    node = max(drawn, key=lambda n: n.look.font_px if n.look else 0) if drawn else owners[0]
    return Hit(run, reading, node, start, end, context=run.text, extra_runs=others)
