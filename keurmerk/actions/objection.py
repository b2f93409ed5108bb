"""An objection to a refusal: made by the organisation, viewed by NOV, judged by a second auditor, who has the last word."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError
from django.utils.translation import gettext as _

from goedgeregeld.accounts.models import User
from keurmerk.actions.appointing import appoint
from keurmerk.actions.audit import Proposed, open_audit
from keurmerk.actions.decision import check_demands
from keurmerk.actions.ritual import Act, Blocked, acting
from keurmerk.models import Application, Audit, Objection
from keurmerk.states import ObjectionState, Party, Recommendation, Verb


def object(  # noqa: A001 - every act is named after its verb
    application: Application, *, grounds: str, by: User, now: datetime, moves: int | None = None
) -> Objection:
    """The organisation objects, within six weeks. Raises NotPermitted, WrongState, Blocked."""
    try:
        with acting(application, Verb.OBJECT, by=by, now=now, moves=moves) as act:
            made = Objection.objects.create(
                application=act.application, decision=act.reading.decision, grounds=grounds, made_by=by, made_at=now
            )
    except IntegrityError:  # a new application was made at the same moment: the constraint on live ones decides
        raise Blocked(_("Er loopt al een nieuwe aanvraag van jullie organisatie. Twee tegelijk kan niet.")) from None
    return made


def pass_objection(
    application: Application,
    *,
    view: str,
    auditor: int,
    why: str = "",
    by: User,
    now: datetime,
    moves: int | None = None,
) -> Objection:
    """NOV gives its view and appoints a second auditor (the number of a user); also another one, while there is no judgement.

    Raises NotPermitted, WrongState, and Blocked where that auditor may not.
    """
    with acting(application, Verb.PASS_OBJECTION, by=by, now=now, moves=moves) as act:
        objection = _objection(act)
        objection.view, objection.handled_by, objection.handled_at = view, by, now
        if objection.state == ObjectionState.AT_AUDITOR:
            act.former = objection.auditor_id
        objection.auditor = appoint(act, auditor, why=why, by=by, now=now)
        objection.state = ObjectionState.AT_AUDITOR
        objection.save()
        act.waits_for = Party.AUDITOR
    return objection


def uphold(
    application: Application,
    *,
    recommendation: str,
    reasons: str,
    demands: Sequence[Proposed] = (),
    by: User,
    now: datetime,
    moves: int | None = None,
) -> Audit:
    """The second auditor finds the objection justified and says what is to be decided: granted, with or without conditions.

    Raises NotPermitted, WrongState, Blocked.
    """
    with acting(application, Verb.UPHOLD, by=by, now=now, moves=moves) as act:
        outcome = Recommendation(recommendation)
        if outcome == Recommendation.NOT_MET:
            raise Blocked(_("Wie het bezwaar gegrond vindt, oordeelt dat de organisatie voldoet."))
        if outcome == Recommendation.MET_WITH_CONDITIONS:
            check_demands(demands, act.reading.today)
        _close(act, ObjectionState.UPHELD, reasons, now)
        audit = _judged(act, outcome, reasons, demands, by=by, now=now)
        act.data["round"] = audit.round
    return audit


def dismiss(application: Application, *, reasons: str, by: User, now: datetime, moves: int | None = None) -> Objection:
    """The second auditor finds the objection not justified: the refusal stands, for good.

    Raises NotPermitted, WrongState, Blocked.
    """
    with acting(application, Verb.DISMISS, by=by, now=now, moves=moves) as act:
        return _close(act, ObjectionState.DISMISSED, reasons, now)


def _objection(act: Act) -> Objection:
    found: Objection | None = act.reading.objection
    if found is None:
        raise Blocked(_("Er is geen bezwaar."))
    return found


def _close(act: Act, state: ObjectionState, reasons: str, now: datetime) -> Objection:
    objection = _objection(act)
    objection.state, objection.reasons, objection.closed_at = state, reasons, now
    objection.save(update_fields=["state", "reasons", "closed_at"])
    return objection


def _judged(
    act: Act, outcome: Recommendation, reasons: str, demands: Sequence[Proposed], *, by: User, now: datetime
) -> Audit:
    """The judgement of the second auditor: a round after the last, given at once, on the same dossier."""
    last = act.application.audits.order_by("-round").first()
    audit = open_audit(act.application, auditor=by, round=last.round + 1 if last else 1, now=now)
    audit.recommendation, audit.reasons, audit.recommended_at = outcome, reasons, now
    conditional = outcome == Recommendation.MET_WITH_CONDITIONS
    audit.proposed_conditions = [
        {"text": one.text, "statement": one.statement, "until": one.until.isoformat()}
        for one in (demands if conditional else ())
    ]
    audit.save()
    return audit
