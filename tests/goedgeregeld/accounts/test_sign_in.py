"""Signing in with a code by mail: the same path for known and unknown, and no way round it."""

import time

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from post_office.models import Email

from goedgeregeld.accounts.models import User
from goedgeregeld.accounts.notifications import send_queued_mail
from goedgeregeld.events.models import Event
from tests.goedgeregeld.accounts.keys import (
    HOME,
    PASSWORD,
    last_mail,
    mailed_code,
    sign_in,
    signed_in_as,
    somebody,
)

pytestmark = pytest.mark.django_db
FATIMA = "fatima@club.example"


def test_a_code_opens_the_account_and_makes_it_the_first_time(client):
    page = client.post("/account/inloggen/", {"email": "Fatima@Club.example"})
    assert page.status_code == 302
    assert not User.objects.exists()  # nothing before the code came back
    page = client.post("/account/inloggen/code/", {"code": mailed_code(FATIMA)})
    assert (page.status_code, page.url) == (302, HOME)
    user = User.objects.get()
    assert (user.email, user.has_usable_password(), signed_in_as(client)) == (FATIMA, False, FATIMA)
    assert EmailAddress.objects.get(user=user).verified
    assert [event.verb for event in Event.objects.all()] == ["join"]


def test_the_second_time_it_is_the_same_account(client):
    user = somebody()
    sign_in(client, FATIMA)
    assert User.objects.get() == user
    assert signed_in_as(client) == FATIMA


def test_spaces_and_dashes_in_the_code_do_not_matter(client):
    client.post("/account/inloggen/", {"email": FATIMA})
    client.post("/account/inloggen/code/", {"code": " " + mailed_code(FATIMA).replace("-", " ")})
    assert signed_in_as(client) == FATIMA


def test_a_wrong_code_is_said_in_dutch_and_three_are_too_many(client):
    client.post("/account/inloggen/", {"email": FATIMA})
    code = mailed_code(FATIMA)
    for _ in range(2):
        page = client.post("/account/inloggen/code/", {"code": "0000-0000"})
        assert "Deze code klopt niet" in page.content.decode()
    page = client.post("/account/inloggen/code/", {"code": "0000-0000"}, follow=True)
    assert "Te veel pogingen" in page.content.decode()
    client.post("/account/inloggen/code/", {"code": code})
    assert signed_in_as(client) is None


def test_a_code_is_too_old_after_a_quarter_of_an_hour(client, monkeypatch):
    client.post("/account/inloggen/", {"email": FATIMA})
    later = time.time() + 15 * 60 + 1
    monkeypatch.setattr("time.time", lambda: later)
    page = client.post("/account/inloggen/code/", {"code": mailed_code(FATIMA)})
    assert (page.url, signed_in_as(client)) == ("/account/inloggen/", None)


def test_a_new_code_replaces_the_old_one(client):
    client.post("/account/inloggen/", {"email": FATIMA})
    old = mailed_code(FATIMA)
    client.post("/account/inloggen/code/", {"action": "resend"})
    new = mailed_code(FATIMA)
    assert old != new
    client.post("/account/inloggen/code/", {"code": old})
    assert signed_in_as(client) is None
    client.post("/account/inloggen/code/", {"code": new})
    assert signed_in_as(client) == FATIMA


def test_a_code_works_only_in_the_browser_that_asked(client):
    client.post("/account/inloggen/", {"email": FATIMA})
    other = Client()
    page = other.post("/account/inloggen/code/", {"code": mailed_code(FATIMA)})
    assert (page.url, signed_in_as(other)) == ("/account/inloggen/", None)


def _trail(email: str) -> tuple:
    """All that somebody outside can see of asking for a code for this address, with the address itself blotted out."""
    client, before = Client(), Email.objects.count()
    asked = client.post("/account/inloggen/", {"email": email})
    shown = client.get("/account/inloggen/code/")
    wrong = client.post("/account/inloggen/code/", {"code": "0000-0000"})
    pages = [
        page.content.decode().replace(email, "X").replace(str(page.context["csrf_token"]), "T")
        for page in (shown, wrong)
    ]
    sent = last_mail(email)
    words = sent.message.replace(mailed_code(email), "C")
    return asked.status_code, asked.url, pages, Email.objects.count() - before, sent.subject, words


def test_nothing_tells_whether_an_address_exists():
    somebody("bekend@club.example")
    closed = somebody("gesloten@club.example")
    User.objects.filter(pk=closed.pk).update(is_active=False)
    known, unknown, shut = (_trail(f"{name}@club.example") for name in ("bekend", "onbekend", "gesloten"))
    assert known == unknown == shut
    assert known[3] == 1  # each got one mail


def test_known_and_unknown_cost_the_same_queries():
    somebody("bekend@club.example")
    numbers = []
    for name in ("bekend", "onbekend"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            Client().post("/account/inloggen/", {"email": f"{name}@club.example"})
        numbers.append(len(queries))
    assert abs(numbers[0] - numbers[1]) <= 1  # a proven address is found without looking at the users too


def test_a_closed_account_is_told_so_only_to_its_owner(client):
    user = somebody()
    User.objects.filter(pk=user.pk).update(is_active=False)
    page = sign_in(client, FATIMA)
    assert (page.url, signed_in_as(client)) == ("/account/gesloten/", None)
    assert "gesloten" in client.get(page.url).content.decode()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("fatima@club.example\nBcc: heel@veel.example", "Dit is geen e-mailadres"),
        ("fatima@club.example\r\nSubject: gratis", "Dit is geen e-mailadres"),
        ("fatima@club.example,wim@club.example", "Dit is geen e-mailadres"),
        ("fаtima@club.example", "Gebruik alleen gewone letters"),  # a Cyrillic а
        ("fatima@сlub.example", "Gebruik alleen gewone letters"),  # a Cyrillic с
        ("f" * 250 + "@club.example", "Dit e-mailadres is te lang"),
        ("f" * 5000 + "@club.example", "Dit e-mailadres is te lang"),
        ("<script>@club.example", "Dit is geen e-mailadres"),
        ("", "Vul je e-mailadres in"),
    ],
)
@pytest.mark.parametrize("path", ["/account/inloggen/", "/account/wachtwoord/vergeten/"])
def test_an_address_that_cannot_be_is_refused_with_a_message(client, path, address, words):
    page = client.post(path, {"email": address})
    assert page.status_code == 200
    assert words in page.content.decode()
    assert not Email.objects.exists()


def test_too_many_requests_are_refused_in_dutch(client):
    for _ in range(3):
        assert client.post("/account/inloggen/", {"email": FATIMA}).status_code == 302
    page = client.post("/account/inloggen/", {"email": FATIMA})
    assert "Te veel pogingen" in page.content.decode()
    assert Email.objects.count() == 3


def test_who_guesses_codes_for_many_addresses_is_stopped(client):
    for number in range(15):
        client.post("/account/inloggen/", {"email": f"iemand{number}@club.example"})
        for _ in range(2):
            assert client.post("/account/inloggen/code/", {"code": "0"}).status_code == 200
    page = client.post("/account/inloggen/code/", {"code": "0"})
    assert page.status_code == 429
    assert "Even wachten" in page.content.decode()


@pytest.mark.parametrize(
    "next_url", ["https://elders.example/", "//elders.example", "javascript:alert(1)", "/\\elders.example"]
)
def test_next_leads_nowhere_but_here(client, next_url):
    somebody(password=PASSWORD)
    assert sign_in(client, FATIMA, next=next_url).url == HOME
    assert client.get(f"/account/inloggen/?next={next_url}").url == HOME
    other = Client()
    page = other.post("/account/inloggen/wachtwoord/", {"login": FATIMA, "password": PASSWORD, "next": next_url})
    assert page.url == HOME
    assert other.post("/account/uitloggen/", {"next": next_url}).url == "/"


def test_next_leads_on_where_it_is_ours(client):
    assert sign_in(client, FATIMA, next="/stijl/").url == "/stijl/"


def test_signing_out_takes_a_post(client):
    sign_in(client, FATIMA)
    page = client.get("/account/uitloggen/")
    assert (page.status_code, signed_in_as(client)) == (200, FATIMA)
    assert (client.post("/account/uitloggen/").url, signed_in_as(client)) == ("/", None)


@pytest.mark.parametrize("path", ["/account/inloggen/", "/account/inloggen/wachtwoord/", "/account/uitloggen/"])
def test_every_form_needs_its_csrf_token(path):
    assert Client(enforce_csrf_checks=True).post(path, {"email": FATIMA}).status_code == 403


def test_the_session_gets_another_key_at_sign_in(client):
    client.get("/account/inloggen/")
    client.post("/account/inloggen/", {"email": FATIMA})
    before = client.session.session_key
    client.post("/account/inloggen/code/", {"code": mailed_code(FATIMA)})
    assert client.session.session_key != before


def test_the_mail_is_sent_by_the_task_in_both_shapes_and_says_nothing_of_others(client):
    client.post("/account/inloggen/", {"email": FATIMA})
    send_queued_mail.call()
    message = mail.outbox[0]
    assert (message.to, message.subject) == ([FATIMA], "Je code om in te loggen")
    assert mailed_code(FATIMA) in message.body
    assert mailed_code(FATIMA) in message.alternatives[0][0]
    assert "example.com" not in message.body


def test_pages_for_visitors_cost_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/stijl/")
        client.get("/account/inloggen/")


def test_make_administrator_gives_no_way_round(client, capsys):
    call_command("make_administrator", "bea@nov.example")
    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.has_usable_password()) == (True, True, False)
    assert "/account/inloggen/" in capsys.readouterr().out
    assert user.roles.get().since <= timezone.now()


def test_addresses_that_are_not_used_do_not_exist(client):
    for path in ("/accounts/login/", "/account/signup/", "/account/login/", "/accounts/social/login/cancelled/"):
        assert client.get(path).status_code == 404
