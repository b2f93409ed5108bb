"""The follow-up: leaving an address, the two questions behind the link in a mail, and no more mail.

Programs that read mail open its links: opening a page writes nothing, only its button does.
"""

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from selfeval import actions
from selfeval.forms.following import FollowUpForm, WishForm
from selfeval.loaders import load_evaluation
from selfeval.models import FollowUp, FollowUpWish
from selfeval.queries.following import follow_up_behind, is_answered
from selfeval.states import EvaluationState, Helped
from selfeval.views.refusals import refusing


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@refusing
def wish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Leave an address to be asked at half a year later, or take it away. Of an organisation the beheerders are asked."""
    evaluation = load_evaluation(request, pk, to="fill")
    if evaluation.state != EvaluationState.COMPLETED:
        return redirect("selfeval:overview", pk)
    form = WishForm(request.POST if request.method == "POST" and "stop" not in request.POST else None)
    if evaluation.organisation_id is None and request.method == "POST" and "stop" in request.POST:
        actions.wish_follow_up(evaluation, email="", now=timezone.now())
        messages.success(request, _("Je adres is gewist. We vragen je niets."))
        return redirect("selfeval:follow_wish", pk)
    if form.is_bound and form.is_valid():
        actions.wish_follow_up(evaluation, email=form.cleaned_data["email"], now=timezone.now())
        messages.success(request, _("Fijn! Over een half jaar na het afronden mailen we je twee vragen."))
        return redirect("selfeval:follow_wish", pk)
    left = FollowUpWish.objects.filter(evaluation=evaluation).exists()
    context = {"evaluation": evaluation, "form": form, "left": left}
    return render(request, "selfeval/following/wish.html", context, status=422 if form.errors else 200)


def _unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "selfeval/following/dead.html", status=404)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def follow_up(request: HttpRequest, token: str) -> HttpResponse:
    """The two questions, with the answer that was pressed in the mail chosen already."""
    found = follow_up_behind(token)
    if found is None:
        return _unknown(request)
    if is_answered(found.evaluation):
        return _thanks(request, found)
    pressed = request.GET.get("veranderd", "")
    initial = {"changed": pressed} if pressed in Helped.values else {}
    form = FollowUpForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        with suppress(actions.AlreadyAnswered):  # a colleague, or the other tab, was a moment earlier: the page says so
            found = actions.answer_follow_up(found, **form.cleaned_data, now=timezone.now())
        return _thanks(request, found)
    context = {"follow_up": found, "token": token, "form": form, "chosen": bool(initial)}
    return render(request, "selfeval/following/questions.html", context, status=422 if form.errors else 200)


def _thanks(request: HttpRequest, found: FollowUp) -> HttpResponse:
    return render(request, "selfeval/following/thanks.html", {"follow_up": found, "mine": bool(found.answered_at)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Not asked any more, with one button."""
    found = follow_up_behind(token)
    if found is None:
        return _unknown(request)
    if request.method == "POST":
        actions.stop_asking(found, now=timezone.now())
        found.refresh_from_db()
    return render(request, "selfeval/following/stop.html", {"follow_up": found})
