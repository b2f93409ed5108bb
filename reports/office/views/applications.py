"""Applications for the quality mark: what waits for whom, what is late; and the list to take along."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goedgeregeld.accounts.loaders import require_office
from goedgeregeld.accounts.states import RoleKind
from keurmerk import waiting
from keurmerk.models import Application
from keurmerk.queries import lists
from keurmerk.states import ENDED
from reports.excel import Column
from reports.office import captions, queries
from reports.office.forms import ApplicationFilter
from reports.office.views.listing import export, kept

COLUMNS = (
    Column("Kenmerk", 12),
    Column("Organisatie", 40),
    Column("Gemeente", 22),
    Column("Provincie", 16),
    Column("Soort", 18),
    Column("Stand", 26),
    Column("In deze stand sinds", 18),
    Column("Wacht op", 28),
    Column("Wat nog moet", 40),
    Column("Uiterlijk", 14, "day"),
    Column("Te laat", 8),
    Column("Adviseur", 26),
    Column("Auditor", 26),
    Column("Aangevraagd", 18),
    Column("Voorbeeld", 10),
)


@require_safe
@never_cache
@login_required
def applications(request: HttpRequest) -> HttpResponse:
    """The list: what is late on top. Each page costs the same, however many there are."""
    require_office(request)
    today, form = timezone.localdate(), _filter(request)
    chosen = form.chosen
    found = lists.page(lists.applications(chosen, today=today), after=request.GET.get("vanaf", ""))
    words = {
        name: {key: str(label) for key, label in form.fields[name].choices}
        for name in ("state", "waits_for", "adviser", "auditor", "kind")
    }
    context = {
        "here": "applications",
        "form": form,
        "rows": [_shown(one, today) for one in found.rows],
        "next": found.next,
        "began": not request.GET.get("vanaf"),
        "caption": captions.applications(chosen, words=words),
        "kept": kept(request),
        "chosen": chosen,
    }
    return render(request, "reports/office/applications.html", context)


def _filter(request: HttpRequest) -> ApplicationFilter:
    provinces = sorted({province for _code, _name, province in queries.places()})
    return ApplicationFilter(
        request.GET,
        advisers=lists.officials(RoleKind.ADVISER),
        auditors=lists.officials(RoleKind.AUDITOR),
        provinces=provinces,
    )


def _shown(one: Application, today: date) -> dict[str, Any]:
    live = one.state not in ENDED
    return {
        "one": one,
        "late": waiting.is_late(one, today),
        "party": waiting.party_name(one) if live else "",
        "task": waiting.task(one.state, one.waits_for) if live else "",
    }


@require_safe
@login_required
def applications_export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The list to take along."""
    require_office(request)
    today = timezone.localdate()
    found = lists.everything(lists.applications(_filter(request).chosen, today=today))
    return export(request, form, "aanvragen", "Aanvragen", COLUMNS, (_row(one, today) for one in found))


def _row(one: Application, today: date) -> list[Any]:
    shown, place = _shown(one, today), one.organisation.municipality
    return [
        one.code,
        one.organisation.name,
        place.name if place else "",
        place.province if place else "",
        str(one.get_kind_display()),
        str(one.get_state_display()),
        timezone.localtime(one.state_since),
        shown["party"],
        shown["task"],
        one.due_on,
        "ja" if shown["late"] else "",
        str(one.adviser or ""),
        str(one.auditor or ""),
        timezone.localtime(one.requested_at),
        "ja" if one.demo else "",
    ]
