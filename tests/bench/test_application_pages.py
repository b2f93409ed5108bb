"""Pages of an application with 75 statements, 200 files and 400 Events against a bare view that renders the same rows.

The bare view has sessions and no other middleware; it reads the same tables in one query each and writes as many list items,
with as many elements in each, and as many radio buttons, by loops in a template. Asked: at most 25 queries (the numbers stand
in `test_judging_query_counts` and its like) and 2.5 times the bare view.

    pytest tests/bench/test_application_pages.py -m bench -s
"""

from collections.abc import Callable
from itertools import cycle, islice
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse

from goedgeregeld.accounts.models import User
from goedgeregeld.events.models import Event
from keurmerk.models import Application, Evidence, Submission
from tests.keurmerk.cast import World, browser
from tests.keurmerk.conftest import world as world  # noqa: PLC0414 - the fixture
from tests.keurmerk.test_judging_query_counts import application as application  # noqa: PLC0414 - the fixture

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
SIZE = [0, 0, 0]  # list items, elements in each, and radio buttons that the bare page writes
BARE = {
    "ROOT_URLCONF": "tests.bench.test_application_pages",
    "MIDDLEWARE": ["django.contrib.sessions.middleware.SessionMiddleware"],
}
SOURCE = (
    "<!DOCTYPE html><title>Bare</title><ul>{% for key, words in rows %}<li><a href='/{{ key }}/'>{{ words }}</a> "
    "{% for cell in cells %}<span>{{ words }}</span>{% endfor %}</li>{% endfor %}</ul>{% for number in radios %}<label>"
    "<input type='radio' name='{{ number }}' value='1'>"
    "Keuze {{ number }}</label>{% endfor %}"
)
_kept: dict[str, Template] = {}


def bare(request: HttpRequest) -> HttpResponse:
    """As many rows, of the same tables."""
    assert request.session["user"]
    User.objects.get(pk=request.session["user"])
    one = Application.objects.select_related("organisation").get()
    contents = Submission.objects.filter(application=one).latest("number").contents
    rows = [
        *((code, "Antwoord 3") for code in contents["items"]),
        *Evidence.objects.filter(application=one).values_list("pk", "title"),
        *Event.objects.filter(object_id=str(one.pk)).values_list("pk", "verb"),
    ]
    template = _kept.setdefault("page", Template(SOURCE))
    page = {"rows": list(islice(cycle(rows), SIZE[0])), "cells": range(SIZE[1]), "radios": range(SIZE[2])}
    return HttpResponse(template.render(Context(page)))


urlpatterns = [path("bare/", bare)]


def middle(act: Callable[[], Any], repeats: int) -> float:
    """Milliseconds of the act, warm: the median of several times."""
    times = []
    for _ in range(repeats + 2):
        begin = perf_counter()
        act()
        times.append(perf_counter() - begin)
    return median(times[2:]) * 1000


@pytest.fixture(autouse=True)
def plain_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates as a server renders them: the test runner has each send a signal with a copy of its context."""
    monkeypatch.setattr(Template, "_render", lambda self, context: self.nodelist.render(context))


@pytest.mark.parametrize("application", [(75, 200, 400)], indirect=True, ids=["75 statements, 200 files, 400 events"])
def test_pages(world: World, application: Application, thorough: bool, capsys: pytest.CaptureFixture[str]) -> None:
    Application.objects.update(evaluation=application.submissions.latest("number").evaluation)
    ad, iris, code = browser(world.ad), browser(world.iris), application.code
    pages = [
        ("application", ad, reverse("keurmerk:application", args=[code])),
        ("assess_open", ad, reverse("keurmerk:assess_open", args=[code])),
        ("submission", ad, reverse("keurmerk:submission", args=[code, 2])),
        ("timeline", ad, reverse("reports:timeline", args=[code])),
        ("work_on_dossier", iris, reverse("keurmerk:work_on_dossier", args=[code])),
        ("evidence", iris, reverse("keurmerk:evidence", args=[code])),
    ]
    for name, who, address in pages:
        _measure(name, who, address, repeats=15 if thorough else 1, capsys=capsys)


def _measure(name: str, who: Client, address: str, *, repeats: int, capsys: pytest.CaptureFixture[str]) -> None:
    with CaptureQueriesContext(connection) as queries:
        content = who.get(address).content
        asked = len(queries)
    items = sum(content.count(tag) for tag in (b"<li", b"<tr", b"<dt"))
    radios = content.count(b'type="radio"')
    elements = content.count(b"</") - 2 * radios  # what is closed: a label and its words are a radio's own
    SIZE[:] = [items, max(elements // items - 2, 0), radios]
    client = _bare_client(who)
    ours = middle(lambda: who.get(address), repeats)
    with override_settings(**BARE):
        assert client.get("/bare/").content.count(b"<li>") == items
        theirs = middle(lambda: client.get("/bare/"), repeats)
    with capsys.disabled():
        print(f"\n{name}: {asked} queries, {items} rows of {SIZE[1] + 2} elements, {radios} radios", end=": ")
        print(f"{ours:.1f} ms, bare {theirs:.1f} ms, {ours / theirs:.2f} times", end="")


def _bare_client(who: Client) -> Client:
    client = Client()
    session = who.session
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    session["user"] = session["_auth_user_id"]
    session.save()
    return client
