"""When somebody is mailed: once before and once after a day, and half a year after completing, by the calendar here."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfeval import moments

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@given(DAYS, st.lists(st.integers(-20, 40), min_size=1, max_size=30))
def test_whenever_the_command_runs_a_day_is_told_at_most_once_before_and_once_after(due: date, on: list[int]) -> None:
    before = after = None
    told = []
    for offset in sorted(on):
        today = due + timedelta(days=offset)
        kind = moments.reminder(due, told_before=before, told_after=after, today=today)
        told += [(kind, offset)] if kind else []
        before, after = (due if kind == "before" else before), (due if kind == "after" else after)
        assert moments.reminder(due, told_before=before, told_after=after, today=today) == ""  # twice in a day
    assert [kind for kind, _ in told] in ([], ["before"], ["after"], ["before", "after"])
    assert all(-7 <= offset <= 0 for kind, offset in told if kind == "before")
    assert all(offset >= 1 for kind, offset in told if kind == "after")
    assert ("after" in [kind for kind, _ in told]) == (max(on) >= 1)


@given(DAYS, DAYS)
def test_another_day_is_told_anew(due: date, earlier: date) -> None:
    if due != earlier:
        told = moments.reminder(due, told_before=earlier, told_after=earlier, today=due + timedelta(days=1))
        assert told == "after"


@given(DAYS, st.integers(0, 30))
def test_months_later_is_in_that_month_and_as_late_as_can_be(day: date, months: int) -> None:
    later = moments.months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1
    assert later.day <= day.day


@pytest.mark.parametrize(
    ("completed", "asked_on"),
    [
        (datetime(2026, 5, 24, 10, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 5, 23, 22, 30, tzinfo=UTC), date(2026, 11, 24)),  # half past midnight here
        (datetime(2026, 8, 31, 10, tzinfo=UTC), date(2027, 2, 28)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), date(2027, 7, 1)),  # the new year had begun here
    ],
)
def test_six_months_are_counted_in_amsterdam(completed: datetime, asked_on: date) -> None:
    assert moments.follow_up_on(completed) == asked_on
    assert moments.is_asked(completed, asked_on)
    assert not moments.is_asked(completed, asked_on - timedelta(days=1))


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)), st.integers(0, 400))
def test_asked_in_one_unbroken_time_that_ends(completed: datetime, days: int) -> None:
    today = completed.date() + timedelta(days=days)
    assert not moments.is_asked(completed, today) or 180 <= days <= 277
    assert moments.is_asked(completed, completed.date() + timedelta(days=200))
