"""Reading how trajectories go: time per state, what is late and with whom, who has how much work, marks that end, opinions.

Trajectories are few (hundreds a year) and are read as they are; nothing is summarised.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.timezone import make_aware

from auditors.states import Work
from goedgeregeld.accounts.models import User
from goedgeregeld.events.models import Event
from keurmerk.models import Application, Appointment, Mark
from keurmerk.states import ENDED, LIVE, ApplicationState, AppointmentState, MarkState, Party
from reports.history.queries import APPLICATION
from reports.kpi.periods import Period
from reports.kpi.queries import Selection
from reports.kpi.stays import Stay, by_state, stays_of
from reports.models.figures import UNKNOWN
from selfeval.models import ReportFeedback, StatementFeedback

YEAR = timedelta(days=365)
SHOWN = 50


def within(selection: Selection, prefix: str = "organisation__") -> Q:
    """Of organisations in this province and sector, as they are now. A municipality that merged counts where it went."""
    found = Q()
    place = f"{prefix}municipality"
    if selection.province == UNKNOWN:
        found &= Q(**{f"{place}__isnull": True})
    elif selection.province:
        found &= Q(**{f"{place}__province": selection.province})
    if selection.sector:
        found &= Q(**{f"{prefix}sector": "" if selection.sector == UNKNOWN else selection.sector})
    return found


def real(selection: Selection) -> QuerySet[Application]:
    """The applications that count within a selection."""
    return Application.objects.filter(within(selection), demo=False, organisation__demo=False)


@cache
def _targets() -> dict[str, str]:
    """Where every act that moves the machine leads."""
    return {one.name: str(one.target) for one in Application().get_all_state_transitions()}


def moments(period: Period) -> tuple[datetime, datetime]:
    """From the first instant of the period to the first after it, in Amsterdam."""
    midnight = datetime.min.time()
    return make_aware(datetime.combine(period.first, midnight)), make_aware(
        datetime.combine(period.last + timedelta(days=1), midnight)
    )


def stays_in(selection: Selection, period: Period) -> dict[str, list[Stay]]:
    """The stays that ended in the period, by state. Three queries."""
    first, last = moments(period)
    moved = Event.objects.filter(object_type=APPLICATION, verb__in=_targets(), at__gte=first, at__lt=last)
    keys = set(moved.order_by().values_list("object_id", flat=True).distinct())
    began = dict(real(selection).filter(pk__in=keys).values_list("pk", "requested_at"))
    return by_state(every_stay(began), first=first, last=last)


def every_stay(began: Mapping[int, datetime]) -> list[Stay]:
    """All stays of these applications (number -> when it was requested). One query."""
    targets = _targets()
    keys = [str(key) for key in began]
    rows = Event.objects.filter(object_type=APPLICATION, verb__in=targets, object_id__in=keys).order_by("at", "pk")
    moves: dict[int, list[tuple[datetime, str]]] = {key: [] for key in began}
    for key, at, verb in rows.values_list("object_id", "at", "verb"):
        moves[int(key)].append((at, targets[verb]))
    return [
        stay for key, since in began.items() for stay in stays_of(key, since, ApplicationState.REQUESTED, moves[key])
    ]


def open_by_state(selection: Selection) -> dict[str, int]:
    """How many applications are in each state now."""
    rows = real(selection).exclude(state__in=ENDED).order_by().values_list("state").annotate(Count("pk"))
    return dict(rows)


def late_by_party(selection: Selection, today: date) -> list[tuple[Party, int]]:
    """How many are late, by whom they wait for; most first. One query."""
    rows = real(selection).filter(state__in=LIVE, due_on__lt=today).order_by()
    found = [(Party(party), number) for party, number in rows.values_list("waits_for").annotate(Count("pk"))]
    return sorted(found, key=lambda one: (-one[1], one[0]))


@dataclass(frozen=True, slots=True)
class Load:
    """Who advises or audits: how many trajectories now, and how many were taken on in the last twelve months."""

    user: User
    work: str
    now: int
    taken_on: int


def loads(selection: Selection, *, now: datetime) -> list[Load]:
    """Everybody with work now or taken on in the last twelve months; the busiest first. Three queries."""
    live: dict[tuple[str, int], int] = {}
    applications = real(selection).filter(state__in=LIVE).order_by()
    for work, field in ((Work.ADVISER, "adviser"), (Work.AUDITOR, "auditor")):
        rows = applications.filter(**{f"{field}__isnull": False})
        live |= {(str(work), user): number for user, number in rows.values_list(field).annotate(Count("pk"))}
    taken = Appointment.objects.filter(
        within(selection, "application__organisation__"),
        application__demo=False,
        state=AppointmentState.ACCEPTED,
        asked_at__gte=now - YEAR,
    ).order_by()
    recent = {(work, user): number for work, user, number in taken.values_list("work", "user").annotate(Count("pk"))}
    people = User.objects.in_bulk({user for _work, user in live.keys() | recent.keys()})
    found = [
        Load(people[user], work, live.get((work, user), 0), recent.get((work, user), 0))
        for work, user in live.keys() | recent.keys()
    ]
    return sorted(found, key=lambda one: (-one.now, -one.taken_on, one.work, str(one.user)))


def ending(selection: Selection, today: date) -> QuerySet[Mark]:
    """The marks that end in the coming twelve months, the first to end first; `renewing`: a renewal runs or was granted."""
    began = Application.objects.filter(renews=OuterRef("pk")).exclude(
        state__in=(ApplicationState.WITHDRAWN, ApplicationState.REFUSED)
    )
    found = Mark.objects.filter(
        within(selection, ""),
        demo=False,
        state__in=(MarkState.VALID, MarkState.SUSPENDED),
        valid_until__gte=today,
        valid_until__lt=today + YEAR,
    )
    return found.annotate(renewing=Exists(began)).select_related("municipality").order_by("valid_until", "pk")


# --- What people think ----------------------------------------------------------------------------------------------------


def _told(selection: Selection, period: Period) -> Q:
    """Opinions within the period, of evaluations that count within the selection."""
    first, last = moments(period)
    found = Q(at__gte=first, at__lt=last, evaluation__demo=False)
    wanted = {"province": selection.province, "sector": selection.sector}
    for field, value in wanted.items():
        if value:
            found &= Q(**{f"evaluation__use_fact__{field}": "" if value == UNKNOWN else value})
    return found


def helped(selection: Selection, period: Period) -> dict[str, int]:
    """How often the report helped: "yes", "somewhat", "no"."""
    rows = ReportFeedback.objects.filter(_told(selection, period)).order_by()
    return dict(rows.values_list("helped").annotate(Count("pk")))


def doubted(selection: Selection, period: Period) -> list[tuple[str, int]]:
    """The statements about which people said most: (code, how often)."""
    rows = StatementFeedback.objects.filter(_told(selection, period)).values_list("statement").annotate(n=Count("pk"))
    return list(rows.order_by("-n", "statement")[:10])


def opinions(selection: Selection, period: Period, statement: str = "") -> QuerySet[Any]:
    """What people said: of the report, or of one statement; newest first."""
    if statement:
        return StatementFeedback.objects.filter(_told(selection, period), statement=statement).order_by("-at", "-pk")
    return ReportFeedback.objects.filter(_told(selection, period)).order_by("-at", "-pk")


def named(keys: Iterable[int]) -> dict[int, Application]:
    """These applications with their organisations."""
    return Application.objects.select_related("organisation").in_bulk(list(keys))
