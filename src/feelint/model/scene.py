"""A scene: what feelint sees on one state of one page. Pure data, the same from a live page or a saved file."""

from __future__ import annotations

from decimal import Decimal

from feelint.model.base import Frozen, MoneyField
from feelint.model.words import Belongs, ChargeKind, Intent, PriceRole


class Box(Frozen):
    """A rectangle in CSS pixels of the document (not of the viewport), frames and shadow trees included."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h


class Look(Frozen):
    """Layout facts of an element; absent (None on its owner) when a page was read without a browser.

    ``font_px`` in CSS pixels, ``weight`` 100-900, ``contrast`` the WCAG 2 ratio of text to background (None: unknown,
    for example over a picture), ``above_fold``: inside the first viewport without scrolling, ``fixed``: stays where it is on
    the screen while the page is scrolled.
    """

    box: Box
    font_px: float = 0
    weight: int = 400
    contrast: float | None = None
    struck: bool = False
    above_fold: bool = False
    occluded: bool = False
    fixed: bool = False


class Placed(Frozen):
    """Something of the page. ``node`` is the element's number in the annotated HTML (attribute ``data-fl``)."""

    node: int = -1
    order: int = -1
    """Where it stands in the document, counted from its beginning: numbers of elements tell only which came up first."""

    @property
    def place(self) -> int:
        """Its order where that is known, else its number."""
        return self.order if self.order >= 0 else self.node


class Amount(Placed):
    """One amount on the page."""

    text: str
    money: MoneyField | None
    ambiguous: tuple[MoneyField, ...] = ()
    ambiguity: str = ""
    label: str = ""
    context: str = ""
    kind: ChargeKind = ChargeKind.UNKNOWN
    role: PriceRole | None = None
    belongs: Belongs = Belongs.OTHER
    included: bool = False
    struck: bool = False
    visible: bool = True
    plus: bool = False
    signals: tuple[str, ...] = ()
    look: Look | None = None
    mark: Look | None = None
    """How the letters of the currency are drawn, where they stand apart beside a sign of several: ``$840.00`` and ``USD``."""
    in_control: int = -1
    """Index in ``Scene.controls`` of the option or button whose label holds this amount; -1 for none."""


class BillLine(Frozen):
    """One row of a bill: allowances are negative, ``included`` is tax already inside the other rows."""

    label: str
    kind: ChargeKind
    amount: MoneyField
    also_kinds: tuple[ChargeKind, ...] = ()
    included: bool = False
    group: str = ""
    """Heading of the group of rows that this row stands in ("Tax" above "Cart" and "Shipping")."""
    quantity: int | None = None
    amount_index: int = -1
    """Index in ``Scene.amounts``."""


class Bill(Frozen):
    """What one order summary says.

    ``residual`` = total - sum of the counted rows; zero when the bill adds up. ``ambiguous``: two readings of the
    rows add up; ``complete``: it has a total row of its own. ``later`` are rows due at another time.
    """

    lines: tuple[BillLine, ...]
    subtotal: MoneyField | None
    total: MoneyField | None
    residual: MoneyField | None
    total_label: str = ""
    total_index: int = -1
    ambiguous: bool = False

    @property
    def counted(self) -> tuple[BillLine, ...]:
        """The rows that the total is made of."""
        return tuple(line for line in self.lines if not line.included)


class Option(Frozen):
    """An entry of a select box."""

    value: str
    text: str
    selected: bool = False
    disabled: bool = False


class Control(Placed):
    """Something that can be pressed, ticked, chosen or filled in.

    ``name`` is the accessible name (WAI-ARIA accname) as far as it can be told; ``intents`` all that it may be for,
    the likeliest first. ``group`` is the radio group or fieldset it belongs to, ``form`` the number of its form (-1:
    none). ``checked`` and ``default_checked`` are None for what cannot be ticked; ``checked`` also says whether a toggle
    button is pressed in, or a tab selected.
    """

    node: int
    tag: str
    type: str = ""
    role: str = ""
    name: str = ""
    text: str = ""
    intents: tuple[Intent, ...] = ()
    classes: tuple[str, ...] = ()
    """The word classes that its name falls in (``extract.words.control_classes``)."""
    form: int = -1
    group: str = ""
    group_label: str = ""
    href: str = ""
    html_name: str = ""
    html_id: str = ""
    value: str = ""
    default_value: str = ""
    placeholder: str = ""
    label: str = ""
    nearby: str = ""
    autocomplete: str = ""
    inputmode: str = ""
    pattern: str = ""
    maxlength: int | None = None
    min: str = ""
    max: str = ""
    checked: bool | None = None
    default_checked: bool | None = None
    required: bool = False
    disabled: bool = False
    readonly: bool = False
    invalid: str = ""
    """The validation message that the browser or the page attaches to it; empty when it is valid."""
    expanded: bool | None = None
    options: tuple[Option, ...] = ()
    visible: bool = True
    clickable_at: int = -1
    """Number of the label or wrapper to press when the control itself is clipped or covered; -1: the control itself."""
    overlay: int = -1
    """Index in ``Scene.overlays`` of the overlay it lies in; -1: on the page itself."""
    frame: int = 0
    amounts: tuple[int, ...] = ()
    """Indices in ``Scene.amounts`` of the amounts in its label or row."""
    look: Look | None = None

    def intends(self, *intents: Intent) -> bool:
        """Whether any of ``intents`` is among what it may be for."""
        return any(intent in self.intents for intent in intents)


class Heading(Placed):
    """A heading or step title; ``current``: marked as the current step."""

    text: str
    level: int
    current: bool = False
    look: Look | None = None


class Overlay(Frozen):
    """A dialog, banner or drawer that lies over the page; ``modal``: it covers what is behind."""

    node: int
    text: str
    modal: bool
    kind: str = ""
    """``consent``, ``dialog``, ``drawer``, ``newsletter``, ``age`` or empty."""


class StepMark(Frozen):
    """One entry of a step indicator; ``state`` is done, current or ahead, ``stages`` what its words suggest."""

    text: str
    state: str = ""
    stages: tuple[str, ...] = ()


class Sentence(Placed):
    """A visible sentence or short paragraph that may say something about money, rules or errors."""

    text: str
    alert: bool = False
    signals: tuple[str, ...] = ()
    percents: tuple[Decimal, ...] = ()
    look: Look | None = None


class StructuredPrice(Frozen):
    """A price that the page tells machines. ``source``: jsonld, microdata, rdfa, meta or data."""

    source: str
    money: MoneyField
    name: str = ""
    path: str = ""
    kind: str = "price"
    """``price``, ``low``, ``high`` or ``list``."""


class WireAmount(Frozen):
    """An amount in a request or response body that the page exchanged; ``minor`` when it is given in minor units."""

    direction: str
    url: str
    method: str
    path: str
    raw: str
    money: MoneyField | None
    minor: bool = False


class Scene(Frozen):
    """One state of one page."""

    url: str = ""
    title: str = ""
    lang: str = ""
    locale: str = ""
    currency: str = ""
    currency_open: tuple[str, ...] = ()
    """What the sign of the page's amounts can mean, where nothing tells: the money of where the goods go first."""
    amounts: tuple[Amount, ...] = ()
    advertised: int = -1
    """Index in ``amounts`` of the advertised price of the page's item; -1: none seen."""
    advertised_money: MoneyField | None = None
    """The advertised price; may come from structured data alone, then ``advertised`` is -1."""
    advertised_confidence: float = 0
    item_name: str = ""
    bill: Bill | None = None
    controls: tuple[Control, ...] = ()
    headings: tuple[Heading, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    marks: tuple[StepMark, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    structured: tuple[StructuredPrice, ...] = ()
    wire: tuple[WireAmount, ...] = ()
    text: str = ""
    """All visible text, blocks on lines of their own; at most 40,000 characters."""
    layout_known: bool = False
    viewport: tuple[int, int] = (0, 0)
    page_height: int = 0

    def control(self, node: int) -> Control | None:
        """The control with that number, or None."""
        return next((control for control in self.controls if control.node == node), None)
