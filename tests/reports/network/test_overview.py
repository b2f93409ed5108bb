"""The overview of the network: what asks for attention, who has how much, what each province has."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from auditors import actions
from auditors.models import Pledge, Profile, Training
from goedgeregeld.accounts.models import Municipality
from reports.network.overview import overview
from tests.keurmerk.cast import NOW, World, browser, make_world
from tests.reports.people import someone

TODAY = NOW.date()


@pytest.fixture
def world(db: Any) -> World:
    return make_world()


def test_a_network_without_worries(world: World) -> None:
    found = overview(today=TODAY)
    assert [(str(work), numbers["geautoriseerd"]) for work, numbers in found.counts] == [("adviser", 2), ("auditor", 2)]
    assert (found.stuck, found.proposals, found.trainings, found.expiring, found.undeclared) == (0, [], [], [], [])
    assert (
        "Er is niets dat nu aandacht vraagt" in browser(world.sanne).get("/kantoor/netwerk/overzicht/").content.decode()
    )


def test_what_asks_for_attention(world: World) -> None:
    ad, anouk = world.ad.profile, world.anouk.profile
    world.application("working", adviser=world.anouk)
    actions.keep_own(ad, {"introduction": "Dag."}, by=world.ad, now=NOW)
    training = {"work": "adviser", "kind": "course", "title": "Basis", "followed_on": TODAY}
    actions.add_training(ad, training, proof=None, by=world.ad, now=NOW)
    actions.authorise(ad, "adviser", until=TODAY + timedelta(days=60), by=None, now=NOW)
    actions.withdraw_pledge(anouk, reason="Weg.", by=world.anouk, now=NOW)
    actions.add_absence(ad, began_on=TODAY, ended_on=None, by=world.ad, now=NOW)
    actions.add_tie(ad, {"organisation": world.club, "kind": "board"}, by=world.ad, now=NOW)
    found = overview(today=TODAY)
    assert found.stuck == 1
    assert [one.field for one in found.proposals] == ["introduction"]
    assert [str(one.profile) for one in (*found.trainings, *found.expiring, *found.away, *found.ties)] == ["Ad"] * 4
    assert [(str(user), str(work)) for user, work in found.undeclared] == [("Anouk", "adviser")]
    shown = browser(world.sanne).get("/kantoor/netwerk/overzicht/").content.decode()
    assert all(words in shown for words in ("Wacht op akkoord", "tot nader bericht", "Geen nieuw werk", "Loopt af"))


def test_who_has_most_to_do_comes_first(world: World) -> None:
    world.application("working", adviser=world.anouk)
    Profile.objects.filter(user=world.anouk).update(load_cap=1)
    first, *others = overview(today=TODAY).loads
    assert (str(first.user), str(first.work), first.now, first.full) == ("Anouk", "adviser", 1, True)
    assert {one.now for one in others} == {0}


def test_what_a_province_has(world: World) -> None:
    Municipality.objects.create(code="GM0321", name="Houten", province="Utrecht")
    Municipality.objects.create(code="GM9901", name="Vleuten", province="Utrecht", merged_into=world.place)
    (utrecht,) = overview(today=TODAY).provinces
    assert (utrecht.advisers, utrecht.municipalities, utrecht.white) == (2, 2, ["Houten"])


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_however_much_there_is(world: World, number: int) -> None:
    for each in range(number):
        profile = actions.keep_profile(
            someone(f"Bo{each}", "adviser"), {"municipalities": [world.place]}, by=None, now=NOW
        )
        actions.authorise(profile, "adviser", until=TODAY + timedelta(days=9), by=None, now=NOW)
        actions.keep_own(profile, {"introduction": "Dag."}, by=profile.user, now=NOW)
        fields = {"work": "adviser", "kind": "course", "title": "Basis", "followed_on": date(2026, 1, 1)}
        Training.objects.create(profile=profile, **fields)
        Pledge.objects.create(profile=profile, year=2025, version="2026", name="Bo", signed_at=NOW)
        actions.add_absence(profile, began_on=TODAY, ended_on=None, by=profile.user, now=NOW)
        actions.add_tie(profile, {"organisation": world.club, "kind": "board"}, by=profile.user, now=NOW)
    client = browser(world.sanne)
    with CaptureQueriesContext(connection) as asked:
        client.get("/kantoor/netwerk/overzicht/")
    assert len(asked) == 23
