"""A whole batch of applications given out at once: each by its own act, and all of them or none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from auditors.states import Work
from goedgeregeld.accounts import permissions
from goedgeregeld.accounts import queries as accounts
from goedgeregeld.accounts.models import User
from keurmerk.actions.appointing import assign_auditor
from keurmerk.actions.request import assign
from keurmerk.actions.ritual import Blocked, WrongState
from keurmerk.models import Application

EVENLY = "Verdeeld over iedereen, zodat het werk gelijk blijft."


@dataclass(frozen=True, slots=True)
class Gift:
    """Who gets which application, and how many moves it had when that was shown."""

    code: str
    user: int
    moves: int


class Undone(Exception):
    """Nothing was given out; `reasons` says by application, in Dutch, what stands in the way by now."""

    def __init__(self, reasons: Sequence[tuple[str, str]]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("\n".join(f"{code}: {why}" for code, why in reasons))


def give_out(work: str, gifts: Sequence[Gift], *, by: User, now: datetime) -> int:
    """Appoint these auditors, or ask these advisers: all of them, or none. How many.

    Raises PermissionDenied unless the office, and Undone where one of the acts is refused by now.
    """
    if not permissions.is_office(accounts.person(by)):
        raise PermissionDenied
    act = _auditor if work == Work.AUDITOR else _adviser
    with transaction.atomic():
        refused = [(gift.code, why) for gift in gifts for why in _refusals(act, gift, by, now)]
        if refused:
            raise Undone(refused)
    return len(gifts)


def _refusals(act: Callable[..., Any], gift: Gift, by: User, now: datetime) -> list[str]:
    application = Application.objects.filter(code=gift.code).first()
    if application is None:
        return [_("Deze aanvraag is er niet (meer).")]
    try:
        act(application, gift, by, now)
    except Blocked as blocked:
        return list(blocked.reasons)
    except WrongState as wrong:
        return [str(wrong)]
    return []


def _auditor(application: Application, gift: Gift, by: User, now: datetime) -> None:
    assign_auditor(application, auditor=gift.user, why=EVENLY, by=by, now=now, moves=gift.moves)


def _adviser(application: Application, gift: Gift, by: User, now: datetime) -> None:
    assign(application, adviser=gift.user, why=EVENLY, by=by, now=now, moves=gift.moves)
