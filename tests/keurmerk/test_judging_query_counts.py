"""How many queries the pages of assessment, audit and supplement cost: literal numbers, the same for few rows as for many.

The many: 75 statements, 200 files and 400 Events. Transaction control counts too: in a test a transaction is a savepoint.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goedgeregeld.events.actions import record
from keurmerk import dossiers
from keurmerk.actions import assessment, audit, findings
from keurmerk.actions.audit import Question
from keurmerk.drafts import mark_of
from keurmerk.judging import Found, Opinion
from keurmerk.models import Application, Evidence, Submission, SupplementItem
from keurmerk.states import EvidenceKind
from selfeval.queries import Stand
from tests.keurmerk.cast import NOW, World, browser
from tests.keurmerk.judged import evaluation, hold_talk, sent
from tests.selfeval.cast import LARGE, wide_file

SIZES = [(1, 1, 1), (3, 3, 3), (75, 200, 400)]  # statements, files, Events
Counted = Callable[..., Any]


@pytest.fixture(params=SIZES, ids=lambda size: "{} statements, {} files, {} events".format(*size))
def application(request: pytest.FixtureRequest, world: World) -> Application:
    """Being assessed: handed in twice, so that what was said before is looked at as well."""
    statements, files, events = request.param
    about = evaluation(wide_file(min(statements, 15), max(statements // 15, 1)), LARGE)
    made = world.application("assessment")
    pieces = Evidence.objects.bulk_create(
        Evidence(
            application=made, kind=EvidenceKind.FILE, file=f"evidence/x/{n}", title=f"Stuk {n}", size=9, added_at=NOW
        )
        for n in range(files)
    )
    codes = [statement.code for statement in Stand(about).statements]
    items = {
        code: dossiers.Item("3", evidence=tuple(one.pk for one in pieces[at :: len(codes)]))
        for at, code in enumerate(codes)
    }
    contents = dossiers.as_json(dossiers.Dossier("full", items, {one.pk: one.title for one in pieces}))
    values = {"application": made, "evaluation": about, "route": "full", "contents": contents, "submitted_at": NOW}
    first = Submission.objects.create(number=1, **values)
    assessment.save_opinions(made, {}, over=codes, by=world.ad, now=NOW)
    first.assessment.advised_at = NOW
    first.assessment.save()
    Submission.objects.create(number=2, **values)
    for _ in range(events):
        record("assess", made, by=world.ad, now=NOW, statements=codes[:1])
    return made


@pytest.fixture
def audited(world: World, application: Application) -> Application:
    """With the auditor, who asked something at the first statement."""
    found = assessment.save_opinions(application, {}, over=["A1"], by=world.ad, now=NOW).assessing
    assessment.save_opinions(application, {}, over=list(found.book.by_code), by=world.ad, now=NOW)
    hold_talk(application, world.ad)
    assessment.advise_positively(application, reasons="Goed.", by=world.ad, now=NOW)
    Application.objects.update(state="audit", auditor=world.aud)
    audit.open_audit(application, auditor=world.aud, now=NOW)
    findings.draw_sample(application, per_theme=10, seed=1, by=world.aud, now=NOW)
    entries = sent(**dict.fromkeys(found.book.by_code, Found("meets", "Gezien.")))
    findings.save_findings(application, entries, by=world.aud, now=NOW)
    audit.ask_supplement(application, questions=[Question("Waar?", "A1")], by=world.aud, now=NOW)
    SupplementItem.objects.get().evidence.set(Evidence.objects.all())
    return application


def url(name: str, application: Application, *more: object) -> str:
    return reverse(f"keurmerk:{name}", args=[application.code, *more])


def looked(who: Client, address: str) -> None:
    assert who.get(address).status_code == 200


@pytest.mark.parametrize(
    ("name", "more", "count"),
    [
        ("assess", (), 10),
        ("assess_theme", ("A-1",), 8),
        ("assess_open", (), 8),
        ("talk", (), 5),
        ("advise_positively", (), 9),
    ],
)
def test_the_adviser_looks(
    world: World, application: Application, django_assert_num_queries: Counted, name: str, more: Any, count: int
) -> None:
    ad = browser(world.ad)
    looked(ad, url(name, application, *more))
    with django_assert_num_queries(count):
        looked(ad, url(name, application, *more))


def test_the_adviser_saves(world: World, application: Application, django_assert_num_queries: Counted) -> None:
    ad = browser(world.ad)
    fields = {"A1": "2", "A1-bewijs": "", "A1-opmerking": "", "A1-was": mark_of(Opinion())}
    with django_assert_num_queries(16):
        assert ad.post(url("save_opinions", application), fields).status_code == 200


@pytest.mark.parametrize(
    ("name", "more", "count"),
    [
        ("find", (), 16),
        ("find_theme", ("A-1",), 12),
        ("find_open", (), 8),
        ("recommend", (), 16),
        ("draw_sample", (), 10),
        ("ask_supplement", (), 8),
        ("audit", (), 11),
        ("assessment", (), 6),
    ],
)
def test_the_auditor_looks(
    world: World, audited: Application, django_assert_num_queries: Counted, name: str, more: Any, count: int
) -> None:
    Application.objects.update(state="audit")
    aud = browser(world.aud)
    with django_assert_num_queries(count):
        looked(aud, url(name, audited, *more))


def test_the_auditor_saves(world: World, audited: Application, django_assert_num_queries: Counted) -> None:
    Application.objects.update(state="audit")
    aud = browser(world.aud)
    code = audited.audits.get().sample[0]
    fields = {code: "minor", f"{code}-reden": "", f"{code}-was": mark_of(Found("meets", "Gezien."))}
    with django_assert_num_queries(14):
        assert aud.post(url("save_findings", audited), fields).status_code == 200


@pytest.mark.parametrize(("name", "count"), [("answer_supplement", 9), ("answer_question", 11)])
def test_the_organisation_looks(
    world: World, audited: Application, django_assert_num_queries: Counted, name: str, count: int
) -> None:
    iris, item = browser(world.iris), SupplementItem.objects.get().pk
    with django_assert_num_queries(count):
        looked(iris, url(name, audited, *([item] if name == "answer_question" else [])))
