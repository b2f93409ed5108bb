"""The page of an application: where it stands, who is to do what by when, and the way to everything of it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goedgeregeld.accounts.loaders import person_of
from keurmerk import queries
from keurmerk.loaders import load_application
from keurmerk.views.acting import reading_of


@require_safe
@never_cache
@login_required
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Where it stands, what one may do, and what is there to read."""
    application = load_application(request, code)
    found = queries.offers(reading_of(request, application), person_of(request))
    context = {"application": application, "offers": found, "today": timezone.localdate()}
    return render(request, "keurmerk/application.html", context)
