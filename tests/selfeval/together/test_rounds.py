"""Opening a round, its last day, the link for everybody, and closing it."""

from datetime import timedelta

import pytest

from selfeval import actions
from selfeval.models import Response, Round
from selfeval.queries.together import behind, is_open, numbers_of, round_of
from selfeval.queries.together_outcome import outcome_of
from selfeval.spread import Tally
from tests.selfeval.actions.history import happened, verbs
from tests.selfeval.cast import NOW, completed, later
from tests.selfeval.together.stage import END, answered, invite, many, opened

AFTER = NOW + timedelta(days=15)


def test_a_round_says_beforehand_how_it_is_held(evaluation):
    one = opened(evaluation, anonymous=True)

    assert round_of(evaluation) == one
    assert one.anonymous
    assert one.groups == ["Bestuur", "Vrijwilligers"]
    assert happened(evaluation)[-1] == ("open_round", {"kind": "anonymous"})


def test_until_somebody_is_asked_it_may_be_changed(evaluation):
    one = opened(evaluation, anonymous=True)
    again = opened(evaluation, anonymous=False, groups=())

    assert again.pk == one.pk
    assert not again.anonymous
    assert Round.objects.count() == 1


@pytest.mark.parametrize("how", ["mail", "link", "answer"])
def test_names_or_not_never_changes_once_somebody_was_asked(anonymous, how):
    if how == "mail":
        invite(anonymous, "wim@example.org")
    elif how == "link":
        actions.make_round_link(anonymous, now=NOW)
    else:
        answered(anonymous, "x" * 32)

    with pytest.raises(actions.Blocked):
        opened(anonymous.evaluation, anonymous=False)
    anonymous.refresh_from_db()
    assert anonymous.anonymous


def test_not_of_a_completed_evaluation(version):
    with pytest.raises(actions.WrongState):
        opened(completed(version), anonymous=True)


@pytest.mark.parametrize("days", [-1, 61])
def test_the_last_day_makes_sense(evaluation, days):
    with pytest.raises(actions.Blocked):
        actions.open_round(
            evaluation, anonymous=True, shared=True, groups=(), closes_on=(NOW + timedelta(days=days)).date(), now=NOW
        )
    assert round_of(evaluation) is None


def test_the_last_day_counts_until_midnight(anonymous):
    assert is_open(anonymous, END)
    assert not is_open(anonymous, END + timedelta(days=1))
    answered(anonymous, "a" * 32)
    with pytest.raises(actions.RoundOver):
        actions.begin_response(anonymous, secret="b" * 32, now=AFTER)


def test_a_later_day_opens_it_again_as_long_as_nobody_saw_what_came_out(anonymous):
    actions.set_end(anonymous, closes_on=(AFTER + timedelta(days=3)).date(), now=AFTER)
    anonymous.refresh_from_db()
    assert is_open(anonymous, AFTER.date())
    actions.close_round(anonymous, now=AFTER)
    with pytest.raises(actions.RoundOver):
        actions.set_end(anonymous, closes_on=(AFTER + timedelta(days=9)).date(), now=AFTER)


def test_the_link_for_everybody_is_one_and_can_be_withdrawn(anonymous):
    first = actions.make_round_link(anonymous, now=NOW)
    second = actions.make_round_link(anonymous, now=NOW)

    assert behind(first) is None
    assert behind(second).everybody
    actions.withdraw_round_link(anonymous, now=NOW)
    assert behind(second) is None
    assert verbs(anonymous.evaluation)[-3:] == ["make_round_link", "make_round_link", "withdraw_round_link"]


def test_closing_counts_what_was_handed_in(named):
    many(named, "013", group="Bestuur")
    many(named, "33?", group="Vrijwilligers")
    answered(named, "c" * 32, name="Bezig", done=False)

    actions.close_round(named, now=later(9))

    outcome = outcome_of(Round.objects.get(pk=named.pk))
    assert outcome.people == 6
    assert outcome.spreads["A1"].whole == Tally((1, 1, 0, 3), 0, 1)
    assert outcome.spreads["A1"].groups == {"Bestuur": Tally((1, 1, 0, 1))}
    assert outcome.spreads["A2"].whole == Tally((0, 0, 0, 0), 0, 6)
    assert "A3" not in outcome.spreads  # does not apply
    assert not Response.objects.filter(name="Bezig").exists()


def test_closing_is_for_ever(named):
    actions.close_round(named, now=later(9))

    for act in (
        lambda: actions.close_round(named, now=later(10)),
        lambda: actions.make_round_link(named, now=later(10)),
        lambda: actions.invite_respondents(named, ["wim@example.org"], now=later(10)),
        lambda: actions.remind_respondents(named, now=later(10)),
        lambda: actions.begin_response(named, secret="d" * 32, now=later(10)),
    ):
        with pytest.raises(actions.RoundOver):
            act()
    assert verbs(named.evaluation).count("close_round") == 1


def test_by_itself_after_the_last_day_and_only_then(named):
    assert actions.close_ended(now=NOW) == 0
    assert actions.close_ended(now=AFTER) == 1
    assert actions.close_ended(now=AFTER) == 0
    assert happened(named.evaluation)[-1] == ("close_round", {"why": "expired"})


def test_two_hundred_people(named):
    many(named, "0123" * 50)
    actions.close_round(named, now=later(9))
    outcome = outcome_of(Round.objects.get(pk=named.pk))
    assert outcome.spreads["A1"].whole == Tally((50, 50, 50, 50))
    assert numbers_of(named).handed_in == 200


def test_nobody_handed_in(anonymous):
    actions.close_round(anonymous, now=later(9))
    outcome = outcome_of(Round.objects.get(pk=anonymous.pk))
    assert outcome.people == 0
    assert not outcome.shows
