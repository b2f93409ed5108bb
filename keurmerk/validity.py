"""How long a mark is valid: four years, to the day before; where a renewal begins; and what it is worth on a day. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

YEARS = 4  # domain.md: since 2013; before that three
DAY = timedelta(days=1)


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
