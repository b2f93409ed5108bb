"""Reading the history: of one object, of many, and page by page."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import models
from django.db.models import Q

from goedgeregeld.events.models import Event, EventQuerySet

PAGE = 50
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Slice:
    """A page of Events, newest first, and where the next one begins ("" where this is the last)."""

    events: list[Event]
    next: str


def events_on(one: models.Model) -> EventQuerySet:
    """The Events on this object, newest first."""
    return Event.objects.filter(object_type=one._meta.label_lower, object_id=str(one.pk))


def slice_of(events: models.QuerySet[Event], after: str, *, size: int = PAGE) -> Slice:
    """The Events that follow `after` (a Slice's `next`; anything else: from the newest on), with their actors. One query.

    It costs the same on every page: it begins where the last one ended instead of counting from the start.
    """
    found = re.fullmatch(r"([0-9]{1,17})-([0-9]{1,18})", after)
    if found:
        at, pk = _EPOCH + timedelta(microseconds=int(found[1])), int(found[2])
        events = events.filter(Q(at__lt=at) | Q(pk__lt=pk), at__lte=at)
    rows = list(events.select_related("actor").order_by("-at", "-pk")[: size + 1])
    return Slice(rows[:size], _place(rows[size - 1]) if len(rows) > size else "")


def _place(event: Event) -> str:
    return f"{(event.at - _EPOCH) // timedelta(microseconds=1)}-{event.pk}"
