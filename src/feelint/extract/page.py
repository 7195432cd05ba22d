"""From one captured state, or any saved HTML, to a :class:`~feelint.model.scene.Scene`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from feelint.extract.amounts import find_hits, label_hits, mark_of, page_currency
from feelint.extract.bare import bare_hits
from feelint.extract.bills import Reading, read_bill
from feelint.extract.captions import caption_hits
from feelint.extract.columns import column_hits, stated_currency
from feelint.extract.controls import read_controls
from feelint.extract.currencies import address_language, amounts_by_place, domain_currency, left_open, page_locale
from feelint.extract.dom import Document, Facts, parse
from feelint.extract.goods import kind_of, thing_kind, unnamed_kind
from feelint.extract.labels import Hit
from feelint.extract.landscape import (
    heading_name,
    overlay_nodes,
    read_headings,
    read_marks,
    read_overlays,
    read_sentences,
    visible_text,
)
from feelint.extract.measures import unit_basis
from feelint.extract.no_offer import is_of_bill
from feelint.extract.nothing import nothing_hits
from feelint.extract.owners import control_of_hits
from feelint.extract.periods import paid_per
from feelint.extract.prices import Advertised, advertised_price
from feelint.extract.proofs import goods_of
from feelint.extract.removing import with_removers
from feelint.extract.runs import runs_of
from feelint.extract.structured import structured_name, structured_prices
from feelint.extract.was import is_was_price
from feelint.extract.words import label_kind, signals
from feelint.model.scene import Amount, Bill, BillLine, Control, Scene
from feelint.model.walk import NetworkRecord
from feelint.model.words import Belongs, ChargeKind, Intent, PriceRole
from feelint.money import Money
from feelint.money.cldr import habits

_QUANTITY = re.compile(r"(?:^|\s)(?:(\d{1,3})\s*[x×✕*](?=\s|$)|[x×✕]\s?(\d{1,3})(?=\s|$))")


def read_scene(
    html: str,
    *,
    facts: Facts | None = None,
    url: str = "",
    locale: str = "",
    currency: str = "",
    network: Sequence[NetworkRecord] = (),
    ship_to: str = "",
    known: str = "",
    guess: bool = False,
) -> Scene:
    """What feelint sees on one state of a page.

    ``facts`` are the observer's layout facts for annotated HTML; without them visibility is guessed from markup.
    ``locale`` (BCP 47) and ``currency`` (ISO 4217) settle what the text leaves open; empty: read off the page.
    ``ship_to`` (ISO 3166) and ``known``, the currency of earlier pages, tell what a sign of several currencies means
    (:func:`amounts_by_place`). What stays open all the same is left open, or with ``guess`` is read as the money of that
    place, so that a walk can go on. Strange markup never raises.
    """
    document = parse(html, facts)
    url = url or _address(document)
    lang = address_language(url) or _language(document)
    locale = locale if locale and _same_language(locale, lang) else page_locale(lang, url) or locale
    structured = structured_prices(document, locale)
    runs = runs_of(document)
    told = next((price.money.currency for price in structured), "")
    hint = currency or told or domain_currency(url, lang)
    unclear: tuple[str, ...] = ()
    if currency or told:
        hits = find_hits(runs, locale=locale, currency=hint)
    else:
        exchanged = {a.money.currency for record in network for a in record.amounts if a.money is not None}
        witnesses = (known, *(exchanged if len(exchanged) == 1 else ()))
        hits, unclear = amounts_by_place(runs, locale=locale, hint=hint, ship_to=ship_to, witnesses=witnesses)
    if nameless := bool(unclear) and not guess:
        hits = left_open(hits, unclear)
    written = currency or told or page_currency(hits) or stated_currency(runs)
    columns = column_hits(runs, hits, locale=locale, currency=written or "")
    captions = caption_hits(runs, [*hits, *columns], locale=locale, currency=written or "")
    nothing = nothing_hits(runs, [*hits, *columns, *captions], currency=written or "")
    hits = sorted([*hits, *columns, *captions, *nothing], key=lambda hit: (hit.run.index, hit.start))
    label_hits(hits, runs)
    overlays = overlay_nodes(document)
    controls = read_controls(document, overlays)
    owners = control_of_hits(document, hits, controls)
    options = frozenset(owners)
    buttons = [
        document.by_id[c.node]
        for c in controls
        if c.intends(Intent.ADD_TO_CART) and c.visible and c.node in document.by_id
    ]
    settled = written or ("" if unclear else hint or habits(locale).currency or "")
    bare = bare_hits(runs, hits, locale=locale, currency=settled)
    advertised = advertised_price(
        document,
        [*hits, *bare],
        runs,
        options,
        structured,
        buttons,
        lang=lang,
        currency=settled,
        bare_from=len(hits),
        url=url,
    )
    taken = frozenset(at for at, owner in owners.items() if controls[owner].checked)
    reading = read_bill(document, hits, options, lang, taken=taken, overlays=overlays, currency=settled)
    if advertised and advertised.index >= len(hits):
        hits, advertised = [*hits, bare[advertised.index - len(hits)]], replace(advertised, index=len(hits))
    headings = read_headings(document)
    if advertised and not told and (nameless or is_of_bill(advertised.money, reading, hits, controls, headings)):
        advertised = None
    amounts = _amounts(hits, owners, advertised, reading, lang)
    bill = _bill(reading, hits)
    return Scene(
        url=url or (facts or {}).get("url", ""),
        title=(facts or {}).get("title", "") or next((n.any_text for n in document.all("title")), ""),
        lang=lang,
        locale=locale,
        currency=currency or told or page_currency(hits),
        currency_open=unclear,
        amounts=tuple(amounts),
        advertised=advertised.index if advertised else -1,
        advertised_money=advertised.money if advertised else None,
        advertised_confidence=advertised.confidence if advertised else 0,
        item_name=structured_name(document) or heading_name(document),
        bill=bill,
        controls=tuple(with_removers(_with_amounts(controls, owners), bill)),
        headings=tuple(headings),
        overlays=tuple(read_overlays(overlays, document)),
        marks=tuple(read_marks(document)),
        sentences=tuple(read_sentences(runs)),
        structured=tuple(structured),
        wire=tuple(amount for record in network for amount in record.amounts),
        text=visible_text(runs),
        layout_known=document.layout_known,
        viewport=_pair((facts or {}).get("viewport")),
        page_height=int(_pair((facts or {}).get("page"))[1]),
    )


def _address(document: Document) -> str:
    """The address that a saved page gives itself."""
    for node in document.all("link", "meta"):
        if "canonical" in node.get("rel").lower().split() and "//" in node.get("href"):
            return node.get("href")
        if node.get("property") == "og:url" and "//" in node.get("content"):
            return node.get("content")
    return ""


def _pair(value: object) -> tuple[int, int]:
    return (int(value[0]), int(value[1])) if isinstance(value, list) and len(value) == 2 else (0, 0)


def _language(document: Document) -> str:
    if document.facts and document.facts.get("lang"):
        return document.facts["lang"]
    for node in document.nodes:
        if node.tag in ("html", "body") and (node.get("lang") or node.get("xml:lang")):
            return node.get("lang") or node.get("xml:lang")
    for node in document.all("meta"):
        if node.get("property") == "og:locale" or node.get("http-equiv").lower() == "content-language":
            return node.get("content").replace("_", "-")
    return ""


def _same_language(locale: str, lang: str) -> bool:
    return not lang or re.split(r"[-_]", locale)[0].lower() == re.split(r"[-_]", lang)[0].lower()


def _amounts(
    hits: Sequence[Hit], owners: dict[int, int], advertised: Advertised | None, reading: Reading | None, lang: str
) -> list[Amount]:
    rows = [row.hits for row in reading.rows] if reading is not None else []
    bill = {index for row in rows for index in row} | ({reading.total} if reading is not None else set())
    beside = {index: row for row in rows for index in row}
    chosen = advertised.index if advertised else -1
    chosen_money = advertised.money if advertised else None
    result = []
    for index, hit in enumerate(hits):
        match = kind_of(hit, lang)
        nameless = match.kind in ("unknown", "item") or match.included  # "incl. VAT" names no price
        role = match.role or (_own_role(hit) if nameless else None)
        near = [*beside.get(index, ()), *([chosen] if 0 <= chosen < len(hits) else [])]
        if role is None and any(is_was_price(hit, hits[other]) for other in near):
            role = "reference"
        if index in bill:
            belongs = Belongs.BILL
        elif index == chosen or (hit.reading.money == chosen_money and chosen >= 0 and abs(index - chosen) <= 3):
            belongs = Belongs.ITEM
        elif index in owners or match.kind not in ("unknown", "item", "total", "subtotal"):
            belongs = Belongs.BILL if chosen < 0 or match.kind != "unknown" else Belongs.OTHER
        else:
            belongs = Belongs.OTHER
        result.append(
            Amount(
                text=hit.reading.text,
                money=hit.reading.money,
                ambiguous=tuple(m for m in hit.reading.ambiguous if m is not None),
                ambiguity=hit.reading.ambiguity or "",
                label=hit.label,
                context=hit.context,
                kind=_final_kind(index, match.kind, reading),
                role=PriceRole(role) if role else None,
                belongs=belongs,
                included=match.included,
                struck=hit.node.struck,
                visible=hit.run.visible,
                plus=hit.reading.signed_plus,
                signals=tuple(sorted(signals(hit.context or hit.run.text[:400]))),
                node=hit.node.id,
                order=hit.node.order,
                look=hit.node.look,
                mark=mark_of(hit),
                in_control=owners.get(index, -1),
            )
        )
    return result


def _own_role(hit: Hit) -> str | None:
    """The role that the words around an amount give it, whatever else names it: "from $68", "$68/kg"."""
    if label_kind(hit.own).role == "from" or hit.reading.range_role == "low":
        return "from"
    before = hit.run.text[max(0, hit.start - 12) : hit.start]
    return _paid_by(hit.reading.unit) or (
        "unit" if unit_basis(f"{hit.own} {hit.reading.text}") or unit_basis(before) else None
    )


def _paid_by(unit: str | None) -> str | None:
    """The role that the words right behind an amount give it: ``/kg`` is a unit, ``/month`` comes again."""
    if not unit:
        return None
    return "recurring" if paid_per(unit) else "unit"


def _final_kind(index: int, kind: str, reading: Reading | None) -> ChargeKind:
    if reading is not None and index == reading.total:
        return ChargeKind.TOTAL
    return ChargeKind(kind)


def _with_amounts(controls: Sequence[Control], owners: dict[int, int]) -> list[Control]:
    held: dict[int, list[int]] = {}
    for amount, control in owners.items():
        held.setdefault(control, []).append(amount)
    return [
        control.model_copy(update={"amounts": tuple(sorted(held[index]))}) if index in held else control
        for index, control in enumerate(controls)
    ]


def _bill(reading: Reading | None, hits: Sequence[Hit]) -> Bill | None:
    if reading is None:
        return None
    lines: list[BillLine] = []
    subtotal = None
    goods = sum(goods_of(reading))
    of_things = sum(reading.rows[index].kind.is_sum for index in reading.counted) > 1
    for index, row in enumerate(reading.rows):
        kind, label = row.kind, row.label
        if index in reading.counted:
            hit, money = reading.counted[index]
            if kind.is_sum and of_things and row.group:
                label, kind = row.group, thing_kind(row.group)
            elif kind.is_sum:
                subtotal, kind = money, ChargeKind.ITEM
            elif kind is ChargeKind.UNKNOWN or (kind is ChargeKind.CREDIT and money.amount > 0):
                kind = unnamed_kind(row.label, money)
            lines.append(_line(label, kind, money, hits[hit], hit, row.match.candidates, row.group, included=False))
        elif row.match.included or (kind is ChargeKind.TAX and reading.adds_up and row.may_be_inside):
            hit = row.hits[-1]
            lines.append(
                _line(row.label, kind, row.amounts[-1], hits[hit], hit, row.match.candidates, row.group, included=True)
            )
        elif kind is ChargeKind.SUBTOTAL or (kind.is_sum and row.amounts[-1] == goods):
            subtotal = row.amounts[-1]
    return Bill(
        lines=tuple(lines),
        subtotal=subtotal,
        total=hits[reading.total].reading.money,
        residual=reading.residual,
        total_label=reading.label,
        total_index=reading.total,
        ambiguous=reading.ambiguous,
    )


def _line(
    label: str,
    kind: ChargeKind,
    money: Money,
    hit: Hit,
    index: int,
    candidates: Sequence[str],
    group: str,
    *,
    included: bool,
) -> BillLine:
    quantity = _QUANTITY.search(f"{hit.label} {hit.context}")
    also = tuple(ChargeKind(c) for c in candidates if c not in (kind.value, "subtotal", "total"))
    return BillLine(
        label=label,
        kind=kind,
        amount=money,
        also_kinds=also,
        included=included,
        group=group,
        quantity=int(quantity[1] or quantity[2]) if quantity else None,
        amount_index=index,
    )
