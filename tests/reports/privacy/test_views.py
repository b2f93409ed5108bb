"""The pages of privacy: who gets in, what is shown first, and that nothing goes without typing it over."""

import time
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client

from goedgeregeld.accounts.models import BenchmarkConsent, Organisation, User
from goedgeregeld.accounts.states import Right
from goedgeregeld.events.models import Event
from reports.privacy.queries import span
from selfeval.models import Evaluation
from tests.reports.people import browser, member, organisation, someone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cache(db):
    call_command("createcachetable")


def fresh(user: User) -> Client:
    """The browser of somebody who showed a moment ago that it is them."""
    client = browser(user)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "at": time.time(), "type": "totp", "reauthenticated": True}
    ]
    session.save()
    return client


@pytest.fixture
def bank():
    """De Bank: Fatima is beheerder, Wim invuller; Boris has nothing to do with it."""
    made = organisation("De Bank")
    for name, right in (("Fatima", Right.MANAGER), ("Wim", Right.EDITOR)):
        member(someone(name), made, right)
    someone("Boris")
    return made


def named(name: str) -> User:
    return User.objects.get(name=name)


def test_everybody_reads_the_statement_from_every_page(client):
    page = client.get("/privacy/").content.decode()
    assert "90 dagen na de laatste wijziging" in page
    assert "7 jaar nadat ze is gestopt" in page
    assert "goedgeregeld@example.org" in page
    assert 'href="/privacy/"' in client.get("/privacy/gewist/").content.decode()


@pytest.mark.parametrize(
    ("days", "said"), [(1, "1 dag"), (90, "90 dagen"), (365, "1 jaar"), (2557, "7 jaar"), (400, "400 dagen")]
)
def test_a_span_is_said_as_people_say_it(days, said):
    assert span(days) == said


@pytest.mark.parametrize("path", ["wissen", "meenemen", "vergelijking"])
def test_only_a_beheerder_gets_at_the_organisation(bank, path):
    address = f"/organisatie/{bank.pk}/{path}/"
    expected = {"Fatima": 200, "Wim": 403, "Boris": 404}
    assert {name: fresh(named(name)).get(address).status_code for name in expected} == expected
    assert fresh(someone("Sanne")).get(address).status_code == 403
    assert Client().get(address).status_code == 302
    for name in ("Wim", "Boris"):
        assert fresh(named(name)).post(address, {"typed": "De Bank"}).status_code == expected[name]
    assert Organisation.objects.exists()
    assert not BenchmarkConsent.objects.exists()


def test_erasing_the_organisation_wants_its_name(bank):
    client, address = fresh(named("Fatima")), f"/organisatie/{bank.pk}/wissen/"
    assert "Dit gaat weg" in client.get(address).content.decode()
    page = client.post(address, {"typed": "De Bonk"})
    assert page.status_code == 422
    assert Organisation.objects.exists()
    page = client.post(address, {"typed": " de bank "})
    assert (page.status_code, page.url) == (302, "/privacy/gewist/")
    assert not Organisation.objects.exists()
    assert client.get(address).status_code == 404


def test_erasing_wants_that_one_shows_again_who_one_is(bank):
    client = browser(named("Fatima"))  # signed in long ago
    for address in ("/privacy/wissen/", f"/organisatie/{bank.pk}/wissen/"):
        page = client.post(address, {"typed": "De Bank"})
        assert page.status_code == 302
        assert "/account/bevestigen/" in page.url
    assert Organisation.objects.exists()


def test_erasing_oneself(bank):
    client = fresh(named("Wim"))
    page = client.get("/privacy/wissen/").content.decode()
    assert "Dit blijft, en waarom" in page
    assert client.post("/privacy/wissen/", {"typed": "boris@example.org"}).status_code == 422
    assert named("Wim").is_active
    page = client.post("/privacy/wissen/", {"typed": "WIM@example.org"})
    assert (page.status_code, page.url) == (302, "/privacy/gewist/")
    assert not User.objects.filter(name="Wim").exists()
    assert "_auth_user_id" not in client.session
    assert client.get("/privacy/gewist/").status_code == 200


def test_the_last_beheerder_is_told_what_to_do_first(bank):
    client = fresh(named("Fatima"))
    page = client.get("/privacy/wissen/").content.decode()
    assert "Maak eerst iemand anders beheerder" in page.replace("&#x27;", "'")
    assert client.post("/privacy/wissen/", {"typed": "fatima@example.org"}).status_code == 409
    assert named("Fatima").is_active


def test_a_link_holder_erases_what_nobody_claimed(evaluation_of, client):
    evaluation = evaluation_of()
    address = f"/zelfevaluatie/{evaluation.pk}/wissen/"
    assert Client().get(address).status_code == 404
    assert Client().post(address, {"sure": "on"}).status_code == 404
    assert client.post(address).status_code == 422
    assert Evaluation.objects.exists()
    assert client.post(address, {"sure": "on"}).status_code == 302
    assert not Evaluation.objects.exists()
    assert Event.objects.get(verb="erase").data == {"why": "asked", "completed": True}
    assert client.get(address).status_code == 404


def test_what_was_claimed_is_for_its_beheerders(evaluation_of, client, bank):
    evaluation = evaluation_of()
    Evaluation.objects.filter(pk=evaluation.pk).update(organisation=bank)
    for verb in ("wissen", "meenemen"):
        assert client.get(f"/zelfevaluatie/{evaluation.pk}/{verb}/").status_code == 403
        assert client.post(f"/zelfevaluatie/{evaluation.pk}/{verb}/", {"sure": "on"}).status_code == 403
        assert client.get(f"/zelfevaluatie/{uuid4()}/{verb}/").status_code == 404
    assert Evaluation.objects.exists()


def test_consent_is_given_and_withdrawn_at_once(bank):
    client, address = fresh(named("Fatima")), f"/organisatie/{bank.pk}/vergelijking/"
    client.post(address, {"give": "1"})
    client.post(address, {"give": "1"})
    consent = BenchmarkConsent.objects.get()
    assert (consent.organisation, consent.given_by) == (bank, named("Fatima"))
    assert "Jullie tellen mee" in client.get(address).content.decode()
    client.post(address, {"withdraw": "1"})
    client.post(address, {"withdraw": "1"})
    assert not BenchmarkConsent.objects.exists()
    assert list(Event.objects.order_by("pk").values_list("verb", flat=True)) == ["give_consent", "withdraw_consent"]


def test_pages_cost_the_same_with_one_and_with_many(bank, django_assert_max_num_queries):
    client = fresh(named("Fatima"))
    for number in range(20):
        member(named("Fatima"), organisation(f"Club {number}"))
    with django_assert_max_num_queries(15):
        client.get("/privacy/wissen/")
    with django_assert_max_num_queries(20):
        client.get(f"/organisatie/{bank.pk}/wissen/")
