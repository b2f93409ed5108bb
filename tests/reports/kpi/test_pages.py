"""The office's pages of figures: what they show, every number with its list, setting targets, and what they cost."""

import random
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from reports.kpi import tallies
from reports.models import Target
from tests.reports.kpi import cast
from tests.reports.people import browser, organisation, someone

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
FIGURES = "/kantoor/cijfers/"


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    cast.places()


@pytest.fixture
def sanne():
    return browser(someone("Sanne"))


def text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_the_first_day_says_so_plainly(sanne):
    shown = text(sanne.get(FIGURES))

    assert "van 3.500" in shown
    assert "van 45" in shown
    assert "In deze periode is geen zelfevaluatie geopend." in shown
    assert "Er is nog niets samengevat" in shown


def test_every_number_is_as_long_as_its_list(sanne):
    cast.some(random.Random(5), 70, last=NOW)
    for number in range(3):
        cast.mark(f"NL-{number}", date(2026, 3, 1 + number), municipality_id="GM0344", sector="sport")
    tallies.refresh(now=NOW - timedelta(days=30))  # the last month is live
    page = sanne.get(FIGURES).content.decode()
    numbers = re.findall(r'<a href="(/kantoor/cijfers/lijst/[^"]+)">([\d.]+)</a>', page)

    assert len(numbers) > 25
    for address, number in numbers:
        shown = text(sanne.get(address.replace("&amp;", "&")))
        assert re.search(rf"\b{re.escape(number)} (geopende )?(zelfevaluatie|keurmerk)", shown), (address, number)


def test_a_list_goes_on_where_it_ended(sanne):
    cast.some(random.Random(6), 260, last=NOW, days=300)
    tallies.refresh(now=NOW - timedelta(days=20))
    address, rows = "/kantoor/cijfers/lijst/uses/?periode=2026", 0
    first = text(sanne.get(address))
    while address:
        page = sanne.get(address).content.decode()
        rows += page.count("<tr>") - 1
        following = re.search(r'href="(\?[^"]*vanaf=\d+)" rel="next"', page)
        address = f"/kantoor/cijfers/lijst/uses/{following[1].replace('&amp;', '&')}" if following else ""

    assert f"{rows} zelfevaluaties in 2026." in first


def test_a_name_is_shown_only_where_an_organisation_has_it(sanne):
    bank = organisation("De Bank")
    cast.evaluation(opened=NOW, completed=NOW, organisation=bank, organisation_name="De Bank")
    cast.evaluation(opened=NOW, completed=NOW, organisation_name="Geheime Club")
    page = sanne.get("/kantoor/cijfers/lijst/uses/").content.decode()

    assert f"/organisatie/{bank.pk}/" in page
    assert "Zonder account" in page
    assert "Geheime Club" not in page


@pytest.mark.parametrize(
    "query", ["?periode=1850", "?periode=x&provincie=Atlantis&sector=geen", "?vanaf=-3&omvang=reus&stap=99&route=zee"]
)
def test_what_makes_no_sense_counts_as_not_chosen(sanne, query):
    for address in (FIGURES, f"{FIGURES}lijst/uses/", f"{FIGURES}lijst/marks/", f"{FIGURES}lijst/opened/"):
        assert sanne.get(f"{address}{query}").status_code == 200


def test_within_a_province_there_is_no_target(sanne):
    cast.evaluation(opened=NOW, completed=NOW, profile={"municipality": "GM9999"})
    shown = text(sanne.get(f"{FIGURES}?provincie=Utrecht"))

    assert "Een streefcijfer geldt voor heel Nederland" in shown
    assert "van 3.500" not in shown


def test_a_chart_is_drawn_once_and_a_browser_that_has_it_is_told_so(sanne):
    address = f"{FIGURES}grafiek/uses/2026/wide/light/"
    first = sanne.get(address)

    assert first["Content-Type"] == "image/svg+xml"
    assert sanne.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    cast.evaluation(opened=NOW, completed=NOW)
    assert sanne.get(address)["ETag"] != first["ETag"]


@pytest.mark.parametrize(
    "rest", ["opened/2026/wide/light/", "uses/1999/wide/light/", "uses/2026/tall/light/", "uses/2026/wide/neon/"]
)
def test_a_chart_that_is_none(sanne, rest):
    assert sanne.get(f"{FIGURES}grafiek/{rest}").status_code == 404


def test_setting_a_target(sanne):
    answer = sanne.post(
        f"{FIGURES}streefcijfers/", {"figure": "uses", "year": "2026", "value": "4000", "reason": "Jaarplan 2026"}
    )

    assert answer.status_code == 302
    assert Target.objects.get().set_by.name == "Sanne"
    assert "van 4.000" in text(sanne.get(FIGURES))
    shown = text(sanne.get(f"{FIGURES}streefcijfers/"))
    assert "Jaarplan 2026" in shown
    assert "Overgenomen van 2026" in shown


@pytest.mark.parametrize(
    "fields", [{"value": "-1"}, {"value": "veel"}, {"year": "1850"}, {"figure": "x"}, {"value": ""}]
)
def test_a_target_that_makes_no_sense_is_refused_beside_its_field(sanne, fields):
    answer = sanne.post(f"{FIGURES}streefcijfers/", {"figure": "uses", "year": "2026", "value": "4000"} | fields)

    assert answer.status_code == 422
    assert Target.objects.count() == 0


@pytest.mark.parametrize("number", [1, 3, 60])
def test_what_the_dashboard_costs(sanne, number, django_assert_num_queries):
    cast.some(random.Random(2), number, last=NOW - timedelta(days=2))
    tallies.refresh(now=NOW)
    sanne.get(FIGURES)

    with django_assert_num_queries(21):
        sanne.get(FIGURES)


@pytest.mark.parametrize("number", [1, 3])
def test_what_a_list_costs(sanne, number, django_assert_num_queries):
    for _ in range(number):
        cast.evaluation(
            opened=NOW - timedelta(days=3), completed=NOW - timedelta(days=3), organisation=organisation(f"Bank {_}")
        )
    tallies.refresh(now=NOW)
    sanne.get(f"{FIGURES}lijst/uses/")

    with django_assert_num_queries(11):
        sanne.get(f"{FIGURES}lijst/uses/")


def test_the_map_shades_by_number_and_says_how_many(sanne):
    for place, number in (("GM0344", 5), ("GM0363", 1)):
        for _ in range(number):
            cast.evaluation(opened=NOW, completed=NOW, profile={"municipality": place})
    page = sanne.get(FIGURES).content.decode()

    assert re.search(r'class="shade-5" d="[^"]+"><title>Utrecht: 5<', page)
    assert re.search(r'class="shade-1" d="[^"]+"><title>Noord-Holland: 1<', page)
    assert re.search(r'class="shade-0" d="[^"]+"><title>Drenthe: 0<', page)
