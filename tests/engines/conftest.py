"""The real shop engines, started once for a test run and stopped again, except those that ran before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fixtures.engines import run


@pytest.fixture(scope="session")
def engine_urls() -> Iterator[dict[str, str]]:
    """Scenario id to the address of its product page, on engines that run."""
    servers = run.start()
    try:
        yield run.product_urls(servers)
    finally:
        run.stop(each.server.name for each in servers if each.started)
