"""Appointing an auditor: who may judge, in which order they are proposed, and that it is held to in the act itself."""

from datetime import date
from typing import Any

import pytest

from auditors import actions as network
from auditors.models import Employer, Profile, Tie
from auditors.states import TieKind, Work
from goedgeregeld.accounts.models import Membership, Role, User
from goedgeregeld.events.models import Event
from keurmerk.actions.appointing import assign_auditor
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.models import Application, Appointment, Audit
from keurmerk.queries import Reading
from keurmerk.queries.candidates import Candidate
from keurmerk.states import Party
from tests.keurmerk.cast import NOW, World
from tests.keurmerk.decided import TODAY, to_assign
from tests.keurmerk.judged import submit


def proposed(application: Application, me: User | None = None) -> list[Candidate]:
    return Reading(application, me=me.pk if me else None, today=TODAY).candidates


def reasons(application: Application, user: User, me: User | None = None) -> list[str]:
    return next(list(one.reasons) for one in proposed(application, me) if one.user == user.pk)


def assign(application: Application, auditor: User, by: User) -> Application:
    return assign_auditor(application, auditor=auditor.pk, by=by, now=NOW)


def test_an_auditor_is_appointed_and_the_audit_opened(world: World) -> None:
    application = to_assign(world)
    done = assign(application, world.aud, world.sanne)
    assert (done.state, done.auditor, done.waits_for) == ("audit", world.aud, Party.AUDITOR)
    kept = Appointment.objects.get(work=Work.AUDITOR)
    assert (kept.user, kept.state, kept.asked_by, kept.answered_at) == (world.aud, "accepted", world.sanne, NOW)
    audit = Audit.objects.get()
    assert (audit.auditor, audit.round, audit.submission.number, audit.recommended_at) == (world.aud, 1, 1, None)
    assert Event.objects.get(verb="assign_auditor").data == {"to": world.aud.pk}


@pytest.mark.parametrize("name", ["fatima", "ad", "aud", "boris"])
def test_only_the_office_appoints(world: World, name: str) -> None:
    application = to_assign(world)
    with pytest.raises(NotPermitted):
        assign(application, world.aud, getattr(world, name))
    assert not Audit.objects.exists()


def test_a_second_press_finds_another_state(world: World) -> None:
    application = to_assign(world)
    assign(application, world.aud, world.sanne)
    with pytest.raises(WrongState):
        assign(application, world.otto, world.stef)
    assert Application.objects.get().auditor == world.aud
    assert Appointment.objects.filter(work=Work.AUDITOR).count() == 1


def test_those_with_the_least_work_come_first_then_by_name(world: World) -> None:
    application = to_assign(world)
    assert [one.profile.user.name for one in proposed(application)] == ["Aud", "Otto"]
    world.application("audit", organisation=world.club, auditor=world.aud)
    assert [(one.profile.user.name, one.load) for one in proposed(application)] == [("Otto", 0), ("Aud", 1)]


def test_whoever_may_not_stands_last_with_the_reason(world: World) -> None:
    application = to_assign(world)
    Tie.objects.create(profile=world.aud.profile, organisation=world.bank, kind=TieKind.BOARD)
    found = proposed(application)
    assert [(one.profile.user.name, one.may) for one in found] == [("Otto", True), ("Aud", False)]
    assert found[1].reasons == ("Deze persoon is bestuurslid van deze organisatie.",)


def _tie(world: World, _application: Application) -> None:
    Tie.objects.create(profile=world.aud.profile, organisation=world.bank, kind="member", ended_on=date(2023, 1, 1))


def _employer_is_it(world: World, _application: Application) -> None:
    Profile.objects.filter(user=world.aud).update(employer=Employer.objects.create(name="E", organisation=world.bank))


def _employer_of_adviser(world: World, _application: Application) -> None:
    Profile.objects.filter(user__in=[world.aud, world.ad]).update(employer=Employer.objects.create(name="E"))


def _member(world: World, _application: Application) -> None:
    Membership.objects.create(organisation=world.bank, user=world.aud, right="reader", since=NOW)


def _adviser(world: World, application: Application) -> None:
    Appointment.objects.create(
        application=application, work=Work.ADVISER, user=world.aud, state="replaced", asked_at=NOW, answered_at=NOW
    )


def _last_time(world: World, _application: Application) -> None:
    earlier = world.application("granted", requested_at=NOW.replace(year=2022))
    _judged(earlier, world.aud, NOW.replace(year=2022))


def _approver(world: World, application: Application) -> None:
    application.plans.update(judged_by=world.aud)


def _acted(world: World, application: Application) -> None:
    application.submissions.update(submitted_by=world.aud)


def _judged(application: Application, auditor: User, at: Any) -> None:
    Audit.objects.create(
        application=application, submission=submit(application), auditor=auditor, round=1, recommendation="met",
        reasons="Zo.", started_at=at, recommended_at=at,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("conflict", "words"),
    [
        (_tie, "was tot 01-01-2023 lid"),
        (_employer_is_it, "Werkt bij deze organisatie"),
        (_employer_of_adviser, "dezelfde werkgever als de adviseur"),
        (_member, "lid van deze organisatie"),
        (_adviser, "zelf adviseur in dit traject"),
        (_last_time, "de vorige keer ook"),
        (_approver, "Keurde in dit traject iets goed"),
        (_acted, "namens de organisatie"),
    ],
)
def test_a_conflict_of_interest_is_held_to_in_the_act(world: World, conflict: Any, words: str) -> None:
    application = to_assign(world)
    conflict(world, application)
    assert any(words in one for one in reasons(application, world.aud))
    assert reasons(application, world.otto) == []
    with pytest.raises(Blocked, match=words):
        assign(application, world.aud, world.sanne)
    assert Application.objects.get(pk=application.pk).state == "audit_assignment"


def test_who_audited_the_time_before_last_may_again(world: World) -> None:
    application = to_assign(world)
    for year, auditor in ((2018, world.aud), (2022, world.otto)):
        _judged(world.application("granted"), auditor, NOW.replace(year=year))
    assert reasons(application, world.aud) == []
    assert "vorige keer" in reasons(application, world.otto)[0]


def test_nobody_appoints_themselves(world: World) -> None:
    application = to_assign(world)
    Role.objects.create(user=world.aud, kind="staff", since=NOW)
    with pytest.raises(Blocked, match="ben je zelf"):
        assign(application, world.aud, world.aud)


def test_who_is_not_authorised_any_more_is_not_proposed(world: World) -> None:
    application = to_assign(world)
    network.suspend(world.aud.profile, Work.AUDITOR, reason="x", by=None, now=NOW)
    assert [(one.profile.user.name, one.may) for one in proposed(application)] == [("Otto", True), ("Aud", False)]
    assert reasons(application, world.aud) == ["Is op deze dag niet geautoriseerd."]
    network.end(world.aud.profile, Work.AUDITOR, reason="x", by=None, now=NOW)
    assert [one.profile.user.name for one in proposed(application)] == ["Otto"]
    with pytest.raises(Blocked, match="geautoriseerd"):
        assign(application, world.aud, world.sanne)


def test_where_nobody_may_it_is_said(world: World) -> None:
    application = to_assign(world)
    for user in (world.aud, world.otto):
        network.suspend(user.profile, Work.AUDITOR, reason="x", by=None, now=NOW)
    with pytest.raises(Blocked, match="geen geautoriseerde auditor"):
        assign(application, world.aud, world.sanne)


def test_the_number_of_queries_does_not_grow(world: World, django_assert_num_queries: Any) -> None:
    application = to_assign(world)
    for number in range(12):
        user = User.objects.create_user(f"x{number}@example.org", name=f"X{number}")
        Role.objects.create(user=user, kind="auditor", since=NOW)
        profile = network.keep_profile(user, {}, by=None, now=NOW)
        network.authorise(profile, Work.AUDITOR, until=date(2030, 1, 1), by=None, now=NOW)
    with django_assert_num_queries(9):
        assert len(proposed(application)) == 14
