"""What all lists of the office share: a page of rows, what stays in the address, and the list to take along."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from goedgeregeld.events.actions import record
from reports.excel import XLSX, Column
from reports.office.excel import list_csv, list_workbook

PAGE = 50
FORMS = ("xlsx", "csv")


def page_of(request: HttpRequest, rows: QuerySet[Any]) -> Any:
    """The asked page of rows; a page that is not there gives the nearest one."""
    return Paginator(rows, PAGE).get_page(request.GET.get("pagina"))


def kept(request: HttpRequest) -> str:
    """What was chosen, for the addresses of other pages of the same list and of its exports: "q=jan&"."""
    chosen = request.GET.copy()
    for name in ("pagina", "vanaf"):
        chosen.pop(name, None)
    for name in [name for name, value in chosen.items() if not value]:
        del chosen[name]
    return f"{chosen.urlencode()}&" if chosen else ""


def export(
    request: HttpRequest, form: str, name: str, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]]
) -> HttpResponseBase:
    """The list as a workbook ("xlsx") or as text, row by row ("csv"). Taking it along is an Event. Raises Http404 else."""
    if form not in FORMS:
        raise Http404
    now = timezone.now()
    today = timezone.localdate(now)
    record("export", request.user, by=request.user, now=now, list=name, file=form)
    headers = {"Content-Disposition": f'attachment; filename="goed-geregeld-{name}-{today.isoformat()}.{form}"'}
    if form == "csv":
        return StreamingHttpResponse(list_csv(columns, rows), content_type="text/csv; charset=utf-8", headers=headers)
    return HttpResponse(list_workbook(title, columns, rows, dated=today), content_type=XLSX, headers=headers)
