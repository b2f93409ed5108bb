"""Claiming: an evaluation made without account becomes an organisation's, by who holds its link and is signed in."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from goedgeregeld.accounts.actions.organisations import KvkTaken
from goedgeregeld.accounts.forms.organisations import OrganisationForm
from goedgeregeld.accounts.queries.organisations import fillable
from selfeval import actions, queries
from selfeval.forms import ClaimForm
from selfeval.loaders import load_evaluation, token_of

NEW = "nieuw"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def claim(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose one of my organisations, or make one out of the profile."""
    evaluation, token = load_evaluation(request, pk, to="fill"), token_of(request, pk)
    if evaluation.organisation_id is not None:
        return _taken(request)
    if token is None:
        raise Http404
    mine = {str(one.pk): one for one in fillable(request.user)}
    given = request.POST if request.method == "POST" else None
    form = ClaimForm(given, organisations=[(key, one.name) for key, one in mine.items()])
    new = OrganisationForm(
        given if not mine or (given and given.get("organisation") == NEW) else None,
        initial=queries.facts_for_organisation(evaluation),
    )
    if given is not None and form.is_valid():
        chosen = mine.get(form.cleaned_data["organisation"])
        try:
            if chosen:
                actions.claim(evaluation, token=token, organisation=chosen, by=request.user, now=timezone.now())
                return _done(request, pk)
            if new.is_valid():
                actions.claim_for_new(evaluation, new.values, token=token, by=request.user, now=timezone.now())
                return _done(request, pk)
        except KvkTaken as taken:
            new.add_error("kvk", str(taken))
        except actions.AlreadyClaimed:
            return _taken(request)
        except actions.LinkWithdrawn as withdrawn:
            context = {"heading": _("Deze link is ingetrokken"), "reasons": [str(withdrawn)], "back": "/"}
            return render(request, "accounts/refused.html", context, status=409)
    wrong = bool(form.errors or new.errors)
    context = {"evaluation": evaluation, "form": form, "new": new, "mine": mine, "has_errors": wrong}
    return render(request, "selfeval/claim.html", context, status=422 if wrong else 200)


def _done(request: HttpRequest, pk: UUID) -> HttpResponse:
    said = _(
        "Deze zelfevaluatie hoort nu bij jullie organisatie. De persoonlijke link blijft werken tot je hem intrekt."
    )
    messages.success(request, said)
    return redirect("selfeval:overview", pk)


def _taken(request: HttpRequest) -> HttpResponse:
    """It is somebody's already. Whose, is not said."""
    context = {
        "heading": _("Deze zelfevaluatie hoort al bij een organisatie"),
        "reasons": [
            _("Een zelfevaluatie hoort bij één organisatie. Is het de jouwe? Vraag een beheerder om je uit te nodigen.")
        ],
        "back": "/",
    }
    return render(request, "accounts/refused.html", context, status=409)
