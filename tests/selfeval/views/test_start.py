"""From the front door to the first statement: home, profile and route."""

import pytest
from django.test import Client
from django.urls import reverse

from selfeval import actions, queries
from selfeval.models import Evaluation
from tests.selfeval.actions.history import everything
from tests.selfeval.cast import LARGE, NOW, SMALL, save, started
from tests.selfeval.views.pages import LARGE_FIELDS, SMALL_FIELDS, Fields, url, words

HOME, START = reverse("selfeval:home"), reverse("selfeval:start")


def drawn(browser: Client) -> dict[str, str]:
    """What a fresh start page carries along: the number its evaluation will have."""
    return {"nummer": browser.get(START).context["number"]}


def start(browser: Client, fields) -> Evaluation:
    response = browser.post(START, {**fields, **drawn(browser)})
    evaluation = Evaluation.objects.order_by("-started_at").first()
    assert response.url == url("route", evaluation)
    return evaluation


def test_without_an_instrument_the_front_door_says_so(boris):
    assert "staat nog niet klaar" in words(boris.get(HOME))
    assert boris.get(START).status_code == 503


def test_a_draft_is_not_offered(db, boris):
    assert boris.get(START).status_code == 503


def test_from_profile_to_route_to_overview_without_an_account(version, boris):
    evaluation = start(boris, SMALL_FIELDS)
    page = boris.get(url("route", evaluation))
    assert "Jullie mogen kiezen" in words(page)
    assert Fields(page).checked == [("route", "star")]
    response = boris.post(url("route", evaluation), {"route": "full"})

    assert response.url == url("overview", evaluation)
    assert Evaluation.objects.get().route == "full"
    assert "0 van de 4 stellingen beantwoord" in words(boris.get(response.url))
    assert "De Brug" in words(boris.get(HOME))


def test_a_larger_organisation_has_no_choice(version, boris):
    evaluation = start(boris, LARGE_FIELDS)

    assert "Jullie beantwoorden alle stellingen" in words(boris.get(url("route", evaluation)))
    assert boris.post(url("route", evaluation), {"route": "star"}).status_code == 400
    assert Evaluation.objects.get().route == "full"


def test_a_double_click_starts_one(version, boris):
    page = {**LARGE_FIELDS, **drawn(boris)}
    first, second = (boris.post(START, page).url for _ in range(2))

    assert first == second
    assert Evaluation.objects.count() == 1


def test_back_and_another_profile_changes_the_one_that_was_started(version, boris):
    page = {**SMALL_FIELDS, **drawn(boris)}
    boris.post(START, page)
    boris.post(START, {**page, "volunteers": "1.200"})

    assert Evaluation.objects.get().profile["volunteers"] == 1200


def test_two_start_pages_are_two_evaluations(version, boris):
    one, other = drawn(boris), drawn(boris)
    boris.post(START, {**LARGE_FIELDS, "organisation_name": "Een", **one})
    boris.post(START, {**LARGE_FIELDS, "organisation_name": "Twee", **other})

    assert set(Evaluation.objects.values_list("organisation_name", flat=True)) == {"Een", "Twee"}


def test_a_number_of_somebody_else_is_no_key(version, boris, wim):
    page = {**LARGE_FIELDS, **drawn(boris)}
    boris.post(START, page)
    before = Evaluation.objects.count()
    wim.post(START, {**page, "organisation_name": "Van Wim"})

    assert Evaluation.objects.count() == before + 1


def test_starting_again_starts_another(version, boris):
    assert start(boris, SMALL_FIELDS) != start(boris, SMALL_FIELDS)


def test_without_cookies_it_still_starts(version):
    assert Client().post(START, LARGE_FIELDS).status_code == 302
    assert Evaluation.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("volunteers", ""),
        ("volunteers", "-1"),
        ("volunteers", "1000000000"),
        ("volunteers", "1e9"),
        ("volunteers", "twaalf"),
        ("volunteers", "12,5"),
        ("volunteers", "²"),
        ("volunteers", "9" * 5000),
        ("volunteers", "NaN"),
        ("paid_fte", "-0,1"),
        ("paid_fte", "1001"),
        ("paid_fte", "NaN"),
        ("paid_fte", "Infinity"),
        ("paid_fte", "1,2345"),
        ("paid_fte", "1.200"),
        ("paid_fte", "1e999999"),
        ("paid_fte", "x"),
        ("minors", ""),
        ("minors", "misschien"),
        ("minors", "\x00"),
        ("sector", "geheim"),
        ("municipality", "GM9999"),
        ("organisation_name", "x" * 201),
        ("organisation_name", "De\x00Brug"),
    ],
)
def test_a_profile_of_nonsense_is_refused_at_its_field_and_nothing_is_saved(version, boris, field, value):
    before = everything()
    response = boris.post(START, {**LARGE_FIELDS, field: value})
    html = response.content.decode()

    assert response.status_code == 422
    assert "<title>Fout:" in html
    assert f'id="id_{field}' in html
    assert f"id_{field}_error" in html
    assert everything() == before
    assert Fields(response).get("volunteers") == ([value.replace("\x00", "")] if field == "volunteers" else ["250"])


@pytest.mark.parametrize(
    ("given", "volunteers", "fte"),
    [
        (("1.200", "1,5"), 1200, "1.5"),
        ((" 80 ", "1.5"), 80, "1.5"),
        (("0", "0"), 0, "0"),
        (("1000000", "999,999"), 10**6, "999.999"),
    ],
)
def test_numbers_as_dutch_people_write_them(version, boris, given, volunteers, fte):
    evaluation = start(boris, {**LARGE_FIELDS, "volunteers": given[0], "paid_fte": given[1]})
    profile = queries.profile_of(evaluation, queries.instrument_of(version))

    assert (profile["volunteers"], profile["paid_fte"]) == (volunteers, queries.Decimal(fte))


@pytest.mark.parametrize(
    ("volunteers", "fte", "route"), [("99", "1,999", "star"), ("100", "1", "full"), ("99", "2,0", "full")]
)
def test_the_border_of_the_star_route(version, boris, volunteers, fte, route):
    assert start(boris, {**SMALL_FIELDS, "volunteers": volunteers, "paid_fte": fte}).route == route


# --- The profile again --------------------------------------------------------------------------------------------------


def test_the_profile_shows_what_was_given(version, opened):
    evaluation = started(version, SMALL)
    page = Fields(opened(evaluation).get(url("profile", evaluation)))

    assert page.get("organisation_name") == ["De Brug"]
    assert page.get("volunteers") == ["80"]
    assert page.get("paid_fte") == ["1,5"]
    assert ("minors", "nee") in page.checked


def test_when_the_star_route_no_longer_fits_it_is_said(version, opened):
    evaluation = started(version, SMALL)
    response = opened(evaluation).post(url("profile", evaluation), LARGE_FIELDS, follow=True)

    assert "De sterroute past niet meer bij jullie" in words(response)
    assert Evaluation.objects.get().route == "full"


def test_a_wrong_profile_changes_nothing(evaluation, fatima):
    before = everything()
    response = fatima.post(url("profile", evaluation), {**LARGE_FIELDS, "volunteers": "veel"})

    assert response.status_code == 422
    assert everything() == before


@pytest.mark.parametrize(("page", "fields"), [("profile", SMALL_FIELDS), ("route", {"route": "full"})])
def test_after_completion_neither_is_changed(done, opened, page, fields):
    browser, before = opened(done), everything()

    assert browser.get(url(page, done)).url == url("completed", done)
    response = browser.post(url(page, done), fields)
    assert response.status_code == 409
    assert "al afgerond" in words(response)
    assert everything() == before


def test_home_shows_the_evaluations_of_this_device_only(version, boris, opened):
    fatima = opened(started(version, LARGE, "Van Fatima"))
    started(version, LARGE, "Van een ander")

    assert "Van Fatima" in words(fatima.get(HOME))
    assert "Van een ander" not in words(fatima.get(HOME))
    assert "Verder waar je was" not in words(boris.get(HOME))


def test_home_forgets_what_was_withdrawn(evaluation, fatima):
    actions.withdraw_links(evaluation, now=NOW)

    assert "De Brug" not in words(fatima.get(HOME))


def test_the_overview_tells_the_truth(evaluation, fatima):
    save(evaluation, A1=1, A2="?", A3=2)
    page = words(fatima.get(url("overview", evaluation)))

    assert "1 van de 4 stellingen beantwoord" in page
    assert "1 keer ‘weet ik nog niet’" in page
    assert 'value="1" max="4"' in page
