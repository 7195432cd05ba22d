"""What a text promises or demands beyond the price: trial, renewal, term, way out, reduction, deadline.

Words of ten languages, in the section ``[promise]`` of the vocabulary. As with all words: evidence, not proof.
"""

from __future__ import annotations

from functools import lru_cache

from feelint.extract.lexicon import table, tokens, without_amounts

_LONGEST = 600


@lru_cache(maxsize=8192)
def promises(text: str) -> frozenset[str]:
    """The keys of ``[promise]`` that a text speaks of: trial, later, cancel, ends, term, joining, lowest, rrp, …"""
    words = tokens(text[:_LONGEST])
    return table("promise").keys(words, without_amounts(words))
