"""What finding an organisation costs among 500 and among 50,000. Run: pytest -m bench -s tests/bench. Measures, and says
by EXPLAIN where a table is scanned; on PostgreSQL with DATABASE_URL. Among them searches that are made to be slow: words that
never meet, a common word where it is not, a page far into a common word.
"""

import random
import time
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goedgeregeld.accounts import names
from goedgeregeld.accounts.models import Municipality, Organisation, OrganisationWord
from goedgeregeld.accounts.queries import find_organisations

NOW = datetime(2026, 11, 23, tzinfo=UTC)
KINDS = ["Stichting", "Vereniging", "Koor", "Museum"]
FAR = "far"  # stands for a place three quarters along
SEARCHES: dict[str, dict[str, str]] = {
    "nothing": {},
    "one letter": {"text": "s"},
    "a common word": {"text": "stichting"},
    "two common words": {"text": "stichting noord"},
    "a rare word": {"text": "uniek7x"},
    "a common and a rare one": {"text": "stichting uniek7x"},
    "no such word": {"text": "xyzzy"},
    "in a municipality": {"municipality": "GM0003"},
    "a common word there": {"text": "noord", "municipality": "GM0003"},
    "in a province": {"province": "Drenthe"},
    "a word in a province": {"text": "koor", "province": "Drenthe"},
    "in a sector": {"sector": "sport"},
    "a word in a sector": {"text": "museum", "sector": "sport"},
    "all at once": {"text": "stichting zuid", "province": "Drenthe", "sector": "sport"},
    "words that never meet": {"text": "koor museum"},
    "a word where it is not": {"text": "skutsje", "province": "Drenthe"},
    "a sector where it is not": {"province": "Drenthe", "sector": "politics"},
    "far into a common word": {"text": "stichting", "after": FAR},
}


def fill(number: int) -> None:
    """So many organisations, evenly over 4 municipalities, 2 provinces and 2 sectors; only in Utrecht some say Skutsje."""
    chance = random.Random(1)
    letters = "bcdfghklmnprstvz"
    words = ["".join(chance.choice(letters) + chance.choice("aeiou") for _ in range(3)) for _ in range(2000)]
    provinces = ["Drenthe", "Utrecht"]
    Municipality.objects.bulk_create(
        Municipality(code=f"GM{n:04}", name=f"Plaats {n}", province=provinces[n % 2]) for n in range(4)
    )
    made, kept = [], []
    for n in range(number):
        where = chance.choice(["Noord", "Zuid", "Skutsje"] if n % 4 == 1 else ["Noord", "Zuid"])
        name = f"{KINDS[n // 8 % 4]} {chance.choice(words)} {where}" + (f" Uniek{n}x" if n % 50 == 7 else "")
        one = Organisation(
            id=UUID(int=chance.getrandbits(128), version=4), name=name, search=names.searchable(name),
            core=names.core(name), municipality_id=f"GM{n % 4:04}", created_at=NOW,
            sector="politics" if n % 4 == 1 else chance.choice(["sport", "care"]),
        )  # fmt: skip
        made.append(one)
        found_by = {"sort": one.search[:40], "municipality_id": one.municipality_id, "sector": one.sector}
        found_by["province"] = provinces[n % 2]
        kept += [OrganisationWord(organisation=one, word=word, **found_by) for word in ["", *names.words(name)]]
    Organisation.objects.bulk_create(made, batch_size=2000)
    OrganisationWord.objects.bulk_create(kept, batch_size=5000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def placed(search: dict[str, str]) -> dict[str, str]:
    """The search, with FAR turned into a place."""
    if search.get("after") != FAR:
        return search
    rows = OrganisationWord.objects.filter(word=search["text"]).order_by("sort", "organisation")
    return {**search, "after": f"{search['text']}~{rows[rows.count() * 3 // 4].organisation_id}"}


def cost(search: dict[str, str], repeats: int) -> float:
    """The milliseconds of a page: the quickest of many, which a busy machine disturbs least."""
    times, search = [], placed(search)
    for _ in range(repeats):
        start = time.perf_counter()
        find_organisations(**search)
        times.append((time.perf_counter() - start) * 1000)
    return min(times)


def work(search: dict[str, str]) -> int:
    """How much the database does for a page, whatever else the machine is at: steps of SQLite's machine, in tens, or pages
    PostgreSQL looked at."""
    search = placed(search)
    if connection.vendor == "sqlite":
        steps = []
        connection.connection.set_progress_handler(lambda: steps.append(1), 10)
        find_organisations(**search)
        connection.connection.set_progress_handler(None, 0)
        return len(steps)
    with CaptureQueriesContext(connection) as asked:
        find_organisations(**search)
    pages = 0
    for query in asked.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + query["sql"])
            plan = cursor.fetchone()[0][0]["Plan"]
            pages += plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
    return pages


def plans(search: dict[str, str]) -> str:
    search = placed(search)
    with CaptureQueriesContext(connection) as asked:
        find_organisations(**search)
    lines = []
    for query in asked.captured_queries:
        with connection.cursor() as cursor:
            word = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
            cursor.execute(word + query["sql"])
            lines += [str(row[-1]) for row in cursor.fetchall()]
    return "\n".join(lines)


@pytest.mark.bench
@pytest.mark.django_db(transaction=True)
def test_cost_does_not_grow(thorough: bool, capsys: pytest.CaptureFixture[str]) -> None:
    costs: dict[int, dict[str, float]] = {}
    works: dict[int, dict[str, int]] = {}
    fewer, more, repeats = (500, 50_000, 60) if thorough else (50, 500, 1)
    for number in (fewer, more):
        OrganisationWord.objects.all().delete()
        Organisation.objects.all().delete()
        Municipality.objects.all().delete()
        fill(number)
        costs[number] = {name: cost(search, repeats) for name, search in SEARCHES.items()}
        works[number] = {name: work(search) for name, search in SEARCHES.items()}
    scans = {name: plan for name, search in SEARCHES.items() if _scans(plan := plans(search))}
    with capsys.disabled():
        print(f"\n{connection.vendor}: ms a page among {fewer:,} and {more:,} organisations; the database's work")
        for name in SEARCHES:
            few, many = costs[fewer][name], costs[more][name]
            did, does = works[fewer][name], works[more][name]
            print(f"  {name:<26}{few:7.2f}{many:8.2f}   x{many / few:.1f}{did:9}{does:7}   x{does / max(did, 1):.1f}")
        for name, plan in scans.items():
            print(f"  scans: {name}\n{plan}")


def _scans(plan: str) -> bool:
    """Whether a whole table of names is read, not by an index."""
    lines = plan.splitlines()
    if connection.vendor == "sqlite":
        return any(line.startswith("SCAN") and "INDEX" not in line and "subquery" not in line for line in lines)
    return any("Seq Scan on accounts_organisation" in line for line in lines)
