"""Are we on course: the count, the pace, the verdict and the forecast of each figure with a target, in values and in words."""

from dataclasses import dataclass
from datetime import date

from reports.kpi.catalogue import TARGETED, Figure, dotted
from reports.kpi.pace import Course, Forecast, Season, Standing, forecast, season, standing
from reports.kpi.periods import of_year, week_of
from reports.kpi.queries import Aim, Figures, aims

YEARS_BACK = 4  # earlier years whose season is used and whose lines are drawn


@dataclass(frozen=True, slots=True)
class OnCourse:
    """One figure in one year, at the end of `day`. `lines`: per year the cumulative count by week, this year's only so far."""

    figure: Figure
    year: int
    day: date
    aim: Aim | None
    standing: Standing
    usual: Season
    forecast: Forecast | None
    earlier: dict[int, int]  # the numbers of earlier years
    lines: dict[int, list[int]]

    @property
    def over(self) -> bool:
        """Whether the year is over."""
        return self.day.timetuple().tm_yday == of_year(self.year).last.timetuple().tm_yday


def courses(figures: Figures, year: int) -> list[OnCourse]:
    """Of each figure with a target where it stands in this year. Within a province or sector there is no target."""
    found = aims(year) if figures.selection.everything else {}
    return [_course(figure, figures, year, found.get(figure.code)) for figure in TARGETED]


def _course(figure: Figure, figures: Figures, year: int, aim: Aim | None) -> OnCourse:
    counts = figures.by_year(figure, max(year - YEARS_BACK, 2000), year)
    now = counts.pop(year)
    day = min(max(figures.today, date(year, 1, 1)), date(year, 12, 31))
    now = {
        on: number for on, number in now.items() if on <= day
    }  # seen at a day that is past, what came later is not there
    past = {of: days for of, days in counts.items() if days and of < figures.today.year}
    usual = season(past)
    so_far = sum(now.values())
    totals = figures.earlier_totals(figure, year) | {of: sum(days.values()) for of, days in past.items()}
    started = figures.today.year >= year
    return OnCourse(
        figure=figure,
        year=year,
        day=day,
        aim=aim,
        standing=standing(so_far, aim.value if aim else None, day, usual),
        usual=usual,
        forecast=forecast(so_far, day, usual, totals=list(totals.values()), weekly=_weeks(now, day)[:-1])
        if started
        else None,
        earlier=dict(sorted(totals.items())),
        lines={of: _line(_weeks(days, date(of, 12, 31))) for of, days in past.items()}
        | {year: _line(_weeks(now, day))},
    )


def _weeks(counts: dict[date, int], last: date) -> list[int]:
    """How many in each block of seven days of the year, up to and with the one this day is in."""
    found = [0] * (week_of(last) + 1)
    for day, number in counts.items():
        if day <= last:
            found[week_of(day)] += number
    return found


def _line(weeks: list[int]) -> list[int]:
    so_far = 0
    return [so_far := so_far + number for number in weeks]


VERDICTS = {Course.ON: "Op koers", Course.BEHIND: "Achter", Course.AHEAD: "Voor"}


def verdict(one: OnCourse) -> str:
    """In a word: "Op koers", "Achter", "Voor", "Gehaald", "Niet gehaald"; "" where there is no target."""
    state = one.standing
    if state.target is None or state.course is None:
        return ""
    if state.so_far >= state.target:
        return "Gehaald"
    if one.over:
        return "Niet gehaald"
    return VERDICTS[state.course]


def why(one: OnCourse) -> str:
    """Why, in one or two sentences of plain Dutch."""
    state, said = one.standing, []
    if state.target is None or state.due is None:
        return "Hiervoor is geen streefcijfer."
    if state.so_far >= state.target:
        return f"Het streefcijfer van {dotted(state.target)} is bereikt."
    if one.over:
        return f"Er kwamen er {dotted(state.target - state.so_far)} minder dan het streefcijfer van {dotted(state.target)}."
    by = (
        f"in {_years(one.usual.years)} was toen {round(100 * one.usual.share(one.day))}% bereikt"
        if one.usual.years
        else (f"er is {round(100 * one.usual.share(one.day))}% van het jaar voorbij")
    )
    said.append(f"Rond deze dag horen er ongeveer {dotted(round(state.due))} te zijn: {by}.")
    if one.forecast:
        reach = one.forecast.expected - state.target
        ending = "het streefcijfer wordt dan gehaald" if reach >= 0 else f"dan ontbreken er {dotted(-reach)}"
        said.append(f"Zo doorgaand staan er op 31 december ongeveer {dotted(one.forecast.expected)}: {ending}.")
    return " ".join(said)


def _years(years: tuple[int, ...]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]} tot en met {years[-1]}"
