"""Taking over figures of earlier years at the office: look what a workbook would add, or take it over."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from goedgeregeld.accounts.loaders import require_office
from keurmerk.queries.importing import lists
from reports.excel import XLSX
from reports.kpi.forms import PastForm
from reports.kpi.past import read_past
from reports.kpi.past_import import compared, take_over
from reports.kpi.past_workbook import past_workbook
from selfeval.instruments.located import Problem
from selfeval.sheets.container import InvalidSheet


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def import_past(request: HttpRequest) -> HttpResponse:
    """Choose a workbook; then what is wrong with it, what it would add, or that it was taken over."""
    require_office(request)
    form, now = PastForm(request.POST or None, request.FILES or None), timezone.now()
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, status=422 if form.errors else 200)
    try:
        past = read_past(form.cleaned_data["sheet"], lists(), today=timezone.localdate(now))
    except InvalidSheet as invalid:
        return _page(request, form, problems=invalid.problems, status=422)
    if "lees-in" not in request.POST:
        return _page(request, PastForm(), plan=compared(past))
    done = take_over(past, by=request.user, now=now)
    if done.nothing:
        messages.info(request, _("Alles stond er al. Er is niets veranderd."))
    else:
        numbers = {"counts": len(done.new) + len(done.changed), "evaluations": len(done.evaluations)}
        words = _("Ingelezen: %(counts)d aantallen en %(evaluations)d zelfevaluaties.")
        messages.success(request, words % numbers)
    return redirect("reports:figures")


def _page(
    request: HttpRequest,
    form: PastForm,
    *,
    problems: list[Problem] | None = None,
    plan: object = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "problems": problems, "plan": plan}
    return render(request, "reports/kpi/past.html", context, status=status)


@require_safe
@login_required
def past_template(request: HttpRequest) -> HttpResponse:
    """The empty workbook."""
    require_office(request)
    headers = {"Content-Disposition": 'attachment; filename="goed-geregeld-vroegere-jaren.xlsx"'}
    return HttpResponse(past_workbook(dated=timezone.localdate()), content_type=XLSX, headers=headers)
