"""Where an organisation stands, over time: its self-evaluations, its plan in numbers, its mark, and what runs."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from django.db.models import Count, Q
from django.utils.timezone import localdate

from goedgeregeld.accounts import permissions
from goedgeregeld.accounts.models import Organisation
from goedgeregeld.accounts.permissions import Person
from keurmerk.queries.organisation import live_applications_of
from reports.again.words import difference
from reports.mine.line import Line, line_of
from reports.start.mark import MarkRow, Row, marks_of, rows_of
from selfeval.comparing import Change
from selfeval.models import Evaluation, ImprovementAction
from selfeval.queries import instrument_of
from selfeval.scoring import from_json, shown
from selfeval.states import OPEN_STATES, EvaluationState, Progress

SHOWN = 50  # self-evaluations, the newest


@dataclass(frozen=True, slots=True)
class Measured:
    """One completed self-evaluation: its scores as people read them, and how much the whole changed since the one before."""

    evaluation: Evaluation
    overall: Fraction | None
    parts: list[tuple[str, str]]  # name of the part, score
    earlier: UUID | None = None
    change: str = ""

    @property
    def shown(self) -> str:
        return shown(self.overall)


@dataclass(frozen=True, slots=True)
class Plan:
    """How many actions are where. `total`: all that were ever taken up in the plan and did not lapse."""

    planned: int
    busy: int
    done: int
    late: int
    proposed: int

    @property
    def total(self) -> int:
        return self.planned + self.busy + self.done


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole page. `measured` newest first; `parts`: the names of the columns."""

    measured: list[Measured]
    more: bool
    versions: bool  # they were not all made with the same questionnaire, or not on the same route
    line: Line | None
    open: list[Evaluation]
    plan: Plan
    marks: list[MarkRow]
    applications: list[Row]
    may_fill: bool
    may_manage: bool

    @property
    def parts(self) -> list[str]:
        return [name for name, _score in self.measured[0].parts] if self.measured else []

    @property
    def may_request(self) -> bool:
        """Whether the mark can be asked for by this reader, now."""
        free = not self.applications and all(row.held.may_renew for row in self.marks)
        return self.may_manage and free and bool(self.measured or self.marks)

    @property
    def may_renew(self) -> bool:
        """Whether asking for it would be a renewal."""
        return bool(self.marks) and self.marks[0].held.ends_soon


def overview(organisation: Organisation, person: Person, *, today: date) -> Overview:
    """At most six queries: what is completed, what is open, the plan, what runs, the marks, and what is asked about them."""
    found = Evaluation.objects.filter(organisation=organisation).select_related("instrument_version")
    found = found.defer("profile", "instrument_version__definition")
    completed = found.filter(state=EvaluationState.COMPLETED).order_by("-completed_at", "-pk")
    rows = list(completed[: SHOWN + 1])
    shown_rows = rows[:SHOWN]
    measured = _measured(shown_rows)
    running = live_applications_of([organisation.pk])
    return Overview(
        measured=measured,
        more=len(rows) > SHOWN,
        versions=len({(one.instrument_version_id, one.route) for one in shown_rows}) > 1,
        line=line_of([(localdate(one.evaluation.completed_at), one.overall) for one in reversed(measured)]),
        open=list(found.filter(state__in=OPEN_STATES).defer("profile", "result").order_by("-changed_at")[:SHOWN]),
        plan=_plan(organisation.pk, today),
        marks=marks_of([organisation.pk], running, person, today),
        applications=rows_of(running, person, today=today),
        may_fill=permissions.may_fill(organisation.pk, person),
        may_manage=permissions.may_manage(organisation.pk, person),
    )


def _measured(rows: list[Evaluation]) -> list[Measured]:
    """Each with the one before it (rows: newest first). The parts are those of the newest; one it did not have is left open."""
    if not rows:
        return []
    titles = {part.code: f"{part.code} {part.title}" for part in instrument_of(rows[0].instrument_version).parts}
    outcomes = [from_json(one.result) for one in rows]
    found = []
    for place, (one, outcome) in enumerate(zip(rows, outcomes, strict=True)):
        scores = [
            (title, shown(outcome.parts[code]) if code in outcome.parts else "–") for code, title in titles.items()
        ]
        before = place + 1 < len(rows)
        found.append(
            Measured(
                evaluation=one,
                overall=outcome.overall,
                parts=scores,
                earlier=rows[place + 1].pk if before else None,
                change=difference(Change("", "", outcomes[place + 1].overall, outcome.overall, False))
                if before
                else "",
            )
        )
    return found


def _plan(organisation: UUID, today: date) -> Plan:
    counts = {state: Count("pk", filter=Q(state=state)) for state in ("planned", "busy", "done", "proposed")}
    late = Q(state__in=(Progress.PLANNED, Progress.BUSY), due__lt=today)
    found = ImprovementAction.objects.filter(evaluation__organisation=organisation)
    return Plan(**found.aggregate(late=Count("pk", filter=late), **counts))
