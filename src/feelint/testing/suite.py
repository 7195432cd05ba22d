"""The rules of a directory and their cases, all of them: what ``feelint rules test`` runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from feelint.engine import Context, Rule, run
from feelint.errors import RuleError, UsageError
from feelint.model.finding import Verdict
from feelint.model.words import VerdictKind
from feelint.policy.apart import DEADLINE, Broken, run_apart
from feelint.policy.discovery import load_rule, rule_docs, rule_file
from feelint.policy.extensions import load
from feelint.policy.law import did_you_mean, rule_places
from feelint.testing.cases import Case, read_cases
from feelint.testing.rule_tester import build, differences


@dataclass(frozen=True)
class CaseResult:
    """One case, and how its verdicts differ from those expected; ``broke``: the rule raised, looped or ended itself."""

    case: Case
    problems: tuple[str, ...] = ()
    broke: bool = False


@dataclass(frozen=True)
class Tested:
    """A rule and its cases. ``problem`` is why they could not be run; ``notes`` say what is missing and need not be."""

    rule: Rule
    results: tuple[CaseResult, ...] = ()
    problem: str = ""
    notes: tuple[str, ...] = ()


class _Cases(NamedTuple):
    """The cases of a rule with their contexts, or why there are none."""

    ready: tuple[tuple[Case, Context], ...] = ()
    problem: str = ""


class RuleTester:
    """The rules of a directory (a user's, or of feelint's own), with the packs and citations that lie in it.

    A missing directory, or one without rules, is a :class:`UsageError`; a citation that is wrong a ConfigError; a rule
    file or pack that is broken is in ``broken``.
    """

    def __init__(self, folder: Path | str, *, deadline: float = DEADLINE) -> None:
        folder = Path(folder)
        here = folder.resolve()
        ours = any(here.is_relative_to(home.resolve()) for home in rule_places())
        known = load([] if ours else [folder], deadline)
        self.rules = {key: rule for key, rule in known.rules.items() if Path(rule.path).resolve().is_relative_to(here)}
        self.broken: tuple[Broken, ...] = tuple(
            one for one in known.broken if Path(one.place).resolve().is_relative_to(here)
        )
        self._packs, self._deadline = known.packs, deadline
        if not self.rules and not self.broken:
            hint = f"Write one: feelint rules new my-rule --dir {folder}"
            raise UsageError(f"{folder}: no rules in that directory", hint=hint)

    def cases(self) -> list[tuple[str, Case]]:
        """The cases of all rules that have some, each with its rule's id: parameters for a test of your own."""
        files = ((key, rule_file(rule, ".cases.toml")) for key, rule in self.rules.items())
        return [(key, case) for key, path in files if path.is_file() for case in read_cases(path)]

    def check(self, rule: str, case: Case) -> list[str]:
        """What differs from what the case expects, the rule being run in this process: a debugger can follow it."""
        loaded = load_rule(Path(self._find(rule).path))
        return differences(case, run([loaded], build(case, self._packs)))

    def run(self, only: Sequence[str] = ()) -> list[Tested]:
        """Runs all cases, or those of the rules named, in a process of their own with a deadline for each."""
        rules = [self._find(name) for name in only or self.rules]
        found = [self._cases(rule) for rule in rules]
        jobs = [(rule, context) for rule, cases in zip(rules, found, strict=True) for _, context in cases.ready]
        told = iter(run_apart(jobs, self._deadline))
        return [
            Tested(
                rule, tuple(_result(case, next(told)) for case, _ in cases.ready), cases.problem, tuple(_notes(rule))
            )
            for rule, cases in zip(rules, found, strict=True)
        ]

    def _find(self, name: str) -> Rule:
        if name not in self.rules:
            raise UsageError(f"unknown rule {name!r}", hint=did_you_mean(name, self.rules))
        return self.rules[name]

    def _cases(self, rule: Rule) -> _Cases:
        path = rule_file(rule, ".cases.toml")
        if not path.is_file():
            return _Cases(problem=f"{path}: no cases")
        try:
            ready = tuple((case, build(case, self._packs)) for case in read_cases(path))
        except UsageError as error:
            return _Cases(problem=error.message)
        return _Cases(ready, "" if ready else f"{path}: no cases")


def _result(case: Case, verdicts: Sequence[Verdict]) -> CaseResult:
    broken = [verdict for verdict in verdicts if verdict.kind is VerdictKind.ERROR]
    if broken:
        return CaseResult(case, tuple(verdict.message for verdict in broken), True)
    return CaseResult(case, tuple(differences(case, verdicts)))


def _notes(rule: Rule) -> list[str]:
    try:
        title = rule_docs(rule).title
    except RuleError as error:
        return [error.message]
    page = rule_file(rule, ".md")
    return [] if title == rule.title else [f"{page}:1: the title is not the rule's: {rule.title!r}"]
