"""Beginning again on the pages: one press confirms, with or without a script; what was typed is kept; nothing counts unseen."""

from typing import Any

import pytest
from django.urls import reverse

from selfeval import actions, queries
from selfeval.models import Evaluation
from tests.selfeval.cast import FATIMA, NOW, entry, file, later, loaded, sent, started
from tests.selfeval.views.pages import Fields, typed, url, words


@pytest.fixture
def again(db: Any) -> Evaluation:
    """A repetition: then A1 was 3 with a remark, A2 n.v.t., A4 2, B1 1."""
    before = started(loaded(file()))
    whole = sent(A1=entry(3, remark="Met <b>vlag</b>."), A2=entry("nvt", "Past niet."), A4=2, B1=1)
    actions.save_answers(before, whole, device=FATIMA, now=NOW)
    return actions.repeat(actions.complete(before, now=later(1)), by=None, now=later(10))[0]


def test_the_button_of_the_completed_page_leads_to_the_profile(again, opened):
    done = again.copied_from
    response = opened(done).post(url("repeat", done))
    assert response["Location"] == url("profile", again)


def test_the_page_asks_and_shows_the_old_answer(again, opened):
    page = opened(again).get(url("theme", again, "A-1"))
    text = words(page)
    assert "Klopt dit nog?" in text
    assert "Op 23 november 2026 antwoordden jullie: “Niveau 3”, met als opmerking" in text
    assert b"<b>vlag</b>" not in page.content
    fields = Fields(page)
    assert fields.checked == []
    assert fields.get("A1-opmerking") == ["Met <b>vlag</b>."]
    assert "selfeval/confirm" in text


def test_one_press_confirms_one_and_leaves_the_rest_open(again, opened):
    fields = {**typed(A1="", A2=""), "A1-opmerking": "Met <b>vlag</b>.", "naar": "klopt/A2"}
    response = opened(again).post(url("theme", again, "A-1"), fields)
    assert response["Location"] == f"{url('theme', again, 'A-1')}#A1"
    kept = queries.entries_of(again)
    assert kept["A2"] == entry("nvt", "Past niet.")
    assert kept["A1"].given is None
    assert queries.Stand(again).answered == 1


def test_with_the_last_one_of_a_theme_one_goes_on(again, opened):
    fields = {**typed(A4=""), "naar": "klopt/A4"}
    response = opened(again).post(url("theme", again, "A-2"), fields)
    assert response["Location"] == url("theme", again, "B-1")


def test_confirmed_with_another_remark_keeps_what_was_typed(again, opened):
    fields = {**typed(A1=""), "A1-opmerking": "Nu zonder vlag.", "naar": "klopt/A1"}
    opened(again).post(url("theme", again, "A-1"), fields)
    assert queries.entries_of(again)["A1"] == entry(3, remark="Nu zonder vlag.")


@pytest.mark.parametrize("where", ["klopt/B9", "klopt/B1", "klopt/", "klopt"])
def test_what_is_not_on_the_page_is_not_confirmed(again, opened, where):
    response = opened(again).post(url("theme", again, "A-1"), {**typed(A1=""), "naar": where})
    assert response.status_code == 302
    assert queries.Stand(again).answered == 0


def test_going_on_without_saying_anything_answers_nothing(again, opened):
    browser = opened(again)
    fields = {name: value for name, value in Fields(browser.get(url("theme", again, "A-1"))).values if "-" in name}
    browser.post(url("theme", again, "A-1"), fields)
    assert queries.Stand(again).answered == 0


def test_the_overview_says_how_far_it_is(again, opened):
    actions.save_answers(again, sent(A4=3), device=FATIMA, now=later(12))
    page = words(opened(again).get(url("overview", again)))
    assert "Jullie antwoorden van 23 november 2026 staan klaar" in page
    assert "Nog 3 antwoorden na te kijken. 0 bevestigd, 1 veranderd." in page


def test_what_it_costs(again, opened, django_assert_num_queries):
    browser = opened(again)
    browser.get(url("theme", again, "A-1"))
    for page, more, count in (("theme", ("A-1",), 5), ("overview", (), 5), ("check", (), 4)):
        with django_assert_num_queries(count):
            assert browser.get(url(page, again, *more)).status_code == 200


def test_a_stranger_has_nothing_to_repeat(again, client):
    assert client.post(reverse("selfeval:repeat", args=[again.copied_from_id])).status_code == 404
