"""A capture read again: its scenes, its experiments, and what a report shows of each step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from feelint.extract import read_scene
from feelint.model.finding import Evidence, Verdict
from feelint.model.ledger import Ledger, ProbeResult, Step
from feelint.model.report import Mark, ReportStep, SourceLine
from feelint.model.scene import Box, Control, Look, Scene
from feelint.model.walk import Action, Decision, Environment, JourneySource, Probe, Snapshot, Stop
from feelint.model.words import Stage
from feelint.policy.marks import bill_marks, control_marks, found_marks, in_words, marks, pictured

if TYPE_CHECKING:
    from feelint.extract.dom import Facts
    from feelint.policy.judge import Capture


_STAYING = frozenset(("fill", "choose", "tick", "untick"))


@dataclass(frozen=True)
class Read:
    """The steps of a base walk, each with its snapshot, and the experiments with the states that they led to."""

    steps: tuple[tuple[Step, Snapshot], ...]
    probes: tuple[ProbeResult, ...]
    states: tuple[tuple[Step, ...], ...]
    layouts: dict[int, dict[str, Any]]
    ends: tuple[tuple[Step, Snapshot, dict[str, Any]] | None, ...] = ()
    """The last state of each experiment with its layout; None where none was kept."""

    def with_probe(self, result: ProbeResult, ledger: Ledger) -> tuple[Step, ...]:
        """The walk as it would have been with the experiment: the steps before it, then its own states."""
        states = self.states[next(n for n, one in enumerate(self.probes) if one is result)]
        if not states or ledger.total_at is None:
            return ()
        before = [step for step, _ in self.steps if step.stage.rank < states[0].stage.rank]
        return tuple(step.model_copy(update={"index": n}) for n, step in enumerate((*before, *states)))


def read(capture: Capture, environment: Environment) -> Read:
    """Reads every snapshot of a capture again, in the locale and currency of the judgement."""
    record = capture.record
    layouts: dict[int, dict[str, Any]] = {}
    steps: list[tuple[Step, Snapshot]] = []
    for index, snapshot in enumerate(record.steps):
        layouts[index] = capture.facts(snapshot)
        step = _step(capture, environment, snapshot, index, layouts[index])
        made = _made_at(*steps[-1], snapshot) if steps else None
        steps.append((step.model_copy(update={"made_at": made}) if made else step, snapshot))
    states = tuple(tuple(_states(capture, environment, probe)) for probe in record.probes)
    results = tuple(_result(probe, seen) for probe, seen in zip(record.probes, states, strict=True))
    ends = tuple(_end(capture, probe, seen) for probe, seen in zip(record.probes, states, strict=True))
    return Read(tuple(steps), results, states, layouts, ends)


def _step(
    capture: Capture, environment: Environment, snapshot: Snapshot, index: int, facts: dict[str, Any] | None = None
) -> Step:
    scene = read_scene(
        capture.html(snapshot),
        facts=cast("Facts", capture.facts(snapshot) if facts is None else facts),
        url=snapshot.url,
        locale=environment.locale,
        currency=environment.currency,
        network=snapshot.network,
        ship_to=environment.ship_to,
    )
    return Step(
        index=index,
        stage=snapshot.stage,
        url=snapshot.url,
        title=snapshot.title,
        scene=scene,
        bill=scene.bill,
        at=snapshot.at,
    )


def _made_at(before: Step, last: Snapshot, now: Snapshot) -> Stage | None:
    """The stage of the state before, where nothing but choices and fields of the same page led on to the last one."""
    decision = last.decision
    if (
        not isinstance(decision, Decision)
        or not decision.actions
        or not isinstance(now.decision, Stop)
        or last.url != now.url
    ):
        return None
    return before.stage if all(action.kind in _STAYING for action in decision.actions) else None


def _snapshots(probe: Probe) -> tuple[Snapshot, ...]:
    last = (probe.snapshot,) if probe.snapshot and probe.snapshot not in probe.steps else ()
    return (*probe.steps, *last)


def _states(capture: Capture, environment: Environment, probe: Probe) -> Iterator[Step]:
    for index, snapshot in enumerate(_snapshots(probe)):
        yield _step(capture, environment, snapshot, index)


def _end(capture: Capture, probe: Probe, states: Sequence[Step]) -> tuple[Step, Snapshot, dict[str, Any]] | None:
    if not states:
        return None
    snapshot = _snapshots(probe)[-1]
    return states[-1], snapshot, capture.facts(snapshot)


def _result(probe: Probe, states: Sequence[Step]) -> ProbeResult:
    """An experiment's outcome, with the bill that it led to; its total is read again where the page still tells it."""
    bill = states[-1].bill if states else None
    told = bill.total if bill is not None and bill.total is not None else probe.after
    return ProbeResult(
        kind=probe.kind,
        subject=probe.subject,
        group=probe.group,
        ok=probe.ok,
        why=probe.why,
        before=probe.before,
        after=told if probe.ok else probe.after,
        bill=bill,
        steps=tuple(states),
    )


def opted(read: Read, kind: str = "checkbox") -> tuple[str, ...]:
    """The names of the boxes that the walk itself ticked; with ``kind`` "radio" of the radios that it took."""
    return tuple(
        dict.fromkeys(
            control.name or action.name
            for step, snapshot in read.steps
            for action in _actions(snapshot)
            if action.kind == "tick" and (control := step.scene.control(action.node)) and control.type == kind
        )
    )


def taken(read: Read) -> tuple[str, ...]:
    """The names of the radios that the walk took, and of the boxes and numbers by which it took goods of the item's page."""
    goods = (
        control.name or action.name
        for step, snapshot in read.steps
        if step.stage.rank <= Stage.PRODUCT.rank
        for action in _actions(snapshot)
        if (control := step.scene.control(action.node))
        and (control.type, action.kind) in (("checkbox", "tick"), ("number", "fill"))
    )
    return tuple(dict.fromkeys((*opted(read, "radio"), *goods)))


def order_control(read: Read) -> Control | None:
    """The control that would order, on the state that the walk stopped at."""
    for step, snapshot in reversed(read.steps):
        if isinstance(snapshot.decision, Stop):
            return step.scene.control(snapshot.decision.order_control)
    return None


def with_pictures(verdict: Verdict, read: Read) -> Verdict:
    """The verdict, with the box and the picture of each piece of evidence where the capture has them."""
    return verdict.model_copy(update={"evidence": tuple(_located(one, read) for one in verdict.evidence)})


def _located(evidence: Evidence, read: Read) -> Evidence:
    if evidence.probe or evidence.leaflet or not 0 <= evidence.step < len(read.steps):
        return evidence
    step, snapshot = read.steps[evidence.step]
    box = evidence.box or box_of(step.scene, evidence.node)
    return evidence.model_copy(update={"box": box, "screenshot": evidence.screenshot or snapshot.screenshot})


def box_of(scene: Scene, node: int) -> Box | None:
    """Where an element of a scene lies, as far as the scene tells."""
    if node < 0:
        return None
    looks: Iterator[Look | None] = (
        one.look
        for several in (scene.amounts, scene.controls, scene.sentences, scene.headings)
        for one in several
        if one.node == node
    )
    return next((look.box for look in looks if look is not None), None)


def step_source(snapshot: Snapshot, journey: JourneySource | None) -> SourceLine | None:
    """The line of the journey file's step that was followed on a state; None where the pilot found the way itself."""
    step = snapshot.decision.scripted if snapshot.decision is not None else -1
    if journey is None or not 0 <= step < len(journey.lines):
        return None
    return SourceLine(file=journey.file, line=journey.lines[step])


def report_steps(
    read: Read, ledger: Ledger, verdicts: Sequence[Verdict], journey: JourneySource | None = None
) -> tuple[ReportStep, ...]:
    """What a report shows of each step."""
    return tuple(
        _shown(step, snapshot, read.layouts[step.index], _marked(step, snapshot, ledger, verdicts)).model_copy(
            update={
                "did": tuple(in_words(action) for action in _actions(snapshot)),
                "why": snapshot.decision.why if snapshot.decision else "",
                "source": step_source(snapshot, journey),
            }
        )
        for step, snapshot in read.steps
    )


def _marked(step: Step, snapshot: Snapshot, ledger: Ledger, verdicts: Sequence[Verdict]) -> tuple[Mark, ...]:
    order = snapshot.decision.order_control if isinstance(snapshot.decision, Stop) else -1
    return marks(step, ledger, verdicts, control_marks(step.scene, _actions(snapshot), order))


def probe_state(read: Read, number: int, ledger: Ledger, verdicts: Sequence[Verdict] = ()) -> ReportStep | None:
    """What a report shows of the state that an experiment ended in; ``ledger`` is the experiment's."""
    end = read.ends[number]
    if end is None or not end[1].screenshot:
        return None
    step, snapshot, layout = end
    return _shown(step, snapshot, layout, (*bill_marks(step, ledger), *found_marks(verdicts, trial=number)))


def _shown(step: Step, snapshot: Snapshot, layout: Mapping[str, Any], found: tuple[Mark, ...]) -> ReportStep:
    return shown_state(snapshot, layout, found).model_copy(update={"bill": step.bill})


def shown_state(snapshot: Snapshot, layout: Mapping[str, Any], found: tuple[Mark, ...]) -> ReportStep:
    """What a report shows of a state: its pictures with ``found`` marked on them."""
    return ReportStep(
        stage=snapshot.stage,
        url=snapshot.url,
        title=snapshot.title,
        bill=None,
        screenshot=snapshot.screenshot,
        viewport=_whole(layout.get("viewport")),
        scroll=_pair(layout.get("scroll")),
        marks=found,
        clips=pictured(snapshot, found, layout),
    )


def _actions(snapshot: Snapshot) -> tuple[Action, ...]:
    return snapshot.decision.actions if isinstance(snapshot.decision, Decision) else ()


def relative(folder: Path, base: Path | None) -> str:
    """The path of a capture below ``base``; of one that lies elsewhere the last two names, which lead nowhere."""
    folder = folder.resolve()
    if base is not None and folder.is_relative_to(base.resolve()):
        return folder.relative_to(base.resolve()).as_posix()
    return "/".join(folder.parts[-2:])


def _whole(value: Any) -> tuple[int, int]:
    x, y = _pair(value)
    return int(x), int(y)


def _pair(value: Any) -> tuple[float, float]:
    return (float(value[0]), float(value[1])) if isinstance(value, list) and len(value) == 2 else (0, 0)
