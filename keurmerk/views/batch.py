"""Giving out a whole batch: the proposal is shown with its reasons, and applied in one act."""

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from auditors.states import Work
from goedgeregeld.accounts.loaders import require_office
from keurmerk.actions.batch import Gift, Undone, give_out
from keurmerk.queries.batch import MOST, proposal

GIFT = re.compile(r"([A-Z0-9-]{1,9}):([0-9]{1,18}):([0-9]{1,9})")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def divide_auditors(request: HttpRequest) -> HttpResponse:
    """All that waits for an auditor."""
    return _divide(request, Work.AUDITOR)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def divide_advisers(request: HttpRequest) -> HttpResponse:
    """All for which the office is to find an adviser."""
    return _divide(request, Work.ADVISER)


def _divide(request: HttpRequest, work: Work) -> HttpResponse:
    require_office(request)
    if request.method != "POST":
        return _page(request, work)
    found = [GIFT.fullmatch(one) for one in request.POST.getlist("gift")[:MOST]]
    gifts = [Gift(one[1], int(one[2]), int(one[3])) for one in found if one]
    if not gifts:
        return _page(request, work, nothing=True, status=422)
    try:
        number = give_out(work, gifts, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    except Undone as undone:
        return _page(request, work, reasons=undone.reasons, status=409)
    done = (
        ngettext(
            "%d auditor is aangewezen en krijgt bericht.", "%d auditors zijn aangewezen en krijgen bericht.", number
        )
        if work == Work.AUDITOR
        else ngettext("%d adviseur is gevraagd.", "Bij %d aanvragen is een adviseur gevraagd.", number)
    )
    messages.success(request, done % number)
    return redirect(request.path)


def _page(request: HttpRequest, work: Work, *, status: int = 200, **context: object) -> HttpResponse:
    found = proposal(work, me=request.user.pk, today=timezone.localdate())
    page = {"here": "applications", "auditors": work == Work.AUDITOR, "proposal": found, **context}
    return render(request, "keurmerk/batch.html", page, status=status)
