"""How figures, dates and numbers are written in Dutch sentences. Scores themselves are rounded by `scoring.shown`."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from selfeval.scoring import shown

MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905
NUMBERS = "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf".split()  # noqa: SIM905


def day(value: date) -> str:
    """A date as people write it: "23 november 2026"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def decimal(value: Decimal) -> str:
    """A norm or weight without needless zeros: "70", "62,5"."""
    return f"{value.normalize():f}".replace(".", ",")


def points(gap: Fraction) -> str:
    """A distance in points, of which the whole score has a hundred: "14,7 punten"; never rounded to nothing."""
    if 0 < gap < Fraction(1, 10):
        return "minder dan 0,1 punt"
    return f"{shown(gap)} {'punt' if shown(gap) == '1,0' else 'punten'}"


def count(number: int, one: str, many: str) -> str:
    """ "één stelling", "twee stellingen", "13 stellingen"."""
    return f"{NUMBERS[number] if number < len(NUMBERS) else number} {one if number == 1 else many}"


def capital(text: str) -> str:
    """The text as the start of a sentence: "Twee stellingen", "Eén stelling"."""
    return f"E{text[1:]}" if text.startswith("één") else f"{text[:1].upper()}{text[1:]}"


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
