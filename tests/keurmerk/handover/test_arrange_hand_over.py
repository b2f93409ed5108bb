"""Arranging the handing over of a mark: who may, what is kept, who is told, and which marks still wait for it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from post_office.models import Email

from goedgeregeld.events.models import Event
from keurmerk.actions.handing_over import Arranged, arrange_hand_over
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.models import HandOver, Mark
from keurmerk.queries.handing_over import moment, waiting, waits
from tests.keurmerk.cast import NOW, World, browser
from tests.keurmerk.register import shelf
from tests.keurmerk.register.shelf import DAY, today

PLAN = Arranged(today() + 30 * DAY, " De kantine ", "Wethouder Jansen", "Met taart.")
LIST = "/kantoor/uitreikingen/"


@pytest.fixture
def mark(world: World) -> Mark:
    return shelf.mark(organisation=world.bank)


def path(mark: Mark) -> str:
    return f"/ons-keurmerk/{mark.number}/uitreiking/"


def mailed() -> set[str]:
    return {one.to[0] for one in Email.objects.all()}


def test_the_office_arranges_it_and_the_organisation_is_told(world: World, mark: Mark) -> None:
    made = arrange_hand_over(mark, PLAN, by=world.sanne, now=NOW)
    assert (made.on, made.place, made.by_whom, made.note, made.skipped) == (
        PLAN.on,
        "De kantine",
        "Wethouder Jansen",
        "Met taart.",
        False,
    )
    assert (made.changed_by, made.changed_at) == (world.sanne, NOW)
    event = Event.objects.get(verb="arrange_hand_over")
    assert (event.actor, event.data) == (world.sanne, {"number": mark.number})
    assert mailed() == {"fatima@example.org", "iris@example.org"}
    for mail in Email.objects.all():
        assert path(mark) in mail.message
        assert "taart" not in mail.message + mail.subject


def test_the_organisation_proposes_and_the_office_is_told(world: World, mark: Mark, settings: Any) -> None:
    arrange_hand_over(mark, PLAN, by=world.iris, now=NOW)
    assert mailed() == {settings.OFFICE_EMAIL}


def test_without_handing_over_only_the_note_is_kept(world: World, mark: Mark) -> None:
    arrange_hand_over(mark, PLAN, by=world.iris, now=NOW)
    arrange_hand_over(mark, Arranged(PLAN.on, "x", "y", "Liever niet.", skipped=True), by=world.iris, now=NOW)
    made = HandOver.objects.get()
    assert (made.on, made.place, made.by_whom, made.note, made.skipped) == (None, "", "", "Liever niet.", True)


def test_twice_the_same_is_once(world: World, mark: Mark) -> None:
    first = arrange_hand_over(mark, PLAN, by=world.sanne, now=NOW)
    arrange_hand_over(mark, PLAN, by=world.fatima, now=NOW + timedelta(hours=1), seen=0)  # the same form, sent again
    assert HandOver.objects.get().changed_at == first.changed_at
    assert Event.objects.filter(verb="arrange_hand_over").count() == 1
    assert Email.objects.count() == 2


def test_who_had_not_seen_the_last_change_looks_again(world: World, mark: Mark) -> None:
    first = arrange_hand_over(mark, PLAN, by=world.sanne, now=NOW, seen=0)
    with pytest.raises(WrongState):
        arrange_hand_over(mark, Arranged(place="Elders"), by=world.fatima, now=NOW, seen=0)
    arrange_hand_over(mark, Arranged(place="Elders"), by=world.fatima, now=NOW, seen=moment(first))
    assert HandOver.objects.get().place == "Elders"


@pytest.mark.parametrize("name", ["wim", "boris", "ad", "aud"])
def test_nobody_else_may(world: World, mark: Mark, name: str) -> None:
    with pytest.raises(NotPermitted):
        arrange_hand_over(mark, PLAN, by=getattr(world, name), now=NOW)
    assert browser(getattr(world, name)).post(path(mark), {"wanted": "no"}).status_code == (
        403 if name == "wim" else 404
    )
    assert not HandOver.objects.exists()


@pytest.mark.parametrize("days", [-400, 3000])
def test_the_day_lies_within_the_mark(world: World, mark: Mark, days: int) -> None:
    on = today() + days * DAY
    with pytest.raises(Blocked):
        arrange_hand_over(mark, Arranged(on), by=world.sanne, now=NOW)
    answer = browser(world.sanne).post(path(mark), {"wanted": "yes", "on": on.isoformat(), "place": "De kantine"})
    assert answer.status_code == 422
    assert "Kies een dag na het besluit" in answer.content.decode()
    assert 'value="De kantine"' in answer.content.decode()


@pytest.mark.parametrize("state", ["withdrawn", "expired"])
def test_of_a_mark_that_is_over_nothing_is_arranged(world: World, mark: Mark, state: str) -> None:
    Mark.objects.filter(pk=mark.pk).update(state=state)
    with pytest.raises(WrongState):
        arrange_hand_over(mark, PLAN, by=world.sanne, now=NOW)
    answer = browser(world.fatima).post(path(mark), {"wanted": "yes", "place": "De kantine"})
    assert answer.status_code == 409
    assert "De kantine" in answer.content.decode()


def test_the_page_leads_back_to_where_one_came_from_and_shows_what_was_arranged(world: World, mark: Mark) -> None:
    values = {"wanted": "yes", "on": "", "place": "De <kantine>", "by_whom": "", "note": "", "moves": "0"}
    answer = browser(world.fatima).post(path(mark), values, follow=True)
    assert answer.redirect_chain[-1][0] == f"/ons-keurmerk/{mark.number}/"
    assert "De &lt;kantine&gt;" in answer.content.decode()
    assert "nog niet afgesproken" in answer.content.decode()
    assert "Verander de uitreiking" in answer.content.decode()
    values |= {"on": (today() + DAY).isoformat(), "moves": str(moment(HandOver.objects.get()))}
    answer = browser(world.sanne).post(path(mark), values, follow=True)
    assert answer.redirect_chain[-1][0] == f"/kantoor/keurmerken/{mark.number}/"
    assert "De &lt;kantine&gt;" in answer.content.decode()
    again = browser(world.sanne).post(path(mark), values | {"place": "Elders", "moves": "5"})
    assert again.status_code == 409
    assert "Elders" in again.content.decode()


@pytest.mark.parametrize("note", ["x" * 8001])
def test_enormous_input_is_refused(world: World, mark: Mark, note: str) -> None:
    for more in ({"note": note}, {"place": note}, {"on": "31-02-2027"}, {"wanted": "misschien"}):
        answer = browser(world.fatima).post(path(mark), {"wanted": "yes"} | more)
        assert answer.status_code == 422
    assert not HandOver.objects.exists()


WAITING: dict[str, tuple[dict[str, Any], dict[str, Any] | None, bool]] = {
    "nothing arranged": ({}, None, True),
    "no day yet": ({}, {"place": "De kantine"}, True),
    "today": ({}, {"on": today()}, True),
    "done": ({}, {"on": today() - DAY}, False),
    "not wanted": ({}, {"skipped": True}, False),
    "suspended": ({"state": "suspended"}, None, False),
    "withdrawn": ({"state": "withdrawn"}, None, False),
    "over": ({"valid_from": today() - 2000 * DAY}, None, False),
    "begins later": ({"valid_from": today() + 9 * DAY}, None, True),
    "from before this system": ({"imported_at": NOW}, None, False),
}


@pytest.mark.parametrize("case", WAITING)
def test_the_office_sees_which_marks_wait_for_it(world: World, case: str) -> None:
    fields, arranged, expected = WAITING[case]
    mark = shelf.mark(organisation=world.bank, **fields)
    row = HandOver.objects.create(mark=mark, changed_at=NOW, **arranged) if arranged else None
    assert waits(mark, row, today()) is expected
    assert (mark in waiting(today=today())) is expected
    page = browser(world.sanne).get(LIST).content.decode()
    assert (mark.number in page) is expected


def test_what_has_no_day_comes_first(world: World) -> None:
    planned, newer, older = (shelf.mark(organisation=world.bank, valid_from=today() - n * DAY) for n in (90, 10, 20))
    HandOver.objects.create(mark=planned, on=today() + DAY, changed_at=NOW)
    assert list(waiting(today=today())) == [older, newer, planned]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_with_more_rows(world: World, rows: int) -> None:
    for _number in range(rows):
        made = shelf.mark(organisation=world.bank)
        HandOver.objects.create(mark=made, place="x", changed_at=timezone.now())
    client = browser(world.sanne)
    with CaptureQueriesContext(connection) as asked:
        client.get(LIST)
    assert len(asked) == 5
