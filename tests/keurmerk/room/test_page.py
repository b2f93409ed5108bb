"""The application's own page: for whom it exists, what each sees of it, and what it costs; an organisation's list."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goedgeregeld.accounts.queries import person
from goedgeregeld.events.models import Event
from keurmerk.actions.ritual import BY_ITSELF
from keurmerk.models import Application, ApproachPlan, Assessment, Audit, Decision, Mark, Message, Submission
from keurmerk.queries.parts import parts
from keurmerk.states import ApplicationState, Party, Verb
from selfeval.models import Evaluation, InstrumentVersion
from tests.keurmerk.cast import NOW, World, browser
from tests.keurmerk.decided import conditional
from tests.keurmerk.judged import submit


def told(world: World, name: str, application: Application, path: str = "") -> str:
    response = browser(getattr(world, name)).get(f"/aanvraag/{application.code}/{path}")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def submission(application: Application) -> Submission:
    version = InstrumentVersion.objects.create(code="gg", version="1", title="Proef", sha256="0", loaded_at=NOW)
    evaluation = Evaluation.objects.create(instrument_version=version, route="full", started_at=NOW, changed_at=NOW)
    return Submission.objects.create(
        application=application, number=1, evaluation=evaluation, route="full", contents={}, submitted_at=NOW
    )


def test_it_opens_with_where_it_stands(world: World) -> None:
    application = world.application("working", due_on=date(2030, 3, 1))
    page = told(world, "fatima", application)
    assert "Keurmerk voor Stichting De Bank" in page
    assert '<p class="lead">Jullie zijn aan zet: het dossier afmaken en indienen, uiterlijk 1 maart 2030.</p>' in page
    assert "Wacht op Stichting De Bank: het dossier afmaken en indienen, uiterlijk 1 maart 2030." in told(
        world, "ad", application
    )


def test_late_shows_to_everyone_concerned(world: World) -> None:
    application = world.application("audit", due_on=date(2026, 1, 8))
    for name in ("fatima", "wim", "ad", "aud", "sanne"):
        assert "Te laat sinds 9 januari 2026." in told(world, name, application)


@pytest.mark.parametrize("name", ["boris", "anouk", "otto"])
def test_strangers_do_not_see_it(world: World, name: str) -> None:
    application = world.application("audit")
    client = browser(getattr(world, name))
    assert client.get(f"/aanvraag/{application.code}/").status_code == 404
    assert client.get(f"/aanvraag/{application.code}/berichten/").status_code == 404


def test_an_adviser_who_is_asked_reads_the_request_and_nothing_more(world: World) -> None:
    application = world.application("requested", wish="Graag voor de zomer.", end_reason="Geheim")
    Message.objects.create(application=application, author=world.fatima, text="Onder ons.", at=NOW)
    page = told(world, "ad", application)
    assert "Graag voor de zomer." in page
    assert "Jij bent aan zet: de aanvraag aannemen of afwijzen." in page
    assert "Onder ons." not in page
    assert "Onderdelen" not in page
    assert "Onder ons." in told(world, "fatima", application)


def test_what_is_not_given_yet_is_not_there_for_others(world: World) -> None:
    application = world.application("assessment")
    frozen = submission(application)
    judged = Assessment.objects.create(submission=frozen, adviser=world.ad, started_at=NOW)
    Audit.objects.create(application=application, submission=frozen, auditor=world.aud, round=1, started_at=NOW)

    def names(name: str) -> set[str]:
        fresh = Application.objects.select_related("organisation").get(pk=application.pk)
        return {one.name.partition(":")[2] for one in parts(fresh, person(getattr(world, name)), None)}

    assert names("fatima") == {"work_on_dossier"}
    assert names("ad") == {"work_on_dossier", "assessment"}
    Assessment.objects.filter(pk=judged.pk).update(advised_at=NOW, positive=True, reasons="Goed.")
    Application.objects.filter(pk=application.pk).update(state="audit", auditor=world.aud)
    assert names("fatima") == names("ad") == names("sanne") == {"work_on_dossier", "assessment"}
    assert names("aud") == {"work_on_dossier", "assessment", "audit"}
    Audit.objects.update(recommended_at=NOW, recommendation="met", reasons="Goed.")
    Application.objects.filter(pk=application.pk).update(state="decision")
    assert names("fatima") == names("ad") == {"work_on_dossier", "assessment"}
    assert names("sanne") == names("aud") == {"work_on_dossier", "assessment", "audit"}
    Application.objects.filter(pk=application.pk).update(state="granted")
    decided = {"outcome": "met", "reasons": "Goed.", "by": world.sanne, "at": NOW}
    Decision.objects.create(application=application, audit=Audit.objects.get(), **decided)
    assert names("fatima") == {"work_on_dossier", "assessment", "audit", "decision"}


def test_the_auditor_is_known_from_appointment_on(world: World) -> None:
    assert "<dt>Auditor</dt>" not in told(world, "fatima", world.application("audit_assignment"))
    Application.objects.all().delete()
    assert "<dt>Auditor</dt><dd>Aud</dd>" in told(world, "fatima", world.application("audit"))


def test_a_mark_is_named(world: World) -> None:
    application = world.application("granted")
    Mark.objects.create(
        number="2026-001", code="ABCD", organisation=world.bank, application=application, name="De Bank",
        decided_on=date(2026, 11, 23), valid_from=date(2026, 11, 23), valid_until=date(2030, 11, 22), state_since=NOW,
    )  # fmt: skip
    page = told(world, "wim", application)
    assert "Het keurmerk is toegekend" in page
    assert "Keurmerk 2026-001, van 23 november 2026 tot en met 22 november 2030." in page
    assert "/ons-keurmerk/2026-001/" in page
    page = told(world, "ad", application)
    assert "Het keurmerk is toegekend" in page
    assert "/ons-keurmerk/" not in page
    Mark.objects.update(state="suspended")
    assert "Keurmerk 2026-001 is nu geschorst." in told(world, "wim", application)
    page = browser(world.wim).get(f"/organisatie/{world.bank.pk}/keurmerk/").content.decode()
    assert "Keurmerk 2026-001" in page
    assert application.code in page


def test_the_decision_is_called_what_it_came_to(world: World) -> None:
    application = conditional(world)
    assert "Toegekend onder voorwaarden" in told(world, "fatima", application)
    Application.objects.filter(pk=application.pk).update(state="granted")
    page = told(world, "fatima", application)
    assert "Toegekend" in page
    assert "onder voorwaarden" not in page
    Application.objects.filter(pk=application.pk).update(state="refused")
    assert "Niet toegekend" in told(world, "fatima", application)


def test_what_stopped_says_why_and_how_far_it_came(world: World) -> None:
    page = told(world, "fatima", world.application("withdrawn", end_reason="De voorzitter is weg."))
    assert "De voorzitter is weg." in page
    assert "Gestopt" in page


def test_that_the_office_looked_is_written_down_once(world: World) -> None:
    application = world.application("working")
    told(world, "fatima", application)
    told(world, "ad", application)
    assert not Event.objects.filter(verb="view").exists()
    told(world, "sanne", application)
    told(world, "sanne", application)
    assert Event.objects.filter(verb="view", object_type="keurmerk.application").count() == 1


def test_the_organisations_list(world: World) -> None:
    old = world.application("withdrawn", requested_at=NOW - timedelta(days=400))
    live = world.application("intake", waits_for=Party.ORGANISATION)
    path = f"/organisatie/{world.bank.pk}/keurmerk/"
    page = browser(world.wim).get(path).content.decode()
    assert page.index(live.code) < page.index(old.code)
    assert "akkoord gaan" in page
    assert browser(world.sanne).get(path).status_code == 200
    assert [browser(getattr(world, name)).get(path).status_code for name in ("boris", "ad", "aud")] == [404] * 3
    assert (
        "Er is nog geen keurmerk aangevraagd."
        in browser(world.boris).get(f"/organisatie/{world.club.pk}/keurmerk/").content.decode()
    )
    card = browser(world.wim).get(f"/organisatie/{world.bank.pk}/").content.decode()
    assert path in card


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(world: World, django_assert_num_queries: Callable[..., object], number: int) -> None:
    application = world.application("audit")
    frozen = submission(application)
    Assessment.objects.create(submission=frozen, adviser=world.ad, started_at=NOW, advised_at=NOW)
    for at in range(1, number + 1):
        Message.objects.create(application=application, author=world.ad, text="Dag", at=NOW, token=str(at))
        Audit.objects.create(application=application, submission=frozen, auditor=world.aud, round=at, started_at=NOW)
        ApproachPlan.objects.create(
            application=application, version=at, state="approved", route="full", changed_at=NOW, agreed_at=NOW,
            submitted_at=NOW,
        )  # fmt: skip
    client = browser(world.fatima)
    with django_assert_num_queries(9):
        client.get(f"/aanvraag/{application.code}/")


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_organisations_list_do_not_grow(
    world: World, django_assert_num_queries: Callable[..., object], number: int
) -> None:
    for _at in range(number):
        world.application("withdrawn")
    client = browser(world.fatima)
    with django_assert_num_queries(6):
        client.get(f"/organisatie/{world.bank.pk}/keurmerk/")


def test_every_act_and_every_part_has_a_page() -> None:
    for verb in Verb:
        if verb not in BY_ITSELF:
            assert reverse(f"keurmerk:{verb.value}", args=["ABCD-2345"]).startswith("/aanvraag/ABCD-2345/")
    for name in ("plan", "work_on_dossier", "assessment", "audit", "decision", "note_payment"):
        assert reverse(f"keurmerk:{name}", args=["ABCD-2345"])


@pytest.mark.parametrize("state", ApplicationState)
def test_the_page_stays_under_its_number_of_queries_for_everybody(world: World, state: str) -> None:
    application = world.application(state)
    submit(application)
    for name in ("fatima", "wim", "ad", "aud", "sanne"):
        client = browser(getattr(world, name))
        with CaptureQueriesContext(connection) as asked:
            response = client.get(f"/aanvraag/{application.code}/")
        sees = name != "aud" or application.auditor_id
        assert response.status_code == (200 if sees else 404)
        assert len(asked) <= 25, (name, len(asked))
