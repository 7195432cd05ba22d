"""``feelint explain --pack``: what a pack asks for, on a day."""

import json

import pytest

from feelint.__main__ import run
from feelint.policy.packs import load_packs


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert run(["explain", *arguments]) == code
    streams = capsys.readouterr()
    return streams.err if code else streams.out


def test_cli_explain_pack_tells_parameters_severity_and_citations(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "--pack", "us-co", "--as-of", "2026-06-01")
    assert "from 2026-01-01 · as of 2026-06-01" in text
    assert "card_surcharge: methods card, policy capped, cap_percent 2" in text
    assert "error     drip-mandatory-fee" in text
    assert "- Colo. Rev. Stat. § 6-1-737" in text
    assert "Not judged by" not in text


@pytest.mark.parametrize(
    ("pack", "day", "why"),
    [("us-co", "2025-12-31", "not in force before 2026-01-01"), ("us-il", "2026-06-01", "disabled: ")],
)
def test_cli_explain_pack_says_why_it_does_not_hold(
    pack: str, day: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert f"Not judged by: {why}" in said(capsys, "--pack", pack, "--as-of", day)


@pytest.mark.parametrize("pack", load_packs())
def test_cli_explain_pack_knows_every_pack(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(said(capsys, "--pack", pack, "--format", "json"))
    assert told["pack"] == pack
    assert told["severity"]
    unverified = [one for one in told["citations"] if one["tag"]]
    assert all(f"{one['text']} [{one['tag']}" in said(capsys, "--pack", pack) for one in unverified)


def test_cli_explain_a_rule_under_one_pack(capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(said(capsys, "drip-mandatory-fee", "--pack", "uk", "--format", "json"))
    assert told["severity"] == {"uk": "error"}
    assert set(told["citations"]) == {"uk"}


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        ((), "neither a rule nor a pack"),
        (("--pack", "ukk"), "Did you mean 'uk'?"),
        (("drip-mandatory-fee", "--pack", "ukk"), "Did you mean 'uk'?"),
        (("drip-mandatory-fee", "--as-of", "2026-01-01"), "--as-of is for a pack"),
        (("--pack", "uk", "--as-of", "yesterday"), "yesterday"),
    ],
)
def test_cli_explain_says_what_is_wrong(
    arguments: tuple[str, ...], hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert hint in said(capsys, *arguments, code=2)
