"""Asking for the mark, and the answers to it: an adviser takes it on or not, the office asks another."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from goedgeregeld.accounts.loaders import load_organisation, person_of
from goedgeregeld.accounts.models import Organisation
from goedgeregeld.accounts.permissions import may_manage
from keurmerk.actions import request as actions
from keurmerk.actions.ritual import Blocked, WrongState
from keurmerk.figures import USUAL_HOURS, costs
from keurmerk.forms.acts import ReasonForm
from keurmerk.forms.request import AssignForm, RequestForm
from keurmerk.models import Application
from keurmerk.queries import advisers, renewal
from keurmerk.queries import request as queries
from keurmerk.queries.fees import fees_of
from keurmerk.queries.readiness import readiness_of
from keurmerk.states import Verb
from keurmerk.views.acting import ActPage
from keurmerk.views.appointing import seen
from selfeval.models import Evaluation

NUMBER = re.compile("[0-9]{1,10}")  # of a user

acting_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@never_cache
@login_required
def ask_adviser(request: HttpRequest) -> HttpResponse:
    """From a page of the finder to the request of one's own organisation, with that adviser chosen already."""
    person = person_of(request)
    mine = [pk for pk in person.rights if may_manage(pk, person)]
    if len(mine) != 1:
        said = (
            _("Kies eerst voor welke organisatie je het keurmerk aanvraagt.")
            if mine
            else _("Het keurmerk vraag je aan als beheerder van een organisatie. Hier zie je wat je eerst kunt doen.")
        )
        messages.info(request, said)
        return redirect("reports:start")
    wanted = request.GET.get("adviseur", "")
    chosen = f"?adviseur={wanted}" if NUMBER.fullmatch(wanted) else ""
    return redirect(reverse("keurmerk:request_mark", args=mine) + chosen)


@acting_page
@never_cache
@login_required
def request_mark(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the mark asks, how far they are, and whom to ask. Where an application runs already: the way to it."""
    organisation, today = load_organisation(request, pk, to="manage"), timezone.localdate()
    running = queries.live_application(organisation)
    if running is not None:
        return _running(request, organisation, running)
    evaluation = _evaluation(request, organisation)
    posted = request.POST if request.method == "POST" else None
    chosen_from = advisers.advisers_for(organisation, on=today)
    before = queries.last_adviser(organisation) if posted is None else None
    wanted = request.GET.get("adviseur", "")
    form = RequestForm(
        posted, advisers=chosen_from, municipality=organisation.municipality, before=before, wanted=wanted
    )
    if posted is None or not form.is_valid():
        reasons = renewal.blockers(renewal.to_renew(organisation), on=today)
        return _page(request, organisation, evaluation, form, reasons, status=200 if posted is None else 422)
    try:
        made = actions.request_mark(
            organisation,
            adviser=form.adviser_id,
            evaluation=evaluation,
            wish=form.cleaned_data["wish"],
            by=request.user,
            now=timezone.now(),
        )
    except actions.AlreadyRunning as already:
        return _running(request, organisation, already.application)
    except (Blocked, WrongState) as wrong:
        reasons = wrong.reasons if isinstance(wrong, Blocked) else (str(wrong),)
        return _page(request, organisation, evaluation, form, reasons, status=409)
    messages.success(request, _("De aanvraag is verstuurd. Op deze pagina zie je steeds wie aan zet is."))
    return redirect("keurmerk:application", made.code)


def _page(
    request: HttpRequest,
    organisation: Organisation,
    evaluation: Evaluation | None,
    form: RequestForm,
    reasons: Sequence[str],
    *,
    status: int,
) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "organisation": organisation,
        "evaluation": evaluation,
        "readiness": readiness_of(evaluation) if evaluation else None,
        "form": form,
        "renews": renewal.to_renew(organisation),
        "last": renewal.renewal_of(last, today=today) if (last := renewal.last_mark(organisation)) else None,
        "reasons": reasons,
        **_prices(today.year),
    }
    return render(request, "keurmerk/request_mark.html", context, status=status)


def _evaluation(request: HttpRequest, organisation: Organisation) -> Evaluation | None:
    """The completed evaluation one came from, else the newest; None where nothing was completed yet."""
    completed = queries.completed_evaluations(organisation)
    asked = request.GET.get("zelfevaluatie", "")
    return next((one for one in completed if str(one.pk) == asked), completed[0] if completed else None)


def _prices(year: int) -> Mapping[str, Any]:
    """The fees of the year, and what the usual hours come to."""
    fees = fees_of(year)
    least, most = (
        costs(hours=hours, rate=fees.hourly_rate, audit_fee=fees.audit, vat_percentage=fees.vat_percentage).advice
        for hours in USUAL_HOURS
    )
    return {"fees": fees, "year": year, "hours": USUAL_HOURS, "least": least, "most": most}


def _running(request: HttpRequest, organisation: Organisation, application: Application) -> HttpResponse:
    context = {"organisation": organisation, "application": application}
    return render(request, "keurmerk/request_running.html", context, status=409)


@acting_page
@never_cache
@login_required
def accept(request: HttpRequest, code: str) -> HttpResponse:
    """The adviser takes it on."""
    return ActPage(
        verb=Verb.ACCEPT,
        do=lambda one, _data, moves: actions.accept(one, by=request.user, now=timezone.now(), moves=moves),
        template="keurmerk/accept.html",
        done=_("Je begeleidt deze organisatie. Er staat een eerste plan van aanpak klaar."),
    ).answer(request, code)


@acting_page
@never_cache
@login_required
def decline(request: HttpRequest, code: str) -> HttpResponse:
    """The adviser does not. The application is out of their sight afterwards."""
    return ActPage(
        verb=Verb.DECLINE,
        form=lambda _one, posted: ReasonForm(posted),
        do=lambda one, data, moves: actions.decline(
            one, reason=data["reason"], by=request.user, now=timezone.now(), moves=moves
        ),
        template="keurmerk/decline.html",
        done=_("Dank je wel. De aanvraag gaat naar iemand anders."),
        then="reports:start",
    ).answer(request, code)


@acting_page
@never_cache
@login_required
def assign(request: HttpRequest, code: str) -> HttpResponse:
    """The office asks an adviser, from a list with what speaks for and against each."""
    listed = cache(lambda one: advisers.candidates(one, on=timezone.localdate()))  # for the form and the page
    return ActPage(
        verb=Verb.ASSIGN,
        form=lambda one, posted: AssignForm(posted, candidates=listed(one), now=one.adviser_id),
        do=lambda one, data, moves: actions.assign(
            one, adviser=data["adviser"], why=data.get("why", ""), by=request.user, now=timezone.now(), moves=moves
        ),
        template="keurmerk/assign.html",
        context=lambda one: seen(listed(one), now=one.adviser_id),
        done=_("De adviseur is gevraagd."),
    ).answer(request, code)
