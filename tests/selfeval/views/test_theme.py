"""The page of a theme: what it shows, what it saves, and that nothing typed is lost."""

import pytest

from selfeval import actions, queries
from tests.raw_instrument import part, raw, statement
from tests.selfeval.actions.history import everything
from tests.selfeval.cast import LARGE, entry, later, loaded, save, started
from tests.selfeval.views.pages import Fields, typed, url, words


def stored(evaluation):
    return queries.entries_of(evaluation)


def test_the_page_shows_what_stands_there_with_its_mark(evaluation, fatima):
    save(evaluation, A1=2, A2=entry("nvt", "Geen pand.", "Zie het verslag."))
    page = Fields(fatima.get(url("theme", evaluation, "A-1")))

    assert page.checked == [("A1", "2"), ("A2", "nvt")]
    assert page.get("A1-was") == [entry(2).mark]
    assert page.get("A2-reden") == ["Geen pand."]
    assert page.get("A2-opmerking") == ["Zie het verslag."]
    assert page.get("A3-was") == []  # does not apply


def test_going_on_saves_and_leads_to_the_next_theme_and_at_the_end_to_checking(evaluation, fatima):
    response = fatima.post(url("theme", evaluation, "A-1"), typed(A1="2", A2="?"))
    assert response.url == url("theme", evaluation, "A-2")
    response = fatima.post(url("theme", evaluation, "B-1"), typed(B1="0"))
    assert response.url == url("check", evaluation)

    assert stored(evaluation) == {"A1": entry(2), "A2": entry("?"), "B1": entry(0)}


@pytest.mark.parametrize(
    ("button", "page", "more"),
    [
        ("overzicht", "overview", ()),
        ("profiel", "profile", ()),
        ("link", "link", ()),
        ("thema/B-1", "theme", ("B-1",)),
        ("mening/A2", "rate_statement", ("A2",)),
        ("thema/Z-9", "theme", ("A-2",)),
        ("mening/Z9", "theme", ("A-2",)),
        ("//evil.example", "theme", ("A-2",)),
        ("https://evil.example/", "theme", ("A-2",)),
    ],
)
def test_every_button_saves_first_and_leads_inside_the_evaluation(evaluation, fatima, button, page, more):
    response = fatima.post(url("theme", evaluation, "A-1"), {**typed(A1="1"), "naar": button})

    assert response.url == url(page, evaluation, *more)
    assert stored(evaluation) == {"A1": entry(1)}


def test_from_checking_one_goes_back_to_checking(evaluation, fatima):
    page = fatima.get(url("theme", evaluation, "A-1") + "?terug=nakijken")
    assert Fields(page).get("terug") == ["nakijken"]
    response = fatima.post(url("theme", evaluation, "A-1"), {**typed(A1="1"), "terug": "nakijken"})

    assert response.url == url("check", evaluation)


# --- Bad input ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"A2": "4"}, "Dit antwoord ken ik niet"),
        ({"A2": "-1"}, "Dit antwoord ken ik niet"),
        ({"A2": "²"}, "Dit antwoord ken ik niet"),
        ({"A2": "٣"}, "Dit antwoord ken ik niet"),
        ({"A2": "1\x00"}, "Dit antwoord ken ik niet"),
        ({"A2": ["1", "2"]}, "twee antwoorden tegelijk"),
        ({"A2": "nvt"}, "Schrijf er kort bij waarom"),
        ({"A2": "nvt", "A2-reden": "  \r\n\x00 "}, "Schrijf er kort bij waarom"),
        ({"A2": "1", "A2-opmerking": "x" * 4001}, "te lang"),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_all_else_is_saved(evaluation, fatima, fields, message):
    given = {**typed(A1="3"), "A1-opmerking": "Blijft.", "A2-was": "..", **fields}
    response = fatima.post(url("theme", evaluation, "A-1"), given)

    assert response.status_code == 422
    assert stored(evaluation) == {"A1": entry(3, remark="Blijft.")}
    html = response.content.decode()
    assert "<title>Fout: Thema A-1" in html
    assert 'href="#A2"' in html
    assert message in html.split('id="A2-fout"')[1].split("</p>")[0]
    assert 'id="A1-fout"' not in html


def test_what_was_typed_wrongly_still_stands_on_the_page(evaluation, fatima):
    save(evaluation, A1=1)
    fields = {**typed({"A1": entry(1).mark}, A1="2", A2="nvt"), "A2-opmerking": "Mijn lange verhaal"}
    page = Fields(fatima.post(url("theme", evaluation, "A-1"), fields))

    assert page.checked == [("A1", "2"), ("A2", "nvt")]
    assert page.get("A2-opmerking") == ["Mijn lange verhaal"]
    assert page.get("A1-was") == [entry(2).mark]  # saved meanwhile
    assert page.get("A2-was") == [".."]


def test_nvt_where_it_is_not_allowed_is_refused(evaluation, fatima):
    response = fatima.post(url("theme", evaluation, "A-2"), {**typed(A4="nvt"), "A4-reden": "Daarom."})

    assert response.status_code == 422
    assert stored(evaluation) == {}


def test_statements_of_elsewhere_are_not_touched(evaluation, fatima):
    fatima.post(url("theme", evaluation, "A-1"), typed(A1="1", B1="1", Z9="1", **{"A1-was-was": "1"}))

    assert stored(evaluation) == {"A1": entry(1)}


def test_line_ends_and_spaces_around_words_are_tidied_up(evaluation, fatima):
    fatima.post(url("theme", evaluation, "A-1"), {**typed(A1="1"), "A1-opmerking": "  een  \r\ntwee \r\n\r\n"})

    assert stored(evaluation) == {"A1": entry(1, remark="een\ntwee")}


def test_more_fields_than_any_page_has_is_a_clean_refusal(evaluation, fatima):
    before = everything()
    response = fatima.post(url("theme", evaluation, "A-1"), {f"veld{n}": "1" for n in range(2001)})

    assert response.status_code == 400
    assert "Dit verzoek begrijpen we niet" in words(response)
    assert everything() == before


def test_more_than_anybody_can_type_is_a_clean_refusal(evaluation, fatima):
    response = fatima.post(
        url("theme", evaluation, "A-1"),
        "A1-was=..&A1=1&A1-opmerking=" + "x" * 6_000_000,
        "application/x-www-form-urlencoded",
    )

    assert response.status_code == 400
    assert stored(evaluation) == {}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe=\xff&A1-was=..&A1=\xff", "application/x-www-form-urlencoded"),
        (b"niet", "multipart/form-data; boundary=x"),
        (b'{"A1": 1}', "application/json"),
        (b"", "text/plain"),
    ],
)
def test_a_body_that_makes_no_sense_saves_nothing_and_breaks_nothing(evaluation, fatima, body, kind):
    response = fatima.generic("POST", url("theme", evaluation, "A-1"), body, kind)

    assert response.status_code in {302, 400, 422}
    assert stored(evaluation) == {}


# --- Others meanwhile -----------------------------------------------------------------------------------------------------


def test_two_people_at_one_theme_both_keep_theirs(evaluation, fatima, wim):
    fatima.post(url("theme", evaluation, "A-1"), typed(A1="1", A2=""))
    wim.post(url("theme", evaluation, "A-1"), typed(A1="", A2="2"))

    assert stored(evaluation) == {"A1": entry(1), "A2": entry(2)}


def test_at_the_same_statement_both_are_told(evaluation, fatima, wim):
    fatima.post(url("theme", evaluation, "A-1"), {**typed(A1="1"), "A1-opmerking": "Van Fatima"})
    after = wim.post(url("theme", evaluation, "A-1"), typed(A1="3"), follow=True)

    assert "Bij A1 had iemand anders intussen iets ingevuld: “Niveau 1”, met als opmerking “Van Fatima”" in words(after)
    looks = words(fatima.get(url("theme", evaluation, "A-1")))
    assert "Iemand anders heeft je antwoord bij A1 veranderd. Jij had: “Niveau 1”" in looks
    assert "Iemand anders" not in words(wim.get(url("theme", evaluation, "A-1")))


def test_who_was_told_and_went_on_is_not_told_again(evaluation, fatima, wim):
    fatima.post(url("theme", evaluation, "A-1"), typed(A1="1"))
    wim.post(url("theme", evaluation, "A-1"), typed(A1="3"))
    page = fatima.get(url("theme", evaluation, "A-1"))
    told = Fields(page).get("gezien")[0]
    after = fatima.post(url("theme", evaluation, "A-1"), {**typed(), "gezien": told}, follow=True)

    assert "Jij had: “Niveau 1”" in words(page).split('id="A1"')[1].split("</fieldset>")[0]
    assert "Iemand anders" not in words(after)
    assert "Iemand anders" not in words(fatima.get(url("theme", evaluation, "A-1")))


def test_who_was_at_another_theme_is_told_there(evaluation, fatima, wim):
    fatima.post(url("theme", evaluation, "A-1"), typed(A1="1"))
    wim.post(url("theme", evaluation, "A-1"), typed(A1="3"))
    page = fatima.get(url("theme", evaluation, "B-1"))

    assert "Iemand anders heeft je antwoord bij A1 veranderd. Jij had: “Niveau 1”" in words(page)
    assert f'href="{url("theme", evaluation, "A-1")}#A1"' in words(page)
    assert Fields(page).get("gezien") != []


@pytest.mark.parametrize("told", ["x", "-1", "1;2", "²", "9" * 30, "99 98", "\x00"])
def test_a_field_of_what_was_told_that_makes_no_sense_does_nothing(evaluation, fatima, told):
    response = fatima.post(url("theme", evaluation, "A-1"), {**typed(A1="1"), "gezien": told})

    assert response.status_code == 302
    assert stored(evaluation) == {"A1": entry(1)}


def test_an_old_page_does_not_put_back_what_it_only_showed(evaluation, fatima, wim):
    """Through the back button, or a tab that stood open."""
    save(evaluation, A1=1, A2=1)
    seen = {"A1": entry(1).mark, "A2": entry(1).mark}
    wim.post(url("theme", evaluation, "A-1"), typed(seen, A1="3", A2="1"))
    fatima.post(url("theme", evaluation, "A-1"), typed(seen, A1="1", A2="2"))

    assert stored(evaluation) == {"A1": entry(3), "A2": entry(2)}


def test_what_stopped_applying_while_it_was_filled_in_is_saved_all_the_same(version, opened):
    evaluation = started(version, {**LARGE, "minors": True})
    browser = opened(evaluation)
    actions.change_profile(evaluation, profile=LARGE, organisation_name="De Brug", now=later(1))
    browser.post(url("theme", evaluation, "A-1"), typed(A3="2"))

    assert stored(evaluation) == {"A3": entry(2)}


@pytest.fixture
def emptied(db, opened):
    """The profile changed while theme A-2 was open: nothing in it applies any more."""
    file = raw(part("A", [statement("A1")], [statement("A2", applies_if="alcohol", allow_na=True)], [statement("A3")]))
    evaluation = started(loaded(file), {**LARGE, "alcohol": True})
    actions.change_profile(evaluation, profile=LARGE, organisation_name="De Brug", now=later(1))
    return evaluation, opened(evaluation)


def test_a_theme_of_which_nothing_applies_any_more_saves_and_goes_on(emptied):
    evaluation, browser = emptied
    response = browser.post(url("theme", evaluation, "A-2"), typed(A2="2"))

    assert response.url == url("theme", evaluation, "A-3")
    assert stored(evaluation) == {"A2": entry(2)}
    assert "hoef je niets meer in te vullen. Wat je invulde, is bewaard." in words(browser.get(response.url))


def test_nor_loses_what_was_typed_wrongly(emptied):
    evaluation, browser = emptied
    response = browser.post(url("theme", evaluation, "A-2"), {**typed(A2="nvt"), "A2-opmerking": "Lang verhaal"})

    assert response.status_code == 422
    assert Fields(response).get("A2-opmerking") == ["Lang verhaal"]


def test_after_completion_what_was_typed_is_shown_and_not_saved(done, opened):
    browser, before = opened(done), everything()
    fields = {**typed(A1="0"), "A1-opmerking": "Net te laat getypt"}
    response = browser.post(url("theme", done, "A-1"), fields)

    assert response.status_code == 409
    assert "al afgerond" in words(response)
    assert "Net te laat getypt" in words(response)
    assert everything() == before
    assert browser.get(url("theme", done, "A-1")).url == url("completed", done)
