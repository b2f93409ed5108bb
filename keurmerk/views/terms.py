"""The office's settings for the mark (terms, fees), and more time for one application."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from goedgeregeld.accounts.loaders import require_office
from keurmerk import queries
from keurmerk.actions import terms as acts
from keurmerk.actions.fees import set_fees
from keurmerk.forms.office import ExtendForm, FeesForm, TermsForm
from keurmerk.models import Application
from keurmerk.queries.fees import all_fees, fees_of
from keurmerk.states import Verb
from keurmerk.views.acting import ActPage


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def terms(request: HttpRequest) -> HttpResponse:
    """How many working days each state may take."""
    require_office(request)
    posted = request.POST if request.method == "POST" else None
    form = TermsForm(posted, present=dict(queries.terms()))
    if posted is not None and form.is_valid():
        changed = acts.set_terms(form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, _("De termijnen zijn bewaard.") if changed else _("Er was niets veranderd."))
        return redirect("keurmerk:terms")
    context = {"form": form}
    return render(request, "keurmerk/terms.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def fees(request: HttpRequest) -> HttpResponse:
    """What is asked in a year, and in the years before."""
    require_office(request)
    today = timezone.localdate()
    asked = request.GET.get("jaar", "")
    year = int(asked) if asked.isdecimal() and today.year <= int(asked[:5]) <= today.year + 5 else today.year
    present = fees_of(year)
    posted = request.POST if request.method == "POST" else None
    initial = {
        "year": year,
        "audit": present.audit,
        "hourly_rate": present.hourly_rate,
        "vat_percentage": present.vat_percentage,
    }
    form = FeesForm(posted, today=today, initial=initial)
    if posted is not None and form.is_valid():
        set_fees(form.cleaned_data.pop("year"), **form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, _("De tarieven zijn bewaard. Plannen die er al zijn, houden hun bedragen."))
        return redirect("keurmerk:fees")
    context = {"form": form, "known": all_fees()}
    return render(request, "keurmerk/fees.html", context, status=422 if form.errors else 200)


def _extend(request: HttpRequest) -> Any:
    def do(application: Application, values: Mapping[str, Any], moves: int | None) -> None:
        acts.extend_term(
            application,
            until=values["until"],
            reason=values["reason"],
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
            moves=moves,
        )

    return do


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def extend_term(request: HttpRequest, code: str) -> HttpResponse:
    """Give more time."""
    page = ActPage(
        verb=Verb.EXTEND_TERM,
        do=_extend(request),
        form=lambda _application, posted: ExtendForm(posted),
        template="keurmerk/extend_term.html",
        done=_("De termijn is verlengd. Wie erbij betrokken is, krijgt bericht."),
    )
    return page.answer(request, code)
