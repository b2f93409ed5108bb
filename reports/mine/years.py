"""The work of one adviser or auditor by year: taken on, what came of it, how long it lay with them. Three queries a role.

A person has dozens of trajectories, so all are read and sorted out here. What went to somebody else is not theirs any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.timezone import localdate

from auditors.queries import Busy
from goedgeregeld.accounts.permissions import Person
from goedgeregeld.accounts.states import RoleKind
from keurmerk.models import Application, Appointment
from keurmerk.queries.advisers import busy_advisers
from keurmerk.queries.candidates import busy_auditors
from keurmerk.states import LIVE, WAITS_FOR, ApplicationKind, ApplicationState, AppointmentState
from reports.kpi.stays import Stay, Usual, usual
from reports.kpi.trajectories import every_stay
from reports.start.mark import Row, rows_of

WORKS = (RoleKind.ADVISER, RoleKind.AUDITOR)


@dataclass(frozen=True, slots=True)
class Work:
    """Everything of one person in one role. `examples`: there is nothing else than examples, so these are shown."""

    work: RoleKind
    applications: dict[int, Application]
    taken_on: dict[int, date]
    stays: list[Stay]  # in a state where they were to act, that ended
    examples: bool


def read_work(work: RoleKind, person: Person) -> Work:
    """Real trajectories; for who has none, the examples. Three queries."""
    found = Application.objects.filter(**{f"{work}": person.user_id or 0}).order_by("requested_at", "pk")
    every = list(found.select_related("organisation", "adviser", "auditor", "mark"))
    real = [one for one in every if not (one.demo or one.organisation.demo)]
    applications = {one.pk: one for one in real or every}
    stood = Appointment.objects.filter(
        application__in=found.order_by(), work=work, user=person.user_id or 0, state=AppointmentState.ACCEPTED
    )
    asked, taken = {}, {}
    for key, at, answered in stood.values_list("application", "asked_at", "answered_at"):
        if key in applications:
            asked[key], taken[key] = at, localdate(answered or at)
    began = {key: one.requested_at for key, one in applications.items()}
    stays = _with_them(every_stay(began), work, asked)
    return Work(work, applications, taken, stays, bool(every) and not real)


def load_of(work: RoleKind, person: Person, *, today: date) -> tuple[RoleKind, Busy]:
    """What lies with this person now, and what they were given in the last twelve months, as the division of work counts it:
    also what went to somebody else. Two queries.
    """
    busy = busy_advisers(on=today) if work == RoleKind.ADVISER else busy_auditors(today=today)
    return work, busy.get(person.user_id or 0) or Busy()


def _with_them(stays: Sequence[Stay], work: str, asked: dict[int, datetime]) -> list[Stay]:
    """What lay with this person and is over; not what was before they were asked."""
    found = []
    for one in stays:
        since = asked.get(one.key)
        if WAITS_FOR[one.state] != work or one.left is None or since is None or one.left <= since:
            continue
        found.append(replace(one, entered=max(one.entered, since)))
    return found


def years_of(read: Sequence[Work], today: date) -> list[int]:
    """This year and every earlier one of which there is something, newest first."""
    found = {today.year}
    for work in read:
        found |= {on.year for on in work.taken_on.values()}
        found |= {localdate(one.left).year for one in work.stays if one.left}
        found |= {on.year for one in work.applications.values() if (on := _ended_on(work, one))}
    return sorted((one for one in found if one <= today.year), reverse=True)


def _ended_on(work: Work, one: Application) -> date | None:
    """When it came to its end: the day of the decision on the mark, or since when it is refused or stopped.

    What stopped before somebody said yes was never theirs.
    """
    if one.state == ApplicationState.GRANTED:
        mark = getattr(one, "mark", None)
        return mark.decided_on if mark else localdate(one.state_since)
    if one.state in LIVE or one.pk not in work.taken_on:
        return None
    return localdate(one.state_since)


@dataclass(frozen=True, slots=True)
class Took:
    """How long things lay with them in one state: the usual, and each one with its days."""

    state: ApplicationState
    usual: Usual
    each: list[tuple[Application, int]]


@dataclass(frozen=True, slots=True)
class Section:
    """One year in one role. `live` and `late` are of today, and stand in this year alone."""

    work: RoleKind
    examples: bool
    taken: list[tuple[Application, date]]
    first: list[Application]
    renewed: list[Application]
    refused: list[Application]
    stopped: list[Application]
    took: list[Took]
    live: list[tuple[ApplicationState, list[Row]]]
    late: list[Row]

    @property
    def is_empty(self) -> bool:
        ended = self.first or self.renewed or self.refused or self.stopped
        return not (self.taken or ended or self.took or self.live)

    @property
    def number_live(self) -> int:
        return sum(len(rows) for _state, rows in self.live)


def section(work: Work, year: int, person: Person, *, today: date) -> Section:
    """What there is to say of this year. No queries."""
    every = work.applications
    ended = [one for one in every.values() if (on := _ended_on(work, one)) and on.year == year]
    by = {state: [one for one in ended if one.state == state] for state in ApplicationState}
    granted = by[ApplicationState.GRANTED]
    now = [one for one in every.values() if one.state in LIVE] if year == today.year else []
    rows = rows_of(now, person, today=today)
    taken = sorted(((every[key], on) for key, on in work.taken_on.items() if on.year == year), key=lambda one: one[1])
    return Section(
        work=work.work,
        examples=work.examples,
        taken=taken,
        first=[one for one in granted if one.kind == ApplicationKind.FIRST],
        renewed=[one for one in granted if one.kind == ApplicationKind.RENEWAL],
        refused=by[ApplicationState.REFUSED],
        stopped=by[ApplicationState.WITHDRAWN],
        took=_took(work, year),
        live=[(state, of) for state in LIVE if (of := [row for row in rows if row.one.state == state])],
        late=sorted((row for row in rows if row.standing.late), key=lambda row: (not row.for_me, row.one.due_on)),
    )


def _took(work: Work, year: int) -> list[Took]:
    """By state, in the order of the machine; of each the longest first."""
    found = []
    for state in LIVE:
        stays = [one for one in work.stays if one.state == state and one.left and localdate(one.left).year == year]
        days = {one: one.days(one.left) for one in stays if one.left}
        counted = usual(list(days.values()))
        if counted:
            stays.sort(key=lambda one: (-days[one], one.key))
            each = [(work.applications[one.key], -(-days[one].numerator // days[one].denominator)) for one in stays]
            found.append(Took(state, counted, each))
    return found
