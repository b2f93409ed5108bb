"""Working days and terms, with Dutch holidays; the stages of reminding."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keurmerk import deadlines

DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2036, 12, 31))


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 23), 5, date(2026, 11, 30)),  # a weekend in between
        (date(2026, 12, 24), 1, date(2026, 12, 28)),  # Christmas on Friday and Saturday, then Sunday
        (date(2026, 12, 31), 1, date(2027, 1, 4)),  # New Year's Day on a Friday
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # Good Friday and Easter Monday
        (date(2026, 4, 24), 1, date(2026, 4, 28)),  # King's Day on a Monday
        (date(2028, 2, 28), 1, date(2028, 2, 29)),  # a leap day is a day
        (date(2026, 3, 27), 1, date(2026, 3, 30)),  # summer time begins in this weekend
    ],
)
def test_known_terms(start: date, number: int, end: date) -> None:
    assert deadlines.add_working_days(start, number) == end


@given(start=DAYS, number=st.integers(1, 60))
def test_a_term_ends_on_a_working_day_and_holds_as_many(start: date, number: int) -> None:
    end = deadlines.add_working_days(start, number)
    assert deadlines.is_working_day(end)
    assert deadlines.working_days_between(start, end) == number
    assert deadlines.subtract_working_days(end, number) < end


@given(start=DAYS, number=st.integers(0, 60), more=st.integers(0, 30))
def test_a_longer_term_never_ends_sooner(start: date, number: int, more: int) -> None:
    assert deadlines.add_working_days(start, number + more) >= deadlines.add_working_days(start, number)


def test_a_negative_term_is_refused() -> None:
    with pytest.raises(ValueError, match="termijn"):
        deadlines.add_working_days(date(2026, 1, 1), -1)


@given(due=DAYS)
def test_reminders_come_before_and_after_each_stage_in_order(due: date) -> None:
    """From long before to long after: nothing, soon, then late in numbered stages that never go back."""
    seen: list[str | None] = []
    for offset in range(-30, 60):
        one = deadlines.stage(due, due + timedelta(days=offset))
        if not seen or seen[-1] != one:
            seen.append(one)
    assert seen[:2] == [None, "soon"]
    assert seen[2:] == [f"late-{n}" for n in range(len(seen) - 2)]
    assert len(seen) >= 5


def test_no_reminder_the_weekend_after_a_friday() -> None:
    friday = date(2026, 11, 27)
    assert deadlines.stage(friday, friday) == "soon"
    assert deadlines.stage(friday, date(2026, 11, 29)) == "soon"  # nothing could be done meanwhile
    assert deadlines.stage(friday, date(2026, 11, 30)) == "late-0"


def test_six_weeks_to_object() -> None:
    assert deadlines.objection_until(date(2026, 11, 23)) == date(2027, 1, 4)
