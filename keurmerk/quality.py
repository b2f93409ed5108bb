"""How the network does, in figures about groups: ratings, turnaround, and how often an audit differs from the adviser. Pure.

Handled with care. A group of fewer than five is not shown, and neither is one that would give it away: what is left of a total
after all that is shown is nothing, or five at least. There is nothing to filter by, so nothing can be compared away.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import TypeVar

LEAST = 5
TOP = 4  # of a rating
K = TypeVar("K", bound=Hashable)


def shown(sizes: Mapping[K, int]) -> frozenset[K]:
    """Which of these groups, that add up to a total that is shown too, may be shown."""
    order = sorted((size, str(key), key) for key, size in sizes.items() if size >= LEAST)
    rest = sum(size for size in sizes.values() if size < LEAST)
    while order and 0 < rest < LEAST:
        size, _name, _key = order.pop(0)
        rest += size
    return frozenset(key for _size, _name, key in order)


# --- Ratings --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rated:
    """What one organisation said of its adviser: 1 to 4, twice, and whether it would recommend them."""

    guidance: int
    reachable: int
    recommends: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """What five or more said: how many, the averages, how many would recommend."""

    number: int
    guidance: Fraction
    reachable: Fraction
    recommend: int


def summary(ratings: Sequence[Rated]) -> Summary | None:
    """Of ratings in the order they came in: of the first five, ten, fifteen... None where there are fewer than five.

    By whole fives, so that nobody reads one rating out of the difference with yesterday.
    """
    counted = ratings[: len(ratings) - len(ratings) % LEAST]
    if not counted:
        return None
    return Summary(
        len(counted),
        Fraction(sum(one.guidance for one in counted), len(counted)),
        Fraction(sum(one.reachable for one in counted), len(counted)),
        sum(one.recommends for one in counted),
    )


# --- Turnaround -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pace:
    """How long something usually takes: of how many, and in how many working days half of them was done."""

    number: int
    days: int


def pace(days: Iterable[int]) -> Pace | None:
    """None of fewer than five."""
    listed = sorted(days)
    return Pace(len(listed), int(median(listed))) if len(listed) >= LEAST else None


# --- Calibration ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pair:
    """One statement of a dossier that both judged: enough to the adviser (or not), all right to the auditor (or not)."""

    dossier: int
    statement: str
    adviser: int
    enough: bool
    right: bool

    @property
    def stricter(self) -> bool:
        """The auditor found something wrong where the adviser found it enough."""
        return self.enough and not self.right

    @property
    def milder(self) -> bool:
        return self.right and not self.enough


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of how many statements that both judged; at how many the auditor was stricter, and milder."""

    number: int
    stricter: int
    milder: int

    @property
    def differs(self) -> int:
        return self.stricter + self.milder

    @property
    def share(self) -> Fraction:
        return Fraction(100 * self.differs, self.number)


def agreement(pairs: Sequence[Pair]) -> Agreement | None:
    """None of fewer than five dossiers, however many statements they have."""
    if _dossiers(pairs) < LEAST:
        return None
    return Agreement(len(pairs), sum(one.stricter for one in pairs), sum(one.milder for one in pairs))


def by_statement(pairs: Sequence[Pair]) -> list[tuple[str, Agreement]]:
    """Of each statement that may be shown, where they differ most first."""
    return _grouped({one.statement for one in pairs}, pairs, lambda one: one.statement)


def by_adviser(pairs: Sequence[Pair]) -> list[tuple[int, Agreement]]:
    """The same of each adviser."""
    return _grouped({one.adviser for one in pairs}, pairs, lambda one: one.adviser)


def _grouped(keys: Iterable[K], pairs: Sequence[Pair], key: Callable[[Pair], K]) -> list[tuple[K, Agreement]]:
    groups: dict[K, list[Pair]] = {one: [] for one in keys}
    for pair in pairs:
        groups[key(pair)].append(pair)
    may = shown({one: _dossiers(found) for one, found in groups.items()})
    said = [(one, found) for one in may if (found := agreement(groups[one])) is not None]
    return sorted(said, key=lambda row: (-row[1].share, str(row[0])))


def _dossiers(pairs: Iterable[Pair]) -> int:
    return len({one.dossier for one in pairs})
