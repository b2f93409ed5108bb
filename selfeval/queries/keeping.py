"""How long evaluations are kept that nobody claimed: which are over their time, and who is to be told before."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from selfeval.models import Evaluation


def erased_on(evaluation: Evaluation) -> date | None:
    """The day after which an evaluation nobody claimed is erased, if nothing changes; None where it stays."""
    if evaluation.organisation_id is not None or evaluation.demo:
        return None
    days = settings.RETENTION["REPORT_DAYS" if evaluation.completed_at else "DRAFT_DAYS"]
    planned = evaluation.changed_at + timedelta(days=days)
    if evaluation.warn_email and evaluation.warned_at and evaluation.warned_at >= evaluation.changed_at:
        planned = max(planned, evaluation.warned_at + timedelta(days=settings.RETENTION["WARN_DAYS"]))
    return timezone.localdate(planned)


def unclaimed_until(now: datetime) -> QuerySet[Evaluation]:
    """Evaluations nobody claimed whose time is over at `now`; the demo's are never."""
    days = settings.RETENTION
    over = Q(completed_at__isnull=True, changed_at__lte=now - timedelta(days=days["DRAFT_DAYS"]))
    over |= Q(completed_at__isnull=False, changed_at__lte=now - timedelta(days=days["REPORT_DAYS"]))
    return Evaluation.objects.filter(over, organisation__isnull=True, demo=False)


def to_warn(now: datetime) -> QuerySet[Evaluation]:
    """Those that are to be erased soon and whose address was not told since the last change."""
    soon = unclaimed_until(now + timedelta(days=settings.RETENTION["WARN_DAYS"])).exclude(warn_email="")
    return soon.filter(Q(warned_at__isnull=True) | Q(warned_at__lt=F("changed_at")))


def to_erase(now: datetime) -> QuerySet[Evaluation]:
    """Those whose time is over; where an address was left, it was told long enough ago."""
    told = Q(warn_email="") | Q(
        warned_at__gte=F("changed_at"), warned_at__lte=now - timedelta(days=settings.RETENTION["WARN_DAYS"])
    )
    return unclaimed_until(now).filter(told)
