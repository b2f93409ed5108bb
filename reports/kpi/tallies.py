"""Keeping the daily summaries: bringing them up to date, and making them anew from scratch with the same outcome.

`refresh` works out what changed since the last time, from the Events, and the months that it touches. `rebuild` does it for
everything. Neither asks the clock. Days that are not over yet are never summarised: `queries` counts those live.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.utils.timezone import localdate

from keurmerk.models import Mark
from keurmerk.states import ApplicationKind
from reports.kpi import facts
from reports.kpi.catalogue import Key
from reports.models import Tally, TallyState, UseFact
from reports.models.figures import UNKNOWN
from selfeval.models import Evaluation

BATCH = 2000
COMBINATIONS = list(product((False, True), repeat=2))  # within a province or all; within a sector or all
_KEPT = ("opened_on", "completed_on", "step", "province", "sector", "size", "route")


@dataclass(frozen=True, slots=True)
class Done:
    """How many facts were worked out, and of how many months the sums."""

    facts: int
    months: int


@transaction.atomic
def refresh(*, now: datetime) -> Done:
    """Bring the summaries up to date, through yesterday. Costs what changed, not what there is."""
    before = _state()
    if before is None:
        return rebuild(now=now)
    touched, event = facts.touched_since(before.event)
    changed = _keep(touched)
    yesterday = localdate(now) - timedelta(days=1)
    fresh = UseFact.objects.filter(_falls(before.through + timedelta(days=1), yesterday))
    changed |= facts.days(fresh.only("opened_on", "completed_on"))
    changed |= {date.fromisoformat(day) for day in before.stale}
    return _finish(changed, len(touched), event, now=now)


@transaction.atomic
def rebuild(*, now: datetime) -> Done:
    """Work out every fact and every sum again. Facts of evaluations that were erased stay: they cannot be made again."""
    _state()
    _touched, event = facts.touched_since(1 << 62)
    UseFact.objects.filter(evaluation__isnull=False).exclude(evaluation__in=facts.counting()).delete()
    worked_out = 0
    for part in _parts(Evaluation.objects.order_by("pk").values_list("pk", flat=True)):
        _keep(part)
        worked_out += len(part)
    Tally.objects.all().delete()
    return _finish(facts.days(UseFact.objects.only("opened_on", "completed_on").iterator()), worked_out, event, now=now)


def keep_facts(keys: Iterable[UUID]) -> None:
    """Work out the facts of these evaluations now: they are about to be erased, and what counts of them is to stay."""
    note_stale(_keep(keys))


def note_stale(changed: set[date]) -> None:
    """Remember that the sums of these days are to be made anew: nothing that `refresh` looks at says so."""
    state = _state()
    if state is not None and changed:
        state.stale = sorted({*state.stale, *(day.replace(day=1).isoformat() for day in changed)})
        state.save(update_fields=["stale"])


def _state() -> TallyState | None:
    """The one row, locked: whoever summarises at the same time waits."""
    return TallyState.objects.select_for_update().first()


def _parts(keys: QuerySet[Evaluation, UUID]) -> Iterator[list[UUID]]:
    part: list[UUID] = []
    for key in keys.iterator(chunk_size=BATCH):
        part.append(key)
        if len(part) == BATCH:
            yield part
            part = []
    if part:
        yield part


def _keep(keys: Iterable[UUID]) -> set[date]:
    """Write the facts of these evaluations; the days for which that made a difference."""
    wanted = list(keys)
    places, changed = facts.provinces(), set()
    for begin in range(0, len(wanted), BATCH):
        part = wanted[begin : begin + BATCH]
        old = {one.evaluation_id: one for one in UseFact.objects.filter(evaluation__in=part)}
        new = {one.evaluation_id: one for one in facts.facts_of(part, places)}
        gone = [one.pk for key, one in old.items() if key not in new]
        UseFact.objects.filter(pk__in=gone).delete()
        changed |= facts.days(one for key, one in old.items() if key not in new)
        moved = [one for key, one in new.items() if key in old and _values(one) != _values(old[key])]
        for one in moved:
            changed |= facts.days([one, old[one.evaluation_id]])
            one.pk = old[one.evaluation_id].pk
        UseFact.objects.bulk_update(moved, _KEPT, batch_size=BATCH // 10)
        added = [one for key, one in new.items() if key not in old]
        UseFact.objects.bulk_create(added, batch_size=BATCH)
        changed |= facts.days(added)
    return changed


def _values(fact: UseFact) -> list[object]:
    return [getattr(fact, name) for name in _KEPT]


def _falls(first: date, last: date) -> Q:
    return Q(opened_on__range=(first, last)) | Q(completed_on__range=(first, last))


def _finish(changed: set[date], worked_out: int, event: int, *, now: datetime) -> Done:
    """The sums of the months these days lie in, and all of the marks; then note how far we are."""
    yesterday = localdate(now) - timedelta(days=1)
    months = sorted({day.replace(day=1) for day in changed if day <= yesterday})
    for month in months:
        last = min((month + timedelta(days=31)).replace(day=1) - timedelta(days=1), yesterday)
        _sum_month(month, last)
    _sum_marks(yesterday)
    TallyState.objects.update_or_create(pk=1, defaults={"through": yesterday, "event": event, "at": now, "stale": []})
    return Done(worked_out, len(months))


def _sum_month(first: date, last: date) -> None:
    """The sums of evaluations in these days of one month, in place of what stood there."""
    month_end = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    Tally.objects.filter(figure__in=(Key.USE, Key.OPENED), day__range=(first, month_end)).delete()
    used = UseFact.objects.filter(completed_on__range=(first, last))
    opened = UseFact.objects.filter(opened_on__range=(first, last))
    rows = [
        *_sums(Key.USE, "", used, "completed_on"),
        *_sums(Key.OPENED, "", opened, "opened_on"),
        *_sums(Key.USE, "size", used, "size", day=first),
        *_sums(Key.USE, "route", used, "route", day=first),
        *_sums(Key.OPENED, "step", opened, "step", day=first),
    ]
    Tally.objects.bulk_create(rows, batch_size=BATCH)


def _sums(figure: Key, by: str, rows: QuerySet[UseFact], field: str, *, day: date | None = None) -> Iterator[Tally]:
    """The sums of these facts by this field, within each province and sector and over all. With `day`: the field is a key."""
    for province, sector in COMBINATIONS:
        fields = [field, *(["province"] if province else []), *(["sector"] if sector else [])]
        for row in rows.order_by().values(*fields).annotate(number=Count("pk")):
            yield Tally(
                figure=figure,
                by=by,
                day=day or row[field],
                key=str(row[field]) if day else "",
                province=(row["province"] or UNKNOWN) if province else "",
                sector=(row["sector"] or UNKNOWN) if sector else "",
                count=row["number"],
            )


def marks() -> QuerySet[Mark]:
    """The marks that count."""
    return Mark.objects.filter(demo=False)


def _sum_marks(last: date) -> None:
    """Of the marks everything: they are few."""
    Tally.objects.filter(figure__in=(Key.MARK_FIRST, Key.MARK_RENEWED)).delete()
    Tally.objects.bulk_create(_mark_sums(marks().filter(decided_on__lte=last)), batch_size=BATCH)


def _mark_sums(found: QuerySet[Mark]) -> Iterator[Tally]:
    places = facts.provinces()
    days: dict[tuple[str, str, str, str, str, date], int] = {}
    for one in mark_rows(found):
        province, sector = places.get(one["municipality"] or "", "") or UNKNOWN, one["sector"] or UNKNOWN
        figure = figure_of(one["kind"])
        for within_province, within_sector in COMBINATIONS:
            place, field = province if within_province else "", sector if within_sector else ""
            month = one["decided_on"].replace(day=1)
            for key in (
                (figure, "", place, field, "", one["decided_on"]),
                (figure, "route", place, field, one["route"], month),
            ):
                days[key] = days.get(key, 0) + 1
    for (figure, by, place, field, name, day), number in days.items():
        yield Tally(figure=figure, by=by, province=place, sector=field, key=name, day=day, count=number)


def mark_rows(found: QuerySet[Mark]) -> QuerySet[Mark, dict[str, object]]:
    """What counts of these marks."""
    rows = found.order_by().annotate(kind=F("application__kind"))
    return rows.values("decided_on", "municipality", "sector", "route", "kind")


def figure_of(kind: str | None) -> Key:
    """Under which figure a mark of an application of this kind counts; one from before this system counts as a first."""
    return Key.MARK_RENEWED if kind == ApplicationKind.RENEWAL else Key.MARK_FIRST
