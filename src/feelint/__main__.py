"""Where ``feelint`` begins, and where every way of failing ends: a message, a hint and an exit code."""

from __future__ import annotations

import errno
import io
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress

import click

from feelint.cli import cli
from feelint.errors import FeelintError

USAGE, INTERNAL, INTERRUPTED = 2, 4, 130
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
"""What an operating system says where nothing more can be written."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs a command line and gives its exit code; nothing is raised."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = bool(os.environ.get("FEELINT_DEBUG")) or any(word in ("-v", "--verbose") for word in given)
    try:
        answer = cli.main(args=given, prog_name="feelint", standalone_mode=False)
        sys.stdout.flush()
        return answer if isinstance(answer, int) else 0
    except click.ClickException as error:
        error.show(sys.stderr)
        return USAGE
    except FeelintError as error:
        _say(f"feelint: {error.message}", error.hint, error if debug else None)
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        _say("feelint: interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _unwritten(error) if error.errno in FULL else _broke(error, debug)
    except Exception as error:
        return _broke(error, debug)


def _unwritten(error: OSError) -> int:
    """No room for what is written, to a file or to stdout."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    what = error.filename or "the output"
    _say(f"feelint: {what} cannot be written: {error.strerror}", "Make room, or write elsewhere.")
    return USAGE


def _broke(error: Exception, debug: bool) -> int:
    message = f"feelint: internal error: {type(error).__name__}: {error}"
    _say(message, "Run again with -v to see where.", error if debug else None)
    return INTERNAL


def _say(message: str, hint: str = "", error: Exception | None = None) -> None:
    if error is not None:
        traceback.print_exception(error)
    print(message, *([f"  {hint}"] if hint else []), sep="\n", file=sys.stderr)


def main() -> None:
    """The entry point."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run())


if __name__ == "__main__":
    main()
