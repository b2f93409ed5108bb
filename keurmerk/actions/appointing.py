"""Appointing an auditor: the first by the office, a second after an objection. Never one with a conflict of interest.

And putting another in place of an adviser or auditor who falls ill or stops; what they did so far stays.
"""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from auditors.models import Profile
from auditors.queries import authorised
from auditors.states import Work
from goedgeregeld.accounts.models import User
from keurmerk.actions.audit import open_audit
from keurmerk.actions.dues import bill_from
from keurmerk.actions.ritual import Act, Blocked, acting
from keurmerk.models import Application, Appointment, Assessment
from keurmerk.queries.candidates import Candidate
from keurmerk.queries.request import hard_conflicts
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
    _accepted(act, Work.AUDITOR, chosen, by=by, now=now)
    act.application.auditor = chosen
    act.data["to"] = chosen.pk
    return chosen


def replace_auditor(
    application: Application, *, auditor: int, reason: str, by: User, now: datetime, moves: int | None = None
) -> Application:
    """Another auditor goes on where this one stops; what was found so far becomes theirs, to keep or to change.

    Raises NotPermitted, WrongState, and Blocked where they are not authorised, have a conflict of interest, or judge already.
    """
    with acting(application, Verb.REPLACE_AUDITOR, by=by, now=now, moves=moves) as act:
        act.former = act.application.auditor_id
        _let_go(act, Work.AUDITOR, reason, now)
        chosen = appoint(act, auditor, by=by, now=now)
        act.application.audits.filter(recommended_at__isnull=True).update(auditor=chosen)
        act.application.save(update_fields=["auditor"])
    return act.application


def replace_adviser(
    application: Application, *, adviser: int, reason: str, by: User, now: datetime, moves: int | None = None
) -> Application:
    """Another adviser goes on where this one stops. Plan and dossier stay, and what was judged so far becomes theirs; so does
    what is not invoiced yet.

    Raises NotPermitted, WrongState, and Blocked where they are not authorised, have a conflict of interest, or advise already.
    """
    with acting(application, Verb.REPLACE_ADVISER, by=by, now=now, moves=moves) as act:
        chosen = _may_advise(act, adviser, today=timezone.localdate(now)).user
        act.former, act.data["to"] = act.application.adviser_id, chosen.pk
        _let_go(act, Work.ADVISER, reason, now)
        _accepted(act, Work.ADVISER, chosen, by=by, now=now)
        act.application.adviser = chosen
        act.application.save(update_fields=["adviser"])
        drafts = Assessment.objects.filter(submission__application=application, advised_at__isnull=True)
        drafts.update(adviser=chosen)
        bill_from(act.application)
    return act.application


def _let_go(act: Act, work: Work, reason: str, now: datetime) -> None:
    standing = act.application.appointments.filter(work=work, state=AppointmentState.ACCEPTED)
    standing.update(state=AppointmentState.REPLACED, reason=reason, answered_at=now)


def _accepted(act: Act, work: Work, user: User, *, by: User, now: datetime) -> None:
    Appointment.objects.create(
        application=act.application,
        work=work,
        user=user,
        state=AppointmentState.ACCEPTED,
        asked_by=by,
        asked_at=now,
        answered_at=now,
    )


def _may_advise(act: Act, adviser: int, *, today: date) -> Profile:
    profile = authorised(Work.ADVISER, on=today).filter(user=adviser).first()
    if profile is None:
        raise Blocked(_("Deze adviseur is niet (meer) geautoriseerd. Kies een andere."))
    if adviser == act.application.adviser_id:
        raise Blocked(_("Deze adviseur begeleidt de organisatie al."))
    reasons = hard_conflicts([profile], act.application.organisation, on=today)[adviser]
    if adviser in act.reading.hands.approvers:
        reasons = [*reasons, _("Deze persoon keurde het plan van aanpak goed.")]
    if reasons:
        raise Blocked(*reasons)
    return profile


def _may_judge(act: Act, auditor: int) -> Candidate:
    candidate = next((one for one in act.reading.candidates if one.user == auditor), None)
    if candidate is None:
        raise Blocked(_("Deze auditor is niet (meer) geautoriseerd. Kies een andere."))
    if candidate.reasons:
        raise Blocked(*candidate.reasons)
    return candidate
