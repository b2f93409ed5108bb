"""Are we on course, and where will we end? The season of earlier years, the pace line, and a forecast with its interval. Pure.

Pace (domain.md): the count so far against the target's share of the year so far, with the season of earlier years, if there is
one. Forecast: what comes in the rest of the year is taken as a number of events at a yearly rate that is not known exactly. The
rate is weighed from what this year showed and from earlier years; what remains then has the chance of the counting itself and
the doubt about the rate. The interval holds the middle 80% of that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import isqrt, sqrt

MIDDLE_80 = 1.2816  # a normal spread leaves a tenth on either side
MARGIN = 0.05  # within this share of what was expected, we are on course
ENOUGH = 10  # a year with fewer says nothing of the season
EARLY = 0.02  # of the year: before that, and without earlier years, there is nothing to forecast by

Counts = Mapping[date, int]  # how many on which day; days without any may be absent


@dataclass(frozen=True, slots=True)
class Season:
    """Which share of a year is usually reached by the end of each of its 366 days (29 February counts as one), and how much
    that share differs from year to year. `years`: on which years it rests; none: every day the same.
    """

    shares: tuple[float, ...]
    spreads: tuple[float, ...]
    years: tuple[int, ...] = ()

    def share(self, day: date) -> float:
        """The share reached at the end of this day; exactly 1 at the end of the year."""
        return self.shares[_place(day)]

    def spread(self, day: date) -> float:
        """The variance of that share between years."""
        return self.spreads[_place(day)]


def _place(day: date) -> int:
    """0 for 1 January to 365 for 31 December, the same place for the same day in every year."""
    return (date(2000, day.month, day.day) - date(2000, 1, 1)).days


def cumulative(year: int, counts: Counts) -> list[int]:
    """How many by the end of each day of the year, in 366 places: 29 February of a plain year repeats the day before."""
    found, so_far = [], 0
    for place in range(366):
        day = date(2000, 1, 1) + timedelta(days=place)
        if (day.month, day.day) != (2, 29) or _leap(year):
            so_far += counts.get(date(year, day.month, day.day), 0)
        found.append(so_far)
    return found


def _leap(year: int) -> bool:
    return (date(year, 3, 1) - date(year, 2, 28)).days == 2


def season(earlier: Mapping[int, Counts]) -> Season:
    """The season of these whole years, each weighing by its number; every day alike where none has enough to say.

    A year known only as one number a month has its jumps at the month's days; that is as exact as it is known.
    """
    lines = {year: cumulative(year, counts) for year, counts in sorted(earlier.items())}
    lines = {year: line for year, line in lines.items() if line[-1] >= ENOUGH}
    if not lines:
        even = tuple((place + 1) / 366 for place in range(366))
        return Season(even, (0.0,) * 366)
    total = sum(line[-1] for line in lines.values())
    shares = tuple(sum(line[place] for line in lines.values()) / total for place in range(366))
    spreads = tuple(_spread([line[place] / line[-1] for line in lines.values()], total) for place in range(366))
    return Season(shares, spreads, tuple(lines))


def _spread(shares: Sequence[float], total: int) -> float:
    """How much a day's share differs from year to year, beyond what chance alone does to years of this size."""
    if len(shares) < 2:
        return 0.0
    share = _mean(shares)
    return max(_variance(shares) - share * (1 - share) * len(shares) / total, 0.0)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What we expect on 31 December: the most likely number, and from low to high the middle 80%. All whole numbers."""

    expected: int
    low: int
    high: int


def forecast(
    so_far: int, day: date, usual: Season, *, totals: Sequence[int] = (), weekly: Sequence[int] = ()
) -> Forecast | None:
    """Where the year ends, seen at the end of this day. `totals`: of earlier years; `weekly`: of this year's weeks.

    None where there is nothing to go by: hardly any of the year has passed, and no earlier year is known.
    """
    share = usual.share(day)
    rest = 1 - share
    if rest <= 0:
        return Forecast(so_far, so_far, so_far)
    if share < EARLY and not totals:
        return None
    clumping = _clumping(weekly)
    rate, doubt = _rate(so_far, share, clumping, totals)
    expected = rest * rate
    # How much of the year lies behind us is itself only known from the years that were: that moves the rest as a whole.
    moved = usual.spread(day) * (rate / max(share, EARLY)) ** 2 if share > EARLY else 0.0
    spread = MIDDLE_80 * sqrt(clumping * expected + rest * rest * doubt + moved)
    middle = so_far + expected
    return Forecast(round(middle), max(so_far, round(middle - spread)), round(middle + spread))


def _rate(so_far: int, share: float, clumping: float, totals: Sequence[int]) -> tuple[float, float]:
    """The yearly number and its variance: this year's own, and earlier years', each by how sure it is."""
    own = (so_far + 0.5) / share if share > 0 else 0.0
    own_doubt = clumping * (so_far + 0.5) / (share * share) if share > 0 else 0.0
    if not totals:
        return own, own_doubt
    mean = _mean(totals)
    # One year differs from another, beyond chance; with a single one known, by a quarter of itself, as a careful guess.
    between = _variance(totals) - mean if len(totals) > 1 else (mean / 4) ** 2
    before_doubt = max(between, (mean / 20) ** 2, 1.0) + max(mean, 1.0) / len(totals)
    if share <= 0:
        return mean, before_doubt
    weight = before_doubt / (before_doubt + own_doubt)
    return weight * own + (1 - weight) * mean, weight * own_doubt


def _clumping(weekly: Sequence[int]) -> float:
    """How much more uneven the weeks are than chance makes them; 1 where chance explains it. At most 10."""
    if len(weekly) < 4 or not sum(weekly):
        return 1.0
    differences = [later - earlier for earlier, later in pairwise(weekly)]
    # Of neighbouring weeks, so that a season does not count as unevenness: their difference varies twice as much as one week.
    uneven = sum(one * one for one in differences) / (2 * len(differences))
    return min(max(uneven / _mean(weekly), 1.0), 10.0)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _variance(values: Sequence[float]) -> float:
    """As `statistics.variance`, in plain floats: it is asked for on every day of a year."""
    mean = _mean(values)
    return sum((one - mean) ** 2 for one in values) / (len(values) - 1)


class Course:
    """Words for where we stand."""

    ON = "on"
    BEHIND = "behind"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a figure stands at the end of a day against its target: `due`, what should be there by now, and the verdict.

    `share` is of the target, as a fraction; None with a target of 0. `course` is None without a target.
    """

    so_far: int
    target: int | None
    due: float | None
    share: float | None
    course: str | None


def standing(so_far: int, target: int | None, day: date, usual: Season) -> Standing:
    """The count against the target's part of the year so far. A target of 0 is reached from the first day."""
    if target is None:
        return Standing(so_far, None, None, None, None)
    due = target * usual.share(day)
    # A count this small differs by chance alone: as much as its root is no news either.
    margin = max(MARGIN * due, float(isqrt(round(due))) / 2)
    course = Course.ON
    if so_far < due - margin:
        course = Course.BEHIND
    elif so_far > due + margin and target:
        course = Course.AHEAD
    return Standing(so_far, target, due, so_far / target if target else None, course)
