"""Acts on an account by the office: roles by administrators only, switching off and on, and never the last administrator."""

import time
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from goedgeregeld.accounts.models import Role, User
from goedgeregeld.accounts.states import RoleKind
from goedgeregeld.events.models import Event
from tests.reports.people import NOW, browser, member, organisation, someone

pytestmark = pytest.mark.django_db
ACTS = ("grant", "revoke", "switch_off", "switch_on")
RESET = "reset_second_factor"


def url(name: str, user: User) -> str:
    return reverse(f"reports:office_{name}", args=[user.pk])


def act(client: Client, name: str, user: User, role: str = RoleKind.ADVISER) -> int:
    return client.post(url(name, user), {"role": role}).status_code


def test_a_user_is_shown_and_that_is_written_down() -> None:
    sanne, fatima = someone("Sanne"), someone("Fatima")
    member(fatima, organisation())
    page = browser(sanne).get(url("user", fatima)).content.decode()
    assert "De Bank" in page
    assert "Geef de rol" not in page
    assert Event.objects.filter(verb="view", actor=sanne, object_id=str(fatima.pk)).count() == 1


def test_an_administrator_gives_and_takes_roles() -> None:
    client, fatima = browser(someone("Bea")), someone("Fatima")
    assert act(client, "grant", fatima) == 302
    assert Role.objects.filter(user=fatima).get().kind == RoleKind.ADVISER
    assert act(client, "revoke", fatima) == 302
    assert not Role.objects.filter(user=fatima).exists()
    assert set(Event.objects.values_list("verb", flat=True)) == {"grant_role", "revoke_role"}


def test_staff_gives_no_roles() -> None:
    client, fatima = browser(someone("Sanne")), someone("Fatima")
    assert [act(client, "grant", fatima), act(client, "revoke", fatima)] == [403, 403]
    assert not Role.objects.filter(user=fatima).exists()


def test_the_last_administrator_stays() -> None:
    bea = someone("Bea")
    client = browser(bea)
    response = client.post(url("revoke", bea), {"role": "administrator"}, follow=True)
    assert "Dit is de laatste beheerder." in response.content.decode()
    assert Role.objects.filter(user=bea).exists()


def test_a_role_there_is_not_is_404() -> None:
    assert act(browser(someone("Bea")), "grant", someone("Fatima"), "koning") == 404


def test_switching_off_ends_what_somebody_was_doing() -> None:
    client, fatima = browser(someone("Sanne")), someone("Fatima")
    hers = browser(fatima)
    assert hers.get("/mijn/").status_code == 200
    assert act(client, "switch_off", fatima) == 302
    fatima.refresh_from_db()
    assert not fatima.is_active
    assert hers.get("/mijn/").status_code == 302
    assert act(client, "switch_off", fatima) == 302
    assert act(client, "switch_on", fatima) == 302
    fatima.refresh_from_db()
    assert fatima.is_active
    assert list(Event.objects.order_by("pk").values_list("verb", flat=True)) == ["switch_off", "switch_on"]


@pytest.mark.parametrize("name", ["Bea", "Saar"])
def test_staff_does_not_switch_off_the_office(name: str) -> None:
    client = browser(someone("Sanne"))
    of = someone(name, *([] if name == "Bea" else [RoleKind.STAFF]))
    assert act(client, "switch_off", of) == 403
    of.refresh_from_db()
    assert of.is_active


def test_nobody_switches_off_themselves() -> None:
    bea = someone("Bea")
    someone("Ben", RoleKind.ADMINISTRATOR)
    assert act(browser(bea), "switch_off", bea) == 403


def test_an_administrator_switches_off_staff_and_administrators() -> None:
    client = browser(someone("Bea"))
    for of in (someone("Sanne"), someone("Ben", RoleKind.ADMINISTRATOR)):
        assert act(client, "switch_off", of) == 302
        of.refresh_from_db()
        assert not of.is_active


# --- A second factor that was lost ---------------------------------------------------------------------------------------


def with_app(name: str, *roles: str) -> User:
    user = someone(name, *roles)
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=user, type=kind, data={"secret": "x", "seed": "x", "used_mask": 0})
    return user


def fresh(client: Client) -> Client:
    """Who showed a moment ago that it is they."""
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "type": "totp", "at": time.time(), "reauthenticated": True}
    ]
    session.save()
    return client


def test_the_office_takes_away_a_second_factor_that_was_lost() -> None:
    sanne, ad = with_app("Sanne"), with_app("Ad")
    client, his = fresh(browser(sanne)), Client()
    his.force_login(ad)
    his.get("/")  # his device is noted
    page = client.get(url("user", ad)).content.decode()
    assert url(RESET, ad) in page
    asked = client.get(url(RESET, ad)).content.decode()
    assert "Weet je zeker wie het vraagt?" in asked
    assert Authenticator.objects.filter(user=ad).count() == 2
    for _twice in range(2):
        assert client.post(url(RESET, ad)).url == url("user", ad)
    assert not Authenticator.objects.filter(user=ad).exists()
    assert Authenticator.objects.filter(user=sanne).exists()
    assert list(Event.objects.filter(verb=RESET).values_list("actor", "object_id")) == [(sanne.pk, str(ad.pk))]
    assert [(mail.to, mail.subject) for mail in Email.objects.all()] == [([ad.email], "Je tweede stap is weggehaald")]
    assert "geen tweede stap" in client.get(url(RESET, ad)).content.decode()


def test_first_one_shows_that_it_is_still_oneself() -> None:
    client, ad = browser(with_app("Sanne")), with_app("Ad")
    for answer in (client.get(url(RESET, ad)), client.post(url(RESET, ad))):
        assert answer.url.startswith(reverse("mfa_reauthenticate"))
    assert Authenticator.objects.filter(user=ad).exists()


@pytest.mark.parametrize("name", ["Bea", "Saar", "Sanne"])
def test_staff_takes_no_second_factor_of_the_office_nor_its_own(name: str) -> None:
    sanne = with_app("Sanne")
    of = sanne if name == "Sanne" else with_app(name, *([] if name == "Bea" else [RoleKind.STAFF]))
    client = fresh(browser(sanne))
    assert [client.get(url(RESET, of)).status_code, client.post(url(RESET, of)).status_code] == [403, 403]
    assert Authenticator.objects.filter(user=of).exists()
    assert Event.objects.filter(verb="refused", actor=sanne).count() == 1


def test_an_administrator_helps_staff_and_other_administrators() -> None:
    client = fresh(browser(with_app("Bea")))
    for of in (with_app("Sanne"), with_app("Ben", RoleKind.ADMINISTRATOR)):
        assert client.post(url(RESET, of)).status_code == 302
        assert not Authenticator.objects.filter(user=of).exists()


# --- Who gets in ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Fatima", "Boris", "Ad", "Aud"])
def test_strangers_get_404(name: str) -> None:
    client, of = browser(someone(name)), someone("Saar")
    assert client.get(url("user", of)).status_code == 404
    assert [act(client, one, of) for one in (*ACTS, RESET)] == [404] * 5


def test_a_visitor_is_asked_to_sign_in_whatever_there_is() -> None:
    """The same for who is there and who is not; and after signing in, the address of a button says what it is."""
    of, client = someone("Saar"), Client()
    for pk in (of.pk, 999_999):
        for name in ("user", *ACTS, RESET):
            address = reverse(f"reports:office_{name}", args=[pk])
            assert (client.get if name == "user" else client.post)(address).url == f"/account/inloggen/?next={address}"
    page = browser(someone("Sanne")).get(url("switch_off", of))
    assert (page.status_code, page["Allow"]) == (405, "POST")
    assert "Dit adres hoort bij een knop" in page.content.decode()


@pytest.mark.parametrize("name", ACTS)
def test_acts_are_posted(name: str) -> None:
    assert browser(someone("Bea")).get(url(name, someone("Fatima"))).status_code == 405


def test_who_was_erased_is_not_there() -> None:
    gone = User.objects.create_user("gewist-1@gewist.invalid", erased_at=NOW)
    client = browser(someone("Bea"))
    assert client.get(url("user", gone)).status_code == 404
    assert [act(client, one, gone) for one in (*ACTS, RESET)] == [404] * 5


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(django_assert_num_queries: Callable[..., object], number: int) -> None:
    sanne, fatima = someone("Sanne"), someone("Fatima", *list(RoleKind)[:number])
    for at in range(number):
        member(fatima, organisation(f"De Bank {at}"))
    client = browser(sanne)
    client.get(url("user", fatima))
    with django_assert_num_queries(8):
        client.get(url("user", fatima))
