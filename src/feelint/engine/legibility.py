"""Whether a text can be read: its contrast, its size, and its size beside what it belongs to."""

from __future__ import annotations

from feelint.engine.smallprint import CONTRAST, SMALLER
from feelint.model.scene import Look

LARGE_CONTRAST = 3.0
"""Less contrast than this is faint in large type (WCAG 2, 1.4.3)."""
LARGE_PX, LARGE_BOLD_PX = 24.0, 18.66
"""From here on type is large (WCAG 2: 18 pt, and 14 pt if bold)."""
SMALL_PX = 12.0
"""Less than this is small (heuristic)."""


def illegible(look: Look, beside: Look | None = None) -> str:
    """Why a text is hard to read, in words; empty if it is not. ``beside`` is what it is to be read with."""
    large = look.font_px >= LARGE_PX or (look.font_px >= LARGE_BOLD_PX and look.weight >= 600)
    if look.contrast is not None and look.contrast < (LARGE_CONTRAST if large else CONTRAST):
        return f"with a contrast of only {look.contrast:g}:1"
    if 0 < look.font_px < SMALL_PX:
        return f"in {look.font_px:g} px type"
    if beside is not None and 0 < look.font_px < SMALLER * beside.font_px:
        return f"in {look.font_px:g} px type beside {beside.font_px:g} px"
    return ""
