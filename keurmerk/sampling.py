"""Which statements an auditor looks at: a proposal by rule, and a draw that anybody can repeat. Pure.

In the sample are all essential statements, all the adviser corrected, all with evidence the adviser found insufficient, and of
the rest so many of each theme, drawn with a seed. The draw: of each statement SHA-256 of "seed:code", the lowest of a theme
first. So the same seed gives the same sample, on any machine and in any year, and one can check it by hand. Of a renewal what
changed since the mark that is renewed comes first: as many are drawn of a theme, out of what changed while there is any.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

ESSENTIAL, CORRECTED, INSUFFICIENT, DRAWN, ADDED = "essential", "corrected", "insufficient", "drawn", "added"
SEEDS = 1_000_000  # a seed is below this, so that people can say and write it
MOST_PER_THEME = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """One statement of the dossier, with what makes that it must be looked at."""

    code: str
    theme: str
    essential: bool = False
    corrected: bool = False
    insufficient: bool = False
    changed: bool = False  # since the mark that is renewed

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is in the sample whatever the draw; empty where it need not be."""
        named = ((ESSENTIAL, self.essential), (CORRECTED, self.corrected), (INSUFFICIENT, self.insufficient))
        return tuple(name for name, holds in named if holds)


def propose(candidates: Iterable[Candidate], *, per_theme: int, seed: int) -> dict[str, tuple[str, ...]]:
    """The sample, in the order of the candidates: by code, why it is in it. Raises ValueError for a negative number."""
    if per_theme < 0:
        raise ValueError("Een steekproef is niet negatief.")
    everything = list(candidates)
    by_theme: dict[str, list[Candidate]] = {}
    for one in everything:
        if not one.reasons:
            by_theme.setdefault(one.theme, []).append(one)
    drawn = {one.code for rest in by_theme.values() for one in sorted(rest, key=lambda c: _place(seed, c))[:per_theme]}
    return {one.code: one.reasons or (DRAWN,) for one in everything if one.reasons or one.code in drawn}


def _place(seed: int, one: Candidate) -> tuple[bool, str]:
    return not one.changed, rank(seed, one.code)


def rank(seed: int, code: str) -> str:
    """Where this statement comes in the draw with this seed."""
    return hashlib.sha256(f"{seed}:{code}".encode()).hexdigest()
