"""Making and reading the monthly snapshot of the effect. What goes into it is worked out by `effect`."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate, make_aware

from reports.kpi import effect, effect_rows
from reports.models import EffectSnapshot
from selfeval.queries.following import follow_counts


@transaction.atomic
def see_snapshot(*, now: datetime, anew: bool = False) -> EffectSnapshot:
    """The snapshot of this month: of all that was completed before it began. Made where it is not there yet, or `anew`."""
    month = localdate(now).replace(day=1)
    found = EffectSnapshot.objects.filter(month=month).first()
    if found is not None and not anew:
        return found
    data = work_out(make_aware(datetime.combine(month, datetime.min.time())))
    made, _new = EffectSnapshot.objects.update_or_create(month=month, defaults={"data": data, "at": now})
    return made


def work_out(before: datetime) -> dict[str, Any]:
    """All of it, of what there was before this moment."""
    organisations, actions = effect_rows.actions(before)
    return {
        "changes": effect.changes(effect_rows.changes(before)),
        "comparison": effect.comparison(effect_rows.comparable(before)),
        "statements": effect.statements(effect_rows.levels(before)),
        "actions": effect.enough(organisations, actions),
        "follow_up": _follow_up(before),
    }


def _follow_up(before: datetime) -> dict[str, Any]:
    """The answers of half a year later, where ten or more gave them; the second question only where ten answered that one."""
    found = follow_counts(until=before)
    if found.answered < effect.LEAST:
        return {}
    helped = dict(found.helped) if sum(found.helped.values()) >= effect.LEAST else {}
    return {"asked": found.asked, "answered": found.answered, "changed": dict(found.changed), "helped": helped}


def newest() -> EffectSnapshot | None:
    """The last that was made; None before the first `tally`. One query."""
    return EffectSnapshot.objects.first()
