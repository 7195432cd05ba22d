"""Which links lead to pages of terms, delivery, returns and fees, and may be fetched. Pure.

Fetching is a GET, and a GET may do things on a badly built server. So a link is taken only if its words are those of such
a page, the fences would let it be pressed, and nothing in its address looks like doing something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, cast
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from feelint.extract.lexicon import core, table
from feelint.extract.words import control_classes
from feelint.model.leaflet import LeafletKind
from feelint.model.scene import Control, Scene
from feelint.model.words import Stage
from feelint.pilot.safety import refusal

LONGEST_NAME = 60
_ACTING = frozenset((
    "add_to_cart", "checkout", "pay_ok", "order_weak", "ambiguous", "to_payment", "to_review", "remove", "login",
    "register", "guest", "apply", "wallet", "newsletter", "resend", "quantity_plus", "quantity_minus", "wishlist",
    "consent_accept", "marketing_consent", "save_address", "decline",
))  # fmt: skip
_VERBS = frozenset((
    "accept", "action", "activate", "add", "agree", "buy", "cancel", "claim", "clear", "complete", "confirm", "create",
    "delete", "do", "empty", "execute", "finalise", "finalize", "finish", "logout", "pay", "place", "process", "redeem",
    "remove", "reserve", "signout", "submit", "subscribe", "unsubscribe", "update",
))  # fmt: skip
_SECRET = re.compile(r"token|csrf|nonce|sig(?:nature)?$|auth|session|\bsid\b|hash", re.I)
_FILE = re.compile(r"\.(?:pdf|docx?|zip|xlsx?|csv|jpe?g|png|xml|json|exe|dmg|apk)$", re.I)
_WORD = re.compile(r"[^\W\d_]+")


class LeafletLink(NamedTuple):
    """A link to such a page: its address without fragment, its words, and what the words say that it is about."""

    url: str
    words: str
    kinds: tuple[LeafletKind, ...]


def leaflet_links(scene: Scene, stage: Stage) -> tuple[LeafletLink, ...]:
    """The links of a scene that may be fetched, each address once, in the order of the page."""
    found: dict[str, LeafletLink] = {}
    for link in _links(scene, stage):
        found.setdefault(link.url, link)
    return tuple(found.values())


def leaflet_kinds(words: str) -> tuple[LeafletKind, ...]:
    """What a link is about, if words for such pages (``[leaflet]``) make up at least half of its letters."""
    if not words or len(words) > LONGEST_NAME:
        return ()
    tokens = core(words)
    spans = table("leaflet").spans(tokens)
    told = {at for span in spans for at in range(span.start, span.end)}
    if 2 * sum(len(tokens[at]) for at in told) < sum(map(len, tokens)):
        return ()
    return cast("tuple[LeafletKind, ...]", tuple(sorted({entry.key for span in spans for entry in span.entries})))


def acts(url: str) -> bool:
    """Whether an address looks as if opening it did something: by a segment of its path, or by its query."""
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    pieces = [*parts.path.split("/"), *(piece for pair in query for piece in pair)]
    return any(_SECRET.search(key) for key, _ in query) or any(_does(unquote(piece)) for piece in pieces)


def _does(piece: str) -> bool:
    words = _WORD.findall(re.sub(r"([a-z])([A-Z])", r"\1 \2", piece).casefold())
    return bool(_VERBS & set(words) or _ACTING & control_classes(" ".join(words)))


def _links(scene: Scene, stage: Stage) -> Iterator[LeafletLink]:
    here = urlsplit(scene.url)
    for control in scene.controls:
        kinds = leaflet_kinds(control.name) if _is_link(control) else ()
        if not kinds or _ACTING & set(control.classes) or refusal(control, scene, stage):
            continue
        url = urljoin(scene.url, control.href.strip()).partition("#")[0]
        parts = urlsplit(url)
        at_home = (parts.scheme, parts.netloc) == (here.scheme, here.netloc)
        same_page = (parts.path, parts.query) == (here.path, here.query)
        if at_home and not same_page and not _FILE.search(parts.path) and not acts(url):
            yield LeafletLink(url, control.name, kinds)


def _is_link(control: Control) -> bool:
    return control.tag == "a" and bool(control.href) and control.role in ("", "link", "menuitem")
