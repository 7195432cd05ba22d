"""``feelint capture``: what walks have kept, as evidence."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feelint.cli.options import PLAIN, answering, speaking
from feelint.cli.terminal import note, say
from feelint.errors import CaptureError, UsageError

if TYPE_CHECKING:
    from feelint.capture.evidence import Verified

_PATH = click.Path(path_type=Path)
_WHERE = click.argument("path", metavar="CAPTURE", type=_PATH)


@click.group(
    "capture",
    short_help="Verify, pack, redact, stamp, sign and prune what walks have kept.",
    epilog="Each takes --format text|json, -q/--quiet and -v/--verbose: feelint capture verify --help",
)
def command() -> None:
    """Keep, show and hand on what walks have kept.

    CAPTURE is the folder of a run that `feelint check` wrote, the folder of one capture, or a pack of either.
    """


@command.command("verify", short_help="Check every byte against the manifests.")
@_WHERE
@click.option("--tsa-cert", type=_PATH, help="Check the time stamp by these PEM certificates.")
@click.option("--key", type=_PATH, help="Check the signature by this public key or certificate (PEM).")
@answering()
@speaking()
def verify(path: Path, tsa_cert: Path | None, key: Path | None, fmt: str) -> int:
    """Check every byte of a run, capture or pack against its manifests, and name each file that was changed.

    Exits with 0 if all is as it was, with 1 if something was changed, is missing or was added to a capture.
    """
    from feelint.capture.evidence import verify as verified

    found = verified(path, tsa=_bytes(tsa_cert), key=_bytes(key))
    if fmt == PLAIN[1]:
        from feelint.reporters.json import dump

        problems = [problem._asdict() for problem in found.problems]
        told = {"path": str(path), "intact": found.intact, "seal": found.seal, "captures": list(found.captures)}
        told |= {"files": found.files, "problems": problems, "notes": list(found.notes), "made_by": dict(found.head)}
        say(dump({"schema_version": 1, **told}))
    else:
        _verified(found)
    return 0 if found.intact else 1


@command.command("pack", short_help="Put a run or capture into one archive that is the same anywhere.")
@_WHERE
@click.option("--out", type=_PATH, help="The archive. Default: the folder's name with .zip, beside it.")
@click.option("--force", is_flag=True, help="Write over an archive that is there.")
@answering()
@speaking()
def pack(path: Path, out: Path | None, force: bool, fmt: str) -> int:
    """Put a run or capture into one archive. The same evidence gives the same bytes wherever it is packed.

    `audit`, `diff`, `baseline` and `capture verify` read it as it is. What was changed is not packed.
    """
    from feelint.capture.evidence import run_files
    from feelint.capture.evidence import verify as verified
    from feelint.capture.manifest import digest
    from feelint.capture.pack import packed
    from feelint.outputs import save

    if not path.is_dir():
        raise CaptureError(f"{path} is not the folder of a run or capture", hint="Give what `feelint check` wrote.")
    target = out or Path(f"{path.resolve()}.zip")
    if target.exists() and not force:
        raise UsageError(f"{target} is there already", hint="Give another --out, or --force.")
    found = verified(path)
    if not found.intact:
        first = found.problems[0]
        raise CaptureError(
            f"{first.file} is {first.what}: this is no evidence any more", hint=f"See feelint capture verify {path}"
        )
    files, names = run_files(path)
    data = packed(files, names)
    save(target, data)
    told = {"file": str(target), "sha256": digest(data), "bytes": len(data), "files": len(names), "seal": found.seal}
    _tell(
        told, f"{target}\n  {len(names)} files, {_size(len(data))}\n  sha256 {digest(data)}\n  seal   {found.seal}", fmt
    )
    return 0


@command.command("redact", short_help="Copy a capture without words, typed values or pictures.")
@_WHERE
@click.option("--out", type=_PATH, required=True, help="The copy: a new folder.")
@click.option("--mask", "masks", multiple=True, metavar="TEXT", help="A word or name to leave out; may be repeated.")
@click.option("--typed", is_flag=True, help="Leave out what the walk typed into forms.")
@click.option("--no-pictures", is_flag=True, help="Leave out all pictures.")
@click.option("--keep-pictures", is_flag=True, help="Keep pictures although words are left out: look at them first.")
@answering()
@speaking("quiet")
def redact(path: Path, out: Path, masks: tuple[str, ...], typed: bool, no_pictures: bool, keep_pictures: bool,
           fmt: str, quiet: bool) -> int:  # fmt: skip
    """Copy a capture for somebody who may not see all of it. The original is not touched.

    The copy has a manifest of its own that names the seal of the original. Pictures cannot be searched for words: they
    are left out when words are, unless you keep them. Tells whether the findings are the same.
    """
    from feelint import verbs
    from feelint.capture import open_capture
    from feelint.capture.handout import Redaction, hand_out

    if not (masks or typed or no_pictures):
        raise UsageError("nothing to leave out", hint="Give --mask TEXT, --typed or --no-pictures.")
    capture = open_capture(path)
    redaction = Redaction(masks, typed, no_pictures, keep_pictures)
    try:
        hand_out(capture, out, redaction)
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror}", hint="Choose another --out.") from error
    before, after = (_outcome(verbs.audit(one)) for one in (capture, open_capture(out)))
    same = before == after
    told = {"copy": str(out), "of": capture.seal, "pictures": not redaction.drops_pictures, "same_findings": same}
    pictures = "without pictures" if redaction.drops_pictures else "with pictures"
    _tell(told, f"{out}, {pictures}; findings are {'the same' if same else 'NOT the same: the words mattered'}", fmt)
    if not redaction.drops_pictures and (masks or typed):
        note("  The pictures still show what was left out of the pages.", quiet=quiet)
    return 0


@command.command("prune", short_help="Take away runs that are older than they may be kept.")
@click.argument("path", metavar="FOLDER", type=_PATH)
@click.option(
    "--older-than", "days", type=click.IntRange(0), required=True, metavar="DAYS", help="Age of a run that goes."
)
@click.option(
    "--keep", type=click.IntRange(0), default=0, metavar="N", help="The newest N runs stay, whatever their age."
)
@click.option("--dry-run", is_flag=True, help="Say what would go; take nothing away.")
@answering()
@speaking()
def prune(path: Path, days: int, keep: int, dry_run: bool, fmt: str) -> int:
    """Take away the runs in FOLDER (such as feelint-out) that are older than DAYS.

    A run with a file called HOLD in it stays, and so does a folder that holds anything its manifests do not list.
    """
    from feelint.capture.prune import remove, survey

    found = survey(path, datetime.now(UTC), timedelta(days=days), keep)
    if not dry_run:
        remove(found)
    if fmt == PLAIN[1]:
        from feelint.reporters.json import dump

        runs: list[dict[str, Any]] = [
            {"folder": str(one.folder), "began": one.began.isoformat(), "bytes": one.size, "stays": one.stays}
            for one in found
        ]
        say(dump({"schema_version": 1, "dry_run": dry_run, "runs": runs}))
        return 0
    word = "would go" if dry_run else "gone"
    for one in found:
        say(f"{word if not one.stays else 'stays':<8} {one.folder}  {one.began:%Y-%m-%d}  {_size(one.size)}"
            + (f"  ({one.stays})" if one.stays else ""))  # fmt: skip
    going = [one for one in found if not one.stays]
    say(f"{len(going)} of {len(found)} runs {word}, {_size(sum(one.size for one in going))}")
    return 0


@command.command("stamp", short_help="Have a time-stamping authority (RFC 3161) say since when it exists.")
@_WHERE
@click.option("--url", required=True, metavar="URL", help="The authority. It gets a hash and nothing else.")
@answering()
@speaking()
def stamp(path: Path, url: str, fmt: str) -> int:
    """Have a time-stamping authority say since when a run or capture exists. Needs feelint[timestamp].

    The stamp lies beside the manifest, is packed with it, and `capture verify --tsa-cert` checks it.
    """
    from feelint.capture.seals import STAMP, stamped

    return _seal(path, STAMP, lambda data: stamped(data, lambda request: _post(url, request)), "stamped", fmt)


@command.command("sign", short_help="Sign a run or capture with a private key.")
@_WHERE
@click.option("--key", type=_PATH, required=True, help="A private key in PEM: Ed25519, EC or RSA.")
@answering()
@speaking()
def sign(path: Path, key: Path, fmt: str) -> int:
    """Sign a run or capture with a private key. Needs feelint[sign].

    The password of an encrypted key is read from FEELINT_KEY_PASSWORD. The signature lies beside the manifest, is packed
    with it, and `capture verify --key` checks it.
    """
    from feelint.capture.seals import SIGNATURE, signed

    secret, password = _bytes(key), os.environ.get("FEELINT_KEY_PASSWORD", "")
    return _seal(path, SIGNATURE, lambda data: signed(data, secret, password), "signed", fmt)


def _seal(path: Path, suffix: str, make: Callable[[bytes], bytes], word: str, fmt: str) -> int:
    """Writes what ``make`` makes of the manifest beside it; only over what is intact."""
    from feelint.capture.evidence import manifest_of
    from feelint.capture.evidence import verify as verified
    from feelint.outputs import save

    top = manifest_of(path)
    found = verified(path)
    if not found.intact:
        first = found.problems[0]
        hint = f"See feelint capture verify {path}"
        raise CaptureError(f"{first.file} is {first.what}: this is no evidence any more", hint=hint)
    file = top.with_name(top.name + suffix)
    save(file, make(top.read_bytes()))
    _tell({"file": str(file), "seal": found.seal}, f"{word}: {file}\n  seal {found.seal}", fmt)
    return 0


def _post(url: str, request: bytes) -> bytes:
    from urllib.error import URLError
    from urllib.request import Request, urlopen

    from feelint.policy.config import check_url

    asked = Request(check_url(url), request, {"Content-Type": "application/timestamp-query"})
    try:
        with urlopen(asked, timeout=30) as answer:
            data: bytes = answer.read(1_000_000)
            return data
    except (URLError, OSError) as error:
        why = getattr(error, "reason", error)
        raise UsageError(f"{url} did not answer: {why}", hint="Check the address of the authority.") from error


def _bytes(path: Path | None) -> bytes:
    try:
        return path.read_bytes() if path is not None else b""
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", hint="Give a PEM file.") from error


def _verified(found: Verified) -> None:
    from feelint.reporters.plain import plain

    for problem in found.problems:
        say(f"{problem.what:<8} {plain(problem.file, 200)}" + (f"  ({plain(problem.why, 200)})" if problem.why else ""))
    for one in found.notes:
        say(f"note     {plain(one, 200)}")
    word = "intact" if found.intact else "NOT intact"
    say(f"{word}: {found.files} files, {_counted(max(len(found.captures), 1))}, seal {found.seal or 'none'}")


def _counted(captures: int) -> str:
    return "1 capture" if captures == 1 else f"{captures} captures"


def _outcome(report: Any) -> list[tuple[str, str, str, str]]:
    return [(one.rule, one.kind, one.subject, str(one.impact)) for one in report.findings]


def _tell(told: dict[str, Any], text: str, fmt: str) -> None:
    if fmt == PLAIN[1]:
        from feelint.reporters.json import dump

        say(dump({"schema_version": 1, **told}))
    else:
        say(text)


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 100_000 else f"{count / 1000:.1f} kB"
