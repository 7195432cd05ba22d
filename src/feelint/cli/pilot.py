"""``feelint pilot``: the decisions of a walk, made again without a browser."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feelint.cli.options import answering, speaking
from feelint.cli.terminal import colour, say, width
from feelint.errors import UsageError

if TYPE_CHECKING:
    from feelint.pilot.recording import Recording
    from feelint.reporters.paper import Paper


@click.command("pilot", short_help="Say what the pilot would do on recorded scenes, and why.")
@click.argument("source", metavar="CAPTURE|SCENE", type=click.Path(path_type=Path))
@click.option("--scene", "only", type=click.IntRange(0), help="One scene of the walk, by its number.")
@answering()
@speaking()
def command(source: Path, only: int | None, fmt: str) -> int:
    """Say what the pilot would do on the scenes of a capture, or on one of its scenes/NNN.json.gz, and why.

    Each decision is made again with what was remembered then: no browser, no network. One scene is told whole, with the
    controls that were weighed and those that a fence refuses. A decision that comes out otherwise today is marked.
    """
    from feelint.pilot.recording import VERSION

    made = [_again(name, told) for name, told in _recordings(source, only)]
    if fmt == "json":
        say(json.dumps({"schema_version": VERSION, "decisions": made}, indent=2, ensure_ascii=False))
    else:
        say(_text(made))
    return 0


def _recordings(source: Path, only: int | None) -> Iterator[tuple[str, Recording]]:
    from feelint.capture.read import open_captures
    from feelint.pilot.recording import read

    try:
        if source.is_file() and source.name.endswith((".json", ".json.gz")) and source.name != "capture.json":
            data = source.read_bytes()
            yield source.name, read(gzip.decompress(data) if source.suffix == ".gz" else data)
            return
        for capture in open_captures(source):
            scenes = capture.record.scenes
            if not scenes:
                raise UsageError(
                    f"{capture.folder} holds no scenes", hint="It was written by an older feelint: walk again."
                )
            if only is not None and only >= len(scenes):
                raise UsageError(f"there is no scene {only}", hint=f"The walk has scenes 0 to {len(scenes) - 1}.")
            for name in scenes if only is None else scenes[only : only + 1]:
                yield name, read(capture.text(name))
    except (ValueError, EOFError, OSError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UsageError(f"{source}: {said}", hint="Give a capture, or one of its scenes/NNN.json.gz.") from error


def _again(name: str, told: Recording) -> dict[str, Any]:
    """One decision, as it is made today."""
    from feelint.model.walk import Stop
    from feelint.pilot import decide
    from feelint.pilot.recording import in_short

    decision, _ = decide(told.scene, told.memory)
    today = in_short(told.scene, decision)
    return {
        "scene": name,
        "url": told.scene.url,
        "title": told.scene.title,
        **today,
        "why": decision.why,
        "weighed": [] if isinstance(decision, Stop) else list(decision.alternatives),
        "refused": list(decision.refused),
        "as_then": today == told.expected,
        "then": told.expected,
    }


def _text(made: list[dict[str, Any]]) -> str:
    from feelint.reporters.paper import Paper

    paper = Paper(width=width(), color=colour())
    for one in made:
        number = one["scene"].rsplit("/", 1)[-1].split(".")[0]
        paper.say((f"{number} {one['stage']}", "bold"), f"  {one['title'] or one['url']}"[:90])
        paper.say(_does(one), indent=2)
        if one["why"]:
            paper.say((one["why"], "dim"), indent=2)
        if not one["as_then"]:
            paper.say(("then: ", "yellow"), _does(one["then"]), indent=2)
        if len(made) == 1:
            _weighed(paper, one)
    return paper.text()


def _weighed(paper: Paper, one: dict[str, Any]) -> None:
    for title, lines in (("weighed", one["weighed"]), ("refused", one["refused"])):
        if lines:
            paper.gap()
            paper.say((title, "bold"))
            for line in lines:
                paper.say(line, indent=2)


def _does(one: dict[str, Any]) -> str:
    if "stop" in one:
        order = one["stop"]["order_control"]
        end = f"{one['stop']['outcome']}: {one['stop']['reason']}"
        return f"stops, {end}" + (f"; {order!r} would order" if order else "")
    acts = [f"{kind} {name!r}" for kind, name in one["actions"]]
    return f"{one['intent']}: {', '.join(acts)}"
