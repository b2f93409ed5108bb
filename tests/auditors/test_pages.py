"""The office's pages of the network: the list, one person, authorising, municipalities, ties."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from auditors.models import Profile, Tie
from goedgeregeld.events.models import Event
from tests.auditors.cast import NOW, TODAY, Network, authorised, is_authorised
from tests.reports.people import browser, someone

LIST = "/kantoor/netwerk/"


@pytest.fixture
def sanne(network: Network) -> Client:
    return browser(network.sanne)


def test_the_list_says_who_may_what_until_when(network: Network, sanne: Client) -> None:
    authorised(network.ad, municipalities=[network.utrecht], until=date(2030, 12, 31))
    authorised(someone("Vera", "adviser"), nationwide=True, until=date(2026, 1, 31))
    page = sanne.get(LIST).content.decode()
    for words in (
        "tot en met 31 december 2030",
        "verlopen op 31 januari 2026",
        "het hele land",
        "nog niet geautoriseerd",
    ):
        assert words in page, words
    assert "ad@example.org" not in sanne.get(LIST, {"q": "vera"}).content.decode()
    assert "Niemand past" in sanne.get(LIST, {"q": "zzz"}).content.decode()


def test_the_list_costs_the_same_for_more_people(network: Network, sanne: Client) -> None:
    counts = []
    for name in ("Een", "Twee", "Drie"):
        authorised(someone(name, "adviser"), municipalities=[network.utrecht])
        with CaptureQueriesContext(connection) as asked:
            sanne.get(LIST)
        counts.append(len(asked))
    assert counts == [8] * 3


def test_somebody_is_authorised_from_nothing(network: Network, sanne: Client) -> None:
    page = f"{LIST}{network.ad.pk}/"
    assert "Nog niet geautoriseerd" in sanne.get(page).content.decode()
    assert sanne.post(f"{page}adviser/autoriseren/", {"until": "2030-12-31"})["Location"] == page
    assert is_authorised(network.ad.pk, "adviser", on=TODAY)
    assert "tot en met 31 december 2030" in sanne.get(page).content.decode()


def test_the_other_acts(network: Network, sanne: Client) -> None:
    authorised(network.ad)
    page = f"{LIST}{network.ad.pk}/"
    for act, data, said in (
        ("schorsen", {"reason": "Klacht."}, "geschorst"),
        ("schorsing-opheffen", {}, "opgeheven"),
        ("beeindigen", {"reason": "Andere baan."}, "beëindigd"),
        ("schorsen", {"reason": "Nog eens."}, "Dit kan niet"),
        ("schorsen", {}, "Dit veld is verplicht"),
    ):
        answer = sanne.post(f"{page}adviser/{act}/", data, follow=True)
        assert said in answer.content.decode(), act
    assert sanne.post(f"{page}auditor/opleiding/", follow=True).status_code == 200
    assert sanne.post(f"{page}koning/opleiding/").status_code == 404


def test_what_is_known_is_changed(network: Network, sanne: Client) -> None:
    page = f"{LIST}{network.ad.pk}/"
    data = {
        "employer_name": "VC Utrecht",
        "volunteer_centre": "on",
        "hourly_rate": "62,50",
        "municipalities": ["GM0344", "GM0321"],
    }
    assert sanne.post(page, data)["Location"] == page
    profile = Profile.objects.get()
    assert (str(profile.employer), profile.hourly_rate, profile.municipalities.count()) == ("VC Utrecht", 62.5, 2)
    shown = sanne.get(page).content.decode()
    assert "Utrecht (2 gekozen)" in shown
    assert 'value="GM0344" checked' in shown
    assert sanne.post(page, data | {"hourly_rate": "-5"}).status_code == 422
    assert sanne.post(page, data | {"municipalities": ["GM9999"]}).status_code == 422


def test_a_tie_is_written_down_and_taken_away(network: Network, sanne: Client) -> None:
    page = f"{LIST}{network.ad.pk}/"
    tie = {"organisation": "de bank", "kind": "board", "whose": "person", "ended_on": "2025-01-31"}
    assert sanne.post(f"/netwerk/{network.ad.pk}/band/", tie)["Location"] == page
    assert "tot en met 31 januari 2025" in sanne.get(page).content.decode()
    sanne.post(f"/netwerk/{network.ad.pk}/band/{Tie.objects.get().pk}/weg/")
    assert not Tie.objects.exists()


@pytest.mark.parametrize(
    ("changes", "status", "why"),
    [
        ({"organisation": "Bestaat niet"}, 422, "geen organisatie met precies deze naam"),
        ({"began_on": "2026-01-01", "ended_on": "2025-01-01"}, 422, "niet eindigen voor"),
        ({"whose": "employer"}, 409, "geen werkgever"),
    ],
)
def test_a_tie_that_makes_no_sense(
    network: Network, sanne: Client, changes: dict[str, str], status: int, why: str
) -> None:
    tie = {"organisation": "De Bank", "kind": "board", "whose": "person"}
    answer = sanne.post(f"/netwerk/{network.ad.pk}/band/", tie | changes)
    assert answer.status_code == status
    assert why in answer.content.decode()
    assert not Tie.objects.exists()


def test_who_is_not_in_the_network_has_no_page(network: Network, sanne: Client) -> None:
    assert sanne.get(f"{LIST}{network.fatima.pk}/").status_code == 404


def test_that_the_office_looked_is_written_down(network: Network, sanne: Client) -> None:
    sanne.get(f"{LIST}{network.ad.pk}/")
    assert Event.objects.filter(verb="view", object_id=str(network.ad.pk), at__gte=NOW).exists()
