"""How a person tells that the login is done: Enter at the terminal; a closed window and an empty terminal are none."""

from __future__ import annotations

import asyncio
import io
import threading
from collections.abc import Callable
from typing import cast

import pytest
from playwright.async_api import Page

from feelint.cli.login import by_hand
from feelint.errors import UsageError


class Window:
    """As much of a page, and of the context with its tabs, as is asked for."""

    def __init__(self) -> None:
        self.close: Callable[[object], None] = print
        self.opened: Callable[[Window], None] = print
        self.context = self
        self.pages: list[Window] = [self]

    def on(self, event: str, do: Callable[[object], None]) -> None:
        if event == "page":
            self.opened = do
        else:
            assert event == "close"
            self.close = do

    def shut(self, tab: Window) -> None:
        """Closes one of the tabs."""
        self.pages.remove(tab)
        tab.close(None)


class Silent:
    """A terminal at which nobody presses anything."""

    def __init__(self) -> None:
        self.end = threading.Event()

    def readline(self) -> str:
        self.end.wait(10)
        return ""


def test_enter_ends_the_login(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    asyncio.run(by_hand(cast(Page, Window())))
    assert "press Enter here" in capsys.readouterr().err


def test_nobody_at_the_terminal_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(UsageError, match="nobody is at the terminal"):
        asyncio.run(by_hand(cast(Page, Window())))


def test_a_closed_window_ends_it_without_a_session(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, window = Silent(), Window()
    monkeypatch.setattr("sys.stdin", terminal)

    async def closes() -> None:
        waiting = asyncio.ensure_future(by_hand(cast(Page, window)))
        await asyncio.sleep(0.05)
        window.shut(window)
        await waiting

    with pytest.raises(UsageError, match="closed before the login was done"):
        asyncio.run(closes())
    terminal.end.set()


def test_a_tab_that_closes_beside_another_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A login that goes on in a tab or window of its own, which closes when it is done."""
    terminal, window, other = Silent(), Window(), Window()
    monkeypatch.setattr("sys.stdin", terminal)

    async def closes() -> None:
        waiting = asyncio.ensure_future(by_hand(cast(Page, window)))
        await asyncio.sleep(0.05)
        window.pages.append(other)
        window.opened(other)
        window.shut(window)
        await asyncio.sleep(0.05)
        assert not waiting.done()
        window.shut(other)
        await waiting

    with pytest.raises(UsageError, match="closed before the login was done"):
        asyncio.run(closes())
    terminal.end.set()
