"""How the network does: an organisation rates its adviser, the adviser sees averages, the office sees the whole."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from goedgeregeld.accounts.loaders import person_of, require_office
from goedgeregeld.accounts.states import RoleKind
from keurmerk.actions.rating import Said
from keurmerk.actions.rating import rate_adviser as rate
from keurmerk.forms.rating import RatingForm
from keurmerk.quality import LEAST, TOP
from keurmerk.queries import quality as queries
from keurmerk.states import Verb
from keurmerk.views.acting import ActPage


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def rate_adviser(request: HttpRequest, code: str) -> HttpResponse:
    """Three questions, once it is over."""
    return ActPage(
        verb=Verb.RATE_ADVISER,
        form=lambda _one, posted: RatingForm(posted),
        do=lambda one, data, moves: rate(
            one,
            Said(data["guidance"], data["reachable"], data["recommends"], data["remark"]),
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
            moves=moves,
        ),
        template="keurmerk/rate_adviser.html",
        done=_("Dank je wel. NOV leest het."),
    ).answer(request, code)


@require_safe
@never_cache
@login_required
def my_ratings(request: HttpRequest) -> HttpResponse:
    """What organisations say of the adviser who looks, from five on. Raises Http404 for who is no adviser."""
    person = person_of(request)
    if RoleKind.ADVISER not in person.roles or person.user_id is None:
        raise Http404
    page = {"found": queries.ratings_of(person.user_id), "least": LEAST, "top": TOP}
    return render(request, "keurmerk/my_ratings.html", page)


@require_safe
@never_cache
@login_required
def quality(request: HttpRequest) -> HttpResponse:
    """Ratings, turnaround, and where audits differ from advisers."""
    require_office(request)
    found = queries.quality(today=timezone.localdate())
    page = {
        "here": "network",
        "quality": found,
        "ratings": list(queries.ratings()[: queries.RECENT]),
        "least": LEAST,
        "top": TOP,
    }
    return render(request, "keurmerk/quality.html", page)
