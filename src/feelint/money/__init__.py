"""Money: exact amounts, and reading them off text in any way that shops write them.

``find`` never guesses: an amount is exact, or a named ambiguity that lists every possible reading.
"""

from feelint.money.money import CurrencyMismatch, Money, minor_digits
from feelint.money.percents import percents
from feelint.money.reading import Reading, find

__all__ = ["CurrencyMismatch", "Money", "Reading", "find", "minor_digits", "percents"]
