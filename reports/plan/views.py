"""Two downloads of the improvement plan, for whoever may read it: what they see of it, and no more."""

from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reports.excel import XLSX
from reports.plan.excel import plan_workbook
from reports.plan.ics import plan_calendar
from selfeval.loaders import load_evaluation, sees_whole_plan
from selfeval.models import Evaluation
from selfeval.queries.plan import Row, actions_in, rows_of
from selfeval.states import EvaluationState


def _plan(request: HttpRequest, pk: UUID) -> tuple[Evaluation, list[Row]] | None:
    """The evaluation with its plan; None where it is not completed and has none."""
    evaluation = load_evaluation(request, pk)
    if evaluation.state != EvaluationState.COMPLETED:
        messages.info(request, _("Het verbeterplan maken jullie als de zelfevaluatie is afgerond."))
        return None
    whole = sees_whole_plan(request, evaluation)
    found = actions_in(evaluation, whole=whole)
    return evaluation, rows_of(found, today=timezone.localdate(), here=evaluation, discreet=not whole)


@require_safe
@never_cache
def plan_excel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole plan as a workbook."""
    found = _plan(request, pk)
    if found is None:
        return redirect("selfeval:overview", pk)
    evaluation, rows = found
    made = plan_workbook(evaluation.organisation_name, rows, dated=timezone.localdate())
    return _download(made, XLSX, evaluation, "xlsx")


@require_safe
@never_cache
def plan_ics(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is still to be done, as a calendar file."""
    found = _plan(request, pk)
    if found is None:
        return redirect("selfeval:overview", pk)
    evaluation, rows = found
    link = settings.SITE_URL + reverse("selfeval:plan", args=[pk])
    host = urlsplit(settings.SITE_URL).hostname or "goedgeregeld"
    made = plan_calendar(evaluation.organisation_name, rows, link=link, host=host)
    return _download(made, "text/calendar; charset=utf-8", evaluation, "ics")


def _download(made: bytes, content_type: str, evaluation: Evaluation, extension: str) -> HttpResponse:
    name = slugify(evaluation.organisation_name)[:60].strip("-") or "verbeterplan"
    filename = f"verbeterplan-{name}.{extension}"
    return HttpResponse(
        made, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{filename}"'}
    )
