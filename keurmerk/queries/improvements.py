"""Reading the improvement plan of an organisation beside its application, and whether its adviser may."""

from datetime import date

from keurmerk import permissions
from keurmerk.models import Application, PlanLeave
from keurmerk.states import ENDED
from selfeval.models import Evaluation
from selfeval.queries.plan import Row, actions_of_organisation, rows_of
from selfeval.states import EvaluationState


def leave_of(application: Application) -> PlanLeave | None:
    """The leave the adviser of now has; None where none was given, to another, or the application is over."""
    if application.state in ENDED:
        return None
    return PlanLeave.objects.filter(application=application, adviser=application.adviser_id).first()


def may_read_plan(application: Application, person: permissions.Person) -> bool:
    """The adviser, with the organisation's leave. (Members read the plan at the evaluation itself.)"""
    return permissions.advises(application, person) and leave_of(application) is not None


def plan_rows(application: Application, *, today: date) -> list[Row]:
    """The plan as the adviser reads it: who does what by name, never an address. One query."""
    return rows_of(actions_of_organisation(application.organisation), today=today)


def evaluation_of(application: Application) -> Evaluation | None:
    """On which evaluation a proposal hangs: that of the application, or else the last one completed; None without one."""
    completed = Evaluation.objects.filter(organisation=application.organisation_id, state=EvaluationState.COMPLETED)
    rows = completed.select_related("instrument_version").order_by("-completed_at")
    return rows.filter(pk=application.evaluation_id).first() or rows.first()
