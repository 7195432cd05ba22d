"""How a walk is made, what it tells of its progress, and the browser and environment that follow from it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Literal

from playwright.async_api import Browser, async_playwright

from feelint.model.walk import Environment
from feelint.model.words import Stage
from feelint.pilot.persona import Persona
from feelint.pilot.replay import Script
from feelint.walker.access import Access
from feelint.walker.browser import feelint_version, launch, sandbox_possible, user_agent

Consent = Literal["reject", "accept", "leave"]


@dataclass(frozen=True)
class WalkOptions:
    """How to walk. What is empty is read off the page or taken from the persona, and recorded as such."""

    ship_to: str
    ship_to_source: Literal["given", "page", "default"] = "given"
    """Where ``ship_to`` comes from: the user, what the start page tells (currency, domain, language), or nobody."""
    locale: str = ""
    currency: str = ""
    viewport: str = "desktop"
    consent: Consent = "reject"
    quantity: int = 1
    timeout: float = 90
    max_steps: int = 40
    allow_hosts: tuple[str, ...] = ()
    allow_account: bool = False
    pace: float = 0.4
    sandbox: bool = True
    executable: str | None = None
    resolver_rules: str = ""
    access: Access = field(default_factory=Access)
    """How the site lets a visitor in, what may never be sent to it, and what is kept out of pictures."""
    overrides: tuple[tuple[str, str], ...] = ()
    """What a probe does otherwise than the base walk: choice key to option label."""
    script: Script | None = None
    """The journey file to follow; None: the pilot finds the way."""
    run: int = 0
    leaflets: int = 6
    """How many pages of terms, delivery, returns and fees are fetched after the walk, at most."""


@dataclass(frozen=True)
class WalkEvent:
    """Progress, for whoever shows it: ``step`` when a state was kept, ``act`` before something is done, ``end``."""

    kind: Literal["step", "act", "end"]
    step: int
    stage: Stage
    text: str


OnEvent = Callable[[WalkEvent], None]


@asynccontextmanager
async def browser_for(options: WalkOptions, given: Browser | None) -> AsyncIterator[Browser]:
    """The browser that is given, left open; else one of the walk's own."""
    if given is not None:
        yield given
        return
    async with async_playwright() as playwright:
        browser = await launch(
            playwright,
            executable=options.executable,
            sandbox=options.sandbox,
            resolver_rules=options.resolver_rules or options.access.resolver_rules,
        )
        try:
            yield browser
        finally:
            await browser.close()


def environment_of(options: WalkOptions, who: Persona, browser: Browser) -> Environment:
    """What the walk's record says of its circumstances."""
    return Environment(
        ship_to=options.ship_to,
        locale=options.locale or who.locale,
        currency=options.currency or who.currency,
        viewport=options.viewport,
        consent=options.consent,
        quantity=options.quantity,
        browser=f"{browser.browser_type.name} {browser.version}",
        user_agent=user_agent(browser.version, options.viewport),
        sandbox=options.sandbox and sandbox_possible(),
        feelint_version=feelint_version(),
        source={
            "ship_to": options.ship_to_source,
            "locale": "given" if options.locale else "default",
            "currency": "given" if options.currency else "default",
        },
    )
