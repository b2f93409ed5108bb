"""The report as a link shows it. Nothing here is kept by caches or found by search engines, and nothing leads further in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reports.advice import actions
from reports.advice.apart import apart_of
from reports.advice.pdf import report_pdf as pdf_of
from reports.advice.views import charts_of, download
from reports.kpi.comparison import comparison_for
from reports.plots import ALL_KINDS, KINDS, SCHEMES, Kind, Scheme
from selfeval.actions import note_opened
from selfeval.advice import Advice, advise
from selfeval.models import ShareLink
from selfeval.queries import evaluated
from selfeval.queries.sharing import share_behind, works

View = Callable[..., HttpResponse]


def _behind_link(view: View) -> View:
    """Give the view the link and its report. A link that stopped working says so; one that never was does not exist."""

    @wraps(view)
    @never_cache
    def opened(request: HttpRequest, token: str, **rest: Any) -> HttpResponse:
        link, today = share_behind(token), timezone.localdate()
        if link is None:
            response = render(request, "reports/sharing/dead.html", {"link": None}, status=404)
        elif not works(link, today=today):
            response = render(request, "reports/sharing/dead.html", {"link": link}, status=410)
        else:
            response = view(request, token, link, advise(evaluated(link.evaluation)), **rest)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"  # the secret stands in the address
        return response

    return opened


@require_safe
@_behind_link
def report(request: HttpRequest, token: str, link: ShareLink, advice: Advice) -> HttpResponse:
    """The report on screen."""
    if request.method == "GET":
        note_opened(link, today=timezone.localdate())
    charts = charts_of(advice, "reports:shared_chart", token)
    context = {"token": token, "link": link, "advice": advice, "charts": charts}
    context["comparison"] = comparison_for(link.evaluation.profile, advice)
    context["apart"] = apart_of(link.evaluation)
    return render(request, "reports/sharing/report.html", context)


@require_safe
@_behind_link
def report_pdf(_request: HttpRequest, _token: str, link: ShareLink, advice: Advice) -> HttpResponse:
    """The same PDF that the organisation has."""
    note_opened(link, today=timezone.localdate())
    charts = actions.see_drawn(advice, [(kind, "print") for kind in KINDS], now=timezone.now())
    comparison = comparison_for(link.evaluation.profile, advice)
    drawn = {kind: svg for (kind, _scheme), svg in charts.items()}
    made = pdf_of(advice, drawn, comparison, apart=apart_of(link.evaluation))
    return download(made, "application/pdf", advice, "pdf")


@require_safe
@csp({"default-src": [NONE], "style-src": [UNSAFE_INLINE]})
@_behind_link
def report_chart(
    _request: HttpRequest, _token: str, _link: ShareLink, advice: Advice, *, kind: Kind, scheme: Scheme
) -> HttpResponse:
    """One chart as SVG."""
    if kind not in ALL_KINDS or scheme not in SCHEMES:
        raise Http404
    svg = actions.see_drawn(advice, [(kind, scheme)], now=timezone.now())[kind, scheme]
    return HttpResponse(svg, content_type="image/svg+xml")
