"""``feelint rules``: the list of rules, and rules of your own."""

from __future__ import annotations

import difflib
import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feelint.cli.catalogue import Catalogue, complete_packs
from feelint.cli.options import answering, speaking
from feelint.cli.terminal import note, say
from feelint.errors import UsageError

if TYPE_CHECKING:
    from feelint.testing import RuleTester, Tested

WORDS = ("critical", "error", "warning", "info")
HOUSE = Path("house-rules")


@click.group("rules", invoke_without_command=True, short_help="List the rules; write and test rules of your own.")
@click.option(
    "--pack",
    "packs",
    multiple=True,
    metavar="ID",
    shell_complete=complete_packs,
    help="Only rules that the pack carries, with its severity.",
)
@answering()
@speaking()
@click.pass_context
def command(ctx: click.Context, packs: tuple[str, ...], fmt: str) -> int:
    """List the rules: what this version has, and what the packs name that it has not yet.

    `new` writes a rule of your own, `test` runs its cases.
    """
    if ctx.invoked_subcommand is not None:
        return 0
    catalogue = Catalogue()
    for pack in packs:
        if pack not in catalogue.packs:
            near = difflib.get_close_matches(pack, catalogue.packs, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(catalogue.packs)}."
            raise UsageError(f"unknown pack {pack!r}", hint=hint)
    entries = [catalogue.entry(name) for name in catalogue.names()]
    told = []
    for entry in entries:
        words = [word for pack, word in entry.severity.items() if not packs or pack in packs]
        if words or not packs:
            worst = min(words, key=WORDS.index, default="off")
            told.append({"rule": entry.id, "title": entry.title, "family": entry.family, "severity": worst,
                         "implemented": entry.implemented})  # fmt: skip
    if fmt == "json":
        say(json.dumps({"schema_version": 1, "packs": list(packs), "rules": told}, indent=2, ensure_ascii=False))
        return 0
    wide = max((len(str(one["rule"])) for one in told), default=0)
    for one in sorted(told, key=lambda one: (not one["implemented"], str(one["family"]), str(one["rule"]))):
        title = one["title"] if one["implemented"] else "not implemented"
        say(f"{one['rule']:<{wide}}  {one['severity']:<8}  {title}")
    have = sum(bool(one["implemented"]) for one in told)
    say(f"\n{have} of {len(told)} rules implemented; severity is the strictest of {', '.join(packs) or 'all packs'}.")
    return 0


@command.command("new", short_help="Write a rule of your own: module, page and cases.")
@click.argument("name", metavar="ID")
@click.option("--dir", "folder", type=click.Path(path_type=Path), default=HOUSE, show_default=True, metavar="DIR",
              help="The directory of your rules.")  # fmt: skip
@click.option("--title", metavar="TEXT", help="What fails, in one line.")
@click.option("--severity", type=click.Choice(WORDS), default="warning", show_default=True, help="How bad that is.")
@click.option("--force", is_flag=True, help="Write over files that are there.")
@answering()
@speaking("quiet")
def new(name: str, folder: Path, title: str | None, severity: str, force: bool, fmt: str, quiet: bool) -> int:
    """Write a rule of your own called ID: its module, its page and its cases.

    It works as it is and passes its cases: change it step by step.
    """
    from feelint.testing.new_rule import TITLE, new_rule

    made = {folder / file: text for file, text in new_rule(name, title or TITLE, severity).items()}
    if not force and (there := next((path for path in made if path.exists()), None)):
        raise UsageError(f"{there} is there already", hint="Choose another name, or --force.")
    _write(made)
    if fmt == "json":
        say(json.dumps({"schema_version": 1, "rule": name, "files": [str(path) for path in made]}, indent=2))
        return 0
    for path in made:
        say(str(path))
    note(f"  Run its cases:  feelint rules test {folder}", quiet=quiet)
    note(f"  Judge by it:    feelint check URL --rules {folder}", quiet=quiet)
    return 0


def _write(made: dict[Path, str]) -> None:
    """All files or none."""
    from feelint.outputs import save

    folder = next(iter(made)).parent
    fresh = not folder.exists()
    before = {path: path.read_bytes() for path in made if path.is_file()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in made.items():
            save(path, text.encode())
    except (OSError, UsageError) as error:
        for path in made:
            with suppress(OSError):
                path.write_bytes(before[path]) if path in before else path.unlink(missing_ok=True)
        if fresh:
            with suppress(OSError):
                folder.rmdir()
        message = error.message if isinstance(error, UsageError) else f"{folder} cannot be written: {error.strerror}"
        raise UsageError(message, hint="Choose another --dir.") from error


@command.command("test", short_help="Run the cases of your rules.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("only", nargs=-1, metavar="[ID]...")
@answering()
@speaking("quiet")
def test(folder: Path, only: tuple[str, ...], fmt: str, quiet: bool) -> int:
    """Run the cases of the rules in DIR, or of those named.

    Exits with 0 if all cases come out as expected, with 1 if not, with 4 if a rule is broken.
    """
    from feelint.testing import RuleTester

    tester = RuleTester(folder)
    tested = tester.run(only)
    broke = bool(tester.broken) or any(one.broke for rule in tested for one in rule.results)
    failed = any(rule.problem or any(one.problems for one in rule.results) for rule in tested)
    if fmt == "json":
        say(json.dumps({"schema_version": 1, **_told(tester, tested)}, indent=2, ensure_ascii=False))
    else:
        _say(tester, tested, quiet)
    return 4 if broke else 1 if failed else 0


def _told(tester: RuleTester, tested: list[Tested]) -> dict[str, Any]:
    rules = [
        {
            "rule": rule.rule.id,
            "file": rule.rule.path,
            "problem": rule.problem,
            "notes": list(rule.notes),
            "cases": [
                {"name": one.case.name, "place": one.case.place, "ok": not one.problems, "problems": list(one.problems)}
                for one in rule.results
            ],
        }
        for rule in tested
    ]
    broken = [{"place": one.place, "message": one.message, "hint": one.hint} for one in tester.broken]
    return {"rules": rules, "broken": broken}


def _say(tester: RuleTester, tested: list[Tested], quiet: bool) -> None:
    for rule in tested:
        bad = [one for one in rule.results if one.problems]
        if quiet and not bad and not rule.problem:
            continue
        say(f"{rule.rule.id}  {rule.rule.path}")
        for result in bad if quiet else rule.results:
            word = "BROKE" if result.broke else "FAILED" if result.problems else "ok"
            say(f"  {word:<7} {result.case.name}" + (f"  ({result.case.place})" if result.problems else ""))
            for problem in result.problems:
                say(f"            {problem}")
        if rule.problem:
            say(f"  FAILED  {rule.problem}")
        for text in () if quiet else rule.notes:
            say(f"  note    {text}")
    for one in tester.broken:
        say(f"BROKEN  {one.message}" + (f"\n        {one.hint}" if one.hint else ""))
    cases = [one for rule in tested for one in rule.results]
    good = sum(not one.problems for one in cases)
    counted = f"{len(tested)} {'rule' if len(tested) == 1 else 'rules'}, {len(cases)} cases: {good} ok"
    more = {"failed": len(cases) - good, "broken": len(tester.broken)}
    say(", ".join([counted, *(f"{number} {word}" for word, number in more.items() if number)]))
