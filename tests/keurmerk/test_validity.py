"""Four years to the day before, also around 29 February; and where a renewal begins."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keurmerk.validity import last_day, period

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
