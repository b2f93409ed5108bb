"""Working days and terms: when something is due. Pure; the day comes in, Dutch holidays are known.

A term of n working days from a day ends on the n-th working day after it. Terms per state are the office's (`models.Term`);
these are the defaults. A state without a term (None) has a deadline of its own (a supplement, conditions) or waits for nobody.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

import holidays

# Working days for a supplement, where the auditor does not say otherwise; and at most.
SUPPLEMENT_DAYS, MOST_SUPPLEMENT_DAYS = 15, 60
OBJECTION_WEEKS = 6  # domain.md: the organisation objects within six weeks

DEFAULTS: Mapping[str, int] = {
    "requested": 10,
    "intake": 40,
    "plan_review": 10,
    "working": 250,
    "assessment": 30,
    "audit_assignment": 10,
    "audit": 30,
    "decision": 15,
    "objection": 30,
}


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    """Dutch public holidays of this year; Liberation Day counts every fifth year, as most offices keep it."""
    return frozenset(holidays.country_holidays("NL", years=year))


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no Dutch public holiday."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def add_working_days(start: date, number: int) -> date:
    """The day that is so many working days after `start`; 0 gives `start` itself. Raises ValueError for a negative number."""
    if number < 0:
        raise ValueError("Een termijn is niet negatief.")
    day = start
    while number:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day


def due_on(state: str, since: date, terms: Mapping[str, int] = DEFAULTS) -> date | None:
    """The last day of the term of this state, entered on `since`; None where it has none."""
    days = terms.get(state, DEFAULTS.get(state))
    return None if days is None else add_working_days(since, days)


def objection_until(decided_on: date) -> date:
    """The last day on which the organisation may object."""
    return decided_on + timedelta(weeks=OBJECTION_WEEKS)


SOON = 5  # working days before the last day on which somebody is reminded
AGAIN = 10  # working days after which somebody who is late is reminded once more


def subtract_working_days(end: date, number: int) -> date:
    """The last day from which `number` working days are left up to and including `end`."""
    day = end
    while number:
        day -= timedelta(days=1)
        number -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days come after `start`, up to and including `end`; 0 where `end` is not later."""
    return sum(is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def stage(due: date, today: date) -> str | None:
    """Which reminder is due for something with this last day: "soon", "late-0", "late-1", ...; None where none is yet.

    One before ("soon", from SOON working days before), one the first day it is late, and one more each AGAIN working days.
    A stage that was missed (the daily command did not run) is not made up for: the present one says it all.
    """
    if today <= due:
        return "soon" if today >= subtract_working_days(due, SOON) else None
    return f"late-{(working_days_between(due, today) - 1) // AGAIN}" if working_days_between(due, today) else "soon"


CONDITION_YEARS = 1  # within how long a condition must be met at the latest


def last_condition_day(today: date) -> date:
    """The latest day that may be set for a condition: the same day next year."""
    try:
        return today.replace(year=today.year + CONDITION_YEARS)
    except ValueError:  # 29 February
        return date(today.year + CONDITION_YEARS, 2, 28)
