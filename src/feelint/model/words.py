"""The closed word lists of the domain (ARCHITECTURE.md, "The words")."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """The place of a step on the way through a shop, in walking order."""

    LISTING = "listing"
    PRODUCT = "product"
    BASKET = "basket"
    DETAILS = "details"
    DELIVERY = "delivery"
    PAYMENT = "payment"
    REVIEW = "review"

    @property
    def rank(self) -> int:
        """Position in walking order, listing first."""
        return _RANKS[self]


_RANKS = {stage: rank for rank, stage in enumerate(Stage)}


class ChargeKind(StrEnum):
    """What a line of a bill is for (Agentic Commerce Protocol totals, UBL AllowanceCharge)."""

    ITEM = "item"
    DISCOUNT = "discount"
    FULFILLMENT = "fulfillment"
    HANDLING = "handling"
    TAX = "tax"
    DUTY = "duty"
    FEE = "fee"
    PAYMENT_FEE = "payment_fee"
    DEPOSIT = "deposit"
    TIP = "tip"
    DONATION = "donation"
    INSURANCE = "insurance"
    ADDON = "addon"
    CREDIT = "credit"
    ROUNDING = "rounding"
    UNKNOWN = "unknown"
    SUBTOTAL = "subtotal"
    TOTAL = "total"

    @property
    def is_sum(self) -> bool:
        """True for the sums beside the charges: subtotal and total."""
        return self in (ChargeKind.SUBTOTAL, ChargeKind.TOTAL)

    @property
    def lowers(self) -> bool:
        """True for allowances, which lower the total whatever sign is printed."""
        return self in (ChargeKind.DISCOUNT, ChargeKind.CREDIT)


class PriceRole(StrEnum):
    """What a price is, where it is not simply the price now."""

    UNIT = "unit"
    FROM = "from"
    REFERENCE = "reference"
    RECURRING = "recurring"
    INSTALLMENT = "installment"


class Belongs(StrEnum):
    """Whose money it is: the walked item's, its bill's, or none of the customer's business."""

    ITEM = "item"
    BILL = "bill"
    OTHER = "other"


class Outcome(StrEnum):
    """How a walk ended."""

    REACHED = "reached"
    BLOCKED = "blocked"
    LOST = "lost"


ORDER_PLACED = "order-placed"
"""The reason of a walk after which the shop says that an order was placed: the fences have failed."""


class Intent(StrEnum):
    """What a control is for, as far as its words and place tell."""

    ADD_TO_CART = "add_to_cart"
    VIEW_CART = "view_cart"
    CHECKOUT = "checkout"
    CONTINUE = "continue"
    ORDER = "order"
    WALLET = "wallet"
    GUEST = "guest"
    LOGIN = "login"
    REGISTER = "register"
    CONSENT_REJECT = "consent_reject"
    CONSENT_ACCEPT = "consent_accept"
    CONSENT_SETTINGS = "consent_settings"
    CLOSE = "close"
    DECLINE = "decline"
    REMOVE = "remove"
    EDIT = "edit"
    APPLY = "apply"
    SELECT_OPTION = "select_option"
    FIELD = "field"
    CHOICE = "choice"
    NAVIGATION = "navigation"
    OTHER = "other"


class VerdictKind(StrEnum):
    """The outcome of one rule on one subject (SARIF ``kind``)."""

    FAIL = "fail"
    REVIEW = "review"
    PASS = "pass"
    INAPPLICABLE = "inapplicable"
    ERROR = "error"


class Severity(StrEnum):
    """How bad a finding is, worst first."""

    CRITICAL = "critical"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for critical, 3 for info."""
        return list(Severity).index(self)
