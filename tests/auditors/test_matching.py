"""The ranking and the division of a batch: what holds whatever is known of people, and each part by hand."""

import random
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditors.division import Division, Job, Worker, cost, divide
from auditors.matching import Candidate, Need, Ranked, rank
from auditors.neighbours import NEIGHBOURS, nearest
from goedgeregeld.accounts.municipality_files import PROVINCES

TODAY = date(2026, 11, 24)
WORKS = st.sampled_from(["adviser", "auditor"])
SETS = st.frozensets(st.sampled_from(PROVINCES), max_size=3)
SECTORS = st.frozensets(st.sampled_from(["sport", "care", "nature"]), max_size=2)
NEEDS = st.builds(
    Need,
    work=WORKS,
    municipality=st.sampled_from(["", "Utrecht"]),
    province=st.sampled_from(["", *PROVINCES]),
    sector=st.sampled_from(["", "sport", "care"]),
)
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
CANDIDATES = st.builds(
    Candidate,
    key=st.integers(1, 40),
    load=st.integers(0, 9),
    recent=st.integers(0, 9),
    capacity=st.none() | st.integers(0, 9),
    sectors=SECTORS,
    serves=st.booleans(),
    nationwide=st.booleans(),
    provinces=SETS,
    authorised=st.sampled_from([True, True, True, False]),
    declared=st.sampled_from([True, True, True, False]),
    absent_until=st.none() | DAYS,
    last_on=st.none() | DAYS,
    conflicts=st.sampled_from([(), (), (), ("Is lid.",)]),
    doubts=st.sampled_from([(), ("Kent de voorzitter.",)]),
)
PEOPLE = st.lists(CANDIDATES, max_size=12, unique_by=lambda one: one.key)
WORK_TO_DO = Need(work="adviser", municipality="Utrecht", province="Utrecht", sector="sport")


def places(ranking: list[Ranked]) -> dict[int, int]:
    """Where everybody stands in the list."""
    return {one.key: n for n, one in enumerate(ranking)}


# --- What always holds ----------------------------------------------------------------------------------------------------


@given(PEOPLE, NEEDS)
def test_who_may_not_is_never_proposed_but_stands_there_with_the_reason(people: list[Candidate], need: Need) -> None:
    ranking = rank(people, need, TODAY)
    assert {one.key for one in ranking} == {one.key for one in people}
    for one in ranking:
        known = one.candidate
        away = known.absent_until is not None and known.absent_until >= TODAY
        barred = bool(known.conflicts) or not known.authorised or not known.declared or away
        assert one.may != barred
        assert (one.place == 0) == barred == bool(one.reasons)
    may = [one.may for one in ranking]
    assert may == sorted(may, reverse=True)


@given(PEOPLE, NEEDS, st.randoms())
def test_the_ranking_is_one_total_order_whatever_order_people_come_in(
    people: list[Candidate], need: Need, chance: random.Random
) -> None:
    first, shuffled = rank(people, need, TODAY), list(people)
    chance.shuffle(shuffled)
    assert rank(shuffled, need, TODAY) == first
    assert [one.place for one in first if one.may] == list(range(1, sum(one.may for one in first) + 1))


@given(PEOPLE, NEEDS, CANDIDATES)
def test_somebody_more_changes_nothing_between_the_others(
    people: list[Candidate], need: Need, other: Candidate
) -> None:
    keys = [one.key for one in rank(people, need, TODAY)]
    more = rank([*people, replace(other, key=99)], need, TODAY)
    assert [one.key for one in more if one.key != 99] == keys


@given(PEOPLE.filter(bool), NEEDS, st.integers(1, 5))
def test_more_work_never_ranks_higher(people: list[Candidate], need: Need, extra: int) -> None:
    busy = replace(people[0], load=people[0].load + extra)
    before, after = rank(people, need, TODAY), rank([busy, *people[1:]], need, TODAY)
    assert places(after)[busy.key] >= places(before)[busy.key]


@given(NEEDS, CANDIDATES, st.integers(1, 5))
def test_of_two_alike_the_one_with_less_to_do_comes_first(need: Need, one: Candidate, extra: int) -> None:
    busy = replace(one, key=one.key + 100, load=one.load + extra)
    assert [each.key for each in rank([busy, one], need, TODAY)] == [one.key, busy.key]


@given(PEOPLE, NEEDS)
def test_a_score_is_the_sum_of_parts_that_say_why(people: list[Candidate], need: Need) -> None:
    for one in rank(people, need, TODAY):
        assert one.score == sum(part.points for part in one.parts)
        assert all(0 <= part.points <= part.most and part.why.endswith(".") for part in one.parts)


@given(PEOPLE, NEEDS)
def test_who_is_full_comes_after_everybody_who_has_room(people: list[Candidate], need: Need) -> None:
    full = [one.full for one in rank(people, need, TODAY) if one.may]
    assert full == sorted(full)


# --- By hand --------------------------------------------------------------------------------------------------------------


def test_an_adviser_near_by_before_one_further_away_however_busy() -> None:
    busy = {"load": 5, "capacity": 6}
    people = [
        Candidate(key=1, nationwide=True, sectors=frozenset({"sport"})),
        Candidate(key=2, provinces=frozenset({"Limburg"}), sectors=frozenset({"sport"})),
        Candidate(key=3, provinces=frozenset({"Gelderland"}), **busy),
        Candidate(key=4, provinces=frozenset({"Utrecht"}), **busy),
        Candidate(key=5, serves=True, **busy),
    ]
    ranking = rank(people, WORK_TO_DO, TODAY)
    assert [one.key for one in ranking] == [5, 4, 3, 1, 2]
    assert [one.parts[0].why for one in ranking] == [
        "Werkt in Utrecht.",
        "Werkt in een andere gemeente in Utrecht.",
        "Werkt in Gelderland, dat grenst aan Utrecht.",
        "Werkt in het hele land.",
        "Werkt in Limburg, verder weg.",
    ]


def test_an_auditor_who_was_not_asked_for_long_goes_before_one_who_was_yesterday() -> None:
    need = replace(WORK_TO_DO, work="auditor")
    people = [
        Candidate(key=1, last_on=TODAY - timedelta(days=1)),
        Candidate(key=2, last_on=TODAY - timedelta(days=200)),
        Candidate(key=3, last_on=TODAY - timedelta(days=200), sectors=frozenset({"sport"})),
        Candidate(key=4, load=2),
    ]
    assert [one.key for one in rank(people, need, TODAY)] == [3, 2, 1, 4]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"authorised": False}, "niet geautoriseerd"),
        ({"declared": False}, "verklaring van dit jaar"),
        ({"absent_until": TODAY}, "afwezig tot en met 24-11-2026"),
        ({"conflicts": ("Is lid van deze organisatie.",)}, "Is lid"),
    ],
)
def test_each_reason_not_to_propose_somebody(changes: dict[str, object], why: str) -> None:
    (one,) = rank([replace(Candidate(key=1), **changes)], WORK_TO_DO, TODAY)
    assert why in one.reasons[0]
    assert one.place == 0


def test_who_is_full_or_in_doubt_may_be_chosen_with_a_warning() -> None:
    people = [Candidate(key=1, serves=True, load=2, capacity=2), Candidate(key=2, doubts=("Kent de voorzitter.",))]
    second, first = rank(people, WORK_TO_DO, TODAY)[::-1]
    assert (first.key, second.key) == (2, 1)
    assert "2 van 2" in second.warnings[0]
    assert first.warnings == ("Kent de voorzitter.",)


def test_who_is_absent_until_yesterday_is_back() -> None:
    (one,) = rank([Candidate(key=1, absent_until=TODAY - timedelta(days=1))], WORK_TO_DO, TODAY)
    assert one.may


def test_every_province_knows_its_neighbours_and_they_know_it() -> None:
    assert set(NEIGHBOURS) == set(PROVINCES)
    for one, others in NEIGHBOURS.items():
        assert others <= set(PROVINCES) - {one}
        assert all(one in NEIGHBOURS[other] for other in others)
    assert nearest("Utrecht", frozenset({"Limburg", "Gelderland"})) == (1, "Gelderland")
    assert nearest("Groningen", frozenset({"Zeeland"})) == (2, "Zeeland")
    assert nearest("", frozenset({"Zeeland"})) == nearest("Utrecht", frozenset()) == (None, "")


# --- A batch --------------------------------------------------------------------------------------------------------------

FITS = st.dictionaries(st.integers(1, 4), st.integers(0, 100), max_size=4)
JOBS = st.lists(FITS, max_size=4).map(lambda fits: [Job(n, one) for n, one in enumerate(fits)])
WORKERS = st.lists(
    st.builds(Worker, st.integers(1, 4), st.integers(0, 3), st.none() | st.integers(0, 4)),
    max_size=4,
    unique_by=lambda one: one.key,
)


def by_trying_all(jobs: list[Job], workers: list[Worker]) -> tuple[int, int, int]:
    """How many can be placed at most, the least largest load then, and the least cost then."""
    known = {one.key: one for one in workers}
    best = (0, 0, 0)
    for choice in product(*[[None, *(who for who in job.fits if who in known)] for job in jobs]):
        given = {job.key: who for job, who in zip(jobs, choice, strict=True) if who is not None}
        loads = {who: known[who].load + list(given.values()).count(who) for who in given.values()}
        if any(known[who].capacity is not None and load > known[who].capacity for who, load in loads.items()):
            continue
        found = (-len(given), max(loads.values(), default=0), cost(given, jobs, workers))
        best = min(best, found) if found[0] < 0 else best
    return -best[0], best[1], best[2]


def check(found: Division, jobs: list[Job], workers: list[Worker]) -> None:
    """That no hard rule is broken."""
    known = {one.key: one for one in workers}
    assert {*found.given, *found.unplaced} == {job.key for job in jobs}
    assert all(who in jobs[job].fits for job, who in found.given.items())
    for who, one in known.items():
        load = one.load + list(found.given.values()).count(who)
        assert one.capacity is None or load <= max(one.capacity, one.load)


@settings(deadline=None)
@given(JOBS, WORKERS)
def test_a_division_is_as_good_as_any_found_by_trying_all(jobs: list[Job], workers: list[Worker]) -> None:
    found = divide(jobs, workers)
    check(found, jobs, workers)
    assert (len(found.given), found.largest, cost(found.given, jobs, workers)) == by_trying_all(jobs, workers)


@settings(deadline=None)
@given(JOBS, WORKERS, st.randoms())
def test_the_same_batch_is_divided_the_same_way(jobs: list[Job], workers: list[Worker], chance: random.Random) -> None:
    first = divide(jobs, workers)
    others = [list(jobs), list(workers)]
    for one in others:
        chance.shuffle(one)
    assert divide(*others) == first


def test_nothing_to_divide_and_nobody_to_divide_it_over() -> None:
    assert divide([], []) == Division({}, (), 0)
    assert divide([Job(1, {2: 5})], []) == Division({}, (1,), 0)
    assert divide([Job(1, {})], [Worker(2, 0)]) == Division({}, (1,), 0)


def test_the_solver_says_nothing_of_its_own() -> None:
    """In a process of its own: it would say it once."""
    said = "from auditors.division import *; divide([Job(1, {1: 5})], [Worker(1, 0)])"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")
