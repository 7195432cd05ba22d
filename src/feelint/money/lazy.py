"""Regular expressions that cost nothing until they are used: importing feelint has to stay cheap."""

from __future__ import annotations

import re
from functools import cached_property


class Lazy:
    """``Lazy(source).re`` is the compiled pattern, compiled at the first use."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self.flags = flags

    @cached_property
    def re(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.source, self.flags)
