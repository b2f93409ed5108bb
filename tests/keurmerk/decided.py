"""An application that was judged and is to be decided on, without going the way there; and what may follow.

Stef approved the plan, to which Fatima agreed; Ad assessed, Aud audited. So Sanne decides, and Sol handles an objection.
"""

from datetime import date, datetime, timedelta
from typing import Any

from auditors.states import Work
from keurmerk.actions import decision as acts
from keurmerk.actions import objection as objections
from keurmerk.actions.audit import Proposed
from keurmerk.models import (
    Application,
    Appointment,
    ApproachPlan,
    Audit,
    Condition,
    ConditionReport,
    Evidence,
    Objection,
)
from keurmerk.states import AppointmentState, EvidenceKind, PlanState
from tests.keurmerk.cast import NOW, World
from tests.keurmerk.judged import submit

TODAY = date(2026, 11, 23)
MAY = date(2027, 5, 3)
DEMANDS = (Proposed("Maak een gedragscode.", MAY, "A1"), Proposed("Vraag de VOG’s aan.", date(2027, 3, 1)))


def later(days: int = 0, **rest: int) -> datetime:
    return NOW + timedelta(days=days, **rest)


def plan(application: Application, world: World) -> ApproachPlan:
    """The approved plan."""
    return ApproachPlan.objects.create(
        application=application,
        version=1,
        state=PlanState.APPROVED,
        route="star",
        scope="Het buurthuis",
        changed_at=NOW,
        agreed_by=world.fatima,
        agreed_at=NOW,
        submitted_by=world.ad,
        submitted_at=NOW,
        judged_by=world.stef,
        judged_at=NOW,
    )


def appointed(application: Application, world: World) -> None:
    for work, user in ((Work.ADVISER, world.ad), (Work.AUDITOR, world.aud)):
        Appointment.objects.create(
            application=application,
            work=work,
            user=user,
            state=AppointmentState.ACCEPTED,
            asked_at=NOW,
            answered_at=NOW,
        )


def to_assign(world: World, **fields: Any) -> Application:
    """An application that waits for an auditor."""
    made = world.application("audit_assignment", **fields)
    plan(made, world)
    submit(made)
    return made


def to_decide(
    world: World, recommendation: str = "met", proposed: list[Any] | None = None, **fields: Any
) -> Application:
    """An application that waits for the decision."""
    made = world.application("decision", **fields)
    plan(made, world)
    appointed(made, world)
    Audit.objects.create(
        application=made,
        submission=submit(made),
        auditor=world.aud,
        round=1,
        recommendation=recommendation,
        reasons="Dit vond ik.",
        proposed_conditions=proposed or [],
        started_at=NOW,
        recommended_at=NOW,
    )
    return made


def conditional(world: World, demands: tuple[Proposed, ...] = DEMANDS, **fields: Any) -> Application:
    made = to_decide(world, "met_with_conditions", **fields)
    acts.grant_conditionally(made, reasons="Bijna.", demands=demands, by=world.sanne, now=NOW)
    return again(made)


def refused(world: World, at: datetime = NOW, **fields: Any) -> Application:
    made = to_decide(world, "not_met", **fields)
    acts.refuse(made, reasons="Er mist te veel.", by=world.sanne, now=at)
    return again(made)


def objected(world: World) -> Application:
    made = refused(world)
    objections.object(made, grounds="Wij zien het anders.", by=world.fatima, now=NOW)
    return again(made)


def at_second_auditor(world: World) -> Application:
    made = objected(world)
    objections.pass_objection(made, view="Wij blijven erbij.", auditor=world.otto.pk, by=world.sol, now=NOW)
    return again(made)


def upheld(world: World, recommendation: str = "met") -> Application:
    made = at_second_auditor(world)
    demands = DEMANDS if recommendation == "met_with_conditions" else ()
    objections.uphold(
        made, recommendation=recommendation, reasons="Het klopt.", demands=demands, by=world.otto, now=NOW
    )
    return again(made)


def link(application: Application, title: str = "Gedragscode") -> Evidence:
    """A piece in the organisation's dossier."""
    return Evidence.objects.create(
        application=application, kind=EvidenceKind.LINK, title=title, url="https://example.org/x", added_at=NOW
    )


def again(application: Application) -> Application:
    return Application.objects.select_related("organisation", "adviser", "auditor").get(pk=application.pk)


def the_objection() -> Objection:
    return Objection.objects.get()


def conditional_report(world: World) -> ConditionReport:
    """Iris reported on the first condition; it is not judged yet."""
    condition = Condition.objects.order_by("pk").first()
    return ConditionReport.objects.create(condition=condition, text="Gedaan.", reported_by=world.iris, reported_at=NOW)
