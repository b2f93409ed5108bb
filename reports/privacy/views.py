"""The statement, and erasing oneself, one's organisation, or an evaluation nobody claimed: first what goes, then the act."""

from contextlib import suppress
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from goedgeregeld.accounts.actions import consent
from goedgeregeld.accounts.actions.ritual import Blocked
from goedgeregeld.accounts.actions.ritual import WrongState as Gone
from goedgeregeld.accounts.loaders import load_organisation
from goedgeregeld.accounts.models import BenchmarkConsent, Organisation, User
from goedgeregeld.accounts.views.confirming import recently_confirmed
from keurmerk.queries import keeping
from reports.privacy import actions, queries
from reports.privacy.forms import SureForm, TypedConfirmation
from reports.privacy.loaders import load_unclaimed
from selfeval.actions import WrongState


@require_safe
def statement(request: HttpRequest) -> HttpResponse:
    """What we keep, why, how long, and whom to ask."""
    spans = {name: queries.span(days) for name, days in settings.RETENTION.items()}
    context = {"days": settings.RETENTION, "spans": spans, "office": settings.PRIVACY_EMAIL}
    return render(request, "reports/privacy/statement.html", context)


@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def erase_me(request: HttpRequest) -> HttpResponse:
    """Erase myself: what goes, what stays and why, and typing my address as confirmation."""
    user: User = request.user  # type: ignore[assignment]
    plan = queries.plan_for_person(user)
    form = TypedConfirmation(
        request.POST if request.method == "POST" else None,
        expected=user.email,
        label=_("Typ je e-mailadres over: %(email)s") % {"email": user.email},
    )
    reasons = plan.reasons
    if request.method == "POST" and not reasons and form.is_valid():
        try:
            actions.erase_person(user, now=timezone.now())
        except Blocked as blocked:
            reasons = list(blocked.reasons)
        else:
            logout(request)
            return redirect("reports:erased")
    context = {"form": form, "plan": plan, "reasons": reasons, "counts": queries.in_words(plan.counts)}
    return render(request, "reports/privacy/erase_me.html", context, status=_status(request, form, reasons))


def _status(request: HttpRequest, form: TypedConfirmation, reasons: list[str]) -> int:
    if request.method != "POST":
        return 200
    return 409 if reasons else 422 if form.errors else 200


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def erase_organisation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Erase my organisation: beheerders only, who first show that it is they."""
    return _erase_organisation(request, organisation=load_organisation(request, pk, to="manage"))


@recently_confirmed
def _erase_organisation(request: HttpRequest, *, organisation: Organisation) -> HttpResponse:
    form = TypedConfirmation(
        request.POST if request.method == "POST" else None,
        expected=organisation.name,
        label=_("Typ de naam van de organisatie over: %(name)s") % {"name": organisation.name},
    )
    if request.method == "POST" and form.is_valid():
        with suppress(Gone):  # another beheerder was first, which is what was asked
            actions.erase_organisation(organisation, by=request.user, now=timezone.now())
        return redirect("reports:erased")
    context = {
        "form": form,
        "organisation": organisation,
        "counts": queries.in_words(queries.counts_for_organisation(organisation)),
        "live": keeping.live_of(organisation),
        "marks": keeping.standing_marks(organisation, today=timezone.localdate()),
        "due_span": queries.span(settings.RETENTION["DUE_DAYS"]),
    }
    return render(request, "reports/privacy/erase_organisation.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def erase_evaluation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Erase an evaluation nobody claimed, by whoever holds its link."""
    evaluation = load_unclaimed(request, pk)
    form = SureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.erase_evaluation(evaluation, now=timezone.now())
        except WrongState as claimed:
            raise PermissionDenied from claimed
        return redirect("reports:erased")
    context = {"form": form, "evaluation": evaluation, "answers": evaluation.answers.count()}
    return render(request, "reports/privacy/erase_evaluation.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def benchmark_consent(request: HttpRequest, pk: UUID) -> HttpResponse:
    """May our figures count in the benchmark? Asked apart; beheerders give it, and take it back at once."""
    organisation = load_organisation(request, pk, to="manage")
    if request.method == "POST":
        act, words = (
            (consent.withdraw_consent, _("Jullie cijfers tellen vanaf nu niet meer mee in de vergelijking."))
            if "withdraw" in request.POST
            else (consent.give_consent, _("Dank je wel. Jullie cijfers tellen mee in de vergelijking."))
        )
        act(organisation, by=request.user, now=timezone.now())
        messages.success(request, words)
        return redirect("reports:benchmark_consent", pk)
    given = BenchmarkConsent.objects.select_related("given_by").filter(organisation=organisation).first()
    return render(request, "reports/privacy/consent.html", {"organisation": organisation, "consent": given})


@require_safe
@never_cache
def erased(request: HttpRequest) -> HttpResponse:
    """It is done. Says the same to everybody."""
    return render(request, "reports/privacy/erased.html")
