"""While a mark comes to its end and no renewal was asked for, its beheerders are reminded four times, however often it runs."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from post_office.models import Email

from keurmerk.actions import request as acts
from keurmerk.actions.ending_marks import remind_of_ends
from keurmerk.actions.reminding import remind
from keurmerk.models import Mark
from tests.keurmerk.cast import NOW, World

AMSTERDAM = timezone.get_default_timezone()
END = date(2027, 8, 31)


def mark(world: World, until: date = END, **fields: Any) -> Mark:
    values: dict[str, Any] = {
        "number": "2023-0001",
        "code": "CODE1",
        "organisation": world.bank,
        "name": "De Bank",
        "decided_on": date(2023, 9, 1),
        "valid_from": date(2023, 9, 1),
        "valid_until": until,
        "state_since": NOW,
    }
    return Mark.objects.create(**values | fields)


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 7, 30, tzinfo=AMSTERDAM)


def test_at_nine_six_three_and_one_month_and_never_again(world: World) -> None:
    mark(world)
    sent, day = [], date(2026, 11, 25)
    while day < date(2027, 9, 5):
        before = Email.objects.count()
        remind_of_ends(now=morning(day))
        remind_of_ends(now=morning(day))
        sent += [day] * (Email.objects.count() - before)
        day += timedelta(days=1)
    assert sent == [date(2026, 11, 30), date(2027, 2, 28), date(2027, 5, 31), date(2027, 7, 31)]
    assert {one.to[0] for one in Email.objects.all()} == {"fatima@example.org"}


def test_after_missed_days_only_the_stage_of_now_is_sent(world: World) -> None:
    mark(world)
    assert remind_of_ends(now=morning(date(2027, 6, 10))) == 1
    mail = Email.objects.get()
    assert mail.subject == "Het keurmerk van Stichting De Bank loopt af op 31 augustus 2027"
    assert "Het wordt krap." in mail.message
    assert f"/organisatie/{world.bank.pk}/keurmerk/aanvragen/" in mail.message


def test_once_a_renewal_runs_nobody_is_reminded(world: World) -> None:
    mark(world)
    acts.request_mark(
        world.bank, adviser=None, evaluation=None, wish="", by=world.fatima, now=morning(date(2026, 12, 1))
    )
    assert remind_of_ends(now=morning(date(2027, 6, 10))) == 0


@pytest.mark.parametrize(
    "fields",
    [{"state": "suspended"}, {"state": "withdrawn"}, {"demo": True}, {"organisation": None}, {"forgotten_at": NOW}],
)
def test_who_is_not_reminded(world: World, fields: dict[str, Any]) -> None:
    mark(world, **fields)
    assert remind_of_ends(now=morning(date(2027, 6, 10))) == 0


def test_neither_is_the_demo_s_organisation(world: World) -> None:
    mark(world)
    world.bank.demo = True
    world.bank.save()
    assert remind_of_ends(now=morning(date(2027, 6, 10))) == 0


def test_the_daily_command_does_it(world: World) -> None:
    mark(world)
    assert remind(now=morning(date(2027, 6, 10))).lines == 1
