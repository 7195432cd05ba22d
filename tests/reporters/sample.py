"""Reports to write: a realistic one with pictures, a lost one, an empty one, and one from a hostile shop."""

from __future__ import annotations

import struct
import zlib
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from feelint.model.finding import CitationRef, Evidence, Finding, ReviewDecision, Suppression, Verdict
from feelint.model.ledger import Charge, Ledger, Recurring, Step, StepRef, Withdrawn
from feelint.model.report import (
    Drip,
    Harm,
    JourneyReport,
    Mark,
    NotImplementedRule,
    PackInfo,
    Report,
    ReportEnvironment,
    ReportProbe,
    ReportStep,
    SourceLine,
    ToolInfo,
)
from feelint.model.scene import Bill, BillLine, Box, Scene
from feelint.model.walk import Clip, Refusal
from feelint.model.words import ChargeKind, Outcome, Severity, Stage, VerdictKind
from feelint.money import Money

SHOP = "https://www.teehaus-lindenhof.test"
STAGES = (Stage.PRODUCT, Stage.BASKET, Stage.DETAILS, Stage.DELIVERY, Stage.PAYMENT, Stage.REVIEW)
VIEWPORT = (1280, 800)
ENVIRONMENT = ReportEnvironment(
    ship_to="DE",
    locale="de-DE",
    currency="EUR",
    viewport="desktop",
    consent="reject",
    quantity=1,
    sector="",
    browser="Chromium 131.0 headless shell",
    sandbox=True,
    as_of=date(2026, 3, 2),
    packs=(
        PackInfo(id="de", title="Germany: PAngV, BGB, UWG", digest="sha256:6f1c"),
        PackInfo(id="eu", title="European Union: consumer law", digest="sha256:a07e"),
        PackInfo(id="house", title="House rules: best practice", digest="sha256:31bd"),
    ),
    rules_digest="sha256:9d2b",
    source={"locale": "page", "currency": "page", "ship_to": "given"},
)
MESSAGES = {
    "fee": "“Servicepauschale” of 3.50 EUR first appears at the payment step and cannot be declined.",
    "extra": "“Käuferschutz” was ticked before anybody touched it and adds 1.25 EUR.",
    "label": "Whether “Servicepauschale” says what it is charged for needs a person's judgement.",
}


def eur(amount: str) -> Money:
    return Money.parse(f"{amount} EUR")


def at(step: int, stages: tuple[Stage, ...] = STAGES) -> StepRef:
    return StepRef(step=step, stage=stages[step])


ITEM = Charge(
    label="Teekanne „Linde“, 1,2 l",
    kind=ChargeKind.ITEM,
    amount=eur("49.00"),
    first_announced=at(0),
    first_counted=at(1),
)
SHIPPING = Charge(
    label="Versand (Standard)",
    kind=ChargeKind.FULFILLMENT,
    amount=eur("4.90"),
    avoidable=False,
    avoidable_why="every delivery choice costs at least this",
    first_announced=at(0),
    first_counted=at(3),
    announced_as="zzgl. 4,90 € Versand",
)
DISCOUNT = Charge(
    label="Willkommensrabatt",
    kind=ChargeKind.DISCOUNT,
    amount=eur("-3.90"),
    first_announced=at(1),
    first_counted=at(1),
)
COVER = Charge(
    label="Käuferschutz",
    kind=ChargeKind.INSURANCE,
    amount=eur("1.25"),
    also_kinds=(ChargeKind.ADDON,),
    avoidable=True,
    avoidable_why="unticking it took it off the total",
    first_announced=at(1),
    first_counted=at(1),
    preselected=True,
)
FEE = Charge(
    label="Servicepauschale",
    kind=ChargeKind.FEE,
    amount=eur("3.50"),
    avoidable=False,
    avoidable_why="delivery, payment and extras were varied; it stayed",
    first_announced=at(4),
    first_counted=at(4),
)
VAT = Charge(
    label="inkl. 19 % MwSt.",
    kind=ChargeKind.TAX,
    amount=eur("8.74"),
    included=True,
    first_announced=at(0),
    first_counted=at(5),
)
LEDGER = Ledger(
    advertised=eur("49.00"),
    advertised_at=at(0),
    quantity=1,
    total=eur("54.75"),
    total_at=at(5),
    charges=(SHIPPING, DISCOUNT, COVER, FEE, VAT),
    items=(ITEM,),
    withdrawn=(
        Withdrawn(label="Versand geschätzt", kind=ChargeKind.FULFILLMENT, amount=eur("5.90"), shown=at(1), gone=at(3)),
    ),
    residual=eur("0.00"),
    steps=(Step(index=0, stage=Stage.PRODUCT, url=f"{SHOP}/kanne", title="Teekanne", scene=Scene(), bill=None),),
)


def _line(charge: Charge) -> BillLine:
    return BillLine(label=charge.label, kind=charge.kind, amount=charge.amount, included=charge.included)


def _bill(step: int) -> Bill | None:
    if step == 0:
        return None
    rows = [one for one in (ITEM, *LEDGER.charges) if one.first_counted and one.first_counted.step <= step]
    total = sum((one.amount for one in rows if not one.included), eur("0"))
    lines = tuple(_line(one) for one in rows)
    return Bill(lines=lines, subtotal=eur("49.00"), total=total, residual=eur("0"), total_label="Gesamt")


PLACES = {
    Stage.PRODUCT: [("advertised", "49,00 €", (760, 210, 150, 44), "advertised"), ("announced", "zzgl. 4,90 € Versand", (760, 262, 190, 22), "charges.0")],
    Stage.BASKET: [("charge", "Willkommensrabatt -3,90 €", (800, 340, 380, 26), "charges.1"), ("charge", "Käuferschutz 1,25 €", (800, 300, 380, 26), "charges.2"), ("charge", "Versand geschätzt 5,90 €", (800, 380, 380, 26), "withdrawn.0"), ("total", "Gesamt 46,35 €", (800, 420, 380, 34), "total")],
    Stage.DETAILS: [("total", "Gesamt 46,35 €", (880, 380, 300, 34), "total")],
    Stage.DELIVERY: [("control", "Standard 4,90 €", (90, 250, 560, 52), ""), ("charge", "Versand (Standard) 4,90 €", (880, 380, 300, 26), "charges.0"), ("total", "Gesamt 51,25 €", (880, 420, 300, 34), "total")],
    Stage.PAYMENT: [("charge", "Servicepauschale 3,50 €", (880, 380, 300, 26), "charges.3"), ("total", "Gesamt 54,75 €", (880, 440, 300, 34), "total"), ("finding", "drip-mandatory-fee: Servicepauschale 3,50 €", (880, 380, 300, 26), "")],
    Stage.REVIEW: [("total", "Gesamt 54,75 €", (880, 1060, 300, 40), "total"), ("control", "Zahlungspflichtig bestellen", (880, 1120, 300, 56), ""), ("charge", "inkl. 19 % MwSt. 8,74 €", (880, 1500, 300, 26), "charges.4")],
}  # fmt: skip
WHY = {
    Stage.PRODUCT: (("press “In den Warenkorb”",), "the item's own button"),
    Stage.BASKET: (("press “Zur Kasse”",), "the only way on; express buttons order and were left alone"),
    Stage.DETAILS: (("press “Als Gast bestellen”", "fill 8 fields", "press “Weiter”"), "a guest needs no account"),
    Stage.DELIVERY: (("tick “Standard 4,90 €”", "press “Weiter”"), "the cheapest delivery"),
    Stage.PAYMENT: (("tick “Vorkasse”", "press “Weiter zur Prüfung”"), "the first way to pay that needs no card data"),
    Stage.REVIEW: ((), "the final total stands before the order button"),
}


def _step(index: int, stage: Stage) -> ReportStep:
    did, why = WHY[stage]
    return ReportStep(
        stage=stage,
        url=f"{SHOP}/{'kanne-linde' if index == 0 else f'kasse/{stage}'}",
        title=f"{stage.title()} – Teehaus Lindenhof",
        bill=_bill(index),
        screenshot=f"steps/{index:02}-{stage}.png",
        viewport=VIEWPORT,
        scroll=(0.0, 640.0 if stage is Stage.REVIEW else 0.0),
        did=did,
        why=why,
        marks=tuple(
            Mark.model_validate(
                {"box": Box(x=x, y=y, w=w, h=h), "text": text, "kind": kind, "number": number, "figure": figure}
            )
            for number, (kind, text, (x, y, w, h), figure) in enumerate(PLACES[stage], 1)
        ),
        clips=(Clip(file="steps/05-review-clip.png", x=0, y=1450, w=1280, h=150),) if stage is Stage.REVIEW else (),
    )


EXPRESS = SHIPPING.model_copy(update={"label": "Versand (Express)", "amount": eur("12.90")})


def _probe(
    kind: str, subject: str, group: str, after: str | None, why: str, charges: tuple[Charge, ...] = LEDGER.charges
) -> ReportProbe:
    money = eur(after) if after else None
    changed = {"total": money, "steps": LEDGER.steps, "charges": charges}
    ledger = LEDGER.model_copy(update=changed) if money else None
    return ReportProbe(
        kind=kind, subject=subject, group=group, ok=ledger is not None, why=why, before=eur("54.75"), after=money,
        ledger=ledger, state=_ended(subject, money) if kind in ("untick", "delivery") and money else None,
    )  # fmt: skip


def _ended(subject: str, total: Money) -> ReportStep:
    """The last page of an experiment."""
    last = _step(5, Stage.REVIEW)
    bill = last.bill.model_copy(update={"total": total}) if last.bill else None
    marks = (last.marks[0].model_copy(update={"text": f"Gesamt {total.display()}"}),)
    path = f"probes/{subject.split()[0]}-review.png"
    return last.model_copy(update={"bill": bill, "screenshot": path, "marks": marks, "did": (), "why": "", "clips": ()})


PROBES = (
    _probe("untick", "Käuferschutz", "Extras", "53.50", "the line went away", (SHIPPING, DISCOUNT, FEE, VAT)),
    _probe(
        "delivery",
        "Express 12,90 €",
        "Versandart",
        "62.75",
        "only the delivery line changed",
        (EXPRESS, DISCOUNT, COVER, FEE, VAT),
    ),
    _probe("payment", "PayPal", "Zahlungsart", "54.75", "nothing changed"),
    _probe("reload", "review", "", None, "the shop answered 503"),
)

LAWS = {
    "PAngV": CitationRef(id="DE-PANGV-3", text="PAngV § 3(1): Gesamtpreis", url="https://www.gesetze-im-internet.de/pangv_2022/__3.html"),
    "CRD": CitationRef(id="EU-CRD-6-1-e", text="Directive 2011/83/EU, Art. 6(1)(e), 6(6)", url="https://eur-lex.europa.eu/eli/dir/2011/83/2022-05-28", tag="not verified"),
    "CRD22": CitationRef(id="EU-CRD-22", text="Directive 2011/83/EU, Art. 22", url="https://eur-lex.europa.eu/eli/dir/2011/83/2022-05-28"),
}  # fmt: skip


def finding(rule: str, **changes: Any) -> Finding:
    """A finding at the payment step, with ``changes``."""
    data: dict[str, Any] = {
        "rule": rule,
        "title": rule.replace("-", " ").capitalize(),
        "kind": "fail",
        "severity": Severity.ERROR,
        "confidence": 0.95,
        "message": MESSAGES["fee"],
        "step": 4,
        "stage": Stage.PAYMENT,
        "impact": eur("3.50"),
        "packs": ("de", "eu"),
        "citations": (LAWS["PAngV"], LAWS["CRD"]),
        "evidence": (
            Evidence(
                step=4,
                stage=Stage.PAYMENT,
                quote="Servicepauschale 3,50 €",
                node=117,
                url=f"{SHOP}/kasse/payment",
                box=Box(x=880, y=380, w=300, h=26),
                screenshot="steps/04-payment.png",
            ),
            Evidence(step=0, stage=Stage.PRODUCT, quote="49,00 € inkl. MwSt., zzgl. 4,90 € Versand", node=31),
        ),
        "fingerprint": "5d1f0c6e9a",
        "subject": "fee:servicepauschale",
        "journey": "kanne",
        "how_to_fix": "Put the fee into the advertised price, or let the customer decline it.",
    }
    return Finding.model_validate(data | changes)


FINDINGS = (
    finding("drip-mandatory-fee"),
    finding(
        "preticked-paid-extra",
        severity=Severity.WARNING,
        message=MESSAGES["extra"],
        step=1,
        stage=Stage.BASKET,
        impact=eur("1.25"),
        citations=(LAWS["CRD22"],),
        evidence=(Evidence(step=1, stage=Stage.BASKET, quote="☑ Käuferschutz 1,25 €", node=44),),
        fingerprint="b0c2d4e6f8",
        subject="insurance:kauferschutz",
        how_to_fix="Leave paid extras unticked.",
    ),
    finding(
        "bundled-or-misleading-fee-label",
        kind="review",
        severity=Severity.WARNING,
        confidence=0.6,
        message=MESSAGES["label"],
        reason="fee-purpose-unclear",
        fingerprint="77aa11bb22",
        how_to_fix="",
    ),
    finding(
        "unit-price-missing-or-wrong",
        severity=Severity.WARNING,
        message="No price per litre stands beside the price.",
        step=0,
        stage=Stage.PRODUCT,
        impact=None,
        fingerprint="0f0e0d0c0b",
        subject="",
        baseline="known",
        suppressed=Suppression(reason="The pot is sold by the piece", approved_by="legal", expires=date(2026, 12, 31)),
    ),
)


def verdict(rule: str, kind: VerdictKind, reason: str = "", subject: str = "") -> Verdict:
    return Verdict(rule=rule, kind=kind, reason=reason, subject=subject, journey="kanne")


VERDICTS = (
    *(verdict(one.rule, VerdictKind(one.kind), one.reason, one.subject) for one in FINDINGS),
    verdict("drip-mandatory-fee", VerdictKind.PASS, subject="fulfillment:versand"),
    verdict("total-arithmetic-mismatch", VerdictKind.PASS),
    verdict("price-creep-between-steps", VerdictKind.PASS, subject="a"),
    verdict("price-creep-between-steps", VerdictKind.PASS, subject="b"),
    verdict("order-button-wording", VerdictKind.PASS),
    verdict("consumer-price-excludes-tax", VerdictKind.PASS),
    verdict("no-free-payment-method", VerdictKind.PASS),
    verdict("displayed-vs-charged-amount", VerdictKind.REVIEW, "missing: wire-amounts"),
    verdict("prior-price-not-lowest-30-days", VerdictKind.REVIEW, "missing: price-history"),
    verdict("import-duty-undisclosed", VerdictKind.INAPPLICABLE, "domestic"),
    verdict("trial-to-paid-price-missing", VerdictKind.INAPPLICABLE, "no subscription"),
)


def _drip(charge: Charge, *, mandatory: bool, preselected: bool = False) -> Drip:
    seen = charge.first_announced
    return Drip(
        subject=f"{charge.kind}:{charge.label.casefold()}",
        label=charge.label,
        kind=charge.kind,
        amount=charge.amount,
        announced=seen,
        mandatory=mandatory,
        preselected=preselected,
        late=seen is not None and seen.step >= 3,
    )


JOURNEY = JourneyReport(
    id="kanne",
    start_url=f"{SHOP}/kanne-linde",
    outcome=Outcome.REACHED,
    reason="",
    message="",
    steps=tuple(_step(index, stage) for index, stage in enumerate(STAGES)),
    ledger=LEDGER,
    probes=PROBES,
    refusals=(
        Refusal(fence="control", what="“Sofort kaufen”", why="it may order: a word of the order button", step=1),
    ),
    left_behind=("a guest basket with one item",),
    started_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    seconds=14.2,
    last_screenshot="steps/05-review.png",
    capture="kanne",
    seal="sha256:c41f",
    harm=Harm(
        drips=(_drip(COVER, mandatory=False, preselected=True), _drip(FEE, mandatory=True)),
        total=eur("4.75"),
        percent=Decimal("9.69"),
        criteria=("mandatory", "preselected", "late"),
    ),
)
REPORT = Report(
    tool=ToolInfo(version="0.1.0"),
    environment=ENVIRONMENT,
    journeys=(JOURNEY,),
    verdicts=VERDICTS,
    findings=FINDINGS,
    warnings=("The suppression of unit-price-missing-or-wrong ends on 2026-12-31.",),
    not_implemented=(NotImplementedRule(rule="price-disclosure-illegible", packs=("de", "eu")),),
    gate="findings",
    exit_code=1,
    gate_reasons=("drip-mandatory-fee fails as an error, and errors fail the gate",),
)

LOST_JOURNEY = JOURNEY.model_copy(
    update={
        "id": "laterne",
        "start_url": f"{SHOP}/laterne",
        "outcome": Outcome.BLOCKED,
        "reason": "captcha",
        "message": "The shop asks for proof that the visitor is a person.",
        "steps": JOURNEY.steps[:3],
        "ledger": LEDGER.model_copy(
            update={"total": None, "total_at": None, "charges": (COVER,), "withdrawn": (), "residual": None}
        ),
        "probes": (),
        "refusals": (),
        "left_behind": (),
        "last_screenshot": "steps/02-details.png",
        "capture": "laterne",
        "harm": None,
    }
)
LOST = REPORT.model_copy(
    update={
        "journeys": (LOST_JOURNEY,),
        "verdicts": (verdict("drip-mandatory-fee", VerdictKind.REVIEW, "not-reached"),),
        "findings": (),
        "warnings": (),
        "gate": "no-verdict",
        "exit_code": 3,
        "gate_reasons": ("laterne did not reach its total: captcha",),
    }
)
BOTH = REPORT.model_copy(update={"journeys": (JOURNEY, LOST_JOURNEY), "gate": "no-verdict", "exit_code": 3})
EMPTY = LOST.model_copy(update={"journeys": (), "verdicts": ()})
CLEAN = REPORT.model_copy(
    update={
        "journeys": (
            JOURNEY.model_copy(
                update={
                    "ledger": LEDGER.model_copy(
                        update={"total": eur("53.90"), "charges": (SHIPPING, VAT), "withdrawn": ()}
                    )
                }
            ),
        ),
        "verdicts": tuple(one for one in VERDICTS if one.kind is VerdictKind.PASS),
        "findings": (),
        "warnings": (),
        "gate": "clean",
        "exit_code": 0,
        "gate_reasons": (),
    }
)
ATTACK = "\x1b[2J\x1b]0;owned\x07<script>alert(1)</script>\u202e000,1\u202c\u200f \x9b31m" + "A" * 10_000
"""ANSI escapes, a title change, a script, right-to-left overrides, a C1 introducer and ten thousand letters."""


def hostile() -> Report:
    """The sample with ``ATTACK`` in every text that comes from a shop."""
    charge = FEE.model_copy(update={"label": ATTACK, "announced_as": ATTACK, "avoidable_why": ATTACK})
    step = JOURNEY.steps[4].model_copy(update={"title": ATTACK, "url": "javascript:alert(1)//" + ATTACK, "did": (ATTACK,), "why": ATTACK})  # fmt: skip
    marks = tuple(one.model_copy(update={"text": ATTACK}) for one in step.marks)
    gone = LEDGER.withdrawn[0].model_copy(update={"label": ATTACK})
    later = Recurring(amount=eur("9.99"), period="month", text=ATTACK)
    ledger = LEDGER.model_copy(
        update={"charges": (SHIPPING, charge), "total": eur("57.40"), "withdrawn": (gone,), "recurring": (later,)}
    )
    journey = JOURNEY.model_copy(
        update={
            "start_url": f"{SHOP}/" + ATTACK,
            "message": ATTACK,
            "steps": (*JOURNEY.steps[:4], step.model_copy(update={"marks": marks}), JOURNEY.steps[5]),
            "ledger": ledger,
            "probes": tuple(
                probe.model_copy(update={"subject": ATTACK, "group": ATTACK, "why": ATTACK}) for probe in PROBES
            ),
            "harm": Harm(drips=(_drip(charge, mandatory=True),), total=eur("3.50"), percent=Decimal("7.1")),
            "refusals": (Refusal(fence="control", what=ATTACK, why=ATTACK, step=1),),
            "left_behind": (ATTACK,),
        }
    )
    box = FINDINGS[0].evidence[0].box
    seen = Evidence(step=4, stage=Stage.PAYMENT, quote=ATTACK, url="data:text/html," + ATTACK, box=box)
    bad = finding("drip-mandatory-fee", message=ATTACK, evidence=(seen,), subject=ATTACK, how_to_fix=ATTACK)
    said = ReviewDecision(verdict="fail", reason=ATTACK, decided_by=ATTACK, decided_on=date(2026, 3, 1))
    review = bad.model_copy(update={"kind": "review", "reason": ATTACK, "decision": said, "note": ATTACK})
    hidden = bad.model_copy(update={"suppressed": Suppression(reason=ATTACK, approved_by=ATTACK)})
    broken = verdict("total-too-late", VerdictKind.ERROR, ATTACK)
    return REPORT.model_copy(
        update={
            "journeys": (journey,),
            "findings": (bad, review, hidden),
            "verdicts": (*VERDICTS, broken),
            "warnings": (ATTACK,),
            "gate_reasons": (ATTACK,),
        }
    )


def in_file(file: str, line: int) -> Report:
    """The sample with its journey written down at a line of a file."""
    journey = JOURNEY.model_copy(update={"source": SourceLine(file=file, line=line)})
    return REPORT.model_copy(update={"journeys": (journey,)})


def in_currency(advertised: str, fee: str, total: str, currency: str) -> Report:
    """A short report in another currency: item, one late fee, total."""
    price, more, all_of_it = (Money.parse(f"{amount} {currency}") for amount in (advertised, fee, total))
    ledger = LEDGER.model_copy(
        update={
            "advertised": price,
            "total": all_of_it,
            "items": (ITEM.model_copy(update={"amount": price}),),
            "charges": (FEE.model_copy(update={"amount": more}),),
            "withdrawn": (),
            "residual": all_of_it - price - more,
        }
    )
    steps = tuple(step.model_copy(update={"bill": None}) for step in JOURNEY.steps)
    journey = JOURNEY.model_copy(update={"ledger": ledger, "steps": steps, "probes": ()})
    found = (finding("drip-mandatory-fee", impact=more, message=f"A fee of {more} comes late."),)
    return REPORT.model_copy(update={"journeys": (journey,), "findings": found, "verdicts": ()})


def picture(path: str) -> bytes:
    """The wireframe of a page for a path such as ``kanne/steps/03-delivery.png``, as PNG."""
    stage = next(stage for stage in STAGES if stage in path)
    clip = "clip" in path
    width, height = VIEWPORT[0] // 2, 75 if clip else VIEWPORT[1] // 2
    rows = [bytearray(b"\xfb\xfa\xf7" * width) for _ in range(height)]
    top = 1450 if clip else 640 if stage is Stage.REVIEW else 0
    blocks: list[tuple[tuple[float, float, float, float], bytes]] = [
        ((0, top, 1280, 64), b"\x2f\x4a\x3c"),
        ((90, top + 22, 170, 20), b"\xe9\xee\xe4"),
    ]
    if stage is Stage.PRODUCT:
        blocks += [((90, 120, 600, 560), b"\xdd\xe4\xd6"), ((240, 260, 300, 280), b"\xa9\xbb\x9d")]
        blocks += [((760, 130, 380, 30), b"\x3b\x3f\x3a"), ((760, 330, 300, 56), b"\x4d\x7a\x5a")]
    else:
        blocks += [((90, top + 110 + 92 * row, 560, 60), b"\xec\xea\xe2") for row in range(6)]
        blocks += [((850, top + 110, 360, 600), b"\xf1\xee\xe4"), ((880, top + 140, 180, 22), b"\x3b\x3f\x3a")]
        blocks += [((880, top + 190 + 40 * row, 200, 14), b"\xc9\xc6\xba") for row in range(4)]
    shades = {"advertised": b"\x22\x2b\x25", "control": b"\x4d\x7a\x5a", "total": b"\x22\x2b\x25"}
    blocks += [((x + 6, y + 5, w - 12, h - 10), shades.get(kind, b"\x8a\x86\x78")) for kind, _, (x, y, w, h), _ in PLACES[stage]]  # fmt: skip
    for (x, y, w, h), shade in blocks:
        left, right = int(x / 2), min(int((x + w) / 2), width)
        for row in range(max(int((y - top) / 2), 0), min(int((y - top + h) / 2), height)):
            rows[row][left * 3 : right * 3] = shade * (right - left)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows), 9)
    chunks = ((b"IHDR", header), (b"IDAT", body), (b"IEND", b""))
    framed = (struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks)  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(framed)
