"""The timeline: the whole trajectory on a page, for each party what it may see, with what was written; and as PDF."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from html import unescape
from pathlib import Path

import pdfua
import pikepdf
import pytest
from django.test import Client

from auditors.states import Work
from goedgeregeld.events.actions import record
from keurmerk.actions import settling
from keurmerk.models import (
    Application,
    Appointment,
    ApproachPlan,
    Audit,
    Condition,
    Decision,
    Extension,
    Mark,
    Message,
    Submission,
    SupplementRequest,
)
from keurmerk.states import Verb
from reports.mark.timeline import sight
from reports.mark.timeline.contents import PARTS
from selfeval.models import Evaluation, InstrumentVersion
from tests.keurmerk import decided
from tests.keurmerk.cast import NOW, World, browser, make_world

ADVISER, AUDITOR, OFFICE, ORGANISATION = sight.ADVISER, sight.AUDITOR, sight.OFFICE, sight.ORGANISATION


@pytest.fixture
def world(db: object) -> World:
    return make_world()


def at(application: Application, path: str = "") -> str:
    return f"/aanvraag/{application.code}/tijdlijn/{path}"


def told(client: Client, application: Application, query: str = "") -> str:
    response = client.get(at(application) + query)
    assert response.status_code == 200
    return unescape(" ".join(response.content.decode().split()))


def day(number: int) -> datetime:
    return NOW + timedelta(days=number)


def submission(application: Application) -> Submission:
    version = InstrumentVersion.objects.create(code="gg", version="1", title="Proef", sha256="0", loaded_at=NOW)
    evaluation = Evaluation.objects.create(instrument_version=version, route="full", started_at=NOW, changed_at=NOW)
    return Submission.objects.create(
        application=application, number=1, evaluation=evaluation, route="full", contents={}, submitted_at=NOW
    )


def audited(application: Application, world: World, **fields: object) -> Audit:
    values = {"auditor": world.aud, "round": 1, "started_at": NOW, "submission": submission(application), **fields}
    return Audit.objects.create(application=application, **values)


# --- The table --------------------------------------------------------------------------------------------------------------


def test_every_act_has_its_place_in_the_table_with_a_reason() -> None:
    assert [verb for verb in Verb if verb.value not in sight.SIGHTS] == []
    assert [verb for verb, one in sight.SIGHTS.items() if not one.why] == []


def test_the_office_sees_everything() -> None:
    office = frozenset({OFFICE})
    assert sight.hidden(office, decided=False) == []
    assert sight.sees("whatever", office, decided=False)
    assert [verb for verb in sight.SIGHTS if not sight.reads(verb, office)] == []


@pytest.mark.parametrize("party", [ORGANISATION, ADVISER])
def test_the_audit_is_seen_after_the_decision(party: str) -> None:
    parties = frozenset({party})
    for verb in ("draw_sample", "find", "widen_sample"):
        assert not sight.sees(verb, parties, decided=False)
        assert sight.sees(verb, parties, decided=True)
        assert sight.sees(verb, parties, decided=False, own=True)


def test_an_unknown_act_is_the_offices_alone() -> None:
    assert not sight.sees("whatever", frozenset({ORGANISATION, ADVISER, AUDITOR}), decided=True)


# --- The page ---------------------------------------------------------------------------------------------------------------


def test_it_tells_what_happened_by_day_newest_first_or_oldest_first(world: World) -> None:
    application = world.application("intake")
    record("accept", application, by=world.ad, now=NOW)
    record("extend_term", application, by=world.sanne, now=day(1))
    Extension.objects.create(
        application=application,
        state="intake",
        due_on=date(2027, 1, 4),
        reason="Ad was ziek.",
        by=world.sanne,
        at=day(1),
    )
    page = told(browser(world.wim), application)
    assert page.index("dinsdag 24 november 2026") < page.index("maandag 23 november 2026")
    assert "Sanne heeft meer tijd gegeven." in page
    assert "Nu uiterlijk 4 januari 2027." in page
    assert "Ad was ziek." in page
    page = told(browser(world.wim), application, "?eerst=oudste")
    assert page.index("dinsdag 24 november 2026") > page.index("maandag 23 november 2026")


def test_findings_are_not_the_organisations_before_the_decision(world: World) -> None:
    application = world.application("decision")
    audited(application, world, recommended_at=day(2), recommendation="not_met", reasons="Het beleid ontbreekt.")
    record("find", application, by=world.aud, now=day(1), statements=["A1"])
    record("recommend", application, by=world.aud, now=day(2))
    for name in ("fatima", "ad"):
        page = told(browser(getattr(world, name)), application)
        assert "heeft bevindingen vastgelegd" not in page
        assert "Aud heeft als auditor een oordeel gegeven." in page
        assert "Het beleid ontbreekt." not in page
        assert "voldoet niet" not in page
    for name in ("aud", "sanne"):
        page = told(browser(getattr(world, name)), application)
        assert "Aud heeft bevindingen vastgelegd bij stelling A1." in page
        assert "Het beleid ontbreekt." in page


def test_after_the_decision_they_are(world: World) -> None:
    application = world.application("refused")
    audit = audited(
        application, world, recommended_at=day(2), recommendation="not_met", reasons="Het beleid ontbreekt."
    )
    decision = {"audit": audit, "outcome": "not_met", "by": world.sanne, "at": day(3)}
    Decision.objects.create(application=application, reasons="Wij volgen de auditor.", **decision)
    record("find", application, by=world.aud, now=day(1), statements=["A1"])
    record("recommend", application, by=world.aud, now=day(2))
    record("refuse", application, by=world.sanne, now=day(3))
    page = told(browser(world.fatima), application)
    assert "Aud heeft bevindingen vastgelegd bij stelling A1." in page
    assert "Het beleid ontbreekt." in page
    assert "Wij volgen de auditor." in page


def test_why_an_adviser_declined_is_between_them_and_the_office(world: World) -> None:
    application = world.application("intake", adviser=world.anouk)
    Appointment.objects.create(
        application=application, work=Work.ADVISER, user=world.ad, state="declined", asked_at=NOW, answered_at=day(1),
        reason="Ik ken de penningmeester.",
    )  # fmt: skip
    record("decline", application, by=world.ad, now=day(1))
    record("accept", application, by=world.anouk, now=day(2))
    assert "Ik ken de penningmeester." in told(browser(world.sanne), application)
    page = told(browser(world.fatima), application)
    assert "Ad heeft de aanvraag afgewezen" in page
    assert "Ik ken de penningmeester." not in page
    page = told(browser(world.anouk), application)
    assert "Ad heeft de aanvraag afgewezen" not in page
    assert "Ik ken de penningmeester." not in page
    assert browser(world.ad).get(at(application)).status_code == 404


def test_remarks_on_a_plan_are_read_by_who_made_it(world: World) -> None:
    application = world.application("audit")
    ApproachPlan.objects.create(
        application=application, version=1, state="returned", route="full", changed_at=NOW, agreed_at=NOW,
        submitted_at=NOW, judged_at=day(1), judged_remarks="Welke locaties?",
    )  # fmt: skip
    record("return_plan", application, by=world.sanne, now=day(1), version=1)
    for name, reads in (("fatima", True), ("ad", True), ("bea", True), ("aud", False)):
        assert ("Welke locaties?" in told(browser(getattr(world, name)), application)) == reads


def test_questions_messages_and_the_mark_stand_in_it(world: World) -> None:
    application = world.application("granted")
    asked = SupplementRequest.objects.create(
        audit=audited(application, world), until=date(2026, 12, 8), asked_at=day(1)
    )
    asked.items.create(statement="B7", question="Wie is de vertrouwenspersoon?")
    record("ask_supplement", application, by=world.aud, now=day(1))
    Message.objects.create(application=application, author=world.iris, text="Dat is Wim.", at=day(2))
    record("say", application, by=world.iris, now=day(2))
    mark = Mark.objects.create(
        number="2026-001", code="ABCD", organisation=world.bank, application=application, name="De Bank",
        decided_on=date(2026, 11, 23), valid_from=date(2026, 11, 23), valid_until=date(2030, 11, 22), state_since=NOW,
    )  # fmt: skip
    record("refused", mark, by=world.boris, now=day(3))
    page = told(browser(world.ad), application)
    assert "Uiterlijk 8 december 2026." in page
    assert "Vraag bij stelling B7" in page
    assert "Wie is de vertrouwenspersoon?" in page
    assert "Dat is Wim." in page
    assert "is geweigerd" not in page
    assert "is geweigerd" in told(browser(world.sanne), application)


def test_conditions_are_read_with_what_was_reported_and_judged(world: World) -> None:
    application = decided.conditional(world)
    first = Condition.objects.order_by("pk")[0].pk
    settling.report_condition(application, first, text="De code hangt er.", by=world.iris, now=day(1))
    settling.judge_condition(application, first, met=False, reason="Zonder datum.", by=world.aud, now=day(2))
    settling.report_condition(application, first, text="Nu met datum.", by=world.iris, now=day(3))
    settling.judge_condition(application, first, met=True, reason="Gezien.", by=world.aud, now=day(4))
    page = told(browser(world.fatima), application, "?eerst=oudste")
    places = [
        page.index(words)
        for words in (
            "Maak een gedragscode.",
            "De code hangt er.",
            "Nog niet voldaan.",
            "Zonder datum.",
            "Nu met datum.",
            "<p>Voldaan.</p>",
            "Gezien.",
        )
    ]
    assert places == sorted(places)
    assert "Voorwaarde, uiterlijk 3 mei 2027" in page


def test_an_objection_is_read_with_its_grounds_view_and_judgement(world: World) -> None:
    application = decided.upheld(world)
    record("find", application, by=world.aud, now=NOW, statements=["A1"])
    page = told(browser(world.fatima), application)
    for words in ("Wij zien het anders.", "Wij blijven erbij.", "Het klopt.", "Otto", "Er mist te veel."):
        assert words in page
    assert "Aud heeft bevindingen vastgelegd" in page  # they came to light with the decision, and stay so


def test_savings_in_a_row_are_one_line(world: World) -> None:
    application = world.application("assessment")
    for minute, code in enumerate(["A1", "A2", "A10"]):
        record("assess", application, by=world.ad, now=NOW + timedelta(minutes=minute), statements=[code])
    page = told(browser(world.ad), application)
    assert page.count("<time") == 1
    assert "Ad heeft de stellingen A1, A2 en A10 beoordeeld." in page
    assert "beoordeeld" not in told(browser(world.fatima), application)


def test_that_the_office_looked_stands_in_it_for_whose_it_is(world: World) -> None:
    application = world.application("working")
    told(browser(world.sanne), application)
    assert "Sanne heeft de " in told(browser(world.fatima), application)
    assert "Sanne heeft de " not in told(browser(world.ad), application)


def test_strangers_and_who_did_not_accept_yet(world: World) -> None:
    application = world.application("requested")
    for path in ("", "pdf/"):
        assert browser(world.boris).get(at(application, path)).status_code == 404
        assert browser(world.ad).get(at(application, path)).status_code == 403


def test_an_empty_timeline_says_so(world: World) -> None:
    assert "Hier is nog niets gebeurd." in told(browser(world.fatima), world.application("intake"))


def test_nothing_typed_becomes_html(world: World) -> None:
    application = world.application("intake")
    Message.objects.create(application=application, author=world.ad, text="<b>Dag</b>\n#panic($x$)", at=NOW)
    record("say", application, by=world.ad, now=NOW)
    assert "&lt;b&gt;Dag&lt;/b&gt;" in browser(world.wim).get(at(application)).content.decode()
    assert browser(world.wim).get(at(application, "pdf/")).content.startswith(b"%PDF")


# --- The PDF ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["sanne", "fatima"])
def test_pdf_ua_finds_nothing(world: World, name: str, tmp_path: Path) -> None:
    application = world.application("intake")
    for number in range(60):
        Message.objects.create(application=application, author=world.ad, text=f"Bericht {number}\n" * 9, at=day(number))
        record("say", application, by=world.ad, now=day(number))
    response = browser(getattr(world, name)).get(at(application, "pdf/"))
    assert response["Content-Disposition"] == f'attachment; filename="tijdlijn-{application.code.lower()}.pdf"'
    file = tmp_path / "tijdlijn.pdf"
    file.write_bytes(response.content)
    found = pdfua.validate(str(file))
    assert [finding for outcome in found.outcomes for finding in outcome.findings] == []
    with pikepdf.open(file) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Tijdlijn keurmerk Stichting De Bank"
        assert bool(pdf.Root.MarkInfo.Marked)


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(world: World, django_assert_num_queries: Callable[..., object], number: int) -> None:
    application = world.application("audit")
    audit = audited(application, world)
    for n in range(number):
        record("say", application, by=[world.ad, world.iris, world.fatima][n], now=day(n))
        Message.objects.create(application=application, author=world.ad, text="Dag", at=day(n))
        asked = SupplementRequest.objects.create(
            audit=audit, until=date(2026, 12, 8), asked_at=day(n), supplied_at=day(n)
        )
        asked.items.create(question="Wie?")
        Extension.objects.create(
            application=application, state="audit", due_on=date(2027, 1, 4), reason="x", by=world.sanne, at=day(n)
        )
        for verb in set().union(*PARTS.values(), ["recommend"]):  # so that every table is asked
            record(verb, application, by=world.sanne, now=day(n))
    client = browser(world.fatima)
    with django_assert_num_queries(19):
        client.get(at(application))
