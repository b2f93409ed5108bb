"""The decision by NOV on what an auditor recommends: granting, granting on conditions, refusing. Four eyes: `conditions`."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from goedgeregeld.accounts.models import User
from keurmerk.actions.audit import Proposed
from keurmerk.actions.marks import award
from keurmerk.actions.ritual import Act, Blocked, acting
from keurmerk.deadlines import last_condition_day
from keurmerk.models import Application, Condition, Decision
from keurmerk.states import Recommendation, Verb


def grant(application: Application, *, reasons: str, by: User, now: datetime, moves: int | None = None) -> Decision:
    """Grant the mark, from today. Raises NotPermitted, WrongState, Blocked."""
    with acting(application, Verb.GRANT, by=by, now=now, moves=moves) as act:
        decision = _decide(act, Recommendation.MET, reasons, by=by, now=now)
        mark = award(act.application, decided_on=act.reading.today, by=by, now=now)
        act.data["number"] = mark.number
    return decision


def grant_conditionally(
    application: Application,
    *,
    reasons: str,
    demands: Sequence[Proposed],
    by: User,
    now: datetime,
    moves: int | None = None,
) -> Decision:
    """Grant the mark once these conditions are met, each until its last day.

    Raises NotPermitted, WrongState, and Blocked, also without conditions or where a last day is not within a year from now.
    """
    with acting(application, Verb.GRANT_CONDITIONALLY, by=by, now=now, moves=moves) as act:
        check_demands(demands, act.reading.today)
        decision = _decide(act, Recommendation.MET_WITH_CONDITIONS, reasons, by=by, now=now)
        Condition.objects.bulk_create(
            Condition(decision=decision, statement=one.statement, text=one.text, until=one.until) for one in demands
        )
        act.until = max(one.until for one in demands)
    return decision


def refuse(application: Application, *, reasons: str, by: User, now: datetime, moves: int | None = None) -> Decision:
    """Refuse the mark. The organisation may object within six weeks. Raises NotPermitted, WrongState, Blocked."""
    with acting(application, Verb.REFUSE, by=by, now=now, moves=moves) as act:
        return _decide(act, Recommendation.NOT_MET, reasons, by=by, now=now)


def check_demands(demands: Sequence[Proposed], today: date) -> None:
    """Raises Blocked without conditions, or where a last day is not between tomorrow and a year from now."""
    if not demands:
        raise Blocked(_("Schrijf op aan welke voorwaarden de organisatie moet voldoen."))
    if any(not today < one.until <= last_condition_day(today) for one in demands):
        raise Blocked(_("De laatste dag van een voorwaarde ligt na vandaag, en binnen een jaar."))


def _decide(act: Act, outcome: Recommendation, reasons: str, *, by: User, now: datetime) -> Decision:
    return Decision.objects.create(
        application=act.application, audit=act.reading.audit, outcome=outcome, reasons=reasons, by=by, at=now
    )
