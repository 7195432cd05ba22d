"""For authors of rules and of test shops: run a rule's cases, and serve small shops on this machine.

``RuleTester`` runs the rules of a directory on their cases, as ``feelint rules test`` does; ``read_cases``, ``build``
and ``check`` do it step by step (:mod:`feelint.testing.rule_tester` says what stands in a file of cases). ``PaperShop``,
``serve``, ``load_shop`` and ``load_truth`` make shops that are walked. All names are loaded when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feelint.testing.cases import Case as Case
    from feelint.testing.cases import read_cases as read_cases
    from feelint.testing.papershop import PaperShop as PaperShop
    from feelint.testing.papershop import load_shop as load_shop
    from feelint.testing.papershop import load_truth as load_truth
    from feelint.testing.papershop import serve as serve
    from feelint.testing.rule_tester import build as build
    from feelint.testing.rule_tester import check as check
    from feelint.testing.suite import CaseResult as CaseResult
    from feelint.testing.suite import RuleTester as RuleTester
    from feelint.testing.suite import Tested as Tested

_HOMES = {
    "Case": "cases",
    "CaseResult": "suite",
    "PaperShop": "papershop",
    "RuleTester": "suite",
    "Tested": "suite",
    "build": "rule_tester",
    "check": "rule_tester",
    "load_shop": "papershop",
    "load_truth": "papershop",
    "read_cases": "cases",
    "serve": "papershop",
}
__all__ = [
    "Case",
    "CaseResult",
    "PaperShop",
    "RuleTester",
    "Tested",
    "build",
    "check",
    "load_shop",
    "load_truth",
    "read_cases",
    "serve",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"feelint.testing.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
