"""Working days and terms: when something is due. Pure; the day comes in, Dutch holidays are known.

A term of n working days from a day ends on the n-th working day after it. Terms per state are the office's (`models.Term`);
these are the defaults. A state without a term (None) has a deadline of its own (a supplement, conditions) or waits for nobody.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

import holidays

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
