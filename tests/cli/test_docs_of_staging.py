"""The pages on staging, login and pytest: their configuration is read, their commands exist, their Python is run."""

from __future__ import annotations

import asyncio
import os
import re
import shlex
from pathlib import Path
from typing import Any

import click
import pytest
from playwright.async_api import Browser
from playwright.sync_api import sync_playwright

from feelint.cli import cli
from feelint.policy.config import load_config
from feelint.testing.papershop import serve
from feelint.walker.access import access_of
from feelint.walker.browser import find_browser
from tests.conftest import Run
from tests.test_own_page import shop

ROOT = Path(__file__).parents[2]
PAGES = ("staging.md", "login.md", "pytest.md")
pytest_plugins = ("pytester",)


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", (ROOT / "docs" / page).read_text("utf-8"), re.M | re.S)


COMMANDS = [line for page in PAGES for block in blocks(page, "console") for line in block.splitlines()]
CONFIGURATIONS = [text for page in PAGES for text in blocks(page, "toml")]
IN_PYTEST, BY_ITSELF, ASYNC = blocks("pytest.md", "python")


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_line_can_be_parsed(line: str) -> None:
    program, verb, *rest = shlex.split(line)
    assert program == "feelint"
    command = cli.get_command(click.Context(cli), verb)
    assert command is not None
    command.make_context(verb, rest)


@pytest.mark.parametrize("text", CONFIGURATIONS, ids=lambda text: text[:12])
def test_every_configuration_is_one(text: str, tmp_path: Path) -> None:
    (tmp_path / "feelint.toml").write_text(text)
    (tmp_path / "feelint-session.json").write_text('{"cookies": [], "origins": []}')
    config = load_config(tmp_path / "feelint.toml")
    assert access_of(config, {"STAGING_PASSWORD": "swordfish", "TOKEN": "tk-1234"}).told


def test_the_options_that_are_named_exist() -> None:
    text = "".join((ROOT / "docs" / page).read_text("utf-8") for page in PAGES)
    plugin = (ROOT / "src" / "feelint" / "pytest_plugin.py").read_text("utf-8")
    known = {one for verb in ("check", "login") for one in _options(verb)} | set(
        re.findall(r'"(--feelint-[a-z-]+)"', plugin)
    )
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)) <= known


def _options(verb: str) -> set[str]:
    command = cli.get_command(click.Context(cli), verb)
    assert command is not None
    return {word for param in command.params for word in param.opts}


@pytest.mark.browser
def test_the_example_for_pytest_passes(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]))
    pytester.makeini("[pytest]\naddopts = -p feelint.pytest_plugin --strict-markers\nfilterwarnings = error\n")
    pytester.makeconftest(
        "import pytest\nfrom playwright.sync_api import sync_playwright\n\n@pytest.fixture\ndef page():\n"
        "    with sync_playwright() as driver:\n"
        f"        browser = driver.chromium.launch(executable_path={find_browser()!r})\n"
        "        yield browser.new_page()\n        browser.close()\n"
    )
    made = shop()
    with serve(made) as base:
        pytester.makepyfile(f"SHOP = {base!r}\n{IN_PYTEST}")
        pytester.runpytest_subprocess().assert_outcomes(passed=1)
    assert made.orders == 0


@pytest.mark.browser
def test_the_example_without_pytest_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with serve(shop()) as base, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_browser())
        exec(compile(BY_ITSELF, "example.py", "exec"), {"SHOP": base, "page": browser.new_page()})
        browser.close()
    assert (tmp_path / "run" / "capture" / "capture.json").is_file()


@pytest.mark.browser
def test_the_async_example_runs(
    run: Run[Any], browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def go(base: str) -> Any:
        names: dict[str, Any] = {"SHOP": base}
        exec(compile(ASYNC, "example.py", "exec"), names)
        context = await browser.new_context()
        report = await names["walk"](await context.new_page())
        await context.close()
        assert asyncio.get_running_loop()
        return report

    with serve(shop()) as base:
        assert run(go(base)).gate == "clean"
