"""Scores over time as a small line: where each point lies, and the sentence that says what one sees. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from selfeval.scoring import shown

POINTS = 6  # the newest that fit on a phone
LEFT, WIDTH, TOP, HEIGHT = 48, 244, 24, 100
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Point:
    """One score: where it stands in the drawing, and its words."""

    x: int
    y: int
    score: str
    when: str

    @property
    def above(self) -> int:
        """Where its number stands."""
        return self.y - 9


@dataclass(frozen=True, slots=True)
class Line:
    """The drawing: `title` states the finding."""

    title: str
    points: list[Point]

    @property
    def path(self) -> str:
        """The line through the points."""
        return "M" + "L".join(f"{one.x} {one.y}" for one in self.points)

    @property
    def words(self) -> str:
        """All it shows, for who does not see it."""
        return ", ".join(f"{one.when}: {one.score}%" for one in self.points)


def line_of(scores: Sequence[tuple[date, Fraction | None]]) -> Line | None:
    """The line of these scores, oldest first; None where there are not two to join."""
    known = [(on, score) for on, score in scores if score is not None][-POINTS:]
    if len(known) < 2:
        return None
    step = Fraction(WIDTH, len(known) - 1)
    points = [
        Point(round(LEFT + place * step), round(TOP + HEIGHT * (100 - score) / 100), shown(score), _month(on))
        for place, (on, score) in enumerate(known)
    ]
    return Line(_title(known[0][1], known[-1][1], len(known)), points)


def _month(on: date) -> str:
    return f"{MONTHS[on.month - 1]} {on.year}"


def _title(first: Fraction, last: Fraction, number: int) -> str:
    times = f"in {number} zelfevaluaties"
    if shown(first) == shown(last):
        return f"De totaalscore is weer {shown(last)}%, {times}"
    return f"De totaalscore {'steeg' if last > first else 'daalde'} van {shown(first)}% naar {shown(last)}% {times}"
