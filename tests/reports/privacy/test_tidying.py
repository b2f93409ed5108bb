"""`manage.py tidy`: warns once, erases once, and only what is over its time."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from post_office.models import STATUS, Email

from goedgeregeld.accounts.actions.invitations import invite_to_role
from goedgeregeld.accounts.models import Invitation
from goedgeregeld.accounts.notifications import queue_mail
from goedgeregeld.accounts.states import RoleKind
from goedgeregeld.events.models import Event
from reports.privacy.tidying import tidy
from selfeval.actions import ask_warning, keep_longer
from selfeval.models import Evaluation
from tests.reports.conftest import NOW
from tests.reports.people import organisation, someone

pytestmark = pytest.mark.django_db


def after(days: float) -> datetime:
    return NOW + timedelta(days=days)


def left(pk: object) -> bool:
    return Evaluation.objects.filter(pk=pk).exists()


def test_a_draft_nobody_claimed_goes_after_ninety_days(evaluation_of):
    draft = evaluation_of(completed=False)
    assert tidy(now=after(89.9)).erased == 0
    assert tidy(now=after(90)).erased == 1
    assert tidy(now=after(90)).erased == 0
    assert not left(draft.pk)
    assert Event.objects.get(verb="erase").data == {"why": "expired", "completed": False}


def test_a_completed_one_is_kept_two_years(evaluation_of):
    done = evaluation_of()
    assert tidy(now=after(729)).erased == 0
    assert left(done.pk)
    assert tidy(now=after(730)).erased == 1


def test_what_is_claimed_or_of_the_demo_stays(evaluation_of):
    claimed, demo = evaluation_of(completed=False), evaluation_of(completed=False)
    Evaluation.objects.filter(pk=claimed.pk).update(organisation=organisation(), warn_email="fatima@example.org")
    Evaluation.objects.filter(pk=demo.pk).update(demo=True)
    assert tidy(now=after(5000)).erased == 0
    assert Evaluation.objects.get(pk=claimed.pk).warn_email == ""  # nothing to warn of any more
    assert not Email.objects.exists()


def test_the_address_that_was_left_is_mailed_once_two_weeks_before(evaluation_of):
    draft = evaluation_of(completed=False)
    ask_warning(draft, email="fatima@example.org", now=NOW)
    assert tidy(now=after(75)).warned == 0
    assert tidy(now=after(76)).warned == 1
    assert tidy(now=after(76)).warned == 0
    assert tidy(now=after(77)).warned == 0
    mail = Email.objects.get()
    assert mail.to == ["fatima@example.org"]
    assert "21 februari 2027" in mail.subject
    assert tidy(now=after(89.9)).erased == 0
    assert tidy(now=after(90)).erased == 1
    assert not Email.objects.exists()  # with its link


def test_the_mail_has_a_link_that_opens_it_and_there_it_can_be_kept(evaluation_of):
    draft = evaluation_of(completed=False)
    ask_warning(draft, email="fatima@example.org", now=NOW)
    tidy(now=after(80))
    message = Email.objects.get().message
    path = next(word for word in message.split() if "/zelfevaluatie/verder/" in word).removeprefix("http://testserver")
    client = Client()
    assert client.get(path).status_code == 302
    assert "Er is een adres achtergelaten" in client.get(f"/zelfevaluatie/{draft.pk}/bewaren/").content.decode()
    keep_longer(draft, now=after(85))
    assert tidy(now=after(160)).erased == 0
    assert tidy(now=after(85 + 76)).warned == 1  # and a second time, since it changed after the first


def test_nothing_goes_before_its_owner_had_two_weeks(evaluation_of):
    draft = evaluation_of(completed=False)
    ask_warning(draft, email="fatima@example.org", now=NOW)
    first = tidy(now=after(200))  # nobody ran it for months
    assert (first.warned, first.erased) == (1, 0)
    assert tidy(now=after(213)).erased == 0
    assert tidy(now=after(214)).erased == 1


def test_old_mail_addresses_of_invitations_and_sessions_go(settings):
    sanne = someone("Sanne")
    invite_to_role(email="aud@example.org", role=RoleKind.AUDITOR, by=sanne, now=NOW)
    Email.objects.update(created=NOW, status=STATUS.sent)
    Session.objects.create(session_key="old", session_data="x", expire_date=NOW)
    end = settings.INVITATION_DAYS + settings.RETENTION["INVITED_DAYS"]
    first = tidy(now=after(29))
    assert (first.mails, first.addresses, first.sessions) == (0, 0, 1)
    second = tidy(now=after(max(31, end + 1)))
    assert (second.mails, second.addresses) == (1, 1)
    assert Invitation.objects.get().email == ""
    assert not Email.objects.exists()


def test_mail_that_still_waits_is_not_erased_unsent(db):
    queue_mail(to="fatima@example.org", subject="Je code", text="1234")
    assert tidy(now=after(400)).mails == 0
    assert Email.objects.exists()


def test_the_command_says_what_it_did(db, capsys):
    call_command("tidy")
    call_command("tidy")
    assert "Zelfevaluaties gewist: 0." in capsys.readouterr().out


def test_the_box_on_the_page_keeps_an_address_and_takes_it_away(evaluation_of, client):
    draft = evaluation_of(completed=False)
    address = f"/zelfevaluatie/{draft.pk}/bewaren/"
    assert Client().get(address).status_code == 404
    assert client.post(address, {"email": "geen adres"}).status_code == 422
    assert client.post(address, {"email": "Fatima@example.org"}).status_code == 302
    assert Evaluation.objects.get(pk=draft.pk).warn_email == "fatima@example.org"
    assert "fatima@example.org" not in client.get(address).content.decode()  # others may hold the link too
    client.post(address, {"stop": "1"})
    assert Evaluation.objects.get(pk=draft.pk).warn_email == ""
    client.post(f"{address}langer/")
    assert Evaluation.objects.get(pk=draft.pk).changed_at > datetime(2026, 11, 23, 12, tzinfo=UTC) - timedelta(days=1)
