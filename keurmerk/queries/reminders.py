"""What somebody must be reminded of: live applications whose last day is near or past, in constant memory."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from keurmerk.models import Application, Condition, ConditionReport, Notice, SupplementRequest
from keurmerk.states import LIVE, ApplicationState, Party

CHUNK = 200
RATE = "rate-"  # how the key of a request for a rating begins
UNASKED, UNTIL_ASKED = timedelta(days=7), timedelta(days=60)
AHEAD = timedelta(days=14)  # more than deadlines.SOON working days ever span

OWNERS = {Party.ORGANISATION: "organisation_id", Party.ADVISER: "adviser_id", Party.AUDITOR: "auditor_id"}


def nearly_due(party: Party, *, today: date) -> QuerySet[Application]:
    """Live applications that wait for this party, of which the last day is near or past; who must act stands together."""
    found = Application.objects.filter(
        state__in=LIVE, waits_for=party, due_on__isnull=False, due_on__lte=today + AHEAD
    ).exclude(state=ApplicationState.CONDITIONAL)
    owner = OWNERS.get(party)
    return found.select_related("organisation").order_by(*([owner] if owner else []), "due_on", "pk")


def by_owner(party: Party, *, today: date) -> Iterator[tuple[Any, list[Application]]]:
    """The same, a list for each who must act. The number of rows in memory does not depend on how many there are."""
    owner = OWNERS[party]
    rows = nearly_due(party, today=today).iterator(chunk_size=CHUNK)
    for key, group in groupby(rows, key=lambda one: getattr(one, owner)):
        if key is not None:
            yield key, list(group)


def conditions_nearly_due(*, today: date) -> Iterator[tuple[Any, list[Condition]]]:
    """Conditions that are still to be reported (again), of which the last day is near or past, by organisation."""
    met_or_waiting = ConditionReport.objects.filter(Q(met=True) | Q(met__isnull=True), condition=OuterRef("pk"))
    found = Condition.objects.filter(
        ~Exists(met_or_waiting),
        decision__application__state=ApplicationState.CONDITIONAL,
        until__lte=today + AHEAD,
    ).select_related("decision__application__organisation")
    rows = found.order_by("decision__application__organisation_id", "until", "pk").iterator(chunk_size=CHUNK)
    for key, group in groupby(rows, key=lambda one: one.decision.application.organisation_id):
        yield key, list(group)


def unrated(*, today: date) -> QuerySet[Application]:
    """What ended between a week and two months ago, with an adviser who was not rated; nobody was asked yet."""
    asked = Notice.objects.filter(application=OuterRef("pk"), key__startswith=RATE)
    ended = Application.objects.filter(
        state__in=[ApplicationState.GRANTED, ApplicationState.REFUSED],
        state_since__date__range=(today - UNTIL_ASKED, today - UNASKED),
        adviser__isnull=False,
        rating__isnull=True,
    )
    return ended.filter(~Exists(asked)).select_related("organisation").order_by("pk")


def lapsed_requests(*, today: date) -> QuerySet[Application]:
    """Applications put to an adviser who did not answer, and whose last day to do so is past."""
    return Application.objects.filter(
        state=ApplicationState.REQUESTED, waits_for=Party.ADVISER, due_on__lt=today
    ).order_by("pk")


def lapsed_supplements(*, today: date) -> QuerySet[SupplementRequest]:
    """Requests for a supplement of which the last day is past and nothing was supplied."""
    open_ones = SupplementRequest.objects.filter(supplied_at__isnull=True, lapsed_at__isnull=True, until__lt=today)
    of = open_ones.filter(audit__application__state=ApplicationState.SUPPLEMENT)
    return of.select_related("audit__application").order_by("pk")
