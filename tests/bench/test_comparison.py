"""The comparison of 200 people at 70 statements against a bare view of the same table; and what an agreed answer costs.

The bare view reads the same outcome from the same row, in a site with sessions and nothing else, and renders the same rows and
bars with a plain Django template. Both by turns, in one process and warm. Asked: at most 10 queries and 3 times the bare view;
and an agreed answer as cheap as any (it is the same address, at an evaluation with a round and at one without).

    pytest tests/bench/test_comparison.py -m bench -s
"""

from random import Random
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse

from selfeval import actions
from selfeval.models import Evaluation, Response, Round
from selfeval.queries.together import response_seal
from tests.bench.test_theme_page import bare_client
from tests.selfeval.cast import later, loaded, started, wide_file
from tests.selfeval.together.stage import opened as round_of

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
PEOPLE, STATEMENTS, GROUPS = 200, 70, ("Bestuur", "Coördinatoren", "Vrijwilligers")
REPEATS, ROUNDS = 15, 5
ROUND: list[Any] = []
COLOURS = ("#fff", "#dde", "#99b", "#124")
PAGE = Template(
    "<!DOCTYPE html><title>Bare</title><table>{% for row in rows %}<tr><th>{{ row.code }}</th><td><svg viewBox='0 0 400 40'>"
    "{% for piece in row.bar %}<rect fill='{{ piece.fill }}' x='{{ piece.x }}' width='{{ piece.width }}' height='40'/><text "
    "x='{{ piece.x }}' y='27'>{{ piece.count }}</text>{% endfor %}</svg><span>{% for n in row.levels %}{{ n }} {% endfor %}"
    "</span></td><td>{{ row.measure }}</td><td>{{ row.na }}</td><td>{{ row.unknown }}</td></tr>{% endfor %}</table><table>"
    "{% for row in rows %}<tr><th>{{ row.code }}</th>{% for name, bar, levels in row.groups %}<td>{{ name }}"
    "<svg viewBox='0 0 400 40'>{% for piece in bar %}<rect fill='{{ piece.fill }}' x='{{ piece.x }}' "
    "width='{{ piece.width }}' height='40'/><text "
    "x='{{ piece.x }}' y='27'>{{ piece.count }}</text>{% endfor %}</svg><span>{% for n in levels %}{{ n }} {% endfor %}</span>"
    "</td>{% endfor %}<td>{{ row.measure }}</td></tr>{% endfor %}</table>"
)


def pieces(levels: list[int]) -> list[dict[str, object]]:
    total, at, found = sum(levels) or 1, 0, []
    for fill, count in zip(COLOURS, levels, strict=True):
        found.append({"fill": fill, "x": at * 400 // total, "width": count * 400 // total, "count": count})
        at += count
    return found


def bare(request: HttpRequest) -> HttpResponse:
    """The same outcome, the same rows."""
    assert request.session["user"]
    rows = []
    for code, (whole, groups) in Round.objects.get(pk=ROUND[0]).outcome["statements"].items():
        *levels, na, unknown = whole
        measure = sum(abs(a - b) * m * n for a, m in enumerate(levels) for b, n in enumerate(levels)) / sum(levels) ** 2
        beside = [(name, pieces(row[:-2]), row[:-2]) for name, row in groups.items()]
        found = {"code": code, "levels": levels, "bar": pieces(levels), "measure": f"{measure:.2f}", "groups": beside}
        rows.append({**found, "na": na, "unknown": unknown})
    rows.sort(key=lambda row: row["measure"], reverse=True)
    return HttpResponse(PAGE.render(Context({"rows": rows})))


urlpatterns = [path("bare/", bare)]
BARE = {
    "ROOT_URLCONF": "tests.bench.test_comparison",
    "MIDDLEWARE": ["django.contrib.sessions.middleware.SessionMiddleware"],
    "TEMPLATES": [{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
}


@pytest.fixture(autouse=True)
def plain_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates as a server renders them: the test runner has each send a signal with a copy of its context."""
    monkeypatch.setattr(Template, "_render", lambda self, context: self.nodelist.render(context))


@pytest.fixture(autouse=True)
def briefly(thorough: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not thorough:
        monkeypatch.setitem(globals(), "REPEATS", 2)
        monkeypatch.setitem(globals(), "ROUNDS", 1)


@pytest.fixture(params=[True, False], ids=["anonymous", "named"])
def held(request: pytest.FixtureRequest, db: None) -> Evaluation:
    """Closed, with 200 people who answered 70 statements each, in three groups."""
    evaluation = started(loaded(wide_file(STATEMENTS // 5, themes=5)))
    one = round_of(evaluation, anonymous=request.param, groups=GROUPS)
    chance = Random(7)
    codes = [f"A{number}" for number in range(1, STATEMENTS + 1)]
    Response.objects.bulk_create(
        Response(
            round=one,
            key_sha256=response_seal(f"{evaluation.pk}-{at}"),
            name="" if request.param else f"Deelnemer {at}",
            group=GROUPS[at % 3],
            entries={code: [str(chance.randrange(4)), "", ""] for code in codes},
            handed_in=True,
        )
        for at in range(PEOPLE)
    )
    begin = perf_counter()
    ROUND[:] = [actions.close_round(one, now=later(9)).pk]
    print(f"\nClosing with {PEOPLE} x {STATEMENTS}: {(perf_counter() - begin) * 1000:.0f} ms")
    return evaluation


def timed(client: Client, address: str) -> float:
    begin = perf_counter()
    assert client.get(address).status_code == 200
    return (perf_counter() - begin) * 1000


def test_the_comparison(held, opened):
    ours, plain = opened(held), bare_client(held)
    address = reverse("selfeval:comparison", args=[held.pk])
    page = ours.get(address).content
    assert page.count(b"<rect") > STATEMENTS * 4 * 4
    with CaptureQueriesContext(connection) as context:
        ours.get(address)
    queries = len(context.captured_queries)
    assert 0 < queries <= 10
    best = {"ours": float("inf"), "bare": float("inf")}
    for _ in range(ROUNDS):
        best["ours"] = min(best["ours"], median(timed(ours, address) for _ in range(REPEATS)))
        with override_settings(**BARE):
            best["bare"] = min(best["bare"], median(timed(plain, "/bare/") for _ in range(REPEATS)))
    ratio = best["ours"] / best["bare"]
    sizes = f"{queries} queries, {len(page) // 1000} kB"
    print(f"\nComparison: ours {best['ours']:.1f} ms, bare {best['bare']:.1f} ms (ratio {ratio:.2f}); {sizes}")


def test_an_agreed_answer(held, opened):
    pairs = (("agreed", held), ("any", started(held.instrument_version)))
    saving = {name: (opened(one), reverse("selfeval:save", args=[one.pk, "A-1"])) for name, one in pairs}
    seen, times, queries = dict.fromkeys(saving, ".."), {name: [] for name in saving}, {}
    for turn in range(REPEATS * ROUNDS):
        for name, (client, address) in saving.items():
            with CaptureQueriesContext(connection) as context:
                begin = perf_counter()
                kept = client.post(address, {"A1": str(turn % 4), "A1-was": seen[name]}).json()
                times[name].append((perf_counter() - begin) * 1000)
            seen[name], queries[name] = kept["marks"]["A1"], len(context.captured_queries)
    assert queries["agreed"] == queries["any"] > 0
    best = {name: median(found) for name, found in times.items()}
    ratio = best["agreed"] / best["any"]
    print(f"\nAgreed answer {best['agreed']:.2f} ms, any answer {best['any']:.2f} ms (ratio {ratio:.2f})")
