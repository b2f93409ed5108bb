"""Setting a target: the one act the figures have of their own."""

from datetime import datetime

from django.db import transaction

from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from reports.models import Target


@transaction.atomic
def set_target(figure: str, year: int, value: int, *, reason: str, by: User, now: datetime) -> Target:
    """Set what is aimed for; earlier ones stay as history. Setting what holds already changes nothing.

    The caller saw to it that `by` works at the office.
    """
    newest = Target.objects.filter(figure=figure, year=year).order_by("-set_at", "-pk").first()
    if newest is not None and newest.value == value:
        return newest
    made = Target.objects.create(figure=figure, year=year, value=value, reason=reason, set_by=by, set_at=now)
    record("set_target", made, by=by, now=now, figure=figure, year=year)
    return made
