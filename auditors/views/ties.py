"""Ties, told by the person or by the office; only the office takes one away."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from auditors import actions
from auditors.forms import TieForm
from auditors.forms.ties import OwnTieForm, TieDatesForm
from auditors.loaders import is_own, load_person, profile_of
from auditors.models import Profile
from auditors.queries import ties_of
from auditors.views.acting import PersonAct, press
from goedgeregeld.accounts.loaders import require_office


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def add_tie(request: HttpRequest, pk: int) -> HttpResponse:
    """A tie of this person or (for the office) of their employer."""
    own = is_own(request, pk)

    def act(one: Profile, data: dict[str, Any], now: Any) -> None:
        of_employer = data.pop("whose", "person") == "employer"
        actions.add_tie(one, data, of_employer=of_employer, by=request.user, now=now)  # type: ignore[arg-type]

    return PersonAct(
        title=_("Een band met een organisatie"),
        button=_("Leg vast"),
        done=_("De band staat erin."),
        form=lambda data, _files: (OwnTieForm if own else TieForm)(data),
        do=act,
        at="organisation" if own else "whose",
    ).answer(request, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def change_tie(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Other dates, such as the end of it."""
    profile = profile_of(load_person(request, pk))
    tie = ties_of(profile).filter(pk=number).first() if profile else None
    if tie is None:
        raise Http404
    first = {"began_on": tie.began_on, "ended_on": tie.ended_on}
    return PersonAct(
        title=_("De band met %s") % tie.organisation,
        button=_("Bewaar"),
        done=_("De data zijn bewaard."),
        form=lambda data, _files: TieDatesForm(data, initial=first),
        do=lambda one, data, now: actions.change_tie(one, number, **data, by=request.user, now=now),  # type: ignore[arg-type]
    ).answer(request, pk)


@require_POST
@login_required
def remove_tie(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A tie that was written down by mistake."""
    require_office(request)
    if profile_of(load_person(request, pk)) is None:
        raise Http404
    return press(
        request,
        pk,
        lambda one, now: actions.remove_tie(one, number, by=request.user, now=now),  # type: ignore[arg-type]
        done=_("De band is weggehaald."),
    )
