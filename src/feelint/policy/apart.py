"""A user's own rules, run in a process of their own: they may loop, crash or print without harm to the report.

The parent writes one pickle to the child's stdin; the child answers in lines of JSON. Before it runs code of the user's
it says whose: so the parent knows what did not end.
"""

from __future__ import annotations

import ast
import importlib
import json
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from feelint.engine import Context, Rule, run
from feelint.errors import FeelintError, RuleError
from feelint.model.finding import Verdict
from feelint.model.words import Severity, VerdictKind
from feelint.policy.discovery import load_rule, user_files

DEADLINE = 10.0
"""Seconds for loading each file, and for each rule on each journey."""
START = 60.0
"""Seconds for the process to come up: nothing of the user's runs in it yet."""


class Package(NamedTuple):
    """An installed package that brings rules: its name, and the module that holds them (none: the name is a path)."""

    name: str
    module: str


class Broken(NamedTuple):
    """A rule file, or a package, that could not be loaded: ``place`` is a path or a name, ``message`` has the line."""

    place: str
    message: str
    hint: str = ""


class Found(NamedTuple):
    """Rules without their code, the folders of packages, and what is broken."""

    rules: tuple[Rule, ...] = ()
    folders: tuple[Path, ...] = ()
    broken: tuple[Broken, ...] = ()


def find_rules(dirs: Sequence[Path], packages: Sequence[Package] = (), deadline: float = DEADLINE) -> Found:
    """The rules in ``dirs`` and ``packages``. A missing folder is a UsageError; a broken file does not hide the others."""
    places = [*packages, *(Package(str(path), "") for path in user_files(dirs))]
    rules: list[Rule] = []
    folders: dict[Path, None] = {}
    broken: list[Broken] = []
    told: set[str] = set()
    ended = not places
    while not ended:
        place = ""
        try:
            for answer in _Child(("find", ([tuple(one) for one in places], told))).answers(deadline):
                place = answer["place"]
                if "folder" in answer:
                    folders[Path(answer["folder"])] = None
                elif "rule" in answer:
                    rules.append(_rule(answer["rule"]))
                    told.add(place)
                elif "error" in answer:
                    broken.append(Broken(place, answer["error"], answer["hint"]))
                    told.add(place)
            ended = True
        except (TimeoutError, EOFError) as error:
            if not place:
                raise RuleError("the process for rules of your own did not start", hint="Run again with -v.") from error
            broken.append(_stuck(place, error, deadline))
            told.add(place)
    return Found(tuple(rules), tuple(folders), tuple(broken))


def run_apart(jobs: Sequence[tuple[Rule, Context]], deadline: float = DEADLINE) -> tuple[tuple[Verdict, ...], ...]:
    """The verdicts of each rule on its journey; one that does not end, or ends the process, is an error verdict."""
    told: list[tuple[Verdict, ...]] = []
    while len(told) < len(jobs):
        waiting = [(rule.path, context) for rule, context in jobs[len(told) :]]
        try:
            for answer in _Child(("judge", waiting)).answers(deadline):
                told.append(tuple(Verdict.model_validate_json(one) for one in answer["verdicts"]))
            break
        except (TimeoutError, EOFError) as error:
            (rule, context) = jobs[len(told)]
            why = f"{_begins(rule)}: {_why(error, deadline)}"
            told.append((error_verdict(rule.id, f"The rule broke: {why}.", context, why),))
    return tuple(told)


def error_verdict(rule: str, message: str, context: Context, reason: str) -> Verdict:
    """What stands in a report in place of a rule that broke."""
    verdict = context.verdict(VerdictKind.ERROR, "", message, reason=reason, confidence=0)
    return verdict.model_copy(update={"rule": rule})


def _why(error: Exception, deadline: float) -> str:
    ended = isinstance(error, EOFError)
    return "it ended the process that it ran in" if ended else f"it did not end within {deadline:g} s"


def _begins(rule: Rule) -> str:
    """The file of a rule and the line at which its function begins."""
    path = Path(rule.path)
    functions = (node for node in ast.parse(path.read_bytes()).body if isinstance(node, ast.FunctionDef))
    return f"{path.name}:{next((one.lineno for one in functions if one.decorator_list), 1)}"


def _stuck(place: str, error: Exception, deadline: float) -> Broken:
    where = f"{place}:1" if place.endswith(".py") else f"package {place}"
    hint = "Look for a loop, or an exit, in what runs when it is loaded."
    return Broken(place, f"{where}: {_why(error, deadline)} while it was loaded", hint)


def _rule(told: dict[str, Any]) -> Rule:
    severity = Severity(told["severity"]) if told["severity"] else None
    fields = {key: told[key] for key in ("id", "title", "path", "family")}
    return Rule(**fields, needs=tuple(told["needs"]), check=_elsewhere, severity=severity)


class _Child:
    """A process that loads rules and tells of them, or judges by them."""

    def __init__(self, order: tuple[str, Any]) -> None:
        self._order = pickle.dumps(order)

    def answers(self, deadline: float) -> Iterator[dict[str, Any]]:
        """What the process says. TimeoutError when it is silent for ``deadline`` seconds, EOFError when it ends early."""
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
            wait = START
            while line := lines.get(timeout=wait):
                wait = deadline
                answer: dict[str, Any] = json.loads(line)
                if answer.get("done"):
                    return
                if "ready" not in answer:
                    yield answer
            raise EOFError
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
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers:
        os.dup2(2, 1)
        _tell(answers, {"ready": True})
        what, given = pickle.load(sys.stdin.buffer)
        for answer in (_found if what == "find" else _judged)(given):
            _tell(answers, answer)
        _tell(answers, {"done": True})
        os._exit(0)


def _found(given: tuple[Sequence[tuple[str, str]], set[str]]) -> Iterator[dict[str, Any]]:
    places, told = given
    for name, module in places:
        if not module:
            yield from _loaded([Path(name)], told)
        elif name not in told:
            yield {"place": name}
            try:
                home = importlib.import_module(module)
            except (Exception, SystemExit) as error:
                message = f"package {name}: {module} cannot be imported: {type(error).__name__}: {error}"
                yield {"place": name, "error": message, "hint": "Mend the package, or uninstall it."}
                continue
            folders = [Path(path) for path in getattr(home, "__path__", ())]
            yield from ({"place": name, "folder": str(folder)} for folder in folders)
            yield from _loaded(user_files(folders) if folders else [Path(str(home.__file__))], told)


def _loaded(paths: Iterable[Path], told: set[str]) -> Iterator[dict[str, Any]]:
    for path in paths:
        if (place := str(path)) in told:
            continue
        yield {"place": place}
        try:
            rule = replace(load_rule(path), check=_elsewhere)
        except FeelintError as error:
            yield {"place": place, "error": error.message, "hint": error.hint}
        except (OSError, UnicodeDecodeError) as error:
            yield {"place": place, "error": f"{place}:1: cannot be read: {error}", "hint": "Save it as UTF-8."}
        else:
            keys = ("id", "title", "needs", "severity", "path", "family")
            yield {"place": place, "rule": {key: getattr(rule, key) for key in keys}}


def _judged(jobs: Sequence[tuple[str, Context]]) -> Iterator[dict[str, Any]]:
    rules: dict[str, Rule] = {}
    for path, context in jobs:
        if path not in rules:
            rules[path] = load_rule(Path(path))
        yield {"verdicts": [verdict.model_dump_json() for verdict in run([rules[path]], context)]}


def _tell(answers: TextIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
