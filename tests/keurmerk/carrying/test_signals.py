"""What the office does with a signal from outside; and that nobody else ever sees it."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as project
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from goedgeregeld.events.models import Event
from keurmerk.actions import signals as acts
from keurmerk.actions.outside import forget_signallers, receive_signal
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.models import Mark, Signal
from reports.history.queries import lines_of
from reports.mark.timeline import sight
from tests.keurmerk.cast import NOW, World, browser
from tests.keurmerk.register import shelf

SECRET = "De coördinator GEHEIM bedreigt mensen."


def signal_of(world: World, **fields: Any) -> Signal:
    made = shelf.mark(organisation=world.bank)
    return Signal.objects.create(
        mark=made, **{"text": SECRET, "name": "Piet", "email": "piet@example.org", "at": NOW, **fields}
    )


def at(one: Signal, name: str = "office_signal") -> str:
    return reverse(f"keurmerk:{name}", args=[one.pk])


def text(client: Client, path: str, **chosen: str) -> str:
    return " ".join(client.get(path, chosen).content.decode().split())


def test_from_the_mail_to_closed(world: World) -> None:
    made = shelf.mark(organisation=world.bank)
    one = receive_signal(made, text=SECRET, name="Piet", now=timezone.now())
    link = project.SITE_URL + at(one)
    assert link in Email.objects.get().message
    sanne = browser(world.sanne)
    told = text(sanne, at(one))
    assert SECRET in told
    assert "Piet" in told
    assert sanne.post(at(one, "take_up_signal")).status_code == 302
    assert sanne.post(at(one, "take_up_signal")).status_code == 409
    assert browser(world.stef).post(at(one, "take_up_signal")).status_code == 302  # a colleague goes on with it
    empty = sanne.post(at(one), {"outcome": "  "})
    assert empty.status_code == 422
    assert sanne.post(at(one), {"outcome": "Gebeld, opgelost."})["Location"] == at(one)
    one.refresh_from_db()
    assert (one.state, one.handled_by, one.outcome) == ("closed", world.sanne, "Gebeld, opgelost.")
    again = browser(world.stef).post(at(one), {"outcome": "Iets anders."})
    assert again.status_code == 409
    assert "al afgehandeld" in again.content.decode()
    assert Signal.objects.get().outcome == "Gebeld, opgelost."
    noted = Event.objects.filter(verb__endswith="_signal").order_by("pk")
    assert [one.text for one in lines_of(noted)] == [
        f"Sanne heeft een signaal over keurmerk {made.number} in behandeling genomen.",
        f"Stef heeft een signaal over keurmerk {made.number} in behandeling genomen.",
        f"Sanne heeft een signaal over keurmerk {made.number} afgehandeld.",
    ]


def test_from_a_signal_to_a_suspension_and_back(world: World) -> None:
    one, sanne = signal_of(world), browser(world.sanne)
    way = reverse("keurmerk:suspend_mark", args=[one.mark.number]) + f"?signaal={one.pk}"
    assert way in text(sanne, at(one))
    assert "noem niet wie het meldde" in text(sanne, way)
    answer = sanne.post(way, {"reasons": "Wij onderzoeken een melding.", "moves": 0})
    assert answer["Location"] == at(one)
    told = text(sanne, at(one))
    assert "sinds dit signaal geschorst" in told
    assert way not in told
    assert Mark.objects.get().state == "suspended"


@pytest.mark.parametrize("asked", ["99999999", "x", "", "1" * 40, "-1"])
def test_a_signal_of_another_mark_or_none_is_not_gone_back_to(world: World, asked: str) -> None:
    mark = shelf.mark()
    path = reverse("keurmerk:suspend_mark", args=[mark.number]) + f"?signaal={asked}"
    answer = browser(world.sanne).post(path, {"reasons": "x", "moves": 0})
    assert answer["Location"] == reverse("keurmerk:office_mark", args=[mark.number])


@pytest.mark.parametrize("name", ["fatima", "iris", "boris", "ad", "aud"])
def test_nobody_else_sees_or_handles_it(world: World, name: str) -> None:
    one, who = signal_of(world), getattr(world, name)
    client = browser(who)
    assert client.get(at(one)).status_code == 404
    assert client.post(at(one), {"outcome": "Weg."}).status_code == 404
    assert client.get(reverse("reports:office_signals")).status_code == 404
    assert client.get(reverse("reports:office_due")).status_code == 404
    for act in (acts.take_up_signal, lambda signal, **rest: acts.close_signal(signal, outcome="Weg.", **rest)):
        with pytest.raises(NotPermitted):
            act(one, by=who, now=NOW)
    for path in (
        reverse("keurmerk:of_organisation", args=[world.bank.pk]), reverse("reports:start"),
        reverse("register:entry", args=[one.mark.number]), reverse("register:mark_json", args=[one.mark.number]),
    ):  # fmt: skip
        assert "GEHEIM" not in client.get(path).content.decode()


def test_who_works_at_nov_and_belongs_to_the_organisation_does_not_either(world: World) -> None:
    one = signal_of(world)
    world.bank.memberships.create(user=world.sanne, right="reader", since=NOW)
    sanne = browser(world.sanne)
    assert sanne.get(at(one)).status_code == 403
    assert sanne.post(at(one), {"outcome": "Weg."}).status_code == 403
    assert "GEHEIM" not in text(sanne, reverse("keurmerk:office_mark", args=[one.mark.number]))
    with pytest.raises(NotPermitted):
        acts.close_signal(one, outcome="Weg.", by=world.sanne, now=NOW)


@pytest.mark.parametrize("verb", ["signal", "take_up_signal", "close_signal"])
def test_no_timeline_but_the_offices_tells_of_it(verb: str) -> None:
    for party in (sight.ORGANISATION, sight.ADVISER, sight.AUDITOR):
        assert not sight.sees(verb, frozenset({party}), decided=True, own=False)


def test_the_whole_history_is_for_the_office(world: World) -> None:
    made = shelf.mark(organisation=world.bank)
    receive_signal(made, text=SECRET, now=NOW)
    path = reverse("reports:history", args=["keurmerk", made.pk])
    assert path in text(browser(world.sanne), reverse("keurmerk:office_mark", args=[made.number]))
    assert "Iemand van buiten heeft gemeld" in text(browser(world.sanne), path)
    assert browser(world.fatima).get(path).status_code == 404
    events = text(browser(world.stef), reverse("reports:office_events"))
    assert f"keurmerk {made.number} van Stichting De Bank" in events
    world.bank.memberships.create(user=world.sanne, right="reader", since=NOW)
    assert browser(world.sanne).get(path).status_code == 404
    for key in ("x", "0", "9" * 30):
        assert browser(world.stef).get(reverse("reports:history", args=["keurmerk", key])).status_code == 404


def test_what_does_not_fit(world: World) -> None:
    one = acts.close_signal(signal_of(world), outcome="Klaar.", by=world.sanne, now=NOW)
    for act in (acts.take_up_signal, lambda signal, **rest: acts.close_signal(signal, outcome="x", **rest)):
        with pytest.raises(WrongState, match="al afgehandeld"):
            act(one, by=world.sanne, now=NOW)
    with pytest.raises(Blocked):
        acts.close_signal(signal_of(world), outcome=" ", by=world.sanne, now=NOW)


def test_the_list_has_what_waits_on_top(world: World) -> None:
    closed = signal_of(world, state="closed", handled_at=NOW, outcome="x")
    old, young = signal_of(world, at=NOW - timedelta(days=9)), signal_of(world)
    sanne = browser(world.sanne)

    def found(**chosen: str) -> list[int]:
        return [one.pk for one, _name in sanne.get(reverse("reports:office_signals"), chosen).context["rows"]]

    assert found() == [old.pk, young.pk, closed.pk]
    assert found(state="open") == [old.pk, young.pk]
    assert found(q=closed.mark.number) == [closed.pk]
    told = text(sanne, reverse("reports:office_signals"), state="busy")
    assert "Geen signalen met de stand “in behandeling”." in told
    assert "GEHEIM" not in text(sanne, reverse("reports:office_signals"))  # not in passing


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(world: World, number: int) -> None:
    for _ in range(number):
        one = signal_of(world, handled_by=world.sanne)
    sanne = browser(world.sanne)
    for path, wanted in ((reverse("reports:office_signals"), 5), (at(one), 6)):
        text(sanne, path)
        with CaptureQueriesContext(connection) as asked:
            text(sanne, path)
        assert len(asked) == wanted, path


def test_who_signalled_is_forgotten_before_what_was_said(world: World) -> None:
    now = timezone.now()
    closed = signal_of(world, state="closed", handled_at=now - timedelta(days=100), outcome="x")
    recent = signal_of(world, state="closed", handled_at=now - timedelta(days=80), outcome="x", name="")
    forgotten, waiting = signal_of(world, at=now - timedelta(days=400)), signal_of(world, at=now - timedelta(days=300))
    call_command("tidy")
    kept = {pk: (name, email) for pk, name, email in Signal.objects.values_list("pk", "name", "email")}
    assert kept == {
        closed.pk: ("", ""), recent.pk: ("", "piet@example.org"),
        forgotten.pk: ("", ""), waiting.pk: ("Piet", "piet@example.org"),
    }  # fmt: skip
    assert Signal.objects.get(pk=closed.pk).text == SECRET
    assert forget_signallers(closed_before=now - timedelta(days=90), came_before=now - timedelta(days=365)) == 0
