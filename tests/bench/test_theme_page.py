"""A theme page against a bare Django view: how much of the time is ours, and how much is Django's.

In one process, warm, by turns (see timing). The bare site has sessions and no other middleware; its page renders as many radio
buttons and its POST inserts as many rows in one statement. It comes in two kinds: radios by Django's form widgets (the usual
way) and by a loop in a template (the cheapest way there is). Ours is asked for as it is, with every statement of the evaluation
answered, and packed (gzip), which the bare site cannot do. Asked: at most 2.5 times.

    pytest tests/bench/test_theme_page.py -m bench -s --ds=tests.settings_file     (a file, as in production: commits count)
"""

from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.template import Template
from django.test import Client, override_settings
from django.urls import reverse

from selfeval import actions
from selfeval.entries import EMPTY
from selfeval.instruments.yaml_file import read_yaml
from selfeval.models import Answer, Evaluation
from selfeval.queries import Stand
from tests.bench import bare
from tests.bench.timing import by_turns
from tests.selfeval.cast import NOW, entry, loaded, save, started, wide_file

pytestmark = [pytest.mark.bench, pytest.mark.django_db(transaction=True)]
FORM = "application/x-www-form-urlencoded"  # how a browser sends the page
SHIPPED = settings.BASE_DIR / "fixtures" / "instruments" / "goed-geregeld-2026.1.yaml"
SESSIONS_ONLY = ["django.contrib.sessions.middleware.SessionMiddleware"]
TURNS = 150


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
def both_sites(settings):
    settings.ROOT_URLCONF = "tests.bench.bare"


@pytest.fixture(params=[shipped, synthetic], ids=["largest shipped theme", "30 statements"])
def page(request, opened):
    """An evaluation, the browser that fills it in, the address of one theme, and its statements."""
    evaluation, code = request.param()
    statements = Stand(evaluation).theme_stand(code).statements
    return evaluation, opened(evaluation), reverse("selfeval:theme", args=[evaluation.pk, code]), statements


def bare_client(evaluation: Evaluation) -> Client:
    client = Client()
    client.get(reverse("selfeval:home"))
    session = client.session
    session["user"] = str(evaluation.pk)
    session.save()
    bare = Client()
    bare.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    with override_settings(MIDDLEWARE=SESSIONS_ONLY):
        bare.get("/loop/")  # the first request makes the client's chain of middleware
    return bare


def test_get(page, thorough, capsys):
    evaluation, browser, address, statements = page
    radios = [len(Stand(evaluation).instrument.scale) + 1 + s.allow_na for s in statements]
    bare.QUESTIONS[:] = [
        (s.code, [(str(n), f"Keuze {n}") for n in range(count)]) for s, count in zip(statements, radios, strict=True)
    ]
    client = bare_client(evaluation)
    for kind in ("/widgets/", "/loop/"):
        assert client.get(kind).content.count(b'type="radio"') == sum(radios)
    acts = {
        "ours": lambda: browser.get(address),
        "ours, packed": lambda: browser.get(address, headers={"accept-encoding": "gzip"}),
        "bare with widgets": lambda: client.get("/widgets/"),
        "bare with a loop": lambda: client.get("/loop/"),
    }
    for which in ("nothing answered", "all answered"):
        assert browser.get(address).content.count(b'type="radio"') == sum(radios)
        found = by_turns(acts, TURNS if thorough else 1)
        with capsys.disabled():
            print(f"\nGET, {len(statements)} statements, {sum(radios)} radios, {which}:")
            for name, times in found.items():
                said = [
                    f"{times.against(found[other])} {other}" for other in acts if "bare" in other and "ours" in name
                ]
                print(f"  {name} {times}; {'; '.join(said)}")
        save(evaluation, **{s.code: entry(1, remark="Zo doen wij het.") for s in Stand(evaluation).statements})


def test_post(page, thorough, capsys):
    evaluation, browser, address, statements = page
    other = started(evaluation.instrument_version, {"volunteers": 500, "paid_fte": 5, "minors": True, "alcohol": True})
    bare.EVALUATION[:] = [other.pk]
    codes, turn, client = [s.code for s in statements], iter(range(10**9)), bare_client(evaluation)
    body = {
        "bare": urlencode({f"{code}{tail}": "1" for code in codes for tail in ("", "-was", "-reden", "-opmerking")})
    }

    def prepare(name: str) -> None:
        """Every time other answers; and for the bare site no rows, so that they are inserted."""
        Answer.objects.filter(evaluation=other).delete()
        marks, level = Stand(evaluation).entries, str(next(turn) // 2 % 2)
        fields = dict.fromkeys(codes, level) | {f"{code}-was": marks.get(code, EMPTY).mark for code in codes}
        body["ours"] = urlencode(fields | {f"{code}{tail}": "" for code in codes for tail in ("-reden", "-opmerking")})

    def ours() -> None:
        assert browser.post(address, body["ours"], FORM).status_code == 302

    def theirs() -> None:
        assert client.post("/save/", body["bare"], FORM).status_code == 302

    found = by_turns({"ours": ours, "bare": theirs}, TURNS if thorough else 1, prepare=prepare)
    with capsys.disabled():
        print(f"\nPOST, {len(statements)} statements: ours {found['ours']}; bare {found['bare']};", end=" ")
        print(found["ours"].against(found["bare"]), end="")
