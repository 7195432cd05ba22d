"""The crawler's head, pure: scene and memory in, next action out."""

from feelint.pilot.decide import decide
from feelint.pilot.memory import Memory, Preferences
from feelint.pilot.view import signature

__all__ = ["Memory", "Preferences", "decide", "signature"]
