"""What tests share: one browser a session (one a worker under xdist), driven from ordinary test functions."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from typing import Any, TypeVar

import pytest
from hypothesis import settings
from playwright.async_api import Browser, async_playwright

from feelint.errors import BrowserError
from feelint.walker.browser import launch

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

T = TypeVar("T")
Run = Callable[[Coroutine[Any, Any, T]], T]


@pytest.fixture(scope="session")
def runner() -> Iterator[asyncio.Runner]:
    """The event loop that the session's browser lives in."""
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="session")
def browser(runner: asyncio.Runner) -> Iterator[Browser]:
    """The browser that feelint would start. A test that needs one fails, and is never skipped, where there is none."""
    driver = runner.run(async_playwright().start())
    try:
        try:
            started = runner.run(launch(driver))
        except BrowserError as error:
            pytest.fail(f"{error.message}: {error.hint}", pytrace=False)
        yield started
        runner.run(started.close())
    finally:
        runner.run(driver.stop())


@pytest.fixture
def run(runner: asyncio.Runner) -> Run[Any]:
    """Runs a coroutine in the browser's event loop and gives its result."""
    return runner.run
