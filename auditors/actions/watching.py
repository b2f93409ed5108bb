"""What happens by itself each day: authorisations run out, and people and the office are warned before. Safe to repeat."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from auditors import notifications
from auditors.actions.authorisation import run_out
from auditors.actions.permitting import WrongState
from auditors.models import Authorisation, Profile, Warned
from auditors.pledges import last_day
from auditors.queries.watching import expired, expiring, unsigned
from auditors.states import Work

STAGES = (7, 30, 90)  # days before the end
PLEDGE_STAGES = (7, 30, 75)  # 75 days before 31 March is 15 January


@dataclass(frozen=True, slots=True)
class Watched:
    """How many authorisations ran out, and how many warnings of either kind went out."""

    ended: int
    expiring: int
    pledges: int


def watch(*, now: datetime) -> Watched:
    """Everything of today. Each person is a transaction of their own; twice in a day sends once."""
    today, told = timezone.localdate(now), []
    ended = _run_out(today, now, told)
    warned = _warn(today, now, told)
    pledges = _ask_pledges(today, now, told)
    if told:
        notifications.tell_office(told)
    return Watched(ended, warned, pledges)


@contextmanager
def _once(profile: Profile, key: str, *, now: datetime) -> Iterator[bool]:
    """A transaction in which this is told, where it was not yet."""
    with transaction.atomic():
        _row, new = Warned.objects.get_or_create(profile=profile, key=key, defaults={"at": now})
        yield new


def _work(one: Authorisation) -> str:
    return str(Work(one.work).label)


def stage(left: int, stages: tuple[int, ...]) -> int | None:
    """The nearest stage that is reached with so many days left; None where there is time enough."""
    return next((one for one in stages if left <= one), None)


def _run_out(today: date, now: datetime, told: list[str]) -> int:
    number = 0
    for one in expired(today):
        try:
            with transaction.atomic():
                run_out(one, now=now)
                notifications.tell_expiring(one.profile, _work(one), one.until, days=-1)  # type: ignore[arg-type]
        except WrongState:
            continue  # authorised again at this very moment
        number += 1
        told.append(_("%(who)s: de autorisatie als %(work)s is voorbij.") % {"who": one.profile, "work": _work(one)})
    return number


def _warn(today: date, now: datetime, told: list[str]) -> int:
    number = 0
    for one in expiring(today, until=today + timedelta(days=max(STAGES))):
        left = (one.until - today).days  # type: ignore[operator]
        with _once(one.profile, f"until-{one.work}-{one.until}-{stage(left, STAGES)}", now=now) as new:
            if new:
                notifications.tell_expiring(one.profile, _work(one), one.until, days=left)  # type: ignore[arg-type]
                number += 1
                words = {"who": one.profile, "work": _work(one), "until": date_format(one.until, "j F Y")}
                told.append(_("%(who)s: de autorisatie als %(work)s loopt af op %(until)s.") % words)
    return number


def _ask_pledges(today: date, now: datetime, told: list[str]) -> int:
    number = 0
    for profile, signed, since in unsigned(today):
        until = last_day(signed=signed, since=since, today=today)
        reached = stage((until - today).days, PLEDGE_STAGES) if until else 0
        if reached is None:
            continue
        with _once(profile, f"pledge-{until or today.year}-{reached}", now=now) as new:
            if new:
                notifications.tell_pledge(profile, until, year=today.year)
                number += 1
                if until is None:
                    told.append(_("%s: geen verklaring, dus geen nieuw werk.") % profile)
    return number
