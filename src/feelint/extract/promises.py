"""What a text promises or demands beyond the price: trial, renewal, term, way out, reduction, deadline.

Words of ten languages, in the section ``[promise]`` of the vocabulary. As with all words: evidence, not proof.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from feelint.extract.lexicon import AMOUNT, table, terms, tokens, with_nothing, without_amounts
from feelint.extract.periods import stretches

_LONGEST = 600


@lru_cache(maxsize=8192)
def promises(text: str) -> frozenset[str]:
    """The keys of ``[promise]`` that a text speaks of: trial, later, cancel, ends, term, joining, lowest, rrp, …

    A fixed term (``fixed``) binds for as long as it lasts, and so is a ``term`` too. A total for so many months is what one
    commits to (``whole``). What does not renew (``ends``) does not renew.
    """
    words = tokens(text[:_LONGEST])
    found = table("promise").keys(words, without_amounts(words), with_nothing(text[:_LONGEST]))
    more = ({"term"} if "fixed" in found else set()) | ({"whole"} if _sums_up(text, words) else set())
    return (found - {"renews"} if "ends" in found else found) | more


def _sums_up(text: str, words: tuple[str, ...]) -> bool:
    """Whether a text names a total and counts the months or years that it is for."""
    counts = AMOUNT in words and any(one.months > 1 for one in stretches(text))
    return counts and "total" in table("kind").keys(without_amounts(words), words)


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
