"""What the configuration says of a site that is not public: patterns, names, variables, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from feelint.errors import ConfigError
from feelint.policy.config import load_config
from feelint.policy.staging import expand, parse_denied, parse_mapping, resolver_rules


@pytest.mark.parametrize(
    ("text", "method", "url", "meant"),
    [
        ("POST /checkout/complete", "POST", "https://shop.example/checkout/complete?a=1", True),
        ("POST /checkout/complete", "GET", "https://shop.example/checkout/complete", False),
        ("POST /checkout/complete", "POST", "https://shop.example/checkout/complete/", True),
        ("POST /checkout/complete", "POST", "https://shop.example/checkout/completed", False),
        ("post /checkout/complete", "POST", "https://shop.example/checkout/complete", True),
        ("/pay/*", "GET", "https://shop.example/pay/now/1", True),
        ("/pay/*", "GET", "https://shop.example/payments", False),
        ("GET /index.php?do=order*", "GET", "https://shop.example/index.php?do=order&id=3", True),
        ("GET /index.php?do=order*", "GET", "https://shop.example/index.php?do=basket", False),
        ("GET https://pay.example/order", "GET", "https://pay.example/order", True),
        ("GET https://pay.example/order", "GET", "https://shop.example/order", False),
        ("*.pay.example/*", "POST", "https://eu.pay.example:8443/x", True),
        ("/a[1]", "GET", "https://shop.example/a[1]", True),
        ("/a[1]", "GET", "https://shop.example/a1", False),
    ],
)
def test_a_denied_request_is_told_by_method_host_and_path(text: str, method: str, url: str, meant: bool) -> None:
    assert parse_denied(text).matches(method, url) is meant


@pytest.mark.parametrize("text", ["", "POST", "FETCH /x", "POST a b c", "shop.example"])
def test_a_denied_request_needs_a_path(text: str) -> None:
    with pytest.raises(ValueError, match="/checkout/complete"):
        parse_denied(text)


def test_names_are_led_elsewhere_in_either_way_of_writing() -> None:
    assert parse_mapping("Staging.example=127.0.0.1:8443") == ("staging.example", "127.0.0.1:8443")
    assert parse_mapping("staging.example:443:127.0.0.1") == ("staging.example:443", "127.0.0.1")
    assert resolver_rules(("a.example=[::1]:80", "*.b.example=c")) == "MAP a.example [::1]:80,MAP *.b.example c"


@pytest.mark.parametrize(
    "text", ["", "a.example", "a.example=", "a.example=b c", "a.example=1.2.3.4,MAP * x", "=1.2.3.4"]
)
def test_a_mapping_holds_one_name_and_one_address(text: str) -> None:
    with pytest.raises(ValueError, match="is not HOST=ADDRESS"):
        parse_mapping(text)


def test_variables_are_taken_from_the_environment() -> None:
    assert expand("Bearer ${TOKEN}-$N $$5", {"TOKEN": "abc", "N": "1"}, "x") == "Bearer abc-1 $5"


def test_a_missing_variable_is_named() -> None:
    with pytest.raises(ConfigError, match=r"site\.headers\.X-Token: the environment variable TOKEN is not set"):
        expand("$TOKEN", {"TOKEN": ""}, "site.headers.X-Token")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[site]\npassword = "hunter2"\n', "does not stand in a file"),
        ('[site]\npasword = "$X"\n', "unknown key"),
        ('[site]\nheaders = { "X Token" = "$X" }\n', "not the name of a header"),
        ('[site]\nheaders = { Cookie = "$X" }\n', "give cookies"),
        ('deny = ["checkout"]\n', "POST /checkout/complete"),
        ('host-map = ["staging"]\n', "is not HOST=ADDRESS"),
        ('proxy = "proxy.example:3128"\n', "is no proxy"),
        ('proxy = "http://u:secretword@proxy.example:3128"\n', "take it from the environment"),
        ('[app]\nwait-for = "8000"\n', "wait-for"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line_and_without_its_value(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "feelint.toml").write_text(text)
    with pytest.raises(ConfigError) as error:
        load_config(tmp_path / "feelint.toml")
    assert said in error.value.message
    assert f"feelint.toml:{text.count(chr(10))}" in error.value.message
    assert "hunter2" not in error.value.message
    assert "secretword" not in error.value.message


def test_a_session_file_lies_beside_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "feelint.toml").write_text('session = "login.json"\n')
    assert load_config(tmp_path / "feelint.toml").session == tmp_path / "login.json"
