"""The hard rule on conflicts of interest: each clause by hand, and what holds whatever the facts are."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditors.conflicts import (
    KINDS,
    Facts,
    TieFact,
    adviser_conflicts,
    adviser_doubts,
    auditor_conflicts,
    auditor_doubts,
    counts_from,
)

TODAY = date(2026, 11, 23)
CLEAR = Facts(user=1)
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
TIES = st.builds(TieFact, st.sampled_from(sorted(KINDS)), st.none() | DAYS, st.booleans())
NUMBERS = st.frozensets(st.integers(1, 4), max_size=3)
FACTS = st.builds(
    Facts,
    user=st.integers(1, 4),
    employer=st.none() | st.integers(1, 4),
    ties=st.lists(TIES, max_size=4).map(tuple),
    is_member_here=st.booleans(),
    employer_is_organisation=st.booleans(),
    advisers=NUMBERS,
    adviser_employers=NUMBERS,
    audited_last=NUMBERS,
    audit_employers=NUMBERS,
    advised_until=st.none() | DAYS,
)


def test_who_has_nothing_to_do_with_it_may() -> None:
    assert auditor_conflicts(CLEAR, TODAY) == adviser_conflicts(CLEAR, TODAY) == []


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"is_member_here": True}, "lid van deze organisatie"),
        ({"employer_is_organisation": True}, "Werkt bij deze organisatie"),
        ({"ties": (TieFact("board"),)}, "is bestuurslid"),
        ({"ties": (TieFact("employee", date(2023, 1, 1)),)}, "was tot 01-01-2023 medewerker"),
        ({"ties": (TieFact("member", of_employer=True),)}, "De werkgever is lid"),
        ({"ties": (TieFact("adviser", date(2025, 1, 1)),)}, "adviseur"),
        ({"advisers": frozenset({1})}, "zelf adviseur"),
        ({"employer": 7, "adviser_employers": frozenset({7})}, "dezelfde werkgever"),
        ({"audited_last": frozenset({1})}, "vorige keer"),
    ],
)
def test_each_clause_keeps_an_auditor_away(changes: dict[str, object], why: str) -> None:
    (reason,) = auditor_conflicts(replace(CLEAR, **changes), TODAY)
    assert why in reason


def test_an_adviser_may_have_advised_before_but_nothing_else() -> None:
    assert adviser_conflicts(replace(CLEAR, ties=(TieFact("adviser"),)), TODAY) == []
    assert adviser_conflicts(replace(CLEAR, ties=(TieFact("board"),)), TODAY)
    assert adviser_conflicts(replace(CLEAR, advisers=frozenset({1}), audited_last=frozenset({1})), TODAY) == []


def test_four_years_to_the_day() -> None:
    last = date(2022, 11, 23)
    assert auditor_conflicts(replace(CLEAR, ties=(TieFact("board", last),)), TODAY)
    assert not auditor_conflicts(replace(CLEAR, ties=(TieFact("board", last - timedelta(days=1)),)), TODAY)
    assert counts_from(date(2028, 2, 29)) == date(2024, 2, 29)
    assert counts_from(date(2104, 2, 29)) == date(2100, 2, 28)


@given(FACTS, DAYS)
def test_who_may_audit_may_advise(facts: Facts, today: date) -> None:
    if not auditor_conflicts(facts, today):
        assert adviser_conflicts(facts, today) == []


@given(FACTS, DAYS, TIES)
def test_one_more_tie_never_takes_a_conflict_away(facts: Facts, today: date, tie: TieFact) -> None:
    more = replace(facts, ties=(*facts.ties, tie))
    assert set(auditor_conflicts(facts, today)) <= set(auditor_conflicts(more, today))


@given(FACTS, DAYS, DAYS)
def test_a_conflict_by_an_ended_tie_does_not_come_back(facts: Facts, one: date, other: date) -> None:
    first, later = sorted((one, other))
    ended = replace(facts, ties=tuple(tie for tie in facts.ties if tie.ended_on is not None))
    if not auditor_conflicts(ended, first):
        assert auditor_conflicts(ended, later) == []


@given(FACTS, DAYS)
def test_the_employer_counts_as_much_as_the_person(facts: Facts, today: date) -> None:
    turned = replace(facts, ties=tuple(replace(tie, of_employer=not tie.of_employer) for tie in facts.ties))
    assert bool(auditor_conflicts(facts, today)) == bool(auditor_conflicts(turned, today))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"ties": (TieFact("board", date(2020, 1, 1)),)}, "was tot 01-01-2020 bestuurslid"),
        ({"ties": (TieFact("member", date(2020, 1, 1), of_employer=True),)}, "De werkgever was tot 01-01-2020 lid"),
        ({"advised_until": date(2020, 1, 1)}, "lang geleden, tot 01-01-2020"),
        ({"employer": 7, "audit_employers": frozenset({7})}, "dezelfde werkgever als wie de vorige keer"),
    ],
)
def test_what_is_good_to_know_of_an_auditor_excludes_nobody(changes: dict[str, object], why: str) -> None:
    facts = replace(CLEAR, **changes)
    assert auditor_conflicts(facts, TODAY) == []
    (doubt,) = auditor_doubts(facts, TODAY)
    assert why in doubt


def test_who_advised_less_than_four_years_ago_does_not_audit() -> None:
    (reason,) = auditor_conflicts(replace(CLEAR, advised_until=date(2024, 1, 1)), TODAY)
    assert "eerder traject, tot 01-01-2024" in reason


def test_what_is_good_to_know_of_an_adviser() -> None:
    facts = replace(CLEAR, advised_until=date(2024, 1, 1), ties=(TieFact("adviser", date(2019, 1, 1)),))
    assert adviser_conflicts(facts, TODAY) == []
    assert adviser_doubts(facts, TODAY) == ["Begeleidde deze organisatie eerder, tot 01-01-2024."]
    assert len(adviser_doubts(replace(CLEAR, ties=(TieFact("board", date(2019, 1, 1)),)), TODAY)) == 1


@given(FACTS, DAYS)
def test_a_tie_excludes_or_warns_and_never_both(facts: Facts, today: date) -> None:
    hard, soft = auditor_conflicts(facts, today), auditor_doubts(facts, today)
    assert set(hard).isdisjoint(soft)
    ties = sum("van deze organisatie" in reason and "dit systeem" not in reason for reason in hard + soft)
    assert ties == len(facts.ties)
