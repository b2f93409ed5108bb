"""What a mark is worth on a day: exactly from its first to its last, in Amsterdam; the database and the rule agree."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from keurmerk.models import Mark
from keurmerk.queries.register import standing_is
from keurmerk.states import MarkState
from keurmerk.validity import Standing, last_day, standing
from tests.keurmerk.register.shelf import mark

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
STATES = st.sampled_from(MarkState.values)
DAY = timedelta(days=1)


@given(DAYS, st.integers(-3000, 3000))
def test_valid_exactly_from_the_first_to_the_last_day(first: date, away: int) -> None:
    today, last = first + away * DAY, last_day(first)
    assert (standing("valid", first, last, today) == Standing.VALID) == (first <= today <= last)


@given(STATES, DAYS, st.integers(-3000, 3000))
def test_there_is_one_answer_and_ended_is_ended(state: str, first: date, away: int) -> None:
    last = last_day(first)
    now, later = (standing(state, first, last, first + days * DAY) for days in (away, away + 1))
    ended = (Standing.WITHDRAWN, Standing.EXPIRED)
    assert now in Standing
    assert now not in ended or later == now
    assert now != Standing.VALID or state == "valid"


@given(DAYS, st.integers(0, 86399), st.sampled_from([-1, 0]))
def test_the_day_is_that_of_amsterdam(first: date, second: int, off: int) -> None:
    """Through clock changes: a moment before midnight of the first day, and any moment on the last."""
    here, last = ZoneInfo("Europe/Amsterdam"), last_day(first)
    midnight = datetime(first.year, first.month, first.day, tzinfo=here)
    begun = timezone.localdate(midnight.astimezone(ZoneInfo("UTC")) + timedelta(seconds=off))
    assert (standing("valid", first, last, begun) == Standing.VALID) == (off == 0)
    moment = datetime(last.year, last.month, last.day, second // 3600, second // 60 % 60, tzinfo=here)
    assert standing("valid", first, last, timezone.localdate(moment)) == Standing.VALID


@pytest.mark.django_db
def test_the_database_says_the_same() -> None:
    today = date(2026, 11, 24)
    firsts = [today + days * DAY for days in (-1462, -1461, -1460, -1, 0, 1, 400)]
    for state in MarkState.values:
        for first in firsts:
            mark(state=state, valid_from=first)
    for wanted in Standing:
        found = set(Mark.objects.filter(standing_is(wanted, today)))
        assert found == {
            one for one in Mark.objects.all() if standing(one.state, one.valid_from, one.valid_until, today) == wanted
        }
        assert found
