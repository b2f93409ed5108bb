"""How figures, dates and numbers are written in Dutch sentences. Scores themselves are rounded by `scoring.shown`."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from selfeval.scoring import shown

MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905
NUMBERS = "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf".split()  # noqa: SIM905


def day(value: date) -> str:
    """A date as people write it: "23 november 2026"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def decimal(value: Decimal) -> str:
    """A norm or weight without needless zeros: "70", "62,5"."""
    return f"{value.normalize():f}".replace(".", ",")


def points(gap: Fraction) -> str:
    """A distance: "14,7 procentpunt"; what would round to nothing is "minder dan 0,1 procentpunt"."""
    return "minder dan 0,1 procentpunt" if 0 < gap < Fraction(1, 10) else f"{shown(gap)} procentpunt"


def count(number: int, one: str, many: str) -> str:
    """ "een stelling", "twee stellingen", "13 stellingen"."""
    return f"{NUMBERS[number] if number < len(NUMBERS) else number} {one if number == 1 else many}"


def percent(value: Fraction, norm: Decimal) -> str:
    """A score in a sentence. Just under the norm it is never rounded to the norm: then "net geen 70%"."""
    below = value < norm and shown(value) == shown(Fraction(norm))
    return f"net geen {decimal(norm)}%" if below else f"{shown(value)}%"


def verdict(value: Fraction | None, norm: Decimal) -> str:
    """One or two words beside a figure in a table."""
    if value is None:
        return "n.v.t."
    if value >= norm:
        return "gehaald"
    return "net niet gehaald" if shown(value) == shown(Fraction(norm)) else "nog niet gehaald"
