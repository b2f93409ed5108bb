"""The season, the verdict and the forecast: known series, edges, and whether the interval holds what it says."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.kpi.pace import Course, cumulative, forecast, season, standing
from reports.kpi.periods import LAST_YEAR, last_quarter, of_year, period, week_of

EVEN = season({})


def full_year(year: int, number: int) -> dict[date, int]:
    """One on each of so many days, spread evenly."""
    return {date(year, 1, 1) + timedelta(days=day * 365 // number): 1 for day in range(number)}


def test_without_earlier_years_every_day_is_alike():
    assert EVEN.share(date(2026, 12, 31)) == 1
    assert EVEN.share(date(2026, 7, 1)) == pytest.approx(183 / 366)
    assert EVEN.years == ()


def test_the_season_is_what_earlier_years_did():
    spring = {date(2025, 3, 1): 30, date(2025, 10, 1): 10}

    usual = season({2025: spring})

    assert usual.share(date(2026, 2, 28)) == 0
    assert usual.share(date(2026, 3, 1)) == 0.75
    assert usual.share(date(2026, 12, 31)) == 1


def test_a_year_with_hardly_anything_says_nothing():
    assert season({2024: {date(2024, 5, 1): 3}}).years == ()


def test_leap_years_and_plain_years_lie_on_one_scale():
    assert cumulative(2028, {date(2028, 2, 29): 1})[59] == 1
    assert cumulative(2026, {date(2026, 2, 28): 1, date(2026, 3, 1): 1})[58:61] == [1, 1, 2]


@given(st.dictionaries(st.integers(2015, 2025), st.lists(st.integers(0, 364), max_size=60), max_size=4))
def test_a_season_rises_from_above_nothing_to_all(found):
    years = {}
    for year, places in found.items():
        counts: dict[date, int] = {}
        for place in places:
            day = date(year, 1, 1) + timedelta(days=place)
            counts[day] = counts.get(day, 0) + 1
        years[year] = counts
    usual = season(years)

    assert len(usual.shares) == 366
    assert all(0 <= one <= other <= 1 for one, other in zip(usual.shares, usual.shares[1:], strict=False))
    assert usual.shares[-1] == 1


@pytest.mark.parametrize(
    ("so_far", "course"),
    [(40, Course.BEHIND), (50, Course.ON), (52, Course.ON), (70, Course.AHEAD), (0, Course.BEHIND)],
)
def test_the_verdict_halfway_to_a_hundred(so_far, course):
    assert standing(so_far, 100, date(2026, 7, 1), EVEN).course == course


def test_a_target_of_nothing_and_no_target():
    assert standing(0, 0, date(2026, 7, 1), EVEN).course == Course.ON
    assert standing(3, 0, date(2026, 7, 1), EVEN).share is None
    assert standing(3, None, date(2026, 7, 1), EVEN).course is None


def test_early_in_the_first_year_there_is_nothing_to_go_by():
    assert forecast(1, date(2026, 1, 3), EVEN) is None


def test_at_the_end_of_the_year_the_forecast_is_the_count():
    found = forecast(37, date(2026, 12, 31), EVEN)

    assert (found.low, found.expected, found.high) == (37, 37, 37)


def test_an_even_series_goes_on_evenly():
    found = forecast(500, date(2026, 7, 1), EVEN, weekly=[19, 20, 19, 20, 19])

    assert found.expected == pytest.approx(1000, abs=3)
    assert found.low < 1000 < found.high


def test_on_the_first_day_earlier_years_speak():
    found = forecast(0, date(2026, 1, 1), season({2025: full_year(2025, 300)}), totals=[300, 310])

    assert found.expected == pytest.approx(305, abs=25)


@given(
    st.integers(0, 5000),
    st.integers(0, 364),
    st.lists(st.integers(0, 6000), max_size=5),
    st.lists(st.integers(0, 200), max_size=53),
)
def test_a_forecast_is_never_below_the_count_and_in_order(so_far, place, totals, weekly):
    found = forecast(so_far, date(2026, 1, 1) + timedelta(days=place), EVEN, totals=totals, weekly=weekly)

    assert found is None or so_far <= found.low <= found.expected <= found.high


SHAPE = 1 + 0.5 * np.sin(np.arange(365) / 58)  # twice as busy in the busiest season as in the quietest


def _year(chance: np.random.Generator, year: int, rate: float) -> dict[date, int]:
    """A year of chance with a season."""
    drawn = chance.poisson(rate * SHAPE / SHAPE.sum())
    return {date(year, 1, 1) + timedelta(days=day): int(number) for day, number in enumerate(drawn) if number}


@pytest.mark.parametrize("rate", [45, 3500])
@pytest.mark.parametrize("month", [3, 9])
def test_the_interval_holds_about_eight_in_ten_years(rate, month):
    chance, held, tries = np.random.default_rng(rate + month), 0, 200
    for _ in range(tries):
        usual_rate = rate * chance.uniform(0.8, 1.2)
        years = {year: _year(chance, year, usual_rate * chance.normal(1, 0.1)) for year in range(2022, 2027)}
        now, day = years.pop(2026), date(2026, month, 30)
        so_far = {one: number for one, number in now.items() if one <= day}
        weekly = [sum(n for one, n in so_far.items() if week_of(one) == week) for week in range(week_of(day))]
        totals = [sum(year.values()) for year in years.values()]
        found = forecast(sum(so_far.values()), day, season(years), totals=totals, weekly=weekly)
        held += found.low <= sum(now.values()) <= found.high

    assert 0.72 <= held / tries <= 0.9, held / tries


def test_periods_are_whole_months():
    assert (period("2026-k3").first, period("2026-k3").last) == (date(2026, 7, 1), date(2026, 9, 30))
    assert period("2028-02").last == date(2028, 2, 29)
    assert period("2026-12").last == of_year(2026).last == date(2026, 12, 31)
    assert [period(code) for code in ("2026-13", "26", "2026-k5", "1999", f"{LAST_YEAR + 1}", "", "2026-1")] == [
        None
    ] * 7
    assert period("2026-k3").before.code == "2025-k3"
    assert period("2026-k3").name == "derde kwartaal 2026"
    assert last_quarter(date(2026, 1, 1)).code == "2025-k4"
    assert last_quarter(date(2026, 11, 24)).code == "2026-k3"
