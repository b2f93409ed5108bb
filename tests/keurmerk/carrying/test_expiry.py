"""A mark is valid from its first to its last day here, and then expires by itself, once; whatever happened to it before."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from post_office.models import Email

from goedgeregeld.events.models import Event
from keurmerk.actions import mark_acts as acts
from keurmerk.actions.reminding import remind
from keurmerk.actions.ritual import WrongState
from keurmerk.models import Mark, MarkChange
from keurmerk.queries.register import standing_is, standing_of
from keurmerk.validity import Standing, last_day, period, standing
from tests.keurmerk.cast import NOW, World, make_world
from tests.keurmerk.register import shelf

HERE = ZoneInfo("Europe/Amsterdam")
DAY = timedelta(days=1)
DAYS = st.dates(date(2003, 1, 1), date(2100, 12, 31))
LEAP = st.sampled_from([date(2024, 2, 29), date(2096, 2, 29), date(2028, 2, 29), date(2027, 2, 28), date(2099, 3, 1)])


def at(day: date, hour: time = time(3, 30)) -> datetime:
    return datetime.combine(day, hour, HERE).astimezone(UTC)


# --- Dates ------------------------------------------------------------------------------------------------------------------


@given(DAYS | LEAP)
def test_valid_exactly_from_the_first_to_the_last_day(first: date) -> None:
    last = last_day(first)
    worth = {day: standing("valid", first, last, day) for day in (first - DAY, first, last, last + DAY)}
    assert list(worth.values()) == [Standing.COMING, Standing.VALID, Standing.VALID, Standing.EXPIRED]
    assert (last + DAY).year - first.year == 4
    assert ((last + DAY).month, (last + DAY).day) == (first.month, first.day) or first == date(2096, 2, 29)


@given(DAYS | LEAP, st.integers(-400, 400))
def test_a_renewal_leaves_no_day_out_and_none_double(end: date, late: int) -> None:
    found = period(end + late * DAY, end)
    assert found.first == (end + DAY if late <= 0 else end + late * DAY)
    assert found.last == last_day(found.first)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2031, 12, 31), timezones=st.just(UTC)))
def test_the_day_begins_at_midnight_here_summer_and_winter(moment: datetime) -> None:
    """Of the moments around midnight, also in the nights in which the clock is put on or back, each is of its day here."""
    today = timezone.localdate(moment)
    midnight = datetime.combine(today, time(), HERE)
    assert midnight <= moment.astimezone(HERE) < datetime.combine(today + DAY, time(), HERE)
    for before, wanted in ((timedelta(0), today), (timedelta(microseconds=1), today - DAY)):
        assert timezone.localdate(midnight.astimezone(UTC) - before) == wanted


# --- By itself ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "last", [date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 24), date(2026, 10, 25), date(2028, 2, 29)]
)
def test_it_expires_at_midnight_here_and_is_noted_once(world: World, last: date) -> None:
    mark = shelf.mark(organisation=world.bank, valid_from=last - 1000 * DAY, valid_until=last)
    midnight = at(last + DAY, time())
    assert acts.expire_ended(now=midnight - timedelta(seconds=1)) == 0
    assert acts.expire_ended(now=midnight) == 1
    assert acts.expire_ended(now=midnight) == 0
    mark.refresh_from_db()
    assert (mark.state, mark.state_since) == ("expired", midnight)
    change = MarkChange.objects.get()
    assert (change.verb, change.by, change.reasons) == ("expire", None, "")
    assert Event.objects.get(verb="expire").actor is None


def test_the_daily_command_does_it_and_says_so(world: World, capsys: Any) -> None:
    shelf.mark(organisation=world.bank, valid_from=date(2020, 1, 1))
    call_command("remind")
    assert "Keurmerken verlopen: 1." in capsys.readouterr().out
    call_command("remind")
    assert "Keurmerken verlopen: 0." in capsys.readouterr().out
    mail = Email.objects.get()
    assert mail.to == ["fatima@example.org"]
    assert "opnieuw aanvragen" in mail.message


def test_a_suspended_one_expires_too_and_a_withdrawn_one_does_not(world: World) -> None:
    for state in ("suspended", "withdrawn"):
        made = shelf.mark(valid_from=date(2020, 1, 1))
        Mark.objects.filter(pk=made.pk).update(state=state)
    assert acts.expire_ended(now=NOW) == 1
    assert set(Mark.objects.values_list("state", flat=True)) == {"expired", "withdrawn"}


def test_what_is_still_valid_does_not_expire(world: World) -> None:
    with pytest.raises(WrongState, match="nog niet verlopen"):
        acts.expire(shelf.mark(), now=NOW)


def test_the_mail_knows_that_a_renewal_is_under_way(world: World) -> None:
    mark = shelf.mark(organisation=world.bank, valid_from=date(2020, 1, 1))
    world.application("working", kind="renewal", renews=mark)
    remind(now=NOW)
    mail = Email.objects.get(subject__startswith="Het keurmerk van")
    assert "herbeoordeling loopt nog" in mail.message
    assert "opnieuw aanvragen" not in mail.message


def test_no_mail_where_the_next_mark_follows_on_it(world: World) -> None:
    shelf.mark(organisation=world.bank, valid_from=date(2020, 1, 1))
    shelf.mark(organisation=world.bank, valid_from=date(2026, 1, 1))
    assert acts.expire_ended(now=NOW) == 1
    assert not Email.objects.exists()


# --- The machine --------------------------------------------------------------------------------------------------------------


class Life(RuleBasedStateMachine):
    """Days go by, the office acts or tries to, the daily command runs or is forgotten: what is shown is always right."""

    world: World

    @initialize(first=DAYS | LEAP)
    def granted(self, first: date) -> None:
        self.mark = shelf.mark(valid_from=first)
        self.today, self.now_state, self.shown = first, "valid", []

    @rule(days=st.integers(0, 700))
    def days_go_by(self, days: int) -> None:
        self.today += days * DAY

    @rule(days=st.integers(-1, 1))
    def to_the_end(self, days: int) -> None:
        self.today = max(self.today, self.mark.valid_until + days * DAY)

    @rule(verb=st.sampled_from(["suspend", "reinstate", "revoke"]))
    def the_office_acts(self, verb: str) -> None:
        over = self.today > self.mark.valid_until
        fits = {"suspend": ["valid"], "reinstate": ["suspended"], "revoke": ["valid", "suspended"]}[verb]
        allowed = self.now_state in fits and not over
        try:
            getattr(acts, verb)(self.mark, reasons="x", by=self.world.sanne, now=at(self.today))
        except WrongState:
            assert not allowed
        else:
            assert allowed
            self.now_state = {"suspend": "suspended", "reinstate": "valid", "revoke": "withdrawn"}[verb]

    @rule()
    def the_night_passes(self) -> None:
        acts.expire_ended(now=at(self.today))

    @precondition(lambda self: hasattr(self, "mark"))
    @invariant()
    def what_is_shown_is_right(self) -> None:
        self.mark.refresh_from_db()
        wanted = self.now_state
        if wanted != "withdrawn" and self.today > self.mark.valid_until:
            wanted = "expired"
        assert standing_of(self.mark, self.today) == wanted
        for one in Standing:
            found = Mark.objects.filter(standing_is(one, self.today), pk=self.mark.pk).exists()
            assert found == (one == wanted), (one, wanted)
        done = list(MarkChange.objects.filter(mark=self.mark).values_list("verb", flat=True))
        assert done.count("expire") <= 1
        assert "expire" not in done[:-1]
        assert "revoke" not in done[:-1]


class TestLife(TestCase):
    """With a database of its own for each life."""

    def test_any_life(self) -> None:
        made = make_world()

        class Here(Life):
            world = made

        run_state_machine_as_test(Here, settings=settings(max_examples=40, stateful_step_count=20))
