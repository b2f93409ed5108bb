"""The advice report as people meet it: a page, two downloads, its charts, and the question whether it helped.

Who may see the evaluation may see its report; everybody else gets 404 from the loader.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from goedgeregeld.accounts import permissions
from goedgeregeld.accounts.loaders import person_of
from keurmerk.queries import renewal
from keurmerk.queries.request import live_application
from reports.advice import actions
from reports.advice.apart import apart_of
from reports.advice.excel import report_workbook
from reports.advice.pdf import report_pdf as pdf_of
from reports.excel import XLSX
from reports.kpi.comparison import comparison_for
from reports.plots import ALL_KINDS, KINDS, NARROW, SCHEMES, Kind, Scheme, describe, key_of, size_of
from selfeval.actions import rate_report as keep_opinion
from selfeval.advice import Advice, advise
from selfeval.forms import ReportOpinionForm
from selfeval.loaders import actor_of, load_evaluation
from selfeval.models import Evaluation
from selfeval.queries import evaluated
from selfeval.queries.plan import in_plan
from selfeval.states import EvaluationState

View = Callable[..., HttpResponse]


def _of_completed(view: View) -> View:
    """Give the view the evaluation in place of its key; without a completed one, back to the overview."""

    @wraps(view)
    def checked(request: HttpRequest, pk: UUID) -> HttpResponse:
        evaluation = load_evaluation(request, pk, to="fill" if request.method == "POST" else "read")
        if evaluation.state == EvaluationState.COMPLETED:
            return view(request, evaluation)
        messages.info(request, _("Het rapport is er zodra jullie de zelfevaluatie hebben afgerond."))
        return redirect("selfeval:overview", evaluation.pk)

    return checked


@require_safe
@never_cache
@_of_completed
def report(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    """The report on screen."""
    return _page(request, evaluation, ReportOpinionForm())


@require_safe
@never_cache
@_of_completed
def report_pdf(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    """The report as PDF/UA, with its charts drawn once."""
    advice, now = advise(evaluated(evaluation)), timezone.now()
    charts = actions.see_drawn(advice, [(kind, "print") for kind in KINDS], now=now)
    comparison = comparison_for(evaluation.profile, advice)
    drawn = {kind: svg for (kind, _scheme), svg in charts.items()}
    made = pdf_of(advice, drawn, comparison, apart=apart_of(evaluation))
    actions.note_download(evaluation, kind="pdf", now=now, by=actor_of(request))
    return download(made, "application/pdf", advice, "pdf")


@require_safe
@never_cache
@_of_completed
def report_excel(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    """The report as workbook."""
    advice = advise(evaluated(evaluation))
    made = report_workbook(advice, apart=apart_of(evaluation))
    actions.note_download(evaluation, kind="xlsx", now=timezone.now(), by=actor_of(request))
    return download(made, XLSX, advice, "xlsx")


@require_safe
@csp({"default-src": [NONE], "style-src": [UNSAFE_INLINE]})
def report_chart(request: HttpRequest, pk: UUID, kind: Kind, scheme: Scheme) -> HttpResponse:
    """One chart as SVG; a browser that has it already is told so."""
    evaluation = load_evaluation(request, pk)
    if evaluation.state != EvaluationState.COMPLETED or kind not in ALL_KINDS or scheme not in SCHEMES:
        raise Http404
    advice = advise(evaluated(evaluation))
    etag = f'"{key_of(kind, advice, scheme)}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        svg = actions.see_drawn(advice, [(kind, scheme)], now=timezone.now())[kind, scheme]
        response = HttpResponse(svg, content_type="image/svg+xml")
        response["ETag"] = etag
    patch_cache_control(response, private=True, max_age=3600)
    return response


@require_POST
@_of_completed
def rate_report(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    """Keep whether the report helped."""
    form = ReportOpinionForm(request.POST)
    if not form.is_valid():
        return _page(request, evaluation, form)
    keep_opinion(
        evaluation,
        helped=form.cleaned_data["helped"],
        comment=form.cleaned_data["comment"],
        now=timezone.now(),
        by=actor_of(request),
    )
    messages.success(request, _("Dank je wel. Daarmee maken we het rapport beter."))
    return redirect("reports:report", evaluation.pk)


def _page(request: HttpRequest, evaluation: Evaluation, form: ReportOpinionForm) -> HttpResponse:
    advice = advise(evaluated(evaluation))
    charts = charts_of(advice, "reports:report_chart", evaluation.pk)
    context = {"evaluation": evaluation, "advice": advice, "charts": charts, "form": form}
    context["comparison"] = comparison_for(evaluation.profile, advice)
    context["apart"] = apart_of(evaluation)
    if evaluation.may_fill:
        context |= {"may_plan": True, "planned": in_plan(evaluation)}
    context |= _way_to_mark(request, evaluation)
    return render(request, "reports/advice/report.html", context, status=422 if form.errors else 200)


def charts_of(advice: Advice, address: str, key: object) -> dict[Kind, dict[str, Any]]:
    """What the page needs for each chart: its words, its sizes, and where its drawings are (`address`, for this `key`)."""

    def drawn(kind: Kind) -> dict[str, str]:
        return {scheme: reverse(address, args=[key, kind, scheme]) for scheme in ("light", "dark")}

    return {
        kind: {
            "alt": describe(kind, advice),
            "wide": size_of(kind, advice),
            "narrow": size_of(NARROW[kind], advice),
            "src": drawn(kind),
            "src_narrow": drawn(NARROW[kind]),
        }
        for kind in KINDS
    }


def _way_to_mark(request: HttpRequest, evaluation: Evaluation) -> dict[str, Any]:
    """For members: the application that runs, the mark they have, or whether they may ask for it. By link alone: none."""
    person, organisation = person_of(request), evaluation.organisation
    if organisation is None or not permissions.may_read(organisation.pk, person):
        return {}
    running, held = live_application(organisation), None
    if running is None:
        mark = renewal.to_renew(organisation)
        held = mark if renewal.blockers(mark, on=timezone.localdate()) else None
    may_request = permissions.may_manage(organisation.pk, person)
    return {"is_member": True, "running": running, "held": held, "may_request": may_request}


def download(made: bytes, content_type: str, advice: Advice, extension: str) -> HttpResponse:
    """A file of this report to keep."""
    name = slugify(advice.organisation)[:60].strip("-") or "rapport"
    filename = f"goed-geregeld-{name}-{advice.completed_on.isoformat()}.{extension}"
    return HttpResponse(
        made, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{filename}"'}
    )
