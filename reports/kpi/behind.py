"""The list behind a number: which evaluations or marks it counts, newest first. List and number come from the same rows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.utils.timezone import make_aware

from keurmerk.models import Mark
from reports.kpi import facts, tallies
from reports.kpi.catalogue import OPENED, Figure
from reports.kpi.periods import Period
from reports.kpi.queries import Figures, Selection
from reports.models import UseFact
from reports.models.figures import UNKNOWN
from selfeval.models import Evaluation

SIZE = 50
ALL_DAYS = date.min


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What was asked of a list beside province and sector: "" is all, "-" is not known."""

    size: str = ""
    route: str = ""
    step: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of a list, how many there are in all, and where the next page begins ("" where this is the last)."""

    rows: list[Any]
    total: int
    next: str


def evaluations(figures: Figures, figure: Figure, period: Period, asked: Narrowed, after: int = 0) -> Page:
    """The evaluations that count for this figure. At most six queries, those of `Figures` for what is live among them."""
    day = "opened_on" if figure == OPENED else "completed_on"
    kept = _kept(figures, day, period, asked)
    live = [one for one in _live(figures, day, period) if _holds(one, figures.selection, asked)]
    live.sort(key=lambda one: (getattr(one, day), str(one.evaluation_id)), reverse=True)
    total = len(live) + kept.count()
    shown = live[after : after + SIZE]
    if len(shown) < SIZE:
        stored = kept.select_related("evaluation__organisation").order_by(F(day).desc(), "-pk")
        begin = max(after - len(live), 0)
        shown += stored[begin : begin + SIZE - len(shown)]
    _name(shown)
    following = after + SIZE
    return Page(shown, total, str(following) if following < total else "")


def _kept(figures: Figures, day: str, period: Period, asked: Narrowed) -> QuerySet[UseFact]:
    last = min(period.last, figures.state.through) if figures.state else ALL_DAYS
    found = UseFact.objects.filter(**{f"{day}__range": (period.first, last)})
    wanted = {"province": figures.selection.province, "sector": figures.selection.sector} | {
        "size": asked.size,
        "route": asked.route,
    }
    for field, value in wanted.items():
        if value:
            found = found.filter(**{field: "" if value == UNKNOWN else value})
    return found.filter(step__gte=asked.step) if asked.step else found


def _live(figures: Figures, day: str, period: Period) -> list[UseFact]:
    through = figures.state.through if figures.state else date.min
    after = make_aware(datetime.combine(through + timedelta(days=1), datetime.min.time()))
    rows = facts.narrow_facts(after, facts.provinces())
    return [
        one
        for one in rows
        if (on := getattr(one, day)) and on > through and period.first <= on <= min(period.last, figures.today)
    ]


def _holds(one: UseFact, within: Selection, asked: Narrowed) -> bool:
    return (
        within.holds(one.province, one.sector)
        and asked.size in ("", one.size or UNKNOWN)
        and asked.route in ("", one.route or UNKNOWN)
        and one.step >= asked.step
    )


def _name(rows: list[UseFact]) -> None:
    """Fetch at once the evaluations of rows that are live: they were made without."""
    without = [one for one in rows if one.pk is None]
    found = Evaluation.objects.select_related("organisation").in_bulk([one.evaluation_id for one in without])
    for one in without:
        one.evaluation = found.get(one.evaluation_id)


def marks(figures: Figures, figure: Figure, period: Period, asked: Narrowed) -> list[Mark]:
    """The marks that count for this figure, newest first. Three queries; a year has some tens of them."""
    places = facts.provinces()
    found = tallies.marks().filter(decided_on__range=(period.first, min(period.last, figures.today)))
    found = found.select_related("organisation", "municipality", "application").order_by("-decided_on", "-pk")
    return [
        one
        for one in found
        if tallies.figure_of(one.application.kind if one.application else None) in figure.of
        and figures.selection.holds(places.get(one.municipality_id or "", ""), one.sector)
        and asked.route in ("", one.route or UNKNOWN)
    ]
