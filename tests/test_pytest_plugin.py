"""The pytest plugin, by tests of its own making: with a page of one's own, under xdist, and with pytest-playwright."""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from feelint.capture import open_capture
from feelint.reporters.json import load
from feelint.testing.papershop import PaperShop, serve
from feelint.walker.browser import find_browser
from tests.test_own_page import FEE, shop

pytest_plugins = ("pytester",)
ROOT = Path(__file__).parents[1]
OWN_PAGE = """
    import pytest
    from playwright.sync_api import sync_playwright

    @pytest.fixture(scope="session")
    def page():
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=BROWSER)
            yield browser.new_page()
            browser.close()
"""
WALK = """
    def walk(page, feelint, base):
        page.goto(base)
        feelint.observe(page, "product")
        page.goto(f"{base}/review")
        feelint.observe(page, "review")
"""


OUTDATED = ("-p", "pytest_playwright.pytest_playwright", "-W", "ignore::pytest.PytestRemovedIn10Warning")
"""pytest-playwright, and what pytest says of its fixtures."""


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """An empty project whose pytest knows feelint's plugin, and no other that is installed beside it."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    pytester.makeini("[pytest]\naddopts = -p feelint.pytest_plugin --strict-markers\nfilterwarnings = error\n")
    pytester.makefile(".toml", feelint='ship-to = "US"\n')
    return pytester


@pytest.fixture
def dear() -> Iterator[tuple[PaperShop, str]]:
    """A shop with a late fee."""
    made = shop(FEE)
    with serve(made) as base:
        yield made, base


def with_page(project: pytest.Pytester, tests: str, base: str) -> None:
    project.makeconftest(f"BROWSER = {find_browser()!r}\n" + _dedent(OWN_PAGE))
    project.makepyfile(test_shop=f"BASE = {base!r}\n" + _dedent(WALK) + _dedent(tests))


def _dedent(text: str) -> str:
    return re.sub(r"^    ", "", text, flags=re.M)


def kept(project: pytest.Pytester) -> list[str]:
    folder = project.path / "feelint-out" / "tests"
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


@pytest.mark.browser
def test_a_failure_reads_as_the_report_and_keeps_the_capture(
    project: pytest.Pytester, dear: tuple[PaperShop, str]
) -> None:
    made, base = dear
    tests = """
    def test_price(page, feelint):
        walk(page, feelint, BASE)
        feelint.assert_clean()

    def test_price_is_left_alone(page, feelint):
        walk(page, feelint, BASE)
        feelint.assert_clean(fail_on="never")
    """
    with_page(project, tests, base)
    result = project.runpytest_subprocess()
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        [
            "E * AssertionError: feelint: findings",
            "*drip-mandatory-fee*",
            "*Handling fee*",
            "*- feelint -*",
            "capture: feelint-out/tests/test_shop.py-test_price/capture",
            "report: feelint-out/tests/test_shop.py-test_price/report.html",
        ]
    )
    assert "own_page.py" not in result.stdout.str()  # the traceback ends in the test
    assert kept(project) == ["test_shop.py-test_price"]
    folder = project.path / "feelint-out" / "tests" / "test_shop.py-test_price"
    open_capture(folder / "capture").verify()
    report = load((folder / "report.json").read_text())
    told = report.journeys[0]
    assert (told.id, told.source and told.source.file) == ("test_price", "test_shop.py")
    lines = (project.path / "test_shop.py").read_text().splitlines()
    assert [lines[step.source.line - 1].strip() for step in told.steps if step.source] == [
        'feelint.observe(page, "product")',
        'feelint.observe(page, "review")',
    ]
    assert made.orders == 0


@pytest.mark.browser
def test_the_marker_the_command_line_and_the_module_s_own_function(
    project: pytest.Pytester, dear: tuple[PaperShop, str]
) -> None:
    tests = """
    import pytest
    from feelint import observe

    @pytest.mark.feelint("guest", fail_on="never")
    def test_marked(page, feelint):
        walk(page, feelint, BASE)
        assert feelint.report().journeys[0].id == "guest"
        feelint.assert_clean()

    def test_by_the_module(page, feelint):
        page.goto(BASE)
        observe(page, "product")
        page.goto(BASE + "/review")
        observe(page, "review")
        assert str(feelint.ledger.total) == "49.00 USD"
        feelint.assert_clean()
    """
    with_page(project, tests, dear[1])
    result = project.runpytest_subprocess("--feelint-keep=all", "--feelint-fail-on=never", "--feelint-out=kept")
    result.assert_outcomes(passed=2)
    assert sorted(path.name for path in (project.path / "kept").iterdir()) == [
        "test_shop.py-test_by_the_module",
        "test_shop.py-test_marked",
    ]


@pytest.mark.browser
def test_workers_of_xdist_keep_their_captures_side_by_side(
    project: pytest.Pytester, dear: tuple[PaperShop, str]
) -> None:
    tests = """
    import pytest

    @pytest.mark.parametrize("number", range(2))
    def test_price(page, feelint, number):
        walk(page, feelint, BASE)
        feelint.assert_clean()
    """
    with_page(project, tests, dear[1])
    result = project.runpytest_subprocess("-p", "xdist.plugin", "-n", "2")
    result.assert_outcomes(failed=2)
    assert kept(project) == ["test_shop.py-test_price-0", "test_shop.py-test_price-1"]
    result.stdout.fnmatch_lines(["report: feelint-out/tests/test_shop.py-test_price-*/report.html"])


@pytest.mark.browser
@pytest.mark.skipif(not importlib.util.find_spec("pytest_playwright"), reason="pytest-playwright is not installed")
def test_the_page_of_pytest_playwright(project: pytest.Pytester, dear: tuple[PaperShop, str]) -> None:
    project.makeconftest(
        "import pytest\n@pytest.fixture(scope='session')\ndef browser_type_launch_args(browser_type_launch_args):\n"
        f"    return {{**browser_type_launch_args, 'executable_path': {find_browser()!r}}}\n"
    )
    tests = """
    def test_price(page, feelint):
        walk(page, feelint, BASE)
        feelint.assert_clean()
    """
    project.makepyfile(test_shop=f"BASE = {dear[1]!r}\n" + _dedent(WALK) + _dedent(tests))
    result = project.runpytest_subprocess(*OUTDATED)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["E * AssertionError: feelint: findings", "*Handling fee*"])
    assert kept(project) == ["test_shop.py-test_price-chromium"]


def test_what_is_configured_wrongly_fails_the_test_in_one_line(project: pytest.Pytester) -> None:
    project.makepyfile(
        """
        import pytest

        @pytest.mark.feelint(ship_too="DE")
        def test_misspelt(feelint):
            pass

        @pytest.mark.feelint(ship_to="Nowhere")
        def test_no_country(feelint):
            pass

        def test_without_a_page(feelint):
            assert not feelint.begun
        """
    )
    result = project.runpytest_subprocess()
    result.assert_outcomes(passed=1, errors=2)
    result.stdout.fnmatch_lines_random(["feelint: ship-too: *", "feelint: ship-to: *Nowhere*"])


def test_the_plugin_costs_a_run_next_to_nothing(project: pytest.Pytester) -> None:
    project.makepyfile(
        """
        import sys

        def test_nothing_heavy_is_there():
            heavy = {"playwright", "bs4", "lxml", "pydantic", "jinja2", "rich", "click"}
            assert not heavy & set(sys.modules)
        """
    )
    project.runpytest_subprocess().assert_outcomes(passed=1)


def test_help_names_options_and_marker(project: pytest.Pytester) -> None:
    result = project.runpytest_subprocess("--help")
    result.stdout.fnmatch_lines_random(["*--feelint-fail-on=*", "*--feelint-keep=*", "*--feelint-out=DIR*"])
    project.runpytest_subprocess("--markers").stdout.fnmatch_lines(["@pytest.mark.feelint(name, [*][*]options): *"])
