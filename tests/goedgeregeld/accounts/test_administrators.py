"""The admin's door, who gives roles, and what the command line may do."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from goedgeregeld.accounts.actions import roles
from goedgeregeld.accounts.models import User
from tests.goedgeregeld.accounts.keys import (
    PASSWORD,
    last_mail,
    sign_in,
    sign_in_with_app,
    signed_in_as,
    somebody,
)

pytestmark = pytest.mark.django_db
ANNA = "anna@adviseur.example"
BLOCKED = ["/", "/account/", "/account/naam/", "/account/e-mailadres/", "/account/apparaten/", "/stijl/", "/beheer/"]


def test_the_admin_is_for_administrators_with_their_factor_and_has_no_door_of_its_own(client):
    assert client.get("/beheer/").url == "/beheer/login/?next=/beheer/"
    assert client.get("/beheer/login/?next=/beheer/").url == "/account/inloggen/?next=%2Fbeheer%2F"
    assert client.post("/beheer/login/", {"username": ANNA, "password": PASSWORD}).status_code == 302
    for role, status in (("staff", 403), ("administrator", 200)):
        email, inside = f"{role}@nov.example", Client()
        somebody(email, role=role, app=True)
        sign_in_with_app(inside, email)
        assert inside.get("/beheer/", follow=True).status_code == status


def test_a_superuser_without_the_role_does_not_enter_the_admin(client):
    User.objects.create_superuser("oud@nov.example", PASSWORD)
    client.post("/account/inloggen/wachtwoord/", {"login": "oud@nov.example", "password": PASSWORD})
    assert signed_in_as(client) == "oud@nov.example"
    assert client.get("/beheer/", follow=True).status_code == 403


def test_the_admin_shows_no_keys_sessions_or_mail():
    shown = {model._meta.label for model in admin.site._registry}
    assert "accounts.User" in shown
    assert not {
        label for label in shown if label.split(".")[0] in {"mfa", "usersessions", "account", "post_office", "auth"}
    }


def test_the_admin_cannot_make_somebody_an_administrator(client):
    user = somebody(ANNA, role="administrator", app=True)
    other = somebody()
    sign_in_with_app(client, ANNA)
    page = client.post(
        f"/beheer/accounts/user/{other.pk}/change/", {"email": other.email, "is_superuser": "on", "is_staff": "on"}
    )
    assert page.status_code == 403
    assert client.get("/beheer/accounts/user/add/").status_code == 403
    assert User.objects.filter(is_superuser=True).get() == user


def test_roles_go_with_the_flags_of_the_admin_and_one_administrator_stays():
    bea, now = somebody("bea@nov.example", role="administrator"), timezone.now()
    with pytest.raises(roles.LastAdministrator):
        roles.revoke_role(bea, "administrator", by=bea, now=now)
    mo = somebody("mo@nov.example")
    roles.grant_role(mo, "administrator", by=bea, now=now)
    assert mo.is_superuser
    roles.revoke_role(bea, "administrator", by=mo, now=now)
    bea.refresh_from_db()
    assert (bea.is_staff, bea.is_superuser) == (False, False)


@pytest.mark.parametrize("role", ["", "adviser", "auditor", "staff"])
def test_only_an_administrator_gives_or_takes_roles(role):
    other, fatima = somebody(ANNA, role=role), somebody()
    with pytest.raises(PermissionDenied):
        roles.grant_role(fatima, "staff", by=other, now=timezone.now())
    with pytest.raises(PermissionDenied):
        roles.revoke_role(other, "staff", by=other, now=timezone.now())
    assert not fatima.roles.exists()


def test_who_lost_everything_starts_again_and_is_out_everywhere(client, capsys):
    somebody(ANNA, role="adviser", app=True)
    sign_in_with_app(client, ANNA)
    call_command("reset_second_factor", ANNA.upper())
    assert not Authenticator.objects.exists()
    assert client.get("/account/").url.startswith("/account/inloggen/")
    assert last_mail(ANNA).subject == "Je tweede stap is weggehaald"
    sign_in(client, ANNA)
    assert client.get("/account/").url == "/account/tweede-stap/"
    for address in (ANNA, "niemand@nov.example"):
        with pytest.raises(CommandError):
            call_command("reset_second_factor", address)
