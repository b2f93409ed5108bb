"""Who handled an organisation before, as `auditors` wants to know it: what makes that somebody may not audit it (now)."""

from datetime import date

from django.db.models import Q

from auditors.conflicts import auditor_conflicts
from auditors.models import Profile
from auditors.queries import Handled, conflict_facts
from auditors.states import Work
from goedgeregeld.accounts.models import User
from keurmerk.models import Application, Appointment, Audit
from keurmerk.states import AppointmentState

ADVISED = (AppointmentState.ACCEPTED, AppointmentState.REPLACED)


def handled(application: Application) -> Handled:
    """Who advise(d) in this trajectory, and who audited the organisation in the one before it. Two queries."""
    asked = Appointment.objects.filter(application=application, work=Work.ADVISER, state__in=ADVISED)
    advisers = User.objects.filter(Q(pk=application.adviser_id) | Q(pk__in=asked.values("user"))).values_list(
        "pk", "profile__employer"
    )
    others = Audit.objects.filter(
        application__organisation=application.organisation_id, recommended_at__isnull=False
    ).exclude(application=application)
    rows = list(others.order_by("-recommended_at").values_list("application_id", "auditor_id"))
    last = frozenset(auditor for of, auditor in rows if of == rows[0][0])
    users, employers = zip(*advisers, strict=True) if advisers else ((), ())
    return Handled(frozenset(users), last, frozenset(employers) - {None})


def conflicts_of(application: Application, auditor: int, *, today: date) -> list[str]:
    """Why this user may not audit this application, in Dutch; empty where they may. Nobody without a profile may."""
    profile = Profile.objects.select_related("employer").filter(user=auditor).first()
    if profile is None:
        return ["Staat niet in het netwerk van auditors."]
    facts = conflict_facts([profile], application.organisation, handled(application))
    return auditor_conflicts(facts[auditor], today)
