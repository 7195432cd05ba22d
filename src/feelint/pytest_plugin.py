"""The pytest plugin: a fixture to which a test shows the pages of a shop, and whose capture a failure leaves behind.

Works with pytest-playwright, with pytest-xdist, and with a page from anywhere else. What is heavy is imported when a
test asks for the fixture: the plugin is loaded in every run of pytest.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from feelint.own_page import Journey

FAIL_ON = ("critical", "error", "warning", "info", "never")
MARKER = (
    "feelint(name, **options): the journey's name in reports and baselines, and options of feelint.toml with "
    "underscores, such as ship_to='DE', packs=['de'], fail_on='warning'"
)
_JOURNEY = pytest.StashKey["Journey"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of the command line, and their defaults in pytest's configuration."""
    group = parser.getgroup("feelint", "pricing transparency (feelint)")
    group.addoption("--feelint-config", metavar="FILE", help="Default: feelint.toml or pyproject.toml at the root.")
    group.addoption("--feelint-fail-on", choices=FAIL_ON, help="Least severity that fails a test that names none.")
    group.addoption("--feelint-out", metavar="DIR", help="Where captures are kept. Default: feelint-out/tests.")
    group.addoption("--feelint-keep", choices=("failed", "all"), default="failed", help="Which captures are kept.")
    parser.addini("feelint_out", "Where feelint keeps the captures of failed tests.", default="feelint-out/tests")


def pytest_configure(config: pytest.Config) -> None:
    """Makes the marker known."""
    config.addinivalue_line("markers", MARKER)


@pytest.fixture
def feelint(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journey]:
    """A journey (:class:`feelint.Journey`): ``feelint.observe(page, "product")``, at the end ``feelint.assert_clean()``.

    Its capture and report are kept where the test fails. feelint presses nothing: no fence holds what the test does.
    """
    from feelint.errors import FeelintError

    try:
        journey = _journey(request.node, tmp_path_factory.mktemp("feelint") / "run")
    except FeelintError as error:
        pytest.fail(f"feelint: {error.message}. {error.hint}", pytrace=False)
    request.node.stash[_JOURNEY] = journey
    with journey:
        yield journey


def _journey(item: pytest.Item, out: Path) -> Journey:
    """By the configuration file, what the markers say (the nearest last), and the command line."""
    from feelint.own_page import Journey
    from feelint.policy.config import load_config
    from feelint.verbs import settings

    file = item.config.getoption("--feelint-config")
    config = load_config(Path(file) if file else None, folder=item.config.rootpath)
    name = ""
    options: dict[str, Any] = {}
    for marker in reversed(list(item.iter_markers("feelint"))):
        name = str(marker.args[0]) if marker.args else name
        options |= marker.kwargs
    name = str(options.pop("name", name)) or item.name
    config = settings(
        config, **{**options, "fail_on": item.config.getoption("--feelint-fail-on") or options.get("fail_on")}
    )
    where, _, _ = item.location
    journey = Journey(name, config, out=out, file=Path(where).as_posix())
    journey.moves = True
    return journey


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[Any]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keeps the capture of a test that failed, and says where."""
    report = yield
    del call
    journey = item.stash.get(_JOURNEY, None)
    wanted = report.failed or item.config.getoption("--feelint-keep") == "all"
    if journey is not None and journey.begun and report.when == "call" and wanted:
        report.sections.append(("feelint", _kept(journey, item)))
    return report


def _kept(journey: Journey, item: pytest.Item) -> str:
    """Moves the journey's folder to where captures are kept, with its report, and says where that is."""
    from feelint.errors import FeelintError

    root = item.config.rootpath
    folder = root / (item.config.getoption("--feelint-out") or item.config.getini("feelint_out"))
    place = folder / re.sub(r"[^\w.-]+", "-", item.nodeid).strip("-")[:150]
    try:
        files = journey.write(("html", "json"))
        shutil.rmtree(place, ignore_errors=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(journey.folder, place)
    except (FeelintError, OSError) as error:
        return f"the capture could not be kept: {error}"
    shown = place.relative_to(root) if place.is_relative_to(root) else place
    return f"capture: {shown / 'capture'}\nreport: {shown / files['html'].name}"
