"""What the office has to look at around the marks: signals, declarations, hand-overs, marks that end and nobody renews.

Examples are in it, marked as such, as they are in the office's other lists. What ends unrenewed is defined in `renewal`, what
has no day in `handing_over`: the reminders and the list of hand-overs say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from keurmerk.models import Application, Declaration, Mark, Signal
from keurmerk.queries.handing_over import without_day
from keurmerk.queries.renewal import ends_unrenewed
from keurmerk.states import LIVE, MarkState, SignalState

CARRIED = (MarkState.VALID, MarkState.SUSPENDED)
# The kinds, the most urgent first.
SIGNALS, CHANGED, OPEN, ENDING, LATE, HAND_OVERS = "signals", "changed", "open", "ending", "late", "hand_overs"
KINDS = (SIGNALS, CHANGED, LATE, ENDING, OPEN, HAND_OVERS)


@dataclass(frozen=True, slots=True)
class DueRow:
    """One thing to look at: of which mark (None: none is known), since or until when, and the renewal or signal it is about."""

    mark: Mark | None
    day: date
    application: Application | None = None
    signal: Signal | None = None


def due_counts(*, today: date) -> dict[str, int]:
    """How many of each kind. Four queries."""
    declarations = Declaration.objects.aggregate(
        **{CHANGED: Count("pk", filter=_changed()), OPEN: Count("pk", filter=_open(today))}
    )
    marks = {ENDING: ends_unrenewed(today), HAND_OVERS: without_day(today)}
    counted = Mark.objects.filter(state__in=CARRIED, valid_until__gte=today).aggregate(
        **{kind: Count("pk", filter=found) for kind, found in marks.items()}
    )
    found = {**declarations, **counted, SIGNALS: _signals().count(), LATE: _late(today).count()}
    return {kind: found[kind] for kind in KINDS}


def due_rows(kind: str, *, today: date) -> QuerySet[Any]:
    """The rows of one kind, the most urgent first; `as_row` tells what each is."""
    marks = Mark.objects.select_related("organisation", "municipality").filter(
        state__in=CARRIED, valid_until__gte=today
    )
    declarations = Declaration.objects.select_related("mark__organisation", "mark__municipality")
    rows: Mapping[str, QuerySet[Any]] = {
        SIGNALS: _signals().select_related("mark__organisation", "mark__municipality").order_by("at", "pk"),
        CHANGED: declarations.filter(_changed()).order_by("answered_at", "pk"),
        OPEN: declarations.filter(_open(today)).order_by("due_on", "pk"),
        ENDING: marks.filter(ends_unrenewed(today)).order_by("valid_until", "pk"),
        HAND_OVERS: marks.filter(without_day(today)).order_by("decided_on", "pk"),
        LATE: _late(today)
        .select_related("organisation", "renews__organisation", "renews__municipality")
        .order_by("renews__valid_until", "pk"),
    }
    return rows[kind]


def as_row(kind: str, one: Any) -> DueRow:
    """What a row of `due_rows` says. The days are those of here."""
    if kind == SIGNALS:
        return DueRow(one.mark, one.at, signal=one)
    if kind == CHANGED:
        return DueRow(one.mark, one.answered_at)
    if kind == OPEN:
        return DueRow(one.mark, one.due_on)
    if kind == LATE:
        return DueRow(one.renews, one.renews.valid_until, application=one)
    return DueRow(one, one.valid_until if kind == ENDING else one.decided_on)


def _signals() -> QuerySet[Signal]:
    return Signal.objects.exclude(state=SignalState.CLOSED)


def _changed() -> Q:
    """Something essential changed, and nobody of the office read what."""
    return Q(changed=True, seen_at__isnull=True)


def _open(today: date) -> Q:
    """The day it was asked for is past, and there is no answer; of marks that still last."""
    alive = Q(mark__state__in=CARRIED, mark__valid_until__gte=today)
    return alive & Q(answered_at__isnull=True, due_on__lt=today)


def _late(today: date) -> QuerySet[Application]:
    """Renewals that are under way while what they renew has ended."""
    return Application.objects.filter(state__in=LIVE, renews__isnull=False, renews__valid_until__lt=today)
