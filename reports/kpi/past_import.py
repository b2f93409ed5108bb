"""Taking over what was counted before this system: whole or not at all; what is here already stays, twice changes nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from reports.kpi import facts, tallies
from reports.kpi.catalogue import Step, size_of
from reports.kpi.past import Past, PastCount
from reports.models import EarlierCount, UseFact

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking over would do: numbers that are new, that change, and evaluations that are new; `same`: here just so."""

    new: list[PastCount]
    changed: list[PastCount]
    evaluations: list[UseFact]
    same: int

    @property
    def nothing(self) -> bool:
        return not (self.new or self.changed or self.evaluations)


def compared(past: Past) -> Plan:
    """What is new. An evaluation with a mark that is here already is the same one, and stays as it is."""
    kept = {(one.figure, one.year, one.month): one.count for one in EarlierCount.objects.all()}
    new = [one for one in past.counts if (one.figure, one.year, one.month) not in kept]
    changed = [one for one in past.counts if kept.get((one.figure, one.year, one.month), one.number) != one.number]
    present = _present([one.reference for one in past.evaluations])
    places = facts.provinces()
    evaluations = [
        UseFact(
            reference=one.reference,
            opened_on=one.opened_on,
            completed_on=one.completed_on,
            step=int(Step.COMPLETED),
            province=places.get(one.place, ""),
            sector=one.sector,
            size=size_of(one.volunteers),
            route=one.route,
        )
        for one in past.evaluations
        if one.reference not in present
    ]
    same = len(past.counts) - len(new) - len(changed) + len(present)
    return Plan(new, changed, evaluations, same)


def _present(marks: list[str]) -> set[str]:
    found: set[str] = set()
    for begin in range(0, len(marks), CHUNK):
        rows = UseFact.objects.filter(reference__in=marks[begin : begin + CHUNK])
        found |= {one for one in rows.values_list("reference", flat=True) if one}
    return found


@transaction.atomic
def take_over(past: Past, *, by: User | None, now: datetime) -> Plan:
    """Add what is new, change numbers that were given otherwise, and bring the summaries up to date. Returns what was done.

    The caller saw to it that `by` works at the office; None: the command line.
    """
    plan = compared(past)
    if plan.nothing:
        return plan
    for one in (*plan.new, *plan.changed):
        values = {"count": one.number, "imported_by": by, "imported_at": now}
        EarlierCount.objects.update_or_create(figure=one.figure, year=one.year, month=one.month, defaults=values)
    UseFact.objects.bulk_create(plan.evaluations, batch_size=CHUNK)
    tallies.note_stale(facts.days(plan.evaluations))
    tallies.refresh(now=now)
    target = EarlierCount.objects.first() or plan.evaluations[0]
    record(
        "take_over_past", target, by=by, now=now, added=len(plan.evaluations), filled=len(plan.new) + len(plan.changed)
    )
    return plan
