"""Reading the figures: from the daily summaries through yesterday, and live from what happened since.

The number of queries and the rows read do not depend on how many evaluations there are, only on how many days are looked at.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Sum
from django.utils.timezone import localtime, make_aware

from reports.kpi import facts, tallies
from reports.kpi.catalogue import DEFAULT_TARGETS, Figure, Key, Step
from reports.kpi.periods import Period
from reports.models import EarlierCount, Tally, TallyState, Target, UseFact
from reports.models.figures import ALL, UNKNOWN

# A figure, its day, province and sector ("" not known), and what else it is counted by.
Counted = tuple[Key, date, str, str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Selection:
    """Within which province and sector is looked; "" is all, "-" is those of which it is not known."""

    province: str = ALL
    sector: str = ALL

    def holds(self, province: str, sector: str) -> bool:
        """Whether something of this place ("" not known) and sector lies within."""
        return self.province in (ALL, province or UNKNOWN) and self.sector in (ALL, sector or UNKNOWN)

    @property
    def everything(self) -> bool:
        return self == Selection()


class Figures:
    """The figures within a selection, seen at a moment. Reads what it is asked for; what is live it reads once."""

    def __init__(self, selection: Selection, *, now: datetime) -> None:
        self.selection = selection
        self.now = now
        self.today = localtime(now).date()

    # --- How many on which day ----------------------------------------------------------------------------------------

    def by_day(self, keys: Collection[Key], first: date, last: date) -> dict[date, int]:
        """How many on each day from first through last; days without any are absent."""
        found = self._within(Tally.objects.filter(figure__in=keys, by="", day__range=(first, last)))
        counts: dict[date, int] = dict(found.values_list("day").annotate(Sum("count")).order_by())
        for key, day, province, sector, _fields in self._live:
            if key in keys and first <= day <= last and self.selection.holds(province, sector):
                counts[day] = counts.get(day, 0) + 1
        return counts

    def by_year(self, figure: Figure, first_year: int, last_year: int) -> dict[int, dict[date, int]]:
        """`by_day` for whole years, with what was counted before this system. Two queries."""
        counts: dict[int, dict[date, int]] = {year: {} for year in range(first_year, last_year + 1)}
        for day, number in self.by_day(figure.of, date(first_year, 1, 1), date(last_year, 12, 31)).items():
            counts[day.year][day] = number
        if self.selection.everything:
            months = EarlierCount.objects.filter(figure=figure.code, year__range=(first_year, last_year), month__gt=0)
            for year, month, number in months.values_list("year", "month", "count"):
                _spread(counts[year], year, month, number)
        return counts

    def earlier_totals(self, figure: Figure, before: int) -> dict[int, int]:
        """Years before this one of which only the number of the whole year is known. One query."""
        if not self.selection.everything:
            return {}
        return dict(
            EarlierCount.objects.filter(figure=figure.code, year__lt=before, month=0).values_list("year", "count")
        )

    # --- How many of what ---------------------------------------------------------------------------------------------

    def total(self, keys: Collection[Key], period: Period) -> int:
        """How many in the period."""
        return sum(self.by_day(keys, period.first, period.last).values())

    def by_key(self, keys: Collection[Key], by: str, period: Period) -> dict[str, int]:
        """How many in the period by "size", "route" or "step"."""
        found = Tally.objects.filter(figure__in=keys, by=by, day__range=(period.first, period.last))
        counts: dict[str, int] = dict(self._within(found).values_list("key").annotate(Sum("count")).order_by())
        for key, day, province, sector, fields in self._live:
            there = key in keys and by in fields and period.first <= day <= period.last
            if there and self.selection.holds(province, sector):
                counts[fields[by]] = counts.get(fields[by], 0) + 1
        return counts

    def by_province(self, keys: Collection[Key], period: Period) -> dict[str, int]:
        """How many in the period in each province, within the chosen sector; "-" where it is not known."""
        return self._by_place("province", keys, period, Selection(sector=self.selection.sector))

    def by_sector(self, keys: Collection[Key], period: Period) -> dict[str, int]:
        """How many in the period in each sector, within the chosen province; "-" where it is not known."""
        return self._by_place("sector", keys, period, Selection(province=self.selection.province))

    def _by_place(self, field: str, keys: Collection[Key], period: Period, within: Selection) -> dict[str, int]:
        found = Tally.objects.filter(figure__in=keys, by="", day__range=(period.first, period.last))
        if field == "province":
            found = found.filter(sector=within.sector).exclude(province=ALL)
        else:
            found = found.filter(province=within.province).exclude(sector=ALL)
        counts: dict[str, int] = dict(found.values_list(field).annotate(Sum("count")).order_by())
        for key, day, province, sector, _fields in self._live:
            if key in keys and period.first <= day <= period.last and within.holds(province, sector):
                place = (province if field == "province" else sector) or UNKNOWN
                counts[place] = counts.get(place, 0) + 1
        return counts

    def funnel(self, period: Period) -> dict[Step, int]:
        """Of the evaluations opened in the period, how many reached each step (who reached a later one, passed it)."""
        exact = {int(step): number for step, number in self.by_key((Key.OPENED,), "step", period).items()}
        return {step: sum(number for reached, number in exact.items() if reached >= step) for step in Step}

    # --- Where it comes from ------------------------------------------------------------------------------------------

    @cached_property
    def state(self) -> TallyState | None:
        """How far the summaries go; None where there are none yet."""
        return TallyState.objects.first()

    @cached_property
    def _live(self) -> list[Counted]:
        """What counts on the days that are not summarised: (figure, day, province, sector, fields). Three queries."""
        through = self.state.through if self.state else date.min
        after = make_aware(datetime.combine(through + timedelta(days=1), datetime.min.time()))
        places = facts.provinces()
        rows = [*_of_facts(facts.narrow_facts(after, places), through), *_of_marks(through, places)]
        return [row for row in rows if row[1] <= self.today]

    def _within(self, rows: Any) -> Any:
        return rows.filter(province=self.selection.province, sector=self.selection.sector)


def _of_facts(rows: Iterable[UseFact], through: date) -> Iterable[Counted]:
    for one in rows:
        fields = {"size": one.size, "route": one.route}
        if one.completed_on and one.completed_on > through:
            yield Key.USE, one.completed_on, one.province, one.sector, fields
        if one.opened_on > through:
            yield Key.OPENED, one.opened_on, one.province, one.sector, {"step": str(one.step)}


def _of_marks(through: date, places: Mapping[str, str]) -> Iterable[Counted]:
    for one in tallies.mark_rows(tallies.marks().filter(decided_on__gt=through)):
        figure, province = tallies.figure_of(one["kind"]), places.get(one["municipality"] or "", "")
        yield figure, one["decided_on"], province, one["sector"], {"route": one["route"]}


def _spread(counts: dict[date, int], year: int, month: int, number: int) -> None:
    """Add a month's number to its days, as evenly as whole numbers can."""
    first = date(year, month, 1)
    length = ((first + timedelta(days=31)).replace(day=1) - first).days
    for place in range(length):
        share = number * (place + 1) // length - number * place // length
        if share:
            day = first + timedelta(days=place)
            counts[day] = counts.get(day, 0) + share


# --- Targets --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Aim:
    """What is aimed for in a year. `taken_over`: from which year, where there is no own one (None: the year plan's)."""

    value: int
    own: bool
    taken_over: int | None = None


def aims(year: int) -> dict[str, Aim]:
    """The target of each figure that has one: this year's own, else the newest of an earlier year, else the year plan's."""
    found = {code: Aim(value, own=False) for code, value in DEFAULT_TARGETS.items()}
    rows = Target.objects.filter(year__lte=year).order_by("year", "set_at", "pk")
    for figure, of, value in rows.values_list("figure", "year", "value"):
        found[figure] = Aim(value, own=of == year, taken_over=None if of == year else of)
    return found


def target_history() -> list[Target]:
    """All targets that were set, newest year and newest first, with who set them. One query."""
    return list(Target.objects.select_related("set_by"))


def years_with_data() -> list[int]:
    """The years of which anything is known, in order. Two queries."""
    kept = {day.year for day in Tally.objects.filter(by="", province=ALL, sector=ALL).order_by().dates("day", "year")}
    return sorted(kept | set(EarlierCount.objects.order_by().values_list("year", flat=True).distinct()))
