"""``feelint record``: walk once, and write the way down."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from feelint.cli.options import answering, settled, speaking, walking
from feelint.cli.terminal import note, progress, say
from feelint.errors import NoVerdict, UsageError


@click.command("record", short_help="Walk a shop once and write the way down as a journey file.")
@click.argument("url")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The file, such as journeys/guest.toml. Default: stdout."
)
@click.option("--name", help="Names the journey in reports and baselines. Default: the file's name.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@walking
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the run. Default: a fresh one in feelint-out.")
@answering()
@speaking("quiet", "verbose")
def command(
    url: str, output: Path | None, name: str | None, force: bool, fmt: str, quiet: bool, verbose: bool, **options: Any
) -> int:
    """Walk a shop from its product page to the final total, and write the way down for people to edit. Never orders.

    `feelint check journeys/*.toml` follows it. Exits with 3, and writes nothing, where the total was not reached.
    """
    from feelint import verbs
    from feelint.outputs import ready, save

    if output is not None and output.exists() and not force:
        raise UsageError(f"{output} is there already", hint="Give --force to write over it, or another name.")
    if output is not None and output.suffix != ".toml":
        raise UsageError(f"{output} is no name of a journey file", hint=f"Call it {output.stem or 'guest'}.toml.")
    if url.endswith(".toml") and "://" not in url:
        raise UsageError(
            f"{url} is a journey already", hint="Give the address of the shop; `feelint check` follows journeys."
        )
    if output is not None:
        ready(output.parent)
    out = options.pop("out")
    named = name or re.sub(r"[^\w .-]+", "-", output.stem if output else "guest").strip(" .-") or "guest"
    show = progress(quiet=quiet, verbose=verbose)
    text, capture = verbs.record(url, settled(options), name=named, out=out, on_event=show)
    record = capture.record
    if not text:
        told = f"{record.outcome}: {record.reason}" + (f": {record.message}" if record.message else "")
        raise NoVerdict(
            f"the way is not written down, for the total was not reached: {told}", hint=f"See {capture.folder}."
        )
    if "redacted" in record.start_url and "redacted" not in url:
        note("the address held a secret, which is not written down: put something harmless in its place", quiet=quiet)
    if output is not None:
        save(output, text.encode("utf-8"))
        note(f"journey: {output}: {text.count('[[step]]')} steps, {record.message}", quiet=quiet)
        note(f"follow it with: feelint check {output}", quiet=quiet)
    if fmt == "json":
        from feelint.policy.journeys import parse
        from feelint.reporters.json import dump

        journey = parse(text, named).model_dump(mode="json", by_alias=True, exclude_defaults=True)
        say(
            dump(
                {
                    "schema_version": 1,
                    "file": output and str(output),
                    "capture": str(capture.folder),
                    "journey": journey,
                }
            )
        )
    elif output is None:
        say(text)
    return 0
