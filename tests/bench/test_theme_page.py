"""A theme page against a bare Django view: how much of the time is ours, and how much is Django's.

In one process, warm, alternating; of each the best of several medians. The bare site has sessions and no other
middleware; its page renders as many radio buttons and its POST inserts as many rows in one statement. It comes in two
kinds: radios by Django's form widgets (the usual way) and by a loop in a template (the cheapest way there is). Ours is
asked for as it is, with every statement of the evaluation answered, and packed (gzip), which the bare site cannot do.

    pytest tests/bench/test_theme_page.py -m bench -s --ds=tests.settings_file     (a file, as in production: commits count)
"""

from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.template import Template
from django.test import Client, override_settings
from django.urls import reverse

from selfeval import actions
from selfeval.instruments.yaml_file import read_yaml
from selfeval.models import Answer, Evaluation
from selfeval.queries import Stand
from tests.bench import bare
from tests.selfeval.cast import NOW, entry, loaded, save, started, wide_file

pytestmark = [pytest.mark.bench, pytest.mark.django_db(transaction=True)]
REPEATS, ROUNDS = 30, 7
FORM = "application/x-www-form-urlencoded"  # how a browser sends the page
SHIPPED = settings.BASE_DIR / "fixtures" / "instruments" / "goed-geregeld-2026.1.yaml"
BARE = {
    "ROOT_URLCONF": "tests.bench.bare",
    "MIDDLEWARE": ["django.contrib.sessions.middleware.SessionMiddleware"],
    "TEMPLATES": [{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    "FORM_RENDERER": "django.forms.renderers.DjangoTemplates",
}


def shipped() -> tuple[Evaluation, str]:
    """The largest theme of the instrument that is shipped, for an organisation to which everything applies."""
    instrument = read_yaml(SHIPPED.read_bytes())
    version = actions.load_instrument(instrument, publish=True, by=None, now=NOW)
    yes = {fact.key: True for fact in instrument.profile if fact.type == "bool"}
    numbers = {
        fact.key: type(fact.max)(500) if fact.type == "decimal" else 500
        for fact in instrument.profile
        if fact.type in {"int", "decimal"}
    }
    evaluation = started(version, {**yes, **numbers})
    return evaluation, max(Stand(evaluation).themes, key=lambda one: one.total).theme.code


def synthetic() -> tuple[Evaluation, str]:
    """One theme of 30 statements."""
    return started(loaded(wide_file(30))), "A-1"


@pytest.fixture(autouse=True)
def plain_templates(monkeypatch):
    """Templates as a server renders them: the test runner has each send a signal with a copy of its context."""
    monkeypatch.setattr(Template, "_render", lambda self, context: self.nodelist.render(context))


@pytest.fixture(autouse=True)
def briefly(thorough, monkeypatch):
    if not thorough:
        monkeypatch.setitem(globals(), "REPEATS", 2)
        monkeypatch.setitem(globals(), "ROUNDS", 1)


def middle(act: Callable[[], Any]) -> float:
    """Milliseconds of the act, warm: the median of several times."""
    for _ in range(3):  # a change of settings throws away the templates that were read
        act()
    times = []
    for _ in range(REPEATS):
        begin = perf_counter()
        act()
        times.append(perf_counter() - begin)
    return median(times) * 1000


@pytest.fixture(params=[shipped, synthetic], ids=["largest shipped theme", "30 statements"])
def page(request, opened):
    """Ours and the bare one, as (GET, POST) each, and how large they are."""
    evaluation, code = request.param()
    statements = Stand(evaluation).theme_stand(code).statements
    radios = [len(Stand(evaluation).instrument.scale) + 1 + s.allow_na for s in statements]
    browser, address = opened(evaluation), reverse("selfeval:theme", args=[evaluation.pk, code])
    turn = iter(range(10**9))

    def ours(**headers: str) -> None:
        assert browser.get(address, headers=headers).status_code == 200

    def fill_in() -> None:
        level, entries = next(turn) % 2, {s.code: "" for s in statements}
        marks = Stand(evaluation).entries
        fields = {c: str(level) for c in entries}
        fields |= {f"{c}-was": marks[c].mark if c in marks else ".." for c in entries}
        fields |= {f"{c}-reden": "" for c in entries} | {f"{c}-opmerking": "" for c in entries}
        body = urlencode(fields)
        begin = perf_counter()
        assert browser.post(address, body, FORM).status_code == 302
        timings.append(perf_counter() - begin)

    timings: list[float] = []
    return evaluation, ours, fill_in, timings, [s.code for s in statements], radios


def bare_client(evaluation: Evaluation) -> Client:
    client = Client()
    client.get(reverse("selfeval:home"))
    session = client.session
    session["user"] = str(evaluation.pk)
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def test_get(page):
    evaluation, ours, _fill_in, _timings, codes, radios = page
    client = bare_client(evaluation)
    bare.QUESTIONS[:] = [
        (code, [(str(n), f"Keuze {n}") for n in range(count)]) for code, count in zip(codes, radios, strict=True)
    ]

    def widgets() -> None:
        assert client.get("/widgets/").content.count(b'type="radio"') == sum(radios)

    def loop() -> None:
        assert client.get("/loop/").content.count(b'type="radio"') == sum(radios)

    def measured() -> dict[str, float]:
        found = {"ours": middle(ours), "ours, packed": middle(lambda: ours(accept_encoding="gzip"))}
        with override_settings(**BARE):
            return {**found, "widgets": middle(widgets), "loop": middle(loop)}

    def report(which: str) -> None:
        rounds = [measured() for _ in range(ROUNDS)]
        best = {name: min(one[name] for one in rounds) for name in rounds[0]}
        print(f"\nGET, {len(codes)} statements, {sum(radios)} radios, {which}:", end=" ")
        print(f"bare with widgets {best['widgets']:.2f} ms, with a loop {best['loop']:.2f} ms", end="")
        for name in ("ours", "ours, packed"):
            ratios = [f"{best[name] / best[bare]:.2f}" for bare in ("widgets", "loop")]
            print(f"; {name} {best[name]:.2f} ms (ratio {ratios[0]} and {ratios[1]})", end="")

    report("nothing answered")
    save(evaluation, **{s.code: entry(1, remark="Zo doen wij het.") for s in Stand(evaluation).statements})
    report("all answered")


def test_post(page):
    evaluation, _ours, fill_in, timings, codes, _radios = page
    client = bare_client(evaluation)
    other = started(evaluation.instrument_version, {"volunteers": 500, "paid_fte": 5, "minors": True, "alcohol": True})
    bare.EVALUATION[:] = [other.pk]
    bare_times: list[float] = []
    fields = {f"{name}{tail}": "1" for name in codes for tail in ("", "-was", "-reden", "-opmerking")}

    body = urlencode(fields)

    def insert() -> None:
        Answer.objects.filter(evaluation=other).delete()
        begin = perf_counter()
        assert client.post("/save/", body, FORM).status_code == 302
        bare_times.append(perf_counter() - begin)

    mine = theirs = float("inf")
    for _ in range(ROUNDS):
        timings.clear()
        for _ in range(REPEATS):
            fill_in()
        mine = min(mine, median(timings) * 1000)
        with override_settings(**BARE):
            bare_times.clear()
            for _ in range(REPEATS):
                insert()
            theirs = min(theirs, median(bare_times) * 1000)
    print(f"\nPOST, {len(codes)} statements: ours {mine:.2f} ms; bare {theirs:.2f} ms (ratio {mine / theirs:.2f})")
