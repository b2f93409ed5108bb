"""Who had a hand in an application, and in which way: for four eyes, and for who may still audit."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet, Value

from auditors.states import Work
from goedgeregeld.accounts.models import Membership
from keurmerk.models import (
    Application,
    Appointment,
    ApproachPlan,
    Assessment,
    Audit,
    ConditionReport,
    Decision,
    Objection,
    Submission,
    SupplementRequest,
)
from keurmerk.states import AppointmentState, PlanState

NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Hands:
    """Users by what they did: advised, approved the plan, gave (or are to give) a judgement, decided, handled an objection; and
    who belongs to the organisation or acted for it. Whoever was replaced had a hand in it all the same.
    """

    advisers: frozenset[int] = NOBODY
    approvers: frozenset[int] = NOBODY
    auditors: frozenset[int] = NOBODY
    deciders: frozenset[int] = NOBODY
    handlers: frozenset[int] = NOBODY
    organisation: frozenset[int] = NOBODY


def hands_of(application: Application) -> Hands:
    """Everybody who had a hand in it. One query."""
    parts = [_pairs(rows, role, user) for role, rows, user in _sources(application)]
    found: dict[str, set[int]] = {}
    for role, user in parts[0].union(*parts[1:]):
        if user is not None:
            found.setdefault(role, set()).add(user)
    if application.adviser_id:
        found.setdefault("advisers", set()).add(application.adviser_id)
    if application.requested_by_id:
        found.setdefault("organisation", set()).add(application.requested_by_id)
    return Hands(**{role: frozenset(users) for role, users in found.items()})


def _sources(application: Application) -> list[tuple[str, QuerySet[object], str]]:
    """The rows that say who did what: the role in `Hands`, the rows, and which of their fields holds the user."""
    of = {"application": application}
    took_on = Appointment.objects.filter(
        **of, work=Work.ADVISER, state__in=[AppointmentState.ACCEPTED, AppointmentState.REPLACED]
    )
    judged = Appointment.objects.filter(
        **of, work=Work.AUDITOR, state__in=[AppointmentState.REPLACED, AppointmentState.DECLINED]
    )
    audit_of = {"audit__application": application}
    return [
        ("advisers", took_on, "user"),
        ("advisers", Assessment.objects.filter(submission__application=application), "adviser"),
        ("approvers", ApproachPlan.objects.filter(**of, state=PlanState.APPROVED), "judged_by"),
        ("auditors", judged, "user"),
        ("auditors", Audit.objects.filter(**of), "auditor"),
        ("deciders", Decision.objects.filter(**of), "by"),
        ("deciders", Decision.objects.filter(**of), "confirmed_by"),
        ("handlers", Objection.objects.filter(**of), "handled_by"),
        ("organisation", Membership.objects.filter(organisation=application.organisation_id), "user"),
        ("organisation", ApproachPlan.objects.filter(**of), "agreed_by"),
        ("organisation", Submission.objects.filter(**of), "submitted_by"),
        ("organisation", SupplementRequest.objects.filter(**audit_of), "supplied_by"),
        ("organisation", ConditionReport.objects.filter(condition__decision__application=application), "reported_by"),
        ("organisation", Objection.objects.filter(**of), "made_by"),
    ]


def _pairs(rows: QuerySet[object], role: str, user: str) -> QuerySet[object]:
    return rows.order_by().annotate(role=Value(role)).values_list("role", user)


class HandsReading:
    """What the rules on four eyes ask of an application; part of `Reading`."""

    application: Application
    me: int | None

    @cached_property
    def hands(self) -> Hands:
        return hands_of(self.application)
