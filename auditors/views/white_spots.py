"""For the office: the municipalities that no adviser serves."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from auditors.queries import finder as queries
from goedgeregeld.accounts.loaders import require_office


@require_safe
@never_cache
@login_required
def white_spots(request: HttpRequest) -> HttpResponse:
    """By province; there a nationwide adviser comes."""
    require_office(request)
    today = timezone.localdate()
    found = queries.white_spots(on=today)
    page = {
        "here": "network",
        "spots": found.items(),
        "number": sum(map(len, found.values())),
        "everywhere": queries.nationwide(on=today),
    }
    return render(request, "auditors/white_spots.html", page)
