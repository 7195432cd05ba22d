"""The judging half: captures, packs and a date in, a report out. No browser, no network, no clock."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from urllib.parse import urlsplit

from feelint.engine import Context, Rule, run
from feelint.engine.fingerprint import slug
from feelint.errors import ConfigError
from feelint.ledger import build_ledger
from feelint.model.finding import Verdict
from feelint.model.ledger import Ledger, ProbeResult
from feelint.model.report import (
    JourneyReport,
    NotImplementedRule,
    PackInfo,
    Report,
    ReportEnvironment,
    ReportProbe,
    SourceLine,
    ToolInfo,
)
from feelint.model.walk import Environment, Snapshot, WalkRecord
from feelint.model.words import ChargeKind
from feelint.policy import repeats, scenes
from feelint.policy.acceptance import Acceptance, accept
from feelint.policy.apart import error_verdict, run_apart
from feelint.policy.extensions import Extensions, broken_id, load, pack_named
from feelint.policy.findings import Judged, findings_of
from feelint.policy.gate import GateOptions, gate, reasons
from feelint.policy.harm import GOVERNMENT, harm
from feelint.policy.law import did_you_mean, place
from feelint.policy.leaflets import read_leaflets
from feelint.policy.packs import Pack, Selection, Stack, check_sector, choose, rule_names
from feelint.policy.packs import Severity as SeverityWord
from feelint.policy.places import Places


class Capture(Protocol):
    """What a judgement needs of a capture (``feelint.capture.CaptureReader``)."""

    @property
    def folder(self) -> Path:
        """Where it lies."""

    @property
    def record(self) -> WalkRecord:
        """Its index."""

    def html(self, snapshot: Snapshot) -> str:
        """The annotated HTML of a snapshot."""

    def facts(self, snapshot: Snapshot) -> dict[str, Any]:
        """The layout facts of a snapshot."""


@dataclass(frozen=True)
class JudgeOptions:
    """How to judge. What is empty is as the walk has it; ``as_of`` None is the day of the walk.

    ``severity`` is by rule and stands over what the packs say; ``rules`` are directories of a user's own rules;
    ``base`` is the folder that the report will lie in, for the paths of the pictures. ``acceptance`` is what somebody
    answers for: suppressions, decisions on reviews, the baseline.
    """

    packs: tuple[str, ...] = ()
    ship_to: str = ""
    locale: str = ""
    currency: str = ""
    sector: str | None = None
    as_of: date | None = None
    gate: GateOptions = field(default_factory=GateOptions)
    severity: Mapping[str, SeverityWord] = field(default_factory=dict)
    rules: tuple[Path, ...] = ()
    base: Path | None = None
    version: str = ""
    acceptance: Acceptance = field(default_factory=Acceptance)


class _Journey(NamedTuple):
    """One capture, judged."""

    report: JourneyReport
    environment: Environment
    stack: Stack
    day: date
    judged: Judged
    warnings: tuple[str, ...]


def judge(captures: Sequence[Capture], options: JudgeOptions | None = None) -> Report:
    """The report on the walks of ``captures``.

    Pure but for reading the capture, and rules, packs and law.
    """
    options = options or JudgeOptions()
    known = load(options.rules)
    _check_names(options, known)
    journeys: list[_Journey] = []
    for runs in repeats.grouped(captures):
        ids = [one.report.id for one in journeys]
        journeys.append(_of_runs([_journey(capture, options, known, ids) for capture in runs]))
    taken = options.acceptance
    found = findings_of(
        [journey.judged for journey in journeys], known.law, options.severity, taken.decisions, taken.day
    )
    day = min((journey.day for journey in journeys), default=options.as_of or date.min)
    accepted = accept(found, taken, [journey.report for journey in journeys], day)
    findings = accepted.findings
    verdicts = tuple(verdict for journey in journeys for verdict in journey.judged.verdicts)
    reports = tuple(journey.report for journey in journeys)
    result = gate(reports, findings, verdicts, options.gate)
    why = reasons(reports, findings, verdicts, options.gate)
    walked = [line for journey in journeys for line in journey.warnings]
    used = tuple({view.id: view.pack for journey in journeys for view in journey.stack.views}.values())
    return Report(
        tool=ToolInfo(version=options.version or _walked_by(captures)),
        environment=_environment(journeys, options, used, known.rules),
        journeys=reports,
        verdicts=verdicts,
        findings=findings,
        warnings=tuple(dict.fromkeys((*walked, *accepted.warnings))),
        not_implemented=_not_implemented([journey.stack for journey in journeys], known.rules),
        gate=result.word,
        exit_code=result.exit_code,
        gate_reasons=tuple(dict.fromkeys(reason.text for reason in why)),
        baseline=accepted.baseline,
    )


def check_options(options: JudgeOptions) -> tuple[str, ...]:
    """Raises a :class:`UsageError` for options that no capture could be judged by: before a walk, not after it.

    What is wrong with rules and packs of a user's own is given: others judge all the same.
    """
    known = load(options.rules)
    _check_names(options, known)
    check_sector(options.sector)
    if options.ship_to:
        place(options.ship_to)
    return tuple(one.message for one in known.broken)


def _journey(capture: Capture, options: JudgeOptions, known: Extensions, taken: Sequence[str]) -> _Journey:
    record = capture.record
    day = options.as_of or record.started_at.date()
    environment = _as_judged(record.environment, options)
    chosen: Selection = choose(known.packs, options.packs, ship_to=environment.ship_to, sector=options.sector, day=day)
    read = scenes.read(capture, environment)
    opted = scenes.opted(read)
    ledger = build_ledger(
        [step for step, _ in read.steps],
        quantity=environment.quantity,
        probes=read.probes,
        varied=record.varied_groups,
        unvaried=record.unvaried_groups,
        opted=opted,
        taken=scenes.taken(read),
    )
    ledger = ledger.model_copy(update={"leaflets": read_leaflets(capture, environment, ledger)})
    name = _name(record, taken)
    context = Context(
        ledger=ledger,
        packs=chosen.stack,
        environment=environment,
        outcome=record.outcome,
        order_control=scenes.order_control(read),
        journey=name,
    )
    wanted = [rule for key, rule in known.rules.items() if _runs(key, rule, chosen.stack, options.severity)]
    found = _verdicts(wanted, context, known.theirs) if read.steps else ()
    broken = (error_verdict(broken_id(one), one.message, context, one.message) for one in known.broken)
    places = Places(capture, read)
    verdicts = (*(places.placed(scenes.with_pictures(verdict, read)) for verdict in found), *broken)
    judged = Judged(verdicts, chosen.stack, day, known.rules)
    report = JourneyReport(
        id=name,
        start_url=record.start_url,
        outcome=record.outcome,
        reason=record.reason,
        message=record.message,
        steps=scenes.report_steps(read, ledger, verdicts, record.journey),
        ledger=ledger,
        probes=tuple(
            _probe(result, number, read, ledger, environment.quantity, opted, verdicts)
            for number, result in enumerate(read.probes)
        ),
        refusals=record.refusals,
        left_behind=record.left_behind,
        started_at=record.started_at,
        seconds=(record.ended_at - record.started_at).total_seconds() if record.ended_at else 0,
        last_screenshot=next((one.screenshot for one in reversed(record.steps) if one.screenshot), ""),
        capture=scenes.relative(capture.folder, options.base),
        seal=getattr(capture, "seal", ""),
        harm=harm(ledger, len(read.steps), _outside(chosen.stack)),
        source=SourceLine(file=record.journey.file, line=1) if record.journey is not None else None,
        drift=record.drift,
        leaflets=places.leaflets(ledger, verdicts),
    )
    return _Journey(report, environment, chosen.stack, day, judged, (*record.warnings, *chosen.warnings, *_idle(known)))


def _idle(known: Extensions) -> list[str]:
    """The rules of a user's own that nothing makes run."""
    named = {rule for pack in known.packs.values() for rule, word in pack.severity.items() if word != "off"}
    idle = [key for key in sorted(known.theirs) if known.rules[key].severity is None and key not in named]
    return [f"rule {key!r} is not judged: it has no severity, and no pack names it" for key in idle]


def _of_runs(runs: Sequence[_Journey]) -> _Journey:
    """The worst of several walks of one journey stands for it; what differs between them is told."""
    reports = [run.report for run in runs]
    worst = runs[repeats.worst(reports)]
    report = worst.report.model_copy(update={"runs": repeats.told(reports)})
    return worst._replace(report=report, warnings=(*worst.warnings, *repeats.differences(reports)))


def _outside(stack: Stack) -> frozenset[ChargeKind]:
    """Taxes and duties, unless a pack wants them in the price."""
    return frozenset() if stack.param("tax_in_price").value == "must-include" else GOVERNMENT


def _verdicts(rules: Sequence[Rule], context: Context, theirs: Collection[str]) -> tuple[Verdict, ...]:
    """The verdicts of feelint's own rules, then those of a user's, which run in a process of their own."""
    own = run([rule for rule in rules if rule.id not in theirs], context)
    apart = run_apart([(rule, context) for rule in rules if rule.id in theirs])
    return (*own, *(verdict for verdicts in apart for verdict in verdicts))


def _runs(key: str, rule: Rule, stack: Stack, severity: Mapping[str, SeverityWord]) -> bool:
    """Whether a rule is judged: some pack or the rule itself wants it, and the configuration does not turn it off."""
    return severity.get(key) != "off" and (bool(stack.applying(key)) or rule.severity is not None)


def _probe(
    result: ProbeResult,
    number: int,
    read: scenes.Read,
    ledger: Ledger,
    quantity: int,
    opted: Sequence[str],
    verdicts: Sequence[Verdict],
) -> ReportProbe:
    """An experiment with a ledger of its own, if it led to a total: the base walk up to it, then what the shop showed."""
    totalled = any(step.bill and step.bill.total for step in result.steps)
    steps = read.with_probe(result, ledger) if totalled else ()
    many = int(result.subject) if result.kind == "quantity" else quantity
    own = build_ledger(steps, quantity=many, opted=opted, taken=scenes.taken(read)) if steps else None
    fields = {key: getattr(result, key) for key in ("kind", "subject", "group", "ok", "why", "before", "after")}
    return ReportProbe(**fields, ledger=own, state=scenes.probe_state(read, number, own or ledger, verdicts))


def _as_judged(environment: Environment, options: JudgeOptions) -> Environment:
    """The walk's environment, with what is given for the judgement in its place."""
    given = {key: value for key in ("ship_to", "locale", "currency") if (value := getattr(options, key))}
    source = {**environment.source, **dict.fromkeys(given, "given")}
    return environment.model_copy(update={**given, "source": source}) if given else environment


def _name(record: WalkRecord, taken: Sequence[str]) -> str:
    """A journey's id: its file's name for it, else the words of its address, without the host.

    So staging and the live shop share it.
    """
    if record.journey is not None:
        name = re.sub(r"\W+", "-", record.journey.name.casefold()).strip("-")
        return name if name not in taken else f"{name}-{len(taken) + 1}"
    parts = urlsplit(record.start_url)
    name = slug(parts.path) or "start"
    tail = hashlib.sha256(f"{parts.path}?{parts.query}".encode()).hexdigest()[:4]
    digits = any(char.isdigit() for char in parts.path) or bool(parts.query)
    name = f"{name}-{tail}" if digits else name
    return name if name not in taken else f"{name}-{len(taken) + 1}"


def _environment(
    journeys: Sequence[_Journey], options: JudgeOptions, packs: Iterable[Pack], rules: Mapping[str, Rule]
) -> ReportEnvironment:
    def all_of(key: str) -> str:
        return ", ".join(dict.fromkeys(str(getattr(one.environment, key)) for one in journeys))

    first = journeys[0].environment if journeys else None
    return ReportEnvironment(
        ship_to=all_of("ship_to") or options.ship_to,
        locale=all_of("locale") or options.locale,
        currency=all_of("currency") or options.currency,
        viewport=all_of("viewport"),
        consent=all_of("consent"),
        quantity=first.quantity if first else 1,
        sector=options.sector or "",
        browser=all_of("browser"),
        sandbox=all(one.environment.sandbox for one in journeys),
        as_of=min((one.day for one in journeys), default=options.as_of or date.min),
        packs=tuple(PackInfo(id=pack.id, title=pack.title, digest=f"sha256:{pack.digest}") for pack in packs),
        rules_digest=_digest(rules.values()),
        source=first.source if first else {},
    )


def _digest(rules: Iterable[Rule]) -> str:
    """One hash over the source of all rules, in the order of their ids."""
    whole = hashlib.sha256()
    for rule in sorted(rules, key=lambda rule: rule.id):
        whole.update(rule.id.encode() + b"\0" + Path(rule.path).read_bytes() + b"\0")
    return f"sha256:{whole.hexdigest()}"


def _not_implemented(stacks: Sequence[Stack], rules: Mapping[str, Rule]) -> tuple[NotImplementedRule, ...]:
    wanted: dict[str, dict[str, None]] = {}
    for stack in stacks:
        for name in stack.rules():
            if name not in rules:
                wanted.setdefault(name, {}).update(dict.fromkeys(view.id for view in stack.applying(name)))
    return tuple(NotImplementedRule(rule=name, packs=tuple(ids)) for name, ids in sorted(wanted.items()))


def _check_names(options: JudgeOptions, extensions: Extensions) -> None:
    """Raises a :class:`ConfigError` for a rule that nobody knows, where the configuration names one, and for a broken pack."""
    for name in options.packs:
        pack_named(extensions, name)
    known = {*extensions.rules, *map(broken_id, extensions.broken), *rule_names(extensions.packs)}
    taken = options.acceptance
    named = [("[severity]", name) for name in options.severity]
    named += [("[[suppress]]", one.rule) for one in taken.suppress] + [("[[decide]]", one.rule) for one in taken.decide]
    for table, name in named:
        if name not in known:
            raise ConfigError(f"{table}: unknown rule {name!r}", hint=did_you_mean(name, known))


def _walked_by(captures: Sequence[Capture]) -> str:
    return captures[0].record.environment.feelint_version if captures else "0"
