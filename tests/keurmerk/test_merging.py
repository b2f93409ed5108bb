"""Merging two organisations of which one, or both, are on their way to the mark."""

from datetime import timedelta

import pytest
from django.urls import reverse

from auditors.models import Employer, Profile, Tie
from goedgeregeld.accounts.actions.merging import merge_organisations
from goedgeregeld.accounts.actions.ritual import Blocked
from goedgeregeld.accounts.models import Organisation, PossibleDouble
from goedgeregeld.events.models import Event
from keurmerk.models import Application, Due, Mark
from tests.keurmerk.cast import NOW, World, browser

pytestmark = pytest.mark.django_db


def merge(world: World) -> Organisation:
    return merge_organisations(kept=world.bank.pk, gone=world.club.pk, by=world.sanne, now=NOW)


def test_applications_move_along(world: World) -> None:
    live = world.application("working", organisation=world.club)
    ended = [world.application("withdrawn", organisation=world.bank)]
    kept = merge(world)
    assert set(Application.objects.filter(organisation=kept)) == {live, *ended}


def test_all_that_points_to_the_organisation_moves_along(world: World) -> None:
    application = world.application("granted", organisation=world.club)
    Due.objects.create(application=application, kind="audit", payee="x", amount=1, vat=0, due_since=NOW.date())
    days = {"decided_on": NOW.date(), "valid_from": NOW.date(), "valid_until": NOW.date() + timedelta(days=9)}
    Mark.objects.create(number="GG-1", code="x", organisation=world.club, name="Zuid", state_since=NOW, **days)
    employer = Employer.objects.create(name="Zuid", organisation=world.club)
    Tie.objects.create(profile=Profile.objects.get(user=world.otto), organisation=world.club, kind="member")
    kept = merge(world)
    assert Mark.objects.get().organisation == kept
    assert Due.objects.get().application.organisation == kept
    assert Tie.objects.get().organisation == kept
    employer.refresh_from_db()
    assert employer.organisation == kept
    moved = Event.objects.get(verb="merge").data["moved"]
    wanted = {"keurmerk.application", "keurmerk.mark", "auditors.tie", "auditors.employer"}
    assert {label: moved[label] for label in wanted} == dict.fromkeys(wanted, 1)


def test_two_that_are_both_on_their_way_stay_two(world: World) -> None:
    codes = [world.application("working", organisation=of).code for of in (world.bank, world.club)]
    with pytest.raises(Blocked) as blocked:
        merge(world)
    assert all(code in str(blocked.value) for code in codes)
    assert not Organisation.objects.filter(merged_into__isnull=False).exists()
    one, other = sorted((world.bank, world.club), key=lambda organisation: organisation.pk)
    double = PossibleDouble.objects.create(one=one, other=other, found_at=NOW)
    page = browser(world.sanne).get(reverse("accounts:double", args=[double.pk])).content.decode()
    assert "Samenvoegen kan nu niet" in page
    assert "Voeg samen" not in page
    answer = browser(world.sanne).post(reverse("accounts:merge_double", args=[double.pk]), {"blijft": str(one.pk)})
    assert answer.status_code == 409
