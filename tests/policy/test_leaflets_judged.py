"""Pages beside the way in a capture: read again, judged, reported, handed out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from feelint.capture import CaptureReader, open_capture
from feelint.capture.handout import Redaction, hand_out
from feelint.capture.store import CaptureWriter
from feelint.errors import CaptureError
from feelint.model.scene import Box
from feelint.model.walk import LeafletPage
from feelint.model.words import Stage
from feelint.policy.judge import judge
from feelint.reporters.json import load, render
from tests.policy.paper_captures import SHOP, STARTED, annotated, capture

RULE = "price-condition-in-small-print"
TERMS = """<html lang="en"><body><p>A {0} fee of $9.95 per order is payable.</p><p>Earn 120 points.</p>
<p>A restocking fee of 15% is deducted if the box was opened.</p></body></html>"""


def with_leaflet(folder: Path, page: str = TERMS.format("service"), *, step: int = 0, depth: int = 1) -> CaptureReader:
    """The dripping walk, and a page of terms that its steps link to."""
    base = capture(folder)
    writer = CaptureWriter(folder, base.record)
    for snapshot in base.record.steps:
        for name in (snapshot.html, snapshot.facts, snapshot.screenshot):
            writer._put(name, base.read(name))
    html, facts = annotated(page)
    state = writer.snapshot(
        index=0,
        stage=Stage.PRODUCT,
        html=html,
        facts=facts,
        title="Terms",
        at=STARTED,
        url=f"{SHOP}/terms",
        screenshot=b"\xff\xd8\xff terms",
        place="leaflets",
    )
    leaflet = LeafletPage(link="Terms & Fees", kinds=("terms",), step=step, depth=depth, snapshot=state)
    writer.finish(base.record.model_copy(update={"leaflets": (leaflet,)}))
    return open_capture(folder)


def test_the_charge_that_only_the_terms_set_is_found(tmp_path: Path) -> None:
    report = judge([with_leaflet(tmp_path)])
    found = {(one.kind, one.subject.partition(":")[0]): one for one in report.findings if one.rule == RULE}
    assert set(found) == {("fail", "fee"), ("review", "aside")}
    (proof,) = found["fail", "fee"].evidence[-1:]
    assert (proof.leaflet, proof.url, proof.quote) == (
        "Terms & Fees",
        f"{SHOP}/terms",
        "A service fee of $9.95 per order is payable.",
    )
    assert proof.screenshot == "leaflets/00/viewport.jpg"
    assert proof.box == Box(x=100, y=60, w=200, h=18)
    assert proof.passage is not None
    assert (proof.passage.file, proof.passage.line, proof.passage.words) == ("leaflets/00/page.html.gz", 1, proof.quote)
    assert proof.passage.sha256 == open_capture(tmp_path).sums["leaflets/00/page.html.gz"]
    (page,) = report.journeys[0].leaflets
    assert (page.title, page.screenshot) == ("Terms", "leaflets/00/viewport.jpg")
    assert [(one.kind, one.text[:24]) for one in page.marks] == [
        ("clause", "A service fee of $9.95 p"),
        ("clause", "A restocking fee of 15% "),
    ]
    assert "one click from the offer" in found["fail", "fee"].message


def test_how_far_away_it_is_counts_from_the_offer(tmp_path: Path) -> None:
    for step, depth, clicks in ((0, 1, 1), (0, 2, 2), (2, 1, 3)):
        journey = judge([with_leaflet(tmp_path / f"{step}{depth}", step=step, depth=depth)]).journeys[0]
        assert journey.ledger is not None
        assert journey.ledger.leaflets[0].clicks == clicks


def test_without_the_page_there_is_nothing(tmp_path: Path) -> None:
    assert RULE not in {one.rule for one in judge([capture(tmp_path)]).findings}


def test_the_report_says_what_the_pages_set(tmp_path: Path) -> None:
    report = judge([with_leaflet(tmp_path)])
    text = render(report)
    told = json.loads(text)["journeys"][0]["ledger"]["leaflets"][0]
    assert [clause["kind"] for clause in told["clauses"]] == ["fee", "restocking"]
    assert told["clauses"][0]["amount"] == {"amount": "9.95", "currency": "USD"}
    assert load(text).findings == report.findings


def test_the_page_belongs_to_the_capture_and_to_what_is_handed_out(tmp_path: Path) -> None:
    reader = with_leaflet(tmp_path / "a")
    hand_out(reader, tmp_path / "b", Redaction(masks=("service fee",)))
    copy = open_capture(tmp_path / "b")
    copy.verify()
    assert "service fee" not in copy.html(copy.record.leaflets[0].snapshot)
    (reader.folder / reader.record.leaflets[0].snapshot.html).write_bytes(b"")
    with pytest.raises(CaptureError):
        judge([open_capture(tmp_path / "a")])
