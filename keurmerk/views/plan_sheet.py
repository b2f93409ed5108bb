"""Writing the plan of approach: one page for adviser and organisation. Works without JavaScript, also adding a row.

Where somebody else saved meanwhile, nothing is overwritten unseen: what was typed stays, beside how the plan stands now.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from keurmerk.actions import plan as actions
from keurmerk.actions.ritual import Blocked, WrongState
from keurmerk.forms.plan import DEDUCTION, STEP, PlanSheet, with_row
from keurmerk.loaders import load_application
from keurmerk.models import Application, ApproachPlan
from keurmerk.planning import compare
from keurmerk.queries import plan as queries
from keurmerk.queries.fees import fees_of
from keurmerk.queries.offers import fits
from keurmerk.states import Verb
from keurmerk.views.acting import refused


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def save_plan(request: HttpRequest, code: str) -> HttpResponse:
    """The form: shown, grown by a row, or saved."""
    application = load_application(request, code, to=Verb.SAVE_PLAN)
    draft = queries.draft_of(application)
    if draft is None or not fits(Verb.SAVE_PLAN, application.state):
        why = _("Aan het plan kun je nu niet werken: de aanvraag staat op “%s”.")
        return refused(request, application, why % application.get_state_display())
    star = queries.star_is_open(application)
    posted: Any = request.POST if request.method == "POST" else None
    adds = next((row for row in (STEP, DEDUCTION) if posted and posted.get("rij") == row), None)
    sheet = PlanSheet(draft.contents, draft.changes, with_row(posted, adds) if adds else posted, star_open=star)
    if posted is None or adds:
        return _page(request, application, draft, sheet, grown=bool(adds))
    if not sheet.is_valid():
        return _page(request, application, draft, sheet, status=422)
    return _save(request, application, draft, sheet, star_open=star)


def _save(
    request: HttpRequest, application: Application, draft: ApproachPlan, sheet: PlanSheet, *, star_open: bool
) -> HttpResponse:
    now = timezone.now()
    typed = sheet.contents(fees_of(timezone.localdate(now).year))
    agreed = draft.agreed_at is not None
    try:
        actions.save_plan(application, typed, seen=sheet.seen, by=request.user, now=now, moves=sheet.moves)
    except actions.ChangedMeanwhile as changed:
        now_there = changed.plan
        again = PlanSheet(typed, now_there.changes, star_open=star_open)
        found = compare(now_there.contents, typed)
        return _page(request, application, now_there, again, status=409, late=True, meanwhile=found)
    except actions.NothingChanged as nothing:
        messages.info(request, str(nothing))
        return redirect("keurmerk:plan", application.code)
    except (Blocked, WrongState) as wrong:
        return refused(request, application, str(wrong))
    said = _("Het plan is bewaard.")
    if agreed:
        said += " " + _("Het akkoord van de organisatie is daardoor vervallen: vraag het opnieuw.")
    messages.success(request, said)
    return redirect("keurmerk:plan", application.code)


def _page(
    request: HttpRequest,
    application: Application,
    draft: ApproachPlan,
    sheet: PlanSheet,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    fees = fees_of(timezone.localdate().year)
    context = {"application": application, "plan": draft, "sheet": sheet, "fees": fees, "verb": Verb.SAVE_PLAN, **more}
    return render(request, "keurmerk/save_plan.html", context, status=status)
