"""The links to a report that were made for who is outside: one more, the list of them, withdrawing."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from selfeval import actions
from selfeval.forms.sharing import ShareForm
from selfeval.loaders import actor_of, load_evaluation, sees_whole_plan
from selfeval.models import Evaluation, ShareLink
from selfeval.queries.sharing import shares_of
from selfeval.states import EvaluationState
from selfeval.views.refusals import refusing

SHARED = "shared"  # the secrets of links made on this device, to show them again; the database has only their seals


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@refusing
def share(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make a link, and see which there are."""
    evaluation, now = load_evaluation(request, pk, to="fill"), timezone.now()
    if evaluation.state != EvaluationState.COMPLETED:
        return redirect("selfeval:overview", pk)
    form = ShareForm(request.POST if request.method == "POST" else None, today=timezone.localdate(now))
    if form.is_bound and form.is_valid():
        try:
            made, token = actions.share_report(evaluation, **form.cleaned_data, by=actor_of(request), now=now)
        except actions.Blocked as blocked:
            form.add_error("until", " ".join(blocked.reasons))
        else:
            _tell(request, made, token)
            return redirect("selfeval:share", pk)
    return _page(request, evaluation, form)


def _tell(request: HttpRequest, made: ShareLink, token: str) -> None:
    """Keep the secret on this device, to show it; the second of two presses has none, and finds what the first kept."""
    if token:
        request.session[SHARED] = {**request.session.get(SHARED, {}), str(made.pk): token}
        messages.success(request, _("De link is gemaakt. Kopieer hem hieronder."))
    else:
        messages.info(request, _("Deze link was net al gemaakt. Er is er geen bij gekomen."))


def _page(request: HttpRequest, evaluation: Evaluation, form: ShareForm) -> HttpResponse:
    shares = shares_of(evaluation, today=timezone.localdate())
    secrets = request.session.get(SHARED, {})
    working = [(one, _address(secrets.get(str(one.pk)))) for one in shares.working]
    context = {"evaluation": evaluation, "form": form, "working": working, "over": shares.over}
    context["is_member"] = sees_whole_plan(request, evaluation)  # who made a link is for colleagues
    return render(request, "selfeval/share.html", context, status=422 if form.errors else 200)


def _address(token: str | None) -> str:
    return settings.SITE_URL + reverse("reports:shared_report", args=[token]) if token else ""


@require_POST
def withdraw_share(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """It opens nothing any more. Raises Http404 for a link of another evaluation."""
    evaluation = load_evaluation(request, pk, to="fill")
    link = ShareLink.objects.filter(evaluation=evaluation, pk=number).first()
    if link is None:
        raise Http404
    actions.withdraw_share(link, by=actor_of(request), now=timezone.now())
    messages.success(request, _("De link is ingetrokken. Wie hem heeft, ziet het rapport niet meer."))
    return redirect("selfeval:share", pk)
