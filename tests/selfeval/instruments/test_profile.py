"""Profiles: typed, within bounds, and complete where a condition needs it."""

from decimal import Decimal

import pytest
from hypothesis import given

from selfeval.instruments.profile import missing_facts, needed_facts, read_profile
from tests.raw_instrument import FACTS, Raw, instrument_of, part, raw, statement
from tests.strategies import PROFILES

INSTRUMENT = instrument_of(
    raw(part("A", [statement("A1", starred=True, applies_if="minors"), statement("A2", applies_if="alcohol")]))
)


def wrong(key: str, value: object) -> str:
    profile, problems = read_profile(INSTRUMENT, {key: value})
    assert key not in profile
    assert [problem.where for problem in problems] == [f"profile.{key}"]
    return problems[0].message


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("volunteers", 0),
        ("volunteers", 1_000_000),
        ("paid_fte", 0),
        ("paid_fte", Decimal("1.99")),
        ("paid_fte", 1000),
        ("minors", True),
        ("minors", False),
        ("sector", "care"),
        ("municipality", "GM0344"),
    ],
)
def test_right_values_come_back_as_they_are(key: str, value: object) -> None:
    assert read_profile(INSTRUMENT, {key: value}) == ({key: value}, [])


def test_a_decimal_fact_is_always_exact() -> None:
    profile, _ = read_profile(INSTRUMENT, {"paid_fte": 2})
    assert isinstance(profile["paid_fte"], Decimal)


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("volunteers", True, "hoort een heel getal te zijn"),
        ("volunteers", "80", "hoort een heel getal te zijn"),
        ("volunteers", None, "hoort een heel getal te zijn"),
        ("volunteers", 80.0, "hoort een heel getal te zijn"),
        ("volunteers", Decimal("80.0"), "hoort een heel getal te zijn, zonder decimalen"),
        ("volunteers", Decimal("NaN"), "hoort een heel getal te zijn"),
        ("volunteers", -1, "mag alleen van 0 tot en met 1000000 zijn"),
        ("volunteers", 1_000_001, "mag alleen van 0 tot en met 1000000 zijn"),
        ("volunteers", [80], "hoort een heel getal te zijn"),
        ("paid_fte", True, "hoort een getal te zijn"),
        ("paid_fte", "1,5", "hoort een getal te zijn"),
        ("paid_fte", 1.5, "hoort een getal te zijn"),
        ("paid_fte", Decimal("Infinity"), "hoort een getal te zijn"),
        ("paid_fte", Decimal("sNaN"), "hoort een getal te zijn"),
        ("paid_fte", Decimal("1000.1"), "mag alleen van 0 tot en met 1000 zijn"),
        ("paid_fte", Decimal("1e999999"), "mag alleen van 0 tot en met 1000 zijn"),
        ("minors", 1, "hoort true of false te zijn"),
        ("minors", "ja", "hoort true of false te zijn"),
        ("minors", None, "hoort true of false te zijn"),
        ("sector", "zorg", "is geen keuze; mag zijn: care, sport, other"),
        ("sector", 1, "hoort tekst te zijn"),
        ("municipality", "Utrecht", "hoort een gemeentecode te zijn, zoals GM0344"),
        ("municipality", "gm0344", "hoort een gemeentecode te zijn"),
        ("municipality", "GM03441", "hoort een gemeentecode te zijn"),
        ("municipality", "GM٠٣٤٤", "hoort een gemeentecode te zijn"),
        ("municipality", 344, "hoort tekst te zijn"),
    ],
)
def test_wrong_values_are_named_with_their_question(key: str, value: object, message: str) -> None:
    said = wrong(key, value)
    assert message in said
    assert next(fact["question"] for fact in FACTS if fact["key"] == key) in said


def test_bounds_may_be_decimals() -> None:
    fact = {"key": "share", "type": "decimal", "question": "Deel?", "why": "x", "min": 0.5, "max": 2.25}
    _, problems = read_profile(instrument_of(raw(profile=[*FACTS, fact])), {"share": Decimal("2.26")})
    assert "van 0,5 tot en met 2,25" in problems[0].message


def test_unknown_facts_are_listed_and_all_problems_told_at_once() -> None:
    _, problems = read_profile(INSTRUMENT, {"age": 3, "volunteers": -1, "minors": "x"})
    assert [problem.where for problem in problems] == ["profile.age", "profile.volunteers", "profile.minors"]
    assert "onbekend feit (bekend: volunteers, paid_fte" in problems[0].message


@given(PROFILES)
def test_the_profiles_of_other_tests_are_right(profile: Raw) -> None:
    assert read_profile(INSTRUMENT, profile) == (profile, [])


@pytest.mark.parametrize(
    ("route", "facts"),
    [
        ("full", ("minors", "alcohol")),
        ("star", ("volunteers", "paid_fte", "minors")),
        (None, ("volunteers", "paid_fte", "minors", "alcohol")),
    ],
)
def test_what_is_needed_depends_on_the_route(route: str | None, facts: tuple[str, ...]) -> None:
    assert needed_facts(INSTRUMENT, route) == facts
    assert [problem.where for problem in missing_facts(INSTRUMENT, route, {})] == [f"profile.{key}" for key in facts]
    assert missing_facts(INSTRUMENT, route, dict.fromkeys(facts, 1)) == []
