"""A whole batch divided at once: who gets which application, so that the load stays even. Pure.

First as many as possible are placed, then the largest load of whoever gets work is as small as can be, then the ranking is
followed as well as that allows, each next piece of work for the same person costing more. It is a flow of whole pieces, solved
by HiGHS: the solver behind SciPy's `milp`, eight megabytes by itself instead of a hundred and forty.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

EVENLY = 20  # what one piece of work more weighs against points of the ranking


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work: by person, what they score for it. Who may not do it is not in here."""

    key: int
    fits: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who may get work: how much they have, and how much they can have (None: as much as there is)."""

    key: int
    load: int
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
class Division:
    """Who gets which (by job), what could not be placed, and the largest load afterwards of whoever got something."""

    given: Mapping[int, int]
    unplaced: tuple[int, ...]
    largest: int


def divide(jobs: Sequence[Job], workers: Sequence[Worker]) -> Division:
    """The best division; the same for the same jobs and workers, in whatever order they come."""
    flow = _Flow(sorted(jobs, key=lambda job: job.key), sorted(workers, key=lambda one: one.key))
    if not flow.edges:
        return Division({}, tuple(job.key for job in flow.jobs), 0)
    given = flow.solve(_least_bound(flow))
    loads = {one.key: one.load for one in flow.workers}
    for worker in given.values():
        loads[worker] += 1
    largest = max((loads[worker] for worker in given.values()), default=0)
    return Division(given, tuple(job.key for job in flow.jobs if job.key not in given), largest)


def cost(given: Mapping[int, int], jobs: Sequence[Job], workers: Sequence[Worker]) -> int:
    """What is kept small, beside the largest load: points missed, and work heaped on one person."""
    loads, total = {one.key: one.load for one in workers}, 0
    for job in jobs:
        if job.key in given:
            worker = given[job.key]
            loads[worker] += 1
            total += EVENLY * loads[worker] - job.fits[worker]
    return total


def _least_bound(flow: "_Flow") -> int:
    """The smallest load that nobody who gets something has to pass, while as much is placed as without a bound."""
    high = max(one.load for one in flow.workers) + len(flow.jobs)
    low, most = 0, len(flow.solve(high, plain=True))
    while low < high:
        middle = (low + high) // 2
        if len(flow.solve(middle, plain=True)) == most:
            high = middle
        else:
            low = middle + 1
    return low


class _Flow:
    """Jobs to workers to places: a worker has a place for each load they may come to, the next one dearer than the last."""

    def __init__(self, jobs: list[Job], workers: list[Worker]) -> None:
        self.jobs, self.workers = jobs, workers
        rows = {one.key: len(jobs) + n for n, one in enumerate(workers)}
        self.edges = [
            (n, rows[who], points, who)
            for n, job in enumerate(jobs)
            for who, points in sorted(job.fits.items())
            if who in rows
        ]

    def solve(self, bound: int, *, plain: bool = False) -> dict[int, int]:
        """Who gets which where nobody may come above `bound`: as many as can be; unless `plain`, then for the least cost."""
        places = [
            (len(self.jobs) + n, level)
            for n, one in enumerate(self.workers)
            for level in range(one.load + 1, self._most(one, bound) + 1)
        ]
        placed = 0 if plain else 2 * len(self.jobs) * self._worst(bound) + 1  # placing one more outweighs all the rest
        costs = [-1 if plain else -points - placed for _job, _row, points, _who in self.edges]
        costs += [0 if plain else EVENLY * level for _row, level in places]
        chosen = _solved(costs, [*((job, row) for job, row, _p, _w in self.edges), *places], len(self.jobs), self._rows)
        return {self.jobs[job].key: who for (job, _r, _p, who), on in zip(self.edges, chosen, strict=False) if on}

    @property
    def _rows(self) -> int:
        return len(self.jobs) + len(self.workers)

    def _most(self, one: Worker, bound: int) -> int:
        return min(bound, one.load + len(self.jobs), *([] if one.capacity is None else [one.capacity]))

    def _worst(self, bound: int) -> int:
        return max(abs(points) for _job, _row, points, _who in self.edges) + EVENLY * max(bound, 1)


def _solved(costs: list[int], columns: list[tuple[int, int]], jobs: int, rows: int) -> list[bool]:
    """Which columns are used. The first ones join a job (used at most once) to a worker; a place (row, level) takes one."""
    import highspy  # noqa: PLC0415 - a tenth of a second, and only who divides a batch needs it

    model: Any = highspy.HighsLp()
    starts, indices, values = [0], list[int](), list[float]()
    for first, second in columns:
        joins = first < jobs
        indices += [first, second] if joins else [first]
        values += [1.0, 1.0] if joins else [-1.0]
        starts.append(len(indices))
    model.num_col_, model.num_row_ = len(columns), rows
    model.col_cost_ = [float(one) for one in costs]
    model.col_lower_, model.col_upper_ = [0.0] * len(columns), [1.0] * len(columns)
    model.row_lower_ = [-highspy.kHighsInf] * jobs + [0.0] * (rows - jobs)
    model.row_upper_ = [1.0] * jobs + [0.0] * (rows - jobs)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = starts, indices, values
    # The bare solver: what `Highs` adds to it (callbacks) prints a banner before anything can be switched off.
    bare: Any = highspy.Highs.__base__
    solver = bare()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.passModel(model)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise ArithmeticError(solver.modelStatusToString(solver.getModelStatus()))
    return [value > 0.5 for value in solver.getSolution().col_value]
