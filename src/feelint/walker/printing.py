"""Pages as PDF: the browser prints them, without script and without network."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from playwright.async_api import Browser, async_playwright
from playwright.async_api import Error as PlaywrightError

from feelint.errors import BrowserError
from feelint.walker.browser import launch

Page = Callable[[dict[str, int]], str]
_OBJECT = re.compile(rb"(\d+) 0 obj\n?<<(/Type /Pages?\b.*?)>>\s*endobj", re.S)
_FOOT = '<p style="width:100%;font:7pt sans-serif;text-align:center"><span class="pageNumber"></span></p>'
"""For browsers before Chromium 131, which do not know the margin boxes of a page."""


async def print_pages(page: Page, *, browser: str = "", sandbox: bool = True) -> bytes:
    """The PDF of ``page(numbers)``, where ``numbers`` says on which page each linked anchor came to stand.

    They are known only once it is printed; so it is printed until they hold, three times at most.
    """
    async with async_playwright() as driver:
        opened = await launch(driver, executable=browser or None, sandbox=sandbox)
        try:
            numbers: dict[str, int] = {}
            for _ in range(3):
                pdf = await print_page(opened, page(numbers))
                if (found := pages_of(pdf)) == numbers:
                    break
                numbers = found
            return pdf
        finally:
            await opened.close()


async def print_page(browser: Browser, html: str) -> bytes:
    """One page as PDF, with bookmarks and tags for screen readers; its own style says how large the paper is."""
    old = int(browser.version.split(".")[0]) < 131
    foot: dict[str, Any] = {"display_header_footer": True, "header_template": "<p></p>", "footer_template": _FOOT}
    context = await browser.new_context(java_script_enabled=False, offline=True)
    try:
        page = await context.new_page()
        await page.set_content(html, wait_until="load")
        return await page.pdf(
            prefer_css_page_size=True, print_background=True, tagged=True, outline=True, **(foot if old else {})
        )
    except PlaywrightError as error:
        first = next(iter(error.message.splitlines()), "it gave no reason")
        raise BrowserError(f"the browser could not print the report: {first}", hint="Try --browser PATH.") from error
    finally:
        await context.close()


def pages_of(pdf: bytes) -> dict[str, int]:
    """The page, counted from 1, of each anchor that is linked to; nothing where the browser writes PDFs otherwise."""
    order = list(_order(dict(_OBJECT.findall(pdf))))
    anchors = re.findall(rb"/([A-Za-z][\w-]*) \[(\d+) 0 R /XYZ", pdf)
    return {name.decode(): order.index(page) + 1 for name, page in anchors if page in order}


def _order(objects: Mapping[bytes, bytes], node: bytes | None = None) -> list[bytes]:
    """The pages in order: the leaves of the tree of pages."""
    if node is None:
        roots = [key for key, text in objects.items() if b"/Type /Pages" in text and b"/Parent" not in text]
        return _order(objects, roots[0]) if roots else []
    kids = re.search(rb"/Kids \[([^\]]*)\]", objects.get(node, b""))
    if kids is None:
        return [node]
    return [leaf for kid in re.findall(rb"(\d+) 0 R", kids[1]) for leaf in _order(objects, kid)]
