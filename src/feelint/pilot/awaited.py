"""Whether sums that look final are none yet: the deliveries, the tax or the address are still to come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from feelint.extract.words import heading_stage, label_kind, signals
from feelint.model.scene import Bill, Scene
from feelint.model.walk import Action
from feelint.model.words import ChargeKind
from feelint.pilot.choices import groups, price_of
from feelint.pilot.drawn import PATIENCE
from feelint.pilot.lexis import speaks_of_delivery
from feelint.pilot.memory import Memory
from feelint.pilot.view import asks_address, fields

_TITLE = 40
"""Letters that a line has at most which only names a part of the page."""
_ROW = 80
"""Letters of what a row of a summary says in place of its amount, at most."""
_ABOVE, _BELOW = 14, 4
"""Lines above and below a total in which its summary is looked for."""
_SHORTEST = 3
"""Letters of a line that may name the goods, at least."""
_LOOKS = 3
_LATER = frozenset((ChargeKind.FULFILLMENT, ChargeKind.HANDLING, ChargeKind.TAX, ChargeKind.DUTY))
_NEXT = frozenset(("tax", "subtotal", "total"))
_PLACE = frozenset(("street", "house_number", "city", "postal_code"))
ADDRESS = "address"
"""The intent of giving the address alone: what hangs on it is listed before the walk goes on."""
_LOADING = re.compile(
    r"\b(?:loading|calculating|fetching|(?:wird|werden) (?:geladen|ermittelt)|lädt|chargement|calcul en cours|cargando|calculando|caricamento"
    r"|calcolo in corso|(?:wordt|worden) geladen|a carregar|carregando|ładowani\w+|wczytywani\w+|obliczani\w+|laddar|laddas)\b"
    r"|読み込み中|計算中|取得中",
    re.I,
)
_ELSEWHERE = re.compile(
    r"\b(?:next|checkout|nächste\w*|kasse|suivant\w*|caisse|siguiente|caja|successiv\w*|cassa|volgende|kassa|pr[óo]xim\w+|seguinte|następn\w+|kasie"
    r"|nästa|kassan)\b|次|レジ",
    re.I,
)
"""Where a sentence puts the deliveries off to, when not to this page."""


def patience(scene: Scene, memory: Memory) -> int:
    """How many looks the sums are worth before they are taken as they stand.

    More where the summary itself waits, and where the address was given on this page: a carrier takes its seconds.
    """
    if put_off(scene):
        return PATIENCE
    if not deliveries_to_come(scene):
        return 0
    given = {a.datum for visit in memory.visits if visit.url == scene.url for a in visit.decision.actions}
    return PATIENCE if given & _PLACE else _LOOKS


def deliveries_to_come(scene: Scene) -> bool:
    """Whether a page that asks for the address announces deliveries, and neither lists one nor adds one up.

    It announces them by a heading of their own, or by a sentence that says that they come later.
    """
    lines = scene.bill.lines if scene.bill is not None else ()
    if not asks_address(scene) or any(line.kind is ChargeKind.FULFILLMENT for line in lines):
        return False
    if any(group.kind == "delivery" for group in groups(scene)):
        return False
    heads = [heading.text for heading in scene.headings] + [s.text for s in scene.sentences if len(s.text) <= _TITLE]
    headed = any(heading_stage(text) == {"delivery"} for text in heads)
    return headed or any("deferred_shipping" in sentence.signals for sentence in scene.sentences)


def listing(scene: Scene) -> bool:
    """Whether the page says that it is listing its deliveries at this moment: in a line that names them, or right below."""
    lines = [line for line in scene.text.splitlines() if len(line) <= _ROW]
    for above, line in pairwise(["", *lines]):
        if _LOADING.search(line) and not _ELSEWHERE.search(line) and any(map(_names_deliveries, (line, above))):
            return True
    return False


def listed_by_address(scene: Scene) -> bool:
    """Whether a page that asks for the address says that its deliveries are listed here, once the address is known."""
    told = (s.text for s in scene.sentences if "deferred_shipping" in s.signals)
    return deliveries_to_come(scene) and any(not _ELSEWHERE.search(text) for text in told)


def gives_place(actions: Sequence[Action]) -> bool:
    """Whether any of the actions says where to deliver to."""
    return any(action.datum in _PLACE for action in actions)


def _names_deliveries(text: str) -> bool:
    return len(text) <= _ROW and (speaks_of_delivery(text) or "delivery" in heading_stage(text))


def lacks_delivery(scene: Scene) -> bool:
    """Whether a page that did not go on complains of the delivery, or of nothing, before it has listed any."""
    alerts = [sentence.text for sentence in scene.sentences if sentence.alert]
    return deliveries_to_come(scene) and (not alerts or any(speaks_of_delivery(text) for text in alerts))


def put_off(scene: Scene) -> str:
    """The row of the order summary that puts delivery or tax off, or is still empty; else nothing. No total is final with it."""
    bill = scene.bill
    if bill is None or bill.total is None:
        return ""
    known = {line.kind for line in bill.lines}
    if ChargeKind.FULFILLMENT not in known and (untaken := _untaken_delivery(scene)):
        return untaken
    lines = scene.text.splitlines()
    for first, last in _summaries(scene, bill, lines):
        for at in range(first, last):
            text = lines[at]
            if _is_empty_row(lines, at, last) and not _kinds(text) & known:
                return text
            if len(text) > _ROW or "deferred_shipping" not in signals(text):
                continue
            named = _kinds(text) or (_kinds(lines[at - 1]) if at > first and len(lines[at - 1]) <= _TITLE else set())
            if named and not named & known:
                return text if _kinds(text) else f"{lines[at - 1]}: {text}"
    return ""


def _untaken_delivery(scene: Scene) -> str:
    """The first of several deliveries of which none is on, where each costs something: the shop has still to answer."""
    for group in groups(scene):
        drawn = group.kind == "delivery" and group.chosen is None and not group.key.startswith("buttons:")
        prices = [price_of(option, scene) for option in group.options] if drawn and len(group.options) > 1 else []
        if prices and all(price is not None and price.amount > 0 for price in prices):
            return group.options[0].name
    return ""


def _kinds(text: str) -> set[ChargeKind]:
    return {ChargeKind(kind) for kind in label_kind(text).candidates} & _LATER


def _is_empty_row(lines: list[str], at: int, last: int) -> bool:
    """Whether a row that is called after delivery says nothing, for the next one begins right behind: it is being drawn."""
    if at + 1 >= last or len(lines[at]) > _TITLE or label_kind(lines[at]).kind != "fulfillment":
        return False
    if not at or not any(map(str.isdigit, lines[at - 1])):
        return False  # labels in a column of their own, apart from their amounts
    following = label_kind(lines[at + 1])
    return label_kind(lines[at]).certainty == following.certainty == "whole" and following.kind in _NEXT


def _summaries(scene: Scene, bill: Bill, lines: list[str]) -> Iterator[tuple[int, int]]:
    """The spans of lines around each place where the total is written, from the last row above that names the goods."""
    written = scene.amounts[bill.total_index].text if 0 <= bill.total_index < len(scene.amounts) else ""
    goods = bill.lines[0].label if bill.lines else ""
    for at, line in enumerate(lines):
        if not written or written not in line:
            continue
        above = range(max(0, at - _ABOVE), at + 1)
        rows = [n for n in above if goods and len(lines[n]) >= _SHORTEST and (lines[n] in goods or goods in lines[n])]
        yield (rows[-1] if rows else max(0, at - _BELOW)), min(len(lines), at + 1 + _BELOW)


def address_missing(scene: Scene, memory: Memory) -> str:
    """The name of an empty field for the place to deliver to, on a walk that has not said it yet; else nothing.

    One field alone only estimates the postage; what need not be filled in counts where the whole address is empty.
    """
    given = {action.datum for visit in memory.visits for action in visit.decision.actions if not visit.result}
    if given & _PLACE or memory.wants.signed_in:
        return ""
    asked = [(c, datum) for c, datum in fields(scene) if datum in _PLACE and c.overlay < 0]
    if len({datum for _, datum in asked}) < 2:
        return ""
    empty = [c for c, _ in asked if not c.value.strip()]
    needed = empty if len(empty) == len(asked) else [c for c in empty if c.required]
    return next((c.name or c.placeholder or c.html_name for c in needed), "")
