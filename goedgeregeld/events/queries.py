"""Reading the history."""

from django.db import models

from goedgeregeld.events.models import Event, EventQuerySet


def events_on(one: models.Model) -> EventQuerySet:
    """The Events on this object, newest first."""
    return Event.objects.filter(object_type=one._meta.label_lower, object_id=str(one.pk))
