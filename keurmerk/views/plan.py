"""The plan of approach: read by everyone concerned, written by adviser and organisation, judged by the office."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from goedgeregeld.accounts.loaders import person_of
from keurmerk import queries as offered
from keurmerk.actions import plan as actions
from keurmerk.forms.plan import JudgeForm, SeenForm
from keurmerk.loaders import load_application
from keurmerk.models import Application, ApproachPlan
from keurmerk.planning import compare
from keurmerk.queries import plan as queries
from keurmerk.states import PlanState, Verb
from keurmerk.views.acting import ActPage, reading_of

VERBS = (Verb.SAVE_PLAN, Verb.AGREE_PLAN, Verb.SUBMIT_PLAN, Verb.APPROVE_PLAN, Verb.RETURN_PLAN)
acting_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@never_cache
@login_required
def plan(request: HttpRequest, code: str, version: int | None = None) -> HttpResponse:
    """The newest version, or the one asked for; with the others, and what one may do with it."""
    application = load_application(request, code)
    person = person_of(request)
    plans = queries.visible_plans(application, person)
    shown = _version(plans, version)
    newest = bool(plans) and shown is plans[-1]
    context = {
        "application": application,
        "plan": shown,
        "plans": plans,
        "newest": newest,
        "offers": offered.offers(reading_of(request, application), person, VERBS) if newest else [],
        **parts_of(shown),
    }
    return render(request, "keurmerk/plan.html", context)


def _version(plans: list[ApproachPlan], version: int | None) -> ApproachPlan | None:
    """The version asked for, else the newest; None where there is no plan yet. Raises Http404 for one there is not."""
    if version is None:
        return plans[-1] if plans else None
    found = next((one for one in plans if one.version == version), None)
    if found is None:
        raise Http404
    return found


def parts_of(shown: ApproachPlan | None) -> Mapping[str, Any]:
    """What the body of a plan is made of: the value, and what it costs."""
    return {"contents": shown.contents, "costs": shown.costs} if shown else {}


@require_safe
@never_cache
@login_required
def compare_plans(request: HttpRequest, code: str) -> HttpResponse:
    """Two versions: what changed, in words and side by side. Without a choice: the last two."""
    application = load_application(request, code)
    plans = queries.visible_plans(application, person_of(request))
    if len(plans) < 2:
        raise Http404
    before = _chosen(plans, request.GET.get("van"), plans[-2])
    after = _chosen(plans, request.GET.get("met"), plans[-1])
    context = {
        "application": application,
        "plans": plans,
        "before": before,
        "after": after,
        "changes": compare(before.contents, after.contents),
        "totals": (before.costs, after.costs),
    }
    return render(request, "keurmerk/compare_plans.html", context)


def _chosen(plans: list[ApproachPlan], asked: str | None, otherwise: ApproachPlan) -> ApproachPlan:
    return next((one for one in plans if str(one.version) == asked), otherwise)


@acting_page
@never_cache
@login_required
def agree_plan(request: HttpRequest, code: str) -> HttpResponse:
    """The organisation says yes to what stands on this page."""
    return ActPage(
        verb=Verb.AGREE_PLAN,
        form=lambda _one, posted: SeenForm(posted),
        do=lambda one, data, moves: actions.agree_plan(
            one, seen=data["changes"], by=request.user, now=timezone.now(), moves=moves
        ),
        template="keurmerk/agree_plan.html",
        context=lambda one: _shown(queries.draft_of(one)),
        done=_("Jullie zijn akkoord met het plan. De adviseur kan het nu indienen bij NOV."),
    ).answer(request, code)


@acting_page
@never_cache
@login_required
def submit_plan(request: HttpRequest, code: str) -> HttpResponse:
    """The adviser hands it in."""
    return ActPage(
        verb=Verb.SUBMIT_PLAN,
        do=lambda one, _data, moves: actions.submit_plan(one, by=request.user, now=timezone.now(), moves=moves),
        template="keurmerk/submit_plan.html",
        context=lambda one: _shown(queries.draft_of(one)),
        done=_("Het plan ligt bij NOV."),
    ).answer(request, code)


@acting_page
@never_cache
@login_required
def approve_plan(request: HttpRequest, code: str) -> HttpResponse:
    """The office approves."""
    return _judgement(
        request, code, Verb.APPROVE_PLAN, actions.approve_plan, _("Het plan is goedgekeurd."), required=False
    )


@acting_page
@never_cache
@login_required
def return_plan(request: HttpRequest, code: str) -> HttpResponse:
    """The office sends it back."""
    said = _("Het plan is terug bij de adviseur en de organisatie.")
    return _judgement(request, code, Verb.RETURN_PLAN, actions.return_plan, said, required=True)


def _judgement(request: HttpRequest, code: str, verb: Verb, act: Any, done: str, *, required: bool) -> HttpResponse:
    return ActPage(
        verb=verb,
        form=lambda _one, posted: JudgeForm(posted, required=required),
        do=lambda one, data, moves: act(one, remarks=data["remarks"], by=request.user, now=timezone.now(), moves=moves),
        template="keurmerk/judge_plan.html",
        context=_handed_in,
        done=done,
    ).answer(request, code)


def _shown(found: ApproachPlan | None) -> Mapping[str, Any]:
    return {"plan": found, **parts_of(found)}


def _handed_in(application: Application) -> Mapping[str, Any]:
    """The version the office judges, and what changed since the one before it."""
    plans = [one for one in queries.plans_of(application) if one.state != PlanState.DRAFT]
    if not plans:
        return {}
    earlier = plans[-2] if len(plans) > 1 else None
    changes = compare(earlier.contents, plans[-1].contents) if earlier else None
    return {**_shown(plans[-1]), "before": earlier, "changes": changes}
