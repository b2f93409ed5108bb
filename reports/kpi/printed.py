"""The figures of a year as text and as JSON, for the command line."""

from typing import Any

from reports.kpi.catalogue import MARKS, MARKS_FIRST, MARKS_RENEWED, OPENED, STEPS, USES, dotted
from reports.kpi.courses import courses, verdict, why
from reports.kpi.periods import of_year
from reports.kpi.queries import Figures


def as_json(figures: Figures, year: int) -> dict[str, Any]:
    """Counts, targets, course, forecast, and what they are made of; keys in English, the same for every year."""
    period = of_year(year)
    return {
        "year": year,
        "on": figures.today.isoformat(),
        "figures": {
            one.figure.code: {
                "name": one.figure.name,
                "count": one.standing.so_far,
                "target": one.standing.target,
                "due": None if one.standing.due is None else round(one.standing.due, 1),
                "course": one.standing.course,
                "forecast": _forecast(one),
                "earlier_years": one.earlier,
            }
            for one in courses(figures, year)
        },
        "counts": {one.code: figures.total(one.of, period) for one in (MARKS_FIRST, MARKS_RENEWED, OPENED)},
        "uses": {
            "by_province": figures.by_province(USES.of, period),
            "by_sector": figures.by_sector(USES.of, period),
            "by_size": figures.by_key(USES.of, "size", period),
            "by_route": figures.by_key(USES.of, "route", period),
        },
        "marks": {
            "by_province": figures.by_province(MARKS.of, period),
            "by_sector": figures.by_sector(MARKS.of, period),
            "by_route": figures.by_key(MARKS.of, "route", period),
        },
        "funnel": {step.name.lower(): number for step, number in figures.funnel(period).items()},
    }


def _forecast(one: Any) -> dict[str, int] | None:
    found = one.forecast
    return None if found is None else {"expected": found.expected, "low": found.low, "high": found.high}


def as_text(figures: Figures, year: int) -> str:
    """The same in Dutch lines."""
    lines = [f"Cijfers over {year}"]
    for one in courses(figures, year):
        lines += ["", _heading(one), why(one)]
        if one.forecast and not one.over:
            lines.append(
                f"Verwacht op 31 december: {dotted(one.forecast.low)} tot {dotted(one.forecast.high)} (80% kans)."
            )
    period = of_year(year)
    first, renewed = (figures.total(one.of, period) for one in (MARKS_FIRST, MARKS_RENEWED))
    lines += [
        "",
        f"Keurmerken voor het eerst: {first}. Opnieuw: {renewed}.",
        "",
        f"Van de in {year} geopende zelfevaluaties:",
    ]
    lines += [f"  {STEPS[step][0]}: {dotted(number)}" for step, number in figures.funnel(period).items()]
    return "\n".join(lines)


def _heading(one: Any) -> str:
    target, word = one.standing.target, verdict(one)
    of = f" van {dotted(target)}" if target is not None else ""
    return f"{one.figure.name}: {dotted(one.standing.so_far)}{of}" + (f" ({word.lower()})" if word else "")
