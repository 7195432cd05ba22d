"""The engines' truth adds up, and its addresses follow the ports."""

from __future__ import annotations

import json
from decimal import Decimal

from fixtures.engines import run

SCENARIOS = json.loads((run.HERE / "truth.json").read_text("utf-8"))


def test_advertised_price_and_charges_make_the_total() -> None:
    for scenario in SCENARIOS:
        parts = [scenario["advertised"], *scenario["charges"]]
        assert {part["currency"] for part in [*parts, scenario["total"]]} == {scenario["currency"]}
        assert sum(Decimal(part["amount"]) for part in parts) == Decimal(scenario["total"]["amount"]), scenario["id"]


def test_addresses_follow_the_ports() -> None:
    servers = [run.Running(server, 1, 9000 + n, started=False) for n, server in enumerate(run.SERVERS)]
    assert len(run.product_urls(servers)) == len(SCENARIOS)
    for scenario in run.truth(servers):
        base = f"http://127.0.0.1:{9000 + [server.name for server in run.SERVERS].index(scenario['server'])}/"
        assert scenario["product_url"].startswith(base)
        assert scenario["steps_as_seen"][0]["url"] == scenario["product_url"]
        assert all(step["url"].startswith(base) for step in scenario["steps_as_seen"])


def test_only_running_servers_have_addresses() -> None:
    uk = next(server for server in run.SERVERS if server.name == "oscar-uk")
    assert run.product_urls([run.Running(uk, 1, 9000, started=False)]) == {
        "oscar-uk": f"http://127.0.0.1:9000{uk.start}"
    }
    assert run.product_urls([]) == {}
