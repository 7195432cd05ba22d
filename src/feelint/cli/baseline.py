"""``feelint baseline``: the findings that are known, in a file that is reviewed like code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feelint.cli.options import PLAIN, answering, configured, settled, speaking, the_day
from feelint.cli.terminal import note, say
from feelint.errors import NoVerdict, UsageError

if TYPE_CHECKING:
    from feelint.model.finding import Finding
    from feelint.policy.baseline import Baseline, Change, Entry
    from feelint.policy.config import Config

DEFAULT = "feelint-baseline.json"
_FILE = click.option(
    "--file", type=click.Path(path_type=Path), help=f"The baseline. Default: as configured, or {DEFAULT}."
)
_SOURCES = click.argument("sources", nargs=-1, required=True, metavar="RUN...", type=click.Path(path_type=Path))
_DAY = click.option("--as-of", metavar="DATE", help="The day to write down. Default: today.")
_REASON = click.option("--reason", default="", metavar="TEXT", help="Why they are accepted; kept with the new entries.")
_DRY = click.option("--dry-run", is_flag=True, help="Say what would change; write nothing.")


@click.group(
    "baseline",
    short_help="Take up known findings, so that only new ones count.",
    epilog="Each takes --format text|json, --config, -q/--quiet and -v/--verbose: feelint baseline create --help",
)
def command() -> None:
    """Take up the findings that are known, so that only new ones close the gate.

    RUN is the folder that `feelint check` wrote, its report.json, or captures. An entry covers one finding of the same
    rule, journey, stage and charge, up to the amount that it had. `check` and `audit` heed the file that `baseline` in
    feelint.toml or --baseline names.
    """


@command.command("create", short_help="Write a baseline of all findings of a run.")
@_SOURCES
@_FILE
@_REASON
@_DAY
@click.option("--force", is_flag=True, help="Write over a baseline that is there.")
@configured
@answering()
@speaking("quiet")
def create(sources: tuple[Path, ...], force: bool, reason: str, fmt: str, quiet: bool, **options: Any) -> int:
    """Write a baseline of all findings of a run, but those that are suppressed."""
    from feelint.policy import baseline
    from feelint.version import version

    day, file, config = _common(options)
    if file.exists() and not force:
        hint = f"Bring it up to date: feelint baseline update {sources[0]}; or begin again with --force."
        raise UsageError(f"{file} is there already", hint=hint)
    findings, _ = _findings(sources, config)
    made = baseline.create(findings, day, version(), reason)
    _write(file, made)
    changes = [baseline.Change("added", entry) for entry in made.entries]
    _tell(file, made, changes, fmt)
    if config.baseline is None:
        note(f'  To heed it, write in feelint.toml: baseline = "{file}"', quiet=quiet)
    return 0


@command.command("update", short_help="Bring a baseline up to date with a run: adds, raises, lowers, removes.")
@_SOURCES
@_FILE
@_REASON
@_DAY
@_DRY
@configured
@answering()
@speaking()
def update(sources: tuple[Path, ...], reason: str, dry_run: bool, fmt: str, **options: Any) -> int:
    """Bring a baseline up to date: new findings in, those gone out, ceilings at today's amounts."""
    from feelint import verbs
    from feelint.policy import baseline

    day, file, config = _common(options)
    old = verbs.read_baseline(file)
    findings, judged = _findings(sources, config)
    new, changes = baseline.update(old, findings, judged, day, reason)
    return _changed(file, new, changes, fmt, dry_run)


@command.command("prune", short_help="Remove entries that match nothing, lower ceilings; never adds.")
@_SOURCES
@_FILE
@_DRY
@configured
@answering()
@speaking()
def prune(sources: tuple[Path, ...], dry_run: bool, fmt: str, **options: Any) -> int:
    """Remove entries that match nothing any more and lower ceilings to today's amounts. Never adds or raises.

    Entries of journeys that the run did not walk to their total are left as they are.
    """
    from feelint import verbs
    from feelint.policy import baseline

    _, file, config = _common(options)
    old = verbs.read_baseline(file)
    new, changes = baseline.prune(old, *_findings(sources, config))
    return _changed(file, new, changes, fmt, dry_run)


@command.command("show", short_help="Say what a baseline holds.")
@_FILE
@configured
@answering()
@speaking()
def show(fmt: str, **options: Any) -> int:
    """Say what a baseline holds: each entry, with its ceiling and its age."""
    from feelint import verbs

    _, file, _ = _common(options)
    found = verbs.read_baseline(file)
    if fmt == PLAIN[1]:
        from feelint.reporters.json import dump

        say(dump(found.model_dump(mode="json")))
        return 0
    for entry in found.entries:
        age = (date.today() - entry.since).days
        say(f"{_line(entry)}  since {entry.since} ({age} d)" + (f"  {entry.reason}" if entry.reason else ""))
    number = len(found.entries)
    say(f"{number} {'entry' if number == 1 else 'entries'} in {file}, created {found.created}, feelint {found.made_by}")
    return 0


def _common(options: dict[str, Any]) -> tuple[date, Path, Config]:
    day, file = the_day(options.pop("as_of", None)), options.pop("file")
    config = settled(options)
    return day or date.today(), file or config.baseline or Path(DEFAULT), config


def _findings(sources: Sequence[Path], config: Config) -> tuple[list[Finding], list[str]]:
    """The findings of all sources, and the journeys that came to a total."""
    from feelint import verbs
    from feelint.policy.gate import judged

    reports = [verbs.report_of(source, config) for source in sources]
    walked = [journey.id for report in reports for journey in report.journeys if judged(journey)]
    if not walked:
        names = ", ".join(map(str, sources))
        raise NoVerdict(f"no journey in {names} came to a total", hint="Walk again; a baseline needs a whole walk.")
    return [one for report in reports for one in report.findings if one.journey in walked or not one.journey], walked


def _changed(file: Path, new: Baseline, changes: Sequence[Change], fmt: str, dry_run: bool) -> int:
    if changes and not dry_run:
        _write(file, new)
    _tell(file, new, changes, fmt)
    return 0


def _write(file: Path, made: Baseline) -> None:
    from feelint.outputs import save
    from feelint.policy import baseline

    save(file, baseline.dump(made).encode())


def _tell(file: Path, made: Baseline, changes: Sequence[Change], fmt: str) -> None:
    if fmt == PLAIN[1]:
        from feelint.reporters.json import dump

        told = [
            {
                "what": change.what,
                "entry": change.entry.model_dump(mode="json"),
                "before": change.before.model_dump(mode="json") if change.before else None,
            }
            for change in changes
        ]
        say(dump({"schema_version": 1, "file": str(file), "entries": len(made.entries), "changes": told}))
        return
    for change in changes:
        before = f" (was {change.before.up_to})" if change.before and change.before.up_to is not None else ""
        say(f"{change.what:<8} {_line(change.entry)}{before}")
    say(f"{file}: {len(made.entries)} known" + ("" if changes else ", nothing to change"))


def _line(entry: Entry) -> str:
    from feelint.reporters.plain import plain

    ceiling = f"  up to {entry.up_to}" if entry.up_to is not None else ""
    kind = "" if entry.kind == "fail" else " (review)"
    about = plain(" ".join(filter(None, (entry.journey, str(entry.stage or ""), entry.subject))), 100)
    return f"{entry.rule}{kind}  {about}{ceiling}"
