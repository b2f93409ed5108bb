"""The acts of an authorisation, posted from the page of the person."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from auditors import actions
from auditors.forms import ReasonForm, UntilForm
from auditors.loaders import profile_of
from auditors.models import Profile
from auditors.states import Work
from auditors.views.person import user_of
from goedgeregeld.accounts.loaders import require_office


@require_POST
@login_required
def authorise(request: HttpRequest, pk: int, work: str) -> HttpResponse:
    """Authorise until a day, also again."""
    form = UntilForm(request.POST)

    def act(one: Profile) -> None:
        actions.authorise(one, work, until=form.cleaned_data["until"], by=request.user, now=timezone.now())

    return _act(request, pk, work, act, form=form, done=_("De autorisatie is vastgelegd."))


@require_POST
@login_required
def suspend(request: HttpRequest, pk: int, work: str) -> HttpResponse:
    """No work until it is lifted, with the reason."""
    form = ReasonForm(request.POST)

    def act(one: Profile) -> None:
        actions.suspend(one, work, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())

    return _act(request, pk, work, act, form=form, done=_("De autorisatie is geschorst."))


@require_POST
@login_required
def end(request: HttpRequest, pk: int, work: str) -> HttpResponse:
    """Somebody stops, with the reason."""
    form = ReasonForm(request.POST)

    def act(one: Profile) -> None:
        actions.end(one, work, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())

    return _act(request, pk, work, act, form=form, done=_("De autorisatie is beëindigd."))


@require_POST
@login_required
def reinstate(request: HttpRequest, pk: int, work: str) -> HttpResponse:
    """The suspension is lifted."""

    def act(one: Profile) -> None:
        actions.reinstate(one, work, by=request.user, now=timezone.now())

    return _act(request, pk, work, act, done=_("De schorsing is opgeheven."))


@require_POST
@login_required
def start_training(request: HttpRequest, pk: int, work: str) -> HttpResponse:
    """Somebody begins the training."""

    def act(one: Profile) -> None:
        actions.start_training(one, work, by=request.user, now=timezone.now())

    return _act(request, pk, work, act, done=_("De opleiding is begonnen."))


def _act(
    request: HttpRequest, pk: int, work: str, act: Callable[[Profile], None], *, done: str, form: Any = None
) -> HttpResponse:
    """Do it on the profile, which is made where there is none yet, and say so; or say why not."""
    require_office(request)
    user = user_of(pk)
    if work not in Work.values:
        raise Http404
    if form is not None and not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("auditors:profile", pk)
    try:
        act(profile_of(user) or actions.keep_profile(user, {}, by=request.user, now=timezone.now()))
    except actions.WrongState as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, done)
    return redirect("auditors:profile", pk)
