"""How many evaluations one core scores in a second. Run: pytest -m bench -s tests/bench. Measures, never decides."""

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from selfeval.instruments.yaml_file import read_yaml
from selfeval.scoring import as_json, score


@pytest.mark.bench
def test_evaluations_per_second(root: Path, thorough: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """All statements of the shipped instrument on the full route, each time other answers. Aim: 5,000 a second."""
    instrument = read_yaml((root / "fixtures/instruments/goed-geregeld-2026.1.yaml").read_bytes())
    profile = {"volunteers": 500, "paid_fte": 5, "locations": 3, "sector": "care"}
    profile |= {fact.key: True for fact in instrument.profile if fact.type == "bool"}
    chance = random.Random(1)
    given = [{s.code: chance.randint(0, instrument.top) for s in instrument.statements} for _ in range(100)]
    seconds = 2.0 if thorough else 0.1
    figures = _per_second(lambda n: score(instrument, profile, "full", given[n % 100]), seconds)
    with_json = _per_second(lambda n: as_json(instrument, score(instrument, profile, "full", given[n % 100])), seconds)
    with capsys.disabled():
        print(f"\n{len(instrument.statements)} statements: {figures:,.0f} evaluations/s, {with_json:,.0f} with JSON")


def _per_second(work: Callable[[int], object], seconds: float) -> float:
    work(0)
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        work(count)
        count += 1
    return count / (time.perf_counter() - start)
