"""Decisions at the same moment, on a database that several connections share. Run by `test_races`, once an engine."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from goedgeregeld.accounts.models import Organisation
from goedgeregeld.events.models import Event
from keurmerk.actions import decision, ending
from keurmerk.actions import objection as objections
from keurmerk.actions.request import request_mark
from keurmerk.actions.ritual import Blocked, WrongState
from keurmerk.models import Application, Decision, Mark, Objection
from keurmerk.states import LIVE
from tests.keurmerk.cast import NOW, World, make_world
from tests.keurmerk.decided import again, refused, to_decide
from tests.selfeval.actions.races import at_once, kinds

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4


@pytest.fixture
def world() -> World:
    return make_world()


def granting(application: Application, by: Any) -> Callable[[], Any]:
    return lambda: decision.grant(application, reasons="Goed.", by=by, now=NOW)


def refusing(application: Application, by: Any) -> Callable[[], Any]:
    return lambda: decision.refuse(application, reasons="Nee.", by=by, now=NOW)


def test_the_database_is_shared_by_threads() -> None:
    assert connection.vendor == "postgresql" or connection.settings_dict["NAME"].endswith("races.sqlite3")


def test_two_decisions_at_once_are_one(world: World) -> None:
    for _ in range(ROUNDS):
        application = to_decide(world)
        results = at_once(granting(application, world.sanne), refusing(application, world.sol))
        assert kinds(results) == ["Decision", "WrongState"]
        kept, now = Decision.objects.get(application=application), again(application)
        assert (now.state, now.moves) == ("granted" if kept.outcome == "met" else "refused", 1)
        assert Mark.objects.filter(application=application).exists() == (now.state == "granted")
        told = Event.objects.filter(object_type="keurmerk.application", object_id=str(application.pk))
        assert [one.verb for one in told] == ["grant" if now.state == "granted" else "refuse"]


def test_marks_awarded_at_once_have_numbers_of_their_own_without_gaps(world: World) -> None:
    others = [Organisation.objects.create(name=f"O{number}", created_at=NOW) for number in range(4)]
    organisations = [world.bank, world.club, *others]
    applications = [to_decide(world, organisation=one, requested_by=world.iris) for one in organisations]
    results = at_once(*[granting(one, world.sanne) for one in applications])
    assert kinds(results) == ["Decision"] * 6
    assert sorted(Mark.objects.values_list("number", flat=True)) == [f"GG-2026-000{n}" for n in range(1, 7)]
    assert Mark.objects.values("code").distinct().count() == 6


def test_stopping_and_deciding_at_once_leave_one_truth(world: World) -> None:
    for _ in range(ROUNDS):
        application = to_decide(world)
        results = at_once(
            granting(application, world.sanne), lambda one=application: ending.withdraw(one, by=world.fatima, now=NOW)
        )
        assert sum(isinstance(one, WrongState) for one in results) == 1
        stopped = again(application).state == "withdrawn"
        assert Decision.objects.filter(application=application).exists() != stopped


def test_objecting_and_asking_anew_at_once_leave_one_live_application(world: World) -> None:
    for _ in range(ROUNDS):
        application = refused(world)
        results = at_once(
            lambda one=application: objections.object(one, grounds="Nee.", by=world.fatima, now=NOW),
            lambda: request_mark(world.bank, adviser=None, evaluation=None, wish="", by=world.fatima, now=NOW),
        )
        assert sum(isinstance(one, Blocked | WrongState) for one in results) == 1, results
        assert Application.objects.filter(organisation=world.bank, state__in=LIVE).count() == 1
        assert Objection.objects.filter(application=application).exists() == isinstance(results[0], Objection)
        Application.objects.filter(state__in=LIVE).update(state="refused")
