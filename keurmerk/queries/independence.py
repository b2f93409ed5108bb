"""Who handled an organisation before, as `auditors` wants to know it: what makes that somebody may not audit it (now)."""

from datetime import date

from auditors.conflicts import auditor_conflicts
from auditors.models import Profile
from auditors.queries import Handled, conflict_facts
from auditors.states import Work
from keurmerk.models import Application, Appointment, Audit
from keurmerk.states import AppointmentState

ADVISED = (AppointmentState.ACCEPTED, AppointmentState.REPLACED)


def handled(application: Application) -> Handled:
    """Who advise(d) in this trajectory, and who audited the organisation in the one before it. Two queries."""
    asked = Appointment.objects.filter(application=application, work=Work.ADVISER, state__in=ADVISED)
    advisers = {*asked.values_list("user_id", flat=True), application.adviser_id} - {None}
    others = Audit.objects.filter(
        application__organisation=application.organisation_id, recommended_at__isnull=False
    ).exclude(application=application)
    rows = list(others.order_by("-recommended_at").values_list("application_id", "auditor_id"))
    last = frozenset(auditor for of, auditor in rows if of == rows[0][0])
    return Handled(frozenset(advisers), last)


def conflicts_of(application: Application, auditor: int, *, today: date) -> list[str]:
    """Why this user may not audit this application, in Dutch; empty where they may. Nobody without a profile may."""
    profile = Profile.objects.select_related("employer").filter(user=auditor).first()
    if profile is None:
        return ["Staat niet in het netwerk van auditors."]
    facts = conflict_facts([profile], application.organisation, handled(application))
    return auditor_conflicts(facts[auditor], today)
