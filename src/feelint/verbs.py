"""The verbs as functions: walk, audit, check, read. What is heavy is imported when it is used."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from feelint.errors import UsageError

if TYPE_CHECKING:
    from feelint.capture import CaptureReader
    from feelint.model.report import Report
    from feelint.page import Page
    from feelint.policy.config import Config
    from feelint.policy.judge import JudgeOptions
    from feelint.walker.gather import OnEvent

SUFFIXES = {"text": "txt", "json": "json", "html": "html", "sarif": "sarif", "sarif-all": "all.sarif"}


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
    **options: Any,
) -> Run:
    """Walks the shops to their final totals, judges them, and writes captures and reports to a folder of its own.

    Never orders. ``options`` are those of ``feelint.toml``: ``ship_to="DE"``, ``packs=["de"]``.
    """
    from feelint.policy.judge import check_options

    config = settings(config, **options)
    addresses = _addresses(urls, config)
    check_options(_judge_options(config, as_of, None))
    folder = run_folder(config, addresses, out)
    captures = walk(addresses, config, out=folder, on_event=on_event, resolver_rules=resolver_rules)
    report = audit(captures, config, as_of=as_of, base=folder)
    return Run(report, folder, write(report, config.formats, folder, captures))


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
    from feelint.walker import gather

    config = settings(config, **options)
    addresses = _addresses(urls, config)
    folder = run_folder(config, addresses, out)
    return asyncio.run(gather.walk_all(addresses, config, folder, on_event, resolver_rules))


def audit(
    captures: CaptureReader | Path | str | Sequence[CaptureReader | Path | str],
    config: Config | None = None,
    *,
    as_of: date | None = None,
    base: Path | None = None,
    **options: Any,
) -> Report:
    """Judges captures: no browser, no network. ``as_of`` is the day whose law holds, else the day of each walk."""
    from feelint.policy.judge import judge

    several = captures if isinstance(captures, Sequence) and not isinstance(captures, str) else [captures]
    return judge([_opened(one) for one in several], _judge_options(settings(config, **options), as_of, base))


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


def write(
    report: Report, formats: Sequence[str], folder: Path, captures: Sequence[CaptureReader] = ()
) -> dict[str, Path]:
    """Writes ``report`` in several formats to ``folder`` and gives the files."""
    from feelint.reporters import render

    embed = not all((folder / journey.capture).is_dir() for journey in report.journeys)
    files = {}
    for fmt in dict.fromkeys(formats):
        path = folder / f"report.{SUFFIXES[fmt]}"
        text = render(report, fmt, self_contained=embed and bool(captures), pictures=pictures_of(report, captures))
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise UsageError(f"{path} cannot be written: {error.strerror}", hint="Choose another --out.") from error
        files[fmt] = path
    return files


def pictures_of(report: Report, captures: Sequence[CaptureReader]) -> Callable[[str], bytes]:
    """Reads the pictures that a report refers to from its captures."""
    readers = {
        journey.capture: capture for journey, capture in zip(report.journeys, captures, strict=False) if journey.capture
    }

    def picture(path: str) -> bytes:
        for prefix, capture in readers.items():
            if path.startswith(f"{prefix}/"):
                return capture.read(path.removeprefix(f"{prefix}/"))
        raise KeyError(path)

    return picture


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


def _addresses(urls: str | Sequence[str], config: Config) -> list[str]:
    """Where to walk from; a :class:`UsageError` for what no walk could begin with."""
    from feelint.pilot.persona import persona
    from feelint.policy.config import check_url

    addresses = [check_url(url) for url in ([urls] if isinstance(urls, str) else urls)]
    if not addresses:
        raise UsageError(
            "no address to walk from", hint="Give the address of a product page, or `start` in feelint.toml."
        )
    if config.ship_to:
        persona(config.ship_to)
    return addresses


def _opened(one: CaptureReader | Path | str) -> CaptureReader:
    from feelint.capture import open_capture

    return open_capture(Path(one)) if isinstance(one, str | Path) else one


def _judge_options(config: Config, as_of: date | None, base: Path | None) -> JudgeOptions:
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
        gate=GateOptions(config.fail_on, config.min_confidence, config.review),
        severity=config.severity,
        rules=config.rules,
        base=base,
        version=version(),
    )
