"""One's own account: address, name, password, devices. And the inbox of a demo."""

import time

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone
from post_office.models import Email

from goedgeregeld.accounts.actions import people
from goedgeregeld.accounts.models import User
from goedgeregeld.accounts.views.account import device
from goedgeregeld.events.models import Event
from tests.goedgeregeld.accounts.keys import PASSWORD, last_mail, mailed_code, sign_in, signed_in_as, somebody

pytestmark = pytest.mark.django_db
FATIMA, NEW = "fatima@club.example", "fatima@elders.example"


@pytest.fixture
def fatima(client) -> Client:
    sign_in(client, FATIMA)
    return client


def test_an_address_changes_with_the_codes_of_both(fatima):
    phone = Client()
    sign_in(phone, FATIMA)
    page = fatima.post("/account/e-mailadres/", {"email": NEW.upper()})
    assert page.url == "/account/e-mailadres/bevestigen/"
    codes = {"old_code": mailed_code(FATIMA), "new_code": mailed_code(NEW)}
    assert codes["old_code"] != codes["new_code"]
    assert User.objects.get().email == FATIMA
    assert fatima.post("/account/e-mailadres/bevestigen/", codes).url == "/account/"
    user = User.objects.get()
    assert user.email == NEW
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [(NEW, True, True)]
    assert last_mail(FATIMA).subject == "Je e-mailadres is veranderd"
    assert Event.objects.filter(verb="change_address", actor=user).exists()
    assert (signed_in_as(fatima), signed_in_as(phone)) == (NEW, None)


@pytest.mark.parametrize("wrong", ["old_code", "new_code"])
def test_one_of_the_codes_is_not_enough(fatima, wrong):
    fatima.post("/account/e-mailadres/", {"email": NEW})
    codes = {"old_code": mailed_code(FATIMA), "new_code": mailed_code(NEW)}
    page = fatima.post("/account/e-mailadres/bevestigen/", {**codes, wrong: "0000-0000"})
    assert "Deze code klopt niet" in page.content.decode()
    page = fatima.post(
        "/account/e-mailadres/bevestigen/", {"old_code": codes["new_code"], "new_code": codes["old_code"]}
    )
    assert page.status_code == 200
    assert User.objects.get().email == FATIMA


def test_guessing_the_codes_ends_the_change(fatima):
    fatima.post("/account/e-mailadres/", {"email": NEW})
    codes = {"old_code": mailed_code(FATIMA), "new_code": mailed_code(NEW)}
    for _ in range(5):
        fatima.post("/account/e-mailadres/bevestigen/", {"old_code": "1", "new_code": "2"})
    assert fatima.post("/account/e-mailadres/bevestigen/", codes).url == "/account/e-mailadres/"
    assert User.objects.get().email == FATIMA


def test_an_address_of_somebody_else_looks_the_same_and_does_not_change(fatima):
    somebody("wim@club.example")
    shapes = []
    for address in ("wim@club.example", "vrij@club.example"):
        asked = fatima.post("/account/e-mailadres/", {"email": address})
        page = fatima.get(asked.url)
        text = page.content.decode().replace(address, "X").replace(str(page.context["csrf_token"]), "T")
        shapes.append((asked.status_code, asked.url, text))
    assert shapes[0] == shapes[1]
    assert "wil dit e-mailadres gebruiken" in last_mail("wim@club.example").subject
    with pytest.raises(people.AddressTaken):
        people.change_address(User.objects.get(email=FATIMA), "wim@club.example", now=timezone.now())


def test_an_address_taken_in_the_meantime_is_refused(fatima):
    fatima.post("/account/e-mailadres/", {"email": NEW})
    codes = {"old_code": mailed_code(FATIMA), "new_code": mailed_code(NEW)}
    somebody(NEW)
    page = fatima.post("/account/e-mailadres/bevestigen/", codes, follow=True)
    assert "Dit adres kan niet" in page.content.decode()
    assert User.objects.filter(email=FATIMA).exists()


@pytest.mark.parametrize("address", [FATIMA, "geen adres", "x@y.example\nBcc: z@y.example", "fаtima@club.example"])
def test_an_address_that_cannot_be_is_refused(fatima, address):
    before = Email.objects.count()
    assert fatima.post("/account/e-mailadres/", {"email": address}).status_code == 200
    assert Email.objects.count() == before


def _long_after(client: Client, monkeypatch) -> None:
    later = time.time() + 11 * 60
    monkeypatch.setattr("time.time", lambda: later)


def test_a_sensitive_act_asks_who_has_no_password_for_a_code_by_mail(fatima, monkeypatch):
    _long_after(fatima, monkeypatch)
    new = {"password1": PASSWORD, "password2": PASSWORD}
    page = fatima.post("/account/wachtwoord/instellen/", new)
    assert page.url.startswith("/account/bevestigen/mail/")
    assert not User.objects.get().has_usable_password()
    before = Email.objects.count()
    assert fatima.get(page.url).status_code == 200
    assert Email.objects.count() == before  # looking sends nothing
    where = "/account/wachtwoord/instellen/"
    fatima.post("/account/bevestigen/mail/", {"send": "1", "next": where})
    wrong = fatima.post("/account/bevestigen/mail/", {"code": "0", "next": where})
    assert "Deze code klopt niet" in wrong.content.decode()
    fatima.post("/account/bevestigen/mail/", {"code": mailed_code(FATIMA), "next": where})
    assert User.objects.get().check_password(PASSWORD)  # the suspended form was carried out


@pytest.mark.parametrize(
    "path", ["e-mailadres/", "wachtwoord/instellen/", "tweede-stap/app/", "tweede-stap/toegangssleutels/nieuw/"]
)
def test_sensitive_pages_ask_again_after_ten_minutes(fatima, monkeypatch, path):
    assert fatima.get(f"/account/{path}").status_code == 200
    _long_after(fatima, monkeypatch)
    assert fatima.get(f"/account/{path}").url.startswith("/account/bevestigen/mail/")


def test_three_wrong_codes_end_the_confirmation(fatima, monkeypatch):
    fatima.post("/account/bevestigen/mail/", {"send": "1"})
    code = mailed_code(FATIMA)
    for _ in range(3):
        page = fatima.post("/account/bevestigen/mail/", {"code": "0"})
    assert "te vaak verkeerd" in page.content.decode()
    _long_after(fatima, monkeypatch)
    fatima.post("/account/bevestigen/mail/", {"code": code})
    assert fatima.get("/account/e-mailadres/").status_code == 302


def test_a_new_password_needs_the_old_one_and_signs_out_elsewhere(client):
    somebody(password=PASSWORD)
    phone = Client()
    for device_ in (client, phone):
        device_.post("/account/inloggen/wachtwoord/", {"login": FATIMA, "password": PASSWORD})
    new = {"password1": "heel iets anders nu", "password2": "heel iets anders nu"}
    page = client.post("/account/wachtwoord/wijzigen/", {"oldpassword": "mis", **new})
    assert "niet je huidige wachtwoord" in page.content.decode()
    client.post("/account/wachtwoord/wijzigen/", {"oldpassword": PASSWORD, **new})
    assert User.objects.get().check_password("heel iets anders nu")
    assert (client.get("/account/").status_code, phone.get("/account/").status_code) == (200, 302)


@pytest.mark.parametrize("password", ["kort", "123456789012", "fatima@club.example"])
def test_a_weak_password_is_refused(fatima, password):
    page = fatima.post("/account/wachtwoord/instellen/", {"password1": password, "password2": password})
    assert page.status_code == 200
    assert not User.objects.get().has_usable_password()


def test_a_session_ended_elsewhere_is_out(fatima):
    phone = Client(headers={"user-agent": "Mozilla/5.0 (Android 15; Mobile) Firefox/140.0"})
    sign_in(phone, FATIMA)
    page = fatima.get("/account/apparaten/")
    assert "Firefox op Android" in page.content.decode()
    row = next(session for session in page.context["sessions"] if not session["here"])
    fatima.post("/account/apparaten/uitloggen/", {"session": row["pk"]})
    assert phone.get("/account/").url.startswith("/account/inloggen/")
    assert fatima.get("/account/").status_code == 200


def test_all_others_can_be_ended_at_once(fatima):
    others = [Client(), Client()]
    for other in others:
        sign_in(other, FATIMA)
    fatima.post("/account/apparaten/uitloggen/")
    assert [other.get("/account/").status_code for other in others] == [302, 302]
    assert fatima.get("/account/").status_code == 200
    assert Event.objects.get(verb="end_sessions").data == {"number": 2}


@pytest.mark.parametrize("session", ["x", "-1", "999999", "9" * 40, "²"])
def test_a_session_that_is_not_mine_cannot_be_ended(fatima, session):
    wim = Client()
    sign_in(wim, "wim@club.example")
    mine = wim.get("/account/apparaten/").context["sessions"][0]["pk"]
    for value in (session, str(mine)):
        assert fatima.post("/account/apparaten/uitloggen/", {"session": value}).status_code == 404
    assert wim.get("/account/").status_code == 200


def test_a_name_is_kept_and_nothing_else_in_the_form(fatima):
    fatima.post("/account/naam/", {"name": "Fatima", "email": "x@y.example", "is_staff": "on", "is_superuser": "on"})
    user = User.objects.get()
    assert (user.name, user.email, user.is_staff, user.is_superuser) == ("Fatima", FATIMA, False, False)
    page = fatima.post("/account/naam/", {"name": "F" * 151})
    assert page.status_code == 422
    assert "Fout:" in page.content.decode()
    for turned in ("Fat\u202eima", "Fatima\nBcc: x@y.example", "\u2066Fatima"):
        assert fatima.post("/account/naam/", {"name": turned}).status_code == 422
    assert User.objects.get().name == "Fatima"


@pytest.mark.parametrize(
    "name", ["naam/", "", "apparaten/", "e-mailadres/", "e-mailadres/bevestigen/", "bevestigen/mail/", "tweede-stap/"]
)
def test_a_visitor_is_sent_to_the_door_and_back(client, name):
    page = client.get(f"/account/{name}")
    assert page.status_code == 302
    assert page.url.startswith("/account/inloggen/")


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge op Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari op iPhone"),
        ("curl/8", "Onbekende browser"),
        ("<script>", "Onbekende browser"),
    ],
)
def test_a_device_is_named_in_words(agent, words):
    assert device(agent) == words
