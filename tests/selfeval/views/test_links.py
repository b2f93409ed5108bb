"""The personal link: shown, mailed, withdrawn; and coming back with it."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from selfeval import actions
from tests.selfeval.cast import NOW, started
from tests.selfeval.views.pages import Fields, url, words


def shown(browser, evaluation) -> str:
    return re.search(r"http://testserver(/zelfevaluatie/verder/[\w-]+/)", words(browser.get(url("link", evaluation))))[
        1
    ]


def test_the_link_that_is_shown_opens_the_evaluation_elsewhere(evaluation, fatima):
    other = Client()

    assert other.get(shown(fatima, evaluation)).url == url("overview", evaluation)
    assert other.get(url("overview", evaluation)).status_code == 200


def test_one_device_may_hold_several_evaluations(version, evaluation, fatima):
    other = started(version)
    fatima.get(reverse("selfeval:resume", args=[actions.issue_link(other, now=NOW)]))

    assert fatima.get(url("overview", evaluation)).status_code == 200
    assert fatima.get(url("overview", other)).status_code == 200


@pytest.mark.parametrize("token", ["onzin", "x" * 500, "%00", "..%2f", "é"])
def test_a_link_that_was_never_given_out_is_404_and_says_what_to_do(db, boris, token):
    response = boris.get(f"/zelfevaluatie/verder/{token}/")

    assert response.status_code == 404
    assert "id_link" in words(response) or "niet" in words(response)


def test_withdrawing_locks_out_the_others_and_not_oneself(evaluation, fatima, wim):
    old = shown(fatima, evaluation)
    response = fatima.post(url("withdraw_links", evaluation), follow=True)

    assert "De oude link werkt niet meer" in words(response)
    assert fatima.get(url("overview", evaluation)).status_code == 200
    assert wim.get(url("overview", evaluation)).status_code == 404
    assert Client().get(old).status_code == 404
    assert Client().get(shown(fatima, evaluation)).status_code == 302


def test_mailing_it_to_oneself(evaluation, fatima):
    path = shown(fatima, evaluation)
    response = fatima.post(url("mail_link", evaluation), {"email": "fatima@example.org"}, follow=True)

    assert "De link is onderweg naar fatima@example.org" in words(response)
    assert Email.objects.get().to == ["fatima@example.org"]
    assert path in Email.objects.get().message


@pytest.mark.parametrize(
    "address",
    [
        "",
        "fatima",
        "a@b",
        "fatima@example.org\nBcc: x@example.org",
        "a@example.org,b@example.org",
        "x" * 250 + "@example.org",
    ],
)
def test_what_is_no_address_is_refused_and_stays_on_the_page(evaluation, fatima, address):
    response = fatima.post(url("mail_link", evaluation), {"email": address})

    assert response.status_code == 422
    assert "<title>Fout:" in words(response)
    assert not Email.objects.exists()
    assert Fields(response).get("email")[0].replace("\n", "") in address.replace("\n", "") or address == ""


def test_the_sixth_mail_of_a_day_is_refused_in_words(evaluation, fatima):
    for _ in range(5):
        fatima.post(url("mail_link", evaluation), {"email": "fatima@example.org"})
    response = fatima.post(url("mail_link", evaluation), {"email": "fatima@example.org"})

    assert response.status_code == 422
    assert "vandaag al 5 keer gemaild" in words(response)
    assert Email.objects.count() == 5
