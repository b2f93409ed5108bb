"""Ties, written down and taken away by the office on the page of the person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from auditors import actions
from auditors.forms import TieForm
from auditors.views.person import page, profile_of, user_of
from goedgeregeld.accounts.loaders import require_office


@require_POST
@login_required
def add_tie(request: HttpRequest, pk: int) -> HttpResponse:
    """A tie of this person or of their employer."""
    require_office(request)
    user, form = user_of(pk), TieForm(request.POST, prefix="band")
    if not form.is_valid():
        return page(request, user, tie_form=form, status=422)
    values, now = dict(form.cleaned_data), timezone.now()
    of_employer = values.pop("whose") == "employer"
    one = profile_of(user) or actions.keep_profile(user, {}, by=request.user, now=now)
    try:
        actions.add_tie(one, values, of_employer=of_employer, by=request.user, now=now)
    except actions.WrongState as wrong:
        form.add_error("whose", str(wrong))
        return page(request, user, tie_form=form, status=409)
    messages.success(request, _("De band staat erin."))
    return redirect("auditors:profile", pk)


@require_POST
@login_required
def remove_tie(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A tie that was written down by mistake."""
    require_office(request)
    one = profile_of(user_of(pk))
    if one is None:
        raise Http404
    try:
        actions.remove_tie(one, number, by=request.user, now=timezone.now())
    except actions.WrongState as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, _("De band is weggehaald."))
    return redirect("auditors:profile", pk)
