"""What a rule is: an id, what it needs, and a function from a context to verdicts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feelint.errors import RuleError
from feelint.model.finding import Verdict
from feelint.model.words import Severity

if TYPE_CHECKING:
    from feelint.engine.context import Context

Check = Callable[["Context"], Iterable[Verdict]]


@dataclass(frozen=True)
class Rule:
    """A rule module's one rule.

    ``needs`` are names out of :data:`feelint.engine.run.NEEDS`; where one is absent the engine answers review and does
    not call ``check``. ``severity`` makes a rule of your own run although no pack names it. ``path`` is the module's
    file, ``family`` the name of its directory; discovery fills it in.
    """

    id: str
    title: str
    needs: tuple[str, ...]
    check: Check
    severity: Severity | None = None
    path: str = ""
    family: str = ""


def rule(
    *, id: str, title: str, needs: Iterable[str] = (), severity: Severity | None = None
) -> Callable[[Check], Rule]:
    """Decorator that makes a rule of ``check(ctx) -> Iterator[Verdict]``; the name in the module is then the rule."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", id):
        raise RuleError(f"rule id {id!r} is not kebab-case", hint="Write it as in drip-mandatory-fee.")

    def bind(check: Check) -> Rule:
        return Rule(id, title, tuple(needs), check, severity, path=check.__code__.co_filename)

    return bind
