"""Somebody says that something is wrong: to the office, and to nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as django_mail
from django.test import Client
from django.utils import timezone
from post_office.models import Email

from goedgeregeld.events.models import Event
from keurmerk.actions.outside import forget_signals
from keurmerk.models import Signal
from keurmerk.register.views.limits import SIGNALS
from reports.history.queries import lines_of
from tests.keurmerk.register.shelf import mark

pytestmark = pytest.mark.django_db
TEXT = "De vrijwilligers krijgen GEHEIM geen verzekering."


def send(number: str, **fields: Any) -> Any:
    return Client().post(f"/register/{number}/klopt-er-iets-niet/", {"text": TEXT, **fields})


def test_it_is_kept_and_the_office_is_told_without_what_it_says(settings: Any) -> None:
    made = mark()
    answer = send(made.number, name="Piet", email="piet@example.org")
    assert answer["Location"] == f"/register/{made.number}/klopt-er-iets-niet/bedankt/"
    signal = Signal.objects.get()
    assert (signal.mark, signal.text, signal.name, signal.email, signal.state) == (
        made,
        TEXT,
        "Piet",
        "piet@example.org",
        "new",
    )
    told = Email.objects.get()
    assert told.to == [settings.OFFICE_EMAIL]
    for secret in ("GEHEIM", "Piet", "piet@"):
        assert secret not in told.subject + told.message + told.html_message
    assert made.number in told.subject
    event = Event.objects.get(verb="signal")
    assert event.data == {"number": made.number}
    assert (
        lines_of([event])[0].text
        == f"Iemand van buiten heeft gemeld dat er iets niet klopt bij keurmerk {made.number}."
    )
    assert TEXT not in Client().get(f"/register/{made.number}/").content.decode()
    assert not django_mail.outbox


def test_a_name_is_not_asked_and_nothing_is_not_enough() -> None:
    made = mark()
    assert send(made.number).status_code == 302
    assert send(made.number, text="   ").status_code == 422
    wrong = send(made.number, email="piet")
    assert wrong.status_code == 422
    assert "GEHEIM" in wrong.content.decode()
    assert send(made.number, text="x" * 4001).status_code == 422
    assert Signal.objects.count() == 1


def test_a_program_that_fills_in_everything_is_thanked_and_forgotten() -> None:
    assert send(mark().number, website="https://spam.example").status_code == 302
    assert not Signal.objects.exists()
    assert not Email.objects.exists()


def test_a_few_an_hour_and_what_was_typed_stays() -> None:
    made = mark()
    answers = [send(made.number) for _ in range(SIGNALS.amount + 1)]
    assert [one.status_code for one in answers] == [302] * SIGNALS.amount + [429]
    assert "GEHEIM" in answers[-1].content.decode()
    assert Signal.objects.count() == SIGNALS.amount


def test_there_is_none_of_what_does_not_stand_in_the_register() -> None:
    for number in ("GG-1999-0001", mark(demo=True).number):
        assert send(number).status_code == 404


def test_handled_signals_are_erased_in_time() -> None:
    made, now = mark(), timezone.now()
    for days in (1, 400):
        Signal.objects.create(
            mark=made, text="x", at=now, state="closed", handled_at=now - timedelta(days=days), outcome="y"
        )
    Signal.objects.create(mark=made, text="open", at=now - timedelta(days=900))
    assert forget_signals(before=now - timedelta(days=365)) == 1
    assert Signal.objects.count() == 2
