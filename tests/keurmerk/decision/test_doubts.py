"""Who handled the organisation before: less than four years ago it excludes an auditor, otherwise it is said as a warning."""

from datetime import UTC, date, datetime

import pytest

from auditors import actions as network
from auditors.models import Employer, Profile, Tie
from keurmerk.actions import assessment
from keurmerk.actions.appointing import assign_auditor, replace_adviser
from keurmerk.actions.ritual import Blocked
from keurmerk.models import Application, Appointment
from keurmerk.queries import advisers, candidates
from keurmerk.queries.hands import hands_of
from keurmerk.queries.independence import handled, handled_by
from tests.keurmerk.cast import NOW, World
from tests.keurmerk.decided import to_assign
from tests.keurmerk.decision.test_assign_auditor import _judged

TODAY = NOW.date()


def earlier(world: World, *, year: int, **fields: object) -> Application:
    """A trajectory of De Bank that ended on the first of June of that year."""
    ended = datetime(year, 6, 1, 12, tzinfo=UTC)
    return world.application("withdrawn", ended_at=ended, **fields)


def doubts(world: World, application: Application, user: int) -> tuple[str, ...]:
    found = candidates.candidates(application, hands_of(application), me=None, today=TODAY)
    return next(one.ranked.candidate.doubts for one in found if one.user == user)


def test_who_advised_in_an_earlier_trajectory_does_not_audit_for_four_years(world: World) -> None:
    earlier(world, year=2024, adviser=world.otto)
    application = to_assign(world)
    with pytest.raises(Blocked, match="eerder traject, tot 01-06-2024"):
        assign_auditor(application, auditor=world.otto.pk, by=world.sanne, now=NOW)


def test_who_advised_long_ago_is_said_to_have(world: World) -> None:
    other = earlier(world, year=2020, adviser=None)
    Appointment.objects.create(application=other, work="adviser", user=world.otto, state="replaced", asked_at=NOW)
    application = world.application("audit_assignment")
    assert doubts(world, application, world.otto.pk) == ("Begeleidde deze organisatie lang geleden, tot 01-06-2020.",)
    assert doubts(world, application, world.aud.pk) == ()


def test_a_colleague_of_the_last_auditor_is_a_warning(world: World) -> None:
    other = earlier(world, year=2021)
    bureau = Employer.objects.create(name="Bureau")
    Profile.objects.filter(user__in=[world.aud.pk, world.otto.pk]).update(employer=bureau)
    _judged(other, world.aud, NOW)
    application = world.application("audit_assignment")
    assert doubts(world, application, world.otto.pk) == (
        "Werkt voor dezelfde werkgever als wie de vorige keer beoordeelde.",
    )


def test_another_employer_that_waits_for_approval_is_a_warning(world: World) -> None:
    network.keep_own(world.otto.profile, {"employer_name": "De Schakel"}, by=world.otto, now=NOW)
    application = world.application("audit_assignment")
    (doubt,) = doubts(world, application, world.otto.pk)
    assert doubt.startswith("Meldde een andere werkgever")


def test_an_adviser_who_advised_before_may_again_with_a_warning(world: World) -> None:
    earlier(world, year=2024, adviser=world.anouk)
    application = world.application("working")
    found = advisers.candidates(application, on=TODAY)
    (anouk,) = (one for one in found if one.user == world.anouk.pk)
    assert anouk.may
    assert anouk.ranked.candidate.doubts == ("Begeleidde deze organisatie eerder, tot 01-06-2024.",)


def test_who_audited_this_trajectory_does_not_advise_in_it(world: World) -> None:
    world.anouk.roles.create(kind="auditor", since=NOW)
    application = world.application("working")
    Appointment.objects.create(
        application=application, work="auditor", user=world.anouk, state="replaced", asked_at=NOW
    )
    with pytest.raises(Blocked, match="in dit traject auditor"):
        replace_adviser(application, adviser=world.anouk.pk, reason="Ziek.", by=world.sanne, now=NOW)


def test_an_adviser_with_a_tie_by_now_does_not_advise_positively(world: World) -> None:
    application = world.application("assessment")
    Tie.objects.create(profile=world.ad.profile, organisation=world.bank, kind="board", ended_on=date(2026, 1, 1))
    with pytest.raises(Blocked, match="Belangenverstrengeling van de adviseur"):
        assessment.advise_positively(application, reasons="Goed.", by=world.ad, now=NOW)


def test_many_at_once_cost_as_much_as_one(world: World, django_assert_num_queries) -> None:
    here, there = world.application("audit"), world.application("audit", organisation=world.club)
    with django_assert_num_queries(2):
        both = handled_by([here, there])
    assert both[world.bank.pk] == handled(here)
    assert both[world.bank.pk].advisers == {world.ad.pk}
