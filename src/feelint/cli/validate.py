"""``feelint validate``: whether the project's own files can be read, before anything is walked."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from feelint.cli.options import answering, speaking
from feelint.cli.terminal import note, say
from feelint.errors import FeelintError, UsageError

KINDS = ("config", "journey", "pack", "law", "cases", "baseline")


@click.command("validate", short_help="Check configuration, journeys, packs, cases and baselines: walks nothing.")
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@click.option("--as", "kind", type=click.Choice(KINDS), help="What the files are. Default: told by name and content.")
@answering()
@speaking("quiet")
def command(files: tuple[Path, ...], kind: str | None, fmt: str, quiet: bool) -> int:
    """Check files of the project: configuration, journeys, packs, law, cases of rules, baselines.

    Without FILE: the configuration that `feelint check` would read here. Exits with 0 if all can be used, with 2 if one
    cannot, with 4 if a rule that the configuration names is broken.
    """
    told, worst = [], 0
    for path in files or _nearest():
        what, problem, code = _looked_at(path, kind)
        worst = max(worst, code)
        told.append({"file": str(path), "kind": what, "ok": problem is None, "problem": problem or ""})
        if fmt == "text" and problem is None and not quiet:
            say(f"ok  {path}  ({what})")
        if problem is not None:
            note(problem)
    if fmt == "json":
        say(json.dumps({"schema_version": 1, "files": told}, indent=2, ensure_ascii=False))
    return worst


def _nearest() -> Sequence[Path]:
    from feelint.policy.config import find_config

    found = find_config(Path.cwd())
    if found is None:
        raise UsageError("no feelint.toml here or above", hint="Name a file, or write one: feelint init")
    return (found,)


def _looked_at(path: Path, given: str | None) -> tuple[str, str | None, int]:
    """What a file is, what is wrong with it, and the exit code of that."""
    what = given or kind_of(path)
    try:
        broken = _check(path, what)
    except FeelintError as error:
        return what, f"{error.message}\n  {error.hint}".rstrip(), error.exit_code
    return (what, "\n".join(broken), 4) if broken else (what, None, 0)


def kind_of(path: Path) -> str:
    """What a file is: by its name, else by what stands in it; a TOML file that is nothing else is a journey."""
    if path.name in ("feelint.toml", "pyproject.toml"):
        return "config"
    if path.suffix == ".json":
        return "baseline"
    if path.name.endswith(".cases.toml"):
        return "cases"
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "journey"
    words = {"jurisdiction": "pack", "severity": "pack", "citation": "law", "case": "cases"}
    return next((kind for word, kind in words.items() if word in data), "journey")


def _check(path: Path, what: str) -> list[str]:
    """Raises what is wrong; gives what is wrong with rules, which others survive."""
    if what == "config":
        return _config(path)
    if what in ("pack", "law"):
        from feelint.policy.extensions import load

        home = path.parent.parent if what == "pack" else path.parent
        name = home / "packs" / path.name if what == "pack" else home / "law.toml"
        if not path.is_file() or name.resolve() != path.resolve():
            where = "packs/<id>.toml" if what == "pack" else "law.toml"
            raise UsageError(
                f"{path} is not where feelint looks for it", hint=f"Put it at DIR/{where} for --rules DIR."
            )
        return [one.message for one in load([home]).broken]
    if what == "cases":
        from feelint.policy.extensions import load
        from feelint.testing import build, read_cases

        packs = load([path.parent]).packs
        for case in read_cases(path):
            build(case, packs)
    elif what == "baseline":
        from feelint import verbs

        verbs.read_baseline(path)
    else:
        from feelint.policy import journeys

        journeys.read(path)
    return []


def _config(path: Path) -> list[str]:
    from feelint import verbs
    from feelint.policy.config import load_config

    return list(verbs.check_config(load_config(path)))
