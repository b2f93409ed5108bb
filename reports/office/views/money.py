"""What is due by the approved plans, in a year: the list, its totals, and the export for the bookkeeping."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goedgeregeld.accounts.loaders import require_office
from keurmerk.models import Due
from keurmerk.queries import dues
from keurmerk.states import DueKind, DueState
from reports.excel import Column
from reports.office import captions
from reports.office.forms import MoneyFilter
from reports.office.views.listing import export, kept, page_of

GONE = "Gewiste organisatie"
COLUMNS = (
    Column("Aanvraag", 12),
    Column("Organisatie", 40),
    Column("Waarvoor", 28),
    Column("Aan wie", 30),
    Column("Bedrag met btw (€)", 16, "money"),
    Column("Waarvan btw (€)", 14, "money"),
    Column("Stand", 18),
    Column("Verschuldigd sinds", 16, "day"),
    Column("Gefactureerd op", 16, "day"),
    Column("Betaald op", 14, "day"),
    Column("Notitie", 40),
)


def _filter(request: HttpRequest) -> MoneyFilter:
    this_year = timezone.localdate().year
    years = sorted({this_year, *dues.years()}, reverse=True)
    return MoneyFilter(request.GET, years=years, this_year=this_year)


@require_safe
@never_cache
@login_required
def money(request: HttpRequest) -> HttpResponse:
    """The amounts of a year, oldest first, with the sums."""
    require_office(request)
    form = _filter(request)
    chosen = form.chosen
    page = page_of(request, dues.dues(**chosen))
    context = {
        "here": "money",
        "form": form,
        "page": page,
        "year": chosen["year"],
        "totals": dues.totals(chosen["year"]),
        "caption": captions.money(
            page.paginator.count, chosen, kinds=dict(DueKind.choices), states=dict(DueState.choices)
        ),
        "kept": kept(request),
    }
    return render(request, "reports/office/money.html", context)


@require_safe
@login_required
def money_export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The amounts to take along, for the bookkeeping."""
    require_office(request)
    chosen = _filter(request).chosen
    rows = (_row(one) for one in dues.dues(**chosen).iterator(chunk_size=2000))
    return export(request, form, "betalingen", f"Betalingen {chosen['year']}", COLUMNS, rows)


def _row(one: Due) -> list[Any]:
    return [
        one.application.code if one.application else "",
        one.application.organisation.name if one.application else GONE,
        one.get_kind_display(),
        one.payee,
        one.amount,
        one.vat,
        one.get_state_display(),
        one.due_since,
        one.invoiced_on,
        one.paid_on,
        one.note,
    ]
