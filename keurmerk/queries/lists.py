"""Lists of applications: the office's, as somebody chose to see it, and those of one adviser or auditor.

What is due first comes first, so what is late stands on top; what has no last day (among it everything that ended) follows,
the newest first. A page begins where the last one ended, so that it costs the same on every page and nothing is counted.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import Any

from django.db.models import Count, Q, QuerySet

from goedgeregeld.accounts.models import Role, User
from goedgeregeld.accounts.queries import search_organisations
from goedgeregeld.accounts.queries.search import Before, Beyond
from keurmerk.models import Application
from keurmerk.states import ENDED, LIVE, ApplicationState, Party

SIZE = 50
LIVE_ONES, ENDED_ONES = "live", "ended"  # beside the states, what one may choose
GROUPS = {LIVE_ONES: LIVE, ENDED_ONES: ENDED}
WITH = ("organisation", "organisation__municipality", "adviser", "auditor")
CODE = re.compile("[A-Za-z0-9]{4}-[A-Za-z0-9]{4}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Chosen = Mapping[str, Any]
Applications = QuerySet[Application]


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of applications, and where the next one begins ("" where this is the last)."""

    rows: list[Application]
    next: str


def applications(chosen: Chosen, *, today: date) -> Applications:
    """All that were chosen, in no order yet. The keys are those of the office's filter."""
    found = Application.objects.select_related(*WITH).order_by()
    if "q" in chosen:
        found = found.filter(_named(chosen["q"]))
    if "state" in chosen:
        found = found.filter(state__in=GROUPS.get(chosen["state"], [chosen["state"]]))
    if "late" in chosen:
        found = found.filter(late(today) if chosen["late"] == "yes" else ~late(today))
    if "province" in chosen:
        found = found.filter(organisation__municipality__province=chosen["province"])
    plain = ("waits_for", "kind", "adviser", "auditor")
    return found.filter(**{name: chosen[name] for name in plain if name in chosen})


def _named(text: str) -> Q:
    """By its code, or by the name of the organisation."""
    if CODE.fullmatch(text.strip()):
        return Q(code=text.strip().upper())
    return Q(organisation__in=search_organisations(text).order_by().values("pk"))


def late(today: date) -> Q:
    """Which are late: the last day has passed. What ended has no last day."""
    return Q(due_on__lt=today, state__in=LIVE, due_on__isnull=False)


def page(found: Applications, *, after: str = "", size: int = SIZE) -> Listed:
    """The applications that follow `after` (a Listed's `next`; anything else: from the top). At most two queries."""
    place = re.fullmatch(r"(t|n)([0-9]{1,17})-([0-9]{1,18})", after)
    kind, at, pk = (place[1], int(place[2]), int(place[3])) if place else ("t", -1, 0)
    rows: list[Application] = []
    if kind == "t":
        rows = list(_dated(found, at, pk)[: size + 1])
    if len(rows) <= size:
        rest = _undated(found, at if kind == "n" else None, pk)
        rows += list(rest[: size + 1 - len(rows)])
    return Listed(rows[:size], _place(rows[size - 1]) if len(rows) > size else "")


def everything(found: Applications, *, chunk: int = 2000) -> Iterator[Application]:
    """All of them in the same order, a chunk at a time."""
    return chain(_dated(found).iterator(chunk_size=chunk), _undated(found).iterator(chunk_size=chunk))


def _dated(found: Applications, day: int = -1, pk: int = 0) -> Applications:
    found = found.filter(due_on__isnull=False).order_by("due_on", "pk")
    if not 0 < day <= date.max.toordinal():
        return found
    return found.filter(Beyond(("due_on", "pk"), (date.fromordinal(day), pk)))


def _undated(found: Applications, at: int | None = None, pk: int = 0) -> Applications:
    found = found.filter(due_on__isnull=True).order_by("-requested_at", "-pk")
    if at is None:
        return found
    return found.filter(Before(("requested_at", "pk"), (_EPOCH + timedelta(microseconds=at), pk)))


def _place(one: Application) -> str:
    if one.due_on:
        return f"t{one.due_on.toordinal()}-{one.pk}"
    return f"n{(one.requested_at - _EPOCH) // timedelta(microseconds=1)}-{one.pk}"


def officials(kind: str) -> list[tuple[int, str]]:
    """Everybody with this role, by name; to choose from."""
    holding = Role.objects.filter(kind=kind).values("user")
    found = User.objects.filter(pk__in=holding, erased_at__isnull=True).order_by("name", "email")
    return [(one.pk, str(one)) for one in found]


# --- Of one adviser or auditor ----------------------------------------------------------------------------------------------


def live_of(user: int, work: str) -> list[Application]:
    """The live applications that this person advises (or is asked to) or audits; what is due first comes first. One query."""
    found = Application.objects.filter(**{work: user}, state__in=LIVE).select_related(*WITH)
    return sorted(found, key=lambda one: (one.due_on or date.max, one.pk))


def ended_in_year(user: int, work: str, year: int) -> int:
    """How many of their applications ended this year."""
    return ended_of(user, work).filter(state_since__year=year).count()


def ended_of(user: int, work: str) -> Applications:
    """Their applications that ended, the newest first; to page through."""
    found = Application.objects.filter(**{work: user}, state__in=ENDED).select_related(*WITH)
    return found.order_by("-state_since", "-pk")


# --- What waits for the office ----------------------------------------------------------------------------------------------

OFFICE_TASKS: Mapping[str, Chosen] = {
    "find_adviser": {"state": ApplicationState.REQUESTED, "waits_for": Party.OFFICE},
    "plans": {"state": ApplicationState.PLAN_REVIEW, "waits_for": Party.OFFICE},
    "auditors": {"state": ApplicationState.AUDIT_ASSIGNMENT, "waits_for": Party.OFFICE},
    "decisions": {"state": ApplicationState.DECISION, "waits_for": Party.OFFICE},
    "conditions": {"state": ApplicationState.CONDITIONAL, "waits_for": Party.OFFICE},
    "objections": {"state": ApplicationState.OBJECTION, "waits_for": Party.OFFICE},
}


def office_counts(*, today: date) -> dict[str, int]:
    """How many applications wait for what of the office, and how many are late whoever they wait for. One query."""
    counts = {name: Count("pk", filter=Q(**chosen)) for name, chosen in OFFICE_TASKS.items()}
    return Application.objects.filter(state__in=LIVE).aggregate(
        **counts,
        live=Count("pk"),
        late_at_office=Count("pk", filter=late(today) & Q(waits_for=Party.OFFICE)),
        late=Count("pk", filter=late(today)),
    )
