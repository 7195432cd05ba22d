"""A user's own rules, run in a process of their own: they may loop, crash or print without harm to the report.

The parent writes one pickle to the child's stdin; the child answers in lines of JSON, one for each rule.
"""

from __future__ import annotations

import json
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from feelint.engine import Context, Rule, run
from feelint.errors import FeelintError, RuleError, UsageError
from feelint.model.finding import Verdict
from feelint.model.words import Severity, VerdictKind
from feelint.policy.discovery import load_rules
from feelint.policy.law import rule_places

DEADLINE = 10.0
"""Seconds for loading all rules, and for each rule on each journey."""


def describe(dirs: Sequence[Path], deadline: float = DEADLINE) -> dict[str, Rule]:
    """The rules in ``dirs``, by id, without their code. A broken file is a RuleError, a missing folder a UsageError."""
    if not dirs:
        return {}
    try:
        answers = list(_Child(dirs, None, None).answers(deadline))
    except TimeoutError as error:
        places = ", ".join(map(str, dirs))
        raise RuleError(f"{places}: the rules did not load within {deadline:g} s", hint="Look for a loop.") from error
    found: dict[str, Rule] = {}
    for answer in answers:
        if "error" in answer:
            kind = UsageError if answer["kind"] == "UsageError" else RuleError
            raise kind(answer["error"], hint=answer["hint"])
        severity = Severity(answer["severity"]) if answer["severity"] else None
        fields = {key: answer[key] for key in ("id", "title", "path", "family")}
        found[answer["id"]] = Rule(**fields, needs=tuple(answer["needs"]), check=_elsewhere, severity=severity)
    return found


def run_apart(
    dirs: Sequence[Path], rules: Iterable[Rule], context: Context, deadline: float = DEADLINE
) -> tuple[Verdict, ...]:
    """The verdicts of a user's rules on one journey; one that does not end, or ends the process, is an error verdict."""
    waiting = [rule.id for rule in sorted(rules, key=lambda rule: rule.id)]
    verdicts: list[Verdict] = []
    while waiting:
        why = "it ended the process that it ran in"
        try:
            for answer in _Child(dirs, waiting, context).answers(deadline):
                if "error" in answer:
                    raise RuleError(answer["error"], hint=answer["hint"])
                verdicts += [Verdict.model_validate_json(one) for one in answer["verdicts"]]
                waiting = waiting[1:]
        except TimeoutError:
            why = f"it did not end within {deadline:g} s"
        if waiting:
            broken = context.verdict(VerdictKind.ERROR, "", f"The rule broke: {why}.", reason=why, confidence=0)
            verdicts.append(broken.model_copy(update={"rule": waiting.pop(0)}))
    return tuple(verdicts)


class _Child:
    """A process that loads the rules of ``dirs`` and tells of them, or judges ``context`` by those named in ``only``."""

    def __init__(self, dirs: Sequence[Path], only: Sequence[str] | None, context: Context | None) -> None:
        self._order = pickle.dumps(([str(folder) for folder in dirs], only, context))

    def answers(self, deadline: float) -> Iterator[dict[str, Any]]:
        """What the process says; TimeoutError when it says nothing for ``deadline`` seconds."""
        source = str(Path(__file__).parents[2])
        paths = os.pathsep.join(filter(None, (source, os.environ.get("PYTHONPATH"))))
        process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": paths},
        )
        assert process.stdin is not None
        assert process.stdout is not None
        lines: queue.Queue[bytes] = queue.Queue()
        listener = threading.Thread(target=_listen, args=(process.stdout, lines), daemon=True)
        listener.start()
        try:
            with suppress(BrokenPipeError), process.stdin as door:
                door.write(self._order)
            while line := lines.get(timeout=deadline):
                yield json.loads(line)
        except queue.Empty as error:
            raise TimeoutError from error
        finally:
            process.kill()
            process.wait()
            listener.join()
            process.stdout.close()


def _listen(stream: Any, lines: queue.Queue[bytes]) -> None:
    for line in stream:
        lines.put(line)
    lines.put(b"")


def _elsewhere(context: Context) -> Iterable[Verdict]:
    raise RuleError(f"rule {context.rule} runs in a process of its own")


def main() -> None:
    """The child: what rules print goes to stderr, the answers to what was stdout."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers:
        os.dup2(2, 1)
        dirs, only, context = pickle.load(sys.stdin.buffer)
        for answer in _answers([Path(folder) for folder in dirs], only, context):
            _tell(answers, answer)


def _answers(dirs: Sequence[Path], only: Sequence[str] | None, context: Context | None) -> Iterator[dict[str, Any]]:
    try:
        rules = load_rules(dirs)
    except FeelintError as error:
        yield {"kind": type(error).__name__, "error": error.message, "hint": error.hint}
        return
    if only is None or context is None:
        homes = tuple(place.resolve() for place in rule_places())
        for rule in rules.values():
            if not any(Path(rule.path).resolve().is_relative_to(home) for home in homes):
                told = replace(rule, check=_elsewhere)
                yield {key: getattr(told, key) for key in ("id", "title", "needs", "severity", "path", "family")}
        return
    for name in only:
        yield {"verdicts": [verdict.model_dump_json() for verdict in run([rules[name]], context)]}


def _tell(answers: TextIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
