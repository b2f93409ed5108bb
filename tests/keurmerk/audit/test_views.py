"""The auditor's pages, and those on which the organisation answers: by button or as it is typed; read by whom it concerns."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from keurmerk.actions import audit, findings
from keurmerk.actions.audit import Question
from keurmerk.drafts import mark_of
from keurmerk.judging import Found, Opinion
from keurmerk.models import Application, Audit, Decision, Evidence, Finding, SupplementItem
from keurmerk.states import EvidenceKind
from tests.keurmerk.cast import NOW, World, browser
from tests.keurmerk.judged import audited, sent

SAID = Opinion("1", "sufficient", "De taken staan nergens.")


@pytest.fixture
def application(world: World) -> Application:
    """With the auditor; in the sample are A2 (corrected) and A4 (essential)."""
    made = audited(world, A2=SAID)
    findings.draw_sample(made, per_theme=0, seed=1, by=world.aud, now=NOW)
    return made


@pytest.fixture
def aud(world: World) -> Client:
    return browser(world.aud)


@pytest.fixture
def iris(world: World) -> Client:
    return browser(world.iris)


def url(name: str, application: Application, *more: object) -> str:
    return reverse(f"keurmerk:{name}", args=[application.code, *more])


def typed(**entries: Found) -> dict[str, str]:
    fields = {}
    for code, one in entries.items():
        fields |= {code: one.verdict, f"{code}-reden": one.reason, f"{code}-was": mark_of(Found())}
    return fields


def kept() -> dict[str, tuple[str, str]]:
    return {one.statement: (one.verdict, one.reason) for one in Finding.objects.all()}


def test_the_sample_comes_first(world: World, aud: Client) -> None:
    application = audited(world, A2=SAID)
    page = aud.get(url("find", application)).content.decode()
    assert "Begin met de steekproef." in page
    page = aud.get(url("draw_sample", application)).content.decode()
    assert "2 stellingen zitten er altijd in." in page
    answer = aud.post(url("draw_sample", application), {"per_theme": "1", "moves": application.moves})
    assert answer["Location"] == url("find", application)
    assert Audit.objects.get().sample == ["A1", "A2", "A4", "B1"]
    assert aud.post(url("draw_sample", application), {"per_theme": "99"}).status_code == 422


def test_a_theme_shows_what_was_handed_in_what_the_adviser_said_and_what_is_not_looked_at(
    application: Application, aud: Client
) -> None:
    page = aud.get(url("find_theme", application, "A-1")).content.decode()
    for words in (
        "De taken staan nergens.",
        "past het antwoord aan naar:",
        "aangepast door de adviseur",
        "https://example.org/A2",
    ):
        assert words in page
    assert 'data-statement="A2"' in page
    assert 'data-statement="A1"' not in page
    assert 'value="erbij/A1"' in page


def test_a_button_saves_and_goes_on(application: Application, aud: Client) -> None:
    answer = aud.post(url("find_theme", application, "A-1"), typed(A2=Found("minor", "Dat klopt.")))
    assert answer["Location"] == url("find_theme", application, "A-2")
    assert kept() == {"A2": ("minor", "Dat klopt.")}
    answer = aud.post(url("find_theme", application, "A-2"), {**typed(A4=Found()), "over": "A4"})
    assert answer["Location"] == url("find", application)
    assert kept()["A4"] == ("meets", "Bewijs gezien. Het klopt met het antwoord.")


def test_one_press_never_replaces_what_was_typed(application: Application, aud: Client) -> None:
    aud.post(url("find_theme", application, "A-1"), {**typed(A2=Found("", "Zelf getypt")), "over": "A2"})
    assert kept() == {"A2": ("", "Zelf getypt")}


def test_adding_a_statement_saves_first(application: Application, aud: Client) -> None:
    fields = {**typed(A2=Found("minor", "Zo.")), "naar": "erbij/A1"}
    answer = aud.post(url("find_theme", application, "A-1"), fields)
    assert answer["Location"] == f"{url('find_theme', application, 'A-1')}#A1"
    assert kept() == {"A2": ("minor", "Zo.")}
    assert Audit.objects.get().sample == ["A1", "A2", "A4"]
    assert aud.post(url("widen_sample", application), {"statements": ["B1"]})["Location"] == url("find", application)
    assert aud.post(url("widen_sample", application), {"statements": ["Z9"]}).status_code == 422


def test_what_is_not_in_the_sample_is_refused_in_sight(application: Application, aud: Client) -> None:
    answer = aud.post(url("find_open", application), typed(A4=Found("prima", "Mijn reden"), A2=Found("meets", "Ja.")))
    assert answer.status_code == 422
    assert "Mijn reden" in answer.content.decode()
    assert kept() == {"A2": ("meets", "Ja.")}


def test_a_finding_is_saved_as_it_is_given(application: Application, aud: Client) -> None:
    answer = aud.post(
        url("save_findings", application) + f"?moves={application.moves}", typed(A4=Found("meets"))
    ).json()
    assert answer["lacks"] == {"A4": ["schrijf erbij waarom"]}
    assert answer["progress"]["words"] == "0 van de 2 stellingen"
    stale = aud.post(url("save_findings", application) + "?moves=99", typed(A4=Found("meets")))
    assert stale.status_code == 409


def test_only_what_is_open(world: World, application: Application, aud: Client) -> None:
    findings.save_findings(application, sent(A2=Found("meets", "Ja.")), by=world.aud, now=NOW)
    page = aud.get(url("find_open", application)).content.decode()
    assert [code for code in ("A2", "A4") if f'id="{code}"' in page] == ["A4"]


def rows(prefix: str, *lines: dict[str, str]) -> dict[str, str]:
    fields = {f"{prefix}-TOTAL_FORMS": str(len(lines)), f"{prefix}-INITIAL_FORMS": "0"}
    return fields | {f"{prefix}-{at}-{name}": value for at, line in enumerate(lines) for name, value in line.items()}


def test_asking_for_more(application: Application, aud: Client) -> None:
    page = aud.get(url("ask_supplement", application) + "?stelling=A4").content.decode()
    assert '<option value="A4" selected>' in page
    lines = [
        {"statement": "A4", "text": "Waar is het?"},
        {"statement": "", "text": "Wie?"},
        {"statement": "", "text": ""},
    ]
    fields = {**rows("vraag", *lines), "days": "5"}
    more = aud.post(url("ask_supplement", application), {**fields, "erbij": "ja"}).content.decode()
    assert "Waar is het?" in more
    assert 'name="vraag-3-text"' in more
    assert aud.post(url("ask_supplement", application), fields).status_code == 302
    assert [(one.statement, one.question) for one in SupplementItem.objects.all()] == [
        ("A4", "Waar is het?"),
        ("", "Wie?"),
    ]


@pytest.mark.parametrize(
    ("lines", "days"), [([{"text": ""}], "15"), ([{"text": "?", "statement": "Z9"}], "15"), ([{"text": "?"}], "0")]
)
def test_what_cannot_be_asked_is_told(
    application: Application, aud: Client, lines: list[dict[str, str]], days: str
) -> None:
    answer = aud.post(url("ask_supplement", application), {**rows("vraag", *lines), "days": days})
    assert answer.status_code == 422
    assert 'class="error-summary"' in answer.content.decode()


@pytest.fixture
def asked(world: World, application: Application) -> Application:
    audit.ask_supplement(application, questions=[Question("Waar?", "A4"), Question("Wie?")], by=world.aud, now=NOW)
    return Application.objects.get()


def answered(text: str) -> dict[str, str]:
    return {"antwoord-tekst": text, "antwoord-was": ""}


def test_answering_and_handing_in(world: World, asked: Application, iris: Client) -> None:
    first, second = SupplementItem.objects.all()
    values = {"kind": EvidenceKind.VISIT, "added_at": NOW, "application": asked}
    one = Evidence.objects.create(title="Rondleiding", **values)
    assert "0 van de 2" in iris.get(url("answer_supplement", asked)).content.decode()
    assert "Waar?" in iris.get(url("answer_question", asked, first.pk)).content.decode()
    iris.post(url("answer_question", asked, first.pk), {**answered("Hier."), "stuk": [one.pk, "x", 99999]})
    page = iris.get(url("answer_question", asked, first.pk)).content.decode()
    assert f'<input type="hidden" name="stuk-was" value="{one.pk}">' in page
    saved = iris.post(url("save_answer", asked, second.pk) + f"?moves={asked.moves}", answered("Wij.")).json()
    assert saved["errors"] == {}
    assert [item.answer for item in SupplementItem.objects.all()] == ["Hier.", "Wij."]
    assert [piece.pk for piece in first.evidence.all()] == [one.pk]
    assert iris.post(url("supply", asked), {"moves": asked.moves}).status_code == 302
    page = browser(world.aud).get(url("find_theme", asked, "A-2")).content.decode()
    for words in ("Hier.", "Rondleiding", "Waar?"):
        assert words in page


def test_another_s_question_does_not_exist(world: World, asked: Application, iris: Client) -> None:
    assert iris.get(url("answer_question", asked, 99999)).status_code == 404
    item = SupplementItem.objects.all()[0]
    assert browser(world.boris).get(url("answer_question", asked, item.pk)).status_code == 404
    assert browser(world.wim).get(url("answer_question", asked, item.pk)).status_code == 403


def test_after_it_lapsed_nothing_is_answered(world: World, asked: Application, iris: Client) -> None:
    item = SupplementItem.objects.all()[0]
    Application.objects.update(state="audit")
    answer = iris.post(url("answer_question", asked, item.pk), answered("Te laat"))
    assert answer.status_code == 409
    assert "Te laat" in answer.content.decode()
    assert iris.post(url("save_answer", asked, item.pk), answered("Te laat")).status_code == 409
    assert iris.get(url("answer_supplement", asked)).status_code == 409


def finished(world: World, application: Application, verdict: str = "meets") -> None:
    entries = sent(A2=Found("remark", "Kan beter."), A4=Found(verdict, "Gezien."))
    findings.save_findings(application, entries, by=world.aud, now=NOW)


CONDITION = {"statement": "A4", "text": "Maak een verslag.", "until": (localdate() + timedelta(days=90)).isoformat()}


def recommending(what: str, *conditions: dict[str, str]) -> dict[str, str]:
    return {**rows("voorwaarde", *conditions), "recommendation": what, "reasons": "Het klopt."}


def test_recommending(world: World, application: Application, aud: Client) -> None:
    assert "ontbreekt je bevinding" in aud.get(url("recommend", application)).content.decode()
    finished(world, application)
    fields = recommending("met_with_conditions", CONDITION, {"text": ""})
    more = aud.post(url("recommend", application), {**fields, "erbij": "ja"}).content.decode()
    assert 'name="voorwaarde-2-text"' in more
    assert "Het klopt." in more
    assert aud.post(url("recommend", application), fields).status_code == 302
    assert Audit.objects.get().proposed_conditions[0]["text"] == "Maak een verslag."


@pytest.mark.parametrize(
    ("what", "conditions", "verdict", "why"),
    [
        ("met", [], "major", "grote afwijking"),
        ("met_with_conditions", [], "meets", "minstens één voorwaarde"),
        ("met", [CONDITION], "meets", "Voorwaarden horen bij"),
        ("met_with_conditions", [{**CONDITION, "until": ""}], "meets", "Noem de laatste dag."),
        ("met_with_conditions", [{**CONDITION, "text": ""}], "meets", "Schrijf op wat in orde moet zijn."),
        ("met_with_conditions", [{**CONDITION, "until": "2020-01-01"}], "meets", "na vandaag"),
        ("", [], "meets", "verplicht"),
    ],
)
def test_what_does_not_go_together_is_told_and_can_be_mended(
    world: World, application: Application, aud: Client, what: str, conditions: list[Any], verdict: str, why: str
) -> None:
    finished(world, application, verdict)
    answer = aud.post(url("recommend", application), recommending(what, *conditions))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert why in page
    assert "Het klopt." in page
    assert Application.objects.get().state == "audit"


@pytest.mark.parametrize("name", ["aud", "sanne", "fatima", "ad"])
def test_the_audit_is_read_by_whom_it_concerns_when_it_is_time(
    world: World, application: Application, name: str
) -> None:
    who = browser(getattr(world, name))
    finished(world, application)
    assert who.get(url("audit", application)).status_code == (200 if name == "aud" else 403)
    audit.recommend(application, recommendation="met", reasons="In orde.", by=world.aud, now=NOW)
    assert who.get(url("audit", application)).status_code == (200 if name in ("aud", "sanne") else 403)
    values = {"outcome": "met", "reasons": "Ja.", "by": world.sanne, "at": NOW}
    Decision.objects.create(application=application, audit=Audit.objects.get(), **values)
    Application.objects.update(state="granted")
    page = who.get(url("audit_of_round", application, 1)).content.decode()
    for words in ("In orde.", "Kan beter.", "trekking 1", "Opmerking"):
        assert words in page
    assert who.get(url("audit_of_round", application, 2)).status_code == 404


def test_when_it_is_not_with_the_auditor(application: Application, aud: Client) -> None:
    Application.objects.update(state="decision")
    for name, more in (
        ("find", ()),
        ("find_theme", ("A-1",)),
        ("find_open", ()),
        ("ask_supplement", ()),
        ("recommend", ()),
    ):
        assert aud.get(url(name, application, *more)).status_code == 409
