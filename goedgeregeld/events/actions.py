"""record(): the one way to write history. It writes; what the verbs mean is the business of the apps above."""

from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from goedgeregeld.events.models import Event


def record(verb: str, on: models.Model, *, by: AbstractBaseUser | None, now: datetime, **data: Any) -> Event:
    """Append one Event in the caller's transaction and return it.

    `verb` is the English verb of the act ("complete"), `on` the saved object, `by` who did it (None: an anonymous
    visitor or the system), `data` anything JSON can hold that a reader of the history needs.
    """
    return Event.objects.create(
        at=now, actor=by, verb=verb, object_type=on._meta.label_lower, object_id=str(on.pk), data=data
    )
