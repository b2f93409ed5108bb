"""Sending an invitation again and taking it back, from the office's list."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from goedgeregeld.accounts.models import Invitation
from goedgeregeld.accounts.states import RoleKind
from goedgeregeld.events.models import Event
from tests.reports.people import browser, someone

pytestmark = pytest.mark.django_db
LIST = "/kantoor/uitnodigingen/"


@pytest.fixture
def invitation() -> Invitation:
    now = timezone.now()
    return Invitation.objects.create(
        email="ad@example.org", role=RoleKind.ADVISER, token_sha256="x", created_at=now, expires_at=now + timedelta(1)
    )


def post(client: Client, name: str, invitation: Invitation) -> tuple[int, str]:
    response = client.post(reverse(f"reports:office_{name}", args=[invitation.pk]))
    return response.status_code, response.headers.get("Location", "")


def test_taking_back(invitation: Invitation) -> None:
    client = browser(someone("Sanne"))
    assert post(client, "withdraw", invitation) == (302, LIST)
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is not None
    assert post(client, "withdraw", invitation) == (302, LIST)
    assert "Deze uitnodiging is ingetrokken." in client.get(LIST).content.decode()
    assert Event.objects.filter(verb="withdraw_invitation").count() == 1


def test_sending_again(invitation: Invitation) -> None:
    assert post(browser(someone("Sanne")), "resend", invitation) == (302, LIST)
    assert (
        Invitation.objects.filter(email="ad@example.org", withdrawn_at__isnull=True).exclude(token_sha256="x").exists()
    )


@pytest.mark.parametrize("name", ["resend", "withdraw"])
def test_staff_may_not_for_the_office_and_that_is_written_down(invitation: Invitation, name: str) -> None:
    Invitation.objects.update(role=RoleKind.STAFF)
    assert post(browser(someone("Sanne")), name, invitation)[0] == 403
    assert Event.objects.get().verb == "refused"


@pytest.mark.parametrize("name", ["Fatima", "Boris", "Ad", "Aud"])
@pytest.mark.parametrize("act", ["resend", "withdraw"])
def test_strangers_get_404(invitation: Invitation, name: str, act: str) -> None:
    assert post(browser(someone(name)), act, invitation)[0] == 404
    assert post(Client(), act, invitation)[0] == 302


def test_acts_are_posted(invitation: Invitation) -> None:
    assert browser(someone("Sanne")).get(reverse("reports:office_resend", args=[invitation.pk])).status_code == 405
