"""Where walks begin: the addresses and journey files of a command line, each with the configuration that it is walked by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from feelint.errors import UsageError
from feelint.policy import journeys
from feelint.policy.config import Config, check_url, override

_OWN = ("ship_to", "locale", "currency", "viewport")
"""What a journey file may set of the configuration; what the command line gives goes before it."""


@dataclass(frozen=True)
class Start:
    """One walk: the address, the journey to follow if there is one, and which of several of its walks it is."""

    url: str
    config: Config
    journey: journeys.JourneyFile | None = None
    run: int = 0


def starts(given: str | Sequence[str], config: Config) -> list[Start]:
    """Every walk that ``given`` stands for, with the walks of ``--repeat`` beside each other."""
    found = [_start(one, config) for one in ([given] if isinstance(given, str) else given)]
    if not found:
        raise UsageError(
            "no address to walk from",
            hint="Give the address of a product page or a journey file, or `start` in feelint.toml.",
        )
    _told_apart(found)
    return [again for one in found for again in _repeated(one, config.repeat)]


def _start(text: str, config: Config) -> Start:
    if not journeys.is_file(text):
        return Start(journeys.rebased(check_url(text), config.base_url), config)
    file = journeys.read(Path(text))
    own = {key: getattr(file.journey, key) for key in _OWN if key not in config.given}
    return Start(
        check_url(file.url(config.base_url)),
        override(config, {key.replace("_", "-"): value for key, value in own.items() if value}),
        file,
    )


def _repeated(start: Start, times: int) -> Iterator[Start]:
    for run in range(times):
        yield Start(start.url, start.config, start.journey, run)


def _told_apart(found: Sequence[Start]) -> None:
    """Findings are known by their journey's name: no two may share it."""
    files: dict[str, str] = {}
    for one in found:
        if one.journey is not None:
            name, file = one.journey.journey.name, one.journey.file
            if name in files:
                raise UsageError(f"{files[name]} and {file} are both called {name!r}", hint="Give one another name.")
            files[name] = file
