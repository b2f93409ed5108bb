"""A whole batch at once: what is proposed, that it is applied whole or not at all, and that it costs the same for many."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from auditors.models import Profile, Tie
from auditors.states import Work
from goedgeregeld.accounts.models import Organisation
from goedgeregeld.events.models import Event
from keurmerk.actions.batch import Gift, Undone, give_out
from keurmerk.actions.request import decline
from keurmerk.models import Application, Appointment, Audit
from keurmerk.queries.batch import Proposal, proposal
from tests.keurmerk.cast import NOW, World, browser
from tests.keurmerk.decided import TODAY
from tests.keurmerk.judged import submit
from tests.keurmerk.plans import asked
from tests.reports.people import organisation

PATH = "/kantoor/verdelen/auditors/"


def wait(world: World, number: int) -> list[Application]:
    """So many applications that wait for an auditor, each of another organisation."""
    made = []
    for n in range(number):
        of = organisation(f"Organisatie {n}", municipality=world.place)
        one = world.application("audit_assignment", organisation=of, requested_by=None)
        submit(one)
        made.append(one)
    return made


def proposed(world: World, work: str = Work.AUDITOR) -> Proposal:
    return proposal(work, me=world.sanne.pk, today=TODAY)


def gifts(found: Proposal) -> list[Gift]:
    return [Gift(line.application.code, line.chosen.user, line.application.moves) for line in found.placed]


def test_the_work_is_divided_evenly_and_applied_in_one_act(world: World) -> None:
    wait(world, 4)
    found = proposed(world)
    assert [(share.profile.user.name, share.now, share.new) for share in found.shares] == [
        ("Aud", 0, 2),
        ("Otto", 0, 2),
    ]
    assert found.largest == 2
    assert give_out(Work.AUDITOR, gifts(found), by=world.sanne, now=NOW) == 4
    assert set(Application.objects.values_list("state", flat=True)) == {"audit"}
    assert Audit.objects.count() == Event.objects.filter(verb="assign_auditor").count() == 4
    assert proposed(world).lines == []


def test_nobody_gets_what_they_may_not(world: World) -> None:
    first, *_rest = wait(world, 3)
    Tie.objects.create(profile=world.aud.profile, organisation=first.organisation, kind="board")
    given = {line.application.pk: line.chosen.profile.user for line in proposed(world).placed}
    assert given[first.pk] == world.otto
    Profile.objects.filter(user=world.otto).update(load_cap=0)
    found = proposed(world)
    assert [line.chosen is None for line in found.lines] == [True, False, False]
    assert "Niemand kan dit zo doen" in found.lines[0].why
    Profile.objects.filter(user=world.aud).update(load_cap=1)
    assert [line.why for line in proposed(world).lines][1:].count("Wie dit mag, heeft geen ruimte meer.") == 1


def test_where_something_changed_meanwhile_nothing_is_done(world: World) -> None:
    applications = wait(world, 3)
    found = gifts(proposed(world))
    Tie.objects.create(profile=world.aud.profile, organisation=applications[0].organisation, kind="board")
    Tie.objects.create(profile=world.otto.profile, organisation=applications[0].organisation, kind="board")
    with pytest.raises(Undone) as undone:
        give_out(Work.AUDITOR, found, by=world.sanne, now=NOW)
    assert {code for code, _why in undone.value.reasons} == {applications[0].code}
    assert not Audit.objects.exists()
    assert not Appointment.objects.exists()
    with pytest.raises(Undone, match="is er niet"):
        give_out(Work.AUDITOR, [Gift("WEG1-WEG2", world.aud.pk, 0)], by=world.sanne, now=NOW)


@pytest.mark.parametrize("name", ["aud", "ad", "fatima"])
def test_only_the_office_gives_out(world: World, name: str) -> None:
    wait(world, 1)
    with pytest.raises(PermissionDenied):
        give_out(Work.AUDITOR, gifts(proposed(world)), by=getattr(world, name), now=NOW)
    assert browser(getattr(world, name)).get(PATH).status_code == 404


def test_on_the_page_it_is_shown_with_reasons_and_pressed_once(world: World) -> None:
    applications, sanne = wait(world, 2), browser(world.sanne)
    page = sanne.get(PATH).content.decode()
    assert "Voor 2 aanvragen is er een voorstel." in page
    assert "Beoordeelde nog niet eerder." in page
    values = [f"{one.code}:{user.pk}:0" for one, user in zip(applications, (world.aud, world.otto), strict=True)]
    assert sanne.post(PATH, {}).status_code == 422
    assert sanne.post(PATH, {"gift": "onzin"}).status_code == 422
    assert sanne.post(PATH, {"gift": values}).status_code == 302
    again = sanne.post(PATH, {"gift": values})
    assert again.status_code == 409
    assert "staat nu op “bij de auditor”" in again.content.decode()
    assert Audit.objects.count() == 2
    assert "Er wacht nu geen aanvraag op een auditor." in sanne.get(PATH).content.decode()


def test_advisers_who_come_there_and_did_not_say_no_are_asked(world: World) -> None:
    for n in range(2):
        of = organisation(f"Club {n}", municipality=world.place)
        world.application(organisation=of, adviser=None, waits_for="office", requested_by=None)
    declined = asked(world)
    for user in (world.ad, world.anouk):
        decline(Application.objects.get(pk=declined.pk), reason="Nee.", by=user, now=NOW)
    found = proposed(world, Work.ADVISER)
    assert {share.profile.user.name: share.new for share in found.shares} == {"Ad": 1, "Anouk": 1}
    assert [line.application.pk for line in found.lines if line.chosen is None] == [declined.pk]
    assert give_out(Work.ADVISER, gifts(found), by=world.sanne, now=NOW) == 2
    assert Appointment.objects.filter(state="asked").count() == 2
    assert "zelf" in browser(world.sanne).get("/kantoor/verdelen/adviseurs/").content.decode()


@pytest.mark.parametrize(("work", "queries"), [(Work.AUDITOR, 9), (Work.ADVISER, 10)])
def test_it_costs_the_same_for_more_applications(world: World, work: str, queries: int) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked_for:
            proposed(world, work)
        return len(asked_for)

    wait(world, 1)
    place: Any = world.place
    world.application(organisation=organisation("Een", municipality=place), adviser=None, waits_for="office")
    first = cost()
    for one in Organisation.objects.exclude(applications__isnull=False)[:2]:
        world.application("audit_assignment", organisation=one)
    world.application(organisation=organisation("Twee", municipality=place), adviser=None, waits_for="office")
    assert (first, cost()) == (queries, queries)
    assert reverse("keurmerk:divide_auditors") == PATH
