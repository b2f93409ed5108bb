"""What the report says: sentences made from the figures, tables, and what each figure means. PDF and workbook show this."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils.timezone import make_aware

from goedgeregeld.accounts.states import Sector
from keurmerk.states import LIVE, ApplicationState
from reports.kpi import effect_board, stays, trajectories
from reports.kpi.board import ROUTES
from reports.kpi.catalogue import FIGURES, MARKS, MARKS_FIRST, MARKS_RENEWED, SIZES, STEPS, USES, Figure, Step, dotted
from reports.kpi.courses import OnCourse, courses, verdict, why
from reports.kpi.periods import MONTHS, Period
from reports.kpi.queries import Figures, Selection
from reports.kpi.snapshots import newest
from reports.models.figures import UNKNOWN
from selfeval.queries import current_version, instrument_of


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what it is of, its headers, and rows of a name and numbers ("–" where there is none)."""

    title: str
    headers: list[str]
    rows: list[list[str | int]]


@dataclass(frozen=True, slots=True)
class Paper:
    """The report over a period, as it stood at the end of `day`."""

    period: Period
    day: date
    courses: list[OnCourse]
    summary: list[str]
    months: Table
    uses: list[Table]
    marks: list[Table]
    funnel: Table
    states: Table
    themes: Table | None
    effect: list[tuple[str, str]] = field(default_factory=list)
    effect_month: str = ""
    definitions: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def title(self) -> str:
        return f"Cijfers over {self.period.said}"


def paper_over(period: Period, *, now: datetime) -> Paper:
    """Read all of it. Of a period that goes on: as it stands now; of one that is over: as it stood on its last evening."""
    end = make_aware(datetime.combine(period.last + timedelta(days=1), time())) - timedelta(seconds=1)
    figures = Figures(Selection(), now=min(now, end))
    found = courses(figures, period.year)
    took = stays.counted(trajectories.stays_in(Selection(), period), now)
    themes, effect, month = _effect()
    return Paper(
        period=period,
        day=figures.today,
        courses=found,
        summary=_summary(found, figures, period),
        months=_months(figures, period),
        uses=_breakdowns(figures, USES, period),
        marks=_breakdowns(figures, MARKS, period),
        funnel=_funnel(figures, period),
        states=Table(
            "Hoe lang een aanvraag in elke stand was (dagen)",
            ["Stand", "Hoe vaak", "Meestal", "Negen van de tien binnen"],
            [
                [str(ApplicationState(one).label), took[one].number, took[one].median, took[one].long]
                for one in LIVE
                if one in took
            ],
        ),
        themes=themes,
        effect=effect,
        effect_month=month,
        definitions=[(one.name, one.explanation, one.source) for one in FIGURES],
    )


def _summary(found: list[OnCourse], figures: Figures, period: Period) -> list[str]:
    """In a few sentences: how much, against last year, whether it is on course and why."""
    said = []
    for one in found:
        number, before = figures.total(one.figure.of, period), figures.total(one.figure.of, period.before)
        than = _than(number, before, period.before)
        said.append(f"In {period.said} kwamen er {one.figure.counted(number)} bij{than}.")
        word = verdict(one).lower()
        if word:
            share = one.standing.share
            part = f" ({int(100 * share)}%)" if share is not None else ""
            of = dotted(one.standing.target or 0)
            so_far = dotted(one.standing.so_far)
            said.append(f"{one.figure.name} in {one.year}: {so_far} van {of}{part}, {word}. {why(one)}")
    first, renewed = (figures.total(one.of, period) for one in (MARKS_FIRST, MARKS_RENEWED))
    said.append(f"Van de keurmerken waren er {first} voor het eerst en {renewed} opnieuw.")
    return said


def _than(number: int, before: int, earlier: Period) -> str:
    if not before:
        return ""
    if number == before:
        return f", evenveel als in {earlier.said}"
    return f", {dotted(abs(number - before))} {'meer' if number > before else 'minder'} dan in {earlier.said}"


def _months(figures: Figures, period: Period) -> Table:
    """Every month of the year through the last of the period (or this one), beside the year before."""
    year, rows = period.year, []
    uses, marks = (figures.by_year(one, year - 1, year) for one in (USES, MARKS))

    def of(counts: Mapping[int, Mapping[date, int]], when: int, month: int) -> int:
        return sum(number for day, number in counts[when].items() if day.month == month and day <= figures.today)

    last = min(period.last, figures.today) if figures.today.year == year else period.last
    for month in range(1, last.month + 1):
        numbers = [of(uses, year - 1, month), of(uses, year, month), of(marks, year - 1, month), of(marks, year, month)]
        rows.append([MONTHS[month - 1], *numbers])
    headers = [f"zelfevaluaties {year - 1}", f"zelfevaluaties {year}", f"keurmerken {year - 1}", f"keurmerken {year}"]
    return Table("Per maand", ["Maand", *headers], rows)


def _breakdowns(figures: Figures, figure: Figure, period: Period) -> list[Table]:
    unknown = {UNKNOWN: "niet bekend", "": "niet bekend"}
    asked = [
        ("Per provincie", "Provincie", figures.by_province(figure.of, period), unknown),
        (
            "Per sector",
            "Sector",
            figures.by_sector(figure.of, period),
            unknown | {s.value: str(s.label) for s in Sector},
        ),
        ("Naar omvang", "Omvang", figures.by_key(figure.of, "size", period), SIZES),
        ("Naar route", "Route", figures.by_key(figure.of, "route", period), ROUTES),
    ]
    return [
        Table(
            title, [head, "Aantal"], [[names.get(key, key), counts[key]] for key in sorted(counts, key=_order(counts))]
        )
        for title, head, counts, names in asked
        if counts
    ]


def _order(counts: Mapping[str, int]) -> object:
    """The largest first, what is not known last."""
    return lambda key: (key in (UNKNOWN, ""), -counts[key], key)


def _funnel(figures: Figures, period: Period) -> Table:
    reached = figures.funnel(period)
    first = reached[Step.OPENED]
    rows: list[list[str | int]] = [
        [STEPS[step][0], number, f"{round(100 * number / first)}%" if first else "–"]
        for step, number in reached.items()
    ]
    return Table(f"Van wat in {period.said} is geopend", ["Stap", "Aantal", "Deel van wat geopend is"], rows)


def _effect() -> tuple[Table | None, list[tuple[str, str]], str]:
    """From the snapshot of the month: changes per theme of all organisations, actions and answers; the month in words."""
    snapshot, version = newest(), current_version()
    if snapshot is None:
        return None, [], ""
    rows = effect_board.theme_rows(snapshot.data, "", instrument_of(version) if version else None)
    headers = ["Thema", "Middelste verandering", "Middelste helft", "Organisaties"]
    table = Table("Verandering per thema", headers, [[one.name, one.median, one.half, one.number] for one in rows])
    words = effect_board.action_words(snapshot.data) + effect_board.follow_up_words(snapshot.data)
    month = f"1 {MONTHS[snapshot.month.month - 1]} {snapshot.month.year}"
    return (table if rows else None), words, month
