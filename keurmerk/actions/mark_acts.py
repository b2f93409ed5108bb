"""What may happen to a mark while it lasts: suspended, reinstated, withdrawn; and that it expires.

Each is one transaction over the locked row, with the reasons in a `MarkChange`, an Event without them, and the mail. Nothing
else has to be told: the register works out from the row what a mark is worth (decision 19).
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from goedgeregeld.accounts import queries as accounts
from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from keurmerk import notifications, permissions
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.conditions.mark_acts import blockers
from keurmerk.models import Mark, MarkChange
from keurmerk.queries import mark_acts
from keurmerk.states import MarkVerb


def suspend(mark: Mark, *, reasons: str, by: User, now: datetime, seen: int | None = None) -> Mark:
    """For the time being it is not valid."""
    return _move(mark, MarkVerb.SUSPEND, reasons=reasons, by=by, now=now, seen=seen)


def reinstate(mark: Mark, *, reasons: str, by: User, now: datetime, seen: int | None = None) -> Mark:
    """It is valid again, until its old last day."""
    return _move(mark, MarkVerb.REINSTATE, reasons=reasons, by=by, now=now, seen=seen)


def revoke(mark: Mark, *, reasons: str, by: User, now: datetime, seen: int | None = None) -> Mark:
    """It is over for good. A renewal that is under way goes on; the mark it leads to begins on the day of its decision."""
    return _move(mark, MarkVerb.REVOKE, reasons=reasons, by=by, now=now, seen=seen)


def expire(mark: Mark, *, now: datetime) -> Mark:
    """Note that its last day has passed."""
    return _move(mark, MarkVerb.EXPIRE, reasons="", by=None, now=now)


def expire_ended(*, now: datetime) -> int:
    """Note it of every mark whose last day has passed, each in a transaction of its own. How many. Safe to repeat."""
    number = 0
    for mark in mark_acts.to_expire(today=timezone.localdate(now)):
        try:
            expire(mark, now=now)
        except WrongState:
            continue  # withdrawn, or noted by somebody else, at this very moment
        number += 1
    return number


def _move(mark: Mark, verb: MarkVerb, *, reasons: str, by: User | None, now: datetime, seen: int | None = None) -> Mark:
    """`seen` is the last change the page had seen. Raises NotPermitted, WrongState, Blocked; then nothing is written."""
    with transaction.atomic():
        locked = Mark.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=mark.pk)
        _permit(locked, verb, by)
        _expect(locked, verb, seen, now)
        if verb != MarkVerb.EXPIRE and not reasons.strip():
            raise Blocked(_("Schrijf waarom."))
        getattr(locked, verb.value)()
        locked.state_since = now
        locked.save(update_fields=["state", "state_since"])
        MarkChange.objects.create(mark=locked, verb=verb, reasons=reasons.strip(), by=by, at=now)
        event = record(verb.value, locked, by=by, now=now, number=locked.number)
        notifications.tell_of_mark(event, locked, by=by, today=timezone.localdate(now))
    return locked


def _permit(mark: Mark, verb: MarkVerb, by: User | None) -> None:
    if by is None:
        if verb != MarkVerb.EXPIRE:
            raise NotPermitted
        return
    person = accounts.person(by)
    if not permissions.may_carry(verb, mark, person):
        raise NotPermitted
    if reasons := blockers(mark, person):
        raise Blocked(*reasons)


def _expect(mark: Mark, verb: MarkVerb, seen: int | None, now: datetime) -> None:
    if not mark_acts.fits(verb, mark, timezone.localdate(now)):
        raise WrongState(mark_acts.why_not(verb, mark, timezone.localdate(now)))
    if seen is not None and seen != mark_acts.last_change(mark):
        raise WrongState(_("Er is intussen iets veranderd aan dit keurmerk. Bekijk het eerst opnieuw."))
