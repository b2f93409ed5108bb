"""Every figure against a second, naive count; summaries brought up to date against made anew; the edges of days and years."""

import random
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from goedgeregeld.accounts.models import Organisation
from goedgeregeld.events.actions import record
from keurmerk.models import Application
from reports.kpi import tallies
from reports.kpi.catalogue import MARKS, OPENED, USES, Key, Step
from reports.kpi.periods import of_year, period
from reports.kpi.queries import Figures, Selection
from reports.models import Tally, TallyState, UseFact
from reports.privacy.actions import erase_evaluation
from selfeval.models import Evaluation
from tests.reports.kpi import cast

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _places() -> None:
    cast.places()


def summed() -> list[tuple]:
    return sorted(Tally.objects.values_list("figure", "by", "day", "province", "sector", "key", "count"))


def kept() -> list[tuple]:
    fields = ("evaluation", "opened_on", "completed_on", "step", "province", "sector", "size", "route")
    return sorted(UseFact.objects.values_list(*fields), key=str)


def check(figures: Figures, code: str) -> None:
    """Each figure within this selection and period is what looking at every evaluation gives."""
    span, where = period(code), figures.selection
    place, sector = where.province, where.sector
    used = cast.uses(span.first, span.last, place, sector)
    begun = cast.opened(span.first, span.last, place, sector)
    assert figures.total(USES.of, span) == len(used)
    assert figures.total(OPENED.of, span) == len(begun)
    assert figures.by_key(USES.of, "size", span) == dict(cast.by(used, "size"))
    assert figures.by_key(USES.of, "route", span) == dict(cast.by(used, "route"))
    steps = [cast.step(one) for one in begun]
    assert figures.funnel(span) == {one: sum(reached >= one for reached in steps) for one in Step}
    everywhere = cast.uses(span.first, span.last, "", sector)
    places = [cast.province(one) or "-" for one in everywhere]
    assert figures.by_province(USES.of, span) == {name: places.count(name) for name in set(places)}
    sectors = [one.profile.get("sector") or "-" for one in cast.uses(span.first, span.last, place, "")]
    assert figures.by_sector(USES.of, span) == {name: sectors.count(name) for name in set(sectors)}


@pytest.mark.parametrize("seed", range(3))
def test_every_figure_is_what_a_naive_count_gives(seed):
    chance = random.Random(seed)
    cast.some(chance, 60, last=NOW - timedelta(days=2))
    tallies.refresh(now=NOW - timedelta(days=1))
    # Only what is opened and completed today is counted live: further steps of earlier ones wait for the night.
    tallies.refresh(now=NOW)

    for place, sector in product(("", "Utrecht", "-"), ("", "sport", "-")):
        for code in ("2026", "2025", "2026-k4", "2026-11", "2024"):
            check(Figures(Selection(place, sector), now=NOW), code)


def test_bringing_up_to_date_gives_what_making_anew_gives():
    chance = random.Random(7)
    for day in range(20, 0, -4):
        now = NOW - timedelta(days=day)
        made = cast.some(chance, 15, last=now, days=40)
        for one in chance.sample(list(Evaluation.objects.filter(completed_at__isnull=True)), 3):  # late data
            Evaluation.objects.filter(pk=one.pk).update(state="completed", completed_at=now, result=cast.RESULT)
            record("complete", one, by=None, now=now)
        if day == 12:  # a correction: an organisation turns out to be there for trying
            Organisation.objects.update(demo=False)
            record("change", Organisation.objects.first(), by=None, now=now)
        if day == 8:
            Evaluation.objects.filter(pk=made[0].pk).delete()
        tallies.refresh(now=now)
        live = summed(), kept()
        tallies.rebuild(now=now)
        assert (summed(), kept()) == live
    assert len(summed()) > 100


def test_again_changes_nothing():
    cast.some(random.Random(3), 20, last=NOW)
    tallies.refresh(now=NOW)
    before = summed(), kept()

    assert tallies.refresh(now=NOW).months == 0 or (summed(), kept()) == before
    assert (summed(), kept()) == before


def test_today_counts_at_once_and_without_any_summary():
    cast.evaluation(opened=NOW, completed=NOW, profile={"sector": "sport"}, answers=4)

    assert Figures(Selection(), now=NOW).total(USES.of, of_year(2026)) == 1
    tallies.refresh(now=NOW)
    assert Figures(Selection(), now=NOW).total(USES.of, of_year(2026)) == 1
    assert Figures(Selection(sector="care"), now=NOW).total(USES.of, of_year(2026)) == 0
    assert Tally.objects.count() == 0  # the day is not over


def test_the_last_minute_of_the_year_in_amsterdam_counts_in_that_year():
    minute = datetime(2026, 12, 31, 23, 59, tzinfo=cast.AMSTERDAM)
    cast.evaluation(opened=minute - timedelta(hours=1), completed=minute)
    cast.evaluation(opened=minute, completed=minute + timedelta(minutes=1))
    now = datetime(2027, 1, 5, tzinfo=UTC)
    tallies.refresh(now=now)
    figures = Figures(Selection(), now=now)

    assert [figures.total(USES.of, of_year(year)) for year in (2026, 2027)] == [1, 1]
    assert figures.by_day(USES.of, date(2026, 12, 31), date(2027, 1, 1)) == {date(2026, 12, 31): 1, date(2027, 1, 1): 1}


def test_a_leap_day_is_a_day_of_its_month():
    cast.evaluation(opened=datetime(2028, 2, 29, 12, tzinfo=UTC), completed=datetime(2028, 2, 29, 13, tzinfo=UTC))
    now = datetime(2028, 3, 2, tzinfo=UTC)
    tallies.refresh(now=now)

    assert Figures(Selection(), now=now).total(USES.of, period("2028-02")) == 1


def test_what_was_erased_stays_in_the_numbers_and_points_to_nobody():
    one = cast.evaluation(opened=NOW - timedelta(days=40), completed=NOW - timedelta(days=39), answers=4)
    tallies.refresh(now=NOW - timedelta(days=20))
    record("download_report", one, by=None, now=NOW, kind="pdf")
    erase_evaluation(one, now=NOW)
    tallies.refresh(now=NOW)
    figures = Figures(Selection(), now=NOW)

    assert figures.total(USES.of, of_year(2026)) == 1
    assert figures.funnel(of_year(2026))[Step.DOWNLOADED] == 1
    assert UseFact.objects.get().evaluation_id is None
    before = summed()
    tallies.rebuild(now=NOW)
    assert summed() == before


def test_marks_count_on_the_day_of_the_decision_first_and_renewed_apart(world):
    cast.mark("NL-1", date(2026, 3, 1), municipality_id="GM9999", sector="sport")
    renewal = Application.objects.create(
        code="R-1", organisation=world, kind="renewal", state="granted", requested_at=NOW, state_since=NOW
    )
    cast.mark("NL-2", date(2026, 11, 24), application=renewal, sector="care")
    cast.mark("NL-3", date(2026, 4, 1), demo=True)
    tallies.refresh(now=NOW)
    figures = Figures(Selection(), now=NOW)

    assert figures.by_day(MARKS.of, date(2026, 1, 1), date(2026, 12, 31)) == {
        date(2026, 3, 1): 1,
        date(2026, 11, 24): 1,
    }
    assert figures.total((Key.MARK_RENEWED,), of_year(2026)) == 1
    assert figures.by_province(MARKS.of, of_year(2026)) == {"Utrecht": 1, "-": 1}


@pytest.fixture
def world() -> Organisation:
    return Organisation.objects.create(name="De Bank", created_at=NOW, search="de bank", core="bank")


@pytest.mark.parametrize("number", [1, 30])
def test_reading_costs_the_same_however_many_there_are(number, django_assert_num_queries):
    cast.some(random.Random(1), number, last=NOW)
    tallies.refresh(now=NOW)
    figures, span = Figures(Selection(), now=NOW), of_year(2026)

    with django_assert_num_queries(7):
        figures.total(USES.of, span)
        figures.by_key(USES.of, "size", span)
        figures.by_province(USES.of, span)
        figures.funnel(span)


def test_a_stale_summary_is_made_up_for_live():
    cast.evaluation(opened=NOW - timedelta(days=9), completed=NOW - timedelta(days=9))
    tallies.refresh(now=NOW - timedelta(days=5))
    cast.evaluation(opened=NOW - timedelta(days=3), completed=NOW - timedelta(days=3))

    assert TallyState.objects.get().through == date(2026, 11, 18)
    assert Figures(Selection(), now=NOW).total(USES.of, of_year(2026)) == 2
