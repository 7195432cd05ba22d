"""The files of a new rule: one that works, explains itself and passes its own cases, to be changed step by step."""

from __future__ import annotations

import re
from importlib.resources import files

from feelint.errors import UsageError
from feelint.policy.discovery import load_rules
from feelint.policy.packs import load_packs, rule_names

TITLE = "A fee that the customer cannot avoid is part of the order"
"""What the rule says of itself as it is written first."""
SUFFIXES = (".py", ".md", ".cases.toml")


def new_rule(name: str, title: str = TITLE, severity: str = "warning") -> dict[str, str]:
    """The texts of a new rule's files by their names. A :class:`UsageError` for a name that is none, or is taken."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
        likely = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-0123456789") or "no-late-fees"
        raise UsageError(f"{name!r} is not the name of a rule", hint=f"Write it in kebab-case: {likely}.")
    if name in load_rules() or name in rule_names(load_packs()):
        raise UsageError(f"{name!r} is a rule of feelint's own", hint="Choose another name.")
    if not title.strip() or re.search(r'["\\\x00-\x1f]', title):
        raise UsageError(f"{title!r} is not a title", hint="Write one line without quotation marks or backslashes.")
    templates = files("feelint.testing") / "templates"
    words = {"NAME": name, "TITLE": title.strip(), "SEVERITY": severity}
    made = {}
    for suffix in SUFFIXES:
        text = (templates / f"rule{suffix}.txt").read_text(encoding="utf-8")
        for word, value in words.items():
            text = text.replace(f"@{word}@", value.upper() if word == "SEVERITY" else value)
        made[f"{name.replace('-', '_')}{suffix}"] = text
    return made
