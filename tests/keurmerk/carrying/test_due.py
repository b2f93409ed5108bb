"""What the office has to look at around the marks: which, in which order, how many, and what that costs."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from keurmerk.models import Declaration, HandOver, Mark, Signal
from keurmerk.queries.due import KINDS, due_counts, due_rows
from keurmerk.queries.handing_over import waiting
from keurmerk.queries.renewal import ending_without_renewal, renewal_of
from keurmerk.validity import last_day
from tests.keurmerk.cast import NOW, World, browser
from tests.keurmerk.register import shelf

TODAY, DAY = shelf.today(), timedelta(days=1)


def mark(ends_in: int = 1000, **fields: Any) -> Mark:
    """One that was handed over (by being imported), unless the test says otherwise."""
    until = TODAY + ends_in * DAY
    return shelf.mark(**{"valid_from": TODAY - 1200 * DAY, "valid_until": until, "imported_at": NOW, **fields})


def declared(of: Mark, **fields: Any) -> Declaration:
    return Declaration.objects.create(mark=of, **{"due_on": TODAY - DAY, **fields})


def counted() -> dict[str, int]:
    return {kind: number for kind, number in due_counts(today=TODAY).items() if number}


def test_nothing() -> None:
    assert due_counts(today=TODAY) == dict.fromkeys(KINDS, 0)


def test_signals_until_they_are_closed() -> None:
    of = mark()
    for state in ("new", "busy"):
        Signal.objects.create(mark=of, text="x", at=NOW, state=state)
    Signal.objects.create(mark=of, text="x", at=NOW, state="closed", handled_at=NOW, outcome="x")
    assert counted() == {"signals": 2}


def test_declarations_that_are_late_or_say_that_something_changed() -> None:
    of = mark()
    declared(of)
    declared(of, due_on=TODAY)  # today there is still time
    declared(of, due_on=TODAY - 9 * DAY, changed=False, answered_at=NOW)
    declared(of, due_on=TODAY - 8 * DAY, changed=True, text="x", answered_at=NOW)
    declared(of, due_on=TODAY - 7 * DAY, changed=True, text="x", answered_at=NOW, seen_at=NOW)
    declared(mark(-1), due_on=TODAY - 9 * DAY)  # the mark is over: nobody is asked any more
    assert counted() == {"open": 1, "changed": 1}


def test_marks_that_end_and_nobody_renews(world: World) -> None:
    mark(100)
    mark(-1)
    mark(500)
    Mark.objects.filter(pk=mark(100).pk).update(state="withdrawn")
    assert counted() == {"ending": 1}
    theirs = mark(50, organisation=world.bank)
    assert counted() == {"ending": 2}
    running = world.application("intake", kind="renewal", renews=theirs)
    assert counted() == {"ending": 1}
    type(running).objects.filter(pk=running.pk).update(state="withdrawn")
    assert counted() == {"ending": 2}
    follows = theirs.valid_until + DAY
    shelf.mark(organisation=world.bank, valid_from=follows, valid_until=last_day(follows), imported_at=NOW)
    assert counted() == {"ending": 1}


def test_it_is_what_the_organisations_are_reminded_of_and_what_nobody_can_be_reminded_of(world: World) -> None:
    """One definition: the office's list has besides only examples, and marks of organisations that are not here."""
    for number, fields in enumerate(
        (
            {"organisation": world.bank},
            {"organisation": world.club, "state": "suspended"},
            {"organisation": world.bank, "ends_in": 300},
            {"organisation": world.bank, "forgotten_at": NOW},
            {"demo": True},
            {"forgotten_at": NOW},
            {},
        )
    ):
        mark(**{"ends_in": 100 + number, **fields})
    reminded = set(ending_without_renewal(today=TODAY))
    listed = set(due_rows("ending", today=TODAY))
    assert [one.organisation for one in reminded] == [world.club]
    assert reminded < listed
    assert {one.organisation for one in listed - reminded} == {None}
    assert sorted(one.demo for one in listed) == [False, False, True]


@pytest.mark.parametrize("state", ["valid", "withdrawn"])
def test_a_later_mark_counts_whatever_became_of_it(world: World, state: str) -> None:
    """What was taken away is asked for anew: the mark before it is not renewed either."""
    held = mark(50, organisation=world.bank)
    mark(900, organisation=world.bank, state=state)
    assert not ending_without_renewal(today=TODAY).exists()
    assert counted() == {}
    assert not renewal_of(held, today=TODAY).possible


def test_what_has_no_day_begins_the_list_of_hand_overs() -> None:
    for fields in ({}, {"on": TODAY}, {"on": TODAY - DAY}, {"skipped": True}, {"place": "Utrecht"}):
        HandOver.objects.create(mark=mark(imported_at=None), changed_at=NOW, **fields)
    due = list(due_rows("hand_overs", today=TODAY))
    listed = list(waiting(today=TODAY))
    assert len(due) == 2
    assert [one.hand_over.on for one in listed] == [None, None, TODAY]
    assert set(listed[:2]) == set(due)


@pytest.mark.parametrize(("ends_in", "late"), [(0, False), (-1, True)])
def test_renewals_that_are_late(world: World, ends_in: int, late: bool) -> None:
    of = mark(ends_in, organisation=world.bank)
    world.application("audit", kind="renewal", renews=of)
    assert counted() == ({"late": 1} if late else {})


def test_hand_overs_of_which_nobody_said_when() -> None:
    for fields in ({}, {"on": TODAY}, {"skipped": True}, {"place": "Utrecht"}):
        of = mark(imported_at=None)
        if fields:
            HandOver.objects.create(mark=of, changed_at=NOW, **fields)
    mark(imported_at=None)  # nothing was written down at all
    mark()  # from before this system
    Mark.objects.filter(pk=mark(imported_at=None).pk).update(state="suspended")
    assert counted() == {"hand_overs": 3}


def test_the_page_and_the_start_page_lead_to_each(world: World) -> None:
    of = mark(100, organisation=world.bank, imported_at=None)
    Signal.objects.create(mark=of, text="GEHEIM", at=NOW)
    declared(of)
    declared(of, due_on=TODAY - 9 * DAY, changed=True, text="x", answered_at=NOW)
    world.application("audit", organisation=world.club, renews=mark(-5, organisation=world.club))
    sanne = browser(world.sanne)
    start, due = sanne.get(reverse("reports:start")).content.decode(), sanne.get(reverse("reports:office_due"))
    for kind in KINDS:
        assert reverse("reports:office_due") + f"?soort={kind}" in start
        alone = sanne.get(reverse("reports:office_due"), {"soort": kind}).content.decode()
        assert alone.count("<tbody>") == 1
        assert "GEHEIM" not in alone
    assert due.content.decode().count("<tbody>") == 6
    assert reverse("keurmerk:office_mark", args=[of.number]) in due.content.decode()
    assert "1 signaal over een keurmerk is nog niet afgehandeld" in start


def test_nothing_to_do_says_so(world: World) -> None:
    sanne = browser(world.sanne)
    assert "Er is nu niets te doen." in sanne.get(reverse("reports:office_due")).content.decode()
    assert "Hier is niets te doen." in sanne.get(reverse("reports:office_due"), {"soort": "late"}).content.decode()
    assert "Er is nu niets te doen." in sanne.get(reverse("reports:office_due"), {"soort": "x'"}).content.decode()


def test_many_of_a_kind_are_a_page_of_their_own(world: World) -> None:
    for _ in range(13):
        mark(100)
    page = browser(world.sanne).get(reverse("reports:office_due")).content.decode()
    assert "Nog 3 andere" in page
    whole = browser(world.sanne).get(reverse("reports:office_due"), {"soort": "ending"}).content.decode()
    assert whole.count('<th scope="row">') == 13


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_for_one_and_for_three(world: World, number: int) -> None:
    for _ in range(number):
        of = mark(100, imported_at=None)
        Signal.objects.create(mark=of, text="x", at=NOW)
        declared(of)
        declared(of, due_on=TODAY - 9 * DAY, changed=True, text="x", answered_at=NOW)
    sanne = browser(world.sanne)
    for chosen, wanted in (({}, 12), ({"soort": "ending"}, 5), ({"soort": "signals"}, 5)):
        sanne.get(reverse("reports:office_due"), chosen)
        with CaptureQueriesContext(connection) as asked:
            sanne.get(reverse("reports:office_due"), chosen)
        assert len(asked) == wanted, chosen
