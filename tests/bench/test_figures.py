"""The office's dashboard at ten thousand and at a million evaluations, and making a year of summaries anew.

What is stored: the evaluations with their profile, and what `tally` keeps of them; of their 70 answers none, which neither the
dashboard nor the summaries of completed evaluations read. Five years, a fifth part in each, two thirds completed, half
of today's day past; all provinces, sectors, sizes, routes. Asked: at most 1.5 times the time and 30 queries; a year over
100,000 evaluations within 60 s.

    pytest tests/bench/test_figures.py -m bench -s
"""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext

from goedgeregeld.accounts.models import Municipality
from goedgeregeld.accounts.states import Sector
from reports.kpi import tallies
from reports.models import Tally, TallyState, UseFact
from selfeval.models import Evaluation
from tests.reports.kpi import cast
from tests.reports.people import browser, someone

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
NOW = datetime.now(tz=UTC)
PROVINCES = ("Drenthe", "Flevoland", "Fryslân", "Gelderland", "Groningen", "Limburg", "Noord-Brabant", "Noord-Holland")


def evaluations(number: int, years: int) -> Iterator[Evaluation]:
    """So many, spread over these years up to now."""
    chance, version = random.Random(number), cast.version()
    for _ in range(number):
        opened = NOW - timedelta(seconds=chance.randrange(years * 365 * 86_400))
        done = chance.random() < 0.67
        completed = min(opened + timedelta(minutes=chance.randrange(10_000)), NOW) if done else None
        yield Evaluation(
            instrument_version=version,
            profile={
                "volunteers": chance.randrange(1000),
                "sector": chance.choice(Sector.values),
                "municipality": f"GM{chance.randrange(len(PROVINCES)):04}",
            },
            route=chance.choice(["full", "star"]),
            state="completed" if done else "started",
            started_at=opened,
            changed_at=completed or opened,
            completed_at=completed,
            result=cast.RESULT if done and number < 10 else ({} if done else None),
        )


def fill(number: int, years: int) -> None:
    """Anew: these evaluations and nothing else."""
    for model in (Tally, TallyState, UseFact, Evaluation):
        model.objects.all().delete()
    batch: list[Evaluation] = []
    for one in evaluations(number, years):
        batch.append(one)
        if len(batch) == 5000:
            Evaluation.objects.bulk_create(batch)
            batch.clear()
    Evaluation.objects.bulk_create(batch)


def middle(act: Callable[[], Any], repeats: int) -> float:
    """Milliseconds, warm: the median of several times."""
    times = []
    for _ in range(repeats + 2):
        begin = perf_counter()
        act()
        times.append(perf_counter() - begin)
    return median(times[2:]) * 1000


@pytest.fixture(autouse=True)
def _places() -> None:
    for place, province in enumerate(PROVINCES):
        Municipality.objects.create(code=f"GM{place:04}", name=province, province=province)


def test_dashboard(thorough: bool, capsys: pytest.CaptureFixture[str]) -> None:
    sanne, found = browser(someone("Sanne")), {}
    sizes = (10_000, 1_000_000) if thorough else (50, 500)
    for number in sizes:
        fill(number, 5)
        tallies.rebuild(now=NOW)
        for address in ("/kantoor/cijfers/", "/kantoor/cijfers/?provincie=Drenthe&sector=sport"):
            reset_queries()  # the log holds only so many
            with CaptureQueriesContext(connection) as asked:
                assert sanne.get(address).status_code == 200
            queries = len(asked)  # now: the next request empties the log
            took = middle(lambda address=address: sanne.get(address), 9 if thorough else 1)
            found[number, address] = took, queries
    with capsys.disabled():
        for (number, address), (time, asked) in found.items():
            ratio = time / found[sizes[0], address][0]
            print(f"\n{number} evaluations, {address}: {time:.0f} ms, {asked} queries, {ratio:.2f} times", end="")


def test_making_a_year_anew(thorough: bool, capsys: pytest.CaptureFixture[str]) -> None:
    number = 100_000 if thorough else 100
    fill(number, 1)
    begin = perf_counter()
    tallies.rebuild(now=NOW)
    with capsys.disabled():
        print(
            f"\na year of {number} evaluations made anew in {perf_counter() - begin:.1f} s, {Tally.objects.count()} sums",
            end="",
        )


def test_export(thorough: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """Asked: 100,000 rows in constant memory (growth under 60 MB), at least 5,000 rows a second."""
    number = 100_000 if thorough else 100
    fill(number, 1)
    tallies.rebuild(now=NOW)
    sanne = browser(someone("Sanne"))
    for form in ("csv", "xlsx"):
        before, begin = _peak(), perf_counter()
        size = sum(
            len(part) for part in sanne.get(f"/kantoor/cijfers/gegevens/zelfevaluaties/{form}/").streaming_content
        )
        took = perf_counter() - begin
        with capsys.disabled():
            print(
                f"\n{form}: {number / took:.0f} rows/s, {size / 1e6:.1f} MB, peak grew {_peak() - before:.0f} MB",
                end="",
            )


def test_report(thorough: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """Asked: the PDF under 1.5 s."""
    fill(10_000 if thorough else 50, 4)
    tallies.rebuild(now=NOW)
    sanne = browser(someone("Sanne"))
    begin = perf_counter()
    assert sanne.get(f"/kantoor/cijfers/rapporten/{NOW.year}/pdf/").status_code == 200
    first = perf_counter() - begin
    again = middle(lambda: sanne.get(f"/kantoor/cijfers/rapporten/{NOW.year}/pdf/"), 5 if thorough else 1)
    with capsys.disabled():
        print(f"\nreport: {first * 1000:.0f} ms with its charts drawn, {again:.0f} ms after that", end="")


def _peak() -> float:
    """The most memory this process ever used, in MB."""
    return getrusage(RUSAGE_SELF).ru_maxrss / 1024
