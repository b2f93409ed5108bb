"""What marks wait for at the office: which are still to be handed over."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goedgeregeld.accounts.loaders import require_office
from keurmerk.queries import handing_over
from reports.office.views.listing import page_of


@require_safe
@never_cache
@login_required
def hand_overs(request: HttpRequest) -> HttpResponse:
    """The marks that are still to be handed over: those without a day first."""
    require_office(request)
    page = page_of(request, handing_over.waiting(today=timezone.localdate()))
    return render(request, "reports/office/hand_overs.html", {"here": "marks", "page": page})
