"""The pages of the decision: each verb shown, done, held back, and refused; and who reads what when."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from keurmerk.actions import objection as objections
from keurmerk.actions import settling
from keurmerk.models import Application, Audit, Condition, ConditionReport, Decision, Finding, Mark
from tests.keurmerk.cast import World, browser
from tests.keurmerk.decided import (
    NOW,
    again,
    at_second_auditor,
    conditional,
    link,
    objected,
    refused,
    the_objection,
    to_assign,
    to_decide,
    upheld,
)  # fmt: skip


def at(verb: str, application: Application) -> str:
    return reverse(f"keurmerk:{verb}", args=[application.code])


def page(user: Any, verb: str, application: Application, status: int = 200) -> str:
    answer = browser(user).get(at(verb, application))
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def press(user: Any, verb: str, application: Application, status: int = 302, **data: Any) -> str:
    answer = browser(user).post(at(verb, application), {"moves": application.moves, **data})
    assert answer.status_code == status, (answer.status_code, re.findall(r"<li>(.*?)</li>", answer.content.decode()))
    return answer.content.decode()


def test_an_auditor_is_chosen_from_who_may(world: World) -> None:
    application = to_assign(world)
    application.plans.update(judged_by=world.otto)
    text = page(world.sanne, "assign_auditor", application)
    assert f'value="{world.aud.pk}"' in text
    assert f'value="{world.otto.pk}"' not in text
    assert "Keurde in dit traject iets goed" in text
    assert "Heeft nu niets in behandeling." in text
    press(world.sanne, "assign_auditor", application, 422)
    press(world.sanne, "assign_auditor", application, 422, auditor=world.otto.pk)
    press(world.sanne, "assign_auditor", application, auditor=world.aud.pk)
    assert again(application).state == "audit"
    assert "kan nu niet" in page(world.sanne, "assign_auditor", application, 409)


def test_the_decider_sees_what_it_rests_on(world: World) -> None:
    application = to_decide(
        world, "met_with_conditions", [{"text": "Maak een code.", "statement": "A1", "until": "2027-05-03"}]
    )
    audit = Audit.objects.get()
    for code, verdict in (("A2", "meets"), ("A1", "remark"), ("A4", "major")):
        Finding.objects.create(audit=audit, statement=code, verdict=verdict, reason=f"Reden {code}", saved_at=NOW)
    for verb in ("grant", "refuse"):
        text = page(world.sanne, verb, application)
        for words in (
            "voldoet onder voorwaarden",
            "Dit vond ik.",
            "Reden A4",
            "Reden A1",
            "Maak een code.",
            "Uiterlijk 3 mei 2027",
            "Het buurthuis",
        ):
            assert words in text, words
        assert text.index("Reden A4") < text.index("Reden A1")  # the worst first
        assert "Reden A2" not in text
        assert "3 van de 4 stellingen" in text
        assert "Nodig is" in text


@pytest.mark.parametrize(("verb", "recommended", "state"), [("grant", "met", "granted"), ("refuse", "met", "refused")])
def test_a_decision_asks_why(world: World, verb: str, recommended: str, state: str) -> None:
    application = to_decide(world, recommended)
    assert 'href="#id_reasons"' in press(world.sanne, verb, application, 422, reasons=" ")
    press(world.sanne, verb, application, reasons="Daarom.")
    assert again(application).state == state
    assert "Daarom." in press(world.sol, verb, application, 409, reasons="Daarom.")  # what was typed stays in sight
    assert Decision.objects.count() == 1


def test_who_may_not_decide_reads_why_and_has_no_button(world: World) -> None:
    application = to_decide(world)
    text = page(world.stef, "grant", application)
    assert "Je keurde het plan van aanpak goed" in text
    assert "<button" not in text.partition("<form")[2].partition("</form>")[0]
    assert "Je keurde" in press(world.stef, "grant", application, 409, reasons="x")
    assert not Decision.objects.exists()


def test_a_stale_page_decides_nothing(world: World) -> None:
    application = to_decide(world)
    Application.objects.update(moves=7)
    assert "intussen" in press(world.sanne, "grant", application, 409, reasons="Oud.")


# --- What is read -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["fatima", "iris", "wim", "ad", "aud", "sanne"])
def test_everybody_concerned_reads_it_only_after_it_was_taken(world: World, name: str) -> None:
    application = to_decide(world)
    user = getattr(world, name)
    assert "nog geen besluit" in page(user, "decision", application)
    press(world.sol, "grant", application, reasons="Alles is in orde.")
    text = page(user, "decision", application)
    assert "Stichting De Bank krijgt het keurmerk" in text
    assert "Alles is in orde." in text
    assert "tot en met" in text
    assert Mark.objects.get().number in text


def test_strangers_read_nothing(world: World) -> None:
    application = refused(world)
    assert browser(world.boris).get(at("decision", application)).status_code == 404
    assert browser(world.otto).get(at("decision", application)).status_code == 404
    letter = reverse("reports:decision_pdf", args=[application.code, Decision.objects.get().pk])
    assert browser(world.boris).get(letter).status_code == 404


def test_a_refusal_says_why_and_that_one_can_object(world: World, settings: Any) -> None:
    application = refused(world)
    text = page(world.fatima, "decision", application)
    for words in ("krijgt het keurmerk nu niet", "Er mist te veel.", "Bezwaar maken kan tot en met"):
        assert words in text
    assert at("object", application) in text
    assert at("object", application) not in page(world.wim, "decision", application)


def test_what_people_typed_is_text(world: World) -> None:
    application = to_decide(world)
    press(world.sanne, "refuse", application, reasons="<b>Dik</b> & {{ x }}")
    assert "&lt;b&gt;Dik&lt;/b&gt; &amp; {{ x }}" in page(world.fatima, "decision", application)


# --- Conditions -------------------------------------------------------------------------------------------------------------


def test_conditions_are_reported_judged_and_confirmed(world: World) -> None:
    application = conditional(world)
    first, second = Condition.objects.all()
    piece = link(application)
    text = page(world.iris, "report_condition", application)
    assert first.text in text
    assert piece.title in text
    press(world.iris, "report_condition", application, 422, condition=first.pk, text="")
    other = link(world.application("working", organisation=world.club))
    press(world.iris, "report_condition", application, 422, condition=first.pk, text="x", evidence=[other.pk])
    press(world.iris, "report_condition", application, condition=first.pk, text="Gedaan.", evidence=[piece.pk])
    assert "Gedaan." in page(world.aud, "judge_condition", application)
    press(world.aud, "judge_condition", application, 422, condition=first.pk, reason="Zo.")
    press(world.aud, "judge_condition", application, condition=first.pk, met="nee", reason="Te dun.")
    assert "Te dun." in page(world.fatima, "decision", application)
    press(world.iris, "report_condition", application, condition=first.pk, text="Nu wel.")
    press(world.iris, "report_condition", application, condition=second.pk, text="Ook.")
    for one in (first, second):
        press(world.aud, "judge_condition", application, condition=one.pk, met="ja", reason="Goed.")
    assert ConditionReport.objects.count() == 3
    press(world.sol, "confirm_conditions", application)
    text = page(world.fatima, "decision", application)
    for words in ("krijgt het keurmerk Vrijwillige Inzet", "Te dun.", "Nu wel.", "bevestigde Sol namens NOV"):
        assert words in text


def test_the_condition_one_came_for_is_chosen(world: World) -> None:
    application = conditional(world)
    second = Condition.objects.all()[1]
    for asked, checked in ((second.pk, True), ("x", False), ("9" * 30, False)):
        answer = browser(world.iris).get(at("report_condition", application), {"voorwaarde": asked})
        found = re.search(rf'<input[^>]*name="condition" value="{second.pk}"[^>]*>', answer.content.decode())
        assert found
        assert ("checked" in found[0]) == checked


def test_who_ends_it_is_told_that_there_is_time_left(world: World) -> None:
    application = conditional(world)
    first = Condition.objects.all()[0]
    Condition.objects.update(until=NOW.date().replace(year=2099))
    assert "Dit kan nog niet" in page(world.sol, "conditions_failed", application)
    settling.report_condition(application, first.pk, text="x", by=world.iris, now=NOW)
    settling.judge_condition(application, first.pk, met=False, reason="Te dun.", by=world.aud, now=NOW)
    assert "Wachten kan dus ook" in page(world.sol, "conditions_failed", application)
    press(world.sol, "conditions_failed", application, reasons="Ze stoppen ermee.")
    text = page(world.fatima, "decision", application)
    assert "er is niet aan de voorwaarden voldaan" in text
    assert "Ze stoppen ermee." in text


# --- Setting conditions ---------------------------------------------------------------------------------------------------


def rows(*conditions: tuple[str, str, str], total: int | None = None) -> dict[str, str]:
    """What the browser sends of these rows: text, last day, statement."""
    sent = {"voorwaarde-TOTAL_FORMS": str(total or len(conditions)), "voorwaarde-INITIAL_FORMS": "0"}
    for number, (text, until, statement) in enumerate(conditions):
        sent |= {f"voorwaarde-{number}-text": text, f"voorwaarde-{number}-until": until}
        sent[f"voorwaarde-{number}-statement"] = statement
    return sent


def within_a_year(days: int = 100) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_conditions_the_auditor_proposed_stand_there_already(world: World) -> None:
    proposed = [{"text": "Maak een code.", "statement": "A1", "until": "2027-05-03"}]
    application = to_decide(world, "met_with_conditions", proposed)
    text = page(world.sanne, "grant_conditionally", application)
    assert text.count("Maak een code.") == 2  # in what it rests on, and in the form
    assert 'value="2027-05-03"' in text
    assert '<option value="A1" selected>' in text


def test_conditions_are_set_as_they_were_edited(world: World) -> None:
    application = to_decide(world, "met_with_conditions")
    sent = rows(("Maak een code.", within_a_year(), "A1"), ("", "", ""), ("Vraag VOG’s aan.", within_a_year(50), ""))
    press(world.sanne, "grant_conditionally", application, reasons="Bijna.", **sent)
    kept = Condition.objects.values_list("text", "statement")
    assert list(kept) == [("Vraag VOG’s aan.", ""), ("Maak een code.", "A1")]
    assert again(application).state == "conditional"
    assert "krijgt het keurmerk zodra" in page(world.fatima, "decision", application)


@pytest.mark.parametrize(
    ("row", "link"),
    [
        (("", "", ""), "id_voorwaarde-0-text"),
        (("Iets.", "", ""), "id_voorwaarde-0-until"),
        (("", "2027-01-01", ""), "id_voorwaarde-0-text"),
        (("Iets.", "2020-01-01", ""), "id_voorwaarde-0-until"),
        (("Iets.", "2199-01-01", ""), "id_voorwaarde-0-until"),
        (("Iets.", "31-02-2027", ""), "id_voorwaarde-0-until"),
        (("Iets.", "2027-01-01", "Z9"), "id_voorwaarde-0-statement"),
    ],
)
def test_a_condition_that_cannot_be_is_said_at_its_field(world: World, row: tuple[str, str, str], link: str) -> None:
    application = to_decide(world, "met_with_conditions")
    text = press(world.sanne, "grant_conditionally", application, 422, reasons="Bijna.", **rows(row))
    assert f'href="#{link}"' in text
    assert "Bijna." in text
    assert not Decision.objects.exists()


def test_one_more_row_keeps_what_was_typed_and_decides_nothing(world: World) -> None:
    application = to_decide(world, "met_with_conditions")
    sent = rows(("Maak een code.", "", "A1"))
    text = press(world.sanne, "grant_conditionally", application, 200, reasons="Bijna.", erbij="ja", **sent)
    for words in ("Bijna.", "Maak een code.", 'name="voorwaarde-1-text"'):
        assert words in text
    assert "error-summary" not in text
    assert not Decision.objects.exists()


def test_who_may_not_set_conditions_reads_why(world: World) -> None:
    application = to_decide(world, "not_met")
    assert "Meer dan dat kan NOV niet toekennen" in page(world.sanne, "grant_conditionally", application)
    sent = rows(("Iets.", within_a_year(), ""))
    press(world.sanne, "grant_conditionally", application, 409, reasons="Toch.", **sent)
    assert not Decision.objects.exists()
    press(world.sanne, "refuse", application, reasons="Nee.")
    late = press(world.sanne, "grant_conditionally", application, 409, reasons="Te laat getypt.", **sent)
    assert "Te laat getypt." in late


def test_the_second_auditor_gives_them_right(world: World) -> None:
    application = at_second_auditor(world)
    assert "Wij zien het anders." in page(world.otto, "uphold", application)
    press(world.otto, "uphold", application, 422, reasons="x", **rows(("", "", "")))
    press(world.otto, "uphold", application, 422, recommendation="not_met", reasons="x", **rows(("", "", "")))
    wrong = {"recommendation": "met_with_conditions", "reasons": "x"}
    assert "minstens één" in press(world.otto, "uphold", application, 422, **wrong, **rows(("", "", "")))
    press(world.otto, "uphold", application, recommendation="met", reasons="Het klopt.", **rows(("", "", "")))
    assert again(application).state == "decision"
    assert Audit.objects.get(round=2).proposed_conditions == []


def test_upholding_on_conditions_proposes_them(world: World) -> None:
    application = at_second_auditor(world)
    sent = rows(("Maak een code.", within_a_year(), "A1"))
    press(world.otto, "uphold", application, recommendation="met_with_conditions", reasons="Bijna.", **sent)
    assert page(world.sol, "grant_conditionally", application).count("Maak een code.") == 2


# --- Objection --------------------------------------------------------------------------------------------------------------


def test_an_objection_from_end_to_end(world: World) -> None:
    application = refused(world)
    Decision.objects.update(at=NOW.replace(year=2099))  # this page reads the real clock
    assert "Bezwaar maken kan tot en met" in page(world.fatima, "object", application)
    press(world.fatima, "object", application, 422, grounds="")
    press(world.fatima, "object", application, grounds="Wij zien het anders.")
    application = again(application)
    text = page(world.sol, "pass_objection", application)
    assert "Wij zien het anders." in text
    assert "in dit traject al auditor" in text
    assert "Je nam eerder een besluit" in page(world.sanne, "pass_objection", application)
    press(world.sol, "pass_objection", application, view="Wij blijven erbij.", auditor=world.otto.pk)
    application = again(application)
    text = page(world.otto, "dismiss", application)
    assert "Wij blijven erbij." in text
    assert browser(world.aud).get(at("dismiss", application)).status_code == 404  # the first has no part in it any more
    press(world.otto, "dismiss", application, reasons="NOV had gelijk.")
    text = page(world.fatima, "decision", application)
    for words in ("Wij zien het anders.", "NOV had gelijk.", "definitief"):
        assert words in text


def test_the_six_weeks_are_over(world: World) -> None:
    application = refused(world, NOW.replace(year=2020))
    text = page(world.fatima, "object", application)
    assert "zes weken zijn voorbij" in text
    assert "zes weken" in press(world.fatima, "object", application, 409, grounds="Toch.")


def test_after_an_upheld_objection_both_decisions_are_read(world: World) -> None:
    application = upheld(world)
    assert "Oordeel van de tweede auditor" in page(world.sol, "grant", application)
    assert "NOV besluit opnieuw" in page(world.fatima, "decision", application)
    press(world.sol, "grant", application, reasons="Zoals de tweede auditor oordeelt.")
    text = page(world.fatima, "decision", application)
    assert text.index("krijgt het keurmerk Vrijwillige Inzet") < text.index("Eerder besluit")
    assert the_objection().grounds in text


def test_the_view_of_nov_is_there_when_another_auditor_takes_over(world: World) -> None:
    assert "Wij blijven erbij." in page(world.bea, "pass_objection", at_second_auditor(world))
    assert objections is not None


# --- Stopping ---------------------------------------------------------------------------------------------------------------


def test_stopping_says_what_it_means(world: World) -> None:
    application = world.application("working")
    assert "niet terugdraaien" in page(world.fatima, "withdraw", application)
    press(world.fatima, "withdraw", application, reason="")
    assert again(application).state == "withdrawn"


def test_closing_asks_why(world: World) -> None:
    application = world.application("working")
    press(world.sanne, "let_lapse", application, 422, reason="")
    press(world.sanne, "let_lapse", application, reason="Al een jaar stil.")
    assert again(application).end_reason == "Al een jaar stil."


# --- Queries ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("name", "verb", "queries"),
    [
        ("fatima", "decision", 12),
        ("iris", "report_condition", 9),
        ("aud", "judge_condition", 8),
        ("sol", "conditions_failed", 10),
    ],
)
def test_queries_do_not_grow_with_what_there_is(
    world: World, number: int, name: str, verb: str, queries: int, django_assert_num_queries: Any
) -> None:
    application = conditional(world)
    Condition.objects.all().delete()
    for which in range(number):
        until = NOW.date().replace(year=2099)
        one = Condition.objects.create(decision=Decision.objects.get(), text=f"V{which}", until=until)
        for text in range(number):
            made = ConditionReport.objects.create(
                condition=one, text=str(text), reported_by=world.iris, reported_at=NOW, met=False, judged_at=NOW,
                judged_reason="x", judged_by=world.aud,
            )  # fmt: skip
            made.evidence.set([link(application) for _piece in range(number)])
    client = browser(getattr(world, name))
    client.get(at(verb, application))
    with django_assert_num_queries(queries):
        assert client.get(at(verb, application)).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_deciding_does_not_cost_more_with_more_findings(
    world: World, number: int, django_assert_num_queries: Any
) -> None:
    application = to_decide(world)
    for code in ("A1", "A2", "A4")[:number]:
        Finding.objects.create(audit=Audit.objects.get(), statement=code, verdict="minor", reason="x", saved_at=NOW)
    client = browser(world.sanne)
    client.get(at("grant", application))
    with django_assert_num_queries(13):
        client.get(at("grant", application))


def test_the_pages_of_an_objection_are_cheap_too(world: World, django_assert_num_queries: Any) -> None:
    application = objected(world)
    client = browser(world.sol)
    client.get(at("pass_objection", application))
    with django_assert_num_queries(19):
        client.get(at("pass_objection", application))
