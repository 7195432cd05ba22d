"""The browser: which one, how it is started, and as whom it introduces itself."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, CDPSession, Playwright
from playwright.async_api import Error as PlaywrightError

from feelint.errors import BrowserError
from feelint.walker.access import Access

INSTALL_HINT = "run `feelint doctor --fix`, install chromium-headless-shell, or set FEELINT_BROWSER to a Chromium"
WINDOW_HINT = "install Chrome or Chromium (`playwright install chromium`), or name one with --browser"
SCREEN_HINT = "there is no screen to open a window on: log in on a machine that has one, and bring the file here"
HEADED_PLACES = ("chromium-*/*/chrome", "chromium-*/*/chrome.exe", "chromium-*/*/*.app/Contents/MacOS/*")
COMMANDS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
USUAL_PLACES = {
    "darwin": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
    "win32": (
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ),
}
ARGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-pings",
    "--no-first-run",
    "--no-default-browser-check",
)
VIEWPORTS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "mobile": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
}


def feelint_version() -> str:
    """The installed version; ``0`` in a checkout that was never installed."""
    try:
        return version("feelint")
    except PackageNotFoundError:
        return "0"


def _playwrights_own(environ: Mapping[str, str], *, headed: bool) -> Iterator[str]:
    home = Path.home()
    root = environ.get("PLAYWRIGHT_BROWSERS_PATH") or {
        "darwin": home / "Library/Caches/ms-playwright",
        "win32": home / "AppData/Local/ms-playwright",
    }.get(sys.platform, home / ".cache/ms-playwright")
    patterns = HEADED_PLACES if headed else ("chromium_headless_shell-*/*/*headless?shell*",)
    shells = [path for pattern in patterns for path in Path(root).glob(pattern) if path.is_file()]
    revision = re.compile(r"(?:shell|chromium)-(\d+)")
    shells.sort(key=lambda path: int(found[1]) if (found := revision.search(str(path))) else 0, reverse=True)
    yield from (str(path) for path in shells if os.access(path, os.X_OK))


def find_browser(named: str | None = None, environ: Mapping[str, str] | None = None, *, headed: bool = False) -> str:
    """The path of the browser to start: the one named, else FEELINT_BROWSER, else the best one installed.

    Playwright's own headless shell comes first, then the system's: the headless shell starts in a third of the time
    of full Chromium and asks no outside host. ``headed``: one that can open a window. Raises :class:`BrowserError`
    when there is none.
    """
    environ = os.environ if environ is None else environ
    if wish := named or environ.get("FEELINT_BROWSER"):
        if headed and "headless" in Path(wish).name:
            raise BrowserError(f"{wish} cannot open a window", hint=WINDOW_HINT)
        if path := shutil.which(wish):
            return path
        raise BrowserError(f"no browser at {wish}", hint="FEELINT_BROWSER and --browser take a program's name or path")
    search = environ.get("PATH")
    candidates: Iterable[str | None] = (
        *_playwrights_own(environ, headed=headed),
        *(shutil.which(command, path=search) for command in COMMANDS if not (headed and "headless" in command)),
        *(place for place in USUAL_PLACES.get(sys.platform, ()) if Path(place).is_file()),
    )
    for candidate in candidates:
        if candidate:
            return candidate
    if headed:
        raise BrowserError("no browser found that can open a window", hint=WINDOW_HINT)
    raise BrowserError("no Chromium, Chrome or Edge found", hint=INSTALL_HINT)


def sandbox_possible() -> bool:
    """Whether the browser's sandbox can run at all: it cannot as root."""
    return not (hasattr(os, "geteuid") and os.geteuid() == 0)


async def launch(
    playwright: Playwright,
    *,
    executable: str | None = None,
    sandbox: bool = True,
    resolver_rules: str = "",
    headed: bool = False,
) -> Browser:
    """Starts the browser, headless unless asked. ``resolver_rules`` is Chromium's ``--host-resolver-rules``.

    The sandbox is on unless it is declined or the process is root's, where it cannot run.
    """
    path = find_browser(executable, headed=headed)
    args = [*ARGS, *([f"--host-resolver-rules={resolver_rules}"] if resolver_rules else [])]
    try:
        return await playwright.chromium.launch(
            executable_path=path,
            args=args,
            chromium_sandbox=sandbox and sandbox_possible(),
            timeout=30_000,
            headless=not headed,
        )
    except PlaywrightError as error:
        raise _explained(path, str(error)) from error


def _explained(path: str, text: str) -> BrowserError:
    if "sandbox" in text.lower() and ("No usable sandbox" in text or "namespace" in text.lower()):
        hint = "the browser's sandbox cannot run here: allow user namespaces, or pass --no-sandbox"
    elif re.search(r"X server|\$DISPLAY|ozone_platform|Wayland", text):
        hint = SCREEN_HINT
    elif missing := re.search(r"error while loading shared libraries: (\S+?):", text):
        hint = f"the library {missing[1]} is missing: run `playwright install-deps chromium`"
    else:
        hint = INSTALL_HINT
    first = next((line for line in text.splitlines() if line.strip()), "it would not start")
    return BrowserError(f"{path} would not start: {first.strip()}", hint=hint)


@dataclass(frozen=True)
class Guise:
    """What a context looks like to a shop."""

    viewport: str = "desktop"
    locale: str = ""
    timezone: str = ""


def user_agent(browser_version: str, viewport: str = "desktop") -> str:
    """The ordinary Chrome user agent of that version with ``feelint/VERSION`` behind it (shops refuse "Headless")."""
    system = "Linux; Android 10; K" if viewport == "mobile" else "X11; Linux x86_64"
    mobile = " Mobile" if viewport == "mobile" else ""
    major = browser_version.split(".")[0]
    engine = f"AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{major}.0.0.0{mobile} Safari/537.36"
    return f"Mozilla/5.0 ({system}) {engine} feelint/{feelint_version()}"


@cache
def script(name: str) -> str:
    """The text of one of the walker's own scripts, with the parts that it shares with others in their places."""
    text = files("feelint.walker").joinpath(name).read_text("utf-8")
    return re.sub(r"^ */\* (\w+\.js) \*/\n", lambda part: script(part[1]), text, flags=re.M)


async def new_context(
    browser: Browser, guise: Guise | None = None, access: Access | None = None, *, window: bool = False
) -> BrowserContext:
    """A fresh context: no cookies but those of ``access``, service workers blocked, the init script in every frame.

    ``window``: somebody looks at it and sizes it as they like; a desktop's page is then as large as its window.
    """
    guise, access = guise or Guise(), access or Access()
    screen = {"no_viewport": True} if window and guise.viewport == "desktop" else VIEWPORTS[guise.viewport]
    extra: dict[str, Any] = access.context_options()
    if guise.locale:
        extra["locale"] = guise.locale
    if guise.timezone:
        extra["timezone_id"] = guise.timezone
    context = await browser.new_context(
        **screen,
        **extra,
        user_agent=user_agent(browser.version, guise.viewport),
        reduced_motion="reduce",
        accept_downloads=False,
    )
    await context.add_init_script(script("init.js"))
    if access.mask:
        await context.add_init_script(veiling(access.mask))
    if access.session is not None and access.session.tab:
        await context.add_init_script(access.session.script())
    return context


def veiling(mask: Sequence[str]) -> str:
    """A script that blacks out what the selectors name, from now on; the observer leaves its words out."""
    return f"({script('mask.js').strip()})({json.dumps(list(mask))})"


async def introduce(session: CDPSession, browser_version: str, guise: Guise) -> None:
    """Lets a page's client hints say what its user agent says: they would name the headless build."""
    major = browser_version.split(".")[0]
    mobile = guise.viewport == "mobile"
    override: dict[str, Any] = {
        "userAgent": user_agent(browser_version, guise.viewport),
        "userAgentMetadata": {
            "brands": [{"brand": "Chromium", "version": major}, {"brand": "Not)A;Brand", "version": "24"}],
            "fullVersion": browser_version,
            "platform": "Android" if mobile else "Linux",
            "platformVersion": "",
            "architecture": "" if mobile else "x86",
            "model": "K" if mobile else "",
            "mobile": mobile,
        },
    }
    if guise.locale:
        override["acceptLanguage"] = guise.locale
    await session.send("Emulation.setUserAgentOverride", override)
