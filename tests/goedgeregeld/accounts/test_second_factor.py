"""Who has a role for the programme does nothing without the second factor, in no session and by no door."""

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from goedgeregeld.accounts import middleware
from goedgeregeld.accounts.actions.roles import grant_role
from goedgeregeld.accounts.models import User
from goedgeregeld.accounts.states import RoleKind
from tests.goedgeregeld.accounts.keys import (
    HOME,
    PASSWORD,
    SECRET,
    app_code,
    last_mail,
    sign_in,
    sign_in_with_app,
    signed_in_as,
    somebody,
)

pytestmark = pytest.mark.django_db
ANNA = "anna@adviseur.example"
BLOCKED = ["/", "/account/", "/account/naam/", "/account/e-mailadres/", "/account/apparaten/", "/stijl/", "/beheer/"]


@pytest.mark.parametrize("role", RoleKind.values)
@pytest.mark.parametrize("path", BLOCKED)
def test_without_a_second_factor_every_page_leads_to_making_one(client, role, path):
    somebody(ANNA, role=role)
    sign_in(client, ANNA)
    assert signed_in_as(client) == ANNA
    for page in (client.get(path), client.post(path, {"name": "Een Ander"})):
        assert (page.status_code, page.url) == (302, "/account/tweede-stap/")
    assert User.objects.get().name == ""


def test_the_page_to_make_one_says_why(client):
    somebody(ANNA, role="adviser")
    sign_in(client, ANNA)
    assert "Maak eerst een tweede stap" in client.get("/account/tweede-stap/").content.decode()


def test_every_name_the_middleware_lets_through_exists():
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert names >= middleware.TO_MAKE | middleware.TO_SHOW | middleware.PUBLIC


def _make_app(client: Client):
    client.get("/account/tweede-stap/app/")
    return client.post("/account/tweede-stap/app/", {"code": app_code(client.session["mfa.totp.secret"])})


def test_making_an_app_opens_the_doors_and_gives_recovery_codes(client, django_capture_on_commit_callbacks):
    somebody(ANNA, role="adviser")
    sign_in(client, ANNA)
    with django_capture_on_commit_callbacks(execute=True):
        assert _make_app(client).url == "/account/tweede-stap/herstelcodes/"
    page = client.get("/account/tweede-stap/herstelcodes/")
    assert len(set(re.findall(r"<code>(\d{8})</code>", page.content.decode()))) == 10
    assert client.get("/account/").status_code == 200
    assert last_mail(ANNA).subject == "Je app staat aan"


def test_a_wrong_code_makes_no_app(client):
    somebody(ANNA, role="adviser")
    sign_in(client, ANNA)
    client.get("/account/tweede-stap/app/")
    page = client.post("/account/tweede-stap/app/", {"code": "000000"})
    assert "Deze code klopt niet" in page.content.decode()
    assert not Authenticator.objects.exists()


def test_the_page_with_the_picture_needs_no_data_image_and_no_inline_script(client):
    somebody(ANNA, role="adviser")
    sign_in(client, ANNA)
    page = client.get("/account/tweede-stap/app/").content.decode()
    assert "<svg" in page
    assert "data:image" not in page
    assert "<?xml" not in page


def test_signing_in_asks_for_the_app_after_the_code(client):
    somebody(ANNA, role="adviser", app=True)
    assert sign_in(client, ANNA).url == "/account/inloggen/tweede-stap/"
    assert signed_in_as(client) is None
    wrong = client.post("/account/inloggen/tweede-stap/", {"code": "000000"})
    assert "Deze code klopt niet" in wrong.content.decode()
    page = client.post("/account/inloggen/tweede-stap/", {"code": app_code()})
    assert (page.url, signed_in_as(client)) == (HOME, ANNA)
    assert client.get("/account/").status_code == 200


def test_a_password_does_not_go_round_the_app(client):
    somebody(ANNA, role="adviser", app=True, password=PASSWORD)
    page = client.post("/account/inloggen/wachtwoord/", {"login": ANNA, "password": PASSWORD})
    assert (page.url, signed_in_as(client)) == ("/account/inloggen/tweede-stap/", None)


def test_guessing_app_codes_is_limited(client):
    somebody(ANNA, role="adviser", app=True)
    sign_in(client, ANNA)
    for _ in range(5):
        client.post("/account/inloggen/tweede-stap/", {"code": "000000"})
    page = client.post("/account/inloggen/tweede-stap/", {"code": app_code()})
    assert "Te veel pogingen" in page.content.decode()
    assert signed_in_as(client) is None


def test_an_app_code_works_once(client):
    somebody(ANNA, role="adviser", app=True)
    code = app_code()
    sign_in(client, ANNA)
    client.post("/account/inloggen/tweede-stap/", {"code": code})
    other = Client()
    sign_in(other, ANNA)
    other.post("/account/inloggen/tweede-stap/", {"code": code})
    assert signed_in_as(other) is None


def test_a_recovery_code_gets_in_once(client):
    somebody(ANNA, role="adviser")
    sign_in(client, ANNA)
    _make_app(client)
    code = re.search(r"<code>(\d{8})</code>", client.get("/account/tweede-stap/herstelcodes/").content.decode()).group(
        1
    )
    for expected in (ANNA, None):
        other = Client()
        sign_in(other, ANNA)
        other.post("/account/inloggen/tweede-stap/", {"code": code})
        assert signed_in_as(other) == expected


def test_a_session_from_before_the_factor_has_to_show_it_and_may_not_add_another(client):
    """Somebody signed in by mail alone; the role and the app came later, on another device."""
    user = somebody(ANNA)
    sign_in(client, ANNA)
    assert client.get("/account/").status_code == 200
    somebody(ANNA, role="auditor", app=True)
    for name in ("", "tweede-stap/", "tweede-stap/app/", "tweede-stap/toegangssleutels/nieuw/"):
        path = f"/account/{name}"
        assert client.get(path).url == f"/account/bevestigen/code/?next={path.replace('/', '%2F')}"
    assert client.post("/account/naam/", {"name": "X"}).url == "/account/bevestigen/code/"
    page = client.post("/account/bevestigen/code/?next=/account/", {"code": app_code(), "next": "/account/"})
    assert page.url == "/account/"
    assert client.get("/account/").status_code == 200
    assert Authenticator.objects.filter(user=user).count() == 1


def test_a_password_is_no_second_factor_for_a_session_from_before(client):
    somebody(ANNA, password=PASSWORD)
    sign_in(client, ANNA)
    somebody(ANNA, role="auditor", app=True)
    page = client.post("/account/bevestigen/wachtwoord/", {"password": PASSWORD})
    assert page.url.startswith("/account/bevestigen/code/")
    assert client.get("/account/").status_code == 302


def test_the_last_factor_of_somebody_with_a_role_stays(client):
    somebody(ANNA, role="staff", app=True)
    sign_in_with_app(client, ANNA)
    client.post("/account/bevestigen/code/", {"code": app_code(ago=-1)})
    page = client.post("/account/tweede-stap/app/uitzetten/")
    assert "Je rol vraagt een tweede stap" in page.content.decode()
    assert Authenticator.objects.filter(type="totp").exists()


def test_somebody_without_a_role_may_put_it_off(client):
    somebody(ANNA, app=True)
    sign_in_with_app(client, ANNA)
    client.post("/account/bevestigen/code/", {"code": app_code(ago=-1)})
    assert client.post("/account/tweede-stap/app/uitzetten/").status_code == 302
    assert not Authenticator.objects.exists()


def test_signing_out_is_always_possible(client):
    somebody(ANNA, role="staff")
    sign_in(client, ANNA)
    assert client.post("/account/uitloggen/").url == "/"
    assert signed_in_as(client) is None


def test_a_session_with_a_role_lasts_a_working_day(client):
    somebody(ANNA, role="staff", app=True)
    sign_in_with_app(client, ANNA)
    assert client.session.get_expiry_age() <= 12 * 60 * 60
    fatima = Client()
    sign_in(fatima)
    assert fatima.session.get_expiry_age() > 80 * 24 * 60 * 60
    grant_role(User.objects.get(email="fatima@club.example"), "adviser", by=None, now=timezone.now())
    assert fatima.get("/account/").url == "/account/tweede-stap/"
    assert fatima.session.get_expiry_age() <= 12 * 60 * 60  # from the first page on


@pytest.mark.parametrize(
    "credential", ["", "{}", "[]", "null", "x", json.dumps({"id": "a", "response": {}}), '{"response": 5}']
)
def test_a_passkey_that_is_none_is_refused(client, credential):
    page = client.post("/account/inloggen/toegangssleutel/", {"credential": credential})
    assert (page.status_code, page.url, signed_in_as(client)) == (302, "/account/inloggen/", None)


def test_the_secret_of_the_app_is_shown_nowhere_after(client):
    somebody(ANNA, role="adviser", app=True)
    sign_in_with_app(client, ANNA)
    for path in ("/account/", "/account/tweede-stap/", "/account/apparaten/"):
        assert SECRET not in client.get(path).content.decode()
