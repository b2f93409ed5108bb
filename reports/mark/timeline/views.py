"""The timeline on screen and as PDF, for everyone concerned. Who is asked to advise and did not accept yet gets 403."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goedgeregeld.accounts.loaders import person_of
from keurmerk import permissions, waiting
from keurmerk.loaders import load_application
from keurmerk.models import Application
from reports.mark.timeline import queries
from reports.mark.timeline.pdf import timeline_pdf as pdf_of

OLDEST = "oudste"


@require_safe
@never_cache
@login_required
def timeline(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that happened, the newest first, or with ?eerst=oudste the oldest."""
    application = _load(request, code)
    days = queries.timeline(application, person_of(request))
    oldest = request.GET.get("eerst") == OLDEST
    if not oldest:
        days = [queries.Day(one.day, one.entries[::-1]) for one in reversed(days)]
    whole = permissions.is_office(application, person_of(request))
    context = {"application": application, "days": days, "oldest": oldest, "whole": whole}
    return render(request, "reports/mark/timeline.html", context)


@require_safe
@never_cache
@login_required
def timeline_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The same as a tagged PDF, oldest first: for the office the whole of it, for others what they may see."""
    application, person, now = _load(request, code), person_of(request), timezone.now()
    days = queries.timeline(application, person)
    standing = waiting.standing(application, person, today=timezone.localdate(now))
    whole = permissions.is_office(application, person)
    made = pdf_of(application, days, standing=standing.sentence, whole=whole, dated=timezone.localdate(now))
    name = f"tijdlijn-{application.code.lower()}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def _load(request: HttpRequest, code: str) -> Application:
    application = load_application(request, code)
    if not permissions.may_see_dossier(application, person_of(request)):
        raise PermissionDenied
    return application
