"""Plans of approach for the tests: one that is whole, and the way to each stand of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from goedgeregeld.accounts.models import User
from keurmerk.actions import plan as acts
from keurmerk.actions.request import accept
from keurmerk.models import Application, Appointment, ApproachPlan
from keurmerk.planning import Contents, Step
from keurmerk.queries.plan import draft_of
from tests.keurmerk.cast import NOW, World

WHOLE = Contents(
    route="full",
    locations=1,
    scope="",
    intake_on=date(2026, 11, 20),
    steps=(Step("Het dossier indienen", date(2027, 5, 1), "Fatima"),),
    hours=Decimal(16),
    rate=Decimal(75),
    audit_fee=Decimal(450),
    vat_percentage=Decimal(21),
    deductions=(),
    remarks="",
)


def asked(world: World, adviser: User | None = None) -> Application:
    """De Bank's application, put to Ad (or another)."""
    one = world.application(adviser=adviser or world.ad)
    Appointment.objects.create(application=one, work="adviser", user=one.adviser, asked_by=world.fatima, asked_at=NOW)
    return one


def in_intake(world: World) -> Application:
    """Accepted by Ad, with a first draft."""
    return accept(asked(world), by=world.ad, now=NOW)


def saved(application: Application, by: User, **changes: Any) -> ApproachPlan:
    """The draft with these contents: a whole plan with some things different."""
    seen = draft_of(application).changes
    return acts.save_plan(application, replace(WHOLE, **changes), seen=seen, by=by, now=NOW)


def with_office(world: World, **changes: Any) -> Application:
    """The plan was written by Ad, agreed by Fatima, and handed in."""
    application = in_intake(world)
    plan = saved(application, world.ad, **changes)
    acts.agree_plan(application, seen=plan.changes, by=world.fatima, now=NOW)
    acts.submit_plan(application, by=world.ad, now=NOW)
    return Application.objects.select_related("organisation", "adviser").get(pk=application.pk)
