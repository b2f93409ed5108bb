"""What the office's dashboard shows, put together: cards, breakdowns and the funnel, every number with where its list is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from auditors.finding_map import SHAPES
from goedgeregeld.accounts.states import Sector
from reports.kpi import charts
from reports.kpi.catalogue import MARKS_FIRST, MARKS_RENEWED, OPENED, SIZES, STEPS, Figure, Step, dotted
from reports.kpi.courses import OnCourse, courses, verdict, why
from reports.kpi.pace import Course
from reports.kpi.periods import Period
from reports.kpi.queries import Figures
from reports.models.figures import UNKNOWN

ROUTES = {"full": "volledige route", "star": "sterroute", "": "niet bekend"}
STATES = {"Gehaald": "done", "Op koers": "done", "Voor": "done", "Achter": "late", "Niet gehaald": "wrong"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a breakdown: its name, number, share of the largest (a bar of at most 100), and the address of its list."""

    name: str
    number: int
    bar: int
    href: str

    @property
    def shown(self) -> str:
        return dotted(self.number)


@dataclass(frozen=True, slots=True)
class Shape:
    """A province on the map: its outline, its shade (0 for nothing to 5 for the most), and how many."""

    name: str
    outline: str
    shade: int
    number: int


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A figure by something."""

    title: str
    by: str
    rows: list[Row]

    @property
    def shapes(self) -> list[Shape]:
        """Of the provinces their place on the map; of anything else nothing."""
        if self.by != "provincie":
            return []
        rows = {row.name: row for row in self.rows}
        return [
            Shape(
                name, outline, -(-rows[name].bar // 20) if name in rows else 0, rows[name].number if name in rows else 0
            )
            for name, outline in SHAPES.items()
        ]


@dataclass(frozen=True, slots=True)
class Passed:
    """A step of the funnel: how many reached it, their share of the first, and how many stayed behind on the way there."""

    name: str
    explanation: str
    number: int
    bar: int
    lost: int
    href: str

    @property
    def shown(self) -> str:
        return dotted(self.number)


@dataclass(frozen=True, slots=True)
class Card:
    """A figure with a target in the year: all that is said of it, and its chart."""

    one: OnCourse
    picture: dict[str, Any]
    href: str

    @property
    def figure(self) -> Figure:
        return self.one.figure

    @property
    def shown(self) -> str:
        return dotted(self.one.standing.so_far)

    @property
    def target(self) -> str:
        return "" if self.one.standing.target is None else dotted(self.one.standing.target)

    @property
    def share(self) -> int | None:
        """Of the target, in whole percents; None without one, or with a target of 0."""
        return None if self.one.standing.share is None else int(100 * self.one.standing.share)

    @property
    def due(self) -> int | None:
        """Where the pace line stands in the bar, in percents of the target."""
        state = self.one.standing
        return None if not state.target or state.due is None else min(round(100 * state.due / state.target), 100)

    @property
    def filled(self) -> int:
        """How long the bar is, of 300."""
        return min(3 * (self.share or 0), 300)

    @property
    def due_x(self) -> int:
        """Where the pace line stands in it."""
        return min(max(3 * (self.due or 0), 2), 298)

    @property
    def aim_words(self) -> str:
        """Where the target comes from."""
        return self.one.aim.words if self.one.aim else ""

    @property
    def verdict(self) -> str:
        return verdict(self.one)

    @property
    def shape(self) -> str:
        return STATES.get(self.verdict, "todo")

    @property
    def why(self) -> str:
        return why(self.one)

    @property
    def forecast(self) -> str:
        """The range in words, while the year goes on."""
        found = self.one.forecast
        if found is None or self.one.over or self.one.standing.course is None:
            return ""
        return _("Met 80%% kans wordt het %(low)s tot %(high)s.") % {
            "low": dotted(found.low),
            "high": dotted(found.high),
        }

    @property
    def behind(self) -> bool:
        return self.one.standing.course == Course.BEHIND

    @property
    def by_month(self) -> list[tuple[str, list[str]]]:
        """The table of the chart: at the end of each block of four weeks, the count of each year; "–" where it is not there."""
        years = sorted(self.one.lines, reverse=True)
        return [
            (
                _("week %(week)s") % {"week": week},
                [
                    dotted(self.one.lines[year][week - 1]) if week <= len(self.one.lines[year]) else "–"
                    for year in years
                ],
            )
            for week in (*range(4, 53, 4), 53)
        ]

    @property
    def years(self) -> list[int]:
        return sorted(self.one.lines, reverse=True)


def cards(figures: Figures, period: Period, query: Mapping[str, str]) -> list[Card]:
    """A card for each figure with a target, for the year of the period."""
    within = {name: value for name, value in query.items() if name != "periode"}
    year = {**query, "periode": str(period.year)}
    return [
        Card(one, charts.picture(one, urlencode(within)), _list(one.figure, year))
        for one in courses(figures, period.year)
    ]


def split(figures: Figures, period: Period, query: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """First and renewed marks apart: (number, words, address)."""
    return [
        (dotted(figures.total(one.of, period)), one.name, _list(one, query)) for one in (MARKS_FIRST, MARKS_RENEWED)
    ]


def breakdowns(figures: Figures, figure: Figure, period: Period, query: Mapping[str, str]) -> list[Breakdown]:
    """A figure by province, sector, size and route; what has no numbers is left out."""
    sectors: dict[str, str] = {UNKNOWN: _("niet bekend"), **{one.value: str(one.label) for one in Sector}}
    asked = [
        (_("Per provincie"), "provincie", figures.by_province(figure.of, period), {UNKNOWN: _("niet bekend")}),
        (_("Per sector"), "sector", figures.by_sector(figure.of, period), sectors),
        (_("Naar omvang"), "omvang", figures.by_key(figure.of, "size", period), SIZES),
        (_("Naar route"), "route", figures.by_key(figure.of, "route", period), ROUTES),
    ]
    return [
        Breakdown(title, by, _rows(figure, by, counts, names, query)) for title, by, counts, names in asked if counts
    ]


def _rows(
    figure: Figure, by: str, counts: Mapping[str, int], names: Mapping[str, str], query: Mapping[str, str]
) -> list[Row]:
    """The largest first, what is not known last; sizes in their own order."""
    most = max(counts.values())
    order = list(SIZES)
    unknown = (UNKNOWN, "")

    def place(key: str) -> tuple[bool, int, str]:
        return (key in unknown, order.index(key) if by == "omvang" else -counts[key], names.get(key, key))

    return [
        Row(
            names.get(key, key),
            counts[key],
            round(100 * counts[key] / most),
            _list(figure, {**query, by: key or UNKNOWN}),
        )
        for key in sorted(counts, key=place)
    ]


def funnel(figures: Figures, period: Period, query: Mapping[str, str]) -> list[Passed]:
    """The funnel of what was opened in the period; empty where nothing was."""
    reached = figures.funnel(period)
    first = reached[Step.OPENED]
    if not first:
        return []
    rows, before = [], first
    for step, number in reached.items():
        name, explanation = STEPS[step]
        href = _list(OPENED, {**query, "stap": str(int(step))})
        rows.append(Passed(name, explanation, number, round(100 * number / first), before - number, href))
        before = number
    return rows


def _list(figure: Figure, query: Mapping[str, str]) -> str:
    """The address of the list of this figure."""
    chosen = urlencode({name: value for name, value in query.items() if value})
    return f"{reverse('reports:figures_list', args=[figure.code])}?{chosen}"
