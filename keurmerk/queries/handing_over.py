"""The festive moment of a mark: whether it can be arranged, what was arranged, and which marks still wait for it."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from keurmerk.models import HandOver, Mark
from keurmerk.queries.register import standing_is, standing_of
from keurmerk.validity import ENDED, Standing

FESTIVE = (Standing.VALID, Standing.COMING)


def hand_over_of(mark: Mark) -> HandOver | None:
    """What was arranged; None while nothing was. One query."""
    return HandOver.objects.filter(mark=mark).select_related("changed_by").first()


def moment(hand_over: HandOver | None) -> int:
    """The moment of the last change, by which a page that was opened earlier can tell that something changed; 0 for none."""
    return int(hand_over.changed_at.timestamp() * 1_000_000) if hand_over else 0


def why_not_arranged(mark: Mark, today: date) -> str:
    """Why no handing over can be arranged, in Dutch; "" where it can."""
    return _("Dit keurmerk is voorbij. Er is niets meer uit te reiken.") if standing_of(mark, today) in ENDED else ""


def waits(mark: Mark, hand_over: HandOver | None, today: date) -> bool:
    """Whether it is still to be handed over: no day is known, or the day is to come, and somebody wants it."""
    if mark.imported_at or standing_of(mark, today) not in FESTIVE:
        return False
    return hand_over is None or (not hand_over.skipped and (hand_over.on is None or hand_over.on >= today))


def without_day(today: date) -> Q:
    """Which marks have no day yet, while nobody said that there will be none.

    Marks that were granted before this system were handed over then; one that is suspended waits for other things first.
    """
    unknown = Q(hand_over__isnull=True) | Q(hand_over__skipped=False, hand_over__on__isnull=True)
    return _festive(today) & unknown


def waiting(*, today: date) -> QuerySet[Mark]:
    """The marks that wait for it: those without a day first, the oldest first, then by the day that was arranged."""
    planned = _festive(today) & Q(hand_over__skipped=False, hand_over__on__gte=today)
    found = Mark.objects.filter(without_day(today) | planned)
    related = ("hand_over", "organisation", "municipality__merged_into")
    return found.select_related(*related).order_by("hand_over__on", "decided_on", "pk")


def _festive(today: date) -> Q:
    alive = Q()
    for one in FESTIVE:
        alive |= standing_is(one, today)
    return alive & Q(imported_at__isnull=True)
