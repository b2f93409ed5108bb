"""Two at the same moment in one round, on a database that several connections share. Run by `test_races`, once an engine."""

import pytest

from selfeval import actions
from selfeval.models import Response, Round
from selfeval.queries.together import OwnStand
from selfeval.queries.together_outcome import outcome_of
from tests.selfeval.actions.races import at_once, kinds
from tests.selfeval.cast import entry, file, later, loaded, sent, started
from tests.selfeval.together.stage import answered, begun, many, opened

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 6


@pytest.fixture
def one(db: None) -> Round:
    return opened(started(loaded(file())), anonymous=False)


@pytest.mark.parametrize("_time", range(TIMES))
def test_an_answer_while_the_round_closes_is_counted_or_refused(one, _time):
    many(one, "00")
    late = answered(one, "x" * 32, {"A1": 0}, name="Wim")
    saved, closed = at_once(
        lambda: actions.save_response(late, sent({"A1": entry(0)}, A1=3), now=later(5)),
        lambda: actions.close_round(one, now=later(5)),
    )
    assert not isinstance(closed, Exception), closed
    counted = outcome_of(Round.objects.get()).spreads["A1"].whole.levels
    assert counted == ((3, 0, 0, 0) if isinstance(saved, actions.RoundOver) else (2, 0, 0, 1)), saved


def test_closing_twice_at_once_closes_once(one):
    many(one, "012")
    results = at_once(*[lambda: actions.close_round(one, now=later(5))] * 2)
    assert kinds(results) == ["Round", "RoundOver"]


def test_a_double_click_begins_once(one):
    results = at_once(*[lambda: begun(one, "y" * 32, name="Wim")] * 2)
    assert kinds(results) == ["Response", "Response"]
    assert Response.objects.count() == 1


def test_two_pages_of_one_person_at_once_lose_nothing(one):
    response = begun(one, "z" * 32, name="Wim")
    at_once(
        lambda: actions.save_response(response, sent(A1=1), now=later(5)),
        lambda: actions.save_response(response, sent(A4=2), now=later(5)),
    )
    own = OwnStand(Response.objects.get())
    assert (own.entry("A1").choice, own.entry("A4").choice) == ("1", "2")


def test_two_who_remind_at_once_remind_once(one):
    actions.invite_respondents(one, ["wim@example.org"], now=later(1))
    assert kinds(at_once(*[lambda: actions.remind_respondents(one, now=later(5))] * 2)) == ["Blocked", "int"]
