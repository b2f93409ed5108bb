"""Organisations: to find one, and to take the list along. Their cards and doubles have pages of their own."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goedgeregeld.accounts.loaders import require_office
from goedgeregeld.accounts.states import Sector
from reports.excel import Column
from reports.office import captions, queries
from reports.office.forms import OrganisationFilter
from reports.office.views.listing import export, kept

COLUMNS = (
    Column("Naam", 40),
    Column("KvK-nummer", 12),
    Column("Gemeente", 22),
    Column("Provincie", 16),
    Column("Sector", 26),
    Column("Vrijwilligers", 13, "count"),
    Column("Betaalde fte", 12, "number"),
    Column("Locaties", 10, "count"),
    Column("Website", 34),
    Column("Voorbeeld", 10),
    Column("Aangemaakt", 18),
)


@require_safe
@never_cache
@login_required
def organisations(request: HttpRequest) -> HttpResponse:
    """The list, by name. Each page costs the same, however many there are."""
    require_office(request)
    form = _filter(request)
    chosen = form.chosen
    found = queries.organisations_page(chosen, after=request.GET.get("vanaf", ""))
    place = dict(form.fields["municipality"].choices).get(chosen.get("municipality", "-"), "")
    context = {
        "here": "organisations",
        "form": form,
        "rows": found.organisations,
        "next": found.next,
        "unfinished": found.unfinished,
        "further": f"?{kept(request)}{urlencode({'vanaf': found.next})}",
        "began": not request.GET.get("vanaf"),
        "caption": captions.organisations(chosen, municipality=str(place), sectors=dict(Sector.choices)),
        "kept": kept(request),
        "chosen": chosen,
    }
    return render(request, "reports/office/organisations.html", context)


def _filter(request: HttpRequest) -> OrganisationFilter:
    places = queries.places()
    provinces = sorted({province for _code, _name, province in places})
    asked = request.GET.get("province", "")
    shown = [(code, name) for code, name, province in places if asked in {"", province}]
    return OrganisationFilter(request.GET, provinces=provinces, municipalities=shown)


@require_safe
@login_required
def organisations_export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The list to take along."""
    require_office(request)
    found = queries.organisations(_filter(request).chosen)
    rows = (_row(one) for one in found.iterator(chunk_size=2000))
    return export(request, form, "organisaties", "Organisaties", COLUMNS, rows)


def _row(one: Any) -> list[Any]:
    place = one.municipality
    return [
        one.name,
        one.kvk or "",
        place.name if place else "",
        place.province if place else "",
        one.get_sector_display(),
        one.volunteers,
        one.paid_fte,
        one.locations,
        one.website,
        "ja" if one.demo else "",
        timezone.localtime(one.created_at),
    ]
