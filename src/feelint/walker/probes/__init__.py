"""Experiments after the base walk: one thing is done otherwise, and the total is read again.

Each is a fresh walk in a context of its own with the same decisions and one changed, for going back is not to be
trusted; only the reload happens in the session of the base walk. The base record's steps are never changed.
"""

from feelint.walker.probes.plans import Level, Limits, Plan, plans
from feelint.walker.probes.run import run_probes

__all__ = ["Level", "Limits", "Plan", "plans", "run_probes"]
