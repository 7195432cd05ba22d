"""The count of orders that the engine walks rely on: zero on an untouched shop, and one more when one is placed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from fixtures.engines import orders

SCENARIOS = {
    "pretix-honest",
    "pretix-drip",
    "pretix-nettax",
    "pretix-delivery",
    "pretix-protect",
    "oscar-uk",
    "oscar-us",
}


def _copy(server: str, folder: Path) -> Path:
    """A consistent copy of a live database."""
    target = folder / f"{server}.sqlite3"
    with (
        closing(sqlite3.connect(f"{orders.DATABASES[server].as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
    return target


def _place_order(database: Path, table: str, **values: object) -> None:
    """Insert a row, with an empty value in every other column that needs one."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
        row = {name: "" for _, name, _, needed, _, key in columns if needed and not key} | values
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))


@pytest.mark.engines
def test_every_scenario_is_served_and_counted(engine_urls: dict[str, str]) -> None:
    assert set(engine_urls) == SCENARIOS
    assert set(orders.counts()) == SCENARIOS


@pytest.mark.engines
@pytest.mark.usefixtures("engine_urls")
def test_an_order_in_one_pretix_event_is_counted_there_alone(tmp_path: Path) -> None:
    copy = _copy("pretix", tmp_path)
    before = orders.count("pretix", copy)
    with closing(sqlite3.connect(copy)) as connection:
        [event] = connection.execute("SELECT id FROM pretixbase_event WHERE slug = 'drip'").fetchone()
    _place_order(copy, "pretixbase_order", event_id=event)
    assert orders.count("pretix", copy) == before | {"pretix-drip": before["pretix-drip"] + 1}


@pytest.mark.engines
@pytest.mark.usefixtures("engine_urls")
def test_an_order_in_oscar_is_counted(tmp_path: Path) -> None:
    copy = _copy("oscar-uk", tmp_path)
    before = orders.count("oscar-uk", copy)
    _place_order(copy, "order_order")
    assert orders.count("oscar-uk", copy) == {"oscar-uk": before["oscar-uk"] + 1}


def test_a_database_without_orders_is_an_error_not_zero(tmp_path: Path) -> None:
    empty = tmp_path / "empty.sqlite3"
    empty.touch()
    with pytest.raises(sqlite3.OperationalError):
        orders.count("oscar-uk", empty)
    with pytest.raises(sqlite3.OperationalError):
        orders.count("oscar-uk", tmp_path / "missing.sqlite3")
