"""When access runs out while something is being sent: nothing typed is lost, and nobody is led astray."""

import re

import pytest
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from django.urls import reverse

from selfeval import actions, queries
from tests.selfeval.actions.history import everything
from tests.selfeval.cast import NOW, entry, started
from tests.selfeval.views.pages import Fields, typed, url, words

PASTE = reverse("selfeval:paste")


def address_of(evaluation) -> str:
    return "http://testserver" + reverse("selfeval:resume", args=[actions.issue_link(evaluation, now=NOW)])


def test_what_was_sent_without_access_stays_on_the_page(evaluation, boris):
    fields = {**typed(A1="2"), "A1-opmerking": 'Een "lang" <verhaal> & meer\nregel twee', "naar": "overzicht"}
    response = boris.post(url("theme", evaluation, "A-1"), fields)
    page = Fields(response)

    assert response.status_code == 404
    assert "Wat je net invulde, is niet weg" in words(response)
    for name, value in fields.items():
        assert page.get(name) == [value]
    assert page.get("verder-naar") == [url("theme", evaluation, "A-1")]


def test_with_the_right_link_it_is_saved_after_all(evaluation, boris):
    lost = Fields(boris.post(url("theme", evaluation, "A-1"), {**typed(A1="2"), "A1-opmerking": "Bewaar mij"}))
    carried = {name: value for name, value in lost.values if name != "csrfmiddlewaretoken"}
    response = boris.post(PASTE, {**carried, "link": address_of(evaluation)}, follow=True)

    assert response.redirect_chain[0] == (url("theme", evaluation, "A-1"), 307)
    assert queries.entries_of(evaluation) == {"A1": entry(2, remark="Bewaar mij")}


def test_with_a_wrong_link_it_still_stands_there(evaluation, boris):
    fields = {**typed(A1="2"), "verder-naar": url("theme", evaluation, "A-1"), "link": "http://testserver/onzin/"}
    response = boris.post(PASTE, fields)

    assert response.status_code == 422
    assert Fields(response).get("A1") == ["2"]
    assert Fields(response).get("verder-naar") == [url("theme", evaluation, "A-1")]
    assert "Deze link werkt niet (meer)" in words(response)


@pytest.mark.parametrize(
    "link",
    [
        "{address}",
        "  {address}  ",
        "{token}",
        "/zelfevaluatie/verder/{token}",
        "{address}?utm_source=mail#top",
    ],
)
def test_the_link_may_be_pasted_in_any_shape(evaluation, boris, link):
    address = address_of(evaluation)
    token = address.rstrip("/").rpartition("/")[2]
    response = boris.post(PASTE, {"link": link.format(address=address, token=token)})

    assert response.url == url("overview", evaluation)
    assert boris.get(response.url).status_code == 200


@pytest.mark.parametrize("link", ["", " ", "http://[", "//[::", "\x00", "x" * 501, "mailto:a@b.nl", "/", "é" * 400])
def test_a_link_that_is_none_is_refused_in_words(evaluation, boris, link):
    assert boris.post(PASTE, {"link": link}).status_code == 422


EVIL = [
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "https://evil.example/",
    "http://testserver@evil.example/",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " //evil.example/",
    "\t//evil.example/",
    "/beheer/",
    "/beheer/logout/",
    "/zelfevaluatie/nieuw/",
    "/zelfevaluatie/verder/",
    "/bestaat/niet/",
    "",
    "//[",
    "zelfevaluatie/",
    "\x00",
]


@pytest.mark.parametrize("target", EVIL)
def test_the_way_on_leads_nowhere_else(evaluation, boris, target):
    response = boris.post(PASTE, {"link": address_of(evaluation), "verder-naar": target, "A1": "1"})

    assert (response.status_code, response.url) == (302, url("overview", evaluation))


def test_nor_to_another_evaluation(version, evaluation, boris):
    other = started(version)
    target = url("withdraw_links", other)
    response = boris.post(PASTE, {"link": address_of(evaluation), "verder-naar": target})

    assert response.url == url("overview", evaluation)


@pytest.mark.parametrize("tail", ["thema/A\r\nX-Evil: 1/", "thema/é/", "thema/%0d%0a/", "thema/A-1/?x=//evil"])
def test_no_address_can_write_a_header(evaluation, boris, tail):
    target = url("overview", evaluation) + tail
    response = boris.post(PASTE, {"link": address_of(evaluation), "verder-naar": target})

    assert response.status_code in {302, 307}
    assert re.fullmatch(r"/[!-~]*", response["Location"])
    assert "X-Evil" not in response.headers


def test_a_visit_without_access_shows_no_form(evaluation, boris):
    response = boris.get(url("theme", evaluation, "A-1"))

    assert response.status_code == 404
    assert "verder-naar" not in words(response)


# --- The page was too old (CSRF) -----------------------------------------------------------------------------------------


def test_a_page_that_is_too_old_is_shown_again_with_all_that_was_typed(evaluation, opened):
    fatima, before = opened(evaluation, enforce_csrf_checks=True), everything()
    fields = {**typed(A1="2"), "A1-opmerking": "Een <lang> verhaal", "A2": ["1", "2"]}
    response = fatima.post(url("theme", evaluation, "A-1"), fields)
    page = Fields(response)

    assert response.status_code == 403
    assert everything() == before
    assert page.get("A1-opmerking") == ["Een <lang> verhaal"]
    assert page.get("A2") == ["1", "2"]
    assert f'action="{url("theme", evaluation, "A-1")}"' in response.content.decode()


def test_sent_again_from_that_page_it_is_saved(evaluation, opened):
    fatima = opened(evaluation, enforce_csrf_checks=True)
    page = Fields(fatima.post(url("theme", evaluation, "A-1"), typed(A1="2")))
    response = fatima.post(url("theme", evaluation, "A-1"), dict(page.values))

    assert response.status_code == 302
    assert queries.entries_of(evaluation) == {"A1": entry(2)}


@pytest.mark.parametrize(
    "name", ["complete", "copy", "withdraw_links", "mail_link", "save", "theme", "profile", "route"]
)
def test_no_act_without_a_token(evaluation, opened, name):
    fatima, before = opened(evaluation, enforce_csrf_checks=True), everything()
    more = ("A-1",) if name in {"save", "theme"} else ()

    assert fatima.post(url(name, evaluation, *more), {"email": "x@example.org"}).status_code == 403
    assert everything() == before


def test_a_token_of_somebody_else_is_none(evaluation, opened):
    fatima = opened(evaluation, enforce_csrf_checks=True)
    foreign = get_token(RequestFactory().get("/"))

    response = fatima.post(url("theme", evaluation, "A-1"), {**typed(A1="1"), "csrfmiddlewaretoken": foreign})
    assert response.status_code == 403
    assert Client().post(PASTE, {"link": "x"}).status_code == 422
