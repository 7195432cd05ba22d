"""``feelint read``: what feelint sees on one page."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feelint.cli.options import answering, configured, settled, speaking
from feelint.cli.terminal import colour, say, width
from feelint.errors import UsageError

if TYPE_CHECKING:
    from feelint.page import Page, PageAmount

LARGEST = 64_000_000


@click.command("read", short_help="Say what feelint sees on one page.")
@click.argument("page", metavar="FILE|URL|-")
@click.option("--url", help="The address of a saved page: its domain tells country and currency.")
@click.option("--locale", metavar="TAG", help="Locale, such as de-DE. Default: the page's.")
@click.option("--viewport", type=click.Choice(["desktop", "mobile"]), help="Screen, for an address.")
@click.option("--browser", metavar="PATH", help="A Chromium, Chrome or Edge, for an address.")
@click.option("--no-sandbox", is_flag=True, help="Run the browser without its sandbox.")
@configured
@answering()
@speaking()
def command(page: str, url: str | None, fmt: str, **options: object) -> int:
    """Say what feelint sees on one page: the amounts with what they are for, the advertised price, the bill, the controls.

    A saved page is read without a browser; an address is opened in one, and nothing is done there.
    """
    from feelint import verbs

    if re.match(r"https?://", page):
        found = verbs.read_live(page, settled(options))
    else:
        locale = options.get("locale")
        found = verbs.read(_text_of(page), url=url, locale=str(locale) if locale else None)
    if fmt == "json":
        from feelint.reporters.json import dump

        say(dump(found.model_dump(mode="json")))
    else:
        say(_text(found))
    return 0


def _text_of(page: str) -> str:
    """The text of a saved page, in whatever encoding it says it is in."""
    try:
        data = sys.stdin.buffer.read() if page == "-" else Path(page).read_bytes()
    except OSError as error:
        known = re.match(r"[\w-]+(\.[\w-]+)+(/|$)", page) and not re.search(r"\.(html?|mht(ml)?|txt|gz)$", page)
        hint = f"Did you mean https://{page}?" if known else "Give a saved page, or an address with https://."
        raise UsageError(f"{page}: {error.strerror}", hint=hint) from error
    if (
        len(data) > LARGEST
        or b"\0" in data[:4096].replace(b"\xff\xfe", b"", 1)[:1]
        or not re.search(rb"<\s*[a-zA-Z!]", data)
    ):
        raise UsageError(f"{page} is not a web page", hint="Give HTML as the browser saved it.")
    from feelint.extract.encoding import decoded

    return decoded(data)


def _text(page: Page) -> str:
    """The page for people."""
    from feelint.reporters.paper import Paper
    from feelint.reporters.plain import plain

    paper = Paper(width=width(), color=colour())
    price = page.advertised.display() if page.advertised else "none seen"
    paper.say((plain(page.item or page.title or page.url or "a page", 90), "bold"))
    about = [page.locale or "locale not known", page.currency or "currency not known"]
    paper.say((" · ".join([*about, "layout known" if page.layout_known else "read without a browser"]), "dim"))
    paper.say("advertised price: ", (price, "bold"))
    if page.amounts:
        paper.gap()
        table = paper.grid("label", ("amount", "right"), "kind", "belongs", "")
        for amount in page.amounts:
            paper.row(table, plain(amount.label, 48), _money(amount), _kind(amount), amount.belongs, _notes(amount))
        paper.table(table)
    if page.bill:
        paper.gap()
        paper.say(("bill", "bold"), " (two readings of it add up)" if page.bill.ambiguous else "")
        table = paper.grid("", ("amount", "right"), "kind")
        for charge in page.bill.charges:
            kind = f"{charge.kind}, inside the price" if charge.included else str(charge.kind)
            paper.row(table, plain(charge.label, 48), charge.amount.display(), kind)
        for name, money in (("subtotal", page.bill.subtotal), ("total", page.bill.total)):
            if money is not None:
                paper.row(table, name, money.display(), "", style="bold")
        paper.table(table)
        paper.say(_arithmetic(page), indent=2)
    if page.controls:
        paper.gap()
        table = paper.grid("control", "what for", "")
        for control in page.controls:
            kind = f"{control.kind}, disabled" if control.disabled else control.kind
            paper.row(table, plain(control.name or "(no name)", 60), control.intent, kind)
        paper.table(table)
    return paper.text()


def _arithmetic(page: Page) -> str:
    bill = page.bill
    if bill is None or bill.total is None or bill.residual is None:
        return "No total: the rows cannot be added up."
    counted = [charge.amount.display() for charge in bill.charges if not charge.included]
    whole = f"{' + '.join(counted) or '0'} = {(bill.total - bill.residual).display()}"
    return f"{whole}; it adds up." if not bill.residual.amount else f"{whole}, {bill.residual.display()} unexplained."


def _money(amount: PageAmount) -> str:
    if amount.money is not None:
        return amount.money.display()
    readings = " or ".join(money.display() for money in amount.ambiguous)
    return f"{amount.text}?" + (f" ({readings})" if readings else "")


def _kind(amount: PageAmount) -> str:
    return f"{amount.kind}, {amount.role}" if amount.role else str(amount.kind)


def _notes(amount: PageAmount) -> str:
    return ", ".join(word for word, holds in (("struck", amount.struck), ("hidden", not amount.visible)) if holds)
