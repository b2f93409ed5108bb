"""Signals from outside, for the office only."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from keurmerk.models import Signal
from keurmerk.states import SignalState

OPEN = "open"  # beside the states, what one may choose
WITH = ("mark__organisation", "mark__municipality__merged_into__merged_into", "handled_by")


def find_signal(pk: int) -> Signal | None:
    """One, with its mark and who handles it."""
    return Signal.objects.filter(pk=pk).select_related(*WITH).first()


def signals(chosen: Mapping[str, Any]) -> QuerySet[Signal]:
    """All that were chosen: what is not handled first, the oldest on top; then what is, the newest on top."""
    found = Signal.objects.select_related(*WITH)
    if chosen.get("state") == OPEN:
        found = found.exclude(state=SignalState.CLOSED)
    elif "state" in chosen:
        found = found.filter(state=chosen["state"])
    if "q" in chosen:
        text = chosen["q"].strip()
        found = found.filter(Q(mark__number__istartswith=text) | Q(mark__name__icontains=text))
    closed = Case(When(state=SignalState.CLOSED, then=Value(1)), default=Value(0), output_field=IntegerField())
    return found.annotate(done=closed).order_by("done", "-handled_at", "at", "pk")
