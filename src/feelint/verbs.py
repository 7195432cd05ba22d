"""The verbs as functions: walk, audit, check, read. What is heavy is imported when it is used."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from feelint.errors import UsageError
from feelint.outputs import Pictures, Printer
from feelint.outputs import pictures_of as pictures_of
from feelint.outputs import write as write

if TYPE_CHECKING:
    from feelint.capture import CaptureReader
    from feelint.model.difference import Difference
    from feelint.model.report import Report
    from feelint.page import Page
    from feelint.policy.baseline import Baseline
    from feelint.policy.config import Config
    from feelint.policy.difference import DiffFailOn
    from feelint.policy.judge import JudgeOptions
    from feelint.policy.starts import Start
    from feelint.walker.gather import OnEvent
    from feelint.walker.login import Hand, Proof


@dataclass(frozen=True)
class Run:
    """What :func:`check` did: the report, the folder that holds it, and its files by format."""

    report: Report
    folder: Path
    files: Mapping[str, Path]


def settings(config: Config | None = None, **options: Any) -> Config:
    """A configuration with ``options`` in place of its own; names as in ``feelint.toml``, with underscores."""
    from feelint.policy.config import Config, override

    return override(config or Config(), {key.replace("_", "-"): value for key, value in options.items()})


def check(
    urls: str | Sequence[str],
    config: Config | None = None,
    *,
    out: Path | None = None,
    as_of: date | None = None,
    on_event: OnEvent | None = None,
    resolver_rules: str = "",
    no_suppress: bool = False,
    **options: Any,
) -> Run:
    """Walks the shops to their final totals, judges them, and writes captures and reports to a folder of its own.

    Never orders. ``urls`` are addresses, or journey files (``journeys/guest.toml``) to follow. ``options`` are those of
    ``feelint.toml``: ``ship_to="DE"``, ``packs=["de"]``.
    """
    from feelint.policy.judge import check_options

    config = settings(config, **options)
    begun = _starts(urls, config)
    check_options(_judge_options(config, as_of, None, no_suppress))
    folder = run_folder(config, [start.url for start in begun], out)
    captures = walk(urls, config, out=folder, on_event=on_event, resolver_rules=resolver_rules)
    report = audit(captures, _as_walked(config, begun), as_of=as_of, base=folder, no_suppress=no_suppress)
    printer = Printer(config.browser, config.sandbox)
    files = write(report, config.formats, folder, captures, printer=printer)
    _seal(folder, report)
    return Run(report, folder, files)


def walk(
    urls: str | Sequence[str],
    config: Config | None = None,
    *,
    out: Path | None = None,
    on_event: OnEvent | None = None,
    resolver_rules: str = "",
    **options: Any,
) -> list[CaptureReader]:
    """Walks each shop to its final total in one browser and gives the captures. Never orders.

    A shop that cannot be opened has a capture too, ``lost: unreachable``.
    """
    from feelint.app_under_test import app_under_test
    from feelint.walker import gather

    config = settings(config, **options)
    begun = _starts(urls, config)
    addresses = [start.url for start in begun]
    gather.access(config)  # what is missing is told before anything is started
    folder = run_folder(config, addresses, out)
    with app_under_test(config, addresses, folder):
        return asyncio.run(gather.walk_all(begun, config, folder, on_event, resolver_rules))


def record(
    url: str,
    config: Config | None = None,
    *,
    name: str = "guest",
    out: Path | None = None,
    on_event: OnEvent | None = None,
    resolver_rules: str = "",
    **options: Any,
) -> tuple[str, CaptureReader]:
    """Walks a shop to its final total and gives the way as the text of a journey file, with the capture. Never orders.

    The text is empty where the total was not reached. ``name`` is the journey's in reports and baselines.
    """
    from feelint.app_under_test import app_under_test
    from feelint.policy import journeys
    from feelint.walker import gather

    config = settings(config, **options)
    start = _starts(url, config.model_copy(update={"repeat": 1}))[0]
    folder = run_folder(config, start.url, out)
    with app_under_test(config, [start.url], folder):
        capture, steps = asyncio.run(gather.record(start, folder, on_event, resolver_rules))
    return journeys.recorded(name, capture.record, steps), capture


def audit(
    captures: CaptureReader | Path | str | Sequence[CaptureReader | Path | str],
    config: Config | None = None,
    *,
    as_of: date | None = None,
    base: Path | None = None,
    no_suppress: bool = False,
    **options: Any,
) -> Report:
    """Judges captures: no browser, no network. ``as_of`` is the day whose law holds, else the day of each walk.

    Suppressions and decisions expire by ``as_of``, else by today; ``no_suppress`` sets them and the baseline aside.
    """
    from feelint.policy.judge import judge
    from feelint.policy.lines import located

    several = captures if isinstance(captures, Sequence) and not isinstance(captures, str) else [captures]
    config = settings(config, **options)
    report = judge(
        [one for given in several for one in _opened(given)], _judge_options(config, as_of, base, no_suppress)
    )
    return located(report, config.file, config.sarif_location)


def read(html: str, *, url: str | None = None, locale: str | None = None) -> Page:
    """What feelint sees on one page, without a browser: amounts, advertised price, bill, controls."""
    from feelint.extract import read_scene
    from feelint.page import page_of

    return page_of(read_scene(html, url=url or "", locale=locale or ""))


def read_live(url: str, config: Config | None = None, *, resolver_rules: str = "", **options: Any) -> Page:
    """What feelint sees on a page that it opens in a browser."""
    from feelint.page import page_of
    from feelint.policy.config import check_url
    from feelint.walker import gather

    return page_of(asyncio.run(gather.look(check_url(url), settings(config, **options), resolver_rules)))


def check_config(config: Config) -> tuple[str, ...]:
    """Raises a :class:`UsageError` for a configuration that no shop could be walked or judged by; walks nothing.

    What is wrong with rules of the user's own is given: others judge all the same.
    """
    from feelint.policy.judge import check_options

    if config.start:
        _starts(config.start, config)
    return check_options(_judge_options(config, None, None))


def login(
    url: str,
    config: Config | None = None,
    *,
    out: Path,
    hand: Hand,
    prove: str = "",
    headed: bool = True,
    **options: Any,
) -> Proof:
    """Opens ``url`` in a window, lets ``hand`` log in, and saves the session to ``out``, readable by its owner alone.

    Gives the proof: what the page at ``prove`` (else where the login ended) shows with the session and without it.
    """
    from feelint.app_under_test import app_under_test
    from feelint.policy.config import check_url
    from feelint.walker import gather
    from feelint.walker.saved import save_session

    config, address = settings(config, **options), check_url(url)
    with app_under_test(config, [address], out.parent):
        at = check_url(prove) if prove else ""
        session, proof = asyncio.run(gather.log_in(address, config, hand, prove_at=at, headed=headed))
    save_session(out, session)
    return proof


def run_folder(config: Config, urls: str | Sequence[str], given: Path | None) -> Path:
    """A fresh folder for a run: the one given if it is new or empty, else one named after time and host."""
    first = urls if isinstance(urls, str) else next(iter(urls), "")
    host = re.sub(r"[^\w.-]+", "-", urlsplit(first).hostname or "run")
    name = f"{datetime.now(UTC).astimezone():%Y%m%d-%H%M%S}-{host}"
    try:
        if given is not None and (not given.exists() or not any(given.iterdir())):
            given.mkdir(parents=True, exist_ok=True)
            return given
        parent = given or config.out
        parent.mkdir(parents=True, exist_ok=True)
        for number in range(1, 1000):
            folder = parent / (name if number == 1 else f"{name}-{number}")
            try:
                folder.mkdir()
            except FileExistsError:
                continue
            return folder
    except OSError as error:
        place = given or config.out
        raise UsageError(f"{place} cannot be written: {error.strerror}", hint="Choose another --out.") from error
    raise UsageError(f"{parent} has too many runs of this second", hint="Choose another --out.")


def _starts(given: str | Sequence[str], config: Config) -> list[Start]:
    """Where to walk from; a :class:`UsageError` for what no walk could begin with."""
    from feelint.pilot.persona import persona
    from feelint.policy.starts import starts

    begun = starts(given, config)
    for one in begun:
        if one.config.ship_to:
            persona(one.config.ship_to)
    return begun


def _as_walked(config: Config, begun: Sequence[Start]) -> Config:
    """The configuration to judge by: each journey's walk tells its own place and currency."""
    own = any(one.journey is not None for one in begun)
    return config.model_copy(update={"ship_to": "", "locale": "", "currency": ""}) if own else config


def _opened(one: CaptureReader | Path | str) -> list[CaptureReader]:
    from feelint.capture import open_captures

    return open_captures(Path(one)) if isinstance(one, str | Path) else [one]


def _seal(folder: Path, report: Report) -> None:
    """One manifest over the whole run: captures, reports, and by which rules and packs they were judged."""
    from feelint.capture.evidence import seal_run

    told = report.environment.model_dump(mode="json")
    head = {"tool": report.tool.model_dump(mode="json"), "browser": told.pop("browser"), "environment": told}
    try:
        seal_run(folder, datetime.now(UTC), head)
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror}", hint="Choose another --out.") from error


def _judge_options(config: Config, as_of: date | None, base: Path | None, no_suppress: bool = False) -> JudgeOptions:
    from feelint.policy.acceptance import Acceptance
    from feelint.policy.gate import GateOptions
    from feelint.policy.judge import JudgeOptions
    from feelint.version import version

    return JudgeOptions(
        packs=config.packs,
        ship_to=config.ship_to,
        locale=config.locale,
        currency=config.currency,
        sector=config.sector,
        as_of=as_of,
        gate=GateOptions(
            config.fail_on,
            config.min_confidence,
            config.review,
            config.max_drip,
            config.max_drip_percent,
            config.harm,
        ),
        severity=config.severity,
        rules=config.rules,
        base=base,
        version=version(),
        acceptance=Acceptance(
            suppress=config.suppress,
            decide=config.decide,
            baseline=read_baseline(config.baseline) if config.baseline else None,
            file=config.baseline.name if config.baseline else "",
            day=as_of or date.today(),
            heeded=not no_suppress,
        ),
    )


def report_of(source: Path | str, config: Config | None = None, *, as_of: date | None = None) -> Report:
    """The report in a file or a run's folder, as it was written; captures (in a folder, or packed) are judged now.

    A configured baseline is not applied: what is known is not a property of the shop.
    """
    return report_with_pictures(source, config, as_of=as_of)[0]


def report_with_pictures(
    source: Path | str, config: Config | None = None, *, as_of: date | None = None
) -> tuple[Report, Pictures]:
    """:func:`report_of`, and what reads the pictures that it refers to, from beside the file or out of the captures."""
    from feelint.capture import open_captures
    from feelint.outputs import read as read_report

    path = Path(source)
    file = path / "report.json" if (path / "report.json").is_file() else path
    if file.is_dir() or file.suffix == ".zip" or file.name == "capture.json":
        opened = open_captures(file.parent if file.name == "capture.json" else file)
        told = settings(config).model_copy(update={"baseline": None})
        report = audit(opened, told, as_of=as_of, base=Path.cwd())
        return report, pictures_of(report, opened)
    report = read_report(file)
    return report, lambda name: (file.parent / name).read_bytes()


def diff(
    old: Report | Path | str, new: Report | Path | str, config: Config | None = None, *, fail_on: DiffFailOn = "worse"
) -> Difference:
    """What changed for the customer from one report to another (or to what captures give when they are judged)."""
    from feelint.model.report import Report
    from feelint.policy.difference import difference

    first, second = (one if isinstance(one, Report) else report_of(one, config) for one in (old, new))
    names = tuple("report" if isinstance(one, Report) else str(one) for one in (old, new))
    return difference(first, second, names=(names[0], names[1]), fail_on=fail_on)


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file; a :class:`UsageError` that says what to do where there is none."""
    from feelint.policy import baseline

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "not text"
        raise UsageError(f"{path}: {why}", hint="Write it with: feelint baseline create RUN") from error
    return baseline.parse(text, str(path))
