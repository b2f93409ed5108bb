"""Merging two organisations of which one, or both, are on their way to the mark."""

import pytest
from django.urls import reverse

from goedgeregeld.accounts.actions.merging import merge_organisations
from goedgeregeld.accounts.actions.ritual import Blocked
from goedgeregeld.accounts.models import Organisation, PossibleDouble
from keurmerk.models import Application
from tests.keurmerk.cast import NOW, World, browser

pytestmark = pytest.mark.django_db


def merge(world: World) -> Organisation:
    return merge_organisations(kept=world.bank.pk, gone=world.club.pk, by=world.sanne, now=NOW)


def test_applications_move_along(world: World) -> None:
    live = world.application("working", organisation=world.club)
    ended = [world.application("withdrawn", organisation=world.bank)]
    kept = merge(world)
    assert set(Application.objects.filter(organisation=kept)) == {live, *ended}


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
