"""The year of an adviser or auditor: right numbers, nothing of others, and what it costs."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from goedgeregeld.accounts.models import Role
from goedgeregeld.accounts.queries import person
from goedgeregeld.accounts.states import RoleKind
from goedgeregeld.events.actions import record
from keurmerk.models import Application, Appointment
from reports.mine import years
from tests.keurmerk.cast import World, browser, make_world
from tests.reports.kpi import cast

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOW.date()
PAGE = "/mijn/jaar/"


@pytest.fixture
def world(monkeypatch) -> World:
    made = make_world()
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return made


def ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


def taken(made: Application, user, work: str, asked: int, answered: int | None = None, state: str = "accepted"):
    """Somebody who was asked so many days ago, and said yes."""
    said = None if answered is None else ago(answered)
    Appointment.objects.create(
        application=made, work=work, user=user, state=state, asked_at=ago(asked), answered_at=said
    )


def walked(world: World, state: str, *steps: tuple[int, str], **fields: object) -> Application:
    """An application that was requested 100 days ago; each step: so many days ago, and by which verb."""
    made = world.application(state, **{"requested_at": ago(100), "state_since": ago(1), **fields})
    for days, verb in steps:
        record(verb, made, by=world.ad, now=ago(days))
    return made


def section_of(world: World, user, work=RoleKind.ADVISER, year: int = 2026) -> years.Section:
    return years.section(years.read_work(work, person(user)), year, person(user), today=TODAY)


def test_what_came_of_it_first_and_renewed_apart(world):
    first = walked(world, "granted")
    renewed = walked(world, "granted", kind="renewal")
    before = walked(world, "granted", requested_at=ago(700), state_since=ago(400))
    refused, stopped = walked(world, "refused"), walked(world, "withdrawn")
    unasked = walked(world, "withdrawn")
    for one in (first, renewed, refused, stopped):
        taken(one, world.ad, "adviser", 100, 90)
    taken(before, world.ad, "adviser", 720, 710)
    taken(unasked, world.ad, "adviser", 100, 90, state="lapsed")
    for number, one, on in (("1", first, TODAY), ("2", renewed, date(2026, 1, 1)), ("3", before, date(2025, 12, 31))):
        cast.mark(number, on, application=one)
    found = section_of(world, world.ad)

    assert (found.first, found.renewed, found.refused, found.stopped) == ([first], [renewed], [refused], [stopped])
    assert [one for one, _on in found.taken] == [first, renewed, refused, stopped]
    earlier = section_of(world, world.ad, year=2025)
    assert (earlier.first, earlier.renewed, [on for _one, on in earlier.taken]) == ([before], [], [])
    assert years.years_of([years.read_work(RoleKind.ADVISER, person(world.ad))], TODAY) == [2026, 2025, 2024]


def test_how_long_it_lay_with_them_alone(world):
    """Asked after another had let it lie for ten days; what lies with NOV or the organisation does not count."""
    made = walked(
        world,
        "working",
        (90, "lapse_request"),
        (80, "accept"),
        (60, "submit_plan"),
        (50, "return_plan"),
        (46, "submit_plan"),
        (40, "approve_plan"),
    )
    taken(made, world.anouk, "adviser", 100, state="lapsed")
    taken(made, world.ad, "adviser", 88, 80)
    found = section_of(world, world.ad).took

    assert [(one.state, one.usual.number, one.usual.median) for one in found] == [("requested", 1, 8), ("intake", 2, 4)]
    assert found[1].each == [(made, 20), (made, 4)]
    assert section_of(world, world.anouk).is_empty


def test_an_auditor_sees_the_time_of_audits(world):
    made = walked(world, "decision", (30, "assign_auditor"), (5, "recommend"))
    taken(made, world.aud, "auditor", 30)
    found = section_of(world, world.aud, RoleKind.AUDITOR)

    assert [(one.state, one.usual.median) for one in found.took] == [("audit", 25)]
    assert [on for _one, on in found.taken] == [ago(30).date()]


def test_what_runs_and_is_late_is_of_today(world):
    made = walked(world, "intake", due_on=date(2026, 11, 1))
    taken(made, world.ad, "adviser", 400, 390)
    found = section_of(world, world.ad)

    assert [(state, [row.one for row in rows]) for state, rows in found.live] == [("intake", [made])]
    assert [row.one for row in found.late] == [made]
    assert section_of(world, world.ad, year=2025).live == []
    page = browser(world.ad).get(PAGE).content.decode()
    assert f"/aanvraag/{made.code}/" in page
    assert 'href="#adviser-te-laat">1<' in page


def test_examples_count_only_where_there_is_nothing_else(world):
    example = walked(world, "intake", demo=True)
    assert section_of(world, world.ad).number_live == 1
    assert "Dit zijn voorbeelden." in browser(world.ad).get(PAGE).content.decode()

    real = walked(world, "working", organisation=world.club)
    found = section_of(world, world.ad)
    assert [row.one for _state, rows in found.live for row in rows] == [real]
    assert example.code not in browser(world.ad).get(PAGE).content.decode()


def test_who_is_both_has_both(world):
    Role.objects.create(user=world.ad, kind=RoleKind.AUDITOR, since=NOW)
    page = browser(world.ad).get(PAGE).content.decode()

    assert "Als adviseur" in page
    assert "Als auditor" in page
    assert "Als auditor" not in browser(world.anouk).get(PAGE).content.decode()


def test_nothing_of_others_and_nothing_for_others(world):
    made = walked(world, "intake")
    page = browser(world.anouk).get(PAGE).content.decode()

    assert "Er is dit jaar nog niets te tellen." in page
    assert made.code not in page
    assert browser(world.sanne).get(PAGE).status_code == 404
    assert browser(world.fatima).get(PAGE).status_code == 404


@pytest.mark.parametrize("year", ["2019", "x", "99999999999", "-1", "2027"])
def test_a_year_without_anything_is_not_there(world, year):
    assert browser(world.ad).get(PAGE, {"jaar": year}).status_code == 404


def test_the_start_page_leads_to_it(world):
    assert f'href="{PAGE}"' in browser(world.ad).get("/mijn/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_what_it_costs(world, number, django_assert_num_queries):
    for count in range(number):
        made = walked(world, "granted", (80, "accept"), (60, "submit_plan"))
        taken(made, world.ad, "adviser", 90, 80)
        cast.mark(f"NL-{count}", TODAY, application=made)
        taken(walked(world, "refused", (80, "accept")), world.ad, "adviser", 90, 80)
    ad = browser(world.ad)
    ad.get(PAGE)

    with django_assert_num_queries(8):
        ad.get(PAGE)


def test_load_now_and_over_twelve_months_as_the_division_counts_it(world):
    taken(walked(world, "working"), world.ad, "adviser", asked=90, answered=80)
    taken(walked(world, "granted"), world.ad, "adviser", asked=500, answered=490)
    shown = " ".join(browser(world.ad).get(PAGE).content.decode().split())
    assert "als adviseur: nu 1 in behandeling, en 1 gevraagd in de laatste twaalf maanden." in shown
