"""The adviser's pages: judged with a button or as it is typed, all of it or only what is open; read by whom it concerns."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from keurmerk.actions import assessment
from keurmerk.drafts import mark_of
from keurmerk.judging import Opinion
from keurmerk.models import Application, Assessment, Judgement
from tests.keurmerk.cast import NOW, World, browser
from tests.keurmerk.judged import current, judge, judge_all, submit

FINE = "sufficient"


@pytest.fixture
def application(world: World) -> Application:
    made = world.application("assessment")
    submit(made, bare=("A2",))
    return made


@pytest.fixture
def ad(world: World) -> Client:
    return browser(world.ad)


def url(name: str, application: Application, *more: object) -> str:
    return reverse(f"keurmerk:{name}", args=[application.code, *more])


def typed(**entries: Opinion) -> dict[str, str]:
    """These judgements as a page sends them that had shown nothing."""
    fields = {}
    for code, one in entries.items():
        fields |= {code: one.choice, f"{code}-bewijs": one.evidence, f"{code}-opmerking": one.remark}
        fields[f"{code}-was"] = mark_of(Opinion())
    return fields


def kept() -> dict[str, tuple[str, str, str]]:
    return {one.statement: (one.choice, one.evidence, one.remark) for one in Judgement.objects.all()}


def test_the_overview_says_how_far_it_is_and_what_holds_the_advice_back(
    world: World, application: Application, ad: Client
) -> None:
    judge(application, world.ad, A1=Opinion("1", FINE, "Nog niet overal."))
    page = ad.get(url("assess", application)).content.decode()
    assert "1 van de 4 stellingen" in page
    assert "Er is 1 antwoord aangepast: A1" in page
    assert "Je hebt over 3 stellingen nog geen (heel) oordeel gegeven: A2, A4, B1." in page
    for name in ("advise_positively", "return_dossier", "advise_negatively", "end_negatively"):
        assert f'href="{url(name, application)}"' in page


def test_a_theme_shows_what_was_handed_in(application: Application, ad: Client) -> None:
    page = ad.get(url("assess_theme", application, "A-1")).content.decode()
    assert 'href="https://example.org/A1"' in page
    assert "Er is geen bewijs bij deze stelling." in page  # A2
    assert page.count("hun antwoord") == 2
    assert "Over 2 stellingen zei je nog niets." in page
    assert "1 stelling zonder bewijs blijft open" in page


def test_a_button_saves_the_whole_theme_and_goes_on(application: Application, ad: Client) -> None:
    fields = typed(A1=Opinion("3", FINE), A2=Opinion("2", "insufficient", "Ontbreekt.\r\n"))
    answer = ad.post(url("assess_theme", application, "A-1"), fields)
    assert answer["Location"] == url("assess_theme", application, "A-2")
    assert kept() == {"A1": ("3", FINE, ""), "A2": ("2", "insufficient", "Ontbreekt.")}


def test_one_press_takes_over_the_rest_of_a_theme(application: Application, ad: Client) -> None:
    fields = {**typed(A1=Opinion(), A2=Opinion()), "over": "alles"}
    answer = ad.post(url("assess_theme", application, "A-1"), fields)
    assert kept() == {"A1": ("3", FINE, "")}  # nothing shows A2: it stays open
    assert answer["Location"] == url("assess_theme", application, "A-2")


def test_one_press_takes_over_a_statement_and_goes_to_the_next(application: Application, ad: Client) -> None:
    fields = {**typed(A1=Opinion(), A2=Opinion("", "", "Even kijken")), "over": "A1"}
    answer = ad.post(url("assess_theme", application, "A-1"), fields)
    assert kept() == {"A1": ("3", FINE, ""), "A2": ("", "", "Even kijken")}
    assert answer["Location"] == f"{url('assess_theme', application, 'A-1')}#A2"


def test_what_is_wrong_stands_there_as_it_was_typed_and_the_rest_is_kept(application: Application, ad: Client) -> None:
    fields = typed(A1=Opinion("nvt", "", "Echt niet"), A2=Opinion("2", FINE))
    answer = ad.post(url("assess_theme", application, "A-1"), fields)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert kept() == {"A2": ("2", FINE, "")}
    assert "Echt niet" in page
    assert 'href="#A1"' in page


@pytest.mark.parametrize(
    ("to", "name", "more"),
    [("overzicht", "assess", ()), ("open", "assess_open", ()), ("thema/B-1", "assess_theme", ("B-1",))],
)
def test_every_way_out_saves_first(application: Application, ad: Client, to: str, name: str, more: Any) -> None:
    fields = {**typed(A1=Opinion("3", FINE)), "naar": to}
    assert ad.post(url("assess_theme", application, "A-1"), fields)["Location"] == url(name, application, *more)
    assert kept() == {"A1": ("3", FINE, "")}


def test_the_last_one_leads_back_to_the_overview(world: World, application: Application, ad: Client) -> None:
    judge_all(application, world.ad)
    fields = typed(A2=Opinion("2", FINE))
    assert ad.post(url("assess_theme", application, "A-1"), fields)["Location"] == url("assess", application)


def test_only_what_is_open(world: World, application: Application, ad: Client) -> None:
    judge(application, world.ad, A1=Opinion("3", FINE), A4=Opinion("1", FINE))
    page = ad.get(url("assess_open", application)).content.decode()
    assert [code for code in ("A1", "A2", "A4", "B1") if f'id="{code}"' in page] == ["A2", "A4", "B1"]
    answer = ad.post(url("assess_open", application), {**typed(A2=Opinion(), B1=Opinion()), "over": "alles"})
    assert answer["Location"] == url("assess_open", application)
    assert kept()["B1"] == ("3", FINE, "")


def test_nothing_open_is_said(world: World, application: Application, ad: Client) -> None:
    judge(application, world.ad, A2=Opinion("2", FINE))
    judge_all(application, world.ad)
    assert "Je hebt alle stellingen beoordeeld." in ad.get(url("assess_open", application)).content.decode()


def test_a_statement_is_saved_as_it_is_given(application: Application, ad: Client) -> None:
    answer = ad.post(url("save_opinions", application) + "?moves=0", typed(A1=Opinion("2", FINE))).json()
    assert answer["marks"] == {"A1": mark_of(Opinion("2", FINE))}
    assert answer["stored"] == answer["errors"] == {}
    assert answer["lacks"] == {"A1": ["schrijf erbij waarom je het antwoord aanpast"]}
    assert answer["progress"]["words"] == "0 van de 4 stellingen"


def test_two_tabs(application: Application, ad: Client) -> None:
    ad.post(url("save_opinions", application), typed(A1=Opinion("3", "", "Een")))
    answer = ad.post(url("save_opinions", application), typed(A1=Opinion("", FINE, "Twee"))).json()
    assert answer["stored"] == {"A1": "3"}
    assert "Bij A1 stond intussen iets anders" in answer["notices"][0]
    assert kept() == {"A1": ("3", FINE, "Twee")}


def test_a_statement_that_does_not_fit_is_said_at_it(application: Application, ad: Client) -> None:
    answer = ad.post(url("save_opinions", application), typed(A1=Opinion("nvt"), Z9=Opinion("1"))).json()
    assert set(answer["errors"]) == {"A1", "Z9"}
    assert answer["marks"] == {}


@pytest.mark.parametrize("moves", ["7", "1"])
def test_a_page_of_before_is_told_so(application: Application, ad: Client, moves: str) -> None:
    answer = ad.post(url("save_opinions", application) + f"?moves={moves}", typed(A1=Opinion("3", FINE)))
    assert answer.status_code == 409
    assert "intussen" in answer.json()["errors"]["A1"]
    page = ad.post(
        url("assess_theme", application, "A-1"), {**typed(A1=Opinion("3", "", "Mijn tekst")), "moves": moves}
    )
    assert page.status_code == 409
    assert "Mijn tekst" in page.content.decode()
    assert not Judgement.objects.exists()


def test_after_the_advice_there_is_nothing_to_judge(world: World, application: Application, ad: Client) -> None:
    assessment.advise_negatively(application, reasons="Nog niet.", by=world.ad, now=NOW)
    for name, more in (("assess", ()), ("assess_theme", ("A-1",)), ("assess_open", ()), ("talk", ())):
        answer = ad.get(url(name, application, *more))
        assert answer.status_code == 409
        assert "geen dossier om te beoordelen" in answer.content.decode()


def test_a_theme_nobody_knows(application: Application, ad: Client) -> None:
    assert ad.get(url("assess_theme", application, "Z-9")).status_code == 404


def test_the_talk_by_button_and_as_it_is_typed(application: Application, ad: Client) -> None:
    empty = {"gesprek-was": ".."}
    first = {"gesprek-op": "", "gesprek-aanwezig": "", "gesprek-verslag": "Goed gesprek.", **empty}
    answer = ad.post(url("save_talk", application), first).json()
    assert answer["errors"] == {}
    second = {"gesprek-op": "2026-11-20", "gesprek-aanwezig": "Fatima", "gesprek-verslag": "", **empty}
    assert ad.post(url("talk", application), second)["Location"] == url("assess", application)
    talk = current(application).talk
    assert (talk.on, talk.present, talk.report) == ("2026-11-20", "Fatima", "Goed gesprek.")
    assert "Goed gesprek." in ad.get(url("talk", application)).content.decode()


def test_a_day_that_is_none_is_told(application: Application, ad: Client) -> None:
    fields = {"gesprek-op": "gisteren", "gesprek-aanwezig": "", "gesprek-verslag": "Blijft staan", "gesprek-was": ".."}
    answer = ad.post(url("talk", application), fields)
    assert answer.status_code == 422
    assert "Blijft staan" in answer.content.decode()
    assert "Deze datum bestaat niet." in ad.post(url("save_talk", application), fields).json()["errors"]["gesprek"]


def test_advising_from_the_page(world: World, application: Application, ad: Client) -> None:
    page = ad.get(url("advise_positively", application)).content.decode()
    assert "Dit kan nog niet" in page
    assert ad.post(url("advise_positively", application), {"reasons": "Goed.", "moves": "0"}).status_code == 409
    judge(application, world.ad, A2=Opinion("2", FINE))
    judge_all(application, world.ad)
    assert ad.post(url("advise_positively", application), {"reasons": ""}).status_code == 422
    assert ad.post(url("advise_positively", application), {"reasons": "Goed.", "moves": "0"}).status_code == 302
    assert Assessment.objects.get().reasons == "Goed."


def test_stopping_is_asked_twice(application: Application, ad: Client) -> None:
    assert "niet terug te draaien" in ad.get(url("end_negatively", application)).content.decode()
    assert ad.post(url("end_negatively", application), {"reasons": "Nee."}).status_code == 422
    assert ad.post(url("end_negatively", application), {"reasons": "Nee.", "sure": "on"}).status_code == 302
    assert Application.objects.get().state == "withdrawn"


@pytest.mark.parametrize("name", ["fatima", "wim", "sanne", "ad"])
def test_the_assessment_is_read_once_it_is_given(world: World, application: Application, name: str) -> None:
    who = browser(getattr(world, name))
    judge(application, world.ad, A1=Opinion("1", "insufficient", "Het verslag ontbreekt."))
    before = who.get(url("assessment_of_dossier", application, 1))
    assert before.status_code == (200 if name == "ad" else 403)
    assessment.return_dossier(application, remarks="Vul A1 aan.", by=world.ad, now=NOW)
    page = who.get(url("assessment_of_dossier", application, 1)).content.decode()
    for words in ("Vul A1 aan.", "Het verslag ontbreekt.", "aangepast naar:", "bewijs niet voldoende"):
        assert words in page


def test_what_does_not_exist(application: Application, ad: Client) -> None:
    assert ad.get(url("assessment_of_dossier", application, 1)).status_code == 404  # nobody began
    assert ad.get(url("assessment_of_dossier", application, 9)).status_code == 404


def test_what_was_said_before_is_shown_to_be_confirmed(world: World, application: Application, ad: Client) -> None:
    judge(application, world.ad, A1=Opinion("2", FINE, "Nog niet overal."))
    assessment.return_dossier(application, remarks="Vul aan.", by=world.ad, now=NOW)
    Application.objects.update(state="assessment")
    submit(application, bare=("A2",))
    assert "Bij 1 stelling is niets veranderd" in ad.get(url("assess", application)).content.decode()
    page = ad.get(url("assess_theme", application, "A-1")).content.decode()
    assert "Zoals de vorige keer?" in page
    assert "Nog niet overal." in page
    ad.post(url("assess_theme", application, "A-1"), {**typed(A1=Opinion()), "over": "A1"})
    assert Judgement.objects.get(assessment__submission__number=2).remark == "Nog niet overal."


def test_people_s_words_are_text(world: World, application: Application, ad: Client) -> None:
    nasty = '<script>alert(1)</script>" onclick="x|'
    judge(application, world.ad, A1=Opinion("1", FINE, nasty))
    page = ad.get(url("assess_theme", application, "A-1")).content.decode()
    assert "<script>alert" not in page
    assert json.loads(ad.post(url("save_opinions", application), {}).content)["marks"] == {}
