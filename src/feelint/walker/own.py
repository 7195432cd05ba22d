"""One look at a page that is somebody else's: in a test of theirs, by Playwright's sync or async API. Presses nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from playwright.sync_api import Page as SyncPage

from feelint.walker.browser import veiling
from feelint.walker.either import Steps, run, run_async
from feelint.walker.observer import Observed, observe, observe_sync

_PICTURE: dict[str, Any] = {"type": "jpeg", "quality": 70, "scale": "css"}


@dataclass(frozen=True)
class Sight:
    """What a page showed: its copy with layout facts, a picture of the viewport, and whose browser it was."""

    observed: Observed
    picture: bytes
    browser: str
    user_agent: str


def is_sync(page: object) -> bool:
    """Whether it is a page of Playwright's sync API."""
    return isinstance(page, SyncPage)


def see_sync(page: Any, mask: Sequence[str] = ()) -> Sight:
    """Looks at a page of the sync API."""
    run(_veil(page, mask))
    observed = observe_sync(page)
    return run(_rest(page, observed))


async def see(page: Any, mask: Sequence[str] = ()) -> Sight:
    """Looks at a page of the async API."""
    await run_async(_veil(page, mask))
    observed = await observe(page)
    return await run_async(_rest(page, observed))


def _veil(page: Any, mask: Sequence[str]) -> Steps[None]:
    for frame in page.frames if mask else ():
        answer = yield partial(frame.evaluate, veiling(mask))
        if isinstance(answer, Exception) and frame is page.main_frame:
            raise answer


def _rest(page: Any, observed: Observed) -> Steps[Sight]:
    picture = yield lambda: page.screenshot(**_PICTURE)
    agent = yield lambda: page.evaluate("navigator.userAgent")
    browser = page.context.browser
    name = f"{browser.browser_type.name} {browser.version}" if browser is not None else ""
    return Sight(
        observed, picture if isinstance(picture, bytes) else b"", name, agent if isinstance(agent, str) else ""
    )
