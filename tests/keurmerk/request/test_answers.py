"""An adviser takes it on or not, the next is asked by itself, and the office asks whom it finds."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from auditors import actions as network
from auditors.models import Tie
from goedgeregeld.accounts.models import User
from keurmerk.actions import request as acts
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.models import Application, Appointment
from keurmerk.queries.advisers import candidates, serves
from tests.keurmerk.cast import NOW, World, browser
from tests.keurmerk.plans import asked
from tests.reports.people import someone

REASON = "Ik heb er dit jaar geen tijd voor."


def appointments(application: Application) -> list[tuple[Any, ...]]:
    return list(application.appointments.values_list("user__name", "state", "asked_by__name"))


def adviser(world: World, name: str, **fields: Any) -> User:
    user = someone(name, "adviser")
    profile = network.keep_profile(user, {"nationwide": True} | fields, by=None, now=NOW)
    network.authorise(profile, "adviser", until=date(2030, 12, 31), by=None, now=NOW)
    return user


# --- Accepting ----------------------------------------------------------------------------------------------------------


def test_accepting_begins_the_plan(world: World) -> None:
    application = acts.accept(asked(world), by=world.ad, now=NOW, moves=0)
    assert (application.state, application.waits_for) == ("intake", "adviser")
    assert appointments(application) == [("Ad", "accepted", "Fatima")]
    plan = application.plans.get()
    assert (plan.version, plan.state, plan.rate, plan.audit_fee, plan.locations) == (1, "draft", 75, 450, 1)
    assert [step.what for step in plan.contents.steps][-1] == "Beoordelingsgesprek"


def test_a_rate_of_ones_own_and_many_locations(world: World) -> None:
    network.keep_profile(world.ad, {"hourly_rate": 40}, by=None, now=NOW)
    world.bank.locations = 6
    world.bank.save()
    plan = acts.accept(asked(world), by=world.ad, now=NOW).plans.get()
    assert (plan.rate, plan.locations, plan.audit_fee) == (40, 6, None)


def test_without_this_year_s_declaration_it_is_said_what_to_do(world: World) -> None:
    application = asked(world)
    for one in world.ad.profile.pledges.filter(year=2026):
        network.withdraw_pledge(one.profile, reason="Even niet.", by=world.ad, now=NOW)
    with pytest.raises(Blocked, match="verklaring van dit jaar is nog niet ondertekend"):
        acts.accept(application, by=world.ad, now=NOW)


@pytest.mark.parametrize("name", ["anouk", "fatima", "sanne", "boris"])
def test_only_who_was_asked_accepts(world: World, name: str) -> None:
    with pytest.raises(NotPermitted):
        acts.accept(asked(world), by=getattr(world, name), now=NOW)


def test_a_conflict_that_came_later_holds_it_back(world: World) -> None:
    application = asked(world)
    Tie.objects.create(profile=world.ad.profile, organisation=world.bank, kind="employee", ended_on=date(2025, 1, 1))
    with pytest.raises(Blocked, match="medewerker"):
        acts.accept(application, by=world.ad, now=NOW)
    assert appointments(application) == [("Ad", "asked", "Fatima")]


def test_so_does_an_authorisation_that_ended(world: World) -> None:
    network.suspend(world.ad.profile, "adviser", reason="-", by=None, now=NOW)
    with pytest.raises(Blocked, match="niet \\(meer\\) geldig"):
        acts.accept(asked(world), by=world.ad, now=NOW)


# --- Declining ----------------------------------------------------------------------------------------------------------


def test_declining_asks_the_next_local_one_then_nationwide_then_the_office(world: World) -> None:
    nele = adviser(world, "Nele")
    application = asked(world)
    acts.decline(application, reason=REASON, by=world.ad, now=NOW, moves=0)
    acts.decline(application, reason=REASON, by=world.anouk, now=NOW)
    now_there = Application.objects.get()
    assert (now_there.adviser, now_there.waits_for, now_there.state) == (nele, "adviser", "requested")
    acts.decline(application, reason=REASON, by=nele, now=NOW)
    now_there = Application.objects.get()
    assert (now_there.adviser, now_there.waits_for, now_there.moves) == (None, "office", 3)
    assert appointments(application) == [
        ("Ad", "declined", "Fatima"),
        ("Anouk", "declined", None),
        ("Nele", "declined", None),
    ]
    assert set(Appointment.objects.values_list("reason", flat=True)) == {REASON}


def test_who_has_a_conflict_is_passed_over(world: World) -> None:
    Tie.objects.create(profile=world.anouk.profile, organisation=world.bank, kind="board")
    application = acts.decline(asked(world), reason=REASON, by=world.ad, now=NOW)
    assert application.adviser is None


def test_who_declined_is_out(world: World) -> None:
    application = asked(world)
    acts.decline(application, reason=REASON, by=world.ad, now=NOW)
    with pytest.raises(NotPermitted):
        acts.accept(application, by=world.ad, now=NOW)


# --- Assigning ----------------------------------------------------------------------------------------------------------


def test_the_office_asks_another(world: World) -> None:
    application = acts.assign(asked(world), adviser=world.anouk.pk, by=world.sanne, now=NOW, moves=0)
    assert (application.adviser, application.waits_for) == (world.anouk, "adviser")
    assert appointments(application) == [("Ad", "replaced", "Fatima"), ("Anouk", "asked", "Sanne")]


def test_not_who_has_a_conflict_or_is_not_authorised_or_was_asked_already(world: World) -> None:
    application = asked(world)
    Tie.objects.create(profile=world.anouk.profile, organisation=world.bank, kind="member")
    for wrong, why in ((world.anouk, "lid"), (world.otto, "niet \\(meer\\) geautoriseerd"), (world.ad, "al gevraagd")):
        with pytest.raises(Blocked, match=why):
            acts.assign(application, adviser=wrong.pk, by=world.sanne, now=NOW)
    assert appointments(application) == [("Ad", "asked", "Fatima")]


def test_who_was_asked_already_is_not_offered(world: World) -> None:
    path = f"/aanvraag/{asked(world).code}/adviseur/"
    answer = browser(world.sanne).get(path)
    assert [value for value, _name in answer.context["form"].fields["adviser"].choices] == [world.anouk.pk]
    page = answer.content.decode()
    assert f'value="{world.ad.pk}"' not in page


@pytest.mark.parametrize("name", ["ad", "fatima", "boris", "aud"])
def test_only_the_office_assigns(world: World, name: str) -> None:
    with pytest.raises(NotPermitted):
        acts.assign(asked(world), adviser=world.anouk.pk, by=getattr(world, name), now=NOW)


def test_not_once_somebody_accepted(world: World) -> None:
    application = acts.accept(asked(world), by=world.ad, now=NOW)
    with pytest.raises(WrongState):
        acts.assign(application, adviser=world.anouk.pk, by=world.sanne, now=NOW)


def test_candidates_stand_in_an_order_that_helps(world: World) -> None:
    nele = adviser(world, "Nele")
    elders = adviser(world, "Els", nationwide=False)
    Tie.objects.create(profile=world.anouk.profile, organisation=world.bank, kind="board")
    application = acts.decline(asked(world), reason=REASON, by=world.ad, now=NOW)
    found = candidates(application, on=NOW.date())
    assert [one.profile.user for one in found] == [nele, elders, world.ad, world.anouk]
    assert [(serves(one), one.ranked.candidate.held_back, not one.may) for one in found] == [
        (True, False, False),
        (False, False, False),
        (True, True, False),
        (True, False, True),
    ]


# --- The pages ----------------------------------------------------------------------------------------------------------


def test_an_adviser_accepts_on_the_page(world: World) -> None:
    application = asked(world)
    ad = browser(world.ad)
    assert "Neem de aanvraag aan" in ad.get(f"/aanvraag/{application.code}/aannemen/").content.decode()
    answer = ad.post(f"/aanvraag/{application.code}/aannemen/", {"moves": "0"})
    assert answer["Location"] == f"/aanvraag/{application.code}/"
    again = ad.post(f"/aanvraag/{application.code}/aannemen/", {"moves": "0"})
    assert again.status_code == 409
    assert "staat nu op “intake”" in again.content.decode()


def test_declining_leads_away_and_asks_why(world: World) -> None:
    application, ad = asked(world), browser(world.ad)
    assert ad.post(f"/aanvraag/{application.code}/afwijzen/", {"moves": "0"}).status_code == 422
    answer = ad.post(f"/aanvraag/{application.code}/afwijzen/", {"moves": "0", "reason": REASON})
    assert answer["Location"] == "/mijn/"
    assert ad.get(f"/aanvraag/{application.code}/").status_code == 404


def test_the_office_sees_who_cannot_and_why(world: World) -> None:
    application, sanne, nele = asked(world), browser(world.sanne), adviser(world, "Nele")
    Tie.objects.create(profile=world.anouk.profile, organisation=world.bank, kind="board")
    page = sanne.get(f"/aanvraag/{application.code}/adviseur/").content.decode()
    assert "bestuurslid van deze organisatie" in page
    assert f'value="{nele.pk}"' in page
    assert f'value="{world.ad.pk}"' not in page  # is asked already
    assert f'value="{world.anouk.pk}"' not in page
    assert sanne.post(f"/aanvraag/{application.code}/adviseur/", {"adviser": world.anouk.pk}).status_code == 422


def test_the_list_costs_the_same_for_more_advisers(world: World) -> None:
    application, sanne = asked(world), browser(world.sanne)
    counts = []
    for name in ("Een", "Twee", "Drie"):
        adviser(world, name)
        with CaptureQueriesContext(
            connection,
        ) as asked_for:
            sanne.get(f"/aanvraag/{application.code}/adviseur/")
        counts.append(len(asked_for))
    assert counts == [14, 13, 13]  # the first time it is also written down that the office looked
