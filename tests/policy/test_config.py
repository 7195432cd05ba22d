"""feelint.toml: defaults, places, and errors that name file, line and the nearest key."""

from __future__ import annotations

import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from feelint.errors import ConfigError, UsageError
from feelint.money import Money
from feelint.policy.config import Config, check_url, find_config, load_config, override, schema

FULL = """
start = ["https://shop.test/mug", "https://shop.test/tea"]
ship-to = "us-ca"
locale = "en-US"
currency = "USD"
packs = ["us-ca", "house"]
sector = "goods"
consent = "leave"
viewport = "mobile"
quantity = 2
timeout = 30.5
browser = "chromium"
sandbox = false
allow-hosts = ["pay.shop.test"]
allow-account = true
probes = "full"
probe-limit = 12
probe-timeout = 45.5
base-url = "https://staging.shop.test"
heal = false
repeat = 3
retries = 1
jobs = 4
pace = 0
fail-on = "warning"
min-confidence = 0.5
review = "fail"
max-drip = "0.00"
max-drip-percent = 5
harm = ["preselected", "late"]
baseline = "known.json"
rules = ["my-rules"]
out = "results"
formats = ["html", "sarif"]
sarif-location = "ci/prices.toml:4"
deny = ["POST /checkout/complete", "/pay/*"]
mask = [".account-name"]
insecure = true
proxy = "http://$PROXY_USER:$PROXY_PASSWORD@proxy.test:3128"
host-map = ["staging.test=127.0.0.1:8443"]
session = "login.json"

[site]
user = "staging"
password = "$STAGING_PASSWORD"
headers = { X-Token = "$TOKEN" }
cookies = { gate = "$TOKEN" }

[app]
start = "npm run preview"
wait-for = "http://127.0.0.1:8000/health"
timeout = 30

[severity]
drip-mandatory-fee = "critical"

[[suppress]]
rule = "drip-mandatory-fee"
journey = "tickets-*"
match = "Pfand"
stage = "basket"
up-to = "0.25 EUR"
reason = "Statutory deposit, shown on the shelf label"
approved-by = "legal@shop.test"
approved-on = 2026-01-15
expires = 2026-12-31

[[decide]]
rule = "drip-mandatory-fee"
verdict = "pass"
reason = "The receipt names it"
decided-by = "anna@shop.test"
decided-on = 2026-02-01
"""


def test_config_defaults_are_the_documented_ones(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    config = load_config(folder=tmp_path)
    assert config == Config()
    assert (config.consent, config.fail_on, config.timeout, config.probes) == ("reject", "error", 90, "basic")


def test_config_every_key_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "feelint.toml").write_text(FULL)
    config = load_config(folder=tmp_path)
    keys = {name.replace("_", "-") for name in Config.model_fields}
    assert keys == set(tomllib.loads(FULL))
    assert config.ship_to == "US-CA"
    assert config.min_confidence == Decimal("0.5")
    assert config.rules == (tmp_path / "my-rules",)
    assert config.out == tmp_path / "results"
    assert config.baseline == tmp_path / "known.json"
    assert (config.max_drip, config.harm) == (Decimal("0.00"), ("preselected", "late"))
    assert (config.suppress[0].up_to, config.decide[0].decided_by) == (Money.parse("0.25 EUR"), "anna@shop.test")
    assert override(config, {"jobs": 3}).suppress == config.suppress
    assert not [name for name in Config.model_fields if getattr(config, name) == getattr(Config(), name)]


def test_config_of_the_nearest_folder_wins(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[tool.feelint]\nconsent = "accept"\n')
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    assert load_config(folder=inner).consent == "accept"
    (inner / "feelint.toml").write_text('consent = "leave"\n')
    assert load_config(folder=inner).consent == "leave"
    assert load_config(tmp_path / "pyproject.toml", folder=inner).consent == "accept"


def test_config_search_ends_at_the_repository(tmp_path: Path) -> None:
    (tmp_path / "feelint.toml").write_text('consent = "accept"\n')
    inner = tmp_path / "repo" / "src"
    inner.mkdir(parents=True)
    (tmp_path / "repo" / ".git").mkdir()
    assert find_config(inner) is None


@pytest.mark.parametrize(
    ("text", "place", "words", "hint"),
    [
        ('consent = "reject"\nship-too = "DE"\n', ":2", "unknown key 'ship-too'", "ship-to"),
        ('ship_to = "DE"\n', ":1", "unknown key 'ship_to'", "ship-to"),
        ('\nconsent = "perhaps"\n', ":2", "consent", ""),
        ("quantity = 0\n", ":1", "quantity", ""),
        ('ship-to = "Germany"\n', ":1", "ISO 3166", ""),
        ('sector = "golf"\n', ":1", "unknown sector", ""),
        ('start = "shop.test/mug"\n', ":1", "https://shop.test/mug", ""),
        ('currency = "euro"\n', ":1", "currency", ""),
        ('[severity]\ndrip-mandatory-fee = "bad"\n', ":2", "drip-mandatory-fee", ""),
        ("consent = \n", "", "line 1", "syntax"),
    ],
)
def test_config_errors_name_file_and_line(tmp_path: Path, text: str, place: str, words: str, hint: str) -> None:
    path = tmp_path / "feelint.toml"
    path.write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    assert f"{path}{place}" in caught.value.message
    assert words in caught.value.message
    assert hint in caught.value.hint
    assert caught.value.exit_code == 2


def test_config_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path / "none.toml")


def test_config_command_line_stands_over_the_file() -> None:
    base = Config.model_validate({"consent": "accept", "quantity": 3})
    config = override(base, {"quantity": 5, "ship-to": "gb", "consent": None})
    assert (config.consent, config.quantity, config.ship_to) == ("accept", 5, "GB")
    with pytest.raises(ConfigError, match="currency"):
        override(base, {"currency": "euro"})


@pytest.mark.parametrize("text", ["http://127.0.0.1:8000/x", "https://shop.test/a?b=c#d"])
def test_config_addresses(text: str) -> None:
    assert check_url(f" {text} ") == text


@pytest.mark.parametrize(
    "text", ["", "shop", "ftp://shop.test/x", "https://", "file:///etc", "https://a b/c", "/x.html"]
)
def test_config_what_is_no_address(text: str) -> None:
    with pytest.raises(UsageError, match="not the address"):
        check_url(text)


def _as_json(toml: str) -> Any:
    """As editors hold a TOML file against a schema: its days are strings."""
    return json.loads(json.dumps(tomllib.loads(toml), default=str))


def test_config_schema_accepts_the_full_file_and_refuses_a_misspelt_key() -> None:
    published = schema()
    jsonschema.Draft202012Validator.check_schema(published)
    validator = jsonschema.Draft202012Validator(published)
    assert not list(validator.iter_errors(_as_json(FULL.replace('"us-ca"\n', '"US-CA"\n'))))
    assert list(validator.iter_errors({"ship-too": "DE"}))
    assert json.loads(json.dumps(published)) == published
