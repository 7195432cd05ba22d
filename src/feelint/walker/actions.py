"""The walker's hands: fills, choices, ticks and the double-checked press. There is no verb for ordering."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame, Page

from feelint.model.scene import Control, Scene
from feelint.model.walk import Action, Decision, Refusal
from feelint.model.words import Stage
from feelint.walker.browser import script
from feelint.walker.gate import Gate
from feelint.walker.observer import locate
from feelint.walker.settle import settle

Refuse = Callable[[Control, Scene, Stage], str | None]
"""Why a control may not be pressed; None when it may (``pilot.safety.refusal``)."""
Between = Callable[[Decision, tuple[Action, ...]], Awaitable[Scene]]
"""Called in the midst of a batch when prices have changed, with what is left to do; looks again and gives the scene."""
WAIT = 0.5
"""Seconds that a wait lasts where the page does not change."""
_PRIVATE = ("email", "phone", "tel", "street", "address")


@dataclass
class Hands:
    """Carries out decisions on one page.

    ``refuse`` is asked about every press, and again just before the mouse goes down. ``pace`` seconds lie between two
    presses at least.
    """

    page: Page
    gate: Gate
    refuse: Refuse
    pace: float = 0
    _last_press: float = field(default=0, init=False)

    async def carry_out(self, decision: Decision, scene: Scene, between: Between | None = None) -> str:
        """Does the actions in order and gives why it stopped short; empty when all are done.

        The rest of a batch is dropped when the page changes in between: ``changed`` then, and the scene is read again.
        Where only prices change, ``between`` is told, and what is left is done on the scene that it gives.
        """
        stage = decision.stage
        actions = list(decision.actions)
        document = self.gate.document(self.page)
        controls, money = await self._structure()
        while actions:
            fills = _leading_fills(actions)
            step = fills or actions[:1]
            actions = actions[len(step) :]
            result = await (self._fill(fills, scene) if fills else self._one(step[0], scene, stage))
            if result:
                return result
            if actions:
                if self.gate.document(self.page) != document:
                    return "changed: it navigated"
                before = (controls, money)
                controls, money = await self._structure()
                if controls != before[0]:
                    return "changed: its controls"
                if between and money != before[1]:
                    old, scene = scene, await between(decision, tuple(actions))
                    if not all(_same(old.control(action.node), scene.control(action.node)) for action in actions):
                        return "changed: its controls"
        return ""

    async def _one(self, action: Action, scene: Scene, stage: Stage) -> str:
        began = monotonic()
        doing = self._unless_it_navigates(self._verb(action, scene, stage))
        with nullcontext() if action.kind == "wait" else self.gate.acting(self.page):
            result = await doing
            await settle(self.page, self.gate.traffic, began)
        return result

    async def _unless_it_navigates(self, work: Awaitable[str]) -> str:
        """The page may go away in the midst of an action, by the action's doing or by its own."""
        try:
            return await work
        except PlaywrightError as error:
            if self.page.is_closed() or self.gate.crashed:
                raise
            if any(sign in str(error) for sign in ("context was destroyed", "detached", "navigation")):
                return "changed: it navigated"
            raise

    async def _verb(self, action: Action, scene: Scene, stage: Stage) -> str:
        match action.kind:
            case "press":
                return await self._press(action, scene, stage)
            case "tick" | "untick":
                return await self._tick(action, scene, stage)
            case "choose":
                return await self._choose(action)
            case "goto":
                return await self._go(self.page.goto(action.value, wait_until="commit"))
            case "back":
                return await self._go(self.page.go_back(wait_until="commit"))
            case "reload":
                return await self._go(self.page.reload(wait_until="commit"))
            case "key":
                if action.value not in ("", "Escape"):
                    return "refused: only Escape is ever pressed"
                await self.page.keyboard.press("Escape")
            case "wait":
                await self.page.evaluate(script("linger.js"), WAIT * 1000)
            case "fill":
                return await self._fill([action], scene)
        return ""

    async def _go(self, moving: Any) -> str:
        try:
            await moving
        except PlaywrightError as error:
            return f"failed: {str(error).splitlines()[0]}"
        return ""

    # ---- fills

    async def _fill(self, actions: Sequence[Action], scene: Scene) -> str:
        began = monotonic()
        guard = self.gate.guard
        by_frame: dict[Frame, list[tuple[Action, int]]] = defaultdict(list)
        results: list[str] = []
        for action in actions:
            if why := guard.fill(action):
                results.append(why)
                continue
            frame, local = locate(self.page, action.node)
            if not guard.at_home(frame.page.url if frame.url in ("", "about:blank", "about:srcdoc") else frame.url):
                guard.log(
                    Refusal(fence="host", what=f"fill {action.name}", why="a frame of another host", step=guard.step)
                )
                results.append("refused: other-host")
                continue
            if any(word in action.datum for word in _PRIVATE) and len(action.value) >= 6:
                guard.private.add(action.value)
            by_frame[frame].append((action, local))
        with self.gate.acting(self.page):
            for frame, fields in by_frame.items():
                results.append(await self._unless_it_navigates(self._fill_frame(frame, fields, scene)))
            await settle(self.page, self.gate.traffic, began, calm=40)
        return next((result for result in results if result), "")

    async def _fill_frame(self, frame: Frame, fields: list[tuple[Action, int]], scene: Scene) -> str:
        """Most fields by one script call; by keyboard what did not stick that way, and what offers suggestions."""
        typed = [pair for pair in fields if _suggests(scene.control(pair[0].node))]
        quick = [pair for pair in fields if pair not in typed]
        results = []
        if quick:
            order = {"do": "fill", "fields": [{"id": local, "value": action.value} for action, local in quick]}
            answers = await frame.evaluate(script("hands.js"), order)
            for pair, answer in zip(quick, answers, strict=True):
                if answer == "type":
                    typed.append(pair)
                elif answer:
                    results.append(f"{answer}: {pair[0].name}")
        for action, local in typed:
            results.append(await self._type(frame, action, local, suggests=_suggests(scene.control(action.node))))
        return next((result for result in results if result), "")

    async def _type(self, frame: Frame, action: Action, local: int, *, suggests: bool) -> str:
        if not await frame.evaluate(script("hands.js"), {"do": "focus", "id": local}):
            return f"gone: {action.name}"
        await self.page.keyboard.press("Delete")
        await self.page.keyboard.type(" ".join(action.value.split()))
        value = await frame.evaluate(script("hands.js"), {"do": "value", "id": local})
        if not suggests:
            await frame.evaluate(script("hands.js"), {"do": "leave", "id": local})
        wanted = "".join(filter(str.isalnum, action.value)).casefold()
        stands = "".join(filter(str.isalnum, value or "")).casefold()
        return "" if wanted in stands else f"not-filled: {action.name}"

    # ---- choices

    async def _choose(self, action: Action) -> str:
        frame, local = locate(self.page, action.node)
        answer = await frame.evaluate(script("hands.js"), {"do": "choose", "id": local, "value": action.value})
        return f"{answer}: {action.name}" if answer else ""

    async def _tick(self, action: Action, scene: Scene, stage: Stage) -> str:
        wanted = action.kind == "tick"
        frame, local = locate(self.page, action.node)
        checked = {"do": "checked", "id": local}
        if await frame.evaluate(script("hands.js"), checked) == wanted:
            return ""
        control = scene.control(action.node)
        targets = [action.node, *([control.clickable_at] if control and control.clickable_at >= 0 else [])]
        for node in targets:
            result = await self._click(node, control, scene, stage)
            if not result and await self._becomes(frame, checked, wanted):
                return ""
            if result.startswith("refused"):
                return result
        if await frame.evaluate(script("hands.js"), {"do": "set", "id": local, "checked": wanted}):
            return ""
        return result or f"not-ticked: {action.name}"

    async def _becomes(self, frame: Frame, question: dict[str, Any], wanted: bool) -> bool:
        """Whether the tick shows; a click that navigated or re-rendered the page away has done its work."""
        try:
            return await frame.evaluate(script("hands.js"), question) in (wanted, None)
        except PlaywrightError:
            return True

    # ---- the double-checked press

    async def _press(self, action: Action, scene: Scene, stage: Stage) -> str:
        control = scene.control(action.node)
        result = await self._click(action.node, control, scene, stage)
        if result in ("clipped", "covered") and control and control.clickable_at >= 0:
            result = await self._click(control.clickable_at, control, scene, stage)
        return result

    async def _click(self, node: int, control: Control | None, scene: Scene, stage: Stage) -> str:
        if control is not None and (why := self._refused(control, scene, stage)):
            return why
        frame, local = locate(self.page, node)
        dx, dy = await self._offset(frame)
        aim = await frame.evaluate(script("hands.js"), {"do": "aim", "id": local})
        if aim["result"]:
            return str(aim["result"])
        if self.pace:
            await asyncio.sleep(max(0, self._last_press + self.pace - monotonic()))
        await self.page.mouse.move(aim["x"] + dx, aim["y"] + dy)
        seen = await frame.evaluate(script("hands.js"), {"do": "confirm", "id": local, "x": aim["x"], "y": aim["y"]})
        if seen["result"]:
            return str(seen["result"])
        if control is not None and (why := self._refused(control, scene, stage)):
            return why
        within = frame is not self.page.main_frame
        if within:
            if not await self._frame_on_top(aim["x"] + dx, aim["y"] + dy):
                return "covered"
            await self.page.evaluate(script("hands.js"), {"do": "shield"})
        await self.page.mouse.click(aim["x"] + dx, aim["y"] + dy)
        self._last_press = monotonic()
        result = await self._landed(frame)
        if within:
            await self._landed(self.page.main_frame)
        return result

    async def _landed(self, frame: Frame) -> str:
        """Why the press did not fall on its element; a press that took the page away with it did."""
        try:
            return str(await frame.evaluate(script("hands.js"), {"do": "landed"}))
        except PlaywrightError:
            if self.page.is_closed() or self.gate.crashed:
                raise
            return ""

    def _refused(self, control: Control, scene: Scene, stage: Stage) -> str:
        why = self.refuse(control, scene, stage)
        if not why:
            return ""
        guard = self.gate.guard
        guard.log(Refusal(fence="control", what=control.name or control.tag, why=why, step=guard.step))
        return f"refused: {why}"

    async def _offset(self, frame: Frame) -> tuple[float, float]:
        if frame is self.page.main_frame:
            return 0, 0
        owner = await frame.frame_element()
        await owner.scroll_into_view_if_needed(timeout=2000)
        box = await owner.bounding_box() or {"x": 0, "y": 0, "width": 0, "height": 0}
        return box["x"], box["y"]

    async def _frame_on_top(self, x: float, y: float) -> bool:
        question = """([x, y]) => {
          let el = document.elementFromPoint(x, y);
          while (el && el.shadowRoot) el = el.shadowRoot.elementFromPoint(x, y);
          return !!el && (el.localName === "iframe" || el.localName === "frame");
        }"""
        return bool(await self.page.evaluate(question, [x, y]))

    async def _structure(self) -> tuple[str, float]:
        """The page's controls, and when prices on it last changed."""
        try:
            seen = await self.page.evaluate(script("hands.js"), {"do": "structure"})
        except PlaywrightError:
            return "", 0
        return seen["controls"], seen["money"]


def _leading_fills(actions: Sequence[Action]) -> list[Action]:
    count = next((index for index, action in enumerate(actions) if action.kind != "fill"), len(actions))
    return list(actions[:count])


def _same(old: Control | None, new: Control | None) -> bool:
    """Whether a control is still there with the words that were decided on; amounts in them may change."""
    if old is None or new is None:
        return old is new
    return re.sub(r"\d+", "0", old.name) == re.sub(r"\d+", "0", new.name)


def _suggests(control: Control | None) -> bool:
    """Whether typing into it opens a list to choose from."""
    return control is not None and (control.role == "combobox" or control.type == "combobox")
