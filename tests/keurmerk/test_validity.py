"""Four years to the day before, also around 29 February; and where a renewal begins."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keurmerk.validity import ends_within, last_day, months_before, months_left, period, renewable_from

DAYS = st.dates(date(2000, 1, 1), date(2200, 12, 31))
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 11, 23), date(2030, 11, 22)),
        (date(2024, 2, 29), date(2028, 2, 28)),
        (date(2024, 2, 28), date(2028, 2, 27)),
        (date(2024, 3, 1), date(2028, 2, 29)),
        (date(2026, 1, 1), date(2029, 12, 31)),
        (date(2096, 2, 29), date(2100, 2, 28)),  # 2100 is no leap year
    ],
)
def test_to_the_day_before(first: date, last: date) -> None:
    assert last_day(first) == last


@given(DAYS)
def test_the_day_after_is_the_same_day_four_years_on(first: date) -> None:
    following = last_day(first) + DAY
    assert following.year == first.year + 4
    assert (following.month, following.day) in {(first.month, first.day), (3, 1) if first.day == 29 else (0, 0)}
    assert 1460 <= (following - first).days <= 1461


@given(DAYS, DAYS)
def test_who_begins_later_ends_later(one: date, other: date) -> None:
    early, late = sorted((one, other))
    assert last_day(early) <= last_day(late)


@given(DAYS, st.none() | DAYS)
def test_a_renewal_in_time_costs_no_day_and_leaves_none_out(decided: date, end: date | None) -> None:
    found = period(decided, end)
    assert found.last == last_day(found.first)
    assert found.first == (end + DAY if end and decided <= end else decided)


def test_on_the_last_day_it_is_in_time_and_a_day_later_it_is_not() -> None:
    end = date(2030, 11, 22)
    assert period(end, end).first == date(2030, 11, 23)
    assert period(end + DAY, end).first == date(2030, 11, 23)
    assert period(end + 2 * DAY, end).first == date(2030, 11, 24)


# --- Where a renewal begins -------------------------------------------------------------------------------------------------


@given(DAYS)
def test_a_renewal_begins_nine_months_before_the_last_day_and_not_a_day_earlier(last: date) -> None:
    first = renewable_from(last)
    assert (last.year * 12 + last.month) - (first.year * 12 + first.month) == 9
    assert first.day == min(last.day, monthrange(first.year, first.month)[1])
    assert 272 <= (last - first).days <= 276


@given(DAYS, DAYS, st.integers(1, 12))
def test_who_ends_later_begins_later(one: date, other: date, months: int) -> None:
    early, late = sorted((one, other))
    assert months_before(early, months) <= months_before(late, months)


@given(DAYS, st.integers(0, 800), st.sampled_from([1, 3, 6, 9]))
def test_what_ends_within_those_months_is_what_has_come_to_that_day(today: date, days: int, months: int) -> None:
    last = today + timedelta(days=days)
    assert (months_before(last, months) <= today) == (last <= ends_within(today, months))


@given(DAYS, st.integers(-40, 400))
def test_each_reminder_has_its_days_the_one_after_the_other(last: date, days: int) -> None:
    today = last - timedelta(days=days)
    found = months_left(last, today)
    if today > last or today < months_before(last, 9):
        assert found is None
    else:
        assert found is not None
        assert months_before(last, found) <= today
        assert all(today < months_before(last, fewer) for fewer in (1, 3, 6) if fewer < found)


@pytest.mark.parametrize(
    ("last", "first"),
    [
        (date(2027, 8, 23), date(2026, 11, 23)),
        (date(2027, 3, 31), date(2026, 6, 30)),
        (date(2028, 11, 30), date(2028, 2, 29)),  # a leap year
        (date(2027, 11, 30), date(2027, 2, 28)),
        (date(2027, 12, 29), date(2027, 3, 29)),  # the day after the clock went forward
        (date(2028, 7, 29), date(2027, 10, 29)),
    ],
)
def test_nine_months_before(last: date, first: date) -> None:
    assert renewable_from(last) == first
