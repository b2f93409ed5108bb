"""The period a figure is shown over: a year, a quarter or a month, as whole months. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_CODE = re.compile(r"([0-9]{4})(?:-(?:k([1-4])|(0[1-9]|1[0-2])))?")
FIRST_YEAR, LAST_YEAR = 2000, 2100  # the scheme began in the early 2000s


@dataclass(frozen=True, slots=True)
class Period:
    """From the first of a month to the last day of a month, both included. `code`: "2026", "2026-k3" or "2026-09"."""

    code: str
    first: date
    last: date

    @property
    def year(self) -> int:
        return self.first.year

    @property
    def whole_year(self) -> bool:
        return len(self.code) == 4

    @property
    def name(self) -> str:
        """In Dutch: "2026", "derde kwartaal 2026", "september 2026"."""
        if self.whole_year:
            return self.code
        if "k" in self.code:
            return f"{('eerste', 'tweede', 'derde', 'vierde')[int(self.code[-1]) - 1]} kwartaal {self.year}"
        return f"{MONTHS[self.first.month - 1]} {self.year}"

    @property
    def said(self) -> str:
        """In a sentence, after "in": "2026", "het derde kwartaal van 2026", "september 2026"."""
        return f"het {self.name[:-5]} van {self.year}" if "k" in self.code else self.name

    @property
    def before(self) -> "Period":
        """The same period a year earlier."""
        return period(f"{self.year - 1}{self.code[4:]}") or self


def period(code: str) -> Period | None:
    """The period with this code; None where it is none, or lies outside the years the programme knows."""
    found = _CODE.fullmatch(code)
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return None
    year, quarter, month = int(found[1]), found[2], found[3]
    if quarter:
        begin, months = 3 * int(quarter) - 2, 3
    else:
        begin, months = (int(month), 1) if month else (1, 12)
    return Period(code, date(year, begin, 1), _before_month(year, begin + months))


def of_year(year: int) -> Period:
    """The whole calendar year. Raises ValueError outside the years the programme knows."""
    found = period(f"{year:04}")
    if found is None:
        raise ValueError(year)
    return found


def last_quarter(today: date) -> Period:
    """The quarter that ended last before this day."""
    ended = (today.month - 1) // 3
    code = f"{today.year}-k{ended}" if ended else f"{today.year - 1}-k4"
    return period(code) or of_year(today.year)


def _before_month(year: int, month: int) -> date:
    """The day before the first of this month (13 is January of the next year)."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1) - timedelta(days=1)


def week_of(day: date) -> int:
    """Which block of seven days of its year, from 0 (1 January) to 52 (the rest): so that every year begins at zero."""
    return (day.timetuple().tm_yday - 1) // 7
