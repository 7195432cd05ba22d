"""Where the words of a finding can be looked up in its capture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from feelint.capture import CaptureReader, open_capture
from feelint.capture.store import CaptureWriter
from feelint.model.finding import Evidence, Verdict
from feelint.model.scene import WireAmount
from feelint.model.walk import NetworkRecord
from feelint.model.words import Stage, VerdictKind
from feelint.policy import scenes
from feelint.policy.judge import judge
from feelint.policy.places import Places
from tests.policy.paper_captures import BASKET, DRIP, HONEST, PRODUCT, capture, with_probe

HEAD = PRODUCT.replace("<body>", "<head><title>Lamp · Shop</title></head>\n<body>")
FAR = HEAD.replace("<p>$89.00</p>", "<p>$89.00</p>" + "<p>filler</p>" * 60 + "<p>All fees are included.</p>")


def placed(taken: CaptureReader, kind: VerdictKind = VerdictKind.FAIL, step: int = 0, **said: Any) -> Evidence:
    """One piece of evidence of a verdict on a capture, looked up."""
    data = {"step": step, "stage": Stage.PRODUCT, "quote": "", **said}
    verdict = Verdict(rule="some-rule", kind=kind, evidence=(Evidence.model_validate(data),))
    read = scenes.read(taken, taken.record.environment)
    return Places(taken, read).placed(scenes.with_pictures(verdict, read)).evidence[0]


def test_words_of_the_screen_get_their_box_and_no_passage(tmp_path: Path) -> None:
    found = placed(capture(tmp_path), quote="Brass lamp")
    assert found.box is not None
    assert found.box.y == 60
    assert found.screenshot == "steps/00/viewport.jpg"
    assert found.passage is None


def test_the_title_of_a_page_has_the_line_and_the_digest_of_its_file(tmp_path: Path) -> None:
    taken = capture(tmp_path, (HEAD, BASKET, DRIP))
    found = placed(taken, quote="Lamp · Shop")
    assert found.box is None
    assert found.passage is not None
    assert (found.passage.file, found.passage.line) == ("steps/00/page.html.gz", 1)
    assert (found.passage.words, found.passage.shown) == ("Lamp · Shop", False)
    assert found.passage.sha256 == taken.sums["steps/00/page.html.gz"]


def test_what_no_picture_shows_has_box_and_passage(tmp_path: Path) -> None:
    found = placed(capture(tmp_path, (FAR, BASKET, DRIP)), quote="All fees are included.")
    assert found.box is not None
    assert found.box.y > 900
    assert found.passage is not None
    assert found.passage.shown
    assert found.passage.before.endswith("filler ")


def test_an_amount_on_the_wire_has_its_line_of_the_index(tmp_path: Path) -> None:
    base = capture(tmp_path)
    amount = WireAmount(
        path="total", raw="9895", money=None, direction="request", url="https://x.test/pay", method="POST"
    )
    sent = NetworkRecord(method="POST", url="https://x.test/pay", amounts=(amount,))
    writer = CaptureWriter(tmp_path, base.record)
    steps = (*base.record.steps[:2], base.record.steps[2].model_copy(update={"network": (sent,)}))
    for snapshot in base.record.steps:
        for name in (snapshot.html, snapshot.facts, snapshot.screenshot):
            writer._put(name, base.read(name))
    writer.finish(base.record.model_copy(update={"steps": steps}))
    taken = open_capture(tmp_path)
    found = placed(taken, step=2, quote="total: 9895 (POST https://x.test/pay)")
    assert found.passage is not None
    lines = (tmp_path / "capture.json").read_text(encoding="utf-8").splitlines()
    assert '"9895"' in lines[found.passage.line - 1]
    assert (found.passage.file, found.passage.sha256) == ("capture.json", taken.sums["capture.json"])


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (VerdictKind.PASS, {"quote": "Brass lamp"}),
        (VerdictKind.FAIL, {"quote": "Nothing of the sort"}),
        (VerdictKind.FAIL, {"quote": "Brass lamp", "probe": "a later visit"}),
        (VerdictKind.FAIL, {"quote": "Brass lamp", "step": 9}),
        (VerdictKind.FAIL, {"quote": "Brass lamp", "leaflet": "Terms", "url": "https://other.test/"}),
    ],
)
def test_nothing_is_made_up(tmp_path: Path, kind: VerdictKind, said: dict[str, Any]) -> None:
    found = placed(capture(tmp_path), kind, **said)
    assert (found.box, found.passage) == (None, None)


def test_every_quote_of_a_report_has_a_place(tmp_path: Path) -> None:
    report = judge([capture(tmp_path)])
    quotes = [seen for one in report.findings for seen in one.evidence]
    assert quotes
    assert all(seen.box is not None or seen.passage is not None for seen in quotes)


def test_what_an_experiment_showed_is_looked_up_where_it_ended(tmp_path: Path) -> None:
    """On its own picture, not on the one of the step that it stands for."""
    found = placed(with_probe(tmp_path, HONEST), step=2, quote="Total $89.00", probe="payment: Invoice", trial=0)
    assert found.box is not None
    assert found.screenshot == "probes/0/00/viewport.jpg"
    assert found.passage is None


def test_no_experiment_no_place(tmp_path: Path) -> None:
    found = placed(with_probe(tmp_path, HONEST), quote="Total $89.00", probe="payment: Cash", trial=7)
    assert (found.box, found.passage, found.screenshot) == (None, None, "")


def test_controls_that_were_used_are_marked(tmp_path: Path) -> None:
    steps = judge([capture(tmp_path)]).journeys[0].steps
    marks = [[mark.text for mark in step.marks if mark.kind == "control"] for step in steps]
    assert marks == [
        ["pressed “Add to cart”"],
        ["pressed “Add to cart”"],
        ["orders, and was not pressed: “Place order”"],
    ]
