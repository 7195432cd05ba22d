"""``feelint walk``: walk and keep, without judging."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from feelint.cli.options import answering, following, settled, speaking, walking
from feelint.cli.terminal import progress, say


@click.command("walk", short_help="Walk shops to the final total and keep what they showed.")
@click.argument("urls", nargs=-1, metavar="URL|JOURNEY.toml...")
@walking
@following
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the run. Default: a fresh one in feelint-out.")
@answering()
@speaking("quiet", "verbose")
def command(urls: tuple[str, ...], fmt: str, quiet: bool, verbose: bool, **options: Any) -> int:
    """Walk each shop from its product page to the final total and write a capture. Never orders.

    `feelint audit` judges captures. Exits with 3 where a total was not reached.
    """
    from feelint import verbs
    from feelint.model.words import ORDER_PLACED, Outcome

    out = options.pop("out")
    config = settled(options)
    start = list(urls or config.start)
    show = progress(quiet=quiet, verbose=verbose, several=len(start) > 1)
    captures = verbs.walk(start, config, out=out, on_event=show)
    if fmt == "json":
        from feelint.reporters.json import dump

        say(dump({"schema_version": 1, "captures": [_told(capture) for capture in captures]}))
    else:
        from feelint.reporters.plain import plain

        for capture in captures:
            record = capture.record
            way = " → ".join(step.stage for step in record.steps)
            say(
                f"{plain(record.start_url, 100)}\n  {record.outcome}: {plain(record.reason, 60)}\n  {way}\n  {capture.folder}"
            )
    if any(capture.record.reason == ORDER_PLACED for capture in captures):
        return 4
    return 0 if all(capture.record.outcome is Outcome.REACHED for capture in captures) else 3


def _told(capture: Any) -> dict[str, Any]:
    record = capture.record
    steps = [{"stage": step.stage, "url": step.url, "title": step.title} for step in record.steps]
    told = record.model_dump(
        mode="json", include={"start_url", "outcome", "reason", "message", "environment", "warnings"}
    )
    return {"capture": str(capture.folder), **told, "steps": steps}
