"""Who handled an organisation before, as `auditors` wants to know it: what makes that somebody may not audit it (now)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import FilteredRelation, Q
from django.utils import timezone

from auditors.conflicts import auditor_conflicts
from auditors.models import Profile
from auditors.queries import Handled, conflict_facts
from auditors.states import Work
from goedgeregeld.accounts.models import Organisation
from keurmerk.models import Application, Audit
from keurmerk.states import AppointmentState

Advised = tuple[int, int, int | None, date]  # application, adviser, for whom they work, until when
ADVISED = (AppointmentState.ACCEPTED, AppointmentState.REPLACED)


def handled(application: Application) -> Handled:
    """Who advise(d) in this trajectory and in earlier ones, and who audited the organisation the time before. Two queries."""
    return handled_by([application])[application.organisation_id]


def handled_by(applications: Iterable[Application]) -> dict[UUID, Handled]:
    """The same by organisation, for many at once (one application of each). Two queries, however many."""
    now = {one.organisation_id: one.pk for one in applications}
    advised, audited = _advised(now), _audited(now)
    found = {}
    for organisation, application in now.items():
        here = [row for row in advised[organisation] if row[0] == application]
        others = [row for row in audited[organisation] if row[0] != application]
        last = [row for row in others if row[0] == others[0][0]]
        found[organisation] = Handled(
            advisers=frozenset(user for _of, user, _employer, _day in here),
            adviser_employers=frozenset(employer for _of, _user, employer, _day in here if employer),
            audited_last=frozenset(user for _of, user, _employer in last),
            audit_employers=frozenset(employer for _of, _user, employer in last if employer),
            advised_until=_until(advised[organisation], but=application),
        )
    return found


def advised_until(organisation: Organisation, *, but: int | None) -> dict[int, date]:
    """By user: when they last advised this organisation, in another application than this one. One query."""
    return _until(_advised([organisation.pk])[organisation.pk], but=but)


def _until(rows: Iterable[Advised], *, but: int | None) -> dict[int, date]:
    until: dict[int, date] = {}
    for of, user, _employer, day in rows:
        if of != but:
            until[user] = max(day, until.get(user, day))
    return until


def _advised(organisations: Iterable[UUID]) -> dict[UUID, list[Advised]]:
    """By organisation: application, adviser, for whom they work now, and when it ended (or got where it is). One query."""
    rows = Application.objects.filter(organisation__in=list(organisations)).annotate(
        asked=FilteredRelation(
            "appointments", condition=Q(appointments__work=Work.ADVISER, appointments__state__in=ADVISED)
        )
    )
    pairs = rows.values_list(
        "organisation_id",
        "pk",
        "adviser_id",
        "adviser__profile__employer",
        "asked__user",
        "asked__user__profile__employer",
        "ended_at",
        "state_since",
    )
    found = defaultdict(list)
    for organisation, application, adviser, employer, other, others, ended, since in pairs:
        day = timezone.localdate(ended or since)
        for user, works_for in ((adviser, employer), (other, others)):
            if user is not None:
                found[organisation].append((application, user, works_for, day))
    return found


def _audited(organisations: Iterable[UUID]) -> dict[UUID, list[tuple[int, int, int | None]]]:
    """By organisation: application, auditor and for whom they work now, of what was recommended, newest first. One query."""
    rows = Audit.objects.filter(application__organisation__in=list(organisations), recommended_at__isnull=False)
    found = defaultdict(list)
    for organisation, *row in rows.order_by("-recommended_at").values_list(
        "application__organisation_id", "application_id", "auditor_id", "auditor__profile__employer"
    ):
        found[organisation].append(tuple(row))
    return found


def conflicts_of(application: Application, auditor: int, *, today: date) -> list[str]:
    """Why this user may not audit this application, in Dutch; empty where they may. Nobody without a profile may."""
    profile = Profile.objects.select_related("employer").filter(user=auditor).first()
    if profile is None:
        return ["Staat niet in het netwerk van auditors."]
    facts = conflict_facts([profile], application.organisation, handled(application))
    return auditor_conflicts(facts[auditor], today)
