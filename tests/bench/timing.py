"""How the benches of pages measure: two or more acts by turns, in one thread, so that whatever else the machine does slows all.

Measured is the time of the processor (what the server spends on it, however many others want a turn) and that of the clock
(with waiting for the disk). Of each the median; and the least, which a busy machine disturbs least.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter, thread_time
from typing import Any


@dataclass
class Times:
    """In milliseconds."""

    spent: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{median(self.spent):.2f} ms (least {min(self.spent):.2f}, by the clock {median(self.waited):.2f})"

    def against(self, other: "Times") -> str:
        """How many times the other: by median, by the least, and by the median of the clock."""
        middle, least = median(self.spent) / median(other.spent), min(self.spent) / min(other.spent)
        return f"{middle:.2f} times (least {least:.2f}, clock {median(self.waited) / median(other.waited):.2f})"


def by_turns(
    acts: Mapping[str, Callable[[], Any]], turns: int, *, prepare: Callable[[str], Any] | None = None
) -> dict[str, Times]:
    """Each act so many times; the first three turns warm up. `prepare` is called before each, outside the time."""
    found = {name: Times() for name in acts}
    for turn in range(turns + 3 if turns > 1 else 1):
        for name, act in acts.items():
            if prepare:
                prepare(name)
            spent, waited = thread_time(), perf_counter()
            act()
            took = (thread_time() - spent) * 1000, (perf_counter() - waited) * 1000
            if turn >= 3 or turns == 1:
                found[name].spent.append(took[0])
                found[name].waited.append(took[1])
    return found
