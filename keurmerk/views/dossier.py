"""The dossier as the organisation works on it: the overview, and which evaluation it is made with. Themes: `explaining`."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from goedgeregeld.accounts.loaders import person_of
from keurmerk import permissions, queries
from keurmerk.actions import dossier as acts
from keurmerk.forms.dossier import ChooseEvaluationForm
from keurmerk.loaders import load_dossier
from keurmerk.models import Application
from keurmerk.queries import dossier as reads
from keurmerk.queries.evidence import stock_of
from keurmerk.queries.offers import fits
from keurmerk.states import Verb
from keurmerk.views.acting import ActPage, reading_of


def may_work(request: HttpRequest, application: Application) -> bool:
    """Whether who is signed in may change the working copy where the application stands."""
    may = permissions.may(Verb.WORK_ON_DOSSIER, application, person_of(request))
    return may and fits(Verb.WORK_ON_DOSSIER, application.state)


@require_safe
@never_cache
@login_required
def overview(request: HttpRequest, code: str) -> HttpResponse:
    """How far the dossier is: by theme, what lacks, the essential statements; and what was handed in."""
    application = load_dossier(request, code)
    if not permissions.may_see_working_copy(application, person_of(request)):
        return _handed_in_only(application)
    reading = reading_of(request, application)
    offered = {offer.verb: offer for offer in queries.offers(reading, person_of(request))}
    context = {
        "application": application,
        "reading": reading,
        "book": reading.book,
        "stock": stock_of(application, reading.book.evidence.values() if reading.book else None),
        "submissions": reads.numbers_of(application),
        "may_work": Verb.WORK_ON_DOSSIER in offered,
        "may_choose": Verb.CHOOSE_EVALUATION in offered,
        "submit": offered.get(Verb.SUBMIT_DOSSIER),
    }
    return render(request, "keurmerk/dossier/overview.html", context)


def _handed_in_only(application: Application) -> HttpResponse:
    """Who sees only what was handed in goes there."""
    latest = reads.latest_submission(application)
    if latest is None:
        raise Http404
    return redirect("keurmerk:submission", application.code, latest.number)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def choose_evaluation(request: HttpRequest, code: str) -> HttpResponse:
    """Which evaluation of the organisation the dossier is made with."""

    def do(application: Application, values: Mapping[str, Any], moves: int | None) -> None:
        chosen = reads.evaluations_to_choose(application).get(pk=values["evaluation"])
        acts.choose_evaluation(application, chosen, by=request.user, now=timezone.now(), moves=moves)  # type: ignore[arg-type]

    def form(application: Application, posted: Any) -> ChooseEvaluationForm:
        evaluations = reads.evaluations_to_choose(application)
        return ChooseEvaluationForm(posted, evaluations=evaluations, initial={"evaluation": _now(application)})

    def context(application: Application) -> Mapping[str, Any]:
        return {"plan_route": reads.plan_route(application), "chosen": reads.evaluation_of(application)}

    page = ActPage(
        verb=Verb.CHOOSE_EVALUATION,
        do=do,
        form=form,
        context=context,
        template="keurmerk/dossier/choose_evaluation.html",
        done=_("Het dossier gaat nu uit van deze zelfevaluatie."),
        then=reverse("keurmerk:work_on_dossier", args=[code]),
    )
    return page.answer(request, code)


def _now(application: Application) -> UUID | None:
    return application.evaluation_id
