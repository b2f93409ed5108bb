"""The office's list of the network."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from auditors import queries
from auditors.loaders import profile_of
from goedgeregeld.accounts.loaders import require_office

PAGE = 50


@require_safe
@never_cache
@login_required
def network(request: HttpRequest) -> HttpResponse:
    """Everybody with the role of adviser or auditor."""
    require_office(request)
    words = request.GET.get("q", "").strip()[:100]
    page = Paginator(queries.network(words), PAGE).get_page(request.GET.get("pagina"))
    for one in page:
        profile = profile_of(one)
        one.places = queries.places_of(profile) if profile else []
    kept = f"{urlencode({'q': words})}&" if words else ""
    context = {"here": "network", "page": page, "words": words, "kept": kept, "today": timezone.localdate()}
    return render(request, "auditors/network.html", context)
