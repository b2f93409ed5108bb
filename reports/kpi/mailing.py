"""Who gets a mail when a report is there, and sending it: once a period. The mail links to the report, it carries none."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localdate

from goedgeregeld.accounts.models import Role, User
from goedgeregeld.accounts.states import OFFICE
from goedgeregeld.events.actions import record
from reports.kpi.notifications import send_paper
from reports.kpi.periods import Period, last_quarter, of_year
from reports.models import PaperReader

QUARTER, YEAR = "quarter", "year"


def office_people() -> QuerySet[User]:
    """Who may be chosen: everybody who works at the office, by name."""
    works = Exists(Role.objects.filter(user=OuterRef("pk"), kind__in=OFFICE))
    return User.objects.filter(works, is_active=True, erased_at__isnull=True).order_by("name", "pk")


@transaction.atomic
def choose_readers(chosen: Mapping[int, str], *, by: User, now: datetime) -> int:
    """Who gets which report: "quarter", "year" or "" (none), by the number of the user. Returns how many that changed.

    Who is chosen now gets the reports over what ends from now on. The caller saw to it that `by` works at the office.
    """
    present = {one.user_id: one for one in PaperReader.objects.select_for_update()}
    changed = 0
    for user in office_people():
        wanted, reader = chosen.get(user.pk, ""), present.get(user.pk)
        if wanted == (reader.every if reader else ""):
            continue
        changed += 1
        if reader is not None:
            reader.delete()
        if wanted in (QUARTER, YEAR):
            PaperReader.objects.create(
                user=user, every=wanted, chosen_by=by, since=now, told_of=_ended(wanted, now).code
            )
    if changed:
        record("choose_readers", by, by=by, now=now)
    return changed


def send_papers(*, now: datetime) -> int:
    """Mail everybody of whom a period has ended since they were told last. Twice sends once."""
    sent = 0
    for reader in PaperReader.objects.filter(user__in=office_people()).select_related("user").order_by("pk"):
        ended = _ended(reader.every, now)
        with transaction.atomic():
            new = PaperReader.objects.filter(pk=reader.pk).exclude(told_of=ended.code).update(told_of=ended.code)
            if new:
                send_paper(reader.user, ended)
                sent += 1
    return sent


def _ended(every: str, now: datetime) -> Period:
    """The quarter or year that ended last."""
    today = localdate(now)
    return last_quarter(today) if every == QUARTER else of_year(today.year - 1)
