"""record(): the one way to write history. It writes; what the verbs mean is the business of the apps above."""

from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils import timezone

from goedgeregeld.events.models import Event
from goedgeregeld.events.queries import events_on

VIEW = "view"


def record(verb: str, on: models.Model, *, by: AbstractBaseUser | None, now: datetime, **data: Any) -> Event:
    """Append one Event in the caller's transaction and return it.

    `verb` is the English verb of the act ("complete"), `on` the saved object, `by` who did it (None: an anonymous
    visitor or the system), `data` anything JSON can hold that a reader of the history needs.
    """
    return Event.objects.create(
        at=now, actor=by, verb=verb, object_type=on._meta.label_lower, object_id=str(on.pk), data=data
    )


def record_view(on: models.Model, *, by: AbstractBaseUser, now: datetime) -> Event | None:
    """Write that somebody looked into a dossier that is not their own; once a person, an object and a (Dutch) day.

    For every page on which the office sees an organisation's card or an evaluation. Returns None where it stood there
    already: the history stays readable.
    """
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    if events_on(on).filter(verb=VIEW, actor=by, at__gte=midnight).exists():
        return None
    return record(VIEW, on, by=by, now=now)
