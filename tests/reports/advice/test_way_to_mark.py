"""From the report to the quality mark: who may ask is led there, who may not is told who can."""

from typing import Any

import pytest

from keurmerk.models import Application
from tests.keurmerk.cast import NOW, World, browser, make_world
from tests.keurmerk.register import shelf
from tests.keurmerk.request.test_request_mark import completed, evaluation


@pytest.fixture
def world(db: Any) -> World:
    return make_world()


def test_a_beheerder_is_led_to_asking_with_this_evaluation(world: World) -> None:
    done = completed(evaluation(world.fatima, world.bank))
    page = browser(world.fatima).get(f"/rapport/{done.pk}/").content.decode()
    assert f"/organisatie/{world.bank.pk}/keurmerk/aanvragen/?zelfevaluatie={done.pk}" in page
    for name in ("iris", "wim"):
        page = browser(getattr(world, name)).get(f"/rapport/{done.pk}/").content.decode()
        assert "Een beheerder van jullie organisatie kan het keurmerk aanvragen." in page
        assert "/keurmerk/aanvragen/" not in page


def test_where_one_runs_the_report_leads_to_it(world: World) -> None:
    done = completed(evaluation(world.fatima, world.bank))
    made = world.application(evaluation=done)
    page = browser(world.wim).get(f"/rapport/{done.pk}/").content.decode()
    assert f"/aanvraag/{made.code}/" in page
    assert Application.objects.get().requested_at == NOW


def test_the_organisations_list_has_the_button_while_none_runs(world: World) -> None:
    path, ask = f"/organisatie/{world.bank.pk}/keurmerk/", f"/organisatie/{world.bank.pk}/keurmerk/aanvragen/"
    assert ask in browser(world.fatima).get(path).content.decode()
    assert ask not in browser(world.wim).get(path).content.decode()
    world.application("working")
    assert ask not in browser(world.fatima).get(path).content.decode()


def test_who_has_the_mark_already_is_led_to_it(world: World) -> None:
    done, mark = completed(evaluation(world.fatima, world.bank)), shelf.mark(organisation=world.bank)
    ask = f"/organisatie/{world.bank.pk}/keurmerk/aanvragen/"
    for name in ("fatima", "wim"):
        client = browser(getattr(world, name))
        for path in (f"/rapport/{done.pk}/", f"/organisatie/{world.bank.pk}/keurmerk/"):
            page = client.get(path).content.decode()
            assert f"/ons-keurmerk/{mark.number}/" in page
            assert ask not in page
