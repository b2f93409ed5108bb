"""An adviser who does not answer in time: the next one is asked by itself, once, and everybody concerned is told."""

from datetime import date, timedelta
from typing import Any

import pytest
from post_office.models import Email

from auditors import actions as network
from keurmerk.actions import request as acts
from keurmerk.actions.reminding import remind
from keurmerk.actions.ritual import Blocked, WrongState
from keurmerk.models import Application
from tests.keurmerk.cast import NOW, World
from tests.keurmerk.plans import asked
from tests.reports.people import someone

LATE = NOW + timedelta(days=30)


def waiting(world: World) -> Application:
    """Ad was asked, and has until the third of December."""
    application = asked(world)
    Application.objects.filter(pk=application.pk).update(due_on=date(2026, 12, 3))
    return Application.objects.get(pk=application.pk)


def appointments(application: Application) -> list[tuple[Any, ...]]:
    return list(application.appointments.values_list("user__name", "state", "asked_by__name"))


def test_not_before_the_last_day_is_past(world: World) -> None:
    application = waiting(world)
    with pytest.raises(Blocked, match="nog niet voorbij"):
        acts.lapse_request(application, now=NOW)
    assert remind(now=NOW).unanswered == 0
    assert appointments(application) == [("Ad", "asked", "Fatima")]


def test_the_next_one_is_asked_by_itself_with_a_term_of_their_own(world: World) -> None:
    application = waiting(world)
    Email.objects.all().delete()
    assert remind(now=LATE).unanswered == 1
    now_there = Application.objects.get()
    assert (now_there.adviser, now_there.waits_for, now_there.state) == (world.anouk, "adviser", "requested")
    assert now_there.due_on > LATE.date()
    assert appointments(application) == [("Ad", "lapsed", "Fatima"), ("Anouk", "asked", None)]
    told = {one.to[0] for one in Email.objects.all()}
    assert told == {"ad@example.org", "anouk@example.org", "fatima@example.org", "iris@example.org"}
    assert remind(now=LATE).unanswered == 0  # a second time that day


def test_where_nobody_is_left_the_office_looks(world: World) -> None:
    waiting(world)
    for days in (30, 60):
        remind(now=NOW + timedelta(days=days))
    now_there = Application.objects.get()
    assert (now_there.adviser, now_there.waits_for) == (None, "office")


def test_who_let_it_lapse_may_be_asked_again_by_the_office_but_stands_below(world: World) -> None:
    application = waiting(world)
    remind(now=LATE)
    acts.decline(Application.objects.get(), reason="Nee.", by=world.anouk, now=LATE)
    acts.assign(application, adviser=world.ad.pk, by=world.sanne, now=LATE)
    assert Application.objects.get().adviser == world.ad


def test_who_accepts_just_in_time_stays(world: World) -> None:
    application = waiting(world)
    acts.accept(application, by=world.ad, now=NOW)
    with pytest.raises(WrongState):
        acts.lapse_request(application, now=LATE)


def test_the_choice_is_kept_with_its_place_and_why(world: World) -> None:
    application = acts.assign(asked(world), adviser=world.anouk.pk, by=world.sanne, now=NOW)
    kept = application.appointments.get(state="asked")
    assert (kept.user, kept.place, kept.first, kept.why) == (world.anouk, 1, None, "")
    els = someone("Els", "adviser")
    profile = network.keep_profile(els, {"nationwide": True}, by=None, now=NOW)
    network.authorise(profile, "adviser", until=date(2030, 12, 31), by=None, now=NOW)
    with pytest.raises(Blocked, match="Schrijf waarom je niet Ad kiest"):
        acts.assign(application, adviser=els.pk, why=" ", by=world.sanne, now=NOW)
    assert application.appointments.get(state="asked") == kept
    application = acts.assign(application, adviser=els.pk, why="Kent de sector.", by=world.sanne, now=NOW)
    kept = application.appointments.get(state="asked")
    assert (kept.user, kept.place, kept.first, kept.why) == (els, 3, world.ad, "Kent de sector.")
