"""Where people differ: a closed round laid out for the page and the talk, per statement, per theme and between groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from selfeval.instruments.model import Statement, Theme
from selfeval.models import Round
from selfeval.queries import Stand
from selfeval.queries.together_outcome import Outcome, Spread, outcome_of
from selfeval.spread import CLOSE, DIVIDED, Tally, distance, mean_of


@dataclass(frozen=True, slots=True)
class Row:
    """One statement: what was said, as far as it may be shown, and how far people lie apart."""

    statement: Statement
    theme: Theme
    whole: Tally | None
    groups: dict[str, Tally]
    disagreement: Fraction | None

    @property
    def gap(self) -> Fraction | None:
        """How far the two groups lie apart that lie furthest apart; None where fewer than two may be shown."""
        pairs = combinations(self.groups.values(), 2)
        found = [distance(one.levels, other.levels) for one, other in pairs]
        return max((one for one in found if one is not None), default=None)


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """One theme: the mean disagreement over its statements."""

    theme: Theme
    disagreement: Fraction
    statements: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came out, the most disputed first. `hidden`: statements of which too few answers were given to show them."""

    people: int
    rows: tuple[Row, ...]
    themes: tuple[ThemeRow, ...]
    between: tuple[Row, ...]
    groups: tuple[str, ...]
    hidden: int

    @property
    def agreed(self) -> int:
        """At how many statements all say the same, or nearly."""
        return sum(row.disagreement is not None and row.disagreement <= CLOSE for row in self.rows)

    @property
    def far_apart(self) -> int:
        """At how many they lie far apart."""
        return sum(row.disagreement is not None and row.disagreement > DIVIDED for row in self.rows)


def compare(one: Round) -> Comparison | None:
    """The comparison of a closed round; None while it is open."""
    outcome = outcome_of(one)
    if outcome is None:
        return None
    every = talk_rows(Stand(one.evaluation, entries={}), outcome)
    rows = [row for row in every if row.whole is not None]
    between = [row for row in rows if row.gap is not None]
    shown = {name for row in between for name in row.groups}
    return Comparison(
        people=outcome.people,
        rows=tuple(rows),
        themes=tuple(_themes(rows)),
        between=tuple(sorted(between, key=lambda row: -(row.gap or 0))),
        groups=tuple(name for name in one.groups if name in shown),
        hidden=sum(row.whole is None and row.statement.code in outcome.spreads for row in every),
    )


def talk_rows(stand: Stand, outcome: Outcome) -> list[Row]:
    """Every statement that applies in the order of a talk: most disputed first, of equals the essential ones, then the order of
    the instrument; last those of which there is no spread to show.
    """
    themes = {s.code: one.theme for one in stand.themes for s in one.statements}
    rows = []
    for statement in stand.statements:
        spread = outcome.spreads.get(statement.code, Spread(None))
        measure = spread.whole.disagreement if spread.whole else None
        rows.append(Row(statement, themes[statement.code], spread.whole, spread.groups, measure))
    return sorted(rows, key=_dispute)


def _dispute(row: Row) -> tuple[bool, Fraction, bool]:
    return row.disagreement is None, -(row.disagreement or Fraction(0)), not row.statement.essential


def _themes(rows: Sequence[Row]) -> list[ThemeRow]:
    by_theme: dict[str, list[Row]] = {}
    for row in rows:
        by_theme.setdefault(row.theme.code, []).append(row)
    found = []
    for of_theme in by_theme.values():
        measure = mean_of(row.disagreement for row in of_theme)
        if measure is not None:
            found.append(ThemeRow(of_theme[0].theme, measure, len(of_theme)))
    return sorted(found, key=lambda one: -one.disagreement)
