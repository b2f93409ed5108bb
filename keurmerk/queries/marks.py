"""The office's list of marks, as somebody chose to see it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from goedgeregeld.accounts import names
from goedgeregeld.accounts.queries.search import END
from keurmerk.models import Mark, MarkWord
from keurmerk.queries.register import standing_is
from keurmerk.states import MarkState
from keurmerk.validity import RENEWS_FROM, ends_within

Chosen = Mapping[str, Any]
HERE, BEFORE = "here", "before"  # granted in this system, or before it and taken over
SOON = "soon"


def marks(chosen: Chosen, *, today: date) -> QuerySet[Mark]:
    """All that were chosen: the newest first, or what ends first where that was asked. The keys are those of the filter."""
    found = Mark.objects.select_related("municipality__merged_into__merged_into", "organisation")
    if "q" in chosen:
        found = found.filter(_named(chosen["q"]))
    if "state" in chosen:
        found = found.filter(standing_is(chosen["state"], today))
    if "origin" in chosen:
        found = found.filter(imported_at__isnull=chosen["origin"] == HERE)
    if "linked" in chosen:
        found = found.filter(organisation__isnull=chosen["linked"] == "no")
    if chosen.get("ending") == SOON:
        return found.filter(ends_soon(today)).order_by("valid_until", "pk")
    return found.order_by("-decided_on", "-pk")


def ends_soon(today: date, months: int = RENEWS_FROM) -> Q:
    """Which marks still stand and end within so many months: those in which they can be renewed."""
    live = Q(state__in=(MarkState.VALID, MarkState.SUSPENDED))
    return live & Q(valid_until__gte=today, valid_until__lte=ends_within(today, months))


def _named(text: str) -> Q:
    """By its number, by the name on the certificate, or by the words by which it is found in the register."""
    found = Q(number__istartswith=text.strip()) | Q(name__icontains=text.strip())
    words = names.words(text)
    if not words:
        return found
    by_word = Q()
    for word in words:
        by_word &= Q(Exists(MarkWord.objects.filter(mark=OuterRef("pk"), word__gte=word, word__lt=word + END)))
    return found | by_word
