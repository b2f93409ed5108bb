"""The acts on the improvement plan: each once, in the right state, nothing lost, and nothing of its contents in the history."""

from datetime import date
from typing import Any

import pytest

from goedgeregeld.events.models import Event
from selfeval import actions, improving
from selfeval.models import Evaluation, ImprovementAction
from selfeval.states import Progress
from tests.selfeval.cast import NOW, later

VALUES: dict[str, Any] = {"what": "Een welkomstgesprek invoeren", "why": "Mensen weten niet wat ze mogen verwachten."}


def added(evaluation: Evaluation, **more: Any) -> ImprovementAction:
    return actions.add_action(evaluation, {**VALUES, **more}, by=None, now=NOW)


def verbs() -> list[str]:
    return list(Event.objects.filter(verb__contains="action").order_by("pk").values_list("verb", flat=True))


def test_an_advice_comes_in_with_what_why_and_effort_once(done: Evaluation) -> None:
    one = actions.add_from_advice(done, code="B1", by=None, now=NOW)
    again = actions.add_from_advice(done, code="B1", by=None, now=NOW)
    assert one == again
    assert (one.statement, one.state, one.from_advice) == ("B1", Progress.PLANNED, True)
    assert one.what
    assert one.why
    assert one.effort in ("small", "medium", "large")
    assert verbs() == ["add_action"]


@pytest.mark.parametrize("code", ["A1", "A2", "A3", "bestaat-niet", ""])
def test_where_nothing_can_be_better_there_is_no_advice(done: Evaluation, code: str) -> None:
    with pytest.raises(actions.Blocked, match="geen advies"):
        actions.add_from_advice(done, code=code, by=None, now=NOW)


def test_a_plan_begins_when_the_evaluation_is_completed(evaluation: Evaluation) -> None:
    with pytest.raises(actions.WrongState):
        added(evaluation)


def test_a_plan_has_an_end(done: Evaluation) -> None:
    rows = [ImprovementAction(evaluation=done, what="x", made_at=NOW, changed_at=NOW, moved_at=NOW) for _ in range(200)]
    ImprovementAction.objects.bulk_create(rows)
    with pytest.raises(actions.Blocked, match="200 acties"):
        added(done)


def test_changing_keeps_which_fields_and_not_what_stood_there(done: Evaluation) -> None:
    one = added(done)
    values = {**VALUES, "what": "Iets anders", "due": date(2027, 1, 1), "owner_name": "Els", "owner_email": "e@x.nl"}
    actions.change_action(one, values, seen=actions.mark_of(one), by=None, now=later(1))
    one.refresh_from_db()
    assert (one.what, one.due, one.owner_name) == ("Iets anders", date(2027, 1, 1), "Els")
    event = Event.objects.get(verb="change_action")
    assert event.data == {"number": one.pk, "fields": ["what", "owner_name", "owner_email", "due"]}


def test_saving_without_a_change_is_no_change(done: Evaluation) -> None:
    one = added(done)
    actions.change_action(one, VALUES, seen="oud", by=None, now=later(1))
    assert verbs() == ["add_action"]


def test_two_tabs_do_not_overwrite_each_other_unseen(done: Evaluation) -> None:
    one = added(done)
    seen = actions.mark_of(one)
    actions.change_action(one, {**VALUES, "what": "Wim was eerst"}, seen=seen, by=None, now=later(1))
    with pytest.raises(actions.Blocked, match="intussen aangepast"):
        actions.change_action(one, {**VALUES, "what": "Fatima daarna"}, seen=seen, by=None, now=later(2))
    one.refresh_from_db()
    assert one.what == "Wim was eerst"


def test_pressing_twice_moves_once(done: Evaluation) -> None:
    one = added(done)
    for _ in range(2):
        actions.move_action(one, improving.FINISH, by=None, now=later(1))
    one.refresh_from_db()
    assert one.state == Progress.DONE
    assert verbs() == ["add_action", "move_action"]
    assert Event.objects.get(verb="move_action").data == {"number": one.pk, "kind": "done"}


def test_dropping_asks_why_and_putting_back_forgets_it(done: Evaluation) -> None:
    one = added(done)
    with pytest.raises(actions.Blocked, match="waarom"):
        actions.move_action(one, improving.DROP, by=None, now=NOW)
    actions.move_action(one, improving.DROP, reason="Geen geld.", by=None, now=NOW)
    moved = actions.move_action(one, improving.REPLAN, by=None, now=NOW)
    assert (moved.state, moved.reason) == (Progress.PLANNED, "")


def test_what_does_not_fit_says_where_it_stands(done: Evaluation) -> None:
    one = actions.move_action(added(done), improving.FINISH, by=None, now=NOW)
    with pytest.raises(actions.NotNow, match="klaar"):
        actions.move_action(one, improving.ACCEPT, by=None, now=NOW)


@pytest.mark.parametrize("act", ["change", "move", "remove"])
def test_what_was_taken_out_meanwhile_is_gone(done: Evaluation, act: str) -> None:
    one = added(done)
    actions.remove_action(one, by=None, now=NOW)
    with pytest.raises(actions.ActionGone):
        {
            "change": lambda: actions.change_action(one, VALUES, seen="", by=None, now=NOW),
            "move": lambda: actions.move_action(one, improving.BEGIN, by=None, now=NOW),
            "remove": lambda: actions.remove_action(one, by=None, now=NOW),
        }[act]()


def test_a_proposal_waits_until_it_is_accepted(done: Evaluation, django_user_model: Any) -> None:
    ad = django_user_model.objects.create_user("ad@example.org", name="Ad")
    one = actions.propose_action(done, VALUES, by=ad, now=NOW)
    assert (one.state, one.proposed_by) == (Progress.PROPOSED, ad)
    actions.move_action(one, improving.DECLINE, reason="Nu niet.", by=None, now=NOW)
    accepted = actions.move_action(one, improving.ACCEPT, by=None, now=later(1))
    assert (accepted.state, accepted.reason) == (Progress.PLANNED, "")


def test_the_erased_leave_no_name_behind(done: Evaluation, django_user_model: Any) -> None:
    wim = django_user_model.objects.create_user("wim@example.org", name="Wim de Vries")
    other = added(done, owner_name="W. de Vries", owner_email="Wim@example.org")
    own, note = added(done, owner=wim), added(done, what="Bel Wim de Vries over de sleutels")
    actions.forget_user(wim)
    actions.forget_person(
        addresses=["wim@example.org"], name=wim.name, evaluations=Evaluation.objects.filter(pk=done.pk), devices=[]
    )
    for one in (other, own, note):
        one.refresh_from_db()
    assert (other.owner_name, other.owner_email) == ("iemand", "")
    assert own.owner is None
    assert note.what == "Bel iemand over de sleutels"


def test_the_same_sent_twice_in_a_moment_is_one(done: Evaluation) -> None:
    one = added(done, due=date(2027, 1, 1))
    again = actions.add_action(done, {**VALUES, "due": date(2027, 1, 1)}, by=None, now=later(0.5))
    other = actions.add_action(done, {**VALUES, "due": None}, by=None, now=later(0.5))
    much_later = actions.add_action(done, {**VALUES, "due": date(2027, 1, 1)}, by=None, now=later(5))
    assert one == again
    assert len({one.pk, other.pk, much_later.pk}) == 3
