"""The overview of an organisation: its scores over time, its plan in numbers, its mark, and who may read it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from goedgeregeld.accounts.models import Organisation
from keurmerk.models import Mark
from selfeval.actions import load_instrument
from selfeval.models import Evaluation, ImprovementAction, InstrumentVersion
from tests.keurmerk.cast import World, browser, make_world
from tests.reports.cast import shipped
from tests.reports.kpi import cast

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def world(monkeypatch) -> World:
    made = make_world()
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return made


@pytest.fixture
def version(world) -> InstrumentVersion:
    return load_instrument(shipped(), publish=True, by=None, now=NOW)


def scored(score: str | None) -> dict[str, Any]:
    """A stored result with this score everywhere."""
    one = {"score": score, "shown": ""}
    parts = {part.code: one for part in shipped().parts}
    return {
        "route": "full",
        "unanswered": [],
        "overall": one,
        "parts": parts,
        "themes": {},
        "missing": [],
        "priorities": [],
    }


def done(version: InstrumentVersion, of: Organisation, score: str | None, days: int = 0, **fields: Any) -> Evaluation:
    at = NOW - timedelta(days=days)
    times = {"started_at": at, "changed_at": at, "completed_at": at}
    state = {"state": "completed", "result": scored(score), "route": "full", "organisation_name": of.name}
    return Evaluation.objects.create(instrument_version=version, organisation=of, **{**times, **state, **fields})


def action(of: Evaluation, state: str, **fields: Any) -> None:
    values = {"what": "Iets", "made_at": NOW, "changed_at": NOW, "moved_at": NOW, **fields}
    ImprovementAction.objects.create(evaluation=of, state=state, **values)


def page(world: World, name: str = "fatima") -> str:
    response = browser(getattr(world, name)).get(f"/organisatie/{world.bank.pk}/overzicht/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_scores_over_time(world, version):
    first = done(version, world.bank, "50", 700)
    second = done(version, world.bank, "200/3", 10)
    strangers = done(version, world.club, "99")
    shown = page(world)

    assert "De totaalscore steeg van 50,0% naar 66,7% in 2 zelfevaluaties" in shown
    assert f'/rapport/{second.pk}/vergelijken/?met={first.pk}">+16,7' in shown
    assert "A Richten" in shown
    assert shown.index(f"/rapport/{second.pk}/") < shown.index(f"/rapport/{first.pk}/")
    assert str(strangers.pk) not in shown
    assert "Niet alle zelfevaluaties gingen over dezelfde vragen." not in shown


def test_one_without_a_score_and_another_route(world, version):
    done(version, world.bank, "50", 700)
    done(version, world.bank, None, 10, route="star")
    shown = page(world)

    assert "n.v.t." in shown
    assert "score-line" not in shown
    assert "sterroute" in shown
    assert "Niet alle zelfevaluaties gingen over dezelfde vragen." in shown


def test_the_plan_in_numbers(world, version):
    one, other = done(version, world.bank, "50", 700), done(version, world.bank, "60")
    action(one, "done")
    action(one, "dropped", reason="Hoeft niet")
    action(other, "busy", due=date(2026, 11, 23))
    action(other, "planned", due=date(2026, 11, 24))
    action(done(version, world.club, "50"), "planned")
    shown = page(world)

    assert "Klaar: 1 van de 3 acties." in shown
    assert "1 is te laat." in shown
    assert f'/zelfevaluatie/{other.pk}/plan/?weergave=lijst&amp;stand=te-laat">1<' in shown


def test_the_mark_and_what_runs(world, version):
    done(version, world.bank, "60")
    assert "Vraag het keurmerk aan" in page(world)
    assert "Vraag het keurmerk aan" not in page(world, "iris")

    mark = cast.mark("GG-2023-0001", date(2023, 3, 1), organisation=world.bank)
    shown = page(world)
    assert f"/ons-keurmerk/{mark.number}/" in shown
    assert "Vraag op tijd de herbeoordeling aan." in shown
    assert "Vraag de herbeoordeling aan" in shown

    made = world.application("working", kind="renewal", renews=mark)
    shown = page(world, "wim")
    assert f"/aanvraag/{made.code}/" in shown
    assert "De herbeoordeling loopt." in shown
    assert Mark.objects.count() == 1


def test_nothing_yet(world):
    assert "Begin met de zelfevaluatie" in page(world)
    shown = page(world, "wim")
    assert "Jullie hebben nog geen zelfevaluatie gemaakt." in shown
    assert "Begin met de zelfevaluatie" not in shown
    assert "Jullie hebben nog geen keurmerk, en er loopt geen aanvraag." in shown


def test_an_example_sees_its_own(world, version):
    Organisation.objects.filter(pk=world.bank.pk).update(demo=True)
    done(version, world.bank, "60", demo=True)
    assert "Dit is een voorbeeld." in page(world)


@pytest.mark.parametrize("name", ["boris", "ad", "aud", "sanne", "bea"])
def test_others_do_not_see_it(world, version, name):
    world.application("audit")
    assert browser(getattr(world, name)).get(f"/organisatie/{world.bank.pk}/overzicht/").status_code == 404


def test_the_start_page_leads_to_it(world):
    assert f"/organisatie/{world.bank.pk}/overzicht/" in browser(world.fatima).get("/mijn/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_what_it_costs(world, version, number, django_assert_num_queries: Callable[[int], Any]):
    for count in range(number):
        made = done(version, world.bank, "60", count)
        action(made, "done")
        done(version, world.bank, None, state="started", completed_at=None, result=None)
        cast.mark(f"GG-{count}", date(2023 + count, 3, 1), organisation=world.bank)
    world.application("working")
    fatima = browser(world.fatima)
    fatima.get(f"/organisatie/{world.bank.pk}/overzicht/")

    with django_assert_num_queries(10):
        fatima.get(f"/organisatie/{world.bank.pk}/overzicht/")
