"""Read saved pages of free templates: price, was-price, rows, sums and what may order, right or wrong by field.

python benchmarks/template_pages.py [--show]
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from feelint.extract import read_scene
from feelint.model.scene import Scene
from feelint.model.words import PriceRole, Stage
from feelint.pilot.memory import Memory
from feelint.pilot.persona import persona
from feelint.pilot.safety import refusal
from feelint.pilot.stages import place

FOLDER = Path(__file__).resolve().parent.parent / "fixtures" / "pages" / "templates"


class Field(NamedTuple):
    """One thing that was read off a page, and what it is."""

    file: str
    name: str
    read: str
    told: str

    @property
    def right(self) -> bool:
        return self.read == self.told


def pages(folder: Path = FOLDER) -> Iterator[tuple[dict[str, Any], Scene]]:
    """The pages that ``truth.json`` lists, each read as a saved file is: html alone."""
    for truth in json.loads((folder / "truth.json").read_text("utf-8")):
        yield truth, read_scene((folder / truth["file"]).read_text("utf-8"), url=f"https://shop.test/{truth['file']}")


def fields_of(truth: dict[str, Any], scene: Scene) -> Iterator[Field]:
    """What was read of one page, field by field."""
    file = truth["file"]
    price, bill = truth["price"], scene.bill
    told = "{amount} {currency}".format(**price) if price else "None"
    yield Field(file, "price" if price else "no price", str(scene.advertised_money), told)
    if truth["was"]:
        marked = (a for a in scene.amounts if a.struck or a.role is PriceRole.REFERENCE or "reference" in a.signals)
        was = {str(a.money.amount) for a in marked if a.money is not None and a.visible}
        yield Field(file, "was", truth["was"] if truth["was"] in was else str(sorted(was)), truth["was"])
    for name in ("subtotal", "total") if truth["total"] else ():
        if truth[name]:
            money = getattr(bill, name) if bill else None
            yield Field(file, name, f"{money.amount:.2f}" if money else "None", truth[name])
    if truth["rows"]:
        lines = [(line.kind.value, abs(line.amount.amount)) for line in bill.lines] if bill else []
        expected = [(kind, Decimal(amount)) for kind, amount in truth["rows"]]
        yield Field(file, "rows", _rows(lines), _rows(expected))
    memory = Memory(start_url=scene.url, persona=persona("DE"))
    for name in truth["orders"]:
        control = next((c for c in reversed(scene.controls) if c.visible and name in c.name), None)
        for when, stage in (("first", place(scene, memory)), ("at payment", Stage.PAYMENT)):
            refused = control is not None and refusal(control, scene, stage) is not None
            yield Field(file, f"refused {when}", "refused" if refused else "let through", "refused")


def _rows(lines: list[tuple[str, Decimal]]) -> str:
    return ", ".join(sorted(f"{kind} {amount:.2f}" for kind, amount in lines))


def measure(folder: Path = FOLDER) -> list[Field]:
    """All fields of all pages."""
    return [field for truth, scene in pages(folder) for field in fields_of(truth, scene)]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--show", action="store_true", help="list what was not read right")
    show = options.parse_args().show
    found = measure()
    for field in found:
        if show and not field.right:
            print(f"{field.file:28}{field.name:14}read {field.read}\n{'':42}is   {field.told}")
    right = Counter(field.name for field in found if field.right)
    for name, count in sorted(Counter(field.name for field in found).items()):
        print(f"{name:20}{right[name]:>4} of {count}")


if __name__ == "__main__":
    main()
