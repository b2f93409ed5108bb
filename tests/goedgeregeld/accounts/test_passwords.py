"""Passwords: possible, never needed, and no way to find out who is here."""

import pytest
from django.test import Client

from goedgeregeld.accounts.models import User
from tests.goedgeregeld.accounts.keys import (
    PASSWORD,
    last_mail,
    mailed_code,
    signed_in_as,
    somebody,
)

pytestmark = pytest.mark.django_db
FATIMA = "fatima@club.example"


def test_the_password_form_says_the_same_for_a_wrong_one_and_an_unknown_address_and_is_limited(client):
    somebody(password=PASSWORD)
    said = set()
    for address in (FATIMA, "niemand@club.example"):
        page = client.post("/account/inloggen/wachtwoord/", {"login": address, "password": "mis"})
        said.add(str(page.context["form"].errors))
    assert len(said) == 1
    assert "horen niet bij elkaar" in said.pop()
    for _ in range(5):
        page = client.post("/account/inloggen/wachtwoord/", {"login": FATIMA, "password": "mis"})
    assert "Te veel pogingen" in page.content.decode()


def test_a_password_opens_the_account(client):
    somebody(password=PASSWORD)
    page = client.post("/account/inloggen/wachtwoord/", {"login": FATIMA, "password": PASSWORD, "next": "/stijl/"})
    assert (page.url, signed_in_as(client)) == ("/stijl/", FATIMA)


def test_a_forgotten_password_is_replaced_with_a_code(client):
    somebody(password=PASSWORD)
    client.post("/account/wachtwoord/vergeten/", {"email": FATIMA})
    page = client.post("/account/wachtwoord/vergeten/code/", {"code": mailed_code(FATIMA)}, follow=True)
    assert page.redirect_chain[-1][0] == "/account/wachtwoord/vergeten/nieuw/"
    new = {"password1": "nog een lange zin erbij", "password2": "nog een lange zin erbij"}
    page = client.post("/account/wachtwoord/vergeten/nieuw/", new, follow=True)
    assert "Je wachtwoord is veranderd" in page.content.decode()
    assert User.objects.get().check_password("nog een lange zin erbij")
    assert last_mail(FATIMA).subject == "Je wachtwoord is veranderd"


def test_a_forgotten_password_of_nobody_looks_the_same_and_gets_a_mail_too(client):
    somebody()
    shapes = []
    for address in (FATIMA, "niemand@club.example"):
        one = Client()
        asked = one.post("/account/wachtwoord/vergeten/", {"email": address})
        page = one.get(asked.url)
        text = page.content.decode().replace(address, "X").replace(str(page.context["csrf_token"]), "T")
        shapes.append((asked.status_code, asked.url, text))
    assert shapes[0] == shapes[1]
    assert "geen account" in last_mail("niemand@club.example").message
