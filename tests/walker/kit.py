# ruff: noqa: ARG001 - the real functions' signatures, of which a throw-away uses what it needs
"""Throw-away eyes and a throw-away pilot, so that the walker's hands and fences are tested by themselves."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from bs4 import BeautifulSoup, Tag
from playwright.async_api import Browser

from feelint.model.scene import Amount, Control, Heading, Scene
from feelint.model.walk import Action, Decision, Stop
from feelint.model.words import Stage
from feelint.pilot.memory import Memory
from feelint.walker.session import Head, Session
from feelint.walker.walk import WalkOptions

Plan = Mapping[str, Callable[[Scene], Decision | Stop]]


def read_scene(html: str, *, facts: dict[str, Any] | None, url: str = "", **_: object) -> Scene:
    """Controls by their plainest names, ``h1`` as headings, what has class ``price`` as amounts."""
    soup = BeautifulSoup(html, "lxml")
    controls = [
        _control(el, soup) for el in soup.select("button, a, input, select, textarea") if el.has_attr("data-fl")
    ]
    amounts = [Amount(text=el.get_text(" ", strip=True), money=None) for el in soup.select(".price")]
    headings = [Heading(text=el.get_text(" ", strip=True), level=1) for el in soup.select("h1")]
    return Scene(url=url, controls=tuple(controls), amounts=tuple(amounts), headings=tuple(headings))


def _control(el: Tag, soup: BeautifulSoup) -> Control:
    label = el.find_parent("label") or (soup.find("label", attrs={"for": el["id"]}) if el.has_attr("id") else None)
    texts = [text for text in el.find_all(string=True) if not text.find_parent(attrs={"data-fl-hidden": True})]
    said = " ".join("".join(texts).split()) if el.name in ("button", "a") else str(el.get("value", ""))
    name = label.get_text(" ", strip=True) if isinstance(label, Tag) else said
    return Control(
        node=int(str(el["data-fl"])),
        tag=el.name,
        type=str(el.get("type", "submit" if el.name == "button" else "")),
        role=str(el.get("role", "")),
        name=name,
        html_name=str(el.get("name", "")),
        clickable_at=int(str(label["data-fl"])) if isinstance(label, Tag) else -1,
    )


def refuse(control: Control, scene: Scene, stage: Stage) -> str | None:
    """Whatever says that it orders."""
    return "it orders" if "order" in control.name.lower() else None


def arms(scene: Scene, stage: Stage) -> bool:
    """From the payment stage on."""
    return stage.rank >= Stage.PAYMENT.rank


def signature(scene: Scene) -> str:
    """The scene by its address and headings."""
    return scene.url + "|".join(heading.text for heading in scene.headings)


def head(plan: Plan | None = None) -> Head:
    """A head whose pilot looks up the page's ``h1`` in ``plan``."""

    def decide(scene: Scene, memory: Memory) -> tuple[Decision | Stop, Memory]:
        title = scene.headings[0].text if scene.headings else ""
        return (plan or {})[title](scene), memory

    return Head(read_scene, decide, refuse, arms, signature)


def press(scene: Scene, name: str, stage: Stage = Stage.PRODUCT, *before: Action) -> Decision:
    """The decision to press the control of that name."""
    return Decision(stage=stage, actions=(*before, Action(kind="press", node=node(scene, name), name=name)), why=name)


def node(scene: Scene, name: str) -> int:
    """The number of the control with that name, or that form field name."""
    return next(c.node for c in scene.controls if name in (c.name, c.html_name))


def act(*actions: Action, stage: Stage = Stage.PRODUCT) -> Decision:
    """A decision of these actions."""
    return Decision(stage=stage, actions=actions, why="test")


@asynccontextmanager
async def visit(
    browser: Browser, url: str, *, armed: bool = False, hosts: tuple[str, ...] = ()
) -> AsyncIterator[Session]:
    """A session at ``url``, settled."""
    session = await Session.open(browser, url, WalkOptions("US", allow_hosts=hosts), head())
    try:
        await session.goto(url)
        session.guard.armed = armed
        yield session
    finally:
        await session.close()
