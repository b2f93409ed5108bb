"""Making marks as they stand in the register."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from django.utils import timezone

from goedgeregeld.accounts.models import Municipality
from keurmerk.actions.findable import keep_marks_findable
from keurmerk.codes import new_code
from keurmerk.models import Mark, MarkChange
from keurmerk.validity import last_day

NUMBERS = count(1)
DAY = timedelta(days=1)


def today() -> date:
    return timezone.localdate()


def place(name: str = "Utrecht", province: str = "Utrecht", code: str = "GM0344") -> Municipality:
    return Municipality.objects.get_or_create(code=code, defaults={"name": name, "province": province})[0]


def mark(name: str = "Stichting De Bank", **fields: Any) -> Mark:
    """A mark that began a year ago, unless it is told otherwise; findable."""
    number = next(NUMBERS)
    first = fields.pop("valid_from", today() - 365 * DAY)
    made = Mark.objects.create(
        **{
            "number": f"GG-{first.year}-{number:04}",
            "code": new_code(Random(number).choice),
            "name": name,
            "municipality": place(),
            "sector": "care",
            "route": "star",
            "decided_on": first,
            "valid_from": first,
            "valid_until": last_day(first),
            "state_since": datetime(2026, 1, 1, tzinfo=UTC),
        }
        | fields
    )
    made = Mark.objects.select_related("municipality", "organisation").get(pk=made.pk)
    keep_marks_findable([made])
    return made


def changed(made: Mark, state: str, verb: str, reasons: str = "Daarom.") -> None:
    """As the act on a mark leaves it."""
    now = timezone.now()
    Mark.objects.filter(pk=made.pk).update(state=state, state_since=now)
    MarkChange.objects.create(mark=made, verb=verb, reasons=reasons, at=now)
