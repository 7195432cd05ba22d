"""One piece of code for both of Playwright's APIs: a generator yields its calls, and a sync or an async driver makes them.

What a call gives is sent back into the generator; where it raises a Playwright error, the error itself is.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from typing import Any, TypeVar, cast

from playwright.async_api import Error as PlaywrightError

T = TypeVar("T")
Call = Callable[[], Any]
Steps = Generator[Call, Any, T]


def run(steps: Steps[T]) -> T:
    """Makes the calls one after the other, and gives what the generator returns."""
    value = None
    try:
        while True:
            call = steps.send(value)
            try:
                value = call()
            except PlaywrightError as error:
                value = error
    except StopIteration as done:
        return cast(T, done.value)


async def run_async(steps: Steps[T]) -> T:
    """The same where the calls have to be awaited."""
    value = None
    try:
        while True:
            call = steps.send(value)
            try:
                value = await cast(Awaitable[Any], call())
            except PlaywrightError as error:
                value = error
    except StopIteration as done:
        return cast(T, done.value)
