"""The conversation: who reads and who speaks, a button pressed twice, what is too long, and from when an auditor reads."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from auditors.states import Work
from goedgeregeld.events.models import Event
from keurmerk.actions.conversation import SaidAlready, say
from keurmerk.actions.ritual import Blocked, NotPermitted
from keurmerk.models import Application, Appointment, Message
from keurmerk.states import AppointmentState
from tests.keurmerk.cast import NOW, World, browser

TOKEN = "0123456789abcdef0123456789abcdef"


def at(application: Application) -> str:
    return f"/aanvraag/{application.code}/berichten/"


def told(client: Client, application: Application, query: str = "") -> str:
    response = client.get(at(application) + query)
    assert response.status_code == 200
    return unescape(" ".join(response.content.decode().split()))


def test_everyone_concerned_reads_what_was_said(world: World) -> None:
    application = world.application("audit")
    say(application, "Wie ontvangt ons?\n<b>Graag</b> een tijd.", token=TOKEN, by=world.iris, now=NOW)
    for name in ("fatima", "wim", "ad", "aud", "sanne", "bea"):
        page = told(browser(getattr(world, name)), application)
        assert "<strong>Iris</strong>" in page
        assert "Wie ontvangt ons?<br><b>Graag</b> een tijd." in page
        assert "Dit lezen: iedereen van Stichting De Bank, adviseur Ad, auditor Aud en NOV." in page
    assert "&lt;b&gt;Graag" in browser(world.ad).get(at(application)).content.decode()
    event = Event.objects.get(verb="say")
    assert event.data == {"number": Message.objects.get().pk}


def test_saying_something_leads_back_to_the_newest(world: World) -> None:
    application = world.application("working")
    client = browser(world.iris)
    response = client.post(at(application), {"text": "Wij zijn er bijna.", "token": TOKEN})
    assert (response.status_code, response.url) == (302, f"{at(application)}#nieuwste")
    assert "Wij zijn er bijna." in told(client, application)


def test_a_page_sent_in_twice_says_it_once(world: World) -> None:
    application = world.application("working")
    client = browser(world.iris)
    for _time in range(2):
        response = client.post(at(application), {"text": "Hallo", "token": TOKEN}, follow=True)
    assert "Dit bericht stond er al." in response.content.decode()
    assert Message.objects.count() == Event.objects.filter(verb="say").count() == 1
    with pytest.raises(SaidAlready):
        say(application, "Hallo", token=TOKEN, by=world.iris, now=NOW)
    say(application, "Hallo", token=TOKEN, by=world.fatima, now=NOW)


def test_who_only_reads_does_not_speak(world: World) -> None:
    application = world.application("working")
    client = browser(world.wim)
    assert "Je leest mee." in told(client, application)
    assert client.post(at(application), {"text": "Hallo", "token": TOKEN}).status_code == 403
    with pytest.raises(NotPermitted):
        say(application, "Hallo", token=TOKEN, by=world.wim, now=NOW)
    assert not Message.objects.exists()


def test_an_adviser_who_is_asked_stays_outside(world: World) -> None:
    application = world.application("requested")
    client = browser(world.ad)
    assert client.get(at(application)).status_code == 403
    assert client.post(at(application), {"text": "Hallo", "token": TOKEN}).status_code == 403
    with pytest.raises(Blocked, match="aangenomen"):
        say(application, "Hallo", token=TOKEN, by=world.ad, now=NOW)


def test_an_auditor_reads_from_the_appointment_on(world: World) -> None:
    application = world.application("audit")
    Appointment.objects.create(
        application=application, work=Work.AUDITOR, user=world.aud, state=AppointmentState.ACCEPTED, asked_at=NOW
    )
    for when, text in ((NOW - timedelta(days=9), "Eerder gezegd."), (NOW + timedelta(days=1), "Later gezegd.")):
        Message.objects.create(application=application, author=world.ad, text=text, at=when, token=text)
    page = told(browser(world.aud), application)
    assert "Later gezegd." in page
    assert "Eerder gezegd." not in page
    assert "Jij leest wat er is gezegd sinds je bent aangewezen op 23 november 2026." in page
    assert "Eerder gezegd." in told(browser(world.fatima), application)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"text": "  ", "token": TOKEN}, "Schrijf eerst een bericht."),
        ({"text": "x" * 8001, "token": TOKEN}, "8000"),
    ],
)
def test_what_makes_no_sense_is_said_and_kept(world: World, data: dict[str, str], words: str) -> None:
    application = world.application("working")
    response = browser(world.iris).post(at(application), data)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Message.objects.exists()


@pytest.mark.parametrize("token", ["", "x", "g" * 32])
def test_without_a_proper_token_it_is_said_all_the_same(world: World, token: str) -> None:
    application = world.application("working")
    assert browser(world.iris).post(at(application), {"text": "Hallo", "token": token}).status_code == 302
    assert len(Message.objects.get().token) == 32


def test_after_the_end_one_may_still_speak(world: World) -> None:
    say(world.application("granted"), "Dank!", token=TOKEN, by=world.fatima, now=NOW)
    assert Message.objects.get().text == "Dank!"


def test_a_long_conversation_is_read_a_piece_at_a_time(world: World) -> None:
    application = world.application("working")
    Message.objects.bulk_create(
        Message(application=application, author=world.ad, text=f"Bericht {n:03}.", at=NOW, token=str(n))
        for n in range(120)
    )
    client, query, seen = browser(world.fatima), "", []
    while query is not None:
        found = client.get(at(application) + query).context["said"]
        seen = [one.text for one in found.messages] + seen
        query = f"?voor={found.before}" if found.before else None
    assert seen == [f"Bericht {n:03}." for n in range(120)]
    assert "Bericht 119." in told(client, application, "?voor=²")


def test_the_empty_conversation(world: World) -> None:
    assert "Stel gerust de eerste vraag." in told(browser(world.ad), world.application("intake"))


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(world: World, django_assert_num_queries: Callable[..., object], number: int) -> None:
    application = world.application("working")
    for n in range(number):
        Message.objects.create(application=application, author=world.ad, text="Dag", at=NOW, token=str(n))
    client = browser(world.iris)
    with django_assert_num_queries(5):
        client.get(at(application))
