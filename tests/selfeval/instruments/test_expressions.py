"""Conditions: what they mean, what is refused and with which words, and that nothing is ever run."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfeval.instruments.expressions import (
    MAX_DEPTH,
    MAX_LENGTH,
    FactShape,
    InvalidExpression,
    MissingFact,
    parse,
)
from tests.strategies import CONDITIONS, PROFILES

FACTS = {
    "volunteers": FactShape("int"),
    "paid_fte": FactShape("decimal"),
    "minors": FactShape("bool"),
    "alcohol": FactShape("bool"),
    "sector": FactShape("choice", ("care", "sport", "other")),
    "municipality": FactShape("municipality"),
}
PROFILE = {
    "volunteers": 100,
    "paid_fte": Decimal("1.5"),
    "minors": True,
    "alcohol": False,
    "sector": "sport",
    "municipality": "GM0344",
}


def holds(text: str) -> bool:
    return parse(text, FACTS).holds(PROFILE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("minors", True),
        ("alcohol", False),
        ("not alcohol", True),
        ("not not minors", True),
        ("volunteers < 100", False),
        ("volunteers <= 100", True),
        ("volunteers > 100", False),
        ("volunteers >= 100", True),
        ("volunteers == 100", True),
        ("volunteers == 100.0", True),
        ("volunteers > -1", True),
        ("99<volunteers", True),
        ("paid_fte < 1.50", False),
        ("paid_fte<=1.5", True),
        ("volunteers > paid_fte", True),
        ('sector == "sport"', True),
        ('"care" == sector', False),
        ('not sector == "care"', True),
        ('municipality == "GM0344"', True),
        ("minors == alcohol", False),
        ("minors == (alcohol or minors)", True),
        ("(volunteers) == 100", True),
    ],
)
def test_meaning(text: str, expected: bool) -> None:
    assert holds(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("minors or minors and alcohol", True),  # (minors or minors) and alcohol would be False
        ("not alcohol and alcohol", False),  # not (alcohol and alcohol) would be True
        ("not minors or minors", True),  # not (minors or minors) would be False
        ("not volunteers < 100", True),
        ("(minors or minors) and alcohol", False),
        ("not (alcohol and alcohol)", True),
    ],
)
def test_not_binds_tighter_than_and_and_tighter_than_or(text: str, expected: bool) -> None:
    assert holds(text) is expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "leeg"),
        ("   ", "leeg"),
        ("age > 3", "onbekend feit 'age'"),
        ("minors and", "houdt te vroeg op"),
        ("(minors", "houdt te vroeg op"),
        ("(minors alcohol", "haakje sluiten"),
        ("minors)", "')' staat op een plaats"),
        ("()", "')' staat op een plaats waar een feit"),
        ("minors alcohol", "'alcohol' staat op een plaats"),
        ("and minors", "'and' staat op een plaats"),
        ("minors and or alcohol", "'or' staat op een plaats"),
        ("< 3", "'<' staat op een plaats"),
        ("volunteers", "er staat een getal"),
        ("sector", "er staat een tekst"),
        ('"care"', "er staat een tekst"),
        ("3", "er staat een getal"),
        ("not volunteers", "er staat een getal"),
        ("minors and volunteers", "er staat een getal"),
        ("minors or sector", "er staat een tekst"),
        ("volunteers == minors", "niet te vergelijken met '=='"),
        ('volunteers < "care"', "niet te vergelijken met '<'"),
        ('sector < "care"', "'<' vergelijkt alleen getallen"),
        ("minors >= alcohol", "'>=' vergelijkt alleen getallen"),
        ("1 < volunteers < 3", "twee vergelijkingen achter elkaar"),
        ('sector == "zorg"', "'zorg' is geen keuze bij 'sector'"),
        ('"zorg" == sector', "'zorg' is geen keuze bij 'sector'"),
        ("volunteers = 3", "'= 3' hoort niet in een voorwaarde"),
        ("volunteers != 3", "hoort niet in een voorwaarde"),
        ('sector == "care', "hoort niet in een voorwaarde"),
        ("minors & alcohol", "hoort niet in een voorwaarde"),
        ("Minors", "onbekend feit 'Minors'"),
        ("minors AND alcohol", "'AND' staat op een plaats"),
        ("true", "onbekend feit 'true'"),
        ("volunteers < 1e3", "'e3' staat op een plaats"),
        ("volunteers < ١", "hoort niet in een voorwaarde"),
    ],
)
def test_refused_in_plain_dutch(text: str, message: str) -> None:
    with pytest.raises(InvalidExpression, match=re.escape(message)):
        parse(text, FACTS)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "__import__",
        "().__class__",
        "minors.__class__",
        "[1][0]",
        "lambda: 1",
        "volunteers ** 9",
        "minors if minors else alcohol",
        "exec",
        "{}",
        "minors; alcohol",
        "f'{minors}'",
    ],
)
def test_no_code(text: str) -> None:
    with pytest.raises(InvalidExpression):
        parse(text, FACTS)


@pytest.mark.parametrize("nest", ["({})", "not {}", "not ({})"])
def test_depth_has_an_end(nest: str) -> None:
    text = "minors"
    for _ in range(MAX_DEPTH + 1):
        text = nest.format(text)
    with pytest.raises(InvalidExpression, match="dieper dan"):
        parse(text, FACTS)


def test_depth_counts_what_is_open_not_what_is_written() -> None:
    assert holds(" and ".join(["(not alcohol)"] * (MAX_DEPTH + 5)))


def test_length_has_an_end() -> None:
    assert holds("minors" + " " * (MAX_LENGTH - 6))
    with pytest.raises(InvalidExpression, match="langer dan"):
        parse("minors" + " " * (MAX_LENGTH - 5), FACTS)


def test_missing_fact_is_named() -> None:
    with pytest.raises(MissingFact, match="minors"):
        parse("minors", FACTS).holds({})


def test_knows_its_facts() -> None:
    assert parse("minors or (alcohol and volunteers > 3)", FACTS).facts == {"minors", "alcohol", "volunteers"}


def test_equal_texts_are_equal_and_hash_alike() -> None:
    one, other = parse("minors", FACTS), parse("minors", FACTS)
    assert one == other
    assert len({one, other, parse("alcohol", FACTS)}) == 2


@given(CONDITIONS, PROFILES)
def test_means_what_python_would_say(text: str, profile: dict[str, object]) -> None:
    """Python has the same precedence; `not a == b` too. It is the oracle here, and only here."""
    assert parse(text, FACTS).holds(profile) is bool(eval(text, {"__builtins__": {}}, dict(profile)))


@given(st.text(alphabet='()<>=!"-. 019abminorsadtl\n\t\u00e9', max_size=40))
def test_anything_else_is_an_expression_or_refused(text: str) -> None:
    try:
        parsed = parse(text, FACTS)
    except InvalidExpression:
        return
    assert parsed.holds(PROFILE) in {True, False}
