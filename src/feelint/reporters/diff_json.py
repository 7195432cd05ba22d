"""``feelint diff --format json``: what changed for the customer, for programs."""

from __future__ import annotations

from typing import Any

from feelint.model.difference import Difference
from feelint.reporters.json import dump


def render(found: Difference) -> str:
    """The difference as a JSON document."""
    return dump(found.model_dump(mode="json"))


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the document."""
    whole = Difference.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole, "title": "feelint diff"}
