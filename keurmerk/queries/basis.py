"""What a decision rests on: the judgements given, their deviations, the adviser’s advice, the plan, an objection."""

from dataclasses import dataclass
from functools import cached_property

from keurmerk.models import Application, ApproachPlan, Assessment, Audit, Objection
from keurmerk.queries.audit import Auditing, audits_of
from keurmerk.queries.dossier import Line
from keurmerk.states import PlanState, Verdict
from selfeval.scoring import shown
from selfeval.sentences import decimal

WORST_FIRST = [Verdict.MAJOR, Verdict.MINOR, Verdict.REMARK]


@dataclass(frozen=True, slots=True)
class Deviation:
    """A statement at which the auditor did not simply find that it meets."""

    line: Line
    verdict: Verdict
    reason: str


class Basis:
    """Everything a decider needs of one application. Reads each thing once, when it is asked for."""

    def __init__(self, application: Application) -> None:
        self.application = application

    @cached_property
    def audits(self) -> list[Audit]:
        """The judgements that were given, the last one first."""
        given = [one for one in audits_of(self.application) if one.recommended_at]
        return given[::-1]

    @cached_property
    def found(self) -> Auditing | None:
        """The audit with findings: the first; a second auditor judges the objection, not every statement anew."""
        return Auditing(self.audits[-1]) if self.audits else None

    @cached_property
    def deviations(self) -> list[Deviation]:
        """The worst first, and within that in the order of the dossier."""
        if self.found is None:
            return []
        rows = [(line, self.found.found(line.code)) for line in self.found.book.lines]
        made = [Deviation(line, Verdict(one.verdict), one.reason) for line, one in rows if one.verdict in WORST_FIRST]
        return sorted(made, key=lambda one: WORST_FIRST.index(one.verdict))

    @property
    def looked_at(self) -> int:
        """How many statements the auditor has a finding on."""
        return sum(bool(one.verdict) for one in self.found.findings.values()) if self.found else 0

    @property
    def statements(self) -> int:
        return len(self.found.book.lines) if self.found else 0

    @cached_property
    def assessment(self) -> Assessment | None:
        """What the adviser advised on the dossier that was audited."""
        return self.found.assessing.assessment if self.found else None

    @cached_property
    def scores(self) -> dict[str, str]:
        """The whole, as people read it: the organisation's own score, the corrected one, and the norm."""
        if self.found is None:
            return {}
        assessing = self.found.assessing
        norm = assessing.book.instrument.norm(assessing.book.dossier.route)
        return {
            "own": shown(assessing.own_outcome.overall),
            "corrected": shown(assessing.outcome.overall),
            "norm": decimal(norm.overall),
        }

    @cached_property
    def plan(self) -> ApproachPlan | None:
        """The plan that was approved."""
        plans = ApproachPlan.objects.filter(application=self.application, state=PlanState.APPROVED)
        return plans.select_related("judged_by").order_by("-version").first()

    @cached_property
    def objection(self) -> Objection | None:
        return Objection.objects.filter(application=self.application).select_related("handled_by", "auditor").first()
