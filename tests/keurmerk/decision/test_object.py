"""An objection: within six weeks, handled by others, judged by a second auditor, once."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from goedgeregeld.events.models import Event
from keurmerk.actions import decision, settling
from keurmerk.actions import objection as acts
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.models import Appointment, Audit, Objection
from keurmerk.states import Party
from tests.keurmerk.cast import NOW, World
from tests.keurmerk.decided import (
    DEMANDS,
    again,
    at_second_auditor,
    conditional,
    objected,
    refused,
    the_objection,
    to_decide,
    upheld,
)  # fmt: skip


def make(application: Any, by: Any, now: datetime = NOW) -> Objection:
    return acts.object(application, grounds="Wij zien het anders.", by=by, now=now)


def pass_on(application: Any, by: Any, auditor: Any) -> Objection:
    return acts.pass_objection(application, view="Wij blijven erbij.", auditor=auditor.pk, by=by, now=NOW)


def test_the_organisation_objects(world: World) -> None:
    application = refused(world)
    make(application, world.fatima)
    kept = the_objection()
    assert (again(application).state, again(application).waits_for) == ("objection", Party.OFFICE)
    assert (kept.state, kept.grounds, kept.made_by, kept.made_at) == (
        "at_nov", "Wij zien het anders.", world.fatima, NOW,
    )  # fmt: skip
    assert Event.objects.filter(verb="object").get().data == {}


@pytest.mark.parametrize("name", ["iris", "wim", "boris", "ad", "aud", "sanne"])
def test_only_a_beheerder_objects(world: World, name: str) -> None:
    application = refused(world)
    with pytest.raises(NotPermitted):
        make(application, getattr(world, name))


@pytest.mark.parametrize(
    ("decided", "last_second"),
    [
        # in winter from start to end: midnight is at 23:00 UTC
        (datetime(2026, 11, 23, 12, tzinfo=UTC), datetime(2027, 1, 4, 22, 59, 59, tzinfo=UTC)),
        # summer time began in between: midnight is at 22:00 UTC
        (datetime(2027, 3, 10, 12, tzinfo=UTC), datetime(2027, 4, 21, 21, 59, 59, tzinfo=UTC)),
        # and ended in between: midnight is at 23:00 UTC again
        (datetime(2026, 10, 1, 12, tzinfo=UTC), datetime(2026, 11, 12, 22, 59, 59, tzinfo=UTC)),
        # decided half an hour past midnight here, while it was still yesterday in UTC
        (datetime(2027, 6, 30, 22, 30, tzinfo=UTC), datetime(2027, 8, 12, 21, 59, 59, tzinfo=UTC)),
        # over 29 February
        (datetime(2028, 1, 20, 12, tzinfo=UTC), datetime(2028, 3, 2, 22, 59, 59, tzinfo=UTC)),
    ],
)
def test_until_midnight_of_the_last_day_in_amsterdam(world: World, decided: datetime, last_second: datetime) -> None:
    application = refused(world, decided)
    assert timezone.localdate(last_second) - timezone.localdate(decided) == timedelta(weeks=6)
    with pytest.raises(Blocked, match="zes weken"):
        make(application, world.fatima, last_second + timedelta(seconds=1))
    assert make(application, world.fatima, last_second)


def test_after_failed_conditions_the_six_weeks_begin_when_that_was_decided(world: World) -> None:
    application = conditional(world)
    failed = datetime(2027, 6, 1, 12, tzinfo=UTC)
    settling.conditions_failed(application, reasons="Het bleef uit.", by=world.sol, now=failed)
    with pytest.raises(Blocked, match="13 juli 2027"):
        make(application, world.fatima, failed + timedelta(weeks=6, days=1))
    assert make(application, world.fatima, failed + timedelta(weeks=6))


def test_not_while_another_application_runs(world: World) -> None:
    application = refused(world)
    other = world.application("working")
    with pytest.raises(Blocked, match=other.code):
        make(application, world.fatima)
    assert again(application).state == "refused"


@pytest.mark.parametrize("state", ["decision", "granted", "conditional", "objection", "withdrawn"])
def test_only_what_was_refused(world: World, state: str) -> None:
    with pytest.raises(WrongState):
        make(world.application(state), world.fatima)


# --- NOV passes it on ---------------------------------------------------------------------------------------------------


def test_nov_gives_its_view_and_a_second_auditor(world: World) -> None:
    application = objected(world)
    pass_on(application, world.sol, world.otto)
    now, kept = again(application), the_objection()
    assert (now.state, now.auditor, now.waits_for) == ("objection", world.otto, Party.AUDITOR)
    assert (kept.state, kept.view, kept.handled_by, kept.auditor) == (
        "at_auditor", "Wij blijven erbij.", world.sol, world.otto,
    )  # fmt: skip
    states = Appointment.objects.filter(work="auditor").order_by("pk").values_list("user", "state")
    assert list(states) == [(world.aud.pk, "replaced"), (world.otto.pk, "accepted")]


@pytest.mark.parametrize(("name", "why"), [("sanne", "eerder een besluit"), ("stef", "plan van aanpak")])
def test_it_is_handled_by_others(world: World, name: str, why: str) -> None:
    application = objected(world)
    with pytest.raises(Blocked, match=why):
        pass_on(application, getattr(world, name), world.otto)
    assert the_objection().state == "at_nov"


@pytest.mark.parametrize(("name", "why"), [("aud", "zelf auditor"), ("ad", "adviseur"), ("fatima", "hoort bij")])
def test_not_by_who_had_a_hand_in_it_and_works_at_nov_too(world: World, name: str, why: str) -> None:
    application, somebody = objected(world), getattr(world, name)
    with pytest.raises(NotPermitted):
        pass_on(application, somebody, world.otto)
    somebody.roles.create(kind="staff", since=NOW)
    with pytest.raises(Blocked, match=why):
        pass_on(application, somebody, world.otto)


def test_the_second_auditor_is_not_the_first(world: World) -> None:
    with pytest.raises(Blocked, match="in dit traject al auditor"):
        pass_on(objected(world), world.sol, world.aud)


def test_another_second_auditor_may_take_over(world: World) -> None:
    application = at_second_auditor(world)
    with pytest.raises(Blocked, match="geautoriseerd"):
        pass_on(application, world.bea, world.anouk)
    assert the_objection().auditor == world.otto


# --- The second auditor -------------------------------------------------------------------------------------------------


def test_upheld_it_is_decided_again_on_a_second_judgement(world: World) -> None:
    application = upheld(world, "met_with_conditions")
    first, second = Audit.objects.all()
    assert (application.state, application.waits_for) == ("decision", Party.OFFICE)
    assert (second.round, second.auditor, second.recommendation, second.recommended_at) == (
        2, world.otto, "met_with_conditions", NOW,
    )  # fmt: skip
    assert second.submission == first.submission
    assert second.proposed_conditions[0] == {"text": DEMANDS[0].text, "statement": "A1", "until": "2027-05-03"}
    assert (the_objection().state, the_objection().closed_at) == ("upheld", NOW)
    assert first.recommendation == "not_met"


def test_dismissed_the_refusal_is_final(world: World) -> None:
    application = at_second_auditor(world)
    acts.dismiss(application, reasons="NOV had gelijk.", by=world.otto, now=NOW)
    assert (again(application).state, the_objection().state) == ("refused", "dismissed")
    with pytest.raises(Blocked, match="definitief"):
        make(application, world.fatima)
    assert Objection.objects.count() == 1


def test_after_conditions_on_an_upheld_objection_there_is_no_second_one(world: World) -> None:
    application = upheld(world, "met_with_conditions")
    decision.grant_conditionally(application, reasons="x", demands=DEMANDS, by=world.sol, now=NOW)
    failed = datetime(2027, 6, 1, tzinfo=UTC)
    settling.conditions_failed(application, reasons="x", by=world.bea, now=failed)
    with pytest.raises(Blocked, match="definitief"):
        make(application, world.fatima, failed)


@pytest.mark.parametrize("verb", ["uphold", "dismiss"])
def test_the_first_auditor_does_not_judge_an_objection(world: World, verb: str) -> None:
    """Until it is passed on the first is still `application.auditor`."""
    application = objected(world)
    rest = {"recommendation": "met"} if verb == "uphold" else {}
    with pytest.raises(Blocked, match="nog bij NOV"):
        getattr(acts, verb)(application, reasons="x", by=world.aud, now=NOW, **rest)
    pass_on(application, world.sol, world.otto)
    for name in ("aud", "ad", "sol", "fatima"):
        with pytest.raises(NotPermitted):
            getattr(acts, verb)(application, reasons="x", by=getattr(world, name), now=NOW, **rest)
    assert the_objection().state == "at_auditor"


def test_upholding_says_that_they_meet(world: World) -> None:
    application = at_second_auditor(world)
    with pytest.raises(Blocked, match="oordeelt dat de organisatie voldoet"):
        acts.uphold(application, recommendation="not_met", reasons="x", by=world.otto, now=NOW)
    with pytest.raises(Blocked, match="welke voorwaarden"):
        acts.uphold(application, recommendation="met_with_conditions", reasons="x", by=world.otto, now=NOW)


def test_a_second_press_finds_another_state(world: World) -> None:
    application = upheld(world)
    with pytest.raises(WrongState):
        acts.dismiss(application, reasons="x", by=world.otto, now=NOW)
    assert the_objection().state == "upheld"
    assert Audit.objects.count() == 2


def test_granted_after_all_the_mark_dates_from_the_second_decision(world: World) -> None:
    application = upheld(world)
    at = datetime(2027, 2, 1, 12, tzinfo=UTC)
    decision.grant(application, reasons="De tweede auditor oordeelt zo.", by=world.sol, now=at)
    assert again(application).mark.valid_from == date(2027, 2, 1)


def test_nothing_of_this_before_a_refusal(world: World) -> None:
    application = to_decide(world)
    with pytest.raises(WrongState):
        pass_on(application, world.sol, world.otto)
