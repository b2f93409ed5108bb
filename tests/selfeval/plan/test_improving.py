"""The states of an action, as a table that must hold whatever is pressed."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from selfeval import improving

STATES, VERBS = st.sampled_from(improving.STATES), st.sampled_from(sorted(improving.MOVES))
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@given(STATES, st.lists(VERBS))
def test_whatever_is_pressed_it_stands_in_a_known_state(state: str, pressed: list[str]) -> None:
    for verb in pressed:
        state = improving.after(verb, state) or state
        assert state in improving.STATES


@given(STATES, VERBS)
def test_a_verb_is_offered_exactly_where_it_fits(state: str, verb: str) -> None:
    assert (verb in improving.verbs(state)) == (improving.after(verb, state) is not None)
    assert improving.after(verb, state) != state


def test_from_every_state_there_is_a_way_on_and_every_accepted_one_can_be_done() -> None:
    assert all(improving.verbs(state) for state in improving.STATES)
    for state in improving.ACCEPTED | {improving.PROPOSED, improving.DECLINED}:
        seen, todo = set(), {state}
        while todo:
            here = todo.pop()
            seen.add(here)
            todo |= {improving.after(verb, here) or here for verb in improving.verbs(here)} - seen
        assert improving.DONE in seen


def test_what_only_an_adviser_proposed_is_nowhere_in_the_plan_before_it_is_accepted() -> None:
    assert improving.verbs(improving.PROPOSED) == (improving.ACCEPT, improving.DECLINE)
    assert improving.PROPOSED not in improving.ACCEPTED
    assert not improving.OPEN & {improving.PROPOSED, improving.DECLINED}


def test_who_has_no_account_moves_only_forward() -> None:
    assert {improving.MOVES[verb].after for verb in improving.OF_OWNER} == {improving.BUSY, improving.DONE}
    assert not any(improving.MOVES[verb].reason for verb in improving.OF_OWNER)


@given(STATES, DAYS, st.integers(-3, 3))
def test_late_is_after_the_day_with_something_left_to_do(state: str, due: date, later: int) -> None:
    expected = later > 0 and state in improving.OPEN
    assert improving.is_late(state, due, due + timedelta(days=later)) == expected
    assert not improving.is_late(state, None, due)
