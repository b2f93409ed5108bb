"""Checking, completing, and what comes after."""

from django.urls import reverse

from selfeval.models import Evaluation
from tests.selfeval.actions.history import everything, verbs
from tests.selfeval.cast import entry, save
from tests.selfeval.views.pages import url, words


def answer_all(evaluation):
    save(evaluation, A1=3, A2=entry("nvt", "Geen pand."), A4=2, B1=entry(1, remark="Let op!"))


def test_checking_shows_every_answer_and_what_is_open_first(evaluation, fatima):
    save(evaluation, A1=3, A2=entry("nvt", "Geen pand."), A4="?")
    page = words(fatima.get(url("check", evaluation)))

    assert "2 stellingen hebben nog geen antwoord" in page
    assert "niet van toepassing (Geen pand.)" in page.lower().replace("geen pand", "Geen pand")
    assert f"{url('theme', evaluation, 'A-2')}?terug=nakijken#A4" in page
    assert reverse("selfeval:complete", args=[evaluation.pk]) not in page


def test_completing_leads_to_the_report(evaluation, fatima):
    answer_all(evaluation)
    assert reverse("selfeval:complete", args=[evaluation.pk]) in words(fatima.get(url("check", evaluation)))
    response = fatima.post(url("complete", evaluation), follow=True)

    assert response.redirect_chain == [(url("completed", evaluation), 302)]
    assert reverse("reports:report", args=[evaluation.pk]) in words(response)
    assert Evaluation.objects.get().state == "completed"


def test_pressed_twice_it_is_completed_once(evaluation, fatima):
    answer_all(evaluation)
    for _ in range(2):
        assert fatima.post(url("complete", evaluation)).url == url("completed", evaluation)

    assert verbs(evaluation).count("complete") == 1


def test_what_is_not_finished_is_not_completed_and_says_why(evaluation, fatima):
    save(evaluation, A1=3)
    before = everything()
    response = fatima.post(url("complete", evaluation))

    assert response.status_code == 409
    assert "Afronden kan nog niet" in words(response)
    assert everything() == before


def test_pages_lead_to_where_the_evaluation_stands(evaluation, done, opened):
    open_one, closed = opened(evaluation), opened(done)

    assert open_one.get(url("completed", evaluation)).url == url("overview", evaluation)
    for page, more in (("overview", ()), ("check", ()), ("theme", ("A-1",)), ("sheet", ())):
        assert closed.get(url(page, done, *more)).url == url("completed", done)


def test_a_new_version_opens_on_this_device_with_the_answers_in_it(done, opened):
    browser = opened(done)
    response = browser.post(url("copy", done), follow=True)
    copy = Evaluation.objects.get(copied_from=done)

    assert response.redirect_chain == [(url("overview", copy), 302)]
    assert "Je werkt nu in een nieuwe versie" in words(response)
    assert "4 van de 4 stellingen beantwoord" in words(response)
    assert browser.get(url("completed", done)).status_code == 200


def test_what_is_open_cannot_be_copied(evaluation, fatima):
    before = everything()

    assert fatima.post(url("copy", evaluation)).status_code == 409
    assert everything() == before
