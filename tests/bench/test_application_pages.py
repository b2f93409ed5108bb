"""Pages of an application with 75 statements, 200 files and 400 Events against a bare view that renders the same rows.

What the bare view does stands in `bare_application`. Both are asked by turns (see timing). Said is also how many elements each
page has between its header and its footer. Asked: at most 25 queries (the numbers stand in `test_judging_query_counts` and its
like) and 2.5 times the bare view.

    pytest tests/bench/test_application_pages.py -m bench -s
"""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.template import Template
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goedgeregeld.events.models import Event
from keurmerk.models import Application, ApproachPlan, Due, Evidence, EvidenceUse, Explanation, Message
from tests.bench.bare_application import PAGES
from tests.bench.timing import by_turns
from tests.keurmerk.cast import NOW, World, browser
from tests.keurmerk.conftest import world as world  # noqa: PLC0414 - the fixture
from tests.keurmerk.judged import hold_talk
from tests.keurmerk.test_judging_query_counts import application as application  # noqa: PLC0414 - the fixture

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
SESSIONS_ONLY = ["django.contrib.sessions.middleware.SessionMiddleware"]
ELEMENT = re.compile(rb"<([a-z][a-z0-9]*)")
ICONS = {b"svg", b"path", b"circle"}
WORDS = "Wij hebben dit met het bestuur besproken en opgeschreven. Iedereen die begint krijgt het te lezen."


@pytest.fixture(autouse=True)
def plain_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates as a server renders them: the test runner has each send a signal with a copy of its context."""
    monkeypatch.setattr(Template, "_render", lambda self, context: self.nodelist.render(context))


@pytest.fixture
def trajectory(world: World, application: Application) -> Application:
    """With what there is of it halfway: plan, talk, files in use, explanations, messages, costs, 40 days of 10 Events."""
    last = application.submissions.latest("number")
    Application.objects.update(evaluation=last.evaluation)
    for one in application.submissions.all():
        for item in one.contents["items"]:
            item["explanation"] = WORDS
        one.save()
    Evidence.objects.update(added_by=world.iris, name="notulen van het bestuur.pdf")
    codes = [item["code"] for item in last.contents["items"]]
    EvidenceUse.objects.bulk_create(
        EvidenceUse(evidence=one, statement=codes[at % 50]) for at, one in enumerate(Evidence.objects.all())
    )
    Explanation.objects.bulk_create(
        Explanation(application=application, statement=code, text=WORDS, saved_by=world.iris, saved_at=NOW)
        for code in codes[:50]
    )
    plan = {
        "version": 1,
        "state": "approved",
        "route": "full",
        "changed_at": NOW,
        "agreed_at": NOW,
        "submitted_at": NOW,
    }
    ApproachPlan.objects.create(application=application, **plan)
    Due.objects.create(application=application, kind="audit", payee="NOV", amount=450, vat=78, due_since=NOW.date())
    hold_talk(application, world.ad)
    _days(world, application, codes)
    return application


def _days(world: World, application: Application, codes: list[str]) -> None:
    """The Events: each day savings of the dossier and of the assessment, two messages, and something of the plan."""
    events, messages = [], []
    about = {"object_type": "keurmerk.application", "object_id": str(application.pk)}
    acts = [("work_on_dossier", world.iris)] * 4 + [("assess", world.ad)] * 3
    acts += [("say", world.iris), ("say", world.ad), ("agree_plan", world.fatima)]
    for at in range(400):
        verb, who = acts[at % 10]
        when = NOW - timedelta(days=40 - at // 10, minutes=-at % 10)
        saved = {"statements": [codes[at % len(codes)]]} if verb in ("work_on_dossier", "assess") else {}
        events.append(Event(at=when, actor=who, verb=verb, data=saved, **about))
        if verb == "say":
            messages.append(Message(application=application, author=who, text=WORDS, at=when, token=str(at)))
    Event.objects.bulk_create(events)
    Message.objects.bulk_create(messages)


@pytest.mark.parametrize("application", [(75, 200, 1)], indirect=True, ids=["75 statements, 200 files, 400 events"])
@pytest.mark.parametrize("name", PAGES)
@override_settings(ROOT_URLCONF="tests.bench.bare_application")
def test_page(
    world: World, trajectory: Application, name: str, thorough: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    who = browser(world.iris if name in ("work_on_dossier", "evidence") else world.ad)
    number = [2] if name == "submission" else []
    address = reverse(f"{'reports' if name == 'timeline' else 'keurmerk'}:{name}", args=[trajectory.code, *number])
    bare, plain = _bare_client(who), f"/bare/{name}/{trajectory.code}/"
    with override_settings(MIDDLEWARE=SESSIONS_ONLY):
        theirs = _elements(bare.get(plain).content)  # the first request makes the client's chain of middleware
    with CaptureQueriesContext(connection) as queries:
        ours = _elements(who.get(address).content)
        asked = len(queries)
    assert 0.85 * ours <= theirs <= ours
    found = by_turns({"ours": lambda: who.get(address), "bare": lambda: bare.get(plain)}, 60 if thorough else 1)
    with capsys.disabled():
        print(
            f"\n{name}: {asked} queries; {ours} elements, bare {theirs}; {found['ours']}; bare {found['bare']}:",
            end=" ",
        )
        print(found["ours"].against(found["bare"]), end="")


def _elements(content: bytes) -> int:
    """How many elements there are between header and footer, but for the drawings."""
    main = content[content.index(b"<main") : content.rindex(b"<footer")]
    return sum(name not in ICONS for name in ELEMENT.findall(main))


def _bare_client(who: Client) -> Client:
    client = Client()
    session = who.session
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    session["user"] = session["_auth_user_id"]
    session.save()
    return client
