"""What a walk notes of its pages for the experiments that may follow: clocks, totals, places to ship to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from feelint.extract.countdowns import countdowns, held
from feelint.model.words import Stage
from feelint.money import Money
from feelint.pilot import elsewhere
from feelint.pilot.leaflets import LeafletLink, leaflet_links

if TYPE_CHECKING:
    from feelint.walker.session import Look


@dataclass(frozen=True)
class Page:
    """One kept state: where and when it was seen, and its visible text."""

    url: str
    stage: Stage
    at: datetime
    text: str


@dataclass
class Notes:
    """The notes of one walk. They are read when experiments are planned, not while it walks."""

    pages: list[Page] = field(default_factory=list)
    countries: tuple[str, ...] = ()
    """The countries that the shop's forms offer, as far as personas live there."""
    regions: tuple[str, ...] = ()
    links: dict[str, tuple[LeafletLink, Page]] = field(default_factory=dict)
    """The links to pages of terms, delivery, returns and fees, each with the state that first showed it."""
    totals: dict[Stage, Money] = field(default_factory=dict)
    """The last total that was seen at each stage."""
    accounts: int = 0
    """How many accounts experiments have made, each with an e-mail of its own."""

    def take(self, look: Look, stage: Stage) -> None:
        """Notes what a look shows."""
        scene = look.scene
        self.pages.append(Page(look.observed.url, stage, look.at, scene.text))
        for link in leaflet_links(scene, stage):
            self.links.setdefault(link.url, (link, self.pages[-1]))
        self.countries = self.countries or elsewhere.countries(scene)
        self.regions = self.regions or elsewhere.regions(scene)
        if scene.bill is not None and scene.bill.total is not None:
            self.totals[stage] = scene.bill.total

    @property
    def clock(self) -> Page | None:
        """The first page on which a clock runs out on an offer."""
        return next((page for page in self.pages if countdowns(page.text)), None)

    @property
    def holds(self) -> bool:
        """Whether a page says how long it holds what lies in the basket."""
        return any(held(page.text) for page in self.pages)
