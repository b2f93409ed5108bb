"""Who had a hand in an application, and in which way: for four eyes, and for who may still audit."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Model, Q, QuerySet, Value

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
    return hands_of_all([application])[application.pk]


def hands_of_all(applications: Collection[Application]) -> dict[int, Hands]:
    """The same by application, for many at once. One query, however many."""
    found: dict[int, dict[str, set[int]]] = {one.pk: defaultdict(set) for one in applications}
    parts = [_rows(source, list(found)) for source in SOURCES]
    for of, role, user in parts[0].union(*parts[1:]):
        if user is not None:
            found[of][role].add(user)
    for one in applications:
        found[one.pk]["advisers"] |= {one.adviser_id} - {None}
        found[one.pk]["organisation"] |= {one.requested_by_id} - {None}
    return {of: Hands(**{role: frozenset(users) for role, users in hands.items()}) for of, hands in found.items()}


EVERY = Q()


@dataclass(frozen=True, slots=True)
class Source:
    """Rows that say who did what: the role in `Hands`, which field holds the user, by which way a row is of an application."""

    role: str
    model: type[Model]
    user: str
    way: str = "application"
    which: Q = EVERY


TOOK_ON = Q(work=Work.ADVISER, state__in=[AppointmentState.ACCEPTED, AppointmentState.REPLACED])
STOPPED = Q(work=Work.AUDITOR, state__in=[AppointmentState.REPLACED, AppointmentState.DECLINED])
SOURCES = (
    Source("advisers", Appointment, "user", which=TOOK_ON),
    Source("advisers", Assessment, "adviser", "submission__application"),
    Source("approvers", ApproachPlan, "judged_by", which=Q(state=PlanState.APPROVED)),
    Source("auditors", Appointment, "user", which=STOPPED),
    Source("auditors", Audit, "auditor"),
    Source("deciders", Decision, "by"),
    Source("deciders", Decision, "confirmed_by"),
    Source("handlers", Objection, "handled_by"),
    Source("organisation", Membership, "user", "organisation__applications"),
    Source("organisation", ApproachPlan, "agreed_by"),
    Source("organisation", Submission, "submitted_by"),
    Source("organisation", SupplementRequest, "supplied_by", "audit__application"),
    Source("organisation", ConditionReport, "reported_by", "condition__decision__application"),
    Source("organisation", Objection, "made_by"),
)


def _rows(source: Source, applications: list[int]) -> QuerySet[Any]:
    rows = source.model._default_manager.filter(source.which, **{f"{source.way}__in": applications})  # noqa: SLF001 - of any model
    return rows.order_by().annotate(role=Value(source.role)).values_list(source.way, "role", source.user)


class HandsReading:
    """What the rules on four eyes ask of an application; part of `Reading`."""

    application: Application
    me: int | None

    @cached_property
    def hands(self) -> Hands:
        return hands_of(self.application)
