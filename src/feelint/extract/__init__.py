"""From page to scene: the only package that reads HTML."""

from feelint.extract.page import read_scene

__all__ = ["read_scene"]
