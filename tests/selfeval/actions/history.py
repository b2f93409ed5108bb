"""Looking back in the history, for the tests of acts."""

from typing import Any

from django.db import models

from goedgeregeld.events.models import Event
from goedgeregeld.events.queries import events_on
from selfeval.models import Answer, Evaluation, Overwrite, ResumeLink


def happened(one: models.Model) -> list[tuple[str, dict[str, Any]]]:
    """The verbs and data of all Events on this object, oldest first."""
    return list(reversed(events_on(one).values_list("verb", "data")))


def verbs(one: models.Model) -> list[str]:
    return [verb for verb, _data in happened(one)]


def everything() -> list[Any]:
    """All rows that acts write; equal before and after means that nothing was written at all."""
    return [list(model.objects.order_by("pk").values()) for model in (Evaluation, Answer, Overwrite, ResumeLink, Event)]
