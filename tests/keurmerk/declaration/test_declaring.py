"""The yearly question about a mark: when it is asked, who is reminded, what a beheerder answers, what the office reads."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from post_office.models import Email

from goedgeregeld.accounts.models import Membership, User
from goedgeregeld.events.models import Event
from keurmerk.actions.declaring import ask_declarations, declare, remind_declarations, see_declaration
from keurmerk.actions.reminding import remind
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.models import Declaration, Mark
from keurmerk.queries import declaring
from keurmerk.validity import ASKED_LATE, DECLARE_DAYS, anniversary, declare_by, last_day, renewable_from
from tests.keurmerk.cast import World
from tests.keurmerk.register import shelf

FIRST = date(2026, 3, 10)
DAY = timedelta(days=1)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=UTC)


@pytest.fixture
def mark(world: World) -> Mark:
    return shelf.mark(organisation=world.bank, valid_from=FIRST)


def asked(mark: Mark, due_on: date | None = None, **fields: Any) -> Declaration:
    return Declaration.objects.create(mark=mark, due_on=due_on or timezone.localdate() + 20 * DAY, **fields)


def sent() -> list[tuple[str, str]]:
    return [(one.to[0], one.subject) for one in Email.objects.order_by("pk")]


# --- When it is asked ------------------------------------------------------------------------------------------------------


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)))
def test_it_is_asked_three_times_each_on_an_anniversary_and_not_in_the_last_months(first: date) -> None:
    last = last_day(first)
    days = [day for n in range((last - first).days + 2) if declare_by(first, last, day := first + n * DAY)]
    starts = [day for day in days if day - DAY not in days]
    assert starts == [anniversary(first, years) for years in (1, 2, 3)]
    assert all(day < renewable_from(last) for day in starts)
    assert len(days) == 3 * (ASKED_LATE + 1)
    assert {declare_by(first, last, day) for day in days} == {day + DECLARE_DAYS * DAY for day in starts}


def test_of_29_february_it_is_the_last_day_of_the_month() -> None:
    assert anniversary(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert anniversary(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_it_comes_by_itself_on_the_anniversary_and_once_however_often_it_runs(world: World, mark: Mark) -> None:
    assert ask_declarations(now=at(date(2027, 3, 9))) == 0
    assert ask_declarations(now=at(date(2027, 3, 10))) == 1
    for n in range(400):
        ask_declarations(now=at(date(2027, 3, 10) + n * DAY)) if n % 7 == 0 else None
    assert [one.due_on for one in Declaration.objects.all()] == [date(2027, 4, 7), date(2028, 4, 7)]
    assert sent()[0] == ("fatima@example.org", "Is er iets veranderd bij Stichting De Bank?")
    event = Event.objects.filter(verb="ask_declaration").first()
    assert (event.actor, event.data) == (None, {"number": mark.number})
    mail = Email.objects.first()
    assert f"/ons-keurmerk/{mark.number}/verklaring/{Declaration.objects.first().pk}/" in mail.message
    assert "uiterlijk 7 april 2027" in mail.message


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, 1),
        ({"state": "suspended"}, 1),
        ({"state": "withdrawn"}, 0),
        ({"state": "expired"}, 0),
        ({"organisation": None}, 0),
        ({"valid_until": date(2027, 10, 1)}, 0),  # its renewal may be asked for already
        ({"valid_from": date(2026, 2, 10)}, 0),  # its anniversary was a month ago: next year again
        ({"valid_from": date(2026, 2, 20)}, 1),  # the command did not run for some weeks
        ({"valid_from": date(2027, 3, 10)}, 0),
    ],
)
def test_of_which_marks_it_is_asked(world: World, fields: dict[str, Any], expected: int) -> None:
    shelf.mark(**{"organisation": world.bank, "valid_from": FIRST} | fields)
    assert ask_declarations(now=at(date(2027, 3, 10))) == expected


def test_a_mark_that_is_withdrawn_at_that_very_moment_is_not_asked(
    world: World, mark: Mark, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = declaring.to_ask(today=date(2027, 3, 10))
    Mark.objects.update(state="withdrawn")
    monkeypatch.setattr(declaring, "to_ask", lambda **_day: found)
    assert ask_declarations(now=at(date(2027, 3, 10))) == 0
    assert not Declaration.objects.exists()


@pytest.mark.parametrize("marks", [1, 3])
def test_looking_for_them_is_one_query(world: World, marks: int) -> None:
    for _number in range(marks):
        shelf.mark(organisation=world.bank, valid_from=FIRST)
    with CaptureQueriesContext(connection) as queries:
        assert len(declaring.to_ask(today=date(2027, 3, 10))) == marks
    assert len(queries) == 1


# --- Reminders -------------------------------------------------------------------------------------------------------------


def test_a_beheerder_is_reminded_before_and_after_the_last_day_and_then_left_in_peace(world: World, mark: Mark) -> None:
    made, mails = asked(mark, date(2027, 4, 7)), []
    for n in range(120):
        day = date(2027, 3, 10) + n * DAY
        for _again in range(2):
            remind_declarations(now=at(day))
        if Email.objects.count() > len(mails):
            mails.append((day, Email.objects.latest("pk").subject.partition(":")[0]))
    assert mails == [
        (date(2027, 3, 31), "Herinnering"),
        (date(2027, 4, 8), "Te laat"),
        (date(2027, 4, 22), "Te laat"),
        (date(2027, 5, 10), "Te laat"),
    ]
    assert {one.to[0] for one in Email.objects.all()} == {"fatima@example.org"}
    assert made in declaring.unanswered(today=date(2027, 6, 1))


@pytest.mark.parametrize("over", ["answered", "withdrawn", "expired"])
def test_nobody_is_reminded_of_what_is_over(world: World, mark: Mark, over: str) -> None:
    asked(mark, date(2027, 4, 7), **({"answered_at": at(FIRST), "changed": False} if over == "answered" else {}))
    Mark.objects.update(
        **{"withdrawn": {"state": "withdrawn"}, "expired": {"valid_until": date(2027, 4, 1)}}.get(over, {})
    )
    assert remind_declarations(now=at(date(2027, 4, 8))) == 0


def test_a_closed_account_and_an_organisation_without_beheerder_get_no_mail(world: World, mark: Mark) -> None:
    User.objects.filter(pk=world.fatima.pk).update(is_active=False)
    assert ask_declarations(now=at(date(2027, 3, 10))) == 1
    Membership.objects.filter(user=world.fatima).delete()
    assert remind_declarations(now=at(date(2027, 4, 8))) == 0
    assert sent() == []


def test_the_daily_command_does_all_of_it(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    today = timezone.localdate()
    shelf.mark(organisation=world.bank, valid_from=anniversary(today, -1))
    for _again in range(2):
        call_command("remind")
    assert "Jaarlijkse vragen gesteld: 1." in capsys.readouterr().out
    assert len(sent()) == 1
    done = remind(now=timezone.now() + timedelta(days=29))
    assert (done.asked, done.lines) == (0, 1)


# --- The answer ------------------------------------------------------------------------------------------------------------


def test_no_is_kept_and_the_office_is_not_bothered(world: World, mark: Mark) -> None:
    now = timezone.now()
    made = declare(asked(mark), changed=False, text="Niets.", by=world.fatima, now=now)
    made.refresh_from_db()
    assert (made.changed, made.text, made.answered_by, made.answered_at) == (False, "", world.fatima, now)
    assert sent() == []
    assert Event.objects.get(verb="declare").data == {"number": mark.number}


def test_yes_says_what_and_the_office_is_told_that_not_what(world: World, mark: Mark, settings: Any) -> None:
    made = declare(asked(mark), changed=True, text=" Wij fuseren met Geheim. ", by=world.fatima, now=timezone.now())
    assert made.text == "Wij fuseren met Geheim."
    assert sent() == [(settings.OFFICE_EMAIL, "Er is iets veranderd bij Stichting De Bank")]
    assert "Geheim" not in Email.objects.get().message
    assert f"/kantoor/keurmerken/{mark.number}/" in Email.objects.get().message


def test_only_a_beheerder_answers_once_and_says_what(world: World, mark: Mark) -> None:
    made, now = asked(mark), timezone.now()
    for name in ("iris", "wim", "boris", "ad", "sanne"):
        with pytest.raises(NotPermitted):
            declare(made, changed=False, by=getattr(world, name), now=now)
    with pytest.raises(Blocked):
        declare(made, changed=True, text="  ", by=world.fatima, now=now)
    declare(made, changed=False, by=world.fatima, now=now)
    with pytest.raises(WrongState):
        declare(made, changed=True, text="Toch wel.", by=world.fatima, now=now)
    assert Declaration.objects.get().changed is False


def test_of_a_mark_that_is_over_nothing_is_declared(world: World, mark: Mark) -> None:
    made = asked(mark)
    Mark.objects.update(state="withdrawn")
    with pytest.raises(WrongState):
        declare(made, changed=False, by=world.fatima, now=timezone.now())


def test_somebody_of_the_office_reads_it_once(world: World, mark: Mark) -> None:
    made, now = asked(mark), timezone.now()
    with pytest.raises(WrongState):
        see_declaration(made, by=world.sanne, now=now)
    declare(made, changed=True, text="x", by=world.fatima, now=now)
    with pytest.raises(NotPermitted):
        see_declaration(made, by=world.fatima, now=now)
    see_declaration(made, by=world.sanne, now=now)
    see_declaration(made, by=world.stef, now=now + timedelta(hours=1))
    made.refresh_from_db()
    assert (made.seen_by, made.seen_at) == (world.sanne, now)
    assert Event.objects.filter(verb="see_declaration").count() == 1
