"""All Events: to search, to page through without end, and to take along."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goedgeregeld.accounts.loaders import require_office
from goedgeregeld.events.queries import slice_of
from reports.excel import Column
from reports.history.queries import KINDS, by_day, name_of
from reports.history.sentences import choices
from reports.office import captions, queries
from reports.office.forms import EventFilter
from reports.office.views.listing import export, kept

COLUMNS = (
    Column("Wanneer", 18),
    Column("Wie", 28),
    Column("Wat", 70),
    Column("Waarop", 34),
    Column("Soort", 18),
    Column("Nummer", 38),
    Column("Handeling", 18),
)


@require_safe
@never_cache
@login_required
def events(request: HttpRequest) -> HttpResponse:
    """The list, newest first. Each page costs the same: it begins where the last one ended."""
    require_office(request)
    form = EventFilter(request.GET)
    chosen = form.chosen
    found = slice_of(queries.events(chosen), request.GET.get("vanaf", ""))
    kinds = {key: label for key, (label, _word) in KINDS.items()}
    context = {
        "here": "events",
        "form": form,
        "days": by_day(queries.event_lines(found.events)),
        "next": found.next,
        "began": not request.GET.get("vanaf"),
        "caption": captions.events(chosen, verbs=dict(choices()), kinds=kinds),
        "kept": kept(request),
        "chosen": chosen,
    }
    return render(request, "reports/office/events.html", context)


@require_safe
@login_required
def events_export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The list to take along."""
    require_office(request)
    lines = queries.all_lines(queries.events(EventFilter(request.GET).chosen))
    rows = (
        [
            timezone.localtime(line.at),
            name_of(line.event.actor),
            line.text,
            line.subject.label,
            KINDS.get(line.event.object_type, (line.event.object_type, ""))[0],
            line.event.object_id,
            line.event.verb,
        ]
        for line in lines
    )
    return export(request, form, "gebeurtenissen", "Gebeurtenissen", COLUMNS, rows)
