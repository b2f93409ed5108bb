"""How far people's answers to one statement lie apart, and what of that may be shown. Exact, from counts. Pure.

The measure is that of ordinal variation (Leti; Berry and Mielke): the mean distance between two answers drawn at random, as
a share of the largest it can be. It knows that 0 and 3 lie further apart than 0 and 1, it is 0 when all say the same and 1
when one half stands at the one end and the other half at the other, and it does not change when everybody is doubled, so a
board of four can be laid beside two hundred volunteers. Who does not know, or says "n.v.t.", stands nowhere on the scale and
is counted apart.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from selfeval.scoring import NA, Given

FEWEST = 3  # of fewer anonymous answers nothing is shown
CLOSE, DIVIDED = Fraction(2, 5), Fraction(7, 10)  # up to here people lie close together; up to here they are divided


@dataclass(frozen=True, slots=True)
class Tally:
    """What was said at one statement: how many people at each level, "n.v.t.", and not knowing (or saying nothing)."""

    levels: tuple[int, ...]
    na: int = 0
    unknown: int = 0

    @property
    def on_scale(self) -> int:
        """How many stand somewhere on the scale."""
        return sum(self.levels)

    @property
    def given(self) -> int:
        """How many gave an answer."""
        return self.on_scale + self.na

    @property
    def asked(self) -> int:
        """How many were asked."""
        return self.given + self.unknown

    @property
    def disagreement(self) -> Fraction | None:
        return disagreement(self.levels)

    @property
    def mean(self) -> Fraction | None:
        """The mean level; None where nobody stands on the scale."""
        total = sum(level * count for level, count in enumerate(self.levels))
        return Fraction(total, self.on_scale) if self.on_scale else None

    @property
    def unanimous(self) -> int | None:
        """The level that everybody who answered chose; None where they differ, or "n.v.t." was said."""
        if self.na or sum(1 for count in self.levels if count) != 1:
            return None
        return next(level for level, count in enumerate(self.levels) if count)

    def with_one(self, given: Given | None) -> "Tally":
        """The same with one answer more; None: somebody who does not know."""
        if given is None:
            return Tally(self.levels, self.na, self.unknown + 1)
        if given == NA:
            return Tally(self.levels, self.na + 1, self.unknown)
        return Tally(tuple(count + (level == given) for level, count in enumerate(self.levels)), self.na, self.unknown)


def tally_of(answers: Iterable[Given | None], top: int) -> Tally:
    """The count of these answers on a scale from 0 to `top`."""
    levels, na, unknown = [0] * (top + 1), 0, 0
    for given in answers:
        if given is None:
            unknown += 1
        elif isinstance(given, int):
            levels[given] += 1
        else:
            na += 1
    return Tally(tuple(levels), na, unknown)


def disagreement(levels: Sequence[int]) -> Fraction | None:
    """From 0 (all the same) to 1 (half at the one end, half at the other); None where nobody stands on the scale."""
    people, steps = sum(levels), len(levels) - 1
    if not people:
        return None
    if not steps:
        return Fraction(0)
    below = list(accumulate(levels))[:-1]  # how many stand at or below each level
    return Fraction(4 * sum(one * (people - one) for one in below), steps * people * people)


def distance(one: Sequence[int], other: Sequence[int]) -> Fraction | None:
    """How far two groups lie apart, from 0 (spread alike) to 1 (each at its own end): the levels that must be walked to
    make the one into the other, per person. None where one of them has nobody on the scale.
    """
    mine, theirs, steps = sum(one), sum(other), len(one) - 1
    if not mine or not theirs:
        return None
    if not steps:
        return Fraction(0)
    pairs = zip(list(accumulate(one))[:-1], list(accumulate(other))[:-1], strict=True)
    return sum((abs(Fraction(a, mine) - Fraction(b, theirs)) for a, b in pairs), Fraction(0)) / steps


def mean_of(measures: Iterable[Fraction | None]) -> Fraction | None:
    """The mean of those that there are; None where there is none."""
    known = [one for one in measures if one is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


def in_words(measure: Fraction | None) -> str:
    """What this much disagreement is called, in Dutch."""
    if measure is None:
        return "niet te zeggen"
    if not measure:
        return "eens"
    return "dicht bij elkaar" if measure <= CLOSE else "verdeeld" if measure <= DIVIDED else "ver uit elkaar"


def may_be_shown(tally: Tally, *, anonymous: bool) -> bool:
    """Whether the whole of a statement may be shown: among anonymous people only from FEWEST answers on."""
    return not anonymous or tally.given >= FEWEST


def groups_to_show(groups: Mapping[str, Tally], *, anonymous: bool) -> list[str]:
    """The groups of one statement that may be shown beside the whole: those with FEWEST answers or more.

    Among anonymous people also what is left of the whole without them must be nobody, or hold FEWEST answers itself: else
    who subtracts the groups from the whole knows what the others said. Where it does not, the smallest go too.
    """
    shown = [name for name, one in groups.items() if one.given >= FEWEST]
    if not anonymous:
        return shown
    shown.sort(key=lambda name: -groups[name].given)  # stable: of equals the one that is named first stays
    while shown and not _safe([one for name, one in groups.items() if name not in shown]):
        shown.pop()
    return [name for name in groups if name in shown]


def _safe(hidden: Collection[Tally]) -> bool:
    return not sum(one.asked for one in hidden) or sum(one.given for one in hidden) >= FEWEST
