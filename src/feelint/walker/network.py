"""What the page exchanged with its server, as far as it is about money. Keys and amounts only, never form values."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from playwright.async_api import BrowserContext, Request
from playwright.async_api import Error as PlaywrightError

from feelint.capture import redact
from feelint.model.scene import WireAmount
from feelint.model.walk import NetworkRecord
from feelint.money import Money
from feelint.money.money import minor_digits

MAX_BODY = 1_000_000
MAX_AMOUNTS = 200
_AMOUNT = frozenset(
    [
        "amount",
        "amounts",
        "total",
        "totals",
        "subtotal",
        "grandtotal",
        "price",
        "prices",
        "value",
        "cost",
        "costs",
        "fee",
        "fees",
        "tax",
        "taxes",
        "vat",
        "sum",
        "gross",
        "net",
        "discount",
        "discounts",
        "shipping",
        "delivery",
        "surcharge",
        "charge",
        "charges",
        "deposit",
        "duty",
        "duties",
        "tip",
        "due",
        "balance",
        "payable",
    ]
)
_NOT_MONEY = frozenset(
    [
        "count",
        "quantity",
        "qty",
        "id",
        "ids",
        "rate",
        "percent",
        "percentage",
        "version",
        "items",
        "item",
        "code",
        "name",
        "type",
        "weight",
        "at",
        "date",
        "time",
        "index",
        "rating",
        "method",
        "status",
        "days",
        "label",
        "position",
        "page",
        "pages",
        "size",
    ]
)
_MINOR = frozenset(["cents", "cent", "minor", "pence", "unit_amount", "centamount", "minorunits", "smallest"])
_NUMBER = re.compile(r"-?\d{1,10}(?:[.,]\d{1,6})?\Z")
_CODE = re.compile(r"[A-Z]{3}\Z")


def _words(key: str) -> list[str]:
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", key).lower().replace("-", "_").split("_")


def _is_amount(key: str) -> bool:
    words = set(_words(key))
    return bool(words & _AMOUNT) and not words & _NOT_MONEY


def _is_minor(key: str) -> bool:
    words = _words(key)
    return bool(set(words) & _MINOR) or "_".join(words[-2:]) == "unit_amount" or key.lower() in _MINOR


def amounts(body: Any, *, direction: str, url: str, method: str) -> tuple[WireAmount, ...]:
    """The amounts in a JSON document, each with its nested path and the currency that a neighbouring key names.

    A whole number whose key does not say that it counts minor units stays undecided: its ``money`` is None.
    """
    found: list[WireAmount] = []
    for path, key, raw, currency in _leaves(body, "", "", ""):
        if len(found) == MAX_AMOUNTS:
            break
        minor = _is_minor(key)
        number = Decimal(raw.replace(",", "."))
        money = None
        if currency and minor and number == number.to_integral_value():
            money = Money(number.scaleb(-minor_digits(currency)), currency)
        elif currency and not minor and ("." in raw or "," in raw):
            money = Money(number, currency)
        found.append(
            WireAmount(direction=direction, url=url, method=method, path=path, raw=raw, money=money, minor=minor)
        )
    return tuple(found)


def _leaves(body: Any, path: str, key: str, currency: str, depth: int = 0) -> Iterator[tuple[str, str, str, str]]:
    """Path, telling key, number and currency of each amount; ``amount`` below ``unit_amount`` is told by the latter."""
    if depth > 14:
        return
    if isinstance(body, dict):
        currency = _currency(body) or currency
        for name, value in body.items():
            own = str(name)
            telling = key if own.lower() in ("value", "amount") and _is_minor(key) else own
            yield from _leaves(value, f"{path}.{own}" if path else own, telling, currency, depth + 1)
    elif isinstance(body, list):
        for index, value in enumerate(body[:200]):
            yield from _leaves(value, f"{path}[{index}]", key, currency, depth + 1)
    elif not isinstance(body, bool) and isinstance(body, int | Decimal | str) and _is_amount(key):
        raw = str(body).strip()
        if _NUMBER.match(raw):
            yield path, key, raw, currency


def _currency(record: dict[str, Any]) -> str:
    for name, value in record.items():
        if "currency" in str(name).lower():
            if isinstance(value, dict):
                value = value.get("code") or value.get("iso_code") or value.get("id")
            if isinstance(value, str) and _CODE.match(value.strip().upper()):
                return value.strip().upper()
    return ""


def parse(text: str | bytes) -> Any:
    """JSON with exact numbers; None when it is not JSON."""
    try:
        return json.loads(text, parse_float=Decimal)
    except ValueError:
        return None


@dataclass
class Recorder:
    """Listens to a context and hands out what was exchanged since it was last asked."""

    _records: list[NetworkRecord] = field(default_factory=list)
    _open: set[asyncio.Task[None]] = field(default_factory=set)
    _verdicts: dict[Request, str] = field(default_factory=dict)

    def listen(self, context: BrowserContext) -> None:
        """Begins to record what ``context`` sends and receives."""
        context.on("requestfinished", self._later)
        context.on("requestfailed", self._later)

    def judged(self, request: Request, verdict: str) -> None:
        """Notes what the guard did with a request."""
        self._verdicts[request] = verdict

    async def take(self) -> tuple[NetworkRecord, ...]:
        """The records since the last call; answers still being read are waited for, half a second at most."""
        if self._open:
            await asyncio.wait(self._open, timeout=0.5)
        records, self._records = tuple(self._records), []
        return records

    def _later(self, request: Request) -> None:
        verdict = self._verdicts.pop(request, "passed")
        if request.method == "GET" and request.resource_type not in ("xhr", "fetch") and verdict == "passed":
            return
        task = asyncio.ensure_future(self._record(request, verdict))
        self._open.add(task)
        task.add_done_callback(self._open.discard)

    async def _record(self, request: Request, verdict: str) -> None:
        url, method = redact.url(request.url), request.method
        found: tuple[WireAmount, ...] = ()
        status, content_type = 0, ""
        try:
            sent = request.post_data_buffer or b""
            if sent[:1] in (b"{", b"[") and len(sent) <= MAX_BODY:
                found += amounts(parse(sent), direction="request", url=url, method=method)
            response = await request.response()
            if response:
                status = response.status
                content_type = response.headers.get("content-type", "")
                if "json" in content_type and int(response.headers.get("content-length", 0)) <= MAX_BODY:
                    body = await response.body()
                    found += amounts(parse(body[:MAX_BODY]), direction="response", url=url, method=method)
        except (PlaywrightError, ValueError):
            pass  # the page went away before its answer was read
        if found or method != "GET" or verdict != "passed":
            self._records.append(
                NetworkRecord(
                    method=method,
                    url=url,
                    status=status,
                    resource=request.resource_type,
                    content_type=content_type.partition(";")[0],
                    amounts=found[:MAX_AMOUNTS],
                    verdict=verdict,
                )
            )
