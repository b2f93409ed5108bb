"""What follows on a conditional decision: the organisation reports, the auditor judges, the office confirms or ends it."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from goedgeregeld.accounts.models import User
from keurmerk.actions.marks import award
from keurmerk.actions.ritual import Act, Blocked, acting
from keurmerk.models import Application, ConditionReport, Decision
from keurmerk.queries.decision import ConditionStand, condition_stands, to_show
from keurmerk.states import Party, Verb


def report_condition(
    application: Application,
    condition: int,
    *,
    text: str,
    evidence: Collection[int] = (),
    by: User,
    now: datetime,
    moves: int | None = None,
) -> ConditionReport:
    """The organisation says that this condition (its number) is met, with evidence from its own dossier.

    Raises NotPermitted, WrongState, and Blocked where nothing can be reported at it (any more), or the evidence is not theirs.
    """
    with acting(application, Verb.REPORT_CONDITION, by=by, now=now, moves=moves) as act:
        standing = _standing(act, condition)
        if not standing.may_report:
            raise Blocked(_("Bij deze voorwaarde kun je nu niets melden. Bekijk eerst hoe het ermee staat."))
        pieces = list(to_show(act.application).filter(pk__in=evidence))
        if len(pieces) != len(set(evidence)):
            raise Blocked(_("Een van de bewijsstukken staat niet (meer) in jullie dossier. Kies opnieuw."))
        made = ConditionReport.objects.create(condition=standing.condition, text=text, reported_by=by, reported_at=now)
        made.evidence.set(pieces)
        _note(act, standing)
    return made


def judge_condition(
    application: Application,
    condition: int,
    *,
    met: bool,
    reason: str,
    by: User,
    now: datetime,
    moves: int | None = None,
) -> ConditionReport:
    """The auditor says whether this condition (its number) is met, on what was reported.

    Raises NotPermitted, WrongState, Blocked.
    """
    with acting(application, Verb.JUDGE_CONDITION, by=by, now=now, moves=moves) as act:
        standing = _standing(act, condition)
        report = standing.last
        if report is None or not standing.waits:
            raise Blocked(_("Bij deze voorwaarde is niets (nieuws) gemeld om te beoordelen."))
        report.met, report.judged_reason, report.judged_by, report.judged_at = met, reason, by, now
        report.save(update_fields=["met", "judged_reason", "judged_by", "judged_at"])
        _note(act, standing)
    return report


def confirm_conditions(application: Application, *, by: User, now: datetime, moves: int | None = None) -> Decision:
    """The office confirms that all is met, and the mark is granted from today. Raises NotPermitted, WrongState, Blocked."""
    with acting(application, Verb.CONFIRM_CONDITIONS, by=by, now=now, moves=moves) as act:
        decision = _settle(act, "", by=by, now=now)
        mark = award(act.application, decided_on=act.reading.today, by=by, now=now)
        act.data["number"] = mark.number
    return decision


def conditions_failed(
    application: Application, *, reasons: str, by: User, now: datetime, moves: int | None = None
) -> Decision:
    """The conditions were not met: the mark is refused after all. Raises NotPermitted, WrongState, Blocked."""
    with acting(application, Verb.CONDITIONS_FAILED, by=by, now=now, moves=moves) as act:
        return _settle(act, reasons, by=by, now=now)


def _settle(act: Act, failed_reasons: str, *, by: User, now: datetime) -> Decision:
    decision: Decision = act.reading.decision  # type: ignore[assignment] - the rules saw to it that there is one
    decision.confirmed_by, decision.confirmed_at, decision.failed_reasons = by, now, failed_reasons
    decision.save(update_fields=["confirmed_by", "confirmed_at", "failed_reasons"])
    return decision


def _standing(act: Act, condition: int) -> ConditionStand:
    found = next((one for one in act.reading.conditions if one.condition.pk == condition), None)
    if found is None:
        raise Blocked(_("Deze voorwaarde hoort niet bij deze aanvraag."))
    return found


def _note(act: Act, standing: ConditionStand) -> None:
    """Which one, for the history; and who is to act next: the auditor first, then who still has something to report."""
    numbers = [one.condition.pk for one in act.reading.conditions]
    act.data["number"] = numbers.index(standing.condition.pk) + 1
    now = condition_stands(act.reading.decision, act.reading.today)
    if any(one.waits for one in now):
        act.waits_for = Party.AUDITOR
    else:
        act.waits_for = Party.ORGANISATION if any(one.may_report for one in now) else Party.OFFICE
