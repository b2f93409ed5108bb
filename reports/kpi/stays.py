"""How long applications stay in a state: from what moved them to stays, and from stays to the usual and the long ones. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

DAY = 86_400


@dataclass(frozen=True, slots=True)
class Stay:
    """One application in one state, from when until when (None: still); `key` is its number."""

    key: int
    state: str
    entered: datetime
    left: datetime | None

    def days(self, now: datetime) -> Fraction:
        """How long, exactly."""
        seconds = int(((self.left or now) - self.entered).total_seconds())
        return Fraction(seconds, DAY)


def stays_of(key: int, began: datetime, first: str, moves: Iterable[tuple[datetime, str]]) -> list[Stay]:
    """The stays of one application that began in the state `first`; `moves` in order: when, and to which state.

    A move to the state it is in already (asking the next adviser) goes on with the same stay.
    """
    found, entered, state = [], began, first
    for at, target in moves:
        if target == state:
            continue
        found.append(Stay(key, state, entered, at))
        entered, state = at, target
    return [*found, Stay(key, state, entered, None)]


@dataclass(frozen=True, slots=True)
class Usual:
    """Of so many stays the median and the 90th percentile, in whole days (rounded up: a part of a day is a day)."""

    number: int
    median: int
    long: int


def usual(days: Sequence[Fraction]) -> Usual | None:
    """The median (of an even number the lower) and the nearest-rank 90th percentile; None of none."""
    if not days:
        return None
    found = sorted(days)
    return Usual(len(found), _up(found[(len(found) - 1) // 2]), _up(found[-(-9 * len(found) // 10) - 1]))


def _up(value: Fraction) -> int:
    return -(-value.numerator // value.denominator)


def by_state(stays: Iterable[Stay], *, first: datetime, last: datetime) -> dict[str, list[Stay]]:
    """The stays that ended within these moments, by state."""
    found: dict[str, list[Stay]] = {}
    for one in stays:
        if one.left is not None and first <= one.left < last:
            found.setdefault(one.state, []).append(one)
    return found


def counted(found: Mapping[str, Sequence[Stay]], now: datetime) -> dict[str, Usual]:
    """How long they took, by state."""
    worked_out = {state: usual([one.days(now) for one in of]) for state, of in found.items()}
    return {state: one for state, one in worked_out.items() if one}
