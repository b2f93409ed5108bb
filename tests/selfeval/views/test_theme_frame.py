"""The page of a theme: what is kept between requests never differs from the template, and holds nothing of anybody."""

import re

import pytest
from django.urls import reverse

from goedgeregeld.accounts.models import User
from selfeval.views import theme_frame
from tests.selfeval.cast import entry, save, started

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w{64})"')


def shown(browser, evaluation, code, query=""):
    """The page without the token of its form, which differs each time."""
    page = browser.get(reverse("selfeval:theme", args=[evaluation.pk, code]) + query).content.decode()
    assert TOKEN.search(page)
    return TOKEN.sub("", page)


@pytest.mark.parametrize("signed_in", [False, True])
@pytest.mark.parametrize(("code", "query"), [("A-1", ""), ("B-1", ""), ("A-1", "?terug=nakijken")])
def test_filled_in_it_is_what_the_template_makes(evaluation, opened, monkeypatch, code, query, signed_in):
    browser = opened(evaluation)
    if signed_in:
        browser.force_login(User.objects.create_user("iris@example.org"))
    save(evaluation, A1=entry(1, remark="Zo doen wij het."))
    kept = [shown(browser, evaluation, code, query) for _turn in range(2)]
    monkeypatch.setattr(theme_frame, "get_messages", lambda _request: ["something to tell"])
    assert kept == [shown(browser, evaluation, code, query)] * 2
    assert ("Je account" in kept[0]) is signed_in


def test_each_form_has_a_token_of_its_own(evaluation, opened):
    address = reverse("selfeval:theme", args=[evaluation.pk, "A-1"])
    one, other = (TOKEN.search(opened(evaluation).get(address).content.decode())[1] for _ in range(2))
    assert one != other


def test_a_kept_page_accepts_its_own_form(evaluation, opened):
    browser = opened(evaluation, enforce_csrf_checks=True)
    address = reverse("selfeval:theme", args=[evaluation.pk, "A-1"])
    browser.get(address)
    token = TOKEN.search(browser.get(address).content.decode())[1]
    assert browser.post(address, {"A1": "2", "A1-was": ".."}).status_code == 403
    assert browser.post(address, {"A1": "2", "A1-was": "..", "csrfmiddlewaretoken": token}).status_code == 302


def test_no_word_leaks_from_one_page_to_the_next(version, evaluation, opened):
    save(evaluation, A1=entry(1, remark="Van een ander"))
    page = shown(opened(evaluation), evaluation, "A-1")
    assert "Van een ander" in page
    assert "1 van de 4 stellingen" in page
    other = started(version)
    page = shown(opened(other), other, "A-1")
    assert "Van een ander" not in page
    assert "0 van de 4 stellingen" in page
    assert str(evaluation.pk) not in page
