"""The errors that feelint raises on purpose: each says what to do next and carries its exit code."""


class FeelintError(Exception):
    """Base of all expected errors.

    ``hint`` says in one sentence what the user can do next; ``exit_code`` is what the command line ends with.
    """

    exit_code = 4

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(FeelintError):
    """Bad input: an unknown option, pack or rule, a file that is not what was asked for."""

    exit_code = 2


class ConfigError(UsageError):
    """The configuration file is wrong; the message names file and place."""


class CaptureError(UsageError):
    """A capture cannot be read: not a capture, a newer schema, a changed byte."""


class NoVerdict(FeelintError):
    """The walk did not reach a total, or could not begin."""

    exit_code = 3


class BrowserError(NoVerdict):
    """No usable browser, or it would not start."""


class UnreachableError(NoVerdict):
    """The shop could not be reached: name, connection, TLS or HTTP error."""


class RuleError(FeelintError):
    """A rule file is broken, raised, or did not end in time."""
