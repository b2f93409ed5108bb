"""Handing over all work of somebody who stops: in one transaction, all of it or nothing, by the same acts as one at a time."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goedgeregeld.accounts import permissions
from goedgeregeld.accounts import queries as accounts
from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from keurmerk.actions.appointing import replace_adviser, replace_auditor
from keurmerk.actions.request import assign
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.queries.succession import Chosen, Piece, work_of
from keurmerk.states import Verb


class NotHandedOver(Exception):
    """Nothing is handed over; the message says of which organisation it went wrong, and why."""


def hand_over_work(user: User, chosen: Mapping[str, Chosen], *, reason: str, by: User, now: datetime) -> int:
    """Hand over these pieces (by `Piece.key`) of this person; returns how many. What is not named stays.

    Raises NotPermitted unless the office, NotHandedOver where one of them cannot (any more): then nothing is written.
    """
    if not permissions.is_office(accounts.person(by)):
        raise NotPermitted
    with transaction.atomic():
        pieces = {piece.key: piece for piece in work_of(user)}
        if not chosen:
            raise NotHandedOver(_("Kies bij minstens één traject wie het overneemt."))
        for key, one in chosen.items():
            piece = pieces.get(key)
            if piece is None or piece.verb is None:
                raise NotHandedOver(
                    _("Een van de trajecten ligt niet meer bij deze persoon. Bekijk het overzicht opnieuw.")
                )
            try:
                _hand_over(piece, one, reason, by=by, now=now)
            except (Blocked, WrongState) as refused:
                words = {"name": piece.application.organisation, "why": str(refused)}
                raise NotHandedOver(_("%(name)s: %(why)s Er is niets overgedragen.") % words) from refused
        record("hand_over_work", user, by=by, now=now, number=len(chosen), member=user.pk)
    return len(chosen)


def _hand_over(piece: Piece, one: Chosen, reason: str, *, by: User, now: datetime) -> None:
    """By the act that fits where it stands. Why this one and not the first of the ranking: all of it is handed over."""
    who = {"why": _("Overdracht van al het werk."), "by": by, "now": now, "moves": one.moves}
    if piece.verb == Verb.REPLACE_AUDITOR:
        replace_auditor(piece.application, auditor=one.successor, reason=reason, **who)  # type: ignore[arg-type]
    elif piece.verb == Verb.REPLACE_ADVISER:
        replace_adviser(piece.application, adviser=one.successor, reason=reason, **who)  # type: ignore[arg-type]
    else:
        assign(piece.application, adviser=one.successor, **who)  # type: ignore[arg-type]
