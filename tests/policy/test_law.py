"""The law register: ids, verification tags, dates, and errors that name file and key."""

from datetime import date
from pathlib import Path

import pytest

from feelint.errors import ConfigError, UsageError
from feelint.policy.law import Register, covers, load_law, place, rule_places

ENTRY = """
[[citation]]
id = "X-1"
string = "Act X, s. 1"
binding = "law"
verified_on = 2026-07-02
verification = "S"
"""


@pytest.fixture(scope="module")
def register() -> Register:
    return load_law()


def written(folder: Path, text: str) -> Path:
    path = folder / "law.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_id_of_the_register_is_there(register: Register) -> None:
    ids = """
        US-FTC-464.2 US-FTC-464.3 US-FTCA-5 US-CA-1770a29 US-CA-17501 US-CA-ARL US-MN-325D44-1a US-MA-940CMR38
        US-MA-140D-28A US-VA-59.1-608 US-CO-6-1-737 US-CO-5-2-212 US-CT-SB3-1 US-CT-42-133ff US-OR-SB430 US-IL-2MMMM
        US-NY-518 US-NY-ACAL-25.07-4 US-DOT-399.84 US-ROSCA-8403 VISA-SUR MC-SUR UK-DMCC-230 UK-CMA209 UK-CCR-14
        UK-CCR-40 UK-PSR2012-6A UK-CAP-3.18 EU-CRD-6-1-e EU-CRD-8-2 EU-CRD-19 EU-CRD-22 EU-UCPD-7-4-c EU-PSD2-62-4
        EU-PID-2a EU-PID-6a EU-ASR-23 DE-PANGV-3 DE-PANGV-4 DE-PANGV-6 DE-PANGV-7 DE-PANGV-11 DE-BGB-312j DE-BGB-312a
        DE-BGB-270a CA-CA-74.01-1.1 CA-QC-224c AU-ACL-48 AU-ACL-18-29 AU-CCA-55B IN-DP-2023 IN-ECR-7-1-e JP-SCTA-12-6
        JP-CTA-63 KR-ECA-21-2 GMC-10330822 GHC-6064419 ASCI/CAP WCAG-1.4.3
    """
    assert set(register) == set(ids.split())


def test_only_known_but_unconfirmed_citations_carry_the_tag(register: Register) -> None:
    tagged = {key for key, citation in register.items() if citation.tag()}
    assert tagged == {key for key, citation in register.items() if citation.verification == "K"}
    assert register["DE-BGB-312a"].text() == "BGB § 312a Abs. 3–4 [not verified]"
    assert register["DE-PANGV-3"].text() == "PAngV § 3 (i.d.F. v. 28.05.2022)"


def test_a_pinpoint_that_was_not_confirmed_marks_the_entry_down(register: Register) -> None:
    for key in ("US-VA-59.1-608", "MC-SUR", "UK-PSR2012-6A", "EU-CRD-6-1-e"):
        assert register[key].tag() == "not verified"
        assert register[key].note


def test_urls_are_whole(register: Register) -> None:
    for citation in register.values():
        assert citation.url is None or (citation.url.startswith("http") and "…" not in citation.url)


def test_strings_are_distinct(register: Register) -> None:
    strings = [citation.string for citation in register.values()]
    assert len(strings) == len(set(strings))


@pytest.mark.parametrize(
    ("key", "before", "since"),
    [
        ("US-CT-SB3-1", date(2026, 6, 30), date(2026, 7, 1)),
        ("UK-CMA209", date(2025, 11, 17), date(2025, 11, 18)),
        ("US-FTC-464.2", date(2025, 5, 11), date(2025, 5, 12)),
    ],
)
def test_citations_begin_on_their_day(register: Register, key: str, before: date, since: date) -> None:
    assert register.in_force([key], before) == ()
    assert [citation.id for citation in register.in_force([key], since)] == [key]


def test_the_last_day_still_counts(tmp_path: Path) -> None:
    register = load_law([written(tmp_path, ENTRY + "effective_to = 2026-12-31\n")])
    assert register["X-1"].in_force(date(2026, 12, 31))
    assert not register["X-1"].in_force(date(2027, 1, 1))


def test_unknown_id_names_the_nearest(register: Register) -> None:
    with pytest.raises(UsageError) as caught:
        register["EU-CRD-6-1"]
    assert caught.value.hint == "Did you mean 'EU-CRD-6-1-e'?"
    assert "EU-CRD-6-1" not in register


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("[[citation]\n", "law.toml: Expected ']]'", "TOML"),
        (
            ENTRY.replace("verification", "verificaton"),
            "law.toml:7: unknown key 'citation.0.verificaton'",
            "'verification'",
        ),
        (
            ENTRY.replace('"S"', '"Q"'),
            "law.toml:7: key 'citation.0.verification': Input should be 'V', 'S' or 'K'",
            "Mend",
        ),
        (ENTRY.replace('"S"', '"K"'), "verified_on must be given for V and S", "Mend"),
        (ENTRY.replace("verified_on = 2026-07-02\n", ""), "verified_on must be given for V and S", "Mend"),
        (ENTRY + ENTRY, "citation 'X-1' is defined twice", "another id"),
    ],
)
def test_errors_name_file_and_key(tmp_path: Path, text: str, message: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_law([written(tmp_path, text)])
    assert message in str(caught.value)
    assert hint in caught.value.hint
    assert caught.value.exit_code == 2


def test_a_file_that_cannot_be_read_is_a_configuration_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_law([tmp_path / "missing.toml"])
    (tmp_path / "latin.toml").write_bytes(b'a = "\xe9"')
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_law([tmp_path / "latin.toml"])


def test_the_rules_of_this_checkout_are_found() -> None:
    assert Path(__file__).parents[2] / "rules" in rule_places()


@pytest.mark.parametrize(
    ("places", "ship_to", "expected"),
    [
        (["US"], "US-CA", True),
        (["US-CA"], "US", False),
        (["US-CA"], "us-ca", True),
        (["EU"], "DE", True),
        (["EU"], "NO", False),
        (["EEA"], "NO", True),
        (["EEA"], "CH", False),
        (["EEA"], "GB", False),
        (["*"], "CH", True),
        (["GB"], "UK", True),
        (["CA"], "US-CA", False),
    ],
)
def test_places(places: list[str], ship_to: str, expected: bool) -> None:
    assert covers(places, ship_to) is expected


@pytest.mark.parametrize("word", ["", "Germany", "D", "US-", "US-CALI", "U1"])
def test_what_is_no_place(word: str) -> None:
    with pytest.raises(UsageError) as caught:
        place(word)
    assert "ISO 3166" in caught.value.hint
