"""What is said of then and now."""

from fractions import Fraction

import pytest

from reports.again import words
from selfeval.comparing import Change, Comparison, Line

ALIKE = Change("", "", Fraction(50), Fraction(60), True)


def found(*kinds: str, whole: Change = ALIKE, themes: tuple[Change, ...] = (), same: bool = True) -> Comparison:
    lines = tuple(Line(f"A{n}", "T", "Tekst", kind) for n, kind in enumerate(kinds))  # type: ignore[arg-type]
    return Comparison(lines, themes, (), whole, same, ())


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (["better"], "Eén stelling staat hoger."),
        (["better", "better", "worse"], "Twee stellingen staan hoger en één stelling lager."),
        (["worse", "worse"], "Twee stellingen staan lager."),
        (["same"], "Alle stellingen die te vergelijken zijn, staan nog op dezelfde trede."),
        (["new", "gone"], "Deze twee zelfevaluaties hebben geen stellingen die te vergelijken zijn."),
    ],
)
def test_the_headline(kinds: list[str], said: str) -> None:
    assert words.headline(found(*kinds)) == said


def test_the_whole_rises_falls_or_stays() -> None:
    assert words.whole(found("same")) == "De score van het geheel steeg van 50,0% naar 60,0%."
    assert "daalde" in words.whole(found(whole=Change("", "", Fraction(60), Fraction(50), True)))
    assert "bleef" in words.whole(found(whole=Change("", "", Fraction(60), Fraction(60), True)))
    assert words.whole(found(whole=Change("", "", None, Fraction(60), True))) == ""


def test_a_caution_only_where_there_is_one() -> None:
    assert words.caution(found("same"), then="1", now="1") == ""
    said = words.caution(found("same", "new", whole=Change("", "", None, None, False), same=False), then="1", now="2")
    assert "van versie 1 in 2" in said
    assert "Van de twee stellingen van nu zijn er 1 met toen te vergelijken." in said


def test_a_difference_has_a_sign_and_a_missing_one_a_dash() -> None:
    assert words.difference(ALIKE) == "+10,0 punten"
    assert words.difference(Change("", "", Fraction(60), Fraction(59), True)) == "−1,0 punt"
    assert words.difference(Change("", "", Fraction(60), Fraction(60), True)) == "gelijk"
    assert words.difference(Change("", "", None, Fraction(60), True)) == "–"
