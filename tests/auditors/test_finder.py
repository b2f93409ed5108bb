"""The public adviser finder: an answer for every municipality, public fields only, and nothing that depends on who looks."""

import csv
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from auditors.finding_map import SHAPES
from auditors.models import Photo, Profile
from auditors.queries import finder
from auditors.queries.finder import find_places
from goedgeregeld.accounts.models import Municipality
from goedgeregeld.accounts.municipality_files import PROVINCES
from tests.auditors.cast import NOW, TODAY, Network, authorised
from tests.reports.people import browser, someone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_copies() -> None:
    caches["copies"].clear()


def get(name: str, *args: Any, status: int = 200, **asked: str) -> str:
    answer = Client().get(reverse(f"auditors:{name}", args=args), asked)
    assert answer.status_code == status, answer.status_code
    assert not answer.cookies
    return answer.content.decode()


def loaded() -> None:
    call_command("load_municipalities", settings.BASE_DIR / "fixtures" / "municipalities.csv")


def test_there_is_an_answer_for_every_municipality(network: Network) -> None:
    loaded()
    els = someone("Els", "adviser")
    authorised(els, nationwide=True)
    authorised(network.ad, municipalities=[network.utrecht])
    places = finder.places(on=TODAY)
    assert len(places) == 342
    for place in places:
        caches["copies"].clear()
        page = get("find_in_place", place.code)
        assert "Els" in page, place
        assert ("Ad<" in page) == (place.name == "Utrecht"), place


def test_local_ones_come_before_who_works_nationwide_and_nobody_is_no_dead_end(network: Network) -> None:
    assert "NOV zoekt iemand" in get("find_in_place", "GM0344")
    caches["copies"].clear()
    authorised(someone("Els", "adviser"), nationwide=True)
    authorised(network.ad, municipalities=[network.utrecht])
    page = get("find_in_place", "GM0344")
    assert page.index("Ad<") < page.index("Of een landelijke adviseur") < page.index("Els<")
    assert "nog geen eigen adviseur" in get("find_in_place", "GM0321")
    get("find_in_place", "GM9999", status=404)


def test_a_municipality_that_merged_leads_to_the_new_one(network: Network) -> None:
    old = Municipality.objects.create(code="GM0001", name="Oud", province="Utrecht", merged_into=network.utrecht)
    authorised(network.ad, municipalities=[old])
    answer = Client().get(reverse("auditors:find_in_place", args=["GM0001"]))
    assert answer["Location"].endswith("/GM0344/")
    assert "Ad<" in get("find_in_place", "GM0344")
    assert find_places("oud") == [network.utrecht]


def test_what_is_typed_leads_to_the_place_or_asks_or_says_why_not(network: Network) -> None:
    loaded()
    asked = Client().get(reverse("auditors:find"), {"plaats": " utrecht "})
    assert asked["Location"] == reverse("auditors:find_in_place", args=["GM0344"])
    assert "Welke bedoel je?" in get("find", plaats="Rijswijk")
    assert "geen gemeente of plaats met de naam zzz" in get("find", plaats="zzz")
    assert "Zoeken op postcode kan hier niet" in get("find", plaats="3511 AB")
    assert "Vul de naam van je gemeente of woonplaats in." in get("find", plaats="  ")
    assert "&lt;script&gt;" in get("find", plaats="<script>")
    assert find_places("sneek")[0].name == "Súdwest-Fryslân"
    assert len(find_places("a")) == 20


def test_the_places_lie_in_municipalities_there_are() -> None:
    folder = settings.BASE_DIR / "fixtures"
    with (folder / "places.csv").open(encoding="utf-8") as file:
        codes = {row["code"] for row in csv.DictReader(file)}
    with (folder / "municipalities.csv").open(encoding="utf-8") as file:
        assert codes <= {row["code"] for row in csv.DictReader(file)}


def test_every_province_is_on_the_map_and_in_the_list(network: Network) -> None:
    page = get("find")
    assert set(SHAPES) == set(PROVINCES)
    for slug in ("fryslan", "noord-holland", "utrecht"):
        assert page.count(f'href="/adviseurs/provincie/{slug}/"') == 2
    authorised(network.ad, municipalities=[network.utrecht])
    shown = get("find_in_province", "utrecht")
    assert "1 adviseur<" in shown
    assert "In 1 gemeente werkt geen eigen adviseur" in shown
    get("find_in_province", "atlantis", status=404)


def test_a_page_shows_public_fields_and_nothing_else(network: Network) -> None:
    one = authorised(network.ad, municipalities=[network.utrecht], employer_name="VC Utrecht", volunteer_centre=True)
    Profile.objects.filter(pk=one.pk).update(
        introduction="Ik help graag.", sectors=["sport"], languages="Nederlands en Turks", phone="030 1234567",
        wished_load=3, hourly_rate=0,
    )  # fmt: skip
    page = get("find_adviser", network.ad.pk)
    for words in ("Ik help graag.", "Sport", "Nederlands en Turks", "VC Utrecht", "Utrecht", "Gratis."):
        assert words in page
    assert network.ad.email not in page
    assert "030 1234567" not in page
    caches["copies"].clear()
    Profile.objects.filter(pk=one.pk).update(contact_shown=True)
    page = get("find_adviser", network.ad.pk)
    assert network.ad.email in page
    assert "030 1234567" in page
    assert set(finder.Public.__slots__) == {
        "number", "name", "employer", "volunteer_centre", "nationwide", "introduction", "sectors", "languages",
        "hourly_rate", "subsidised", "has_photo", "email", "phone", "places",
    }  # fmt: skip


@pytest.mark.parametrize("why", ["not listed", "not authorised", "an auditor", "closed"])
def test_who_is_not_to_be_found_is_not(network: Network, why: str) -> None:
    user = network.aud if why == "an auditor" else network.ad
    one = authorised(user, "auditor" if why == "an auditor" else "adviser", municipalities=[network.utrecht])
    if why == "not listed":
        Profile.objects.filter(pk=one.pk).update(listed=False)
    if why == "not authorised":
        one.authorisations.update(until=date(2020, 1, 1))
    if why == "closed":
        user.is_active = False
        user.save()
    get("find_adviser", user.pk, status=404)
    assert "nog geen eigen adviseur" in get("find_in_place", "GM0344")
    assert [spot.code for spot in finder.white_spots(on=TODAY)["Utrecht"]] == ["GM0321", "GM0344"]


def test_the_photo_stands_with_its_name(network: Network) -> None:
    one = authorised(network.ad, municipalities=[network.utrecht])
    Photo.objects.create(profile=one, content=b"jpeg", approved_at=NOW)
    assert 'alt="Foto van Ad"' in get("find_adviser", network.ad.pk)
    assert reverse("auditors:photo", args=[network.ad.pk]) in get("find_in_place", "GM0344")


def test_pages_cost_the_same_for_more_advisers_and_a_copy_costs_nothing(network: Network) -> None:
    path = reverse("auditors:find_in_place", args=["GM0344"])
    for number in (1, 3):
        for n in range(number):
            authorised(someone(f"X{number}{n}", "adviser"), municipalities=[network.utrecht])
        caches["copies"].clear()
        with CaptureQueriesContext(connection) as first:
            Client().get(path)
        assert len(first) == 3
    with CaptureQueriesContext(connection) as again:
        answer = Client().get(path)
    assert len(again) == 0
    assert answer["Cache-Control"].startswith("public")


def test_the_office_sees_where_nobody_is(network: Network) -> None:
    authorised(network.ad, municipalities=[network.utrecht])
    page = browser(network.sanne).get(reverse("auditors:white_spots")).content.decode()
    assert "In 1 gemeente werkt geen adviseur" in page
    assert reverse("auditors:find_in_place", args=["GM0321"]) in page
