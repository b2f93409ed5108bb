"""All marks: what they are worth today and until when; and the list to take along."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goedgeregeld.accounts.loaders import require_office
from goedgeregeld.accounts.states import Sector
from keurmerk.models import Mark
from keurmerk.queries import marks as queries
from keurmerk.register.entries import WORDS, entry_of
from reports.excel import XLSX, Column
from reports.office import captions
from reports.office.excel_marks import old_marks_workbook
from reports.office.forms import MarkFilter
from reports.office.views.listing import export, kept, page_of

COLUMNS = (
    Column("Nummer", 14),
    Column("Organisatie", 40),
    Column("Gemeente", 22),
    Column("Provincie", 16),
    Column("Sector", 26),
    Column("Stand", 14),
    Column("Besloten op", 14, "day"),
    Column("Geldig vanaf", 14, "day"),
    Column("Geldig tot en met", 16, "day"),
    Column("Ingelezen", 10),
    Column("Bij een organisatie hier", 18),
    Column("Voorbeeld", 10),
)


@require_safe
@never_cache
@login_required
def marks(request: HttpRequest) -> HttpResponse:
    """The list, the newest first; what ends soon, by its last day."""
    require_office(request)
    today, form = timezone.localdate(), MarkFilter(request.GET)
    chosen = form.chosen
    page = page_of(request, queries.marks(chosen, today=today))
    states = {str(one): str(words) for one, words in WORDS.items()}
    context = {
        "here": "marks",
        "form": form,
        "page": page,
        "rows": [(mark, entry_of(mark, today)) for mark in page],
        "caption": captions.marks(page.paginator.count, chosen, states=states),
        "kept": kept(request),
        "chosen": chosen,
    }
    return render(request, "reports/office/marks.html", context)


@require_safe
@login_required
def marks_export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The list to take along."""
    require_office(request)
    today = timezone.localdate()
    found = queries.marks(MarkFilter(request.GET).chosen, today=today)
    rows = (_row(mark, today) for mark in found.iterator(chunk_size=2000))
    return export(request, form, "keurmerken", "Keurmerken", COLUMNS, rows)


@require_safe
@login_required
def marks_template(request: HttpRequest) -> HttpResponse:
    """An empty workbook for marks of before this system."""
    require_office(request)
    headers = {"Content-Disposition": 'attachment; filename="keurmerken-inlezen.xlsx"'}
    sectors = [str(one.label) for one in Sector]
    return HttpResponse(old_marks_workbook(sectors, dated=timezone.localdate()), content_type=XLSX, headers=headers)


def _row(mark: Mark, today: date) -> list[Any]:
    entry = entry_of(mark, today)
    return [
        mark.number,
        entry.name,
        entry.municipality,
        entry.province,
        entry.sector_name,
        entry.state_name,
        mark.decided_on,
        mark.valid_from,
        mark.valid_until,
        "ja" if mark.imported_at else "",
        "ja" if mark.organisation_id else "",
        "ja" if mark.demo else "",
    ]
