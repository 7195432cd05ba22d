"""What a text promises or demands beyond the price: trial, renewal, term, way out, reduction, deadline.

Words of ten languages, in the section ``[promise]`` of the vocabulary. As with all words: evidence, not proof.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from feelint.extract.lexicon import table, terms, tokens, without_amounts

_LONGEST = 600


@lru_cache(maxsize=8192)
def promises(text: str) -> frozenset[str]:
    """The keys of ``[promise]`` that a text speaks of: trial, later, cancel, ends, term, joining, lowest, rrp, …

    A fixed term (``fixed``) binds for as long as it lasts, and so is a ``term`` too.
    """
    words = tokens(text[:_LONGEST])
    found = table("promise").keys(words, without_amounts(words))
    return found | {"term"} if "fixed" in found else found


def at_first(text: str) -> str:
    """What a text says before it comes to what follows later: ``Try it free`` of ``Try it free, then pay``.

    The whole text where nothing follows, or where it begins with that.
    """
    later = _then().search(text)
    head = text[: later.start()].rstrip(" ,;:.–—-(") if later else ""
    return head or text


@cache
def _then() -> re.Pattern[str]:
    listed = sorted({(term, lang == "ja") for lang, key, term in terms("promise") if key == "then"})
    spelled = [(re.escape(term).replace("0", r"\d+"), free) for term, free in listed]
    bound, loose = (("|".join(one for one, free in spelled if free is wanted)) for wanted in (False, True))
    return re.compile(rf"(?<!\w)(?:{bound})(?!\w)|{loose}", re.IGNORECASE)
