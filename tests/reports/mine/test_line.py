"""The line of scores: where points lie, and what is said."""

from datetime import date
from fractions import Fraction

from reports.mine.line import line_of

FIRST, SECOND = date(2024, 3, 1), date(2026, 11, 2)


def test_from_left_to_right_and_high_is_up():
    found = line_of([(FIRST, Fraction(0)), (SECOND, Fraction(100))])
    assert [(one.x, one.y) for one in found.points] == [(48, 124), (292, 24)]
    assert found.title == "De totaalscore steeg van 0,0% naar 100,0% in 2 zelfevaluaties"
    assert found.words == "mrt 2024: 0,0%, nov 2026: 100,0%"
    assert found.path == "M48 124L292 24"


def test_down_and_the_same():
    assert "daalde van 50,0% naar 33,3%" in line_of([(FIRST, Fraction(50)), (SECOND, Fraction(100, 3))]).title
    assert "is weer 50,0%" in line_of([(FIRST, Fraction(50)), (SECOND, Fraction(50))]).title


def test_without_two_scores_there_is_no_line():
    assert line_of([]) is None
    assert line_of([(FIRST, Fraction(50)), (SECOND, None)]) is None


def test_the_newest_six():
    found = line_of([(date(2010 + year, 1, 1), Fraction(year)) for year in range(10)])
    assert [one.when for one in found.points] == [f"jan {year}" for year in range(2014, 2020)]
