"""The acts of the advice report: see to it that its charts are drawn, once, and note that it was taken home."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from reports.advice.queries import Wanted, drawings, was_downloaded
from reports.models import Drawing
from reports.plots import draw, key_of
from selfeval.advice import Advice
from selfeval.models import Evaluation


def see_drawn(advice: Advice, wanted: Iterable[Wanted], *, now: datetime) -> dict[Wanted, str]:
    """The wanted charts as SVG; what was not drawn yet is drawn and kept.

    Two requests at once may both draw; they draw the same, and the one that is late keeps nothing.
    """
    asked = list(wanted)
    found = drawings(advice, asked)
    missing = [one for one in asked if one not in found]
    made = {(kind, scheme): draw(kind, advice, scheme) for kind, scheme in missing}
    if made:
        Drawing.objects.bulk_create(
            [Drawing(key=key_of(kind, advice, scheme), svg=svg, drawn_at=now) for (kind, scheme), svg in made.items()],
            ignore_conflicts=True,
        )
    return {one: found.get(one) or made[one] for one in asked}


@transaction.atomic
def note_download(evaluation: Evaluation, *, kind: str, now: datetime, by: User | None = None) -> None:
    """Write in the history that the report was downloaded ("pdf" or "xlsx"), the first time of each kind."""
    if not was_downloaded(evaluation, kind):
        record("download_report", evaluation, by=by, now=now, kind=kind)
