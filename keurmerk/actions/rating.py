"""The organisation says how the guidance was, once it is over; and is asked to, once."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from goedgeregeld.accounts.models import User
from keurmerk import notifications
from keurmerk.actions.ritual import acting
from keurmerk.models import Application, Rating
from keurmerk.queries import reminders
from keurmerk.states import Verb


@dataclass(frozen=True, slots=True)
class Said:
    """What is said."""

    guidance: int
    reachable: int
    recommends: bool
    remark: str = ""


def rate_adviser(application: Application, said: Said, *, by: User, now: datetime, moves: int | None = None) -> Rating:
    """Keep what the organisation says of who advised. Raises NotPermitted, WrongState, Blocked where it was said before."""
    with acting(application, Verb.RATE_ADVISER, by=by, now=now, moves=moves) as act:
        return Rating.objects.create(
            application=act.application,
            adviser_id=act.application.adviser_id,
            guidance=said.guidance,
            reachable=said.reachable,
            recommends=said.recommends,
            remark=said.remark,
            by=by,
            at=now,
        )


def ask_ratings(*, now: datetime) -> int:
    """Ask the beheerders of what ended a week ago or more, each once. How many were asked."""
    number = 0
    for application in list(reminders.unrated(today=timezone.localdate(now))):
        number += notifications.ask_rating(application, now=now)
    return number
