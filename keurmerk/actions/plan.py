"""The plan of approach: written by adviser and organisation together, agreed, handed in, and judged by the office."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from goedgeregeld.accounts.models import User
from keurmerk.actions.dues import note_dues, payee_of
from keurmerk.actions.ritual import Act, Blocked, WrongState, acting
from keurmerk.conditions.plan import plan_is_whole
from keurmerk.models import Application, ApproachPlan
from keurmerk.planning import Contents
from keurmerk.queries import plan as queries
from keurmerk.queries.reading import Reading
from keurmerk.states import Party, PlanState, Verb


class ChangedMeanwhile(WrongState):
    """Somebody else saved the plan after the page was opened: `plan` is how it stands now."""

    def __init__(self, plan: ApproachPlan) -> None:
        super().__init__(_("Het plan is intussen gewijzigd. Lees het eerst opnieuw."))
        self.plan = plan


class NothingChanged(WrongState):
    """What was sent is what stands there already: nothing is written, and a yes stays."""

    def __init__(self) -> None:
        super().__init__(_("Er was niets veranderd aan het plan."))


def begin_plan(application: Application, *, by: User, now: datetime) -> ApproachPlan:
    """The first version, with what is known already. Inside the act of accepting."""
    plan = ApproachPlan(application=application, version=1, changed_by=by, changed_at=now)
    plan.contents = queries.first_contents(application, today=timezone.localdate(now))
    plan.save()
    return plan


def save_plan(
    application: Application, contents: Contents, *, seen: int, by: User, now: datetime, moves: int | None = None
) -> ApproachPlan:
    """Keep what was written. `seen`: the plan's `changes` the page had seen. A change takes the organisation's yes back.

    Raises NotPermitted, ChangedMeanwhile, NothingChanged, WrongState.
    """
    with acting(application, Verb.SAVE_PLAN, by=by, now=now, moves=moves) as act:
        plan = _draft(act, seen)
        if plan.contents == contents:
            raise NothingChanged
        plan.contents, plan.changes = contents, plan.changes + 1
        plan.changed_by, plan.changed_at = by, now
        plan.agreed_by = plan.agreed_at = None
        plan.save()
        act.data["version"] = plan.version
        act.waits_for = _next(act, plan)
    return plan


def agree_plan(
    application: Application, *, seen: int, by: User, now: datetime, moves: int | None = None
) -> ApproachPlan:
    """The organisation says yes to the plan as it was shown (`seen`). Raises NotPermitted, WrongState, Blocked."""
    with acting(application, Verb.AGREE_PLAN, by=by, now=now, moves=moves) as act:
        plan = _draft(act, seen)
        plan.agreed_by, plan.agreed_at = by, now
        plan.save(update_fields=["agreed_by", "agreed_at"])
        act.data["version"] = plan.version
        act.waits_for = Party.ADVISER
    return plan


def submit_plan(application: Application, *, by: User, now: datetime, moves: int | None = None) -> ApproachPlan:
    """The adviser hands the plan in. Raises NotPermitted, WrongState, Blocked (not whole, not agreed)."""
    with acting(application, Verb.SUBMIT_PLAN, by=by, now=now, moves=moves) as act:
        plan = _draft(act)
        plan.state, plan.submitted_by, plan.submitted_at = PlanState.SUBMITTED, by, now
        plan.save(update_fields=["state", "submitted_by", "submitted_at"])
        act.data["version"] = plan.version
    return plan


def approve_plan(
    application: Application, *, remarks: str, by: User, now: datetime, moves: int | None = None
) -> ApproachPlan:
    """The office approves the plan; from now on its costs are due. Raises NotPermitted, WrongState, Blocked."""
    with acting(application, Verb.APPROVE_PLAN, by=by, now=now, moves=moves) as act:
        plan = _judge(act, PlanState.APPROVED, remarks, by=by, now=now)
        note_dues(act.application, plan, payee=payee_of(act.application), today=timezone.localdate(now))
    return plan


def return_plan(
    application: Application, *, remarks: str, by: User, now: datetime, moves: int | None = None
) -> ApproachPlan:
    """The office sends the plan back with remarks; a new version begins as a copy and is given back.

    Raises NotPermitted, WrongState, Blocked.
    """
    with acting(application, Verb.RETURN_PLAN, by=by, now=now, moves=moves) as act:
        plan = _judge(act, PlanState.RETURNED, remarks, by=by, now=now)
        copy = ApproachPlan(
            application=act.application, version=plan.version + 1, changed_by=plan.changed_by, changed_at=now
        )
        copy.contents = plan.contents
        copy.save()
    return copy


def _draft(act: Act, seen: int | None = None) -> ApproachPlan:
    """The version that is worked on, locked with its application. Raises Blocked where there is none, ChangedMeanwhile."""
    plan = queries.draft_of(act.application)
    if plan is None:
        raise Blocked(_("Er is nu geen plan om aan te werken."))
    if seen is not None and seen != plan.changes:
        raise ChangedMeanwhile(plan)
    return plan


def _next(act: Act, plan: ApproachPlan) -> Party:
    """Who is to do something now: a whole plan waits for the organisation's yes."""
    reading = Reading(act.application, me=act.reading.me, today=act.reading.today)
    reading.draft = plan
    return Party.ADVISER if any(plan_is_whole(reading)) else Party.ORGANISATION


def _judge(act: Act, state: PlanState, remarks: str, *, by: User, now: datetime) -> ApproachPlan:
    plan = ApproachPlan.objects.get(application=act.application, state=PlanState.SUBMITTED)
    plan.state, plan.judged_by, plan.judged_at, plan.judged_remarks = state, by, now, remarks
    plan.save(update_fields=["state", "judged_by", "judged_at", "judged_remarks"])
    act.data["version"] = plan.version
    return plan
