"""Finds rule modules: feelint's own and those of a user's directories. Loading one runs its code."""

from __future__ import annotations

import importlib.util
import re
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from types import ModuleType

from feelint.engine.rule import Rule
from feelint.engine.run import NEEDS
from feelint.errors import RuleError, UsageError
from feelint.policy.law import did_you_mean, rule_places

HEADINGS = {
    "What it looks for": "looks_for",
    "Why it matters": "why",
    "Fails": "fails",
    "Passes": "passes",
    "When it asks for review": "review",
    "How to fix": "how_to_fix",
    "Law": "law",
}
"""The headings of a rule's page, in order, and the fields of :class:`RuleDoc` that they fill."""
_CITATION = re.compile(r"^- `([^`]+)`", re.M)


@dataclass(frozen=True)
class RuleDoc:
    """A rule's page, by headings, in Markdown. ``citations`` are the ids that its law section lists."""

    title: str
    looks_for: str
    why: str
    fails: str
    passes: str
    review: str
    how_to_fix: str
    law: str

    @property
    def citations(self) -> tuple[str, ...]:
        """The ids of the citations in the law section, in order."""
        return tuple(_CITATION.findall(self.law))


def load_rules(dirs: Sequence[Path] = ()) -> dict[str, Rule]:
    """All rules by id: feelint's own, then those of ``dirs``. A broken file or an id used twice is a RuleError.

    Feelint's own are loaded once a process.
    """
    return dict(sorted(_added(user_files(dirs), _own_rules()).items()))


@cache
def _own_rules() -> Mapping[str, Rule]:
    return _added(_own_files(), {})


def _added(paths: Iterable[Path], known: Mapping[str, Rule]) -> dict[str, Rule]:
    rules = dict(known)
    for path in paths:
        rule = load_rule(path)
        if rule.id in rules:
            raise RuleError(
                f"{path}: rule {rule.id!r} is already defined in {rules[rule.id].path}",
                hint="Give it another id, and its file that name.",
            )
        rules[rule.id] = rule
    return rules


def load_rule(path: Path, source: str | None = None) -> Rule:
    """The one rule of a module file; ``source`` is used in place of the file's text."""
    module = _execute(path, path.read_text(encoding="utf-8") if source is None else source)
    found = [value for value in vars(module).values() if isinstance(value, Rule) and value.path == str(path)]
    if len(found) != 1:
        raise RuleError(
            f"{path}:1: {len(found)} rules in the file, not one",
            hint="Decorate exactly one function with @rule(id=..., title=...).",
        )
    rule = replace(found[0], family=path.parent.name)
    if rule.id != path.stem.replace("_", "-"):
        raise RuleError(f"{path}:1: the rule is called {rule.id!r}, its file is not", hint="Give both the same name.")
    for need in rule.needs:
        if need not in NEEDS:
            raise RuleError(f"{path}:1: unknown need {need!r}", hint=did_you_mean(need, NEEDS))
    return rule


def rule_file(rule: Rule, suffix: str) -> Path:
    """The file that belongs to a rule, beside its module: ``.md`` or ``.cases.toml``."""
    return Path(rule.path).with_suffix(suffix)


def rule_docs(rule: Rule) -> RuleDoc:
    """The rule's page. A missing page or heading is a RuleError."""
    path = rule_file(rule, ".md")
    if not path.is_file():
        raise RuleError(f"{path}: the rule's page is missing", hint="Write it with the headings that ours have.")
    title, *parts = re.split(r"^## +", path.read_text(encoding="utf-8"), flags=re.M)
    sections = {head.strip(): body.strip() for head, _, body in (part.partition("\n") for part in parts)}
    for heading in HEADINGS:
        if not sections.get(heading):
            raise RuleError(f"{path}: no text under the heading {heading!r}", hint=f"Write a section ## {heading}.")
    if unknown := set(sections) - set(HEADINGS):
        raise RuleError(f"{path}: unknown heading {sorted(unknown)[0]!r}", hint=f"Known: {', '.join(HEADINGS)}.")
    named = {field: sections[heading] for heading, field in HEADINGS.items()}
    assert {field.name for field in fields(RuleDoc)} == {"title", *named}
    return RuleDoc(title=title.strip().removeprefix("#").strip(), **named)


def _own_files() -> Iterator[Path]:
    for place in rule_places():
        yield from sorted(path for path in place.glob("*/*.py") if not path.name.startswith("_"))


def user_files(dirs: Sequence[Path]) -> Iterator[Path]:
    """The files in directories of a user's own that have to be rules: not tests, nothing hidden or begun with ``_``."""
    for folder in dirs:
        if not folder.is_dir():
            raise UsageError(f"{folder}: no such directory of rules", hint="Check the path given with --rules.")
        for path in sorted(folder.rglob("*.py")):
            inside = path.relative_to(folder).parts
            if not any(part.startswith((".", "_")) for part in inside) and not _is_test(path.name):
                yield path


def _is_test(name: str) -> bool:
    return name.startswith("test_") or name == "conftest.py"


def _execute(path: Path, source: str) -> ModuleType:
    name = f"feelint_rule_{path.parent.name}_{path.stem}"
    spec = importlib.util.spec_from_loader(name, loader=None, origin=str(path))
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    module.__file__ = str(path)
    sys.modules[name] = module
    try:
        exec(compile(source, str(path), "exec"), vars(module))
    except SyntaxError as error:
        raise RuleError(f"{path}:{error.lineno}: {error.msg}", hint="Mend the syntax at that line.") from error
    except RuleError as error:
        raise RuleError(f"{path}:{_line_in(path, error)}: {error.message}", hint=error.hint) from error
    except (Exception, SystemExit) as error:
        place = f"{path}:{_line_in(path, error)}"
        raise RuleError(f"{place}: {type(error).__name__}: {error}", hint="Mend the rule and run again.") from error
    return module


def _line_in(path: Path, error: BaseException) -> int:
    lines = [frame.lineno or 1 for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
    return lines[-1] if lines else 1
