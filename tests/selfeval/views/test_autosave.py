"""Saving a statement the moment it is given: the JSON that answers the page's script."""

import re
from urllib.parse import urljoin

import pytest

from selfeval import actions, queries
from tests.selfeval.actions.history import everything, verbs
from tests.selfeval.cast import LARGE, entry, later, save, started
from tests.selfeval.views.pages import typed, url


def autosave(browser, evaluation, theme="A-1", **fields):
    return browser.post(url("save", evaluation, theme), fields)


def test_the_answer_says_what_the_page_has_to_know(evaluation, fatima):
    response = autosave(fatima, evaluation, **typed(A1="2"), **{"A1-opmerking": "Zo."})

    assert response.status_code == 200
    assert response.json() == {
        "marks": {"A1": entry(2, remark="Zo.").mark},
        "stored": {},
        "errors": {},
        "notices": [],
        "progress": {"done": 1, "total": 4, "words": "1 van de 4 stellingen", "left": "nog ongeveer 2 minuten"},
    }
    assert queries.entries_of(evaluation) == {"A1": entry(2, remark="Zo.")}


def test_with_the_mark_it_got_the_page_can_go_on_changing(evaluation, fatima):
    mark = autosave(fatima, evaluation, **typed(A1="2")).json()["marks"]["A1"]
    mark = autosave(fatima, evaluation, **typed({"A1": mark}, A1="3")).json()["marks"]["A1"]
    autosave(fatima, evaluation, **typed({"A1": mark}, A1="2"))

    assert queries.entries_of(evaluation) == {"A1": entry(2)}


def test_sent_twice_it_is_saved_once(evaluation, fatima):
    for _ in range(2):
        autosave(fatima, evaluation, **typed(A1="2"))

    assert verbs(evaluation) == ["start", "answer"]


def test_what_cannot_be_kept_is_named_and_the_rest_is_saved(evaluation, fatima):
    answer = autosave(fatima, evaluation, **typed(A1="1", A2="nvt")).json()

    assert list(answer["marks"]) == ["A1"]
    assert answer["errors"] == {"A2": "Schrijf er kort bij waarom dit bij jullie niet van toepassing is."}
    assert queries.entries_of(evaluation) == {"A1": entry(1)}


def test_replacing_what_somebody_else_entered_is_told_at_once(evaluation, fatima, wim):
    autosave(wim, evaluation, **typed(A1="1"))
    answer = autosave(fatima, evaluation, **typed(A1="3")).json()

    assert answer["notices"] == [
        "Bij A1 had iemand anders intussen iets ingevuld: “Niveau 1”. Jouw antwoord staat er nu."
    ]


def test_where_something_else_is_stored_than_was_sent_the_page_hears_it(evaluation, fatima, wim):
    autosave(wim, evaluation, **typed(A1="3"), **{"A1-opmerking": "Van Wim"})
    answer = autosave(fatima, evaluation, **typed(A1=""), **{"A1-opmerking": "  Van Fatima "}).json()

    assert answer["stored"] == {"A1": "3"}


def test_what_the_page_marks_as_in_doubt_counts_as_changed(evaluation, fatima):
    """The reply to the 3 was lost, and she went back to what the page first showed: nothing, or a 1."""
    autosave(fatima, evaluation, **typed(A1="3"))
    answer = autosave(fatima, evaluation, **typed({"A1": "-.."}, A1="1")).json()

    assert answer["stored"] == {}
    assert queries.entries_of(evaluation) == {"A1": entry(1)}


def test_what_stopped_applying_is_saved_and_acknowledged(version, opened):
    evaluation = started(version, {**LARGE, "alcohol": True})
    browser = opened(evaluation)
    actions.change_profile(evaluation, profile=LARGE, organisation_name="De Brug", now=later(1))
    answer = autosave(browser, evaluation, "B-1", **typed(B2="2")).json()

    assert answer["marks"] == {"B2": entry(2).mark}
    assert queries.entries_of(evaluation) == {"B2": entry(2)}


def test_nvt_stays_with_its_reason_when_the_other_erased_it(evaluation, fatima, wim):
    """Was a server error: one chose nvt for the reason that stood there, while the other erased that reason."""
    seen = {"A2": entry(2, "Geen pand.").mark}
    save(evaluation, A2=entry(2, "Geen pand."))
    autosave(wim, evaluation, **typed(seen, A2="2"))
    answer = autosave(fatima, evaluation, **typed(seen, A2="nvt"), **{"A2-reden": "Geen pand."})

    assert answer.status_code == 200
    assert queries.entries_of(evaluation) == {"A2": entry("nvt", "Geen pand.")}


def test_after_completion_it_says_that_nothing_is_saved_any_more(done, opened):
    browser, before = opened(done), everything()
    response = autosave(browser, done, **typed(A1="0"))

    assert response.status_code == 409
    assert "intussen afgerond" in response.json()["errors"]["A1"]
    assert everything() == before


def test_a_stranger_saves_nothing(evaluation, boris):
    before = everything()

    assert autosave(boris, evaluation, **typed(A1="0")).status_code == 404
    assert everything() == before


@pytest.mark.parametrize("fields", [{}, {"A1": "1"}, {"Z9-was": "..", "Z9": "1"}, {"B1-was": "..", "B1": "1"}])
def test_nothing_of_this_theme_saves_nothing(evaluation, fatima, fields):
    before = everything()
    response = autosave(fatima, evaluation, **fields)

    assert response.json()["marks"] == {}
    assert everything() == before


def test_the_page_saves_where_its_statements_are_saved(fatima, evaluation):
    page = url("theme", evaluation, "A-1")
    (relative,) = re.findall(r'data-save="(.*?)"', fatima.get(page).content.decode())
    assert urljoin(page, relative) == urljoin(f"{page}?terug=nakijken", relative) == url("save", evaluation, "A-1")
