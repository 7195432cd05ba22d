"""Copies to hand out: without the words that were named, and with the origin in the manifest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from feelint.capture import CaptureReader, open_capture
from feelint.capture.evidence import verify
from feelint.capture.handout import Redaction, hand_out
from feelint.errors import CaptureError, UsageError
from feelint.model.walk import Action, Decision
from feelint.policy.judge import judge
from tests.policy.paper_captures import BASKET, DRIP, PRODUCT, capture

NAMED = BASKET.replace(
    "</body>", "<p>Signed in as Müller &amp; Söhne, 12345 Berlin, item 912345, 12345,00 points</p></body>"
)


def made(folder: Path) -> CaptureReader:
    """A walk that typed a name and a postcode on its second page."""
    whole = capture(folder, (PRODUCT, NAMED, DRIP))
    typed = [Action(kind="fill", node=2, value=value, datum="x") for value in ("Erika Mustermann", "12345", "7")]
    steps = list(whole.record.steps)
    decision = Decision(stage=steps[1].stage, actions=tuple(typed), why="filled for Erika Mustermann")
    steps[1] = steps[1].model_copy(update={"decision": decision})
    return capture(folder, (PRODUCT, NAMED, DRIP), steps=tuple(steps))


def content(folder: Path) -> str:
    reader = open_capture(folder)
    pages = [reader.html(step) + json.dumps(reader.facts(step)) for step in reader.record.steps]
    return "".join(pages) + (folder / "capture.json").read_text() + (folder / "manifest.json").read_text()


def test_masked_words_are_nowhere_in_the_copy(tmp_path: Path) -> None:
    reader = made(tmp_path / "a")
    hand_out(reader, tmp_path / "b", Redaction(("Müller & Söhne", "lamp.shop.test")))
    text = content(tmp_path / "b")
    assert "Söhne" not in text
    assert "lamp.shop" not in text
    assert "Signed in as redacted" in text
    assert "Erika" in text
    assert verify(tmp_path / "b").intact
    assert verify(tmp_path / "a").intact


def test_what_the_walk_typed_goes_and_other_numbers_stay(tmp_path: Path) -> None:
    hand_out(made(tmp_path / "a"), tmp_path / "b", Redaction(typed=True))
    text = content(tmp_path / "b")
    assert "Erika" not in text
    assert "redacted Berlin, item 912345, 12345,00 points" in text
    assert '"value": "7"' in text or '"value":"7"' in text


def test_the_copy_names_its_origin_and_says_that_it_was_redacted(tmp_path: Path) -> None:
    reader = made(tmp_path / "a")
    hand_out(reader, tmp_path / "b", Redaction(("Berlin",), pictures=True))
    copy = open_capture(tmp_path / "b")
    listed = json.loads((tmp_path / "b" / "manifest.json").read_text())
    assert listed["redacted_from"] == {"seal": reader.seal, "masks": 1, "typed": False, "pictures": False}
    assert copy.record.warnings[-1] == "redacted before it was handed out: 1 words, pictures"
    assert "redacted before" in judge([copy]).warnings[-1]


@pytest.mark.parametrize(
    ("redaction", "kept"),
    [
        (Redaction(("Berlin",)), False),
        (Redaction(typed=True), False),
        (Redaction(("Berlin",), keep_pictures=True), True),
        (Redaction(pictures=True, keep_pictures=True), False),
    ],
)
def test_pictures_go_with_the_words_unless_they_are_kept(redaction: Redaction, kept: bool, tmp_path: Path) -> None:
    hand_out(made(tmp_path / "a"), tmp_path / "b", redaction)
    assert bool(list((tmp_path / "b").rglob("*.jpg"))) is kept
    assert [bool(step.screenshot) for step in open_capture(tmp_path / "b").record.steps] == [kept] * 3


def test_the_findings_are_the_same_where_the_words_did_not_matter(tmp_path: Path) -> None:
    reader = made(tmp_path / "a")
    hand_out(reader, tmp_path / "b", Redaction(("Berlin",), typed=True, keep_pictures=True))
    ours, theirs = judge([reader]).findings, judge([open_capture(tmp_path / "b")]).findings
    assert ours == theirs


def test_what_is_refused(tmp_path: Path) -> None:
    reader = made(tmp_path / "a")
    with pytest.raises(UsageError, match="too short"):
        hand_out(reader, tmp_path / "b", Redaction(("9",)))
    with pytest.raises(UsageError, match="not empty"):
        hand_out(reader, tmp_path / "a", Redaction(pictures=True))
    (tmp_path / "a" / "steps/00/viewport.jpg").write_bytes(b"x")
    with pytest.raises(CaptureError, match="was changed"):
        hand_out(reader, tmp_path / "b", Redaction(pictures=True))
    assert not (tmp_path / "b").exists()


def test_a_copy_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever ends it: here somebody presses Ctrl-C while scenes are copied."""
    reader = made(tmp_path / "a")

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("feelint.capture.handout.write_atomically", interrupted)
    with pytest.raises(KeyboardInterrupt):
        hand_out(reader, tmp_path / "b", Redaction(pictures=True))
    assert not (tmp_path / "b").exists()
