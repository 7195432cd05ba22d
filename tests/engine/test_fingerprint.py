"""Fingerprints: stable where a finding is the same, distinct where it is not."""

from feelint.engine import fingerprint, fingerprints
from feelint.engine.fingerprint import slug
from feelint.model.finding import Verdict
from feelint.model.words import Stage, VerdictKind


def verdict(**fields: object) -> Verdict:
    return Verdict.model_validate({"rule": "r", "kind": VerdictKind.FAIL, "subject": "fee:service-fee", **fields})


def test_wording_amounts_and_place_do_not_matter() -> None:
    other = verdict(message="€5.00", step=4, stage=Stage.PAYMENT, confidence=0.2)
    assert fingerprint(verdict()) == fingerprint(other)


def test_rule_subject_and_journey_do() -> None:
    found = {fingerprint(v) for v in (verdict(), verdict(rule="q"), verdict(subject="x"), verdict(journey="j"))}
    assert len(found) == 4


def test_equal_ones_are_told_apart_in_order() -> None:
    one, two, other = fingerprints([verdict(), verdict(message="again"), verdict(subject="x")])
    assert len({one, two, other}) == 3
    assert one == fingerprint(verdict())


def test_a_slug_drops_numbers_and_signs_but_keeps_every_script() -> None:
    assert slug("Tax (8.25 %)") == slug("TAX (7 %)") == "tax"
    assert slug("Gebühr für 2 Artikel") == "gebühr-für-artikel"
    assert slug("決済手数料") == "決済手数料"
