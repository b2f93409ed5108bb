"""The hard rule on conflicts of interest: each clause by hand, and what holds whatever the facts are."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditors.conflicts import KINDS, Facts, TieFact, adviser_conflicts, auditor_conflicts, counts_from

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
