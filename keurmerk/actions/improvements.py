"""Acts on the improvement plan beside an application: leave for the adviser to read it, and proposing an action."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from goedgeregeld.accounts import queries as people
from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from keurmerk import permissions
from keurmerk.actions.ritual import Blocked, WrongState
from keurmerk.models import Application, PlanLeave
from keurmerk.queries.improvements import evaluation_of, may_read_plan
from keurmerk.states import ENDED, ApplicationState
from selfeval import actions as selfeval
from selfeval.models import ImprovementAction


def _locked(application: Application) -> Application:
    """The freshly read and locked application. Raises WrongState where it is over, or no adviser accepted yet."""
    fresh = Application.objects.select_for_update().select_related("organisation").get(pk=application.pk)
    if fresh.state in ENDED or fresh.state == ApplicationState.REQUESTED or fresh.adviser_id is None:
        raise WrongState(_("Er is nu geen adviseur die met jullie meekijkt."))
    return fresh


@transaction.atomic
def give_plan_leave(application: Application, *, by: User, now: datetime) -> None:
    """Let the adviser of now read the plan and propose actions. Giving it twice is giving it once.

    Raises WrongState where there is no adviser at work, PermissionDenied unless a beheerder.
    """
    fresh = _locked(application)
    if not permissions.manages(fresh, people.person(by)):
        raise PermissionDenied
    if PlanLeave.objects.filter(application=fresh, adviser=fresh.adviser_id).exists():
        return
    values = {"adviser_id": fresh.adviser_id, "given_by": by, "given_at": now}
    PlanLeave.objects.update_or_create(application=fresh, defaults=values)
    record("give_plan_leave", fresh.organisation, by=by, now=now)


@transaction.atomic
def take_plan_leave(application: Application, *, by: User, now: datetime) -> None:
    """From now on the adviser does not see the plan. What they proposed stays. Raises PermissionDenied unless a beheerder."""
    fresh = Application.objects.select_for_update().select_related("organisation").get(pk=application.pk)
    if not permissions.manages(fresh, people.person(by)):
        raise PermissionDenied
    if PlanLeave.objects.filter(application=fresh).delete()[0]:
        record("take_plan_leave", fresh.organisation, by=by, now=now)


@transaction.atomic
def propose_improvement(
    application: Application, values: Mapping[str, Any], *, by: User, now: datetime
) -> ImprovementAction:
    """Propose an action for the plan, as the adviser who has leave.

    Raises WrongState where the application is over, PermissionDenied without leave, Blocked without a completed evaluation or
    where the plan is full.
    """
    fresh = _locked(application)
    if not may_read_plan(fresh, people.person(by)):
        raise PermissionDenied
    evaluation = evaluation_of(fresh)
    if evaluation is None:
        raise Blocked(_("De organisatie heeft nog geen zelfevaluatie afgerond. Daarna kan het wel."))
    try:
        return selfeval.propose_action(evaluation, values, by=by, now=now)
    except selfeval.Blocked as blocked:
        raise Blocked(*blocked.reasons) from None
