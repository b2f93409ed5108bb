"""What the public register costs among 5,000 marks: searching, checking a code, and what a copy saves. Run: pytest -m bench -s
tests/bench/test_register.py. Measures, and says by EXPLAIN where a table is scanned; on PostgreSQL with DATABASE_URL.

The bare view beside it asks the same marks with one query and writes them as rows of a table, in the frame of our pages.
"""

import random
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import include, path
from django.utils import timezone

from goedgeregeld.accounts.models import Municipality
from keurmerk.actions.findable import keep_marks_findable
from keurmerk.codes import new_code
from keurmerk.models import Mark
from keurmerk.validity import last_day

ROWS = 25
SEARCHES = {
    "nothing": "", "a common word": "?naam=stichting", "two words": "?naam=stichting+noord", "a rare word": "?naam=uniek7x",
    "a place": "?gemeente=GM0003", "a province and a sector": "?provincie=Drenthe&sector=sport", "expired": "?stand=verlopen",
    "withdrawn, of which there are few": "?stand=ingetrokken", "words that never meet": "?naam=koor+museum",
}  # fmt: skip
BARE = """{% extends "ui/base.html" %}{% block main %}<h1>Bare</h1><table><tbody>{% for one in rows %}<tr>
<th><a href="{{ one.number }}">{{ one.name }}</a></th><td>{{ one.municipality.name }}</td><td>{{ one.sector }}</td>
<td>{{ one.state }} {{ one.valid_until|date:"j F Y" }}</td></tr>{% endfor %}</tbody></table>{% endblock %}"""


def bare(request: HttpRequest) -> HttpResponse:
    rows = (
        Mark.objects.select_related("municipality").filter(state="valid").order_by("name")[: int(request.GET["rows"])]
    )
    return HttpResponse(_bare().render({"rows": rows}, request))


def _bare(kept: list = []):  # noqa: B006 - compiled once, as a template on disk is
    if not kept:
        kept.append(engines["django"].from_string(BARE))
    return kept[0]


urlpatterns = [path("bare/", bare), path("", include("goedgeregeld.urls"))]


def fill(number: int) -> list[Mark]:
    """So many marks of the last five years: four in five still run, one in a hundred was withdrawn."""
    chance, today = random.Random(1), timezone.localdate()
    provinces = ["Drenthe", "Utrecht"]
    places = [Municipality(code=f"GM{n:04}", name=f"Plaats {n}", province=provinces[n % 2]) for n in range(300)]
    Municipality.objects.bulk_create(places)
    made = []
    for n in range(number):
        first = today - timedelta(days=chance.randrange(1826))
        name = f"{chance.choice(['Stichting', 'Vereniging', 'Koor', 'Museum'])} {chance.choice(['De Bank', 'Anker', 'Zon'])} "
        made.append(
            Mark(
                number=f"GG-{first.year}-{n:04}", code=new_code(chance.choice), decided_on=first, valid_from=first,
                name=name + chance.choice(["Noord", "Zuid"]) + (f" Uniek{n}x" if n % 50 == 7 else f" {n}"),
                municipality=chance.choice(places), sector=chance.choice(["sport", "care"]), valid_until=last_day(first),
                state="withdrawn" if n % 100 == 3 else "valid", state_since=timezone.now(),
            )
        )  # fmt: skip
    Mark.objects.bulk_create(made, batch_size=1000)
    keep_marks_findable(Mark.objects.select_related("municipality", "organisation"))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return list(Mark.objects.order_by("pk"))


def cost(get: Callable[[], object], repeats: int, *, fresh: bool) -> float:
    """The milliseconds of work an answer takes: the least of many, which a busy machine disturbs least."""
    times = []
    for _ in range(repeats):
        if fresh:
            caches["copies"].clear()
        start = time.process_time()
        get()
        times.append((time.process_time() - start) * 1000)
    return min(times)


def scans(asked: CaptureQueriesContext) -> list[str]:
    """What reads a whole table of marks or their words."""
    found = []
    for query in asked.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute(("EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN ") + query["sql"])
            lines = [str(row[-1]) for row in cursor.fetchall()]
        found += [
            line
            for line in lines
            if ("SCAN keurmerk" in line and "INDEX" not in line) or "Seq Scan on keurmerk" in line
        ]
    return found


@pytest.mark.bench
@pytest.mark.django_db(transaction=True)
@override_settings(ROOT_URLCONF="tests.bench.test_register")
def test_the_register(thorough: bool, capsys: pytest.CaptureFixture[str]) -> None:
    number, repeats = (5000, 40) if thorough else (60, 2)
    marks = fill(number)
    client, lines = Client(), []
    one = next(mark for mark in marks if mark.state == "valid" and mark.valid_until > timezone.localdate())
    bare_list = cost(lambda: client.get(f"/bare/?rows={ROWS}"), repeats, fresh=False)
    bare_one = cost(lambda: client.get("/bare/?rows=1"), repeats, fresh=False)
    asks = {f"register: {name}": (f"/register/{query}", bare_list) for name, query in SEARCHES.items()}
    asks["a code"] = (f"/controle/{one.code}/", bare_one)
    asks["one mark"] = (f"/register/{one.number}/", bare_one)
    asks |= {f"{name} (file)": (address, bare_one) for name, address in {
        "badge": f"/register/{one.number}/badge.svg", "json": f"/register/{one.number}.json",
        "credential": f"/register/{one.number}/credential.jwt", "status list": "/register/status/suspension.jwt",
    }.items()}  # fmt: skip
    for name, (address, beside) in asks.items():
        caches["copies"].clear()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        queries, found = len(asked), scans(asked)  # before the next request empties the log
        assert queries <= 4, (name, [query["sql"] for query in asked.captured_queries])
        first, again = (cost(lambda: client.get(address), repeats, fresh=fresh) for fresh in (True, False))  # noqa: B023
        lines.append(
            f"  {name:<44}{queries:2} queries{first:8.2f} ms  x{first / beside:4.1f} of a bare view"
            f"{again:8.2f} ms from a copy: x{first / again:5.1f}" + "".join(f"\n    scans: {line}" for line in found)
        )
    with capsys.disabled():
        print(
            f"\n{connection.vendor}, {number:,} marks; bare views: {bare_list:.2f} ms ({ROWS} rows), {bare_one:.2f} ms (1)"
        )
        print("\n".join(lines))
