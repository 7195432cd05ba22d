"""``text``: the report for people, in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from feelint.model.finding import CitationRef, Finding
from feelint.model.ledger import Ledger
from feelint.model.report import JourneyReport, Report
from feelint.model.words import Outcome, Severity
from feelint.reporters import digest
from feelint.reporters.choices import draw
from feelint.reporters.paper import Paper
from feelint.reporters.plain import plain
from feelint.reporters.waterfall import Bar, waterfall
from feelint.reporters.wording import accepted, decided

_STYLES = {
    Severity.CRITICAL: "bold red",
    Severity.ERROR: "bold red",
    Severity.WARNING: "bold yellow",
    Severity.INFO: "bold cyan",
}
_GATES = {"clean": "bold green", "findings": "bold red", "no-verdict": "bold magenta", "internal-error": "bold magenta"}


def render(report: Report, *, color: bool = False, width: int = 100) -> str:
    """The report as lines of at most ``width`` columns, without escapes unless ``color``."""
    paper = Paper(width=width, color=color)
    env = report.environment
    packs = ", ".join(pack.id for pack in env.packs) or "none"
    told = {"page": " (read off the page)", "default": " (nobody said)"}.get(env.source.get("ship_to", ""), "")
    about = [f"ship to {env.ship_to}{told}", env.locale, env.currency, env.viewport, f"consent {env.consent}"]
    about += [f"packs {packs}", f"as of {env.as_of}"]
    paper.say((f"feelint {report.tool.version}", "bold"), ("  " + " · ".join(filter(None, about)), "dim"))
    lost = digest.unreached(report)
    if lost or not report.journeys:
        of = f"{len(lost)} of {digest.counted(len(report.journeys), 'journey')} did not reach the total"
        paper.gap()
        paper.say(("NO VERDICT", "bold magenta"), f": {of if lost else 'no journey was walked'}")
    for journey in sorted(report.journeys, key=lambda journey: journey.outcome is Outcome.REACHED):
        _journey(paper, report, journey)
    if not report.journeys:
        _findings(paper, report, None)
    _rest(paper, report)
    return paper.text()


def _journey(paper: Paper, report: Report, journey: JourneyReport) -> None:
    reached = journey.outcome is Outcome.REACHED
    paper.gap()
    paper.say(
        ("● " if reached else "✗ ", "green" if reached else "bold magenta"), (plain(journey.start_url, 160), "bold")
    )
    paper.say(digest.ending(journey), (f", {journey.seconds:.1f} s", "dim"), indent=2)
    if journey.message and not reached:
        paper.say(plain(journey.message, 600), indent=2)
    if journey.last_screenshot and not reached:
        paper.say(f"last picture: {digest.picture(journey, journey.last_screenshot)}", indent=2)
    if journey.steps:
        paper.say((" → ".join(step.stage for step in journey.steps), "dim"), indent=2)
    if several := digest.runs(journey):
        paper.say(several, indent=2)
    if journey.ledger is not None:
        _prices(paper, journey.ledger, reached=reached)
        draw(paper, journey)
    if more := digest.beyond(journey):
        paper.say(more, indent=2)
    for gone in journey.ledger.withdrawn if journey.ledger else ():
        shown = f"{digest.where(gone.shown)}, gone at {digest.where(gone.gone)}"
        paper.say(f"estimate withdrawn: {plain(gone.label, 60)} {gone.amount}, shown at {shown}", indent=2)
    for later in journey.ledger.recurring if journey.ledger else ():
        paper.say(f"later payments: {later.amount} {plain(later.period, 40)} “{plain(later.text, 120)}”", indent=2)
    if journey.left_behind:
        paper.say("left behind in the shop: " + "; ".join(plain(one, 100) for one in journey.left_behind), indent=2)
    for refusal in journey.refusals:
        paper.say(
            f"refused at step {refusal.step + 1}: {plain(refusal.what, 80)} ({plain(refusal.why, 120)})", indent=2
        )
    _findings(paper, report, journey)


def _prices(paper: Paper, ledger: Ledger, *, reached: bool) -> None:
    bars = waterfall(ledger, reached=reached)
    if not bars:
        return
    top = max(max(bar.start.amount, bar.end.amount) for bar in bars) or Decimal(1)
    drawing = [""] if paper.width >= 96 else []
    table = paper.grid("", ("amount", "right"), ("so far", "right"), *drawing, "announced", "counted", "avoidable")
    for bar in bars:
        if bar.role == "total":
            table.add_section()
        moves = bar.role not in ("included", "foreign")
        amount = str(bar.amount) if bar.sums or bar.amount.amount < 0 or not moves else f"+{bar.amount}"
        places = ("", digest.where(bar.at), "") if not bar.is_charge else _places(bar)
        cells = (amount, str(bar.end) if moves else "", *(_drawn(bar, top) if moves else "" for _ in drawing), *places)
        paper.row(table, _label(bar), *cells, style="bold" if bar.sums else "magenta" if bar.role == "residual" else "")
    paper.table(table)
    if ledger.total is None or not reached:
        missing = "could not be told" if reached else "was not reached"
        paper.say((f"The total {missing}: these are the sums seen so far.", "bold magenta"), indent=2)
    if ledger.ambiguous:
        paper.say("The order summary can be read in two ways that both add up.", indent=2)


def _drawn(bar: Bar, top: Decimal) -> str:
    """The bar on a scale of twelve blocks; each is one block wide at least."""
    low, high = sorted((bar.start.amount, bar.end.amount))
    first, last = (int(12 * max(place, Decimal(0)) / top) for place in (low, high))
    first = min(first, 11)
    return " " * first + ("█" if bar.sums else "▒" if bar.role == "allowance" else "▓") * max(last - first, 1)


def _label(bar: Bar) -> str:
    notes = {"included": "inside the price", "foreign": "another currency, not added"}
    note = notes.get(bar.role, "")
    if bar.charge is not None and bar.charge.preselected:
        note = "preselected"
    return plain(bar.label, 48) + (f" ({note})" if note else "")


def _places(bar: Bar) -> tuple[str, str, str]:
    return digest.where(bar.announced), digest.where(bar.at), digest.yes_no(bar.avoidable)


def _findings(paper: Paper, report: Report, journey: JourneyReport | None) -> None:
    for finding in digest.failures(report, journey):
        _finding(paper, finding, finding.severity, _STYLES[finding.severity])
    for finding in digest.reviews(report, journey):
        _finding(paper, finding, "review", "bold blue")
    for finding in digest.suppressed(report, journey):
        reason = f"decided {decided(finding.decision)}" if finding.decision else ""
        reason = reason or (accepted(finding.suppressed) if finding.suppressed else "")
        told = f" {plain(finding.message, 160)} ({plain(reason, 240)})"
        paper.gap()
        paper.say((f"suppressed[{finding.rule}]", "dim"), told, hang=2)


def _finding(paper: Paper, finding: Finding, word: str, style: str) -> None:
    known = " (known)" if finding.baseline == "known" else ""
    paper.gap()
    paper.say((f"{word}[{finding.rule}]", style), (f" {plain(finding.message, 600)}", "bold"), known, hang=2)
    url = next((f" · {plain(seen.url, 120)}" for seen in finding.evidence if seen.url), "")
    paper.say(("--> ", "blue"), digest.place(finding.step, finding.stage), url, indent=2, hang=4)
    for seen in finding.evidence[:3]:
        if seen.quote:
            at = (
                ""
                if (seen.step, seen.stage) == (finding.step, finding.stage)
                else f"  ({digest.place(seen.step, seen.stage)})"
            )
            at = f"  (behind the link “{plain(seen.leaflet, 60)}”)" if seen.leaflet else at
            at = f"  (in an experiment: {plain(seen.probe, 60)})" if seen.probe else at
            paper.say(("| ", "blue"), f"“{plain(seen.quote, 160)}”", (at, "dim"), indent=4, hang=2)
    notes = [("at stake", str(finding.impact) if finding.impact is not None else "")]
    notes += [("decided", plain(decided(finding.decision), 300) if finding.decision else "")]
    notes += [("note", plain(finding.note, 300)), ("under", plain(digest.under(finding), 300))]
    notes += _laws(finding.citations)
    notes += [("fix", plain(finding.how_to_fix, 400)), ("why", f"feelint explain {finding.rule}")]
    for name, note in notes:
        if note:
            paper.say(("= ", "blue"), (f"{name}: ", "bold"), note, indent=4, hang=2)


def _laws(citations: Sequence[CitationRef]) -> list[tuple[str, str]]:
    return [("law", plain(law.text, 300) + (f" ({law.tag})" if law.tag else "")) for law in citations]


def _rest(paper: Paper, report: Report) -> None:
    paper.gap()
    if unchecked := digest.unchecked(report):
        paper.say(("not checked", "bold"))
        for reason, rules in unchecked.items():
            paper.say(f"{', '.join(rules)} ({plain(reason, 200)})", indent=2, hang=2)
    if report.not_implemented:
        rules = sorted({one.rule for one in report.not_implemented})
        paper.say(("not implemented", "bold"), f" {digest.counted(len(rules), 'rule')}: {', '.join(rules)}", hang=2)
    for warning in report.warnings:
        paper.say(("warning", "bold yellow"), f" {plain(warning, 400)}", hang=2)
    passed = digest.passes(report)
    checks = f" ({digest.counted(passed.total(), 'check')})" if passed else ""
    nothing = f", {digest.counted(len(digest.inapplicable(report)), 'rule')} had nothing to look at"
    paper.say(("passed", "bold"), f" {digest.counted(len(passed), 'rule')}{checks}{nothing}")
    paper.say((digest.closing(report), _GATES[report.gate]), hang=2)
