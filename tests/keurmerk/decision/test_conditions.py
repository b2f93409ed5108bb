"""After a conditional decision: reported by the organisation, judged by the auditor, confirmed (or not) by the office."""

from datetime import UTC, datetime
from typing import Any

import pytest

from goedgeregeld.events.models import Event
from keurmerk.actions import settling as acts
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.actions.terms import extend_term
from keurmerk.models import Application, Condition, ConditionReport, Decision, Mark
from keurmerk.queries.reminders import conditions_nearly_due
from keurmerk.states import Party
from tests.keurmerk.cast import NOW, World
from tests.keurmerk.decided import MAY, again, conditional, link


def numbers() -> list[int]:
    return list(Condition.objects.values_list("pk", flat=True))


def report(application: Application, by: Any, which: int = 0, *, now: datetime = NOW, **rest: Any) -> ConditionReport:
    return acts.report_condition(application, numbers()[which], text="Gedaan.", by=by, now=now, **rest)


def judge(application: Application, by: Any, *, met: bool, which: int = 0) -> ConditionReport:
    return acts.judge_condition(application, numbers()[which], met=met, reason="Gezien.", by=by, now=NOW)


def all_met(world: World, application: Application) -> None:
    for which in range(2):
        report(application, world.iris, which)
        judge(application, world.aud, met=True, which=which)


def test_the_whole_way(world: World) -> None:
    application = conditional(world)
    piece = link(application)
    assert application.waits_for == Party.ORGANISATION
    made = report(application, world.iris, evidence=[piece.pk])
    assert again(application).waits_for == Party.AUDITOR
    assert (list(made.evidence.all()), made.reported_by, made.met) == ([piece], world.iris, None)
    judge(application, world.aud, met=True)
    assert again(application).waits_for == Party.ORGANISATION
    report(application, world.fatima, 1)
    judge(application, world.aud, met=True, which=1)
    assert again(application).waits_for == Party.OFFICE
    acts.confirm_conditions(application, by=world.sol, now=datetime(2027, 3, 1, 9, tzinfo=UTC))
    now, kept, mark = again(application), Decision.objects.get(), Mark.objects.get()
    assert (now.state, kept.confirmed_by, kept.failed_reasons) == ("granted", world.sol, "")
    assert str(mark.decided_on) == "2027-03-01"  # it counts when the conditions are met
    told = Event.objects.filter(object_type="keurmerk.application").order_by("pk").values_list("verb", "data")
    assert list(told) == [
        ("grant_conditionally", {}),
        ("report_condition", {"number": 1}),
        ("judge_condition", {"number": 1}),
        ("report_condition", {"number": 2}),
        ("judge_condition", {"number": 2}),
        ("confirm_conditions", {"number": mark.number}),
    ]


def test_what_is_not_enough_can_be_reported_again_and_nothing_is_lost(world: World) -> None:
    application = conditional(world)
    report(application, world.iris)
    judge(application, world.aud, met=False)
    assert again(application).waits_for == Party.ORGANISATION
    report(application, world.iris)
    first, second = ConditionReport.objects.order_by("pk")
    assert (first.met, first.judged_reason, second.met) == (False, "Gezien.", None)


def test_what_lies_with_the_auditor_is_not_reported_twice(world: World) -> None:
    application = conditional(world)
    report(application, world.iris)
    with pytest.raises(Blocked, match="nu niets melden"):
        report(application, world.fatima)
    judge(application, world.aud, met=True)
    with pytest.raises(Blocked, match="nu niets melden"):
        report(application, world.fatima)
    with pytest.raises(Blocked, match="om te beoordelen"):
        judge(application, world.aud, met=False)
    assert ConditionReport.objects.get().met is True


def test_the_last_day_counts_until_midnight_in_amsterdam(world: World) -> None:
    """The last day is 3 May, in summer time: two hours ahead of UTC."""
    application = conditional(world)
    just, past = datetime(2027, 5, 3, 21, 59, tzinfo=UTC), datetime(2027, 5, 3, 22, 0, tzinfo=UTC)
    with pytest.raises(Blocked, match="laatste dag"):
        report(application, world.iris, 1, now=past)
    assert report(application, world.iris, 1, now=just).reported_at == just


def test_more_time_is_more_time_to_report(world: World) -> None:
    application = conditional(world)
    until = MAY.replace(month=6)
    extend_term(application, until=until, reason="Ziek.", by=world.sol, now=NOW)
    assert report(application, world.iris, now=datetime(2027, 6, 2, 12, tzinfo=UTC))


def test_evidence_is_the_organisations_own(world: World) -> None:
    application = conditional(world)
    other = link(world.application("working", organisation=world.club))
    gone = link(application)
    bad = link(application)
    type(gone).objects.filter(pk=gone.pk).update(removed_at=NOW)
    type(bad).objects.filter(pk=bad.pk).update(scan="infected")
    for piece in (other, gone, bad):
        with pytest.raises(Blocked, match="bewijsstukken"):
            report(application, world.iris, evidence=[piece.pk])
    assert not ConditionReport.objects.exists()


def test_a_condition_of_another_application_is_none(world: World) -> None:
    theirs = conditional(world, organisation=world.club).decisions.get().conditions.all()[0]
    mine = conditional(world)
    with pytest.raises(Blocked, match="hoort niet bij"):
        acts.report_condition(mine, theirs.pk, text="x", by=world.iris, now=NOW)
    own = mine.decisions.get().conditions.all()[0]
    acts.report_condition(mine, own.pk, text="x", by=world.iris, now=NOW)
    with pytest.raises(Blocked, match="hoort niet bij"):
        acts.judge_condition(mine, theirs.pk, met=True, reason="x", by=world.aud, now=NOW)
    assert ConditionReport.objects.get().condition == own


def test_not_all_met_is_not_confirmed(world: World) -> None:
    application = conditional(world)
    report(application, world.iris)
    judge(application, world.aud, met=True)
    with pytest.raises(Blocked, match="nog niet bij elke"):
        acts.confirm_conditions(application, by=world.sol, now=NOW)
    assert not Mark.objects.exists()


@pytest.mark.parametrize("name", ["aud", "ad", "fatima", "stef"])
def test_conditions_are_confirmed_with_four_eyes(world: World, name: str) -> None:
    application = conditional(world)
    all_met(world, application)
    somebody = getattr(world, name)
    if name != "stef":
        with pytest.raises(NotPermitted):
            acts.confirm_conditions(application, by=somebody, now=NOW)
        somebody.roles.create(kind="staff", since=NOW)
    with pytest.raises(Blocked, match="collega"):
        acts.confirm_conditions(application, by=somebody, now=NOW)
    assert acts.confirm_conditions(application, by=world.sanne, now=NOW)


def test_who_decided_may_confirm_since_the_auditor_judged(world: World) -> None:
    application = conditional(world)
    all_met(world, application)
    assert acts.confirm_conditions(application, by=world.sanne, now=NOW).by == world.sanne
    with pytest.raises(WrongState):
        acts.confirm_conditions(application, by=world.sol, now=NOW)
    assert Mark.objects.count() == 1


# --- Failing ------------------------------------------------------------------------------------------------------------


def fail(application: Application, by: Any, now: datetime = NOW) -> Decision:
    return acts.conditions_failed(application, reasons="Het bleef uit.", by=by, now=now)


def test_it_does_not_fail_while_there_is_time(world: World) -> None:
    application = conditional(world)
    for now in (NOW, datetime(2027, 3, 1, 22, 59, tzinfo=UTC)):  # winter time: an hour ahead
        with pytest.raises(Blocked, match="voorbij"):
            fail(application, world.sol, now)
    assert fail(application, world.sol, datetime(2027, 3, 1, 23, tzinfo=UTC)).failed_reasons == "Het bleef uit."
    assert again(application).state == "refused"
    assert not Mark.objects.exists()


def test_it_fails_where_the_auditor_says_no(world: World) -> None:
    application = conditional(world)
    report(application, world.iris)
    judge(application, world.aud, met=False)
    assert fail(application, world.sol).confirmed_by == world.sol


def test_what_was_reported_in_time_is_judged_first(world: World) -> None:
    application = conditional(world)
    for which in range(2):
        report(application, world.iris, which)
    with pytest.raises(Blocked):
        fail(application, world.sol, datetime(2027, 6, 1, tzinfo=UTC))


@pytest.mark.parametrize("name", ["aud", "ad", "fatima"])
def test_who_may_not(world: World, name: str) -> None:
    application = conditional(world)
    with pytest.raises(NotPermitted):
        fail(application, getattr(world, name), datetime(2027, 6, 1, tzinfo=UTC))
    if name != "fatima":
        with pytest.raises(NotPermitted):
            report(application, getattr(world, name))
    if name != "aud":
        with pytest.raises(NotPermitted):
            judge(application, getattr(world, name), met=True)


@pytest.mark.parametrize("state", ["decision", "granted", "refused"])
def test_in_another_state_there_is_nothing_to_settle(world: World, state: str) -> None:
    application = world.application(state)
    for act, by, rest in (
        (acts.report_condition, world.iris, {"condition": 1, "text": "x"}),
        (acts.judge_condition, world.aud, {"condition": 1, "met": True, "reason": "x"}),
        (acts.confirm_conditions, world.sol, {}),
        (acts.conditions_failed, world.sol, {"reasons": "x"}),
    ):
        with pytest.raises(WrongState):
            act(application, by=by, now=NOW, **rest)


def test_who_is_reminded_of_what(world: World) -> None:
    application = conditional(world)
    near = MAY.replace(month=2, day=25)

    def due() -> list[int]:
        return [one.pk for _whose, rows in conditions_nearly_due(today=near) for one in rows]

    first = numbers()[0]
    assert due() == [first]
    report(application, world.iris)
    assert due() == []
    judge(application, world.aud, met=False)
    assert due() == [first]
    report(application, world.iris)
    judge(application, world.aud, met=True)
    assert due() == []
