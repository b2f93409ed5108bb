"""When somebody is told or asked something by mail: before and after the day of an action, and half a year after a report.

Values in, values out; no Django, no clock. A day is a day here, in Amsterdam.
"""

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
BEFORE = timedelta(days=7)  # so long before its day somebody is told that it comes near
AFTER = timedelta(days=1)  # and so long after it that it has passed
FOLLOWS_AFTER, GIVES_UP_AFTER = 6, 9  # months after completing: asked from the first, not any more from the second

Reminder = Literal["before", "after", ""]


def reminder(due: date, *, told_before: date | None, told_after: date | None, today: date) -> Reminder:
    """Which reminder of a day is due today; "" for none.

    Each is told once for a day: `told_before` and `told_after` are the days of which it was told. Whoever is told that the
    day has passed need not be told any more that it comes near.
    """
    if today >= due + AFTER:
        return "" if told_after == due else "after"
    if today >= due - BEFORE:
        return "" if due in (told_before, told_after) else "before"
    return ""


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it is shorter."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def follow_up_on(completed_at: datetime) -> date:
    """The day on which is asked what came of it: six months after the day, here, on which it was completed."""
    return months_later(completed_at.astimezone(AMSTERDAM).date(), FOLLOWS_AFTER)


def is_asked(completed_at: datetime, today: date) -> bool:
    """Whether somebody is to be asked on this day. What is too long ago is left alone: nobody remembers."""
    completed_on = completed_at.astimezone(AMSTERDAM).date()
    return follow_up_on(completed_at) <= today < months_later(completed_on, GIVES_UP_AFTER)
