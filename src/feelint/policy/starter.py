"""The text of a first ``feelint.toml``: what was given, and what else can be said, commented out with its default."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any

from feelint.policy.config import Config

SECTIONS: dict[str, tuple[str, ...]] = {
    "What to walk": ("start", "ship-to", "sector", "locale", "currency"),
    "How to walk": ("consent", "viewport", "probes", "timeout", "retries", "jobs", "allow-hosts"),
    "How to judge": ("packs", "rules", "fail-on", "min-confidence", "review", "max-drip", "harm", "baseline"),
    "What to write": ("out", "formats", "sarif-location"),
}
EXAMPLES: dict[str, Any] = {
    "start": ["https://shop.example/product"],
    "ship-to": "DE",
    "sector": "goods",
    "locale": "de-DE",
    "currency": "EUR",
    "allow-hosts": ["checkout.example"],
    "packs": ["de", "house"],
    "rules": ["house-rules"],
    "max-drip": "0.00",
    "harm": ["mandatory", "late"],
    "baseline": "feelint-baseline.json",
    "sarif-location": "feelint.toml:1",
}
"""What stands in a comment where the default says nothing."""
_HEAD = """\
# How feelint walks and judges this shop: `feelint check` reads this file, the command line stands over it.
# A line that begins with "# " and a key shows a default, or an example where there is none.
"""
_TAIL = """\
# Severity by rule, over what the packs say: critical, error, warning, info or off.
# [severity]
# total-not-most-prominent = "warning"
"""


def starter(given: Mapping[str, Any]) -> str:
    """The text of a configuration file with ``given``, by the keys of the file; it can be read as it is."""
    parts = [_HEAD]
    for title, keys in SECTIONS.items():
        parts.append(f"# --- {title} ---\n")
        parts += [part for key in keys for part in _entry(key, given)]
    return "\n".join([*parts, _TAIL])


def _entry(key: str, given: Mapping[str, Any]) -> Iterator[str]:
    field = Config.model_fields[key.replace("-", "_")]
    value = given.get(key) or EXAMPLES.get(key, field.get_default())
    yield f"# {field.description}\n{'' if given.get(key) else '# '}{key} = {_toml(value)}\n"


def _toml(value: Any) -> str:
    """A value as TOML writes it. Money and shares are strings or whole numbers: nothing here is a float."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | Path | Enum):
        return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value)
