"""The mark that a decision makes: its number, its code, its dates, and what it keeps of the organisation."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError

from goedgeregeld.accounts.models import Organisation
from goedgeregeld.events.models import Event
from keurmerk.actions import decision, marks
from keurmerk.actions.marks import award
from keurmerk.codes import tidied
from keurmerk.models import Application, Mark
from tests.keurmerk.cast import NOW, World
from tests.keurmerk.decided import TODAY, again, to_decide


def granted(world: World, at: datetime = NOW, **fields: Any) -> Mark:
    application = to_decide(world, **fields)
    decision.grant(application, reasons="Alles is in orde.", by=world.sanne, now=at)
    return again(application).mark


def awarded(world: World, on: date = TODAY, **fields: Any) -> Mark:
    """A mark without the way to it."""
    return award(world.application("granted", **fields), decided_on=on, by=world.sanne, now=NOW)


def test_a_mark_says_who_and_until_when(world: World) -> None:
    Organisation.objects.filter(pk=world.bank.pk).update(sector="care")
    mark = granted(world)
    assert (mark.number, mark.state, mark.name, mark.municipality, mark.sector) == (
        "GG-2026-0001", "valid", "Stichting De Bank", world.place, "care",
    )  # fmt: skip
    assert (mark.route, mark.scope, mark.demo) == ("star", "Het buurthuis", False)
    assert (mark.decided_on, mark.valid_from, mark.valid_until) == (TODAY, TODAY, date(2030, 11, 22))
    assert tidied(mark.code) == mark.code
    assert Event.objects.get(verb="award").data == {"number": "GG-2026-0001"}


@pytest.mark.parametrize(
    ("at", "first", "last"),
    [
        (datetime(2028, 2, 29, 12, tzinfo=UTC), date(2028, 2, 29), date(2032, 2, 28)),
        (datetime(2026, 12, 31, 23, tzinfo=UTC), date(2027, 1, 1), date(2030, 12, 31)),  # past midnight here
        (datetime(2027, 6, 30, 22, tzinfo=UTC), date(2027, 7, 1), date(2031, 6, 30)),  # in summer an hour earlier
        (datetime(2027, 6, 30, 21, 59, tzinfo=UTC), date(2027, 6, 30), date(2031, 6, 29)),
    ],
)
def test_it_dates_from_the_day_of_the_decision_in_amsterdam(
    world: World, at: datetime, first: date, last: date
) -> None:
    mark = granted(world, at)
    assert (mark.decided_on, mark.valid_from, mark.valid_until) == (first, first, last)
    assert mark.number == f"GG-{first.year}-0001"


def test_numbers_follow_each_other_a_year(world: World) -> None:
    days = [date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1), date(2026, 6, 1)]
    assert [awarded(world, day).number for day in days] == [
        "GG-2026-0001", "GG-2026-0002", "GG-2027-0001", "GG-2026-0003",
    ]  # fmt: skip


def test_examples_are_numbered_apart(world: World) -> None:
    numbers = [awarded(world, demo=demo).number for demo in (False, True, False, True)]
    assert numbers == ["GG-2026-0001", "VB-2026-0001", "GG-2026-0002", "VB-2026-0002"]


def test_after_nine_comes_ten(world: World) -> None:
    made = awarded(world)
    Mark.objects.filter(pk=made.pk).update(number="GG-2026-0099")
    assert awarded(world).number == "GG-2026-0100"


def test_a_number_taken_meanwhile_is_passed_over(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """As another connection sees it that counted at the same moment."""
    awarded(world)
    answers = iter([1, 2])
    monkeypatch.setattr(marks, "following", lambda _last: next(answers))
    assert awarded(world).number == "GG-2026-0002"


def test_an_application_gets_one_mark(world: World) -> None:
    mark = awarded(world)
    with pytest.raises(IntegrityError):
        award(mark.application, decided_on=TODAY, by=world.sanne, now=NOW)
    assert Mark.objects.count() == 1


@pytest.mark.parametrize(
    ("state", "ends", "first"),
    [
        ("valid", date(2027, 3, 1), date(2027, 3, 2)),  # in time: no day is lost
        ("valid", TODAY, date(2026, 11, 24)),  # on the last day
        ("valid", date(2026, 11, 22), TODAY),  # a day late
        ("expired", date(2026, 11, 22), TODAY),
        ("withdrawn", date(2027, 3, 1), TODAY),  # nothing to follow on
    ],
)
def test_a_renewal_follows_on_what_it_renews(world: World, state: str, ends: date, first: date) -> None:
    before = awarded(world, date(2023, 3, 2))
    Mark.objects.filter(pk=before.pk).update(state=state, valid_until=ends)
    before = Mark.objects.get(pk=before.pk)
    mark = granted(world, kind="renewal", renews=before)
    assert mark.valid_from == first
    assert mark.decided_on == TODAY


def test_what_it_says_stays_when_the_application_goes(world: World) -> None:
    made = awarded(world)
    Application.objects.all().delete()
    kept = Mark.objects.get()
    assert (kept.name, kept.number, kept.application) == ("Stichting De Bank", made.number, None)
