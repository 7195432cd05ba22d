"""Checks what rules need, runs them, and fingerprints what they say. Pure: no files, clock, environment or browser."""

from feelint.engine.context import Context, Packs
from feelint.engine.facts import Facts
from feelint.engine.fingerprint import fingerprint, fingerprints
from feelint.engine.rule import Rule, rule
from feelint.engine.run import NEEDS, run

__all__ = ["NEEDS", "Context", "Facts", "Packs", "Rule", "fingerprint", "fingerprints", "rule", "run"]
