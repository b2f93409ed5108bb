"""Clearing an application some time after it ended: evidence, explanations and messages go; what was judged can be read on.

What was handed in keeps its answers, for the judgements are about those; its words and its evidence go.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from goedgeregeld.events.actions import record
from keurmerk import dossiers
from keurmerk.actions.files import erase_after_commit
from keurmerk.models import Application, Carried, Evidence, Explanation, Message, ReplacedExplanation, Submission
from keurmerk.queries import keeping


def clear_ended(*, before: datetime, now: datetime) -> int:
    """Clear the applications that ended before this moment, each once. How many."""
    return sum(_clear_if(pk, before=before, now=now) for pk in list(_to_clear(before).values_list("pk", flat=True)))


def _to_clear(before: datetime) -> keeping.Applications:
    ended = keeping.ended_before(before, day=timezone.localdate(before))
    return ended.filter(cleared_at__isnull=True, demo=False)


@transaction.atomic
def _clear_if(pk: int, *, before: datetime, now: datetime) -> bool:
    """Whether it was still so when it was this one's turn."""
    found = _to_clear(before).select_for_update(of=("self",)).filter(pk=pk).first()
    if found is None:
        return False
    _clear(found)
    Application.objects.filter(pk=found.pk).update(cleared_at=now)
    record("clear", found, by=None, now=now)
    return True


def _clear(application: Application) -> None:
    for piece in Evidence.objects.filter(application=application).iterator(chunk_size=500):
        erase_after_commit(piece)
    for model in (Carried, Evidence, Explanation, ReplacedExplanation, Message):
        model._default_manager.filter(application=application).delete()  # noqa: SLF001 - of any model
    for submission in Submission.objects.filter(application=application):
        submission.contents = dossiers.bared(submission.contents)
        submission.save(update_fields=["contents"])
