"""What the self-evaluation does: changes per theme, actions, answers afterwards, statements, and the comparison. Pure.

Rows of organisations go in; what comes out holds medians, middle halves and counts of groups of at least ten, and nothing else.
A group that is too small is left out; and where only small ones were left out, the smallest of the others with them, until what
is missing is ten or more: so that taking what is shown from the whole never gives away a few.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

LEAST = 10  # domain.md: nothing about fewer than ten organisations
GROUPS = ("sector", "province", "size")


@dataclass(frozen=True, slots=True)
class Scores:
    """What one completed evaluation of one organisation scored: "" the whole, and parts and themes by code; in percents."""

    scores: Mapping[str, Fraction]
    groups: Mapping[str, str]  # "sector", "province", "size"; "" not known


@dataclass(frozen=True, slots=True)
class Change:
    """One organisation's first evaluation and its next: the difference per theme, where both have a score, in points."""

    themes: Mapping[str, Fraction]
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Middle:
    """The median and the middle half, in whole points, of so many organisations."""

    number: int
    low: int
    median: int
    high: int

    def as_json(self) -> list[int]:
        return [self.number, self.low, self.median, self.high]

    @classmethod
    def from_json(cls, stored: Sequence[int]) -> "Middle":
        return cls(*stored)


def middle(values: Iterable[Fraction]) -> Middle | None:
    """Of at least ten values; None of fewer. A quartile between two values lies halfway them; halves are rounded up."""
    found = sorted(values)
    if len(found) < LEAST:
        return None
    half = len(found) // 2
    lower, upper = found[:half], found[-half:]
    return Middle(len(found), *(_whole(_median(part)) for part in (lower, found, upper)))


def _median(values: Sequence[Fraction]) -> Fraction:
    place, odd = divmod(len(values), 2)
    return values[place] if odd else (values[place - 1] + values[place]) / 2


def _whole(value: Fraction) -> int:
    """Rounded, halves up."""
    return int((2 * value + 1) // 2)


def shown_groups(sizes: Mapping[str, int]) -> set[str]:
    """Which of these groups, that make up one whole, may be shown. What is not known ("") never is, and counts as left out."""
    shown = {name for name, size in sizes.items() if name and size >= LEAST}
    left_out = sum(size for name, size in sizes.items() if name not in shown)
    while 0 < left_out < LEAST and shown:
        smallest = min(shown, key=lambda name: (sizes[name], name))
        shown.remove(smallest)
        left_out += sizes[smallest]
    return shown


def grouped(rows: Sequence[Scores | Change], by: str) -> dict[str, list[Any]]:
    """The rows of each group that may be shown."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.groups.get(by, ""), []).append(row)
    shown = shown_groups({name: len(of) for name, of in found.items()})
    return {name: of for name, of in found.items() if name in shown}


def changes(rows: Sequence[Change]) -> dict[str, dict[str, list[int]]]:
    """By group ("" all, "sector:sport", ...) and theme the middle of the differences; themes with too few are left out."""
    found = {"": _by_code([row.themes for row in rows])}
    for by in ("sector", "province"):
        for name, of in grouped(rows, by).items():
            found[f"{by}:{name}"] = _by_code([row.themes for row in of])
    return {name: themes for name, themes in found.items() if themes}


def comparison(rows: Sequence[Scores]) -> dict[str, dict[str, list[int]]]:
    """By group ("sector:sport", "size:small") and by code the middle of the scores, of organisations that allow it."""
    found = {}
    for by in ("sector", "size"):
        for name, of in grouped(rows, by).items():
            found[f"{by}:{name}"] = _by_code([row.scores for row in of])
    return found


def _by_code(rows: Sequence[Mapping[str, Fraction]]) -> dict[str, list[int]]:
    values: dict[str, list[Fraction]] = {}
    for row in rows:
        for code, value in row.items():
            values.setdefault(code, []).append(value)
    middles = {code: middle(of) for code, of in values.items()}
    return {code: one.as_json() for code, one in sorted(middles.items()) if one}


@dataclass(frozen=True, slots=True)
class Levels:
    """How often each level was given at a statement in a year, by how many organisations."""

    organisations: int
    counts: Mapping[int, int] = field(default_factory=dict)

    @property
    def mean(self) -> Fraction:
        """The mean level."""
        total = sum(self.counts.values())
        return Fraction(sum(level * number for level, number in self.counts.items()), total)


def statements(rows: Mapping[tuple[int, str], Levels]) -> dict[str, dict[str, list[int]]]:
    """By year and statement [organisations, mean level in hundredths]; years and statements with too few are left out."""
    found: dict[str, dict[str, list[int]]] = {}
    for (year, code), levels in sorted(rows.items()):
        if levels.organisations >= LEAST and levels.counts:
            found.setdefault(str(year), {})[code] = [levels.organisations, _whole(100 * levels.mean)]
    return found


def enough(organisations: int, counts: Mapping[str, int]) -> dict[str, int]:
    """These counts with the number of organisations behind them; nothing where there are fewer than ten."""
    return {"organisations": organisations, **counts} if organisations >= LEAST else {}
