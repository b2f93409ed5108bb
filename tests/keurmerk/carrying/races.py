"""Acts on a mark at the same moment, on a database that several connections share. Run by `test_races`, once an engine."""

from datetime import date, timedelta
from typing import Any

import pytest

from goedgeregeld.events.models import Event
from keurmerk.actions import mark_acts as acts
from keurmerk.actions import signals
from keurmerk.actions.importing import import_marks
from keurmerk.actions.ritual import WrongState
from keurmerk.models import Mark, MarkChange, Signal
from keurmerk.old_marks import OldMark
from keurmerk.validity import last_day
from tests.keurmerk.cast import NOW, World, make_world
from tests.keurmerk.register import shelf
from tests.selfeval.actions.races import at_once, kinds

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4


@pytest.fixture
def world() -> World:
    return make_world()


def act(verb: str, mark: Mark, by: Any) -> Any:
    return lambda: getattr(acts, verb)(mark, reasons="x", by=by, now=NOW)


def test_a_double_click_suspends_once(world: World) -> None:
    for _ in range(ROUNDS):
        mark = shelf.mark(organisation=world.bank)
        results = at_once(act("suspend", mark, world.sanne), act("suspend", mark, world.stef))
        assert sorted(kinds(results)) == ["Mark", "WrongState"]
        assert MarkChange.objects.filter(mark=mark).count() == 1
        assert Event.objects.filter(object_type="keurmerk.mark", object_id=str(mark.pk)).count() == 1


def test_lifting_and_withdrawing_at_once_leave_a_history_that_fits(world: World) -> None:
    for _ in range(ROUNDS):
        mark = shelf.mark()
        acts.suspend(mark, reasons="x", by=world.sanne, now=NOW)
        at_once(act("reinstate", mark, world.sanne), act("revoke", mark, world.stef))
        told = list(MarkChange.objects.filter(mark=mark).values_list("verb", flat=True))
        assert told in (["suspend", "revoke"], ["suspend", "reinstate", "revoke"])
        assert Mark.objects.get(pk=mark.pk).state == "withdrawn"


def test_the_daily_command_twice_at_once_notes_it_once(world: World) -> None:
    mark = shelf.mark(valid_from=date(2020, 1, 1))
    results = at_once(*[lambda: acts.expire_ended(now=NOW)] * 3)
    assert sorted(results) == [0, 0, 1]
    assert MarkChange.objects.filter(mark=mark).count() == 1


def test_the_same_workbook_twice_at_once_is_read_in_once(world: World) -> None:
    first = date(2024, 1, 1)
    rows = [
        OldMark(f"cel A{at}", f"{at}-0", "De Bank", world.place.code, first, first, last_day(first))
        for at in range(1, 6)
    ]
    results = at_once(*[lambda: import_marks(rows, by=world.sanne, now=NOW)] * 2)
    assert sum(getattr(one, "added", 0) for one in results) == 5
    assert all(isinstance(one, WrongState) or one.added in (0, 5) for one in results)
    assert Mark.objects.count() == 5
    assert Mark.objects.values("code").distinct().count() == 5


def test_a_signal_is_closed_once(world: World) -> None:
    one = Signal.objects.create(mark=shelf.mark(), text="x", at=NOW - timedelta(days=1))
    results = at_once(
        *[lambda by=by: signals.close_signal(one, outcome=by.name, by=by, now=NOW) for by in (world.sanne, world.stef)]
    )
    assert sorted(kinds(results)) == ["Signal", "WrongState"]
    kept = Signal.objects.get()
    assert kept.outcome == kept.handled_by.name
