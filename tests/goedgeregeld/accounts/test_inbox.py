"""Mail in the queue, the inbox of a demo, and the demo's cast."""

import pytest
from django.utils import timezone

from goedgeregeld.accounts.notifications import queue_mail
from selfeval.management import demo_cast
from tests.goedgeregeld.accounts.keys import app_code, last_mail, signed_in_as, somebody

pytestmark = pytest.mark.django_db
FATIMA, NEW = "fatima@club.example", "fatima@elders.example"


def test_mail_is_never_read_as_a_template():
    queue_mail(to=FATIMA, subject="{{ x }}\nBcc: a@b.example", text="{% now 'Y' %} {{ 1 }}")
    mail = last_mail(FATIMA)
    assert (mail.subject, mail.message) == ("{{ x }} Bcc: a@b.example", "{% now 'Y' %} {{ 1 }}")


def test_the_inbox_exists_in_a_demo_only(client, settings):
    settings.DEBUG = settings.DEMO = False
    assert client.get("/postvak/").status_code == 404
    settings.DEMO = True
    queue_mail(to=FATIMA, subject="<b>Vet</b>", text="Zie https://elders.example/x <script>alert(1)</script>")
    text = client.get("/postvak/").content.decode()
    assert "&lt;b&gt;Vet" in text
    assert '<a href="https://elders.example/x"' in text
    assert "<script>alert" not in text


def test_the_inbox_shows_codes_of_the_demo_cast_and_of_nobody_else(client, settings):
    settings.DEMO = True
    anna = next(player for player in demo_cast.CAST if player.role == "adviser")
    demo_cast.welcome(anna, now=timezone.now())
    demo_cast.welcome(anna, now=timezone.now())  # twice changes nothing
    somebody("echt@adviseur.example", role="adviser", app=True)
    text = client.get("/postvak/").content.decode()
    assert anna.email in text
    assert "echt@adviseur.example" not in text
    client.post("/account/inloggen/wachtwoord/", {"login": anna.email, "password": demo_cast.PASSWORD})
    client.post("/account/inloggen/tweede-stap/", {"code": app_code(anna.secret)})
    assert signed_in_as(client) == anna.email


def test_the_demo_cast_gets_in_nowhere_else(client, settings):
    settings.DEMO = True
    demo_cast.welcome(demo_cast.CAST[0], now=timezone.now())
    settings.DEMO = False
    page = client.post(
        "/account/inloggen/wachtwoord/", {"login": demo_cast.CAST[0].email, "password": demo_cast.PASSWORD}
    )
    assert (page.url, signed_in_as(client)) == ("/account/gesloten/", None)
