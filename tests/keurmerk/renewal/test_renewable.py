"""From when a mark may be renewed and by whom, what holds it back, and which marks end without it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from keurmerk.actions import request as acts
from keurmerk.actions.ritual import Blocked, NotPermitted
from keurmerk.models import Application, Mark
from keurmerk.queries.renewal import ending_without_renewal, renewable, renewal_of
from keurmerk.validity import Standing
from tests.keurmerk.cast import NOW, World

TODAY = date(2026, 11, 23)
END = date(2027, 8, 23)  # nine months on


def mark(world: World, until: date = END, **fields: Any) -> Mark:
    number = Mark.objects.count() + 1
    values: dict[str, Any] = {
        "number": f"2023-{number:04}",
        "code": f"CODE{number}",
        "organisation": world.bank,
        "name": "De Bank",
        "decided_on": date(2023, 8, 24),
        "valid_from": date(2023, 8, 24),
        "valid_until": until,
        "state_since": NOW,
    }
    return Mark.objects.create(**values | fields)


def ask(world: World, by: str = "fatima", now: datetime = NOW) -> Application:
    return acts.request_mark(world.bank, adviser=None, evaluation=None, wish="", by=getattr(world, by), now=now)


def test_on_the_first_day_it_may_and_the_day_before_it_may_not(world: World) -> None:
    held = mark(world)
    assert renewable(held, today=TODAY)
    early = renewal_of(held, today=TODAY - timedelta(days=1))
    assert not early.possible
    assert early.first_day == TODAY
    assert early.reasons == (
        "Jullie hebben het keurmerk tot en met 23 augustus 2027. Een herbeoordeling kan vanaf 23 november 2026.",
    )


@pytest.mark.parametrize(
    ("until", "before", "first"),
    [
        (END, datetime(2026, 11, 22, 22, 59, tzinfo=UTC), datetime(2026, 11, 22, 23, tzinfo=UTC)),  # winter: UTC+1
        (date(2027, 4, 23), datetime(2026, 7, 22, 21, 59, tzinfo=UTC), datetime(2026, 7, 22, 22, tzinfo=UTC)),  # summer
        (date(2027, 7, 25), datetime(2026, 10, 24, 21, 59, tzinfo=UTC), datetime(2026, 10, 24, 22, tzinfo=UTC)),  # back
        (
            date(2027, 12, 28),
            datetime(2027, 3, 27, 22, 59, tzinfo=UTC),
            datetime(2027, 3, 27, 23, tzinfo=UTC),
        ),  # forward
        (date(2028, 11, 29), datetime(2028, 2, 28, 22, 59, tzinfo=UTC), datetime(2028, 2, 28, 23, tzinfo=UTC)),  # leap
    ],
)
def test_it_begins_at_midnight_in_amsterdam(world: World, until: date, before: datetime, first: datetime) -> None:
    held = mark(world, until)
    with pytest.raises(Blocked):
        ask(world, now=before)
    made = ask(world, now=first)
    assert (made.kind, made.renews) == ("renewal", held)


def test_only_a_beheerder_begins_one(world: World) -> None:
    mark(world)
    for name in ("iris", "wim", "boris", "ad", "aud", "sanne"):
        with pytest.raises(NotPermitted):
            ask(world, by=name)


def test_not_while_an_application_runs(world: World) -> None:
    held = mark(world)
    running = ask(world)
    found = renewal_of(held, today=TODAY)
    assert (found.possible, found.running) == (False, running)
    with pytest.raises(acts.AlreadyRunning):
        ask(world)


@pytest.mark.parametrize(
    ("state", "until", "standing", "why"),
    [
        ("suspended", END, Standing.SUSPENDED, "geschorst"),
        ("withdrawn", END, Standing.WITHDRAWN, "ingetrokken"),
    ],
)
def test_not_of_a_suspended_or_withdrawn_mark(world: World, state: str, until: date, standing: str, why: str) -> None:
    found = renewal_of(mark(world, until, state=state), today=TODAY)
    assert (found.possible, found.standing) == (False, standing)
    assert why in found.reasons[0]


@pytest.mark.parametrize("state", ["valid", "suspended", "expired"])
def test_after_its_end_it_may_and_it_is_said_since_when(world: World, state: str) -> None:
    found = renewal_of(mark(world, date(2026, 11, 22), state=state), today=TODAY)
    assert (found.possible, found.lapsed_on) == (True, TODAY)


def test_a_mark_with_a_follower_is_not_renewed_again(world: World) -> None:
    old = mark(world)
    new = mark(world, date(2031, 8, 23), valid_from=date(2027, 8, 24))
    assert not renewable(old, today=TODAY)
    assert renewal_of(new, today=TODAY).first_day == date(2030, 11, 23)


def test_what_ends_without_a_renewal(world: World) -> None:
    held = mark(world)
    club = mark(world, date(2026, 11, 23), organisation=world.club)
    mark(world, END, organisation=world.club, demo=True)
    assert list(ending_without_renewal(today=TODAY)) == [club, held]
    assert list(ending_without_renewal(today=TODAY, months=6)) == [club]
    assert list(ending_without_renewal(today=TODAY - timedelta(days=1))) == [club]
    assert list(ending_without_renewal(today=TODAY + timedelta(days=1))) == [held]
    ask(world)
    assert list(ending_without_renewal(today=TODAY)) == [club]


@pytest.mark.parametrize("fields", [{"state": "withdrawn"}, {"organisation": None}, {"forgotten_at": NOW}])
def test_what_is_over_or_erased_is_nobody_s_to_renew(world: World, fields: dict[str, Any]) -> None:
    mark(world, **fields)
    assert not ending_without_renewal(today=TODAY).exists()


def test_neither_are_examples_and_what_was_renewed(world: World) -> None:
    mark(world)
    mark(world, date(2031, 8, 23), valid_from=date(2027, 8, 24))
    mark(world, organisation=world.club)
    world.club.demo = True
    world.club.save()
    assert not ending_without_renewal(today=TODAY).exists()
