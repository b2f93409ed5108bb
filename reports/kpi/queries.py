"""Reading the figures: from the daily summaries through yesterday, and live from what happened since.

The number of queries and the rows read do not depend on how many evaluations there are, only on how many days are looked at.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Sum
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext as _

from goedgeregeld.accounts.municipality_files import PROVINCES
from goedgeregeld.accounts.states import Sector
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
        self._asked: dict[tuple[str, str], Any] = {}

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

    # --- How many of what, each question asked of the database once ----------------------------------------------------

    def total(self, keys: Collection[Key], period: Period) -> int:
        """How many in the period."""
        found = self._once(("", period.code), lambda: self._counted("", period))
        return sum(number for (figure, _by, _key), number in found.items() if figure in keys)

    def by_key(self, keys: Collection[Key], by: str, period: Period) -> dict[str, int]:
        """How many in the period by "size", "route" or "step"."""
        found = self._once(("key", period.code), lambda: self._counted("key", period))
        return _summed((key, number) for (figure, of, key), number in found.items() if of == by and figure in keys)

    def by_province(self, keys: Collection[Key], period: Period) -> dict[str, int]:
        """How many in the period in each province, within the chosen sector; "-" where it is not known."""
        return self._by_place("province", keys, period)

    def by_sector(self, keys: Collection[Key], period: Period) -> dict[str, int]:
        """How many in the period in each sector, within the chosen province; "-" where it is not known."""
        return self._by_place("sector", keys, period)

    def _by_place(self, field: str, keys: Collection[Key], period: Period) -> dict[str, int]:
        found = self._once((field, period.code), lambda: self._placed(field, period))
        return _summed((place, number) for (figure, place), number in found.items() if figure in keys)

    def funnel(self, period: Period) -> dict[Step, int]:
        """Of the evaluations opened in the period, how many reached each step (who reached a later one, passed it)."""
        exact = {int(step): number for step, number in self.by_key((Key.OPENED,), "step", period).items()}
        return {step: sum(number for reached, number in exact.items() if reached >= step) for step in Step}

    def _counted(self, which: str, period: Period) -> dict[tuple[str, str, str], int]:
        """By figure, and with `which` "key" by size, route and step as well."""
        rows = Tally.objects.filter(figure__in=Key, day__range=(period.first, period.last))
        rows = self._within(rows.filter(by__in=("size", "route", "step") if which else ("",)))
        found = {row[:3]: row[3] for row in rows.values_list("figure", "by", "key").annotate(Sum("count")).order_by()}
        for key, day, province, sector, fields in self._live:
            if period.first <= day <= period.last and self.selection.holds(province, sector):
                for by, value in fields.items() if which else [("", "")]:
                    found[key, by, value] = found.get((key, by, value), 0) + 1
        return found

    def _placed(self, field: str, period: Period) -> dict[tuple[str, str], int]:
        """By figure and province, or by figure and sector; the other of the two as it was chosen."""
        # Every province and sector by name: so the one index that has them all is walked, a row a day for each.
        rows = Tally.objects.filter(figure__in=Key, by="", day__range=(period.first, period.last))
        if field == "province":
            within = Selection(sector=self.selection.sector)
            rows = rows.filter(province__in=(*PROVINCES, UNKNOWN), sector=within.sector)
        else:
            within = Selection(province=self.selection.province)
            rows = rows.filter(province=within.province, sector__in=(*Sector.values, UNKNOWN))
        found = {row[:2]: row[2] for row in rows.values_list("figure", field).annotate(Sum("count")).order_by()}
        for key, day, province, sector, _fields in self._live:
            if period.first <= day <= period.last and within.holds(province, sector):
                place = (province if field == "province" else sector) or UNKNOWN
                found[key, place] = found.get((key, place), 0) + 1
        return found

    def _once(self, question: tuple[str, str], ask: Callable[[], Any]) -> Any:
        if question not in self._asked:
            self._asked[question] = ask()
        return self._asked[question]

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


def _summed(rows: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for key, number in rows:
        found[key] = found.get(key, 0) + number
    return found


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

    @property
    def words(self) -> str:
        """Where it comes from, in Dutch."""
        if self.own:
            return _("Vastgelegd door het kantoor.")
        if self.taken_over:
            return _("Overgenomen van %(year)s: voor dit jaar is nog niets vastgelegd.") % {"year": self.taken_over}
        return _("Uit het jaarplan 2020.")


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
    kept = {
        day.year
        for day in Tally.objects.filter(figure__in=Key, by="", province=ALL, sector=ALL).order_by().dates("day", "year")
    }
    return sorted(kept | set(EarlierCount.objects.order_by().values_list("year", flat=True).distinct()))
