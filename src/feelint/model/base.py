"""What all models share: frozen, strict about keys, money as a string with its currency in JSON."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, WithJsonSchema

from feelint.money import Money


class Frozen(BaseModel):
    """A value: immutable, and unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def _to_money(value: Any) -> Any:
    return Money.from_json(value) if isinstance(value, dict) else value


_MONEY_SCHEMA = {
    "type": "object",
    "properties": {"amount": {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}, "currency": {"type": "string"}},
    "required": ["amount", "currency"],
    "additionalProperties": False,
}

MoneyField = Annotated[
    Money,
    BeforeValidator(_to_money),
    PlainSerializer(lambda money: money.to_json(), return_type=dict, when_used="json"),
    WithJsonSchema(_MONEY_SCHEMA),
]
"""A :class:`~feelint.money.Money` in a model; in JSON ``{"amount": "12.34", "currency": "EUR"}``, never a float."""
