"""What the office's start page says of the network: work to hand over, and changes that wait for approval."""

from typing import Any

import pytest

from auditors import actions as network
from auditors.models import Proposal
from tests.keurmerk.cast import NOW, World, browser, make_world


@pytest.fixture
def world(db: Any) -> World:
    return make_world()


def test_work_to_hand_over_and_proposals_are_said_with_the_way_to_them(world: World) -> None:
    sanne = browser(world.sanne)
    world.application("working")
    quiet = sanne.get("/mijn/").content.decode()
    assert "overgedragen" not in quiet
    assert "wacht op akkoord" not in quiet
    network.suspend(world.ad.profile, "adviser", reason="Klacht.", by=world.sanne, now=NOW)
    Proposal.objects.create(profile=world.anouk.profile, field="introduction", text="Hoi", made_at=NOW)
    Proposal.objects.create(profile=world.aud.profile, field="rate", text="1", made_at=NOW, refused_at=NOW)
    page = sanne.get("/mijn/").content.decode()
    assert '<a href="/kantoor/over-te-dragen/">1 traject moet worden overgedragen</a>' in page
    assert '<a href="/kantoor/netwerk/overzicht/">1 wijziging in een profiel wacht op akkoord</a>' in page
