"""Invitations: by whom, to what, by mail, and every way in which the link does not work (any more)."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from goedgeregeld.accounts.actions import invitations
from goedgeregeld.accounts.actions.ritual import Blocked
from goedgeregeld.accounts.models import Invitation, Role
from goedgeregeld.accounts.queries import token_seal
from goedgeregeld.events.models import Event
from tests.goedgeregeld.accounts.cast import NOW, Cast, enter, person, rights

NEW = "nora@example.org"


def token_in_mail(to: str = NEW) -> str:
    mail = next(one for one in Email.objects.order_by("-pk") if one.to == [to])
    return re.search(r"/uitnodiging/([\w-]+)/", mail.message).group(1)


def page(token: str) -> str:
    return reverse("accounts:invitation", args=[token])


def invite(cast: Cast, right: str = "editor", email: str = NEW) -> str:
    invitations.invite_member(cast.bank, email=email, right=right, by=cast.fatima, now=timezone.now())
    return token_in_mail(email)


# --- Acts ---------------------------------------------------------------------------------------------------------------


def test_only_the_seal_is_kept(cast: Cast) -> None:
    token = invite(cast)
    kept = Invitation.objects.get()
    assert kept.token_sha256 == token_seal(token)
    assert kept.expires_at - kept.created_at == timedelta(days=14)
    event = Event.objects.order_by("-pk")[0]
    assert (event.verb, event.actor, event.object_id) == ("invite", cast.fatima, str(cast.bank.pk))
    assert event.data == {"invitation": kept.pk, "to": "editor"}  # no address in the history


def test_a_new_invitation_replaces_the_old(cast: Cast) -> None:
    old = invite(cast)
    invite(cast, "reader")
    with pytest.raises(invitations.Withdrawn):
        invitations.accept_invitation(old, by=person("nora"), now=timezone.now())
    assert Invitation.objects.filter(withdrawn_at__isnull=True).count() == 1


def test_accepting(cast: Cast) -> None:
    token, nora = invite(cast), person("nora")
    invitations.accept_invitation(token, by=nora, now=timezone.now())
    assert rights(cast.bank)["nora"] == "editor"
    with pytest.raises(invitations.Used):
        invitations.accept_invitation(token, by=nora, now=timezone.now())


@pytest.mark.parametrize(("right", "after"), [("manager", "manager"), ("reader", "editor")])
def test_who_became_a_member_meanwhile_keeps_the_highest_right(cast: Cast, right: str, after: str) -> None:
    token = invite(cast, right, "nora@example.org")
    cast.iris.email = "nora@example.org"
    cast.iris.save()
    invitations.accept_invitation(token, by=cast.iris, now=timezone.now())
    assert rights(cast.bank)["iris"] == after


def test_members_are_not_invited_again(cast: Cast) -> None:
    with pytest.raises(Blocked, match="al lid"):
        invite(cast, email="WIM@example.org")


def test_not_more_than_fifty_a_day(cast: Cast) -> None:
    rows = (
        Invitation(email=f"n{n}@example.org", organisation=cast.bank, right="reader", token_sha256=str(n),
                   invited_by=cast.fatima, created_at=NOW, expires_at=NOW)
        for n in range(50)
    )  # fmt: skip
    Invitation.objects.bulk_create(rows)
    with pytest.raises(Blocked, match="morgen"):
        invitations.invite_member(cast.bank, email=NEW, right="reader", by=cast.fatima, now=NOW)
    assert not Email.objects.exists()
    invitations.invite_member(cast.bank, email=NEW, right="reader", by=cast.fatima, now=NOW + timedelta(days=1))


@pytest.mark.parametrize("who", ["iris", "wim", "boris", "sanne"])
def test_only_a_beheerder_invites_members(cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied):
        invitations.invite_member(cast.bank, email=NEW, right="reader", by=getattr(cast, who), now=NOW)
    assert not Invitation.objects.exists()


ROLES = {
    "adviser": {"sanne", "bea"},
    "auditor": {"sanne", "bea"},
    "staff": {"bea"},
    "administrator": {"bea"},
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("who", ["fatima", "boris", "sanne", "bea"])
def test_who_invites_to_a_role(cast: Cast, role: str, who: str) -> None:
    by = getattr(cast, who)
    if who in ROLES[role]:
        invitations.invite_to_role(email=NEW, role=role, by=by, now=timezone.now())
        nora = person("nora")
        invitations.accept_invitation(token_in_mail(), by=nora, now=timezone.now())
        assert list(Role.objects.filter(user=nora).values_list("kind", flat=True)) == [role]
    else:
        with pytest.raises(PermissionDenied):
            invitations.invite_to_role(email=NEW, role=role, by=by, now=timezone.now())
        assert not Invitation.objects.exists()


# --- The link -----------------------------------------------------------------------------------------------------------


def test_a_visitor_sees_what_for_and_signs_in_first(cast: Cast) -> None:
    token = invite(cast)
    shown = enter(None).get(page(token)).content.decode()
    assert "Stichting De Bank" in shown
    assert f"/account/inloggen/?next={page(token)}" in shown
    assert NEW not in shown
    assert enter(None).post(page(token)).status_code == 200
    assert "nora" not in rights(cast.bank)


def test_yes(cast: Cast) -> None:
    token, nora = invite(cast), person("nora")
    client = enter(nora)
    client.get(page(token))
    assert "nora" not in rights(cast.bank)  # looking accepts nothing
    posted = {"right": "manager", "organisation": cast.club.pk, "role": "administrator", "email": "x@example.org"}
    assert client.post(page(token), posted).url == reverse("accounts:organisation", args=[cast.bank.pk])
    assert rights(cast.bank)["nora"] == "editor"
    assert not Role.objects.filter(user=nora).exists()
    again = client.post(page(token))
    assert (again.status_code, "al gebruikt" in again.content.decode()) == (409, True)


def test_another_address(cast: Cast) -> None:
    token = invite(cast)
    for method in ("get", "post"):
        answer = getattr(enter(cast.boris), method)(page(token))
        assert answer.status_code == 403
        assert "n•••@e•••" in answer.content.decode()
        assert NEW not in answer.content.decode()
    assert "boris" not in rights(cast.bank)


@pytest.mark.parametrize(
    ("changed", "words"),
    [({"expires_at": NOW}, "verlopen"), ({"withdrawn_at": NOW}, "ingetrokken"), ({"accepted_at": NOW}, "al gebruikt")],
)
def test_dead_links(cast: Cast, changed: dict[str, object], words: str) -> None:
    token = invite(cast)
    Invitation.objects.update(**changed)
    client = enter(person("nora"))
    for answer in (client.get(page(token)), client.post(page(token)), enter(None).get(page(token))):
        assert (answer.status_code, words in answer.content.decode()) == (409, True)
    assert "nora" not in rights(cast.bank)


def test_a_link_that_was_never_given(cast: Cast) -> None:
    assert enter(None).get(page("x" * 32)).status_code == 404


# --- Pages --------------------------------------------------------------------------------------------------------------


def test_inviting_page(cast: Cast) -> None:
    address, client = reverse("accounts:invite_member", args=[cast.bank.pk]), enter(cast.fatima)
    expected = {"fatima": 200, "iris": 403, "wim": 403, "boris": 404, "sanne": 403}
    assert {who: enter(getattr(cast, who)).get(address).status_code for who in expected} == expected
    assert client.post(address, {"email": NEW, "right": "reader", "role": "staff"}).status_code == 302
    found = Invitation.objects.get()
    assert (found.organisation, found.right, found.role, found.email) == (cast.bank, "reader", "", NEW)
    for wrong in ("x", "a@b\nBcc: c@d.nl", "é" * 300 + "@example.org", ""):
        assert client.post(address, {"email": wrong, "right": "reader"}).status_code == 422
    assert client.post(address, {"email": "wim@example.org", "right": "reader"}).status_code == 422
    assert Invitation.objects.count() == 1


def test_role_page(cast: Cast) -> None:
    address = reverse("accounts:invite_to_role")
    expected = {"fatima": 404, "boris": 404, "sanne": 200, "bea": 200}
    assert {who: enter(getattr(cast, who)).get(address).status_code for who in expected} == expected
    assert enter(cast.sanne).post(address, {"email": NEW, "role": "administrator"}).status_code == 422
    assert enter(cast.sanne).post(address, {"email": NEW, "role": "adviser"}).status_code == 302
    assert Invitation.objects.get().role == "adviser"


@pytest.mark.parametrize("verb", ["withdraw_invitation", "resend_invitation"])
def test_taking_back_and_sending_again(cast: Cast, verb: str) -> None:
    old = invite(cast)
    number = Invitation.objects.get().pk
    address = reverse(f"accounts:{verb}", args=[number])
    refused = {"iris": 403, "wim": 403, "boris": 404}
    assert {who: enter(getattr(cast, who)).post(address).status_code for who in refused} == refused
    assert enter(cast.fatima).get(address).status_code == 405
    assert enter(cast.fatima).post(address).status_code == 302
    assert enter(None).get(page(old)).status_code == 409
    assert enter(cast.fatima).post(address).status_code == 409  # withdrawn by now
    if verb == "resend_invitation":
        assert enter(None).get(page(token_in_mail())).status_code == 200
