"""Scores by the rules of design section 3, one by one, on instruments small enough to check by head."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from selfeval.instruments.model import Instrument, Norm
from selfeval.scoring import NA, Missing, as_json, exact, norm_gap, route_is_open, score, shown
from tests.raw_instrument import Raw, instrument_of, part, raw, statement

PROFILE = {"volunteers": 10, "paid_fte": Decimal(0), "minors": True, "alcohol": False, "sector": "care"}


def one_theme(*statements: Raw, **fields: Any) -> Instrument:
    return instrument_of(raw(part("A", list(statements)), **fields))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1250, 21), "59,5"),
        (Fraction(5995, 100), "60,0"),
        (Fraction(5994, 100), "59,9"),
        (Fraction(59949999, 10**6), "59,9"),
        (Fraction(5, 100), "0,1"),
        (Fraction(49, 1000), "0,0"),
        (Fraction(25, 1000) + 60, "60,0"),
        (Fraction(605, 10), "60,5"),
        (Fraction(99951, 1000), "100,0"),
        (Fraction(9994, 100), "99,9"),
        (Fraction(0), "0,0"),
        (Fraction(100), "100,0"),
        (Fraction(200, 3), "66,7"),
        (Fraction(100, 3), "33,3"),
        (None, "n.v.t."),
    ],
)
def test_shown_rounds_half_up_to_one_decimal(value: Fraction | None, text: str) -> None:
    assert shown(value) == text


def test_exact_is_a_whole_number_or_a_reduced_fraction() -> None:
    assert exact(Fraction(2500, 42)) == "1250/21"
    assert exact(Fraction(120, 2)) == "60"
    assert exact(Fraction(0)) == "0"
    assert exact(None) is None


def test_the_example_of_the_design() -> None:
    weights = [5, 5, 5, 6]  # 21 in all; 12.5 of it is 1250/21 %
    instrument = one_theme(*(statement(f"A{n}", 3, weight=w) for n, w in enumerate(weights)), levels=3)
    outcome = score(instrument, PROFILE, "full", {"A0": 2, "A1": 2, "A2": 1, "A3": 0})
    assert as_json(instrument, outcome)["overall"] == {"score": "1250/21", "shown": "59,5"}


def test_a_part_is_scored_over_its_statements_not_as_the_mean_of_its_themes() -> None:
    themes = [statement("A1")], [statement("A2"), statement("A3"), statement("A4")]
    instrument = instrument_of(raw(part("A", *themes)))
    outcome = score(instrument, PROFILE, "full", {"A1": 3, "A2": 0, "A3": 0, "A4": 0})
    assert outcome.themes == {"A-1": 100, "A-2": 0}
    assert outcome.parts == {"A": 25}


def test_the_whole_is_scored_over_all_statements_not_as_the_mean_of_the_parts() -> None:
    instrument = instrument_of(raw(part("A", [statement("A1")]), part("B", [statement(f"B{n}") for n in range(3)])))
    assert score(instrument, PROFILE, "full", {"A1": 3, "B0": 0, "B1": 0, "B2": 0}).overall == 25


def test_decimal_weights_are_exact() -> None:
    instrument = one_theme(statement("A1", weight=0.1), statement("A2", weight=0.2))
    assert score(instrument, PROFILE, "full", {"A1": 3, "A2": 0}).overall == Fraction(100, 3)


def test_nothing_to_score_is_no_score_and_not_ready() -> None:
    instrument = one_theme(statement("A1", allow_na=True), overall=0, lowest=0, essential_level=0)
    outcome = score(instrument, PROFILE, "full", {"A1": NA})
    figures = as_json(instrument, outcome)
    assert (outcome.complete, outcome.ready, outcome.overall) == (True, False, None)
    assert figures["overall"] == figures["parts"]["A"] == figures["themes"]["A-1"] == {"score": None, "shown": "n.v.t."}


def test_nothing_that_applies_is_not_ready() -> None:
    instrument = one_theme(statement("A1"), overall=0, lowest=0)
    outcome = score(instrument, PROFILE, "star", {})
    assert (outcome.applicable, outcome.unanswered, outcome.ready) == ((), (), False)


def test_a_part_without_score_does_not_stand_in_the_way() -> None:
    parts = part("A", [statement("A1")]), part("B", [statement("B1", applies_if="alcohol")])
    outcome = score(instrument_of(raw(*parts, overall=100, lowest=100)), PROFILE, "full", {"A1": 3})
    assert outcome.ready
    assert outcome.parts["B"] is None


def test_norms_are_compared_exactly_not_as_shown() -> None:
    statements = [statement(f"A{n}", 2) for n in range(500)]
    instrument = one_theme(*statements, levels=2, overall=70, lowest=0, essential_level=0)
    answers = {s["code"]: int(n < 350) for n, s in enumerate(statements)}
    assert score(instrument, PROFILE, "full", answers).ready
    hair = replace(instrument, norms=(("full", Norm(Decimal("70.001"), Decimal(0), 0)),))
    outcome = score(hair, PROFILE, "full", answers)
    assert (shown(outcome.overall), outcome.missing) == ("70,0", (Missing("overall"),))


@pytest.mark.parametrize(("level", "ready"), [(1, False), (2, True), (3, True), (NA, True)])
def test_an_essential_statement_needs_its_level(level: Any, ready: bool) -> None:
    statements = statement("A1", essential=True, allow_na=True, weight=0.001), statement("A2", weight=1000)
    instrument = one_theme(*statements, essential_level=2, overall=1, lowest=1)
    outcome = score(instrument, PROFILE, "full", {"A1": level, "A2": 3})
    assert outcome.ready is ready
    assert outcome.missing == (() if ready else (Missing("essential", "A1"),))


def test_missing_stands_in_the_order_of_the_design() -> None:
    parts = [part(p, [statement(f"{p}1", essential=True), statement(f"{p}2", essential=True)]) for p in "AB"]
    outcome = score(instrument_of(raw(*parts)), PROFILE, "full", {"A1": 0, "A2": 1, "B1": 0, "B2": 2})
    kinds = [("overall", None), ("part", "A"), ("part", "B"), *(("essential", c) for c in ("A1", "A2", "B1"))]
    assert [(m.kind, m.code) for m in outcome.missing] == kinds


def test_priorities_essential_first_then_points_then_effort_then_order() -> None:
    instrument = one_theme(
        statement("A1", effort="small"),
        statement("A2", weight=2, effort="large"),
        statement("A3", effort="small"),
        statement("A4", effort="medium"),
        statement("A5", weight=0.5, essential=True, effort="large"),
        statement("A6", essential=True),
        statement("A7"),
    )
    levels = {"A1": 1, "A2": 1, "A3": 1, "A4": 1, "A5": 1, "A6": 2, "A7": 3}
    assert score(instrument, PROFILE, "full", levels).priorities == ("A5", "A2", "A1", "A3", "A4", "A6")


@pytest.mark.parametrize(
    ("volunteers", "fte", "is_open"),
    [(99, "1.9", True), (100, "1.9", False), (99, "2", False), (99, "2.0", False), (0, "1.999", True)],
)
def test_who_may_take_the_star_route(volunteers: int, fte: str, is_open: bool) -> None:
    profile = {**PROFILE, "volunteers": volunteers, "paid_fte": Decimal(fte)}
    assert route_is_open(instrument_of(raw()), "star", profile) is is_open
    assert route_is_open(instrument_of(raw()), "full", profile)
    assert not route_is_open(instrument_of(raw()), "other", profile)


@pytest.mark.parametrize(
    ("value", "norm", "gap"),
    [(Fraction(60), "60", 0), (Fraction(1250, 21), "60", Fraction(10, 21)), (Fraction(61), "60", 0), (None, "60", 0)],
)
def test_gap_to_a_norm(value: Fraction | None, norm: str, gap: Fraction) -> None:
    assert norm_gap(value, Decimal(norm)) == gap
