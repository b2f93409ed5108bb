"""Time per state: known series, and no day lost or counted twice."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reports.kpi.stays import Usual, by_state, stays_of, usual

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def at(day: float) -> datetime:
    return BEGAN + timedelta(days=day)


def test_the_usual_and_the_long():
    assert usual([Fraction(day) for day in range(1, 11)]) == Usual(10, 5, 9)
    assert usual([Fraction(1, 2)]) == Usual(1, 1, 1)
    assert usual([]) is None


def test_a_road_with_a_way_back():
    stays = stays_of(
        1, BEGAN, "requested", [(at(2), "intake"), (at(5), "plan_review"), (at(6), "intake"), (at(9), "plan_review")]
    )

    assert [(one.state, one.days(at(10))) for one in stays] == [
        ("requested", 2), ("intake", 3), ("plan_review", 1), ("intake", 3), ("plan_review", 1),
    ]  # fmt: skip
    found = by_state(stays, first=at(3), last=at(7))
    assert {state: len(of) for state, of in found.items()} == {"intake": 1, "plan_review": 1}


def test_asking_the_next_is_the_same_stay():
    assert len(stays_of(1, BEGAN, "requested", [(at(2), "requested"), (at(4), "intake")])) == 2


@given(st.lists(st.tuples(st.floats(0, 100), st.sampled_from("abc")), max_size=20))
def test_the_stays_fill_the_whole_time(moves):
    moves = sorted((at(day), state) for day, state in moves)
    stays = stays_of(1, BEGAN, "a", moves)

    assert stays[0].entered == BEGAN
    assert all(one.left == other.entered and one.state != other.state for one, other in pairwise(stays))
    assert stays[-1].left is None


@given(st.lists(st.fractions(0, 1000), min_size=1, max_size=50))
def test_nine_in_ten_are_within_the_long(days):
    found = usual(days)

    assert 10 * sum(day <= found.long for day in days) >= 9 * len(days)
    assert 2 * sum(day <= found.median for day in days) >= len(days)
