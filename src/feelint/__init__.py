"""feelint: a pricing-transparency linter for checkout flows. It walks a shop to its final total and never orders.

``check``, ``walk``, ``audit`` and ``read`` do what the commands of the same names do; ``feelint.money.find`` reads
amounts off text. All names are loaded when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feelint import money as money
    from feelint.money import Money as Money
    from feelint.money import find as find
    from feelint.own_page import Journey as Journey
    from feelint.own_page import observe as observe
    from feelint.verbs import audit as audit
    from feelint.verbs import check as check
    from feelint.verbs import diff as diff
    from feelint.verbs import read as read
    from feelint.verbs import read_live as read_live
    from feelint.verbs import walk as walk
    from feelint.verbs import write as write

    __version__: str

_HOMES = {
    "Journey": "feelint.own_page",
    "Money": "feelint.money",
    "find": "feelint.money",
    "observe": "feelint.own_page",
    "audit": "feelint.verbs",
    "check": "feelint.verbs",
    "diff": "feelint.verbs",
    "read": "feelint.verbs",
    "read_live": "feelint.verbs",
    "walk": "feelint.verbs",
    "write": "feelint.verbs",
}
__all__ = [
    "Journey",
    "Money",
    "__version__",
    "audit",
    "check",
    "diff",
    "find",
    "money",
    "observe",
    "read",
    "read_live",
    "walk",
    "write",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if name == "money":
        return import_module("feelint.money")
    if name == "__version__":
        from feelint.version import version

        return version()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
