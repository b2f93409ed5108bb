"""The effect: against a naive count on random data, and that nothing about fewer than ten organisations comes out of it."""

import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goedgeregeld.accounts.models import BenchmarkConsent, Organisation
from reports.kpi import effect
from reports.kpi.effect import LEAST, Levels, Middle, middle, shown_groups
from reports.kpi.snapshots import see_snapshot, work_out
from reports.models import EffectSnapshot
from selfeval import scoring
from selfeval.models import Answer, Evaluation
from tests.reports.kpi import cast
from tests.reports.people import browser, someone
from tests.selfeval.cast import INSTRUMENT, LARGE

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
PAGE = "/kantoor/cijfers/effect/"
THEMES = [theme.code for theme in INSTRUMENT.themes]


def test_the_middle_of_ten():
    assert middle(map(Fraction, range(10))) == Middle(10, 2, 5, 7)
    assert middle(map(Fraction, range(9))) is None
    assert middle([Fraction(-5, 2)] * 11) == Middle(11, -2, -2, -2)


@given(st.lists(st.fractions(-100, 100, max_denominator=30), min_size=10, max_size=60))
def test_the_middle_is_in_order_and_as_others_work_it_out(values):
    found = middle(values)

    assert found.low <= found.median <= found.high
    assert abs(found.median - median(values)) <= Fraction(1, 2)
    assert found == middle(reversed(values))


@given(st.dictionaries(st.text("abcdef", max_size=2), st.integers(1, 30), max_size=8))
def test_no_few_can_be_found_by_taking_what_is_shown_from_the_whole(sizes):
    shown = shown_groups(sizes)
    left_out = sum(size for name, size in sizes.items() if name not in shown)

    assert all(sizes[name] >= LEAST for name in shown)
    assert "" not in shown
    assert left_out == 0 or left_out >= LEAST or not shown


def test_a_whole_of_three_groups_with_one_small_one():
    assert shown_groups({"sport": 30, "care": 12, "nature": 3}) == {"sport"}
    assert shown_groups({"sport": 30, "care": 12, "nature": 10}) == {"sport", "care", "nature"}
    assert shown_groups({"sport": 30, "": 3}) == set()


def test_statements_of_few_are_left_out():
    rows = {(2026, "A1"): Levels(10, {0: 5, 3: 5}), (2026, "A2"): Levels(9, {0: 9}), (2025, "A1"): Levels(12, {2: 12})}

    assert effect.statements(rows) == {"2025": {"A1": [12, 200]}, "2026": {"A1": [10, 150]}}


# --- Against the database ---------------------------------------------------------------------------------------------------


def organisations(chance: random.Random, number: int, *, consent: float = 0.7) -> None:
    """So many with one to three completed evaluations each, with answers; of all sectors."""
    for count in range(number):
        one = Organisation.objects.create(
            name=f"Club {count}", search=f"club {count}", core=f"club {count}", created_at=NOW, demo=count % 17 == 5
        )
        if chance.random() < consent:
            BenchmarkConsent.objects.create(organisation=one, given_at=NOW)
        sector = chance.choice(["sport", "care", "nature", "culture"][: 2 + count % 3])
        for turn in range(chance.choice([1, 2, 2, 3])):
            answers = {code: chance.randrange(4) for code in ("A1", "A2", "A4", "B1")}
            result = scoring.as_json(INSTRUMENT, scoring.score(INSTRUMENT, LARGE, "full", answers))
            at = NOW - timedelta(days=700 - 200 * turn - chance.randrange(100))
            made = cast.evaluation(
                opened=at - timedelta(days=1), completed=at, organisation=one,
                profile={"sector": sector, "municipality": chance.choice(["GM0344", "GM0363"])},
            )  # fmt: skip
            Evaluation.objects.filter(pk=made.pk).update(result=result)
            for code, level in answers.items():
                Answer.objects.create(evaluation=made, statement=code, kind="level", level=level, saved_at=at)


def naive_changes(sector: str = "") -> dict[str, list[Fraction]]:
    found = defaultdict(list)
    for one in Organisation.objects.filter(demo=False):
        done = sorted(one.evaluations.filter(state="completed"), key=lambda each: each.completed_at)
        if len(done) < 2 or sector not in ("", done[1].profile["sector"]):
            continue
        for theme in THEMES:
            pair = [each.result["themes"][theme]["score"] for each in done[:2]]
            if None not in pair:
                found[theme].append(Fraction(pair[1]) - Fraction(pair[0]))
    return found


@pytest.mark.django_db
def test_everything_is_what_a_naive_count_gives():
    cast.places()
    organisations(random.Random(3), 110)
    data = work_out(NOW)
    shown = [name for name in data["changes"] if not name.startswith("province:")]

    assert len(shown) >= 3
    for name in shown:
        expected = naive_changes(name.partition(":")[2])
        assert data["changes"][name] == {theme: middle(values).as_json() for theme, values in expected.items()}
    allowed = Organisation.objects.filter(demo=False, benchmark_consent__isnull=False)
    newest = [max(one.evaluations.all(), key=lambda each: each.completed_at) for one in allowed]
    of_sport = [Fraction(one.result["overall"]["score"]) for one in newest if one.profile["sector"] == "sport"]
    assert data["comparison"]["sector:sport"][""] == middle(of_sport).as_json()
    for year, codes in data["statements"].items():
        for code, (number, mean) in codes.items():
            of = [
                one
                for one in Answer.objects.filter(statement=code).select_related("evaluation__organisation")
                if one.evaluation.completed_at.astimezone(cast.AMSTERDAM).year == int(year)
                and not one.evaluation.organisation.demo
            ]
            assert number == len({one.evaluation.organisation_id for one in of})
            assert abs(mean - 100 * sum(one.level for one in of) / len(of)) <= 0.5
    assert {"2025"} <= set(data["statements"])


@pytest.mark.django_db
def test_a_correction_is_no_second_time():
    cast.places()
    organisations(random.Random(3), 12)
    Evaluation.objects.all().delete()
    for one in Organisation.objects.filter(demo=False):
        first = cast.evaluation(opened=NOW - timedelta(days=90), completed=NOW - timedelta(days=90), organisation=one)
        cast.evaluation(
            opened=NOW - timedelta(days=80), completed=NOW - timedelta(days=80), organisation=one, copied_from=first
        )

    assert work_out(NOW)["changes"] == {}


@pytest.mark.django_db
@pytest.mark.parametrize("number", [0, 9])
def test_of_fewer_than_ten_nothing_comes_out(number):
    cast.places()
    organisations(random.Random(1), number, consent=1)
    data = work_out(NOW)

    assert data == {"changes": {}, "comparison": {}, "statements": {}, "actions": {}, "follow_up": {}}


@pytest.mark.django_db
def test_once_a_month_of_what_was_there_before_it():
    cast.places()
    first = see_snapshot(now=NOW)
    organisations(random.Random(3), 40)

    assert see_snapshot(now=NOW + timedelta(days=2)).data == first.data
    assert see_snapshot(now=NOW + timedelta(days=10)).data != first.data
    assert EffectSnapshot.objects.count() == 2


@pytest.mark.django_db
def test_the_page_of_the_office(django_assert_num_queries):
    sanne = browser(someone("Sanne"))
    assert "nog nooit berekend" in sanne.get(PAGE).content.decode()
    cast.places()
    organisations(random.Random(3), 110)
    see_snapshot(now=NOW + timedelta(days=30))
    page = sanne.get(PAGE).content.decode()

    assert "Verandering per thema" in page
    assert "alle organisaties" in page
    assert page.count("<option") >= 3
    assert "Er zijn nog geen tien organisaties met een verbeterplan." in page
    with django_assert_num_queries(5):
        assert sanne.get(f"{PAGE}?groep=sector:sport").status_code == 200
    assert sanne.get(f"{PAGE}?groep=sector:onzin").status_code == 200
