"""How long a mark is valid: four years, to the day before; where a renewal begins; and what it is worth on a day. Pure."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

YEARS = 4  # domain.md: since 2013; before that three
DAY = timedelta(days=1)
RENEWS_FROM = 9  # months before the last day: from there on a renewal may begin
DECLARE_DAYS = 28  # days to say whether anything essential changed, from the anniversary of the first day on
ASKED_LATE = 21  # days after the anniversary on which that is still asked
REMIND_AT = (1, 3, 6, 9)  # months before the last day at which an organisation is reminded while none has begun


@dataclass(frozen=True, slots=True)
class Period:
    """From and until, both days included."""

    first: date
    last: date


def last_day(first: date) -> date:
    """The last of four years that begin on this day: the day before the same day, four years on.

    From 29 February that day may not be there (2096-2100): then the years end with February too.
    """
    try:
        return first.replace(year=first.year + YEARS) - DAY
    except ValueError:
        return date(first.year + YEARS, 2, 28)


def period(decided_on: date, previous_end: date | None = None) -> Period:
    """When a mark that is granted on this day is valid.

    `previous_end` is the last day of the mark it renews. A renewal that was granted in time follows on it, so that deciding
    early costs nobody a day; a late one begins on the day of the decision, since nothing was valid in between.
    """
    in_time = previous_end is not None and decided_on <= previous_end
    first = previous_end + DAY if in_time and previous_end else decided_on
    return Period(first, last_day(first))


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; where that month is shorter, its last day."""
    month = day.year * 12 + day.month - 1 - months
    year, number = month // 12, month % 12 + 1
    return date(year, number, min(day.day, monthrange(year, number)[1]))


def renewable_from(last: date) -> date:
    """The first day on which a mark with this last day may be renewed."""
    return months_before(last, RENEWS_FROM)


def ends_within(today: date, months: int) -> date:
    """The latest last day of which so many months before is today or earlier: what ends by then ends within those months."""
    last = months_before(today, -months)
    while (
        months_before(last + DAY, months) <= today
    ):  # from the end of a month on: several days, one and the same answer
        last += DAY
    return last


def months_left(last: date, today: date) -> int | None:
    """Which reminder of a mark's end it is time for: one of REMIND_AT; None before the first, and after the last day."""
    if today > last:
        return None
    return next((months for months in REMIND_AT if months_before(last, months) <= today), None)


def anniversary(first: date, years: int) -> date:
    """The same day so many years later; of 29 February 28 February, where that is the last of the month."""
    return months_before(first, -12 * years)


def declare_by(first: date, last: date, today: date) -> date | None:
    """The last day to answer the yearly question that is asked on this day of a mark with these first and last days.

    None where none is asked: between the anniversaries, and in the months in which a renewal looks at everything anyway.
    """
    for years in (today.year - first.year, today.year - first.year - 1):
        asked = anniversary(first, years)
        if years >= 1 and asked <= today <= asked + timedelta(days=ASKED_LATE):
            return asked + timedelta(days=DECLARE_DAYS) if asked < renewable_from(last) else None
    return None


class Standing(StrEnum):
    """What a mark is worth on a day. The first four are its states; "coming": granted, its first day is still to come."""

    VALID = "valid"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    COMING = "coming"


ENDED = (Standing.WITHDRAWN, Standing.EXPIRED)


def standing(state: str, first: date, last: date, today: date) -> Standing:
    """What a mark in this state, with these first and last days, is worth on this day (in Amsterdam).

    Valid exactly from its first to its last day: the day after, it has expired, whether anybody noted that already or not.
    A withdrawal is final, also after the last day; a suspension ends with the mark.
    """
    if state == Standing.WITHDRAWN:
        return Standing.WITHDRAWN
    if state == Standing.EXPIRED or today > last:
        return Standing.EXPIRED
    if state == Standing.SUSPENDED:
        return Standing.SUSPENDED
    return Standing.COMING if today < first else Standing.VALID
