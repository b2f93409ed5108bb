"""What the office does with a signal from outside: take it up, and close it with what was done. Receiving one: `outside`."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goedgeregeld.accounts import queries as accounts
from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from keurmerk import permissions
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.models import Signal
from keurmerk.states import SignalState


def take_up_signal(signal: Signal, *, by: User, now: datetime) -> Signal:
    """From now on it is this person's; also where it was somebody else's. Raises NotPermitted, WrongState."""
    with transaction.atomic():
        locked = _locked(signal, by)
        if locked.state == SignalState.BUSY and locked.handled_by_id == by.pk:
            raise WrongState(_("Je had dit signaal al in behandeling."))
        locked.state, locked.handled_by = SignalState.BUSY, by
        locked.save(update_fields=["state", "handled_by"])
        record("take_up_signal", locked.mark, by=by, now=now, number=locked.mark.number)
    return locked


def close_signal(signal: Signal, *, outcome: str, by: User, now: datetime) -> Signal:
    """It is handled; `outcome` says how, for the office. Raises NotPermitted, WrongState, Blocked."""
    with transaction.atomic():
        locked = _locked(signal, by)
        if not outcome.strip():
            raise Blocked(_("Schrijf wat ermee is gedaan."))
        locked.state, locked.handled_by, locked.handled_at = SignalState.CLOSED, by, now
        locked.outcome = outcome.strip()
        locked.save(update_fields=["state", "handled_by", "handled_at", "outcome"])
        record("close_signal", locked.mark, by=by, now=now, number=locked.mark.number)
    return locked


def _locked(signal: Signal, by: User) -> Signal:
    locked = Signal.objects.select_for_update(of=("self",)).select_related("mark").get(pk=signal.pk)
    if not permissions.may_handle_signals(locked.mark, accounts.person(by)):
        raise NotPermitted
    if locked.state == SignalState.CLOSED:
        raise WrongState(_("Dit signaal is al afgehandeld."))
    return locked
