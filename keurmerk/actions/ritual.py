"""How every act on an application goes: the one context manager, and the three ways in which it refuses."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from goedgeregeld.accounts import queries as accounts
from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from keurmerk import notifications, permissions
from keurmerk.conditions import blockers
from keurmerk.models import Application
from keurmerk.queries import Reading, term_ends
from keurmerk.queries.offers import fits
from keurmerk.states import WAITS_FOR, WHEN, Party, Verb

BY_ITSELF = (Verb.LAPSE_REQUEST, Verb.LAPSE_SUPPLEMENT)  # what the system does, and nobody else


class NotPermitted(PermissionDenied):
    """This person is not one who does this."""


class WrongState(Exception):
    """The act does not fit where the application stands by now; the message says so in Dutch."""


class Blocked(Exception):
    """The act is held back; `reasons` says in Dutch why."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = tuple(str(reason) for reason in reasons)
        super().__init__("\n".join(self.reasons))


@dataclass
class Act:
    """An act under way: the locked application, what was read of it, and particulars for the Event (never contents).

    `until`: the last day of the state it leads to, where that is not the office's term but set by the act; `waits_for`: who is
    to act next, where that is not who the state usually waits for; `former`: the number of who was replaced, and is told so.
    """

    application: Application
    reading: Reading
    data: dict[str, Any] = field(default_factory=dict)
    until: date | None = None
    waits_for: Party | None = None
    former: int | None = None
    nothing_changed: bool = False


@contextmanager
def acting(
    application: Application, verb: Verb, *, by: User | None, now: datetime, moves: int | None = None
) -> Iterator[Act]:
    """One act in one transaction. The body writes what is special; the transition, the Event and the mail follow it.

    `by` None is the system. `moves` is what the page had seen (`Application.moves`): another number means that something
    happened meanwhile. Raises NotPermitted, WrongState, Blocked; then nothing is written.
    """
    with transaction.atomic():
        locked = (
            Application.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=application.pk)
        )
        _permit(locked, verb, by)
        _expect(locked, verb, moves)
        today = timezone.localdate(now)
        act = Act(locked, Reading(locked, me=by.pk if by else None, today=today))
        reasons = blockers(act.reading, verb)
        if reasons:
            raise Blocked(*reasons)
        yield act
        if verb not in WHEN:
            _move(act, verb, now)
        elif act.waits_for:
            locked.waits_for = act.waits_for
            locked.save(update_fields=["waits_for"])
        if act.nothing_changed:
            return
        event = record(verb.value, locked, by=by, now=now, **act.data)
        notifications.tell(event, locked, by=by, now=now, former=act.former)


def _permit(application: Application, verb: Verb, by: User | None) -> None:
    if by is None:
        if verb not in BY_ITSELF:
            raise NotPermitted
    elif not permissions.may(verb, application, accounts.person(by)):
        raise NotPermitted


def _expect(application: Application, verb: Verb, moves: int | None) -> None:
    if not fits(verb, application.state):
        raise WrongState(
            _("De aanvraag staat nu op “%(state)s”. Daarom kan dit niet (meer).")
            % {"state": application.get_state_display()}
        )
    if moves is not None and moves != application.moves:
        raise WrongState(_("Er is intussen iets veranderd aan deze aanvraag. Bekijk haar eerst opnieuw."))


def _move(act: Act, verb: Verb, now: datetime) -> None:
    """The transition, with the last day of the state it leads to."""
    application = act.application
    getattr(application, verb.value)()
    application.moves += 1
    application.state_since = now
    application.waits_for = act.waits_for or WAITS_FOR[application.state]
    application.due_on = act.until or term_ends(application.state, timezone.localdate(now))
    application.save()
