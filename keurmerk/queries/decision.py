"""Reading the decision: the recommendation it rests on, its conditions and how far they are, and how it stands by now."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from keurmerk.deadlines import objection_until
from keurmerk.letters import Ruling
from keurmerk.models import Application, Audit, Condition, ConditionReport, Decision, Evidence, Mark, Objection
from keurmerk.queries.dossier import pieces_of
from keurmerk.states import LIVE, ObjectionState, Recommendation, ScanState

CLOSED = (ObjectionState.UPHELD, ObjectionState.DISMISSED)


def given_audit(application: Application) -> Audit | None:
    """The last judgement of an auditor that was given; None where there is none yet."""
    given = Audit.objects.filter(application=application, recommended_at__isnull=False)
    return given.select_related("auditor", "submission").defer("submission__contents").order_by("-round").first()


def decisions_of(application: Application) -> list[Decision]:
    """Every decision, the last one first, with its objection. One query."""
    related = ("by", "confirmed_by", "audit__auditor", "objection__auditor", "objection__made_by")
    found = list(Decision.objects.filter(application=application).select_related(*related).order_by("-at", "-pk"))
    for one in found:
        one.application = application  # with its organisation, which is at hand
    return found


def refused_on(decision: Decision) -> date | None:
    """The day of the refusal: of the decision itself, or that on which its conditions were found not met."""
    if decision.outcome == Recommendation.NOT_MET:
        return timezone.localdate(decision.at)
    failed = decision.failed_reasons and decision.confirmed_at
    return timezone.localdate(decision.confirmed_at) if failed else None


# --- Conditions ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ConditionStand:
    """A condition with its reports, oldest first, on a day."""

    condition: Condition
    reports: tuple[ConditionReport, ...]
    today: date

    @property
    def last(self) -> ConditionReport | None:
        return self.reports[-1] if self.reports else None

    @property
    def met(self) -> bool:
        return self.last is not None and self.last.met is True

    @property
    def waits(self) -> bool:
        """A report of it is to be judged."""
        return self.last is not None and self.last.met is None

    @property
    def not_met(self) -> bool:
        """The auditor said no, and nothing was reported since."""
        return self.last is not None and self.last.met is False

    @property
    def late(self) -> bool:
        """Its last day is past, and nothing that was reported can still save it."""
        return self.today > self.condition.until and not self.met and not self.waits

    @property
    def may_report(self) -> bool:
        return self.today <= self.condition.until and not self.met and not self.waits

    @property
    def status(self) -> str:
        """ "met", "waits", "late", "not_met" or "open"."""
        for name in ("met", "waits", "late", "not_met"):
            if getattr(self, name):
                return name
        return "open"


def condition_stands(decision: Decision | None, today: date) -> list[ConditionStand]:
    """The conditions of this decision, the first last day first. Three queries."""
    if decision is None or decision.outcome != Recommendation.MET_WITH_CONDITIONS:
        return []
    reports = ConditionReport.objects.select_related("reported_by", "judged_by").prefetch_related("evidence")
    rows = Condition.objects.filter(decision=decision).prefetch_related(Prefetch("reports", queryset=reports))
    return [ConditionStand(one, tuple(one.reports.all()), today) for one in rows]


def to_show(application: Application) -> QuerySet[Evidence]:
    """Evidence of the organisation that can be shown with a report: what is in its working copy, and harmless."""
    return pieces_of(application).exclude(scan=ScanState.INFECTED)


# --- As it is told ------------------------------------------------------------------------------------------------------


def ruling(decision: Decision, conditions: list[ConditionStand], mark: Mark | None) -> Ruling:
    """The decision as it stands by now, for `letters`. No queries where it comes from `decisions_of`."""
    objection = getattr(decision, "objection", None)
    refused = refused_on(decision)
    settled = decision.confirmed_at is not None
    return Ruling(
        organisation=decision.application.organisation.name,
        outcome=decision.outcome,
        failed=bool(decision.failed_reasons) if settled else None,
        until=max((one.condition.until for one in conditions), default=None),
        number=mark.number if mark else "",
        valid_from=mark.valid_from if mark else None,
        valid_until=mark.valid_until if mark else None,
        object_until=objection_until(refused) if refused else None,
        objected=objection is not None,
        upheld=bool(objection and objection.state == ObjectionState.UPHELD),
        final=decision.audit.round > 1 or bool(objection and objection.state == ObjectionState.DISMISSED),
    )


def mark_of(application: Application) -> Mark | None:
    """The mark it led to."""
    return Mark.objects.filter(application=application).first()


class DecisionReading:
    """What the rules on the decision, its conditions and an objection ask; part of `Reading`."""

    application: Application
    today: date

    @cached_property
    def audit(self) -> Audit | None:
        """The judgement on which is decided."""
        return given_audit(self.application)

    @cached_property
    def decisions(self) -> list[Decision]:
        return decisions_of(self.application)

    @property
    def decision(self) -> Decision | None:
        return self.decisions[0] if self.decisions else None

    @cached_property
    def objection(self) -> Objection | None:
        """The objection there is or was; there is one at most."""
        return Objection.objects.filter(application=self.application).first()

    @property
    def is_final(self) -> bool:
        """A second auditor spoke."""
        return self.objection is not None and self.objection.state in CLOSED

    @cached_property
    def conditions(self) -> list[ConditionStand]:
        return condition_stands(self.decision, self.today)

    @property
    def object_until(self) -> date | None:
        """The last day for an objection; None where nothing was refused."""
        refused = refused_on(self.decision) if self.decision else None
        return objection_until(refused) if refused else None

    @cached_property
    def other_live(self) -> Application | None:
        """Another application of the organisation that runs by now."""
        others = Application.objects.filter(organisation=self.application.organisation_id, state__in=LIVE)
        return others.exclude(pk=self.application.pk).first()
