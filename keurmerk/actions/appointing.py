"""Appointing an auditor: the first by the office, a second after an objection. Never one with a conflict of interest."""

from datetime import datetime

from django.utils.translation import gettext as _

from auditors.states import Work
from goedgeregeld.accounts.models import User
from keurmerk.actions.audit import open_audit
from keurmerk.actions.ritual import Act, Blocked, acting
from keurmerk.models import Application, Appointment
from keurmerk.queries.candidates import Candidate
from keurmerk.states import AppointmentState, Verb


def assign_auditor(
    application: Application, *, auditor: int, by: User, now: datetime, moves: int | None = None
) -> Application:
    """Appoint this auditor (the number of a user) and open the audit of the dossier.

    Raises NotPermitted, WrongState, and Blocked where they are not authorised or have a conflict of interest.
    """
    with acting(application, Verb.ASSIGN_AUDITOR, by=by, now=now, moves=moves) as act:
        chosen = appoint(act, auditor, by=by, now=now)
        open_audit(act.application, auditor=chosen, now=now)
    return act.application


def appoint(act: Act, auditor: int, *, by: User, now: datetime) -> User:
    """Inside an act: this auditor takes the place of who stood there, if any. Raises Blocked where they may not."""
    chosen = _may_judge(act, auditor).profile.user
    standing = act.application.appointments.filter(work=Work.AUDITOR, state=AppointmentState.ACCEPTED)
    standing.update(state=AppointmentState.REPLACED)
    Appointment.objects.create(
        application=act.application,
        work=Work.AUDITOR,
        user=chosen,
        state=AppointmentState.ACCEPTED,
        asked_by=by,
        asked_at=now,
        answered_at=now,
    )
    act.application.auditor = chosen
    act.data["to"] = chosen.pk
    return chosen


def _may_judge(act: Act, auditor: int) -> Candidate:
    candidate = next((one for one in act.reading.candidates if one.user == auditor), None)
    if candidate is None:
        raise Blocked(_("Deze auditor is niet (meer) geautoriseerd. Kies een andere."))
    if candidate.reasons:
        raise Blocked(*candidate.reasons)
    return candidate
