"""The bills of all steps, matched: what a journey costs, and when each part of it was said and counted."""

from feelint.ledger.build import build_ledger

__all__ = ["build_ledger"]
