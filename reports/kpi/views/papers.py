"""Taking along: the report over a quarter or a year, the raw data, and who gets a mail when a report is there."""

from collections.abc import Iterator
from datetime import date
from tempfile import TemporaryFile
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from goedgeregeld.accounts.loaders import require_office
from goedgeregeld.events.actions import record
from reports.excel import XLSX, Column, write_raw
from reports.kpi import charts, mailing
from reports.kpi.exports import EXPORTS
from reports.kpi.forms import ReadersForm
from reports.kpi.papers.contents import paper_over
from reports.kpi.papers.pdf import paper_pdf
from reports.kpi.papers.workbook import paper_workbook
from reports.kpi.periods import Period, of_year, period
from reports.kpi.queries import years_with_data
from reports.models import PaperReader
from reports.office.excel import list_csv


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def papers(request: HttpRequest) -> HttpResponse:
    """What there is to take along."""
    require_office(request)
    now = timezone.now()
    today = timezone.localdate(now)
    chosen = dict(PaperReader.objects.values_list("user", "every"))
    people = list(mailing.office_people())
    form = ReadersForm(request.POST if request.method == "POST" else None, people=people, chosen=chosen)
    if request.method == "POST" and form.is_valid():
        changed = mailing.choose_readers(form.by_user, by=request.user, now=now)
        messages.success(request, _("Wie mail krijgt, is bewaard.") if changed else _("Er was niets veranderd."))
        return redirect("reports:figures_papers")
    context = {
        "here": "figures",
        "form": form,
        "years": [
            (of_year(year), _quarters(year, today)) for year in sorted({*years_with_data(), today.year}, reverse=True)
        ],
        "exports": EXPORTS.values(),
    }
    return render(request, "reports/kpi/papers.html", context, status=422 if form.errors else 200)


def _quarters(year: int, today: date) -> list[Period]:
    """The quarters of a year that have begun."""
    found = [period(f"{year}-k{number}") for number in range(1, 5)]
    return [one for one in found if one and one.first <= today]


@require_safe
@never_cache
@login_required
def paper(request: HttpRequest, period_code: str, file: str) -> HttpResponse:
    """The report over a period, as PDF or as workbook."""
    require_office(request)
    chosen, now = period(period_code), timezone.now()
    if chosen is None or chosen.first > timezone.localdate(now) or file not in {"pdf", "xlsx"}:
        raise Http404
    found = paper_over(chosen, now=now)
    if file == "xlsx":
        made, kind = paper_workbook(found), XLSX
    else:
        drawn = {
            one.figure.code: charts.see_drawn(charts.lines_of(one), [("wide", "print")], now=now)["wide", "print"]
            for one in found.courses
        }
        made, kind = paper_pdf(found, drawn), "application/pdf"
    record("export", request.user, by=request.user, now=now, list="cijfers", file=file)
    headers = {"Content-Disposition": f'attachment; filename="goed-geregeld-cijfers-{chosen.code}.{file}"'}
    return HttpResponse(made, content_type=kind, headers=headers)


@require_safe
@never_cache
@login_required
def raw(request: HttpRequest, export: str, form: str) -> HttpResponseBase:
    """The raw data, a row at a time: as comma-separated text, or as a workbook with what each column means."""
    require_office(request)
    found, now = EXPORTS.get(export), timezone.now()
    if found is None or form not in {"csv", "xlsx"}:
        raise Http404
    record("export", request.user, by=request.user, now=now, list=found.code, file=form)
    name = f"goed-geregeld-{found.code}-{timezone.localdate(now).isoformat()}.{form}"
    rows = _local(found.rows())
    if form == "csv":
        lines = list_csv([Column(name) for name, _meaning in found.columns], rows)
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    write_raw(file, found.title, found.columns, rows)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


def _local(rows: Iterator[Any]) -> Iterator[list[Any]]:
    """Moments in the time of here, and "ja" or nothing for yes or no."""
    for row in rows:
        yield [_told(value) for value in row]


def _told(value: Any) -> Any:
    if isinstance(value, bool):
        return "ja" if value else ""
    return timezone.localtime(value) if hasattr(value, "tzinfo") and value.tzinfo else value
