"""Processes that hear Ctrl-C, also where whoever runs the tests in the background has set it aside."""

import signal


def hearing() -> None:
    """For ``preexec_fn``: an interrupt that is ignored is inherited, and Python then never hears of it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
