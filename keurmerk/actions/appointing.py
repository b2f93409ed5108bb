"""Appointing an auditor: the first by the office, a second after an objection. Never one with a conflict of interest.

And putting another in place of an adviser or auditor who falls ill or stops, and an auditor who gives an audit back; what was
done so far stays.
"""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from auditors.states import Work
from goedgeregeld.accounts.models import User
from keurmerk.actions import asked
from keurmerk.actions.audit import open_audit
from keurmerk.actions.dues import bill_from
from keurmerk.actions.ritual import Act, Blocked, acting
from keurmerk.models import Application, Assessment
from keurmerk.queries.advisers import candidates as advisers
from keurmerk.states import Verb


def assign_auditor(
    application: Application, *, auditor: int, why: str = "", by: User, now: datetime, moves: int | None = None
) -> Application:
    """Appoint this auditor (the number of a user) and open the audit of the dossier; `why` where they do not rank first.

    Raises NotPermitted, WrongState, and Blocked where they are not authorised or have a conflict of interest.
    """
    with acting(application, Verb.ASSIGN_AUDITOR, by=by, now=now, moves=moves) as act:
        chosen = appoint(act, auditor, why=why, by=by, now=now)
        open_audit(act.application, auditor=chosen, now=now)
        _hand_on(act, chosen)
    return act.application


def return_audit(
    application: Application, *, reason: str, by: User, now: datetime, moves: int | None = None
) -> Application:
    """The auditor gives the audit back: they cannot, or find that they may not. The office appoints another, who goes on.

    Raises NotPermitted, WrongState.
    """
    with acting(application, Verb.RETURN_AUDIT, by=by, now=now, moves=moves) as act:
        asked.ended(act, Work.AUDITOR, "decline", now=now, reason=reason)
        act.application.auditor = None
    return act.application


def appoint(act: Act, auditor: int, *, why: str = "", by: User, now: datetime) -> User:
    """Inside an act: this auditor takes the place of who stood there, if any. Raises Blocked where they may not."""
    choice = _may_judge(act, auditor, why)
    asked.ended(act, Work.AUDITOR, "replace", now=now)
    return _appointed(act, choice, by=by, now=now)


def _appointed(act: Act, choice: asked.Choice, *, by: User, now: datetime) -> User:
    asked.chosen(act, Work.AUDITOR, choice, by=by, now=now, accepted=True)
    act.application.auditor, act.data["to"] = choice.user, choice.user.pk
    return choice.user


def replace_auditor(
    application: Application,
    *,
    auditor: int,
    reason: str,
    why: str = "",
    by: User,
    now: datetime,
    moves: int | None = None,
) -> Application:
    """Another auditor goes on where this one stops; what was found so far becomes theirs, to keep or to change.

    Raises NotPermitted, WrongState, and Blocked where they are not authorised, have a conflict of interest, or judge already.
    """
    with acting(application, Verb.REPLACE_AUDITOR, by=by, now=now, moves=moves) as act:
        act.former = act.application.auditor_id
        choice = _may_judge(act, auditor, why)
        asked.ended(act, Work.AUDITOR, "replace", now=now, reason=reason)
        _hand_on(act, _appointed(act, choice, by=by, now=now))
        act.application.save(update_fields=["auditor"])
    return act.application


def _hand_on(act: Act, auditor: User) -> None:
    """What was found so far, and not recommended on, becomes theirs."""
    act.application.audits.filter(recommended_at__isnull=True).update(auditor=auditor)


def replace_adviser(
    application: Application,
    *,
    adviser: int,
    reason: str,
    why: str = "",
    by: User,
    now: datetime,
    moves: int | None = None,
) -> Application:
    """Another adviser goes on where this one stops. Plan and dossier stay, and what was judged so far becomes theirs; so does
    what is not invoiced yet.

    Raises NotPermitted, WrongState, and Blocked where they are not authorised, have a conflict of interest, or advise already.
    """
    with acting(application, Verb.REPLACE_ADVISER, by=by, now=now, moves=moves) as act:
        choice = _may_advise(act, adviser, why, now)
        act.former, act.data["to"] = act.application.adviser_id, choice.user.pk
        asked.ended(act, Work.ADVISER, "replace", now=now, reason=reason)
        asked.chosen(act, Work.ADVISER, choice, by=by, now=now, accepted=True)
        act.application.adviser = choice.user
        act.application.save(update_fields=["adviser"])
        drafts = Assessment.objects.filter(submission__application=application, advised_at__isnull=True)
        drafts.update(adviser=choice.user)
        bill_from(act.application)
    return act.application


def _may_advise(act: Act, adviser: int, why: str, now: datetime) -> asked.Choice:
    if adviser == act.application.adviser_id:
        raise Blocked(_("Deze adviseur begeleidt de organisatie al."))
    hands, today = act.reading.hands, timezone.localdate(now)
    ranking = advisers(act.application, on=today, approvers=hands.approvers, auditors=hands.auditors)
    others = [one for one in ranking if one.user != act.application.adviser_id]
    found = next((one for one in others if one.user == adviser), None)
    if found is None:
        raise Blocked(_("Deze adviseur is niet (meer) geautoriseerd. Kies een andere."))
    if found.reasons:
        raise Blocked(*found.reasons)
    return asked.Choice(found, others, why)


def _may_judge(act: Act, auditor: int, why: str) -> asked.Choice:
    ranking = act.reading.candidates
    found = next((one for one in ranking if one.user == auditor), None)
    if found is None:
        raise Blocked(_("Deze auditor is niet (meer) geautoriseerd. Kies een andere."))
    if found.reasons:
        raise Blocked(*found.reasons)
    return asked.Choice(found, ranking, why)
