"""Read the advertised price off saved product pages: how many are exact, wrong, missing, and precision, recall, F1.

python benchmarks/product_pages.py [--folder FOLDER] [--show]
"""

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from feelint.extract import read_scene
from feelint.money import Money

FOLDER = Path(__file__).resolve().parent.parent / "fixtures" / "pages" / "products"


class Page(NamedTuple):
    """One saved page and the price it advertises; None where it advertises nothing for one item."""

    file: str
    html: str
    url: str
    lang: str
    advertised: Money | None
    note: str


class Result(NamedTuple):
    """What was read off a page, and how that compares."""

    page: Page
    read: Money | None
    outcome: str


def corpus(folder: Path = FOLDER) -> Iterator[Page]:
    """The pages that the folder's truth.json lists."""
    for entry in json.loads((folder / "truth.json").read_text(encoding="utf-8")):
        told = entry["advertised"]
        money = Money(Decimal(told["amount"]), told["currency"]) if told else None
        html = (folder / entry["file"]).read_text(encoding="utf-8")
        yield Page(entry["file"], html, entry["url"], entry["lang"], money, entry["note"])


def outcome(read: Money | None, truth: Money | None) -> str:
    """exact, wrong or missing on a product page; silent or invented on a page without an advertised price."""
    if truth is None:
        return "silent" if read is None else "invented"
    if read is None:
        return "missing"
    return "exact" if read == truth else "wrong"


def measure(folder: Path = FOLDER) -> list[Result]:
    """Every page read as a saved file is: html and address, nothing else known."""
    results = []
    for page in corpus(folder):
        read = read_scene(page.html, url=page.url).advertised_money
        results.append(Result(page, read, outcome(read, page.advertised)))
    return results


def scores(counts: Mapping[str, int]) -> tuple[float, float, float]:
    """Precision over all answers given, recall over all advertised prices, and F1; correct is the exact money."""
    exact, wrong, missing, invented = (counts.get(name, 0) for name in ("exact", "wrong", "missing", "invented"))
    answers, prices = exact + wrong + invented, exact + wrong + missing
    precision = exact / answers if answers else 0.0
    recall = exact / prices if prices else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def row(name: str, counts: Mapping[str, int]) -> str:
    """One line of the table."""
    figures = "".join(f"{counts.get(key, 0):>9}" for key in ("exact", "wrong", "missing", "silent", "invented"))
    return f"{name:6}{sum(counts.values()):>6}{figures}" + "".join(f"{score:>11.3f}" for score in scores(counts))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", type=Path, default=FOLDER)
    options.add_argument("--show", action="store_true", help="list the pages that were not read right")
    arguments = options.parse_args()
    began = time.perf_counter()
    results = measure(arguments.folder)
    seconds = time.perf_counter() - began
    if arguments.show:
        for page, read, what in results:
            if what not in ("exact", "silent"):
                print(f"{what:9}{page.file:48} read {read!s:16} is {page.advertised!s:16} {page.note}")
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for page, _, what in results:
        table[page.lang][what] += 1
        table["all"][what] += 1
    print(f"{len(results)} pages, {1000 * seconds / max(len(results), 1):.0f} ms a page")
    head = "".join(f"{name:>9}" for name in ("exact", "wrong", "missing", "silent", "invented"))
    print(f"{'':6}{'pages':>6}{head}{'precision':>11}{'recall':>11}{'F1':>11}")
    for lang in sorted(table, key=lambda name: (name == "all", name)):
        print(row(lang, table[lang]))


if __name__ == "__main__":
    main()
