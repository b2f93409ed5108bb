"""The history of one object, a day at a time, for those it concerns."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goedgeregeld.events.actions import record_view
from goedgeregeld.events.queries import events_on, slice_of
from reports.history.loaders import load_dossier
from reports.history.queries import by_day, events_of_network, lines_of


@require_safe
@never_cache
def history(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """What happened to this object, newest first. That the office looked is itself an Event."""
    dossier = load_dossier(request, kind, key)
    if not dossier.own:
        record_view(dossier.one, by=request.user, now=timezone.now())
    events = events_of_network(dossier.one) if kind == "netwerk" else events_on(dossier.one)  # type: ignore[arg-type]
    found = slice_of(events, request.GET.get("vanaf", ""))
    context = {
        "kind": kind,
        "dossier": dossier,
        "days": by_day(lines_of(found.events, discreet=not dossier.own)),
        "next": found.next,
        "began": not request.GET.get("vanaf"),
    }
    return render(request, "reports/history/history.html", context)
