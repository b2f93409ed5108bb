"""Ending an application before there is a decision: the organisation stops, or the office closes it."""

from datetime import datetime

from django.utils.translation import gettext as _

from goedgeregeld.accounts.models import User
from keurmerk.actions.ritual import Act, acting
from keurmerk.models import Application, Audit, Due
from keurmerk.states import DueKind, DueState, Verb


def withdraw(
    application: Application, *, reason: str = "", by: User, now: datetime, moves: int | None = None
) -> Application:
    """The organisation stops; that cannot be undone. Raises NotPermitted, WrongState."""
    return _end(application, Verb.WITHDRAW, reason, by=by, now=now, moves=moves)


def let_lapse(
    application: Application, *, reason: str, by: User, now: datetime, moves: int | None = None
) -> Application:
    """The office closes an application in which nothing happens any more. Raises NotPermitted, WrongState."""
    return _end(application, Verb.LET_LAPSE, reason, by=by, now=now, moves=moves)


def _end(
    application: Application, verb: Verb, reason: str, *, by: User, now: datetime, moves: int | None
) -> Application:
    with acting(application, verb, by=by, now=now, moves=moves) as act:
        end(act, reason, now=now)
    return act.application


def end(act: Act, reason: str, *, now: datetime) -> None:
    """Inside an act that ends an application: when and why; and what was due for an audit that never began is cancelled.

    What an adviser did until now stays due: how much that was, they and the organisation know, and the office notes.
    """
    act.application.ended_at, act.application.end_reason = now, reason
    if Audit.objects.filter(application=act.application).exists():
        return
    unpaid = Due.objects.filter(application=act.application, kind=DueKind.AUDIT, state=DueState.DUE)
    unpaid.filter(note="").update(note=_("Vervallen: de aanvraag stopte voordat de audit begon."))
    unpaid.update(state=DueState.CANCELLED)
