"""The page on trajectories and opinions: right numbers, each with its list, within a province and sector, and what it costs."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from goedgeregeld.events.actions import record
from keurmerk.models import Application, Appointment
from reports.kpi import trajectories
from reports.kpi.periods import of_year, period
from reports.kpi.queries import Selection
from selfeval.models import ReportFeedback, StatementFeedback
from tests.keurmerk.cast import World, browser, make_world
from tests.reports.kpi import cast

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
PAGE = "/kantoor/cijfers/trajecten/"


@pytest.fixture
def world(monkeypatch) -> World:
    made = make_world()
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return made


def walked(world: World, *steps: tuple[int, str, str], **fields: object) -> Application:
    """An application that was requested 100 days ago; each step: so many days ago, by which verb, and to which state."""
    made = world.application(steps[-1][2] if steps else "requested", requested_at=NOW - timedelta(days=100), **fields)
    for ago, verb, _state in steps:
        record(verb, made, by=world.ad, now=NOW - timedelta(days=ago))
    return made


def test_time_per_state(world):
    walked(
        world,
        (90, "accept", "intake"),
        (60, "submit_plan", "plan_review"),
        (55, "approve_plan", "working"),
        (1, "withdraw", "withdrawn"),
    )
    walked(world, (80, "accept", "intake"), organisation=world.club)
    found = trajectories.stays_in(Selection(), of_year(2026))

    assert {state: sorted(one.days(NOW) for one in of) for state, of in found.items()} == {
        "requested": [10, 20], "intake": [30], "plan_review": [5], "working": [54],
    }  # fmt: skip
    assert trajectories.stays_in(Selection(), period("2026-11"))["working"][0].days(NOW) == 54
    assert trajectories.stays_in(Selection(), period("2025")) == {}
    assert trajectories.stays_in(Selection(province="Drenthe"), of_year(2026)) == {}
    assert trajectories.open_by_state(Selection(province="Utrecht")) == {"intake": 1}


def test_examples_never_count(world):
    walked(world, (90, "accept", "intake"), demo=True, due_on=date(2026, 1, 1))

    assert trajectories.stays_in(Selection(), of_year(2026)) == {}
    assert trajectories.late_by_party(Selection(), NOW.date()) == []
    assert trajectories.loads(Selection(), now=NOW) == []


def test_what_is_late_and_who_has_how_much_work(world):
    made = walked(world, (90, "accept", "intake"), due_on=date(2026, 11, 1))
    Appointment.objects.create(
        application=made, work="adviser", user=world.ad, state="accepted", asked_at=NOW - timedelta(days=95)
    )
    walked(world, organisation=world.club, adviser=world.anouk, due_on=date(2026, 12, 1))

    assert [(party.value, number) for party, number in trajectories.late_by_party(Selection(), NOW.date())] == [
        ("adviser", 1)
    ]
    shown = [(one.user.name, one.work, one.now, one.taken_on) for one in trajectories.loads(Selection(), now=NOW)]
    assert shown == [("Ad", "adviser", 1, 1), ("Anouk", "adviser", 1, 0)]
    page = browser(world.sanne).get(PAGE).content.decode()
    assert "late=yes&amp;waits_for=adviser" in page


def test_marks_that_end_and_whether_a_renewal_runs(world):
    soon = cast.mark("NL-1", date(2023, 3, 1), municipality=world.place, organisation=world.bank)
    cast.mark("NL-2", date(2023, 5, 1), municipality=world.place)
    cast.mark("NL-3", date(2025, 5, 1))
    walked(world, kind="renewal", renews=soon)
    found = list(trajectories.ending(Selection(province="Utrecht"), NOW.date()))

    assert [(one.number, one.renewing) for one in found] == [("NL-1", True), ("NL-2", False)]
    assert "Voor 1 daarvan loopt een herbeoordeling." in browser(world.sanne).get(PAGE).content.decode()


def test_what_people_think(world):
    one = cast.evaluation(opened=NOW, completed=NOW)
    ReportFeedback.objects.create(evaluation=one, helped="yes", comment="Fijn rapport", at=NOW)
    StatementFeedback.objects.create(
        evaluation=one, statement="A1", opinion="unclear", comment="Wat is beleid?", at=NOW
    )
    sanne = browser(world.sanne)
    page = sanne.get(PAGE).content.decode()

    assert "Hielp het rapport?" in page
    assert "stelling=A1" in page
    assert "Fijn rapport" in sanne.get("/kantoor/cijfers/meningen/").content.decode()
    assert "Wat is beleid?" in sanne.get("/kantoor/cijfers/meningen/?stelling=A1").content.decode()
    assert "Fijn rapport" not in sanne.get("/kantoor/cijfers/meningen/?periode=2025").content.decode()


def test_the_list_behind_the_time_per_state(world):
    walked(world, (90, "accept", "intake"))
    page = browser(world.sanne).get("/kantoor/cijfers/tijd/?stand=requested").content.decode()

    assert "Stichting De Bank" in page
    assert "1 keer ging een aanvraag" in page


@pytest.mark.parametrize("number", [1, 3])
def test_what_it_costs(world, number, django_assert_num_queries):
    for count in range(number):
        walked(
            world,
            (90, "accept", "intake"),
            (60, "submit_plan", "plan_review"),
            (50, "refuse", "refused"),
            adviser=world.ad,
        )
        cast.mark(f"NL-{count}", date(2023, 3, 1 + count))
    sanne = browser(world.sanne)
    sanne.get(PAGE)

    with django_assert_num_queries(17):
        sanne.get(PAGE)
    with django_assert_num_queries(10):
        sanne.get("/kantoor/cijfers/tijd/?stand=requested")
