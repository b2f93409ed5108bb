"""The yearly declarations of marks: of which marks one is to be asked, which wait for an answer, and what was declared."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from keurmerk.models import Declaration, Mark
from keurmerk.queries.register import LIVE, standing_of
from keurmerk.validity import ENDED, declare_by

CHUNK = 200


def to_ask(*, today: date) -> list[tuple[Mark, date]]:
    """The marks of which the yearly question is to be asked on this day, with the last day to answer it. One query."""
    asked = Declaration.objects.filter(mark=OuterRef("pk"), due_on__gte=today)
    found = Mark.objects.filter(~Exists(asked), organisation__isnull=False, state__in=LIVE, valid_until__gte=today)
    rows = found.filter(valid_from__lt=today).order_by("pk").iterator(chunk_size=CHUNK)
    days = ((mark, declare_by(mark.valid_from, mark.valid_until, today)) for mark in rows)
    return [(mark, due_on) for mark, due_on in days if due_on is not None]


def unanswered(*, today: date) -> QuerySet[Declaration]:
    """Those that wait for an answer, of marks that still last."""
    found = Declaration.objects.filter(answered_at__isnull=True, mark__state__in=LIVE, mark__valid_until__gte=today)
    return found.select_related("mark__organisation").order_by("due_on", "pk")


def declarations_of(mark: Mark) -> list[Declaration]:
    """All of this mark, the newest first. One query."""
    found = Declaration.objects.filter(mark=mark).select_related("answered_by", "seen_by")
    return list(found.order_by("-due_on"))


def why_not_answered(declaration: Declaration, today: date) -> str:
    """Why it cannot be answered (any more), in Dutch; "" where it can."""
    if declaration.answered_at is not None:
        return _("Deze vraag is al beantwoord. Is er nog iets? Neem contact op met NOV.")
    if standing_of(declaration.mark, today) in ENDED:
        return _("Dit keurmerk is voorbij. De vraag hoeft niet meer te worden beantwoord.")
    return ""
