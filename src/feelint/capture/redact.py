"""What a capture may not hold: session tokens, credentials, card numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

REDACTED = "redacted"
_SECRET = (
    r"[cx]srf\w*|\w*tokens?|\w*nonce|secret|session|\w*sess(?:ion)?_?id|sid|auth|authentication|authorization|signature"
    r"|sig|password|passwd|pwd|api[_\-]?key|jwt|bearer|credentials?"
)
_KEY = re.compile(rf"(?:^|[_\-.\[\]])(?:{_SECRET})(?:$|[_\-.\[\]])", re.I)
_IN_LINK = re.compile(r"(?<=[?&;])([\w\-.\[\]%]+)=[^&\"'<>\s;#]+")
_IN_JSON = re.compile(r'"([\w\-.]+)"(\s*:\s*)"[^"\\]*(?:\\.[^"\\]*)*"')
_VALUE = re.compile(r'"value":"((?:[^"\\]|\\.)*)"')
_CARD = re.compile(r"(?<!\d)\d(?:[ \-]?\d){11,18}(?!\d)")


def is_secret(key: str) -> bool:
    """Whether a parameter of that name carries a token or credential."""
    return bool(_KEY.search(re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", key)))


def url(address: str) -> str:
    """The address without credentials and without the values of token-like query keys."""
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    query, fragment = parts.query, parts.fragment
    if query:
        pairs = parse_qsl(query, keep_blank_values=True)
        if any(is_secret(key) for key, _ in pairs):
            cleaned = [(key, REDACTED if is_secret(key) else value) for key, value in pairs]
            query = urlencode(cleaned, quote_via=quote)
    if "=" in fragment and any(is_secret(key) for key, _ in parse_qsl(fragment)):
        fragment = REDACTED
    return urlunsplit((parts.scheme, host, parts.path, query, fragment))


def html(text: str) -> str:
    """A page without the tokens in its links and in the data of its scripts."""

    def member(found: re.Match[str]) -> str:
        return f'"{found[1]}"{found[2]}"{REDACTED}"' if is_secret(found[1]) else found[0]

    return _IN_JSON.sub(member, _IN_LINK.sub(_link, text))


def _link(found: re.Match[str]) -> str:
    return f"{found[1]}={REDACTED}" if is_secret(found[1]) else found[0]


def scene(note: str) -> str:
    """A scene as JSON, without the tokens in its links and without card numbers in its fields."""
    linked = _IN_LINK.sub(_link, note)
    return _VALUE.sub(lambda found: '"value":""' if is_card(found[1]) else found[0], linked)


def without(text: str, secrets: Sequence[str]) -> str:
    """``text`` without values that the user keeps secret, as they are and as HTML, JSON and addresses write them."""
    for value in secrets:
        forms = {
            value,
            escape(value),
            escape(value, quote=False),
            json.dumps(value)[1:-1],
            quote(value),
            quote(value, safe=""),
        }
        for form in sorted(forms, key=len, reverse=True):
            text = text.replace(form, REDACTED)
    return text


def is_card(text: str) -> bool:
    """Whether ``text`` holds 12 to 19 digits that pass the Luhn check."""
    return any(_luhn(re.sub(r"\D", "", found[0])) for found in _CARD.finditer(text))


def _luhn(digits: str) -> bool:
    doubled = [sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2]]
    return any(digit != "0" for digit in digits) and (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


def facts(found: dict[str, Any]) -> dict[str, Any]:
    """Layout facts without tokens in addresses and without card numbers in fields."""
    state = {
        node: {key: "" if isinstance(value, str) and is_card(value) else value for key, value in fields.items()}
        for node, fields in found.get("state", {}).items()
    }
    frames = {node: url(src) for node, src in found.get("frames", {}).items()}
    return {**found, "url": url(str(found.get("url", ""))), "state": state, "frames": frames}
