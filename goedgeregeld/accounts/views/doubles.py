"""The office looks at possible doubles: the list, a pair with what a merge would do, merging, and saying they are two."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from goedgeregeld.accounts.actions import merging
from goedgeregeld.accounts.loaders import load_double, require_office
from goedgeregeld.accounts.models import Organisation, PossibleDouble
from goedgeregeld.accounts.queries import doubles
from goedgeregeld.accounts.views.refusals import refusing


@require_safe
@never_cache
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    require_office(request)
    page = Paginator(doubles.open_doubles(), 50).get_page(request.GET.get("pagina"))
    return render(request, "accounts/doubles.html", {"here": "doubles", "page": page})


@require_safe
@never_cache
@login_required
def preview(request: HttpRequest, number: int) -> HttpResponse:
    """What would move and what differs; ?blijft= chooses which of the two stays."""
    double = load_double(request, number)
    kept, gone = _sides(double, request.GET.get("blijft", ""))
    context = {
        "here": "doubles",
        "double": double,
        "kept": kept,
        "gone": gone,
        "differences": doubles.differences(kept, gone, merging.FIELDS),
        "members": doubles.members_together(kept, gone),
        "moves": doubles.what_moves(gone, merging.pointing_here()),
        "blockers": merging.blockers(kept, gone),
        "consent": doubles.consent_after(kept, gone),
    }
    return render(request, "accounts/double.html", context)


def _sides(double: PossibleDouble, kept: str) -> tuple[Organisation, Organisation]:
    one, other = double.one, double.other
    if not kept:
        return (one, other) if one.created_at <= other.created_at else (other, one)
    if kept not in {str(one.pk), str(other.pk)}:
        raise BadRequest
    return (one, other) if kept == str(one.pk) else (other, one)


@require_POST
@login_required
@refusing
def merge(request: HttpRequest, number: int) -> HttpResponse:
    double = load_double(request, number)
    kept, gone = _sides(double, request.POST.get("blijft") or "x")
    survivor: UUID = merging.merge_organisations(kept=kept.pk, gone=gone.pk, by=request.user, now=timezone.now()).pk
    messages.success(request, _("De twee organisaties zijn nu één."))
    return redirect("accounts:organisation", survivor)


@require_POST
@login_required
@refusing
def dismiss(request: HttpRequest, number: int) -> HttpResponse:
    double = load_double(request, number)
    merging.dismiss_double(double, by=request.user, now=timezone.now())
    messages.success(request, _("Onthouden: dit zijn twee organisaties."))
    return redirect("accounts:doubles")
